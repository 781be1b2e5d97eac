"""What fuzzing has found stays mended, and what it asks of the parsers holds of any text.

Each file of ``fixtures/faults/PARSER/`` is one input that once failed: no more than is needed
to fail, and named after what was wrong.
"""

import importlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.parsers import PARSERS

FAULTS = Path(__file__).parent / "fixtures" / "faults"
FOUND = sorted(path.relative_to(FAULTS) for path in FAULTS.rglob("*.txt"))


def examiner(name: str) -> Callable[[str], None]:
    examine: Callable[[str], None] = importlib.import_module(f"benchmarks.fuzz.{name}").examine
    return examine


@pytest.mark.parametrize("path", FOUND, ids=str)
def test_a_fault_that_was_found_stays_mended(path: Path) -> None:
    examiner(path.parts[0])((FAULTS / path).read_bytes().decode())


@pytest.mark.parametrize("name", PARSERS)
def test_the_samples_keep_the_laws(name: str) -> None:
    for seed in importlib.import_module(f"benchmarks.fuzz.{name}").SEEDS:
        examiner(name)(seed)


@pytest.mark.parametrize("name", PARSERS)
def test_any_text_keeps_the_laws(name: str) -> None:
    parser = importlib.import_module(f"benchmarks.fuzz.{name}")
    pieces = st.one_of(st.sampled_from([*parser.WORDS, *parser.SEEDS]), st.text(max_size=8))

    @settings(max_examples=max(100, settings().max_examples))
    @given(st.lists(pieces, max_size=12))
    def examine(parts: list[str]) -> None:
        examiner(name)("".join(parts))

    examine()
