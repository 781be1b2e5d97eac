"""The oracle is worth something: it catches every fault that is planted in the engine."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from tests.oracle.edits import GROUPS, Edit
from tests.oracle.faults import FAULTS, Fault
from tests.oracle.machine import Oracle, printing_everything

SEARCH = settings(
    max_examples=400,
    stateful_step_count=8,
    deadline=None,
    derandomize=True,
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

    All edits make up one rule, so that restarts and undoing are as frequent.
    """

    editions = ("public",)

    def __init__(self) -> None:
        with catching():
            super().__init__()

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


def name_fault(value: object) -> str:
    """Return the name of a fault, nothing for its edits."""
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("fault", "focus"), FAULTS.items(), ids=name_fault)
def test_catches(
    fault: Fault, focus: tuple[Edit, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    monkeypatch.setattr(Oracle, "focus", focus)
    with printing_everything(), pytest.raises(Caught):
        run_state_machine_as_test(Hunter, settings=SEARCH)
