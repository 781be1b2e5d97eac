"""Samples in text files: what is claimed, what is read, and what must come of it.

A sample is a line that says what it shows, then its source and what is expected, each
between lines that hold a dot alone. Anything between samples is prose.
"""

import re
from pathlib import Path
from typing import NamedTuple

import pytest

FIXTURES = Path(__file__).parent / "fixtures"
SAMPLE = re.compile(r"^(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.$", re.MULTILINE)


class Sample(NamedTuple):
    claim: str
    source: str
    expected: str


def read_samples(pattern: str) -> list[object]:
    """Return the samples of all fixture files whose path matches, as parameters of a test."""
    return [
        pytest.param(Sample(*found.groups()), id=f"{path.stem}: {found[1]}")
        for path in sorted(FIXTURES.glob(pattern))
        for found in SAMPLE.finditer(path.read_text(encoding="utf-8"))
    ]
