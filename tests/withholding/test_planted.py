"""Holes that are made on purpose: each is seen by the proof that should see it."""

from collections.abc import Callable
from typing import Any

import pytest

from briefbook.build import as_of
from briefbook.index import editions
from briefbook.kinds import actor, internal
from tests.oracle.edits import copy_world
from tests.oracle.machine import assert_same, printing_everything
from tests.oracle.world import World
from tests.withholding import test_as_of as days
from tests.withholding.cutting_days import cut_days, open_later
from tests.withholding.models import cure, load_models
from tests.withholding.test_non_interference import assert_no_interference


def keep_word(word: str, _: object = "") -> str:
    """Let a reference stand, whatever it leads to."""
    return word


EDITIONS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "a field that is never withheld": (internal, "list_given", lambda _: ()),
    "an access that is passed over": (editions, "needs", lambda _levels, _access: 0),
}

DAYS: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "an id kept by a later day": (as_of, "replace_references", lambda fact, _: fact),
    "a text with links to what came later": (as_of, "prune_text", keep_word),
    "an end that was to come": (actor, "know_role", keep_word),
    "evidence that came later is enough": (as_of, "list_evidence", lambda _: ()),
}


def plant_world() -> World:
    """Return a book with an office that ended later, and an event that is told of later."""
    world = copy_world(load_models())
    actors: Any = world.files["briefings/actors.yaml"]
    actors["otto-sand"] = {
        "name": "Otto Sand",
        "roles": [{"role": "Clerk", "start": "2018", "end": "2021-05"}],
    }
    events: Any = world.files["briefings/events.yaml"]
    events["first-breach"] = {
        "name": "First breach",
        "date": "2018-05",
        "evidence": ["levy#stays"],
    }
    return world


def has_later_difference() -> bool:
    """Tell whether a book as of any of the days differs from its cut."""
    with printing_everything():
        for day in days.DAYS:
            cured = cure(open_later(plant_world(), day))
            assert cured
            world = cured
            without = cut_days(world, day)
            try:
                assert_same(days.build(world, "team", day), days.build(without, "team", day))
            except AssertionError:
                return True
    return False


def test_without_a_hole_no_day_differs() -> None:
    assert not has_later_difference()


@pytest.mark.parametrize("hole", DAYS)
def test_of_days_are_caught(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(*DAYS[hole])
    assert has_later_difference()


@pytest.mark.parametrize("hole", EDITIONS)
def test_of_editions_are_caught(hole: str, monkeypatch: pytest.MonkeyPatch) -> None:
    editions.is_visible.cache_clear()
    monkeypatch.setattr(*EDITIONS[hole])
    with printing_everything(), pytest.raises(AssertionError):
        assert_no_interference(load_models(), "public")
    editions.is_visible.cache_clear()
