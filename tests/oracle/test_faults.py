"""The oracle is worth something: it catches every fault that is planted in the engine."""

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.oracle.edits import Edit
from tests.oracle.faults import FAULTS, Fault
from tests.oracle.machine import Oracle, printing_everything

SEARCH = settings(
    max_examples=400,
    stateful_step_count=8,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)


def name_fault(value: object) -> str:
    """Return the name of a fault, nothing for its edits."""
    return getattr(value, "__name__", "")


@pytest.mark.parametrize(("fault", "focus"), FAULTS.items(), ids=name_fault)
def test_catches(
    fault: Fault, focus: tuple[Edit, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    fault(monkeypatch)
    monkeypatch.setattr(Oracle, "focus", focus)
    with printing_everything(), pytest.raises(AssertionError):
        run_state_machine_as_test(Oracle, settings=SEARCH)
