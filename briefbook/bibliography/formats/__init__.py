"""The formats of reference managers: bytes → records in the form of CSL-JSON, one file each."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any, NamedTuple

Fields = dict[str, Any]


class CSLRecord(NamedTuple):
    """A record in the form of CSL-JSON, and the line where it begins, 0 if that is not known.

    ``unused`` names what stood there besides, with the reason.
    """

    fields: Fields
    line: int = 0
    unused: tuple[tuple[str, str], ...] = ()


MOST_RECORDS = 2_000
LONGEST = 40_000
"""Characters of a field that are looked at: twice what a field may have."""

MOST_NAMES = 1_000
MOST_FIELDS = 2_000
"""Fields, or lines of RIS, that a record may have."""

NO_PLACE = "CSL has no place for it"
TOO_LONG = "it is too long"


class CannotParse(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A file that is not of its format; the words say where and why."""


def bound(records: Iterable[CSLRecord]) -> list[CSLRecord]:
    """Return records, if there are some, and not too many.

    Raises:
        CannotParse: there are none, or more than are read.
    """
    found = list(islice(records, MOST_RECORDS + 1))
    if not found:
        raise CannotParse("there is no record in it")
    if len(found) > MOST_RECORDS:
        raise CannotParse(f"it has more than {MOST_RECORDS:,} records: split it")
    return found


def count_particles(words: Sequence[str]) -> int:
    """Return how many words of a family name are particles: ``van der`` of van der Berg.

    They are all up to the last one in small letters, if the first is one.
    """
    small = [at for at, word in enumerate(words[:-1]) if word[:1].islower()]
    return small[-1] + 1 if small and small[0] == 0 else 0


def place(text: str, offset: int) -> str:
    """Return where an offset lies, as editors count."""
    line, before = text.count("\n", 0, offset) + 1, text.rfind("\n", 0, offset)
    return f"line {line}, column {offset - before}"
