"""Full and read-only disks, of the system's own making."""

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

PROJECT = Path(__file__).parents[1]
NAME_SPACE = ("unshare", "-rm")


@cache
def may_mount() -> bool:
    """Tell whether a process may have a name space of its own for what it mounts."""
    try:
        trial = [*NAME_SPACE, "mount", "-t", "tmpfs", "tmpfs", "/mnt"]
        return subprocess.run(trial, capture_output=True, check=False).returncode == 0
    except OSError:
        return False


@pytest.mark.skipif(not may_mount(), reason="this system lets nobody mount a disk of memory")
def test_a_disk_that_is_full_or_read_only_spoils_nothing() -> None:
    command = [*NAME_SPACE, sys.executable, "-m", "tests.full_disk", "--step", "13"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.count("'refused'") == done.stdout.count("'done'") == 4
    assert "Read-only file system" in done.stdout
