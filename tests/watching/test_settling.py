"""Settling: when hints are handed on, and that none is lost."""

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.watch.places import EVERYTHING, MOST_PATHS, Hint
from briefbook.watch.watcher import LATEST, QUIET, Waiting, add, due, settle_hints

NEVER = inf


def hint(*paths: str) -> Hint:
    return Hint(frozenset(paths))


def after(*hints: tuple[float, Hint]) -> Waiting:
    waiting = Waiting()
    for moment, each in hints:
        waiting = add(waiting, each, moment)
    return waiting


def test_waits_for_ever_when_nothing_happens() -> None:
    assert due(Waiting(), NEVER) == NEVER
    assert settle_hints(Waiting(), NEVER, 1e9) is None


def test_hands_a_save_on_once_it_has_been_quiet() -> None:
    waiting = after((1.0, hint("a.md")), (1.015, hint("a.md")))
    assert settle_hints(waiting, NEVER, 1.0 + QUIET) is None
    assert settle_hints(waiting, NEVER, 1.015 + QUIET) == hint("a.md")


def test_hands_on_what_there_is_when_it_never_gets_quiet() -> None:
    steps = [(1.0 + n * QUIET / 2, hint(f"{n}.md")) for n in range(100)]
    busy = [step for step in steps if step[0] < 1.0 + LATEST]
    found = settle_hints(after(*busy), NEVER, 1.0 + LATEST)
    assert found is not None
    assert found == hint(*(f"{n}.md" for n in range(len(busy))))


def test_asks_for_everything_when_the_heart_beats() -> None:
    assert settle_hints(Waiting(), 5.0, 4.9) is None
    assert settle_hints(Waiting(), 5.0, 5.0) == EVERYTHING


def test_names_what_is_known_with_the_heartbeat() -> None:
    found = settle_hints(after((4.99, hint("a.md"))), 5.0, 5.0)
    assert found == Hint(frozenset({"a.md"}), everything=True)


@pytest.mark.parametrize("by", [1, 500])
def test_stops_naming_paths_when_they_are_too_many(by: int) -> None:
    names = [f"{n}.md" for n in range(MOST_PATHS)]
    parts = [hint(*names[start : start + by]) for start in range(0, MOST_PATHS, by)]
    waiting = after(*((1.0, part) for part in parts))
    assert waiting.hint == hint(*names)
    assert add(waiting, hint("one more.md"), 1.0).hint == EVERYTHING


def test_once_everything_stays_everything() -> None:
    waiting = after((1.0, EVERYTHING), (1.0, hint("a.md")))
    assert waiting.hint.everything


Step = frozenset[str] | float | None
HINTS = st.frozensets(st.integers(0, 3 * MOST_PATHS).map(str), max_size=5)
CROWDS = st.sampled_from([frozenset(map(str, range(MOST_PATHS + extra))) for extra in (0, 1)])
PAUSES = st.floats(0.0, 2 * LATEST)
STEPS = st.lists(st.one_of(HINTS, CROWDS, PAUSES, st.none()), max_size=40)


@given(STEPS, st.floats(0.1, 10.0))
def test_loses_no_path(steps: list[Step], beat: float) -> None:
    """Whatever comes when, and whenever one looks (None): a path is in the next hint taken."""
    waiting, now, owed = Waiting(), 0.0, set[str]()
    for step in (*steps, 1.0, None):
        if isinstance(step, float):
            now += step
        elif step is not None:
            waiting, owed = add(waiting, Hint(step), now), owed | step
        elif found := settle_hints(waiting, beat, now):
            assert found.everything or owed == found.paths
            waiting, owed = Waiting(), set()
    assert not owed


@given(st.lists(st.tuples(st.floats(0.0, 0.3), HINTS.filter(bool)), min_size=1, max_size=20))
def test_is_never_late(steps: list[tuple[float, frozenset[str]]]) -> None:
    waiting, now = Waiting(), 0.0
    for pause, paths in steps:
        now += pause
        waiting = add(waiting, Hint(paths), now)
        assert due(waiting, NEVER) <= steps[0][0] + LATEST
