"""Where notes stand beside a text, and which of them are folded to a line: "Notes 4–9".

A note stands level with its paragraph, or below the note before it. So where paragraphs have
more notes than there is room for, later ones would end up far from their words. How wide a
window is, nobody knows when a page is made: what is counted is characters, on lines as long as
those of a small desk. Where the count is wrong, a note stands somewhat lower: the style sheet
alone sees to it that notes never lie on each other.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from math import ceil
from typing import NamedTuple

from briefbook.render.page import Data
from briefbook.syntax.markdown.document import Block

TEXT_LINE, NOTE_LINE = 64, 40
"""Characters of a line of the text, and of a note."""

HEADING = 96
"""Characters of the text that take as much room as a heading."""

TEXT_ROW, NOTE_ROW = 1.7, 1.25
"""How high such a line is; all heights are in ``rem`` of the style sheet."""

TEXT_GAP, NOTE_GAP = 1.0, 0.8
"""What parts paragraphs, and notes."""

FOLD = 2.1
"""How high the line is that stands for folded notes."""

REACH = 6.0
"""How far the notes on a passage may stand below the place where the next ones begin."""

SLACK = 2.0
"""By how much the count may be wrong before anything has to wait for notes."""

FEW = 8
"""Notes that one line stands for: opened, they are less than a screen."""


class NotedPassage(NamedTuple):
    """Characters of a paragraph, and those of each note on it, part by part.

    Each part of a note begins a line.
    """

    characters: int
    notes: Sequence[Sequence[int]] = ()


class Placing(NamedTuple):
    """How many of the notes on a passage stand open, the first ones, and how they are placed.

    If they are ``level``, they may begin anywhere beside the passage, which may not begin
    above the notes before (as floats do); else they begin at its top, or below it.
    """

    opened: int = 0
    is_level: bool = True


class FoldedNotes(NamedTuple):
    """The notes on a passage: those that stand open, and all others by the lines for them."""

    beside: list[Data]
    groups: list[list[Data]]
    is_level: bool


NO_NOTES = FoldedNotes([], [], is_level=True)


def fold_notes(
    blocks: Iterable[Block], notes: Mapping[str, list[Data]]
) -> dict[str, FoldedNotes]:
    """Return the notes on each passage of a text as they are folded, by its number."""
    lengths: Counter[int] = Counter()
    for block in blocks:
        is_heading = block.kind == "heading"
        lengths[block.number] += HEADING if is_heading else block.end - block.start
    numbers = [str(number) for number in sorted(lengths)]
    placings = place_notes(
        [
            NotedPassage(
                lengths[int(number)], [_count_parts(one) for one in notes.get(number, ())]
            )
            for number in numbers
        ]
    )
    placed = dict(zip(numbers, placings, strict=True))
    return {
        number: _fold(those, placed.get(number, Placing())) for number, those in notes.items()
    }


def place_notes(passages: Sequence[NotedPassage]) -> list[Placing]:
    """Return how the notes on each passage of a text are placed.

    So many stand open as end within ``REACH`` of where the next notes begin; at the end of a
    text, as end beside it.
    """
    placings, top = [], 0.0
    begin, end = -SLACK, 0.0
    for passage, room in zip(passages, _measure_room(passages), strict=True):
        height, is_level = _measure_text(passage), begin + SLACK <= top
        if passage.notes:
            begin = max(end, top if is_level or end <= top else top + height)
            heights = [_measure_note(note) for note in passage.notes]
            count = _count_fitting(heights, top + room - begin)
            end = begin + sum(heights[:count]) + _measure_folds(len(heights) - count)
            placings.append(Placing(count, is_level))
        else:
            placings.append(Placing())
        top += height
    return placings


def _fold(notes: list[Data], placing: Placing) -> FoldedNotes:
    rest = list(_split(notes[placing.opened :]))
    return FoldedNotes(notes[: placing.opened], rest, placing.is_level)


def _split(notes: list[Data]) -> Iterator[list[Data]]:
    for start in range(0, len(notes), FEW):
        yield notes[start : start + FEW]


def _count_parts(note: Data) -> list[int]:
    """Return how many characters each part of a note has that is shown without a press."""
    if note["event"]:
        date = note["event"]["date"]
        return [len(note["event"]["name"]) + (3 + len(date["words"]) if date else 0)]
    if not note["quote"]:
        return [len(note["body"].striptags()) if note["body"] else 0]
    quote = note["quote"]
    cited = [len(quote["words"])] if note["kind"] == "citation" else []
    return [*cited, sum(map(len, note["byline"])), *map(_count_stance, quote["stances"])]


def _count_stance(stance: Data) -> int:
    """Return the characters of a stance with its issue, and of the bar as wide as six."""
    issue = stance["issue"]["name"] if stance["issue"] else ""
    return len(issue) + len(stance["words"]) + 8


def _measure_room(passages: Sequence[NotedPassage]) -> list[float]:
    """Return how far below the top of each passage the last note on it may end."""
    rooms, room = [], -REACH - SLACK
    for passage in reversed(passages):
        room += _measure_text(passage)
        rooms.append(room + REACH)
        room = 0.0 if passage.notes else room
    return rooms[::-1]


def _count_fitting(heights: Sequence[float], room: float) -> int:
    """Return how many notes fit, with the lines that stand for all others.

    What is no higher than these lines is not folded.
    """
    ends = [0.0, *accumulate(heights)]
    folds = [_measure_folds(len(heights) - count) for count in range(len(ends))]
    fitting = [count for count, end in enumerate(ends) if end + folds[count] <= room]
    most = max(fitting, default=0)
    return most if ends[-1] - ends[most] > folds[most] else len(heights)


def _measure_text(passage: NotedPassage) -> float:
    return ceil(passage.characters / TEXT_LINE) * TEXT_ROW + TEXT_GAP


def _measure_note(parts: Sequence[int]) -> float:
    return sum(ceil(part / NOTE_LINE) for part in parts) * NOTE_ROW + NOTE_GAP


def _measure_folds(count: int) -> float:
    return ceil(count / FEW) * FOLD
