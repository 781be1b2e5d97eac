"""Records of what was said word for word: whose turn each paragraph belongs to.

Parliaments and press offices put a label before each speech: "Mr. PETTIBONE.", "Ann Lee
(Northtown) (Lab):", "The Minister for Trade (Bo Kim):", "QUESTION:", or a line of its own.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.tokens import MARKS

_ENOUGH, _AGAIN = 3, 2
"""Labels that make a text a record; how often one comes again in it."""

_TITLE = (
    r"(?:(?:The |THE )?(?:Mr|Ms|Mrs|Miss|Mx|Dr|Hon|Sir|Dame|Lord|Lady|Baroness|Madam|Mme|M|MR"
    r"|MS|MRS|DR|HON|Senator|Prof|Herr|Frau)\.? +)"
)
_NAME = (
    r"[^\W\d_a-z][\w'’‐-]*"
    r"(?: +(?:[^\W\d_a-z](?:\.|[\w'’‐-]*)|of|for|the|and|de|van|von|der|pro|tempore)){0,9}"
)
_BRACKETS = r"(?: *\((?P<inside>[^()\n]{1,80})\)(?: *\([^()\n]{1,60}\))?)?"
_LABEL = re.compile(rf"(?P<name>{_TITLE}?{_NAME}){_BRACKETS} *(?P<end>[:.])(?=\s)")
_LINE = re.compile(rf"(?P<name>{_TITLE}?{_NAME}){_BRACKETS}(?P<end>)\Z")
_ASKING = frozenset(
    ("q", "a", "question", "answer", "frage", "antwort", "moderator", "reporter")
)
_CAPITALS = re.compile(r"\b[^\W\d_a-zà-ÿ][^\W\d_a-zà-ÿ'’-]{2,}")
_NOTE = re.compile(r"[\[({<#*-]")
_ASIDE = re.compile(r"\s*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])\Z")
"""A note at the end of a paragraph: "(Laughter.)"."""

_LONGEST = 160
"""Characters of a label."""


_BELOW = re.compile(r"\((?P<inside>[^()\n]{1,80})\)(?: *\([^()\n]{1,60}\))*\Z")


_INTRODUCED = re.compile(
    r"(?:[\s(]*(?:Thank|Thanks|Hello|Hi|Good|Yes)\b[^.!?\n]{0,40}[.!?])?\s*"
    rf"(?P<name>{_NAME}?)(?:, (?:from |of |with )?| from | with )"
    r"(?:[Tt]he )?[^\W\d_a-z][\w’'-]*(?: [^\W\d_a-z][\w’'-]*){0,4}\."
)
"""How somebody who asks says who they are: "Thank you. Ann Lee, Northern Echo."."""


class _Label(NamedTuple):
    span: Span
    name: Span
    office: str = ""


class Turn(NamedTuple):
    """Somebody's turn to speak: the place of the label, what it says, and the paragraphs.

    ``name`` is the name in the label, "" where it gives none ("QUESTION:").
    """

    label: Span
    name: Span
    parts: tuple[Span, ...]


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a record, none where a text is no record.

    It is one if there are some labels, and one of them comes again or several have titles.
    """
    labels = {at: one for at, span in enumerate(paragraphs) if (one := _match(text, span))}
    labels |= _match_lines(text, paragraphs)
    names = {text[slice(*one.name)] for one in labels.values()}
    names |= {one.office for one in labels.values() if one.office}
    labels = _match_known(text, paragraphs, names) | labels
    counts = Counter(text[slice(*one.name)] for one in labels.values())
    titled = sum(re.match(_TITLE + "|The ", name) is not None for name in counts)
    is_record = max((titled, *counts.values())) >= _AGAIN and len(labels) >= _ENOUGH
    return list(_list_turns(text, paragraphs, labels)) if is_record else []


def find_introduced(text: str, turn: Turn) -> Span | None:
    """Return the name by which somebody without a name in the label begins to speak."""
    if turn.name.start < turn.name.end or not turn.parts:
        return None
    start = turn.parts[0].start
    found = _INTRODUCED.match(text, start, min(turn.parts[0].end, start + _LONGEST))
    return Span(*found.span("name")) if found and " " in found["name"] else None


def has_title(label: str) -> bool:
    """Tell whether a label begins with a title that stands before names: "Mr. LEE"."""
    return re.match(_TITLE, label) is not None


def _match_known(
    text: str, paragraphs: Sequence[Span], names: AbstractSet[str]
) -> dict[int, _Label]:
    """Return the labels that are only a name, one that other labels give: "Ann Lee:"."""
    found: dict[int, _Label] = {}
    parts = {part for name in names for part in _list_ends(name)}
    for at, span in enumerate(paragraphs):
        is_short = span.end - span.start <= _LONGEST
        if is_short and re.sub(rf"\A{_TITLE}", "", text[slice(*span)]) in parts:
            found[at] = _Label(span, span)
        label = _LABEL.match(text, span.start, min(span.end, span.start + _LONGEST))
        if label and label["end"] == ":" and label["name"] in names:
            found[at] = _Label(Span(span.start, label.end()), Span(*label.span("name")))
    return found


def _match_lines(text: str, paragraphs: Sequence[Span]) -> dict[int, _Label]:
    """Return the labels that are paragraphs of their own: a name, and below it its brackets.

    The name alone is one, once it is known.
    """
    found: dict[int, _Label] = {}
    names: set[str] = set()
    for at, span in enumerate(paragraphs):
        name = text[slice(*span)] if span.end - span.start <= _LONGEST else ""
        if not _LINE.match(name):
            continue
        label = _match_brackets(text, span, paragraphs[at + 1 : at + 2])
        if label:
            names |= _list_ends(name)
            found[at] = label
        elif name in names:
            found[at] = _Label(span, span)
    return found


def _list_ends(name: str) -> set[str]:
    """Return a name, and what is left of it without its first words."""
    words = name.split()
    return {" ".join(words[first:]) for first in range(len(words))}


def _match_brackets(text: str, span: Span, below: Sequence[Span]) -> _Label | None:
    """Return the label that a name and the brackets below it are, None if there are none."""
    follower = below[0] if below else span
    is_short = follower.end - follower.start <= _LONGEST
    found = _BELOW.match(text[slice(*follower)]) if is_short else None
    if found is None:
        return None
    name = text[slice(*span)]
    is_office = name.startswith("The ") or name.endswith("Speaker")
    inside = Span(*(follower.start + at for at in found.span("inside")))
    return _Label(Span(span.start, follower.end), inside if is_office else span)


def _match(text: str, span: Span) -> _Label | None:
    """Return the label that a paragraph begins with, None if it has none."""
    found = _LABEL.match(text, span.start, min(span.end, span.start + _LONGEST))
    if found is None and span.end - span.start <= _LONGEST:
        found = _LINE.match(text, span.start, span.end)
        found = found if found and found["inside"] else None
    if found is None:
        return None
    name, is_asking = found["name"], found["name"].casefold() in _ASKING
    is_capital = _CAPITALS.search(name) is not None
    is_titled = re.match(_TITLE + "|The ", name) is not None
    is_strong = is_capital or is_asking or is_titled or found["inside"] is not None
    if not is_strong or (found["end"] == "." and not (is_capital and is_titled)):
        return None
    picked = _pick_name(found, is_asking=is_asking)
    return _Label(Span(span.start, found.end()), picked, name)


def _pick_name(found: re.Match[str], *, is_asking: bool) -> Span:
    """Return the name of the one who speaks: in brackets, behind an office."""
    inside, name = found["inside"], found["name"]
    is_office = name.startswith(("The ", "THE ")) or " for " in name or name.endswith("Speaker")
    if inside and (is_asking or is_office):
        start = found.start("inside")
        return Span(start, start + len(inside.partition(",")[0].partition(" of ")[0]))
    if is_asking:
        return Span(found.start(), found.start())
    return Span(*found.span("name"))


def _list_turns(
    text: str, paragraphs: Sequence[Span], labels: dict[int, _Label]
) -> Iterator[Turn]:
    starts = sorted(labels)
    holders: dict[str, Span] = {}
    for at, stop in zip(starts, (*starts[1:], len(paragraphs)), strict=True):
        label, name, office = labels[at]
        if office and text[slice(*name)] != office and name.start < name.end:
            holders[office] = name
        name = holders.get(text[slice(*name)], name)
        rest = [
            Span(max(label.end, one.start), one.end)
            for one in paragraphs[at:stop]
            if one.end > label.end
        ]
        parts = (_strip(text, one) for one in rest)
        yield Turn(label, name, tuple(one for one in parts if _is_said(text, one)))


def _strip(text: str, span: Span) -> Span:
    words = text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def _is_said(text: str, span: Span) -> bool:
    """Tell whether a paragraph belongs to a speech: a sentence, and no note in brackets."""
    words = text[slice(*span)]
    is_note = _NOTE.match(words) is not None and words[-1:] in ")]}>#*-"
    words = _ASIDE.sub("", words)
    return bool(words) and not is_note and words.rstrip(MARKS + ")]")[-1:] in ".!?…:,;—-"
