"""The build lock: one writer at a time, named to the second."""

import errno
import os
import stat
import subprocess
import sys
import tempfile
from datetime import datetime
from pathlib import Path

import pytest

from briefbook.disk.files import PublishFailed
from briefbook.publish.lock import LOCK_NAME, STATE_FOLDER, Locked, hold_lock, stand_in
from tests.locks import SYSTEMS, become

fcntl = pytest.importorskip("fcntl")

BEGIN = """
import os, signal, sys, tempfile
from pathlib import Path
from briefbook.publish.lock import hold_lock
from tests.locks import become
root, tempfile.tempdir = Path(sys.argv[1]), sys.argv[3]
become(sys.argv[2], root)
"""
KILLED_WHILE_HOLDING = f"""{BEGIN}
with hold_lock(root):
    print("held", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""
FORKED_WHILE_HOLDING = f"""{BEGIN}
with hold_lock(root):
    if os.fork() == 0:
        print("working", flush=True)
        sys.stdin.read()
        os._exit(0)
    os._exit(1)
"""


def run(program: str, folder: Path, system: str) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", program, str(folder), system, tempfile.gettempdir()]
    here = Path(__file__).parents[1]
    return subprocess.Popen(command, cwd=here, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a workspace, with a folder for temporary files beside it."""
    for name in ("book", "tmp"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    return tmp_path / "book"


@pytest.fixture(params=SYSTEMS)
def system(
    request: pytest.FixtureRequest, workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    """Lock as on another system for as long as a test runs."""
    monkeypatch.setattr(fcntl, "flock", fcntl.flock)
    for module in ("fcntl", "msvcrt"):
        monkeypatch.setitem(sys.modules, module, sys.modules.get(module))
    become(str(request.param), workspace)
    return str(request.param)


@pytest.mark.usefixtures("system")
def test_a_second_writer_is_told_who_holds_the_lock_and_since_when(workspace: Path) -> None:
    with hold_lock(workspace), pytest.raises(Locked) as caught, hold_lock(workspace):
        pytest.fail("both hold the lock")
    holder = caught.value.holder
    assert holder.pid == os.getpid()
    assert datetime.fromisoformat(holder.since).tzinfo is not None
    assert str(os.getpid()) in str(caught.value)
    assert caught.value.exit_code == 4


@pytest.mark.usefixtures("system")
def test_the_lock_is_free_again_afterwards_even_after_an_error(workspace: Path) -> None:
    with pytest.raises(KeyError), hold_lock(workspace):
        raise KeyError
    with hold_lock(workspace):
        assert (workspace / STATE_FOLDER).is_dir()


@pytest.mark.usefixtures("system")
def test_workspaces_do_not_lock_each_other(workspace: Path) -> None:
    for name in "ab":
        (workspace / name).mkdir()
    with hold_lock(workspace / "a"), hold_lock(workspace / "b"):
        assert (workspace / "b" / STATE_FOLDER).is_dir()


def test_a_build_that_was_killed_leaves_no_lock_behind(workspace: Path, system: str) -> None:
    with run(KILLED_WHILE_HOLDING, workspace, system) as process:
        assert process.communicate()[0] == b"held\n"
    with hold_lock(workspace):
        assert process.returncode != 0


def test_workers_do_not_keep_the_lock_of_a_build_that_was_killed(
    workspace: Path, system: str
) -> None:
    with run(FORKED_WHILE_HOLDING, workspace, system) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"working\n"
        assert process.wait() == 1
        with hold_lock(workspace):
            pass


def test_a_lock_in_place_of_the_workspaces_is_of_this_workspace_and_user_alone(
    workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = stand_in(workspace)
    (tmp_path / "link").symlink_to(workspace)
    assert own == stand_in(tmp_path / "link")
    assert own != stand_in(tmp_path / "other")
    monkeypatch.setattr(os, "getuid", lambda: 12_345)
    assert own != stand_in(workspace)


def test_a_link_among_temporary_files_leads_nowhere(workspace: Path, tmp_path: Path) -> None:
    (tmp_path / "precious").write_text("words", "utf-8")
    stand_in(workspace).symlink_to(tmp_path / "precious")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fcntl, "flock", fcntl.flock)
        become("no locks here", workspace)
        with pytest.raises(PublishFailed), hold_lock(workspace):
            pytest.fail("there is no lock")
    assert (tmp_path / "precious").read_text("utf-8") == "words"


def test_where_nothing_can_be_locked_it_is_said_so(
    workspace: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    with pytest.raises(PublishFailed, match="knows locks"), hold_lock(workspace):
        pytest.fail("there is no lock")


@pytest.mark.usefixtures("system")
@pytest.mark.parametrize("left", ['{"pid": 1, "since": "then"}', "{"])
def test_a_file_that_is_left_behind_locks_nothing(workspace: Path, left: str) -> None:
    for path in (workspace / STATE_FOLDER / LOCK_NAME, stand_in(workspace)):
        path.parent.mkdir(exist_ok=True)
        path.write_text(left, "utf-8")
    with hold_lock(workspace):
        assert stat.S_ISREG((workspace / STATE_FOLDER / LOCK_NAME).stat().st_mode)


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
