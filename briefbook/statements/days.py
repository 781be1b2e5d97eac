"""Days in all the worlds that a date allows."""

from briefbook.syntax.dates import parse_date, possible_days
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY, OPEN, Days

ANY_DAY: Days = (FIRST_DAY, LAST_DAY)


def days_of(edtf: str) -> Days:
    """Return the first and last possible day of a date; of none, any day there is."""
    return possible_days(edtf) if edtf else ANY_DAY


def is_surely_before(one: str, other: str) -> bool:
    """Tell whether every possible day of one date lies before every one of the other."""
    return days_of(one)[1] < days_of(other)[0]


def is_one_day(edtf: str) -> bool:
    """Tell whether a date is one day beyond doubt."""
    first, last = days_of(edtf)
    return first == last


def find_ends(edtf: str) -> tuple[str, str] | None:
    """Return the ends of an interval or a set, "" for an open one; None for a plain date."""
    mark = {"interval": "/", "set": OPEN}.get(parse_date(edtf).precision)
    if mark is None:
        return None
    inner = edtf.removeprefix("[").removesuffix("]")
    first, _, last = inner.partition(mark)
    return tuple("" if end == OPEN else end for end in (first, last))  # type: ignore[return-value]
