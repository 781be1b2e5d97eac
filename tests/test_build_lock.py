"""The build lock: one writer at a time, named to the second."""

import errno
import os
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from briefbook.build_lock import LOCK_NAME, STAND_IN_NAME, STATE_FOLDER, Locked, hold_lock
from briefbook.disk import PublishFailed

fcntl = pytest.importorskip("fcntl")

KILLED_WHILE_HOLDING = """
import os, signal, sys
from pathlib import Path
from briefbook.build_lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    print("held", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
FORKED_WHILE_HOLDING = """
import os, sys
from pathlib import Path
from briefbook.build_lock import hold_lock
with hold_lock(Path(sys.argv[1])):
    if os.fork() == 0:
        print("working", flush=True)
        sys.stdin.read()
        os._exit(0)
    os._exit(1)
"""


def run(program: str, folder: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", program, str(folder)]
    here = Path(__file__).parents[1]
    return subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def no_locks(*_: object) -> None:
    raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))


@pytest.fixture(params=["system", "stand-in"])
def kind(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "stand-in":
        monkeypatch.setattr(fcntl, "flock", no_locks)
    return str(request.param)


@pytest.mark.usefixtures("kind")
def test_a_second_writer_is_told_who_holds_the_lock_and_since_when(tmp_path: Path) -> None:
    with hold_lock(tmp_path), pytest.raises(Locked) as caught, hold_lock(tmp_path):
        pytest.fail("both hold the lock")
    holder = caught.value.holder
    assert holder.pid == os.getpid()
    assert datetime.fromisoformat(holder.since).tzinfo is not None
    assert str(os.getpid()) in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.usefixtures("kind")
def test_the_lock_is_free_again_afterwards_even_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), hold_lock(tmp_path):
        raise KeyError
    with hold_lock(tmp_path):
        assert (tmp_path / STATE_FOLDER).is_dir()


@pytest.mark.usefixtures("kind")
def test_workspaces_do_not_lock_each_other(tmp_path: Path) -> None:
    for name in "ab":
        (tmp_path / name).mkdir()
    with hold_lock(tmp_path / "a"), hold_lock(tmp_path / "b"):
        assert (tmp_path / "b" / STATE_FOLDER).is_dir()


def test_a_build_that_was_killed_leaves_no_lock_behind(tmp_path: Path) -> None:
    with run(KILLED_WHILE_HOLDING, tmp_path) as process:
        assert process.communicate()[0] == b"held\n"
    with hold_lock(tmp_path):
        assert process.returncode != 0


def test_workers_do_not_keep_the_lock_of_a_build_that_was_killed(tmp_path: Path) -> None:
    with run(FORKED_WHILE_HOLDING, tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        assert process.wait() == 1
        with hold_lock(tmp_path):
            pass


def test_a_stand_in_of_a_process_that_is_gone_does_not_count(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fcntl, "flock", no_locks)
    with run("", tmp_path) as process:
        process.communicate()
    stand_in = tmp_path / STATE_FOLDER / STAND_IN_NAME
    stand_in.parent.mkdir()
    stand_in.write_text(f'{{"pid": {process.pid}, "since": "then"}}', "utf-8")
    with hold_lock(tmp_path):
        assert stand_in.exists()
    assert not stand_in.exists()


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x", "since": 1}', "\udcff"])
def test_a_holder_that_cannot_be_read_is_not_named(tmp_path: Path, text: str) -> None:
    with hold_lock(tmp_path):
        lock = tmp_path / STATE_FOLDER / LOCK_NAME
        lock.write_bytes(os.fsencode(text))
        with pytest.raises(Locked, match=r"workspace$"), hold_lock(tmp_path):
            pytest.fail("both hold the lock")


def test_a_workspace_that_cannot_be_written_to_is_said_to_be_so(tmp_path: Path) -> None:
    (tmp_path / STATE_FOLDER).write_text("a file", "utf-8")
    with pytest.raises(PublishFailed), hold_lock(tmp_path):
        pytest.fail("there is no lock")
