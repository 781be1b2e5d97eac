"""Where somebody stands: which position is the latest, and from where they moved."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.statements.days import days_of, is_one_day, is_surely_before
from briefbook.statements.words import Sentence, sentence, traced

SILENT = ("unclear", "silent")
"""Labels off every scale that say nothing of where somebody stands."""


class Stance(NamedTuple):
    """A position as sentences see it: its day (EDTF, or ""), and its labels ("one of these").

    ``is_theirs`` is False for what is inherited from a body, or second-hand.
    """

    day: str
    labels: tuple[str, ...]
    condition: str = ""
    is_theirs: bool = True


def layer_days(days: Sequence[str]) -> Iterator[list[int]]:
    """Yield the places of dates in layers, the latest first.

    The first layer holds every date that no other surely follows, the next every date that
    none of the rest does, and so on. Of dates whose possible days meet none is before the
    other: ``["2023-08", "2023-08-30"]`` are one layer, and so are ``["../2016", "2010"]``,
    and two answers on one day. A date that is not given may be any day.

    A date is in the first layer if its last day is not before the newest of all first days.
    So two orders are enough: by the last day, what goes next; by the first day, what it is
    held against.
    """
    spans = [days_of(day) for day in days]
    by_last = sorted(range(len(days)), key=lambda place: spans[place][1])
    by_first = sorted(range(len(days)), key=lambda place: spans[place][0])
    gone: set[int] = set()
    while by_last:
        while by_first[-1] in gone:
            by_first.pop()
        newest = spans[by_first[-1]][0]
        found = []
        while by_last and spans[by_last[-1]][1] >= newest:
            found.append(by_last.pop())
        gone.update(found)
        yield sorted(found)


@traced
def moved(before: Sequence[Stance], after: Sequence[Stance]) -> Sentence | None:
    """Return from where to where somebody moved, if the facts show it beyond doubt.

    ``before`` and ``after`` are the positions that stand side by side, on either side of the
    move. Said only if every possible day of each of the first lies before every one of the
    second; if all have one condition, and one answer on either side, which in no reading is
    the other; and if all are the actor's own. Withdrawn positions are never asked about.
    """
    if not (before and after):
        return None
    first, last = before[0], after[0]
    if not (_agree(before) and _agree(after) and first.condition == last.condition):
        return None
    if {*first.labels, *SILENT} & {*last.labels} or {*first.labels} & {*SILENT}:
        return None
    is_later = all(is_surely_before(one.day, two.day) for one in before for two in after)
    if not (is_later and all(one.is_theirs for one in (*before, *after))):
        return None
    return sentence(
        "moved", before=say_labels(first.labels), day=first.day, after=say_labels(last.labels)
    )


def _agree(stances: Sequence[Stance]) -> bool:
    return len({(one.labels, one.condition) for one in stances}) == 1


def say_labels(labels: Sequence[str]) -> str:
    """Return a stance in words: labels read aloud, alternatives joined by "or"."""
    return " or ".join(label.replace("-", " ") for label in labels)


def disagree(one: Stance, other: Stance) -> bool:
    """Tell whether two positions of one actor on one issue are two answers on one day.

    Said of exact days alone, under one condition, and of answers that no reading makes one.
    """
    is_same_day = is_one_day(one.day) and days_of(one.day) == days_of(other.day)
    return (
        is_same_day and one.condition == other.condition and not {*one.labels} & {*other.labels}
    )


@traced
def shown_on(day: str, first: str = "") -> Sentence | None:
    """Return on which day a position is attested, and on which earlier one the same was.

    It says nothing of the days between: ``first`` is named only if it surely lies before.
    """
    if not day:
        return None
    if first and is_surely_before(first, day):
        return sentence("shown-twice", first=first, day=day)
    return sentence("shown-on", day=day)


@traced
def off_scale(labels: Sequence[str], words: Sequence[str]) -> Sentence | None:
    """Return that a stance stands on no scale: if all its labels are among those ``words``."""
    return sentence("off-scale") if all(label in words for label in labels) else None


@traced
def position_of(body: str) -> Sentence | None:
    """Return whose position it is that stands at somebody who speaks for that body."""
    return sentence("position-of", body=body) if body else None


@traced
def confidence(confidence: str) -> Sentence | None:
    """Return how sure an analyst is, where that is not "high"."""
    is_sure = confidence in ("high", "")
    return None if is_sure else sentence("confidence", confidence=confidence)
