"""Dates as EDTF, as the days that are possible or certain, and in the order of timelines.

Every date has a canonical EDTF text, an earliest and a latest day. Days are ISO text, so
that they sort as they stand, keep in plain facts and need no time zone. How dates may be
written is in ``edtf.py``, what readers see instead in ``statements/date_words.py``.
"""

from datetime import date as calendar_date
from functools import lru_cache

from briefbook.syntax.edtf import (
    EXAMPLES,
    FIRST_DAY,
    LAST_DAY,
    OPEN,
    Date,
    Days,
    end_of_month,
    parse_interval,
    parse_set,
    parse_single,
    refuse_other_notations,
)

_MONTHS_IN = {"month": 1, "season": 3, "year": 12, "decade": 120, "century": 1200}
"""The months of a unit"""

PARTS = {"year": 1, "month": 2, "day": 3, "time": 3}
"""How many parts of a day a date of a precision has"""

UNDATED = "undated"
VAGUE = "none"
"""Where what has no date is filed, and what is of no one month or day."""

_HYPHENS = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}


@lru_cache(maxsize=16384)
def parse_date(text: str) -> Date:
    """Return the date that ``text`` means, or raise ``ValueError`` with the reason in words.

    The reason is plain English and ends with a cure where one can be told. Upper and
    lower case, dashes of any kind and spaces around the date make no difference.
    """
    tidy = " ".join(text.translate(_HYPHENS).split())
    if not tidy:
        raise ValueError(f"there is no date here; {EXAMPLES}")
    try:
        return _parse_any(tidy)
    except ValueError:
        refuse_other_notations(tidy)
        raise


def _parse_any(text: str) -> Date:
    is_bracketed = text[0] == "[" and text[-1] == "]"
    if "/" in text and not is_bracketed:
        return parse_interval(text)
    if OPEN in text or "[" in text or "]" in text:
        return parse_set(text)
    return parse_single(text)


def as_date(date: Date | str) -> Date:
    """Return the date of EDTF text, and a date as it is."""
    return date if isinstance(date, Date) else parse_date(date)


def possible_days(date: Date | str) -> Days:
    """Return the first and the last day that a date may mean, for what is said of it.

    A mark of vagueness widens a date by one unit of its precision on either side: 2023-08~
    may be any day from July to September. Each end of an interval or set is widened by
    its own unit; an open end reaches to the end of the calendar.
    """
    dated = as_date(date)
    if dated.precision in ("interval", "set"):
        start, end = split_ends(dated)
        first = possible_days(start)[0] if start else FIRST_DAY
        return first, possible_days(end)[1] if end else LAST_DAY
    is_vague = dated.approximate or dated.uncertain
    return _widen(dated) if is_vague else (dated.earliest, dated.latest)


def _widen(date: Date) -> Days:
    if date.precision == "day":
        return move_day(date.earliest, -1), move_day(date.latest, 1)
    months = _MONTHS_IN[date.precision]
    before, after = _count_months(date.earliest) - months, _count_months(date.latest) + months
    first = FIRST_DAY if before < 12 else f"{before // 12:04}-{before % 12 + 1:02}-01"
    last = LAST_DAY if after >= 120_000 else end_of_month(after // 12, after % 12 + 1)
    return first, last


def _count_months(day: str) -> int:
    """Return the number of months from the year 0 to the month of a day."""
    return 12 * int(day[:4]) + int(day[5:7]) - 1


def sort_key(date: Date | str) -> tuple[str, str]:
    """Return the order of timelines: by the earliest day, then by the latest.

    A date with an open start stands before everything else of the year of its bound, since
    no more is known than that it is no later.
    """
    dated = as_date(date)
    return year(dated) if has_open_start(dated) else dated.earliest, dated.latest


def recency_key(date: Date | str) -> tuple[str, str]:
    """Return the order of lists whose newest comes first, when reversed: by the latest day.

    A date with an open start comes last of the year of its bound. One day that is no
    earlier than another is as new as that, since nothing later is known.
    """
    dated = as_date(date)
    if has_open_start(dated):
        return year(dated), dated.latest
    if dated.precision == "set" and dated.latest == LAST_DAY:
        known, _ = split_ends(dated)
        return recency_key(known) if known else ("", "")
    return dated.latest, dated.earliest


def has_open_start(date: Date) -> bool:
    """Tell whether a date says only by when something was."""
    return date.edtf.startswith((OPEN, f"[{OPEN}"))


def meets(one: Date | str, other: Date | str) -> bool:
    """Tell whether two dates have a day in common."""
    first, second = as_date(one), as_date(other)
    return first.earliest <= second.latest and second.earliest <= first.latest


def year(date: Date | str) -> str:
    """Return the year that a date is filed under, four digits.

    It is the earliest one; with an open start that in which its bound ends, since nothing
    else is known.
    """
    dated = as_date(date)
    return (dated.latest if has_open_start(dated) else dated.earliest)[:4]


@lru_cache(maxsize=16384)
def file_date(edtf: str) -> tuple[str, ...]:
    """Return what a date is filed under: its year, month and day, as far as it is of one.

    ``UNDATED`` alone where there is none.
    """
    if not edtf:
        return (UNDATED,)
    dated, filed = parse_date(edtf), year(edtf)
    first, last = dated.earliest, dated.latest
    if first[:7] != last[:7]:
        return filed, f"{filed}-{VAGUE}"
    return filed, first[:7], first if first == last else f"{first[:7]}-{VAGUE}"


def file_month(edtf: str) -> str:
    """Return the month that a date is filed under, ``UNDATED`` for none."""
    return file_date(edtf)[:2][-1]


def iso_date(date: Date | str) -> str:
    """Return a date as ISO 8601 has it: a day, a month or a year, "" for any other date.

    A time is left out. What is vague, or of several days, other standards cannot say.
    """
    dated = as_date(date)
    if dated.approximate or dated.uncertain or dated.precision not in PARTS:
        return ""
    return "-".join(dated.earliest.split("-")[: PARTS[dated.precision]])


def certain_days(date: Date | str) -> Days | None:
    """Return the first and last day of the part that is certain, or None where nothing is.

    An exact day is certain; a qualified or coarser date is somewhere within its days, and
    so is one of a set: none of them is. Between the two ends of an interval the days are
    certain, without those of a vague end: 2023-03/2023-08-05 is certain from 1 April. Of an
    open interval only the exact day at its one end is, since how far it reaches is not
    known.
    """
    dated = as_date(date)
    if dated.precision != "interval":
        return (dated.earliest, dated.latest) if _is_exact(dated) else None
    start, end = split_ends(dated)
    if not start or not end:
        known = start or end
        return certain_days(known) if known else None
    return _certain_between(start, end)


def _is_exact(date: Date) -> bool:
    """Tell whether a date is one day beyond doubt."""
    vague = date.approximate or date.uncertain
    return date.precision in ("day", "time") and not vague


def split_ends(date: Date) -> tuple[Date | None, Date | None]:
    """Return the two ends of an interval or a set, None for an open one."""
    is_set = date.precision == "set"
    ends = date.edtf[1:-1].split(OPEN) if is_set else date.edtf.split("/")
    start, end = (None if end in (OPEN, "") else parse_date(end) for end in ends)
    return start, end


def _certain_between(start: Date, end: Date) -> Days | None:
    """Return the certain days of an interval whose ends are both known."""
    first = start.earliest if _is_exact(start) else move_day(start.latest, 1)
    last = end.latest if _is_exact(end) else move_day(end.earliest, -1)
    if first <= last:
        return first, last
    exact = next((known for known in (start, end) if _is_exact(known)), None)
    return certain_days(exact) if exact else None


def move_day(day: str, by: int) -> str:
    """Return the day that many days later, kept within the calendar."""
    number = calendar_date.fromisoformat(day).toordinal() + by
    kept = min(max(number, 1), calendar_date.max.toordinal())
    return calendar_date.fromordinal(kept).isoformat()
