"""Sentences as values, their words in one table, and the trace of those that are made.

A rule returns a ``Sentence`` or None. Its words are put together as late as they are shown,
so that another language needs another table of words, and nothing else. A pattern names the
values of its sentence in braces. ``{day:date}`` stands for a date in EDTF, which is put into
words, in few of them where the sentence is said briefly; ``{all:apart}`` for sentences that
semicolons part.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from string import Formatter
from typing import NamedTuple, ParamSpec

from briefbook.statements.date_words import say_date, short_date

WORDS = {
    # When somebody held an office
    "office": "{office}",
    "office-when": "{office} ({when})",
    "former-office": "former {office}",
    "held": "{days:date}",
    "since": "since {day:date}",
    "until": "until {day:date}",
    "as-of": "as of {day:date}",
    "in-office-by": "in office by {day:date}",
    "took-office-between": "took office between {first:date} and {last:date}",
    "took-office-after": "took office no earlier than {day:date}",
    "left-by": "left by {day:date}",
    "left-between": "left between {first:date} and {last:date}",
    "left-after": "left no earlier than {day:date}",
    # Where somebody stands
    "moved": "moved from {before} ({day:date}) to {after}",
    "shown-on": "{day:date}",
    "shown-twice": "{first:date} and {day:date}",
    "second-hand": "second-hand",
    "old": "more than {days} days old",
    "confidence": "{confidence} confidence",
    "off-scale": "off the scale",
    "position-of": "position of {body}",
    "stands-on": "On {issue}: {positions:apart}.",
    "stated": "{stance} ({facts})",
    "stated-if": "{stance}, condition: {condition} ({facts})",
    "told": "{told}, {stance} ({facts})",
    "told-if": "{told}, {stance}, condition: {condition} ({facts})",
    "stance": "{labels}",
    "own-words": "own words",
    "partly-own-words": "partly own words",
    "and-more": "and {count} more",
    # How words are known, and whose they are
    "quoted": "in their own words",
    "quoted-through": "in their own words, according to {teller}",
    "partly-quoted": "partly in their own words",
    "partly-quoted-through": "partly in their own words, according to {teller}",
    "reported": "as reported",
    "reported-through": "as reported by {teller}",
    "described": "as described",
    "described-through": "as described by {teller}",
    "inferred": "inferred",
    "voted": "by vote",
    "said-by": "{speaker}",
    "said-by-through": "{speaker}, according to {teller}",
    "told-by": "according to {teller}",
    "reported-of": "{speaker}, as reported by {teller}",
    "reported-by": "as reported by {teller}",
    "described-of": "{teller}, of {speaker}",
    "described-by": "{teller}",
    "reporter": "{teller}:",
    "stands-in": "stands in {article}",
    # What has not happened, or not yet
    "planned": "planned",
    "promised": "promised",
    "cancelled": "cancelled",
    "on": "{day:date}",
    "on-year-inferred": "{day:date} (year inferred)",
    "newest": "{day:date}",
    "newest-at-the-latest": "{day:date} at the latest",
    "not-facts": "Planned, promised or cancelled: not recorded as done",
    # What was not found
    "none": "none found in the texts of this book",
    "no-position": "No position found in the texts of this book.",
    "no-own-position": "No position of their own found in the texts of this book.",
    "no-dispute": "No dispute of it found in the texts of this book.",
    "none-on": "On {issues}: {none}.",
    "none-on-more": "On {issues}, and on {more} more issues: {none}.",
    "issue": "{issue}",
    # What the notes of a book leave open, for those who write them
    "not-noted": "{actor}: no position noted on {issues}",
    "not-noted-more": "{actor}: no position noted on {issues}, and on {more} more issues",
    "one-source": "{actor}, on {issue}: {stance}, from {source} alone",
    "others-alone": "{actor}, on {issue}: {stance}, from the words of others alone",
    "two-answers": "{actor}, on {issue}, {day:date}: {stance}, and {other}",
    "nothing-newer": "{actor}, on {issue}: {stance}; nothing noted after {day:date}",
    "rests-on-nothing": "“{words}” ({speaker}): nothing rests on it",
    "not-used": "{term}: found in no text",
    "quoted-without-note": "“{words}”",
    "said-without-note": "{actor} beside “{verb}”: {words}",
    "name-of-no-actor": "{name}, beside “{verb}”: no actor of the book has this name",
    "not-kept": "{source}: no archived copy named, and no text of it kept",
}
"""The words of every key. Rules are in the other files; what fills the braces is theirs."""


BRIEF = {
    "quoted": WORDS["own-words"],
    "partly-quoted": WORDS["partly-own-words"],
    "none": "none found",
    "confidence": "{confidence}",
}
"""Shorter words of some sentences, for cells and pictures."""


APART = {"apart": "; "}
"""What stands between sentences that fill one place, where it is no comma."""


class Sentence(NamedTuple):
    """A sentence: its key in ``words.py``, and the values that fill it, by name.

    Dates are in EDTF, and sentences may stand within a sentence: all of it is put into words
    at once.
    """

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()


Value = str | tuple[Sentence, ...]


class Traced(NamedTuple):
    """A sentence that was made: by which rule, and from which facts (name, value)."""

    rule: str
    facts: tuple[tuple[str, str], ...]
    sentence: Sentence


Facts = ParamSpec("Facts")
Tracer = Callable[[Traced], None]

_TRACER: ContextVar[Tracer | None] = ContextVar("tracer", default=None)


def sentence(key: str, **values: Value) -> Sentence:
    """Return the sentence of a key with its values."""
    return Sentence(key, tuple(values.items()))


def traced(rule: Callable[Facts, Sentence | None]) -> Callable[Facts, Sentence | None]:
    """Have a rule tell what it said, and from which facts, while somebody traces it.

    Tracing changes nothing of what a rule returns.
    """
    names = rule.__code__.co_varnames[: rule.__code__.co_argcount]

    @wraps(rule)
    def run(*given: Facts.args, **named: Facts.kwargs) -> Sentence | None:
        tracer = _TRACER.get()
        if tracer is None:
            return rule(*given, **named)
        with trace(None):  # what stands within a sentence is told with it
            made = rule(*given, **named)
        if made:
            facts = {**dict(zip(names, given, strict=False)), **named}
            known = tuple((name, _write_fact(fact)) for name, fact in facts.items() if fact)
            tracer(Traced(rule.__name__, known, made))
        return made

    return run


def _write_fact(fact: object) -> str:
    """Return a fact as text: of several each, of a value with fields those it has."""
    if hasattr(fact, "_asdict"):
        fields = fact._asdict().items()
        return " ".join(f"{name}={_write_fact(one)}" for name, one in fields if one)
    if isinstance(fact, (tuple, list)):
        return " or ".join(map(_write_fact, fact))
    return str(fact)


@contextmanager
def trace(tracer: Tracer | None) -> Iterator[None]:
    """Call ``tracer`` with every sentence that is made while the block runs; None: nobody."""
    token = _TRACER.set(tracer)
    try:
        yield
    finally:
        _TRACER.reset(token)


class Piece(NamedTuple):
    """A part of a sentence in words; ``name`` is that of the value that it is, or ""."""

    words: str
    name: str = ""


def say_sentence(sentence: Sentence | None, brief: bool = False) -> str:
    """Return a sentence in words, "" for none. ``brief`` cuts its dates short, for tables."""
    return "".join(piece.words for piece in split(sentence, brief)) if sentence else ""


def split(sentence: Sentence, brief: bool = False, within: str = "") -> Iterator[Piece]:
    """Yield a sentence in pieces, so that a page can put links in the place of names.

    The sentences that are the value ``within`` come in pieces of their own, named by the place
    of each: "0.stance".
    """
    values = dict(sentence.values)
    pattern = BRIEF.get(sentence.key, "") if brief else ""
    for words, name, form, _ in Formatter().parse(pattern or WORDS[sentence.key]):
        if words:
            yield Piece(words)
        value = values[name] if name else ""
        if name and name == within and not isinstance(value, str):
            yield from _split_each(value, form or "", brief)
        elif name:
            yield Piece(_fill(value, form or "", brief), name)


def _split_each(sentences: tuple[Sentence, ...], form: str, brief: bool) -> Iterator[Piece]:
    for at, one in enumerate(sentences):
        if at:
            yield Piece(APART.get(form, ", "))
        for piece in split(one, brief):
            yield piece._replace(name=f"{at}.{piece.name}" if piece.name else "")


def _fill(value: Value, form: str, brief: bool) -> str:
    if not isinstance(value, str):
        return APART.get(form, ", ").join(say_sentence(one, brief) for one in value)
    if form != "date":
        return value
    return short_date(value) if brief else say_date(value)
