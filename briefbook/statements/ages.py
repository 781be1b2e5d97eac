"""How old a position is: said of one that nobody has renewed for long."""

from collections.abc import Iterable

from briefbook.statements.days import days_of
from briefbook.statements.words import Sentence, sentence, traced
from briefbook.syntax.dates import move_day
from briefbook.syntax.edtf import LAST_DAY


def last_day(edtf: str) -> str:
    """Return the last day that a date may mean, "" for none, or for one without an end."""
    last = days_of(edtf)[1]
    return last if edtf and last != LAST_DAY else ""


def last_of_all(days: Iterable[str]) -> str:
    """Return the last day that any of some dates may mean, "" where one of them has none."""
    lasts = [last_day(day) for day in days]
    return max(lasts) if lasts and all(lasts) else ""


def grows_old(last: str, days: int) -> str:
    """Return the first day that lies more than so many days after another."""
    return move_day(last, days + 1)


@traced
def old(days: int, is_over: bool) -> Sentence | None:
    """Return that a position is more than so many days old.

    That is over if its last possible day is; with 0 days nothing counts as old.
    """
    return sentence("old", days=str(days)) if days and is_over else None
