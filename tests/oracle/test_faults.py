"""The oracle is worth something: it catches every fault that is planted in the engine."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule, run_state_machine_as_test

from tests.oracle.edits import GROUPS, Edit
from tests.oracle.faults import FAULTS, SEEDS, Fault
from tests.oracle.machine import Oracle, printing_everything

MOST = 40
"""Sequences of edits that are tried to catch a fault."""

SEARCH = settings(
    stateful_step_count=8,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


class Caught(BaseException):
    """A fault has shown: the search ends at once, since nobody wants to see it again."""


@contextmanager
def catching() -> Iterator[None]:
    """End the search for whatever goes wrong: a build that breaks down is not clean either."""
    try:
        yield
    except Exception as shown:
        raise Caught from shown


class Hunter(Oracle):
    """The oracle in a hurry: content with one failure, and with the edition that hides most.

    All edits make up one rule, so that restarts and undoing are as frequent. ``begun`` counts
    the sequences.
    """

    editions = ("public",)
    begun = 0

    @initialize(data=st.data())
    def choose_edition(self, data: st.DataObject) -> None:
        type(self).begun += 1
        with catching():
            super().choose_edition(data)

    @rule(data=st.data(), group=st.sampled_from(sorted(GROUPS)))
    def edit_this(self, data: st.DataObject, group: str) -> None:
        self.edit(data.draw, group)

    @invariant()
    def incremental_is_clean(self) -> None:
        with catching():
            super().incremental_is_clean()

    def try_in_vain(self, outcome: str, waiting: int) -> None:
        with catching():
            super().try_in_vain(outcome, waiting)

    def teardown(self) -> None:
        with catching():
            super().teardown()


for name in ("lose_everything", *(f"edit_{group}" for group in GROUPS)):
    setattr(Hunter, name, None)  # which leaves the rule out


def hunt(fault: Fault, focus: tuple[Edit, ...], start: int) -> int:
    """Return in which sequence a fault is caught, looked for from a seed on; 0 for in none."""
    hunter: type[Hunter] = seed(start)(type("Hunter", (Hunter,), {"focus": focus}))
    search = settings(SEARCH, max_examples=MOST)
    with pytest.MonkeyPatch.context() as patch:
        fault(patch)
        with printing_everything(), suppress(Caught):
            run_state_machine_as_test(hunter, settings=search)
            return 0
    return hunter.begun


def name_fault(value: object) -> str:
    """Return the name of a fault, nothing for its edits."""
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("fault", "focus"), FAULTS.items(), ids=name_fault)
def test_catches(fault: Fault, focus: tuple[Edit, ...]) -> None:
    assert hunt(fault, focus, SEEDS.get(fault, 0))
