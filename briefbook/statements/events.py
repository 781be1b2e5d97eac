"""What happened, and what is planned, promised or cancelled and did not."""

from collections.abc import Iterable, Sequence

from briefbook.statements.days import days_of, find_ends
from briefbook.statements.words import Sentence, sentence, traced
from briefbook.syntax.dates import parse_date
from briefbook.syntax.edtf import FIRST_DAY

HAPPENED = "happened"


@traced
def status(status: str) -> Sentence | None:
    """Return what is to be said with the name of an event that has not happened."""
    return None if status == HAPPENED else sentence(status)


@traced
def not_facts(statuses: Sequence[str]) -> Sentence | None:
    """Return the heading of some events of which none has happened."""
    return sentence("not-facts") if statuses and HAPPENED not in statuses else None


@traced
def on_day(day: str, year_inferred: bool) -> Sentence | None:
    """Return when something happened; a year that the source leaves out is inferred."""
    key = "on-year-inferred" if year_inferred else "on"
    return sentence(key, day=day) if day else None


@traced
def newest_day(day: str) -> Sentence | None:
    """Return the newest day of a page, as ``find_newest`` finds it.

    Of an open start its bound is the latest that it may be.
    """
    if not day:
        return None
    ends = find_ends(day)
    if ends and not ends[0]:
        return sentence("newest-at-the-latest", day=ends[1])
    return sentence("newest", day=day)


def find_newest(days: Iterable[str]) -> str:
    """Return the newest of the days on which something happened or was said, "" for none.

    It is the date that begins last: "30 August" is newer than "some time in August". One
    with an open start ("by 30 August") is the newest if nothing known reaches its bound:
    then nobody can tell that it was not the last.
    """
    known = [parse_date(day) for day in days if day]
    dated = [date for date in known if date.earliest != FIRST_DAY]
    bounded = [date for date in known if date.earliest == FIRST_DAY]
    newest = max(dated, key=lambda date: (date.earliest, date.latest), default=None)
    bound = max(bounded, key=lambda date: days_of(date.edtf)[1], default=None)
    if bound and not (newest and days_of(newest.edtf)[1] >= days_of(bound.edtf)[1]):
        return bound.edtf
    return newest.edtf if newest else ""
