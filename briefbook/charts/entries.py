"""What a timeline shows: dated entries, and the marks that those of the same days share."""

from collections.abc import Iterable, Sequence
from datetime import date as calendar_date
from typing import NamedTuple

from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY


class TimelineEntry(NamedTuple):
    """One event of a timeline; days are ISO text, ``words`` its date in words.

    ``earliest`` is 0001-01-01 and ``latest`` 9999-12-31 where an end is open. ``certain``
    is the part that is beyond doubt. ``kind`` and ``status`` end up in class names, a
    ``status`` other than "happened" also in the words and in the shape of the mark.
    """

    label: str
    href: str
    earliest: str
    latest: str
    certain: tuple[str, str] | None
    kind: str
    status: str
    words: str


class TimelineMark(NamedTuple):
    """The entries that have the same days and status, drawn as one dot or bar.

    Days are ordinals: ``first`` inclusive, ``last`` exclusive, None where open;
    ``certain`` likewise. ``entries`` are positions in the sorted entries.
    """

    first: int | None
    last: int | None
    certain: tuple[int, int] | None
    status: str
    entries: tuple[int, ...]


def sort_entries(entries: Iterable[TimelineEntry]) -> tuple[TimelineEntry, ...]:
    """Return entries by (earliest, latest), those of the same days in the order given.

    One with an open start comes before all others of the year in which it ends.
    """
    return tuple(sorted(entries, key=order_of))


def order_of(entry: TimelineEntry) -> tuple[str, str]:
    """Return what an entry is sorted by."""
    is_open = entry.earliest == FIRST_DAY
    return entry.latest[:4] if is_open else entry.earliest, entry.latest


def collect_marks(entries: Sequence[TimelineEntry]) -> tuple[TimelineMark, ...]:
    """Return the marks of sorted entries, in their order."""
    groups: dict[tuple[object, ...], list[int]] = {}
    for number, entry in enumerate(entries):
        key = (entry.earliest, entry.latest, entry.certain, entry.status)
        groups.setdefault(key, []).append(number)
    return tuple(make_mark(entries[numbers[0]], tuple(numbers)) for numbers in groups.values())


def make_mark(entry: TimelineEntry, numbers: tuple[int, ...]) -> TimelineMark:
    """Return the mark of ``entry`` and of all others with its days."""
    first = None if entry.earliest == FIRST_DAY else count_day(entry.earliest)
    last = None if entry.latest == LAST_DAY else count_day(entry.latest) + 1
    certain = entry.certain and (count_day(entry.certain[0]), count_day(entry.certain[1]) + 1)
    return TimelineMark(first, last, certain, entry.status, numbers)


def count_day(day: str) -> int:
    """Return the ordinal of an ISO day."""
    return calendar_date.fromisoformat(day).toordinal()


def turning_points(marks: Iterable[TimelineMark]) -> tuple[int, ...]:
    """Return the days on which anything starts or ends, sorted, at least two."""
    ends = {day for mark in marks for day in (mark.first, mark.last, *(mark.certain or ()))}
    days = {day for day in ends if day is not None} or {1}
    return tuple(sorted(days if len(days) > 1 else {*days, min(days) + 1}))


def say_status(entry: TimelineEntry) -> str:
    """Return the date in words, with the status where it did not simply happen."""
    if entry.status in ("", "happened"):
        return entry.words
    return f"{entry.words} ({entry.status})"


def describe_entries(entries: Sequence[TimelineEntry]) -> str:
    """Return what a picture of sorted entries shows, for those who cannot see it."""
    first, last = entries[0], entries[-1]
    if len(entries) == 1:
        return f"One event: {first.label}, {first.words}."
    if first.words == last.words:
        return f"{len(entries)} events, {first.words}."
    return f"{len(entries)} events: the first {first.words}, the last {last.words}."
