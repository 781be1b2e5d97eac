"""Dates as people write them, as EDTF, as days, and in the order of timelines.

Understood is EDTF (``edtf.py``) besides everyday English such as "c. Aug 2023"
(``date_parsing.py``). Every date has a canonical EDTF text, an earliest and a latest day.
Days are ISO text, so that they sort as they stand, keep in plain facts and need no time
zone. What readers see instead is in ``date_words.py``.
"""

from datetime import date as calendar_date
from functools import lru_cache

from briefbook.reading.date_notations import refuse_other_notations
from briefbook.reading.date_parsing import parse_interval, parse_single
from briefbook.reading.edtf import EXAMPLES, OPEN, Date, Days

HYPHENS = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2212"}


@lru_cache(maxsize=16384)
def parse_date(text: str) -> Date:
    """Return the date that ``text`` means, or raise ``ValueError`` with the reason in words.

    The reason is plain English and ends with a cure where one can be told. Upper and
    lower case, dashes of any kind and spaces around the date make no difference.
    """
    tidy = " ".join(text.translate(HYPHENS).split())
    if not tidy:
        raise ValueError(f"there is no date here; {EXAMPLES}")
    try:
        return parse_interval(tidy) if "/" in tidy else parse_single(tidy)
    except ValueError:
        refuse_other_notations(tidy)
        raise


def as_date(date: Date | str) -> Date:
    """Return the date of EDTF text, and a date as it is."""
    return date if isinstance(date, Date) else parse_date(date)


def sort_key(date: Date | str) -> Days:
    """Return (earliest, latest): the order of timelines."""
    dated = as_date(date)
    return dated.earliest, dated.latest


def meets(one: Date | str, other: Date | str) -> bool:
    """Tell whether two dates have a day in common."""
    first, second = as_date(one), as_date(other)
    return first.earliest <= second.latest and second.earliest <= first.latest


def year(date: Date | str) -> str:
    """Return the year that a date is filed under, four digits.

    It is the earliest one; for an interval with an open start the one it ends in, since
    nothing else is known.
    """
    dated = as_date(date)
    return (dated.latest if dated.edtf.startswith(OPEN) else dated.earliest)[:4]


def certain_days(date: Date | str) -> Days | None:
    """Return the first and last day of the part that is certain, or None where nothing is.

    An exact day is certain; a qualified or coarser date is somewhere within its days, so
    none of them is. Between two ends the days are certain, without those of a vague end:
    2023-03/2023-08-05 is certain from 1 April. Of an open interval only the exact day at
    its one end is, since how far it reaches is not known.
    """
    dated = as_date(date)
    if dated.precision != "interval":
        return (dated.earliest, dated.latest) if is_exact(dated) else None
    start, end = split_interval(dated)
    if not start or not end:
        known = start or end
        return certain_days(known) if known else None
    return certain_between(start, end)


def is_exact(date: Date) -> bool:
    """Tell whether a date is one day beyond doubt."""
    vague = date.approximate or date.uncertain
    return date.precision in ("day", "time") and not vague


def split_interval(date: Date) -> tuple[Date | None, Date | None]:
    """Return the two ends of an interval, None for an open one."""
    start, end = (None if end == OPEN else parse_date(end) for end in date.edtf.split("/"))
    return start, end


def certain_between(start: Date, end: Date) -> Days | None:
    """Return the certain days of an interval whose ends are both known."""
    first = start.earliest if is_exact(start) else move_day(start.latest, 1)
    last = end.latest if is_exact(end) else move_day(end.earliest, -1)
    if first <= last:
        return first, last
    exact = next((known for known in (start, end) if is_exact(known)), None)
    return certain_days(exact) if exact else None


def move_day(day: str, by: int) -> str:
    """Return the day that many days later, kept within the calendar."""
    number = calendar_date.fromisoformat(day).toordinal() + by
    kept = min(max(number, 1), calendar_date.max.toordinal())
    return calendar_date.fromordinal(kept).isoformat()
