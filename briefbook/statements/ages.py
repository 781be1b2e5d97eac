"""How old a position is: said of one that nobody has renewed for long."""

from briefbook.statements.days import days_of
from briefbook.statements.words import Sentence, sentence, traced
from briefbook.syntax.dates import move_day
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY


def last_day(edtf: str) -> str:
    """Return the last day that a date may mean, "" for none, or for one without an end."""
    first, last = days_of(edtf)
    is_bounded = edtf and first != FIRST_DAY and last != LAST_DAY
    return last if is_bounded else ""


def grows_old(last: str, days: int) -> str:
    """Return the first day that lies more than so many days after another."""
    return move_day(last, days + 1)


@traced
def old(days: int, is_over: bool) -> Sentence | None:
    """Return that a position is more than so many days old.

    That is over if its last possible day is; with 0 days nothing counts as old.
    """
    return sentence("old", days=str(days)) if days and is_over else None
