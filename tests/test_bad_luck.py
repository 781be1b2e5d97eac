"""Bad luck: whatever the disk refuses, a verb does all of its work or none, and says so."""

from collections import Counter
from pathlib import Path

import pytest

from tests.bad_luck import DEEDS, Ended, Trial, is_explained, is_whole, try_deed
from tests.refusals import BROKEN, FULL, LUCKS

STEPS = {
    "first build": (113, 3),
    "build after an edit": (83, 3),
    "build --clean": (83, 3),
    "build with full text": (113, 3),
    "handout": (23, 3),
    "accept": (2, 5),
    "rename": (3, 3),
    "fmt": (3, 3),
    "quote": (2, 5),
    "lock": (2, 5),
    "check": (7, 1),
    "clean": (53, 3),
}
"""Every so many changes are made to fail here, and at least so many times for each luck."""


def test_every_verb_that_writes_stands_in_the_table() -> None:
    verbs = {deed.arguments[0] for deed in DEEDS.values()}
    assert verbs >= {
        "build",
        "handout",
        "accept",
        "rename",
        "fmt",
        "quote",
        "lock",
        "check",
        "clean",
    }
    assert STEPS.keys() == DEEDS.keys()


@pytest.mark.parametrize("name", DEEDS)
def test_a_change_that_fails_spoils_nothing_and_the_next_run_mends_it(name: str) -> None:
    step, least = STEPS[name]
    points = list(try_deed(DEEDS[name], LUCKS, step))
    assert [point for point in points if point.wrong] == []
    tried = Counter(point.luck for point in points)
    assert {luck.name: tried[luck.name] >= least for luck in LUCKS} == {
        luck.name: True for luck in LUCKS
    }


def test_all_kinds_of_changes_are_met() -> None:
    points = try_deed(DEEDS["build after an edit"], [BROKEN], 11)
    met = {point.struck for point in points}
    assert met >= {"open", "write", "rename", "unlink", "mkdir", "sqlite"}


class TestTheJudge:
    TRIAL = Trial(DEEDS["build after an edit"], Path(), ({"a": b"old"}, {"a": b"new"}))

    @pytest.mark.parametrize(
        ("after", "code", "whole"),
        [
            ({"a": b"new"}, 0, True),
            ({"a": b"old"}, 3, True),
            ({"a": b"new", ".briefbook-journal.json": b""}, 0, True),
            ({"a": b"old"}, 0, False),
            ({"a": b"new"}, 3, False),
            ({"a": b"ne"}, 3, False),
            ({"a": b"old", ".briefbook-journal.json": b""}, 3, False),
        ],
    )
    def test_finds_a_folder_that_is_neither_old_nor_new(
        self, after: dict[str, bytes | None], code: int, whole: bool
    ) -> None:
        assert is_whole(self.TRIAL, 1, {"a": b"old"}, after, code) == whole

    def test_wants_to_be_told_what_the_system_said(self) -> None:
        assert is_explained(Ended(3, "briefbook: No space left on device: x"), FULL)
        assert is_explained(Ended(3, "database or disk is full"), FULL)
        assert not is_explained(Ended(3, ""), FULL)
