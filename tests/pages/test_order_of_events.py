"""The order of events: by day; where days meet, by what is said to come first."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.kinds.event import Happening
from briefbook.pages.context import day_key
from briefbook.pages.parts.events import in_order
from briefbook.syntax.dates import parse_date

NAMES = "abcdef"
DAYS = ("", "2023", "2023-01", "2023-01-01", "2023-01-02", "2023-02", "2024-05-05", "../2023")


def happen(
    ref: str, date: str = "", after: tuple[str, ...] = (), before: tuple[str, ...] = ()
) -> Happening:
    told = ("other", "happened", "", "", (), (), "", None)
    return Happening(ref, ref.upper(), date, *told, after, before, "", False, "", "")


def refs(events: list[Happening]) -> str:
    return "".join(event.ref for event in in_order(events))


def pick_first(waiting: list[Happening]) -> Happening:
    """Return the next event by the rule as it is told: the first that need not wait."""
    free = (event for event in waiting if not any(goes_first(o, event) for o in waiting))
    return next(free, waiting[0])


def goes_first(other: Happening, event: Happening) -> bool:
    is_said = other.ref in event.after or event.ref in other.before
    first = parse_date(other.date).earliest if other.date else ""
    meets = first <= (parse_date(event.date).latest if event.date else "")
    return is_said and meets and other.ref != event.ref


NAMED = st.lists(st.sampled_from(NAMES), max_size=2).map(tuple)
EVENTS = st.lists(
    st.builds(happen, st.sampled_from(NAMES), st.sampled_from(DAYS), NAMED, NAMED),
    unique_by=lambda event: event.ref,
)


def test_is_that_of_the_days() -> None:
    events = [happen("c", "2023-02"), happen("b", "2024-05-05"), happen("a", "2023-01-02")]
    assert refs(events) == "acb"


def test_on_one_day_is_what_the_analyst_says() -> None:
    assert refs([happen("a", "2023-01", after=("b",)), happen("b", "2023-01")]) == "ba"
    assert refs([happen("a", "2023-01"), happen("b", "2023-01", before=("a",))]) == "ba"


def test_of_different_days_cannot_be_turned_around() -> None:
    assert refs([happen("a", "2023-01-01", after=("b",)), happen("b", "2023-02")]) == "ab"


def test_of_events_that_wait_for_each_other_is_that_of_the_days() -> None:
    assert refs([happen("b", after=("a",)), happen("a", after=("b",))]) == "ab"


@given(EVENTS)
def test_takes_the_first_that_need_not_wait(events: list[Happening]) -> None:
    waiting = sorted(events, key=lambda event: (day_key(event.date), event.ref))
    placed = []
    while waiting:
        placed.append(pick_first(waiting))
        waiting.remove(placed[-1])
    assert in_order(events) == placed
