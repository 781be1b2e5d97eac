"""What pictures show, in the words over them: how much was found, and from where to where."""

from collections.abc import Iterator, Sequence

from briefbook.statements.days import days_of
from briefbook.statements.positions import say_labels
from briefbook.statements.words import Sentence, sentence, traced

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
"""The numbers that are written as words."""

SORTS = {"person": "people", "organization": "bodies", "group": "bodies", "place": "places"}
"""What actors are called together, by their types."""

Place = tuple[int, int]
"""The first and the last step of a scale, from 0, at which a position may be."""


def say_number(number: int) -> str:
    """Return a number as it is written within a sentence."""
    return NUMBERS[number] if number < len(NUMBERS) else f"{number:,}"


def count(number: int, thing: str) -> str:
    """Return how many things there are: "one event", "six events"."""
    return f"{say_number(number)} {thing}{'' if number == 1 else 's'}"


@traced
def events_found(
    days: Sequence[str], undated: int, is_all: bool, thing: str = "event"
) -> Sentence | None:
    """Return how many events were found, and when the first and the last of them was.

    ``days`` are the dates of those that happened, ``thing`` is what they are called. When is
    said of those that lie within one year, and in units in which the first, or the last, of
    these lies in every world. Where they are not all that there are, they are only shown.
    """
    number, known = len(days) + undated, [day for day in days if _find_unit(*days_of(day))]
    values = {"things": count(number, thing), "verb": _say_verb(is_all)}
    if not number:
        return None
    if not known:
        return sentence("found", **values)
    spans = "/".join(_find_units(known))
    if len(known) == number:
        return sentence("found-when", **values, span=spans)
    return sentence("found-some-when", **values, some=say_number(len(known)), span=spans)


@traced
def found_besides(said: Sentence | None, others: int) -> Sentence | None:
    """Return what is said of events that happened, and how many there are that have not."""
    if not others:
        return said
    if said is None:
        return sentence("found-not-facts", things=count(others, "event"))
    return sentence("found-besides", said=(said,), others=say_number(others))


@traced
def relations_found(number: int, types: Sequence[str], is_all: bool) -> Sentence | None:
    """Return how many relations were found, and among how many actors, by their ``types``.

    Where they are not all that there are, they are only shown.
    """
    if not number:
        return None
    sorts = [sort for sort in dict.fromkeys(SORTS.values()) if sort in map(SORTS.get, types)]
    named = " and ".join(filter(None, (", ".join(sorts[:-1]), sorts[-1])))
    among = f"{say_number(len(types))} {named}"
    things, verb = count(number, "relation"), _say_verb(is_all)
    return sentence("found-among", things=things, verb=verb, among=among)


@traced
def positions_found(
    issue: str, scale: Sequence[str], places: Sequence[Place], outside: int, earlier: int
) -> Sentence | None:
    """Return how many positions were found on an issue, and from which step to which.

    ``places`` are those of the latest ones on the scale; ``outside`` counts those off it, and
    ``earlier`` the positions that came before. A step is named as an end only if the first,
    or last, of the latest is there whichever of its labels holds.
    """
    number = len(places) + outside
    if not number:
        return None
    things = count(number + earlier, "position")
    ends = [say_labels((scale[step],)) for step in _find_ends(places)]
    keys = ("found-on", "latest-at", "latest-along")
    if not earlier:
        keys = ("found-on", "found-at", "found-along")
    named = dict(zip(("first", "last"), ends, strict=False))
    values = {"issue": issue, "things": things, "some": say_number(number), **named}
    said = sentence(keys[len(ends)], **values)
    return sentence("off-it", said=(said,), others=say_number(outside)) if outside else said


@traced
def courses_found(name: str, days: Sequence[str], issues: int, is_all: bool) -> Sentence | None:
    """Return how many dated positions of somebody were found, on how many issues, and when.

    When is said only if each lies within one year, and as it is of events. Where they are not
    all that there are, they are only shown.
    """
    if not days:
        return None
    things, on = count(len(days), "position"), count(issues, "issue")
    values = {"name": name, "things": things, "verb": _say_verb(is_all), "issues": on}
    if not all(_find_unit(*days_of(day)) for day in days):
        return sentence("found-of", **values)
    return sentence("found-of-when", **values, span="/".join(_find_units(days)))


def _say_verb(is_all: bool) -> str:
    return "found" if is_all else "shown"


def _find_units(days: Sequence[str]) -> tuple[str, ...]:
    """Return the units in which the first and the last of some days lie, in all worlds.

    Each day is within one year.
    """
    firsts, lasts = zip(*map(days_of, days), strict=True)
    return _level(_find_unit(min(firsts), min(lasts)), _find_unit(max(firsts), max(lasts)))


def _find_unit(first: str, last: str) -> str:
    """Return the day, month or year that has all the days from one to another, or ""."""
    wholes = (size for size in (10, 7, 4) if first[:size] == last[:size])
    return first[: next(wholes, 0)]


def _level(first: str, last: str) -> tuple[str, ...]:
    """Return units in few words: one where it has both, else months at the finest."""
    if first == last:
        return (first,)
    shorter = min(len(first), len(last), 7)
    is_one = first[:shorter] == last[:shorter]
    return (first[:shorter],) if is_one else (first[:7], last[:7])


def _find_ends(places: Sequence[Place]) -> Iterator[int]:
    """Yield the lowest and the highest step, one for both, if they are so in every world."""
    if not places:
        return
    lows, highs = zip(*places, strict=True)
    ends = (min(lows), max(highs))
    if ends == (min(highs), max(lows)):
        yield from dict.fromkeys(ends)
