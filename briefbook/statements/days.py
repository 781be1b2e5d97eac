"""Days in all the worlds that a date allows."""

from briefbook.syntax.dates import parse_date, possible_days, split_ends
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY, Days


def days_of(edtf: str) -> Days:
    """Return the first and last possible day of a date; of none, any day there is."""
    return possible_days(edtf) if edtf else (FIRST_DAY, LAST_DAY)


def is_surely_before(one: str, other: str) -> bool:
    """Tell whether every possible day of one date lies before every one of the other."""
    return days_of(one)[1] < days_of(other)[0]


def is_one_day(edtf: str) -> bool:
    """Tell whether a date is one day beyond doubt."""
    first, last = days_of(edtf)
    return first == last


def find_ends(edtf: str) -> tuple[str, str] | None:
    """Return the ends of an interval or a set, "" for an open one; None for a plain date."""
    date = parse_date(edtf)
    if date.precision not in ("interval", "set"):
        return None
    first, last = split_ends(date)
    return first.edtf if first else "", last.edtf if last else ""
