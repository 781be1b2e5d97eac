"""The sieve: which events are worth a look."""

import os
from pathlib import Path

import pytest

from briefbook.watch.places import (
    COUNTED,
    EVERYTHING,
    NOTHING,
    Hint,
    SeenEvent,
    WatchPlace,
    sift,
)

ROOT = os.path.normpath("/book")
HOME = WatchPlace(ROOT, "", deep=False, whole=False)
WHOLE = HOME._replace(whole=True)
BRIEFINGS = WatchPlace(str(Path(ROOT, "briefings")), "briefings")
SHARED = WatchPlace(str(Path(ROOT, "shared")), None)
THEME = WatchPlace(os.path.normpath("/lib/.venv/theme"), None)
WAYS = frozenset(str(Path(ROOT, way)) for way in ("briefings", "sources", "sources/upi"))

UNCOUNTED = ("opened", "closed_no_write", "attrib", "whatever comes next")


def seen(place: WatchPlace, kind: str, *paths: str, folder: bool = False) -> Hint:
    """Return the hint of an event, by paths below the place."""
    full = tuple(os.path.normpath(f"{place.real}/{path}") for path in paths)
    return sift(SeenEvent(kind, folder, full), place, WAYS)


def hint(*paths: str) -> Hint:
    return Hint(frozenset(paths))


@pytest.mark.parametrize("kind", sorted(COUNTED))
def test_hints_at_a_file_that_may_be_another(kind: str) -> None:
    assert seen(BRIEFINGS, kind, "talks/a.md") == hint("briefings/talks/a.md")


@pytest.mark.parametrize("kind", UNCOUNTED)
def test_is_deaf_to_reading(kind: str) -> None:
    assert seen(BRIEFINGS, kind, "a.md") == NOTHING
    assert seen(BRIEFINGS, kind, "talks", folder=True) == NOTHING
    assert seen(HOME, kind, "config.yaml") == NOTHING


def test_hints_at_both_ends_of_a_move() -> None:
    assert seen(BRIEFINGS, "moved", "a.md", "b.md") == hint("briefings/a.md", "briefings/b.md")


@pytest.mark.parametrize("scratch", ["a.md~", ".a.md.swp", ".#a.md", "#a.md#", "4913", "~$a"])
def test_is_deaf_to_what_editors_leave_about(scratch: str) -> None:
    assert seen(BRIEFINGS, "created", scratch) == NOTHING
    assert seen(BRIEFINGS, "modified", f"talks/{scratch}") == NOTHING
    assert seen(BRIEFINGS, "modified", f".git/{scratch}") == NOTHING


@pytest.mark.parametrize("ends", [(".a.md.part", "a.md"), ("a.md", "a.md~")])
def test_hints_at_the_real_end_of_an_atomic_save(ends: tuple[str, str]) -> None:
    assert seen(BRIEFINGS, "moved", *ends) == hint("briefings/a.md")


@pytest.mark.parametrize("kind", ["created", "deleted", "moved"])
def test_a_folder_is_everything(kind: str) -> None:
    assert seen(BRIEFINGS, kind, "talks", folder=True) == EVERYTHING


@pytest.mark.parametrize("kind", ["modified", "closed"])
def test_a_folder_in_which_something_happens_is_nothing(kind: str) -> None:
    assert seen(BRIEFINGS, kind, "talks", folder=True) == NOTHING


def test_a_hidden_folder_is_nothing() -> None:
    assert seen(BRIEFINGS, "created", ".obsidian", folder=True) == NOTHING


def test_what_leads_on_is_everything_though_it_is_no_folder() -> None:
    assert seen(HOME, "deleted", "sources") == EVERYTHING
    assert seen(HOME, "moved", "elsewhere", "briefings") == EVERYTHING


def test_the_end_of_a_watched_folder_is_everything() -> None:
    assert seen(BRIEFINGS, "deleted", "", folder=True) == EVERYTHING
    assert seen(HOME, "deleted", "", folder=True) == EVERYTHING


def test_the_root_has_one_file_that_matters() -> None:
    assert seen(HOME, "modified", "config.yaml") == hint("config.yaml")
    assert seen(HOME, "modified", "README.md") == NOTHING


def test_the_root_has_more_of_them_when_wanted() -> None:
    assert seen(WHOLE, "modified", "capture.txt") == hint("capture.txt")
    assert seen(WHOLE, "modified", ".env") == NOTHING


@pytest.mark.parametrize("place", [HOME, WHOLE])
@pytest.mark.parametrize("name", ["site", ".briefbook", "node_modules", ".git"])
def test_other_folders_in_the_root_are_nothing(place: WatchPlace, name: str) -> None:
    assert seen(place, "created", name, folder=True) == NOTHING


def test_what_is_behind_links_is_everything() -> None:
    assert seen(SHARED, "modified", "x.md") == EVERYTHING
    assert seen(SHARED, "modified", ".x.md.swp") == NOTHING


def test_what_is_outside_is_everything() -> None:
    assert seen(THEME, "modified", "page.html") == EVERYTHING
    assert seen(THEME, "modified", ".page.html.swp") == NOTHING


def test_what_happens_elsewhere_is_nothing() -> None:
    event = SeenEvent(
        "modified", folder=False, paths=(os.path.normpath("/book/briefings-old/a"),)
    )
    assert sift(event, BRIEFINGS, WAYS) == NOTHING
