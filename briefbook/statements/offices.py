"""Who held which office when, and what may be said of it on a page of some day.

A registry says of an office that it is attested on a day (``as_of``), or from when to when
it was held (``start``, ``end``), each of which may be vague, or open: ``end: ../2023`` is an
end on some day up to the last of 2023.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.statements.days import find_ends
from briefbook.statements.words import Sentence, sentence, traced
from briefbook.syntax.dates import parse_date, possible_days
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY


class Tenure(NamedTuple):
    """When an office was held: dates in EDTF, "" for what is not given."""

    start: str = ""
    end: str = ""
    as_of: str = ""


@traced
def office(office: str, start: str, end: str, as_of: str, day: str) -> Sentence | None:
    """Return an office as it may be named on a page of ``day``; None if there is no office.

    "former X" if the end lies wholly on or before the day. "X" alone if it is attested on
    that very day, or surely held then; or if the registry gives no days at all, so that its
    own words are repeated. Else, and where there is no day, X with its dates.
    """
    tenure = Tenure(start, end, as_of)
    if not office:
        return None
    if day and is_over(tenure, day):
        return sentence("former-office", office=office)
    if (day and is_held(tenure, day)) or not any(tenure):
        return sentence("office", office=office)
    return sentence("office-when", office=office, when=tuple(list_days(tenure)))


def is_over(tenure: Tenure, day: str) -> bool:
    """Tell whether an office had surely ended on or before a day."""
    return bool(tenure.end) and possible_days(tenure.end)[1] <= possible_days(day)[0]


def is_held(tenure: Tenure, day: str) -> bool:
    """Tell whether an office was surely held on a day: attested on it, or within both ends."""
    first, last = possible_days(day)
    if tenure.as_of and first == last and possible_days(tenure.as_of) == (first, last):
        return True
    if not (tenure.start and tenure.end):
        return False
    return possible_days(tenure.start)[1] <= first and last < possible_days(tenure.end)[0]


def may_be_held(tenure: Tenure, day: str) -> bool:
    """Tell whether an office may have been held on some of the days of ``day``.

    That it is attested on one day says nothing against any other; no day may be any.
    """
    first, last = possible_days(day) if day else (FIRST_DAY, LAST_DAY)
    begins = possible_days(tenure.start)[0] if tenure.start else FIRST_DAY
    ends = possible_days(tenure.end)[1] if tenure.end else LAST_DAY
    return begins <= last and first <= ends


def list_days(tenure: Tenure) -> Iterator[Sentence]:
    """Yield what is known of the days of an office."""
    both = held(tenure.start, tenure.end)
    parts = [both] if both else [began(tenure.start), ended(tenure.end)]
    yield from (one for one in (*parts, attested(tenure.as_of)) if one)


@traced
def held(start: str, end: str) -> Sentence | None:
    """Return from when to when something lasted, if both are given, and neither is open."""
    if not (start and end) or find_ends(start) or find_ends(end):
        return None
    if parse_date(start).earliest > parse_date(end).latest:
        return None
    return sentence("held", days=f"{_day_of(start)}/{_day_of(end)}")


def _day_of(edtf: str) -> str:
    """Return a date without a time of day, which no interval has."""
    date = parse_date(edtf)
    return date.earliest if date.precision == "time" else date.edtf


@traced
def began(start: str) -> Sentence | None:
    """Return since when something has lasted, or what is known of its beginning.

    "since" only if the beginning itself is given: an open bound says less.
    """
    keys = ("since", "in-office-by", "took-office-between", "took-office-after")
    return _bound(start, keys)


@traced
def ended(end: str) -> Sentence | None:
    """Return until when something lasted, or what is known of its end.

    "until" only if the end itself is given: an open bound says less.
    """
    return _bound(end, ("until", "left-by", "left-between", "left-after"))


@traced
def attested(as_of: str) -> Sentence | None:
    """Return on which day something is attested, which says nothing of any other day."""
    return sentence("as-of", day=as_of) if as_of else None


def _bound(edtf: str, keys: tuple[str, str, str, str]) -> Sentence | None:
    given, by, between, after = keys
    if not edtf:
        return None
    ends = find_ends(edtf)
    if ends is None:
        return sentence(given, day=edtf)
    first, last = ends
    if first and last:
        return sentence(between, first=first, last=last)
    return sentence(after, day=first) if first else sentence(by, day=last)


def pick_office(tenures: Sequence[Tenure], day: str) -> int:
    """Return which of some offices to name on a page of ``day``: the place in the list.

    One that was surely held on the day comes before one that may have been, this before one
    that was over, and this before one that began later. Among equals the one known last
    counts; without a day, the first that is not over for good.
    """
    if not day:
        current = (place for place, tenure in enumerate(tenures) if not tenure.end)
        return next(current, 0)
    ranked = [(_rank(tenure, day), -place) for place, tenure in enumerate(tenures)]
    return -max(ranked)[1]


def _rank(tenure: Tenure, day: str) -> tuple[int, str]:
    known = tenure.as_of or tenure.start
    begins = parse_date(known).earliest if known else ""
    if is_over(tenure, day):
        return 1, possible_days(tenure.end)[1]
    if is_held(tenure, day):
        return 3, begins
    is_later = bool(begins) and begins > possible_days(day)[1]
    return (0 if is_later else 2), begins
