"""The workers of dask.distributed make the same bytes as one process."""

import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("distributed", reason="dask.distributed is not installed")

PROJECT = Path(__file__).parents[1]


def test_two_workers_of_dask_make_the_bytes_of_one_process() -> None:
    command = [sys.executable, "-m", "tests.dask_build"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=True)
    told, pages, agree = done.stdout.strip().split(", ")
    assert told == "2 workers"
    assert int(pages.split()[0]) > 70
    assert agree == "True"
