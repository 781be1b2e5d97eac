"""Forked processes: the results are in order and whole, whatever becomes of a process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from briefbook.session import forking
from tests.books import write_book
from tests.harness.patience import PATIENCE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")

PROGRAM = """
import os, pickle, signal, sys, threading
from briefbook.session.forking import fork_and_work

parent = os.getpid()
items = list(range(500))

def begin():
    pass

def work(item):
    %s
    return item * 2, os.getpid() != parent

try:
    found = list(fork_and_work(3, work, items, begin))
    print([value for value, _ in found] == [item * 2 for item in items], len(found))
    print("elsewhere:", sum(far for _, far in found))
except Exception as error:
    print(type(error).__name__, error, *(note.splitlines()[0] for note in error.__notes__))
try:
    os.waitpid(-1, os.WNOHANG)
    print("somebody is left")
except ChildProcessError:
    print("nobody is left")
"""


def run(body: str) -> list[str]:
    """Return what a program prints whose work is done by three forked processes."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", PROGRAM % body],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    assert ended.stderr == ""
    return ended.stdout.splitlines()


def test_gives_results_in_order_and_leaves_nobody() -> None:
    assert run("pass") == ["True 500", "elsewhere: 500", "nobody is left"]


def test_does_here_what_a_killed_process_left_undone() -> None:
    killed = "if item == 7 and os.getpid() != parent: os.kill(os.getpid(), signal.SIGKILL)"
    whole, elsewhere, left = run(killed)
    assert (whole, left) == ("True 500", "nobody is left")
    assert 0 < int(elsewhere.split()[-1]) < 500


def test_does_everything_here_when_all_processes_are_killed() -> None:
    killed = "if os.getpid() != parent: os.kill(os.getpid(), signal.SIGKILL)"
    assert run(killed) == ["True 500", "elsewhere: 0", "nobody is left"]


def test_raises_what_was_raised_with_where_that_was() -> None:
    raised = "if item == 320: raise OSError(5, 'the disk is gone')"
    assert run(raised) == [
        "OSError [Errno 5] the disk is gone In a forked process:",
        "nobody is left",
    ]


def test_does_here_what_cannot_be_sent() -> None:
    assert run("if os.getpid() != parent: return threading.Lock(), True")[0] == (
        "TypeError cannot pickle '_thread.lock' object In a forked process:"
    )


def test_processes_end_with_one_that_was_killed() -> None:
    program = PROGRAM % "if os.getpid() != parent: os.kill(parent, signal.SIGKILL)"
    with subprocess.Popen(
        [sys.executable, "-c", program],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        stdout=subprocess.PIPE,
    ) as process:
        # Its end comes when nobody is left who could write.
        assert process.communicate(timeout=PATIENCE)[0] == b""
        assert process.wait() == -signal.SIGKILL


def test_takes_larger_batches_where_a_pipe_cannot_name_all_small_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(forking, "MOST_BATCHES", 3)
    assert [len(batch) for batch in forking.part_work(range(1000), 2)] == [334, 334, 332]


@pytest.mark.parametrize(("items", "sizes"), [(6, {1}), (64, {8}), (1000, {16, 8})])
def test_takes_batches_small_enough_that_all_have_work(items: int, sizes: set[int]) -> None:
    assert {len(batch) for batch in forking.part_work(range(items), 2)} == sizes


BUILD = """
import sys
from briefbook.cli.main import main
from briefbook.session import workers

fork, shared = workers.fork_and_work, []

def note(count, work, items, begin):
    shared.append(len(items))
    return fork(count, work, items, begin)

workers.fork_and_work = note
code = main(["build", "-q", "-j", sys.argv[2], "-C", sys.argv[1]])
print(code, sum(shared))
"""
NOTES = {f"briefings/note-{at}.md": f"# Note {at}\n\nAnn Lee spoke.\n" for at in range(80)}
BOOK = write_book("Ann Lee spoke.", actors="{ann: Ann Lee}", others=NOTES)


def build(root: Path, jobs: int) -> int:
    """Build in a process of its own; return how many tasks forked processes were given."""
    ended = subprocess.run(
        [sys.executable, "-W", "error", "-c", BUILD, root, str(jobs)],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=True,
    )
    code, shared = ended.stdout.split()
    assert (ended.stderr, code) == ("", "0")
    return int(shared)


def read_site(root: Path) -> dict[str, bytes]:
    """Return what is published."""
    site = root / "site"
    return {
        str(at.relative_to(site)): at.read_bytes() for at in site.rglob("*") if at.is_file()
    }


def test_a_first_and_a_later_build_by_forked_processes_give_the_bytes_of_one_alone(
    tmp_path: Path,
) -> None:
    together, alone = tmp_path / "together", tmp_path / "alone"
    for root in (together, alone):
        for name, text in BOOK.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(str(text), "utf-8")
    assert build(together, 2) > 5 * len(NOTES)
    config = together / "config.yaml"
    config.write_text(config.read_text("utf-8").replace("The book", "New"), "utf-8")
    # The title stands on every page: the index is read from the file by all processes.
    assert build(together, 2) > len(NOTES)
    (alone / "config.yaml").write_text(config.read_text("utf-8"), "utf-8")
    assert build(alone, 1) == 0
    assert read_site(together) == read_site(alone)
