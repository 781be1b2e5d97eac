"""The words of the sentences, in one table, and what fills them.

A pattern names the values of its sentence in braces. ``{day:date}`` stands for a date in
EDTF, which is put into words, in few of them where the sentence is said briefly.
"""

from collections.abc import Iterator
from string import Formatter
from typing import NamedTuple

from briefbook.statements.date_words import say_date, short_date
from briefbook.statements.sentence import Sentence, Value

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
    "confidence": "{confidence} confidence",
    "off-scale": "off the scale",
    "position-of": "position of {body}",
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
}
"""The words of every key. Rules are in the other files; what fills the braces is theirs."""


BRIEF = {"quoted": "own words", "partly-quoted": "partly own words", "none": "none found"}
"""Shorter words of some sentences, for cells and pictures."""


class Piece(NamedTuple):
    """A part of a sentence in words; ``name`` is that of the value that it is, or ""."""

    words: str
    name: str = ""


def say_sentence(sentence: Sentence | None, brief: bool = False) -> str:
    """Return a sentence in words, "" for none. ``brief`` cuts its dates short, for tables."""
    return "".join(piece.words for piece in split(sentence, brief)) if sentence else ""


def split(sentence: Sentence, brief: bool = False) -> Iterator[Piece]:
    """Yield a sentence in pieces, so that a page can put links in the place of names."""
    values = dict(sentence.values)
    pattern = BRIEF.get(sentence.key, "") if brief else ""
    for words, name, form, _ in Formatter().parse(pattern or WORDS[sentence.key]):
        if words:
            yield Piece(words)
        if name:
            yield Piece(_fill(values[name], form or "", brief), name)


def _fill(value: Value, form: str, brief: bool) -> str:
    if not isinstance(value, str):
        return ", ".join(say_sentence(one, brief) for one in value)
    if form != "date":
        return value
    return short_date(value) if brief else say_date(value)
