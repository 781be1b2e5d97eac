"""Incremental equals clean: 120 sequences of edits in the suite, as many as wanted on demand.

``ORACLE_SEQUENCES=5000 pytest tests/oracle`` looks for longer, and so does the
profile ``long``. The sequences are dealt to several tests, so that each ends in time.
"""

import os
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.oracle.machine import Oracle, printing_everything

SHARDS = 4
STEPS = 6


def count_sequences() -> int:
    """Return how many sequences are to be run in all."""
    assert settings.default
    return int(os.environ.get("ORACLE_SEQUENCES", "0")) or max(
        120, settings.default.max_examples
    )


@pytest.fixture(scope="module", autouse=True)
def everything_is_printed() -> Iterator[None]:
    with printing_everything():
        yield


@pytest.mark.parametrize("shard", range(SHARDS))
def test_incremental_equals_clean_after_every_step(shard: int) -> None:
    machine = type(f"Oracle{shard}", (Oracle,), {})
    if settings.default and settings.default.derandomize:
        machine = seed(shard)(machine)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=count_sequences() // SHARDS,
            stateful_step_count=STEPS,
            suppress_health_check=list(HealthCheck),
        ),
    )
