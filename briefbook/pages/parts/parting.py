"""Lists of any length on pages of bounded size: each in parts, whose addresses stay.

A list that fits on a page stands there. A longer one is parted by what its entries are filed
under: dates by year, month and day, names letter by letter, and what has all of that in common
by a hash. Where an entry is filed depends on nothing but itself: so a part keeps its address,
whatever is written besides.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import Any, NamedTuple

from briefbook.base.folding import first_letter, letter_heading, strip_accents
from briefbook.kinds.position import DatedPosition
from briefbook.pages.context import PageContext, say_day
from briefbook.render.page import Data
from briefbook.syntax.dates import UNDATED, VAGUE, file_date

Filed = tuple[Sequence[str], str]
"""Where an entry is filed, the widest part first; and what tells it from all others there."""

MANY = 120
"""Entries that a list and a picture show one after another; with more, there are parts."""

FEW = 50
"""Entries of one of several lists that share a page."""

MANY_NAMES = 300
"""Names that an index shows one after another."""

DEEPEST = 256


def depth_of(part: str) -> int:
    """Return how deep a part lies: 1 for one of the whole list, which is "" itself."""
    steps, _, digits = part.partition(".")
    return steps.count("-") + 1 + len(digits) if part else 0


def name_part(filed: Filed, depth: int) -> str:
    """Return the part of a depth in which an entry lies."""
    steps, rest = filed
    if depth <= len(steps):
        return steps[depth - 1]
    return f"{steps[-1]}.{sha256(rest.encode()).hexdigest()[: depth - len(steps)]}"


class Parting(NamedTuple):
    """How a list is parted that does not fit on one page.

    ``file`` tells where an entry is filed, ``say`` what a part is called, ``fits`` whether
    entries may share a page.
    """

    file: Callable[[Any], Filed]
    say: Callable[[str], str]
    fits: Callable[[Sequence[Any]], bool]

    def split(self, items: Sequence[Any], part: str = "") -> dict[str, list[Any]]:
        """Return the parts of what lies in a part, by name; {} where it fits on one page."""
        filed = [] if self.fits(items) else [(self.file(one), one) for one in items]
        for depth in range(depth_of(part) + 1, DEEPEST if filed else 0):
            parts = _group(filed, depth)
            if len(parts) > 1:
                return dict(sorted(parts.items()))
        return {}

    def group(self, items: Iterable[Any]) -> dict[str, list[Any]]:
        """Return the widest parts of a list, whether it fits on one page or not."""
        return _group(((self.file(one), one) for one in items), 1)

    def walk(self, items: Sequence[Any], part: str = "") -> Iterator[tuple[str, list[Any]]]:
        """Yield every part that needs a page of its own, within a part, and what lies in it."""
        for inner, some in self.split(items, part).items():
            yield inner, some
            yield from self.walk(some, inner)

    def pick(self, items: Iterable[Any], part: str) -> list[Any]:
        """Return what lies in a part."""
        depth = depth_of(part)
        return [one for one in items if name_part(self.file(one), depth) == part]

    def show(
        self,
        context: PageContext,
        counts: Mapping[str, int],
        address: Callable[[str], str],
        here: str = "",
    ) -> list[Data]:
        """Return the links to parts, in their order, with how much is there."""
        return [
            {
                "name": self.say(part),
                "href": context.href(address(part)),
                "count": count,
                "here": part == here,
            }
            for part, count in counts.items()
        ]


def _group(filed: Iterable[tuple[Filed, Any]], depth: int) -> dict[str, list[Any]]:
    parts = defaultdict(list)
    for where, one in filed:
        parts[name_part(where, depth)].append(one)
    return parts


def count_all(parts: Mapping[str, Sequence[Any]]) -> dict[str, int]:
    """Return how much is in each part."""
    return {part: len(items) for part, items in parts.items()}


def file_by_date(one: Any) -> Filed:
    """Return where what has a ``date`` and a ``ref`` is filed.

    The ref of a position tells of its line: of others, too, which an edition may not see.
    """
    is_held = isinstance(one, DatedPosition)
    known = (one.article, one.actor, one.issue, one.stance) if is_held else one.ref
    return file_date(one.date), f"{one.date} {known}"


def say_dates(part: str) -> str:
    """Return what a part by date is called: a year, a month, a day, or what is of none."""
    named, _, digits = part.partition(".")
    day, is_vague = named.removesuffix(f"-{VAGUE}"), named.endswith(VAGUE)
    words = "No date" if day == UNDATED else say_day(day)
    none = f", no one {'day' if '-' in day else 'month'}" if is_vague else ""
    return f"{words}{none}{_say_digits(digits)}"


def year_of(part: str) -> str:
    """Return the year of a part by date, ``UNDATED`` of what has none."""
    return part.partition("-")[0].partition(".")[0]


def _say_digits(digits: str) -> str:
    return f", part {digits}" if digits else ""


def file_by_name(one: Data) -> Filed:
    """Return where what has a ``name`` and a ``ref`` is filed: letter by letter.

    ``then`` is the name of what else it is of.
    """
    named = f"{one['name']}{one['then']}"
    letters = [letter for letter in strip_accents(named) if letter.isalnum()]
    first = first_letter(named)
    rest = letters[1:] if first == "".join(letters[:1]) else letters
    steps = [first]
    for letter in rest:
        steps.append(f"{steps[-1]}-{letter if letter.isascii() else f'{ord(letter):04x}'}")
    return steps, f"{one['ref']} {one['more']}"


def say_letters(part: str) -> str:
    """Return what a part by name is called: the letters with which its names begin."""
    named, _, digits = part.partition(".")
    first, *codes = named.split("-")
    letters = [one if len(one) == 1 else chr(int(one, 16)) for one in codes]
    begin = letter_heading(first) if len(first) == 1 and not letters else first.strip("_0")
    return f"{begin}{''.join(letters)}".capitalize() + _say_digits(digits)


DATES = Parting(file_by_date, say_dates, lambda items: len(items) <= MANY)
NAMES = Parting(file_by_name, say_letters, lambda items: len(items) <= MANY_NAMES)
