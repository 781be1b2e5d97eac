"""What happened, and what is planned, promised or cancelled and did not."""

from collections.abc import Iterable, Sequence

from briefbook.reading.dates import parse_date
from briefbook.reading.edtf import FIRST_DAY
from briefbook.statements.sentence import Sentence, sentence, traced

HAPPENED = "happened"


@traced
def status(status: str) -> Sentence | None:
    """Return what is to be said with the name of an event that has not happened."""
    return None if status == HAPPENED else sentence(status)


@traced
def not_facts(statuses: Sequence[str]) -> Sentence | None:
    """Return the heading of some events of which none has happened."""
    return sentence("not-facts") if statuses and HAPPENED not in statuses else None


def find_newest(days: Iterable[str]) -> str:
    """Return the newest of the days on which something happened or was said, "" for none.

    It is the date that begins last: "30 August" is newer than "some time in August". An
    open start says nothing of how new a thing is, and does not count; of an interval the
    end counts that is known last.
    """
    known = [parse_date(day) for day in days if day]
    dated = [date for date in known if date.earliest != FIRST_DAY]
    newest = max(dated, key=lambda date: (date.earliest, date.latest), default=None)
    return newest.edtf if newest else ""
