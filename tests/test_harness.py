"""The harness of the tests: what it refuses, what it names, and what it survives."""

import os
import re
import shutil
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.harness.limiting import LEAST, Account, Reading, charge, keep_account
from tests.harness.naming import LONGEST, is_readable
from tests.harness.programs import PROGRAMS
from tests.harness.providing import PROVIDE, list_lacking

ROOT = Path(__file__).parents[1]

Run = Callable[..., str]
"""Runs a suite of tests by pytest, and returns what it says."""


@pytest.fixture
def suite(tmp_path: Path) -> Path:
    """Return a folder for tests that our harness looks after."""
    harness = (ROOT / "tests" / "conftest.py").read_text("utf-8")
    (tmp_path / "conftest.py").write_text(harness, "utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = requires", "utf-8")
    return tmp_path


@pytest.fixture
def run(suite: Path) -> Run:
    def run(*options: str, code: int = 1, **variables: str) -> str:
        command = [sys.executable, "-m", "pytest", *options]
        kept = {name: value for name, value in os.environ.items() if name != "CI"}
        done = subprocess.run(
            command,
            cwd=suite,
            env=kept | {"PYTHONPATH": str(ROOT)} | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    return run


def find_crashes(said: str) -> set[str]:
    """Return the tests that a run says have ended their worker."""
    return set(re.findall(r"crashed while running '.*::(\w+)'", said))


def count(said: str) -> tuple[str, ...]:
    """Return how many tests failed and passed, as the last line of a run says."""
    return tuple(re.findall(r"\d+ (?:failed|passed|error)", said.splitlines()[-1]))


class TestItself:
    def test_refuses_connections_to_other_machines(self) -> None:
        with (
            socket.socket(socket.AF_INET, socket.SOCK_STREAM) as outward,
            pytest.raises(PermissionError, match=r"192\.0\.2\.1"),
        ):
            outward.connect(("192.0.2.1", 80))

    def test_lets_tests_talk_to_themselves(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as server:
            socket.create_connection(server.getsockname()).close()


class TestNames:
    def test_of_all_tests_can_be_read_and_typed(self, request: pytest.FixtureRequest) -> None:
        items = [item.nodeid for item in request.session.items]
        assert [name for name in items if not is_readable(name.partition("[")[2] or name)] == []

    @pytest.mark.parametrize("name", ["", "\x1b", "tab\t", "\\x1f", "é", "a" * (LONGEST + 1)])
    def test_of_other_kinds_would_be_found(self, name: str) -> None:
        assert not is_readable(name)

    def test_do_not_depend_on_bytes_that_are_made(self, suite: Path, run: Run) -> None:
        (suite / "test_it.py").write_text(MADE_ANEW, "utf-8")
        assert count(run("-n2", code=0)) == ("2 passed",)


MADE_ANEW = """
import pytest, uuid
@pytest.mark.parametrize("data", [uuid.uuid4().bytes, uuid.uuid4().bytes])
def test_it(data): pass
"""


class TestPrograms:
    @pytest.fixture
    def needy(self, suite: Path) -> None:
        """Write a test that needs a program nobody has."""
        claim = "import pytest\n@pytest.mark.requires('no-such-program')\ndef test_it(): pass\n"
        (suite / "test_needy.py").write_text(claim, "utf-8")

    @pytest.mark.usefixtures("needy")
    def test_that_lack_skip_a_test_by_name(self, run: Run) -> None:
        assert "no-such-program is not installed" in run("-rs", code=0)

    @pytest.mark.usefixtures("needy")
    def test_that_lack_fail_it_on_ci(self, run: Run) -> None:
        assert "no-such-program is not installed" in run(CI="true")

    def test_that_tests_need_can_be_installed(self, request: pytest.FixtureRequest) -> None:
        marks = (mark for one in request.session.items for mark in one.iter_markers("requires"))
        assert {name for mark in marks for name in mark.args} <= set(PROGRAMS)

    def test_that_lack_are_found_by_their_packages(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("PATH", "")
        assert list_lacking(["w3m", "pdftotext", "vnu.jar"]) == ["poppler-utils", "w3m"]

    def test_that_are_here_are_left_alone(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write_program(tmp_path / "google-chrome", "")
        monkeypatch.setenv("PATH", str(tmp_path))
        assert list_lacking(["chromium", "w3m"]) == ["w3m"]


def write_program(path: Path, text: str) -> None:
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
class TestInstalling:
    @pytest.fixture
    def commands(self, tmp_path: Path) -> Path:
        """Return a folder with the commands that installing takes; its user is root."""
        folder = tmp_path / "commands"
        folder.mkdir()
        write_program(folder / "id", "echo 0")
        write_program(folder / "sleep", "")
        for name in ("bash", "cat", "env", "mktemp", "rm"):
            (folder / name).symlink_to(str(shutil.which(name)))
        return folder

    @staticmethod
    def provide(commands: Path) -> tuple[int, str, str]:
        done = subprocess.run(
            [PROVIDE, "w3m", "npm"],
            env={"PATH": str(commands)},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def test_takes_one_line(self, commands: Path) -> None:
        write_program(commands / "apt-get", 'echo "unpacking $*"; echo warning >&2')
        assert self.provide(commands) == (0, "Installing w3m npm\n", "")

    def test_that_fails_says_why_at_last(self, commands: Path) -> None:
        write_program(commands / "apt-get", 'echo "$2: no such package"; exit 100')
        code, _, said = self.provide(commands)
        assert code == 1
        assert said.splitlines() == [
            "update: no such package",
            "Going on without w3m npm: apt-get failed, as it says above.",
        ]

    def test_that_is_not_permitted_says_so(self, commands: Path) -> None:
        write_program(commands / "apt-get", "")
        write_program(commands / "id", "echo 1000")
        code, said, complaint = self.provide(commands)
        assert (code, said, complaint.count("\n")) == (1, "", 1)
        assert "without w3m npm: it takes root" in complaint

    def test_where_there_is_nothing_to_do_it_with_says_so(self, commands: Path) -> None:
        code, said, complaint = self.provide(commands)
        assert (code, said, complaint.count("\n")) == (1, "", 1)
        assert "without w3m npm: there is no apt-get" in complaint


class TestCharges:
    """Of the clock, of idle processors, and of what was spent; in seconds."""

    def test_are_what_was_spent_of_the_processor(self) -> None:
        assert charge(Reading(0, 0, 5), Reading(10, 0, 13)) == 8

    def test_of_waiting_are_what_the_machine_had_to_spare(self) -> None:
        assert charge(Reading(0, 0, 0), Reading(10, 4, 0)) == 4

    def test_of_waiting_are_no_more_than_the_clocks_on_many_processors(self) -> None:
        assert charge(Reading(0, 0, 0), Reading(10, 160, 0)) == 10

    def test_of_waiting_on_a_busy_machine_are_small(self) -> None:
        assert charge(Reading(0, 0, 0), Reading(10, 0, 0)) == 10 * LEAST

    def test_do_not_shrink_when_a_child_is_lost(self) -> None:
        assert charge(Reading(0, 0, 30), Reading(10, 0, 20)) > 0

    def test_add_up_while_a_test_runs(self) -> None:
        account = keep_account(None, "a", Reading(0, 0, 0))
        account = keep_account(account, "a", Reading(10, 0, 3))
        account = keep_account(account, "a", Reading(20, 0, 7))
        assert account == Account("a", 7, Reading(20, 0, 7))

    def test_of_another_test_start_at_nought(self) -> None:
        account = keep_account(Account("a", 50, Reading(0, 0, 0)), "b", Reading(10, 0, 9))
        assert account.seconds == 0


DYING = """
import os
from pathlib import Path
def test_before(): pass
def test_{name}():
    # Both workers die at once: the ones in their place are still collecting.
    Path("{name}").touch()
    while not Path("{other}").exists(): pass
    os._exit(3)
def test_after(): pass
def test_after_that(): pass
"""

SLOW = """
import subprocess, sys, threading
from pathlib import Path
def test_before(): pass
def test_burns():
    while True: pass
def test_between(): pass
def test_waits(): threading.Event().wait()
def test_has_a_child_that_burns():
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as child:
        Path("child").write_text(str(child.pid))
def test_after(): pass
"""

OTHERS = "".join(f"def test_{number}(): pass\n" for number in range(9))


class TestAWorkerThatDies:
    @pytest.fixture
    def said(self, suite: Path, run: Run) -> str:
        for name, other in (("one", "two"), ("two", "one")):
            text = DYING.format(name=name, other=other)
            (suite / f"test_a_{name}.py").write_text(text, "utf-8")
        (suite / "test_others.py").write_text(OTHERS, "utf-8")
        (suite / "test_single.py").write_text("def test_it(): pass", "utf-8")
        return run("-n2")

    def test_names_its_test_and_lets_all_others_run(self, said: str) -> None:
        assert find_crashes(said) == {"test_one", "test_two"}
        assert count(said) == ("2 failed", "16 passed")
        assert "INTERNALERROR" not in said


class TestATestThatTakesTooMuch:
    @pytest.fixture
    def said(self, suite: Path, run: Run) -> str:
        (suite / "test_a_slow.py").write_text(SLOW, "utf-8")
        (suite / "test_others.py").write_text(OTHERS, "utf-8")
        return run("-n2", "-o", "limit=1")

    def test_is_named_and_ended_with_its_children_and_lets_all_others_run(
        self, suite: Path, said: str
    ) -> None:
        slow = {"test_burns", "test_waits", "test_has_a_child_that_burns"}
        assert find_crashes(said) == slow
        assert count(said) == ("3 failed", "12 passed")
        assert said.count("It had taken more than 1 seconds") == 3
        assert all(re.search(rf"test_a_slow\.py\W.*{name}", said) for name in slow)
        assert not is_alive(int((suite / "child").read_text("utf-8")))


def is_alive(pid: int) -> bool:
    """Tell whether a process is at work still."""
    import psutil

    try:
        return bool(psutil.Process(pid).status() != psutil.STATUS_ZOMBIE)
    except psutil.NoSuchProcess:
        return False


def test_what_tests_start_can_be_interrupted_though_they_run_in_the_background() -> None:
    code = (
        "import signal, subprocess, sys\n"
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "import tests.conftest\n"
        "said = 'import signal; print(signal.getsignal(signal.SIGINT) is signal.SIG_IGN)'\n"
        "print(subprocess.run([sys.executable, '-c', said], capture_output=True).stdout)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, check=True
    )
    assert b"False" in done.stdout
