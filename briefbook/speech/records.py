"""Records of what was said word for word: whose turn each paragraph belongs to.

Parliaments and press offices put a label before each speech: "Mr. PETTIBONE.", "Ann Lee
(Northtown) (Lab):", "The Minister for Trade (Bo Kim):", "QUESTION:", or a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.base.problems import Span

_ENOUGH = 3
"""Labels that make a text a record."""

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
_LONGEST = 160
"""Characters of a label."""


_BELOW = re.compile(r"\((?P<inside>[^()\n]{1,80})\)(?: *\([^()\n]{1,60}\))*\Z")


class _Label(NamedTuple):
    span: Span
    name: Span


class Turn(NamedTuple):
    """Somebody's turn to speak: the place of the label, what it says, and the paragraphs.

    ``name`` is the name in the label, "" where it gives none ("QUESTION:").
    """

    label: Span
    name: Span
    parts: tuple[Span, ...]


def find_turns(text: str, paragraphs: Sequence[Span]) -> list[Turn]:
    """Return the turns of a record, none where a text is no record."""
    labels = {at: one for at, span in enumerate(paragraphs) if (one := _match(text, span))}
    labels |= _match_lines(text, paragraphs)
    return list(_list_turns(text, paragraphs, labels)) if len(labels) >= _ENOUGH else []


def _match_lines(text: str, paragraphs: Sequence[Span]) -> dict[int, _Label]:
    """Return the labels that are paragraphs of their own: a name, and below it its brackets."""
    found: dict[int, _Label] = {}
    names: set[str] = set()
    for at, span in enumerate(paragraphs):
        name = text[slice(*span)] if span.end - span.start <= _LONGEST // 2 else ""
        follower = paragraphs[at + 1] if at + 1 < len(paragraphs) else span
        if not name or not _LINE.match(name):
            continue
        below = (
            _BELOW.match(text[slice(*follower)])
            if follower.end - follower.start <= _LONGEST
            else None
        )
        if below and follower is not span:
            office = name.startswith("The ") or name.endswith("Speaker")
            inside = Span(*(follower.start + one for one in below.span("inside")))
            place = inside if office else span
            found[at] = _Label(Span(span.start, follower.end), place)
            names.add(name)
        elif any(name == one or one.endswith(f" {name}") for one in names):
            found[at] = _Label(span, span)
    return found


def _match(text: str, span: Span) -> _Label | None:
    """Return the label of a paragraph, the name in it."""
    end = min(span.end, span.start + _LONGEST)
    found = _LABEL.match(text, span.start, end)
    if found is None and span.end - span.start <= _LONGEST:
        found = _LINE.match(text, span.start, span.end)
        if found and not found["inside"]:
            return None
    if found is None:
        return None
    name, has_brackets = found["name"], found["inside"] is not None
    is_capital = _CAPITALS.search(name) is not None
    is_asking = name.casefold() in _ASKING
    if found["end"] == "." and not (is_capital and re.match(_TITLE + "|The ", name)):
        return None
    is_strong = has_brackets or is_capital or is_asking or re.match(_TITLE, name) is not None
    if not is_strong:
        return None
    return _Label(Span(span.start, found.end()), _pick_name(found, is_asking=is_asking))


def _pick_name(found: re.Match[str], *, is_asking: bool) -> Span:
    """Return the name of the one who speaks: in brackets, behind an office."""
    inside, name = found["inside"], found["name"]
    is_office = name.startswith(("The ", "THE ")) or " for " in name
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
    for at, stop in zip(starts, (*starts[1:], len(paragraphs)), strict=True):
        label, name = labels[at]
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
    return bool(words) and not is_note and words.rstrip('”"’»)]')[-1:] in ".!?…:—-"
