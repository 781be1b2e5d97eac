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


def first_day(edtf: str) -> str:
    """Return the ISO day since which something of this date could be told, "" for no date.

    It is the first day of the date. What happened "by August", or "on some day in August",
    was told so in August, or after it.
    """
    if not edtf:
        return ""
    first, last = find_ends(edtf) or ("", "")
    is_told_late = last and (not first or edtf.startswith("["))
    return parse_date(last if is_told_late else edtf).earliest


def open_end(edtf: str, as_of: str) -> str:
    """Return an interval without its end, where that was still to come on a day."""
    first, last = find_ends(edtf) or ("", "")
    is_to_come = first and last and "/" in edtf and first_day(last) > as_of
    return f"{first}/.." if is_to_come else edtf
