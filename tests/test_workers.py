"""Who works: nobody else, processes here, or others elsewhere; the bytes are the same."""

import _thread
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from briefbook.build.pipeline import Site
from briefbook.session import workers
from briefbook.session.workers import LateExecutor, Workers, make_workers, start_processes
from tests.books import write_book
from tests.executors import BackwardsExecutor
from tests.harness.patience import PATIENCE
from tests.workspaces import Publisher, make_inputs

TEXTS = {f"briefings/note-{at}.md": f"# Note {at}\n\nAnn Lee spoke.\n" for at in range(80)}
BOOK = write_book("Ann Lee spoke.", actors="{ann: Ann Lee}", others=TEXTS)

needs_fork = pytest.mark.skipif(sys.platform != "linux", reason="processes are forked on Linux")


KILLED_WITH_WORKERS = """
import os, signal
from briefbook.session import workers
if __name__ == "__main__":
    executor = workers.start_processes(3)
    for _ in executor.map(abs, range(12)):
        pass
    os.kill(os.getpid(), signal.SIGKILL)
"""


def method(executor: Executor) -> str:
    """Return how the processes of an executor are begun, and let it go."""
    assert isinstance(executor, ProcessPoolExecutor)
    executor.shutdown()
    assert executor._mp_context
    return str(executor._mp_context.get_start_method())


def publish_with(executor: Executor | None) -> dict[str, bytes]:
    """Return the site that is made by a build with these workers."""
    publisher = Publisher()
    publisher.memory = Site(executor=executor)
    publisher.build(make_inputs(BOOK))
    return publisher.files


class TestChoice:
    @pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
    def test_is_nobody_else_for_one_job(
        self, system: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", system)
        assert make_workers("1") == Workers()

    @pytest.mark.parametrize("system", ["linux", "darwin", "win32"])
    def test_is_nobody_else_on_a_machine_of_one_core(
        self, system: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(sys, "platform", system)
        monkeypatch.setattr(workers, "count_cores", lambda: 1)
        assert make_workers("0") == Workers()

    @pytest.mark.parametrize(("jobs", "count"), [("0", 5), ("3", 3)])
    def test_is_a_process_a_core_or_as_many_as_wanted(
        self, jobs: str, count: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        started: list[int] = []
        monkeypatch.setattr(sys, "platform", "darwin")
        monkeypatch.setattr(workers, "count_cores", lambda: 5)
        monkeypatch.setattr(workers, "start_processes", made(started))
        submit(make_workers(jobs).executor)
        assert started == [count]

    @needs_fork
    @pytest.mark.parametrize(("jobs", "count"), [("0", 5), ("3", 3)])
    def test_is_as_many_forked_processes_where_nothing_else_runs(
        self, jobs: str, count: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(workers, "count_cores", lambda: 5)
        monkeypatch.setattr(workers, "count_threads", lambda: 1)
        monkeypatch.setattr(workers, "fork_and_work", lambda count, *_: iter([count]))
        assert [*make_workers(jobs).map(abs, [1])] == [count]

    @needs_fork
    def test_is_nobody_else_beside_threads(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(workers, "count_threads", lambda: 2)
        chosen = make_workers("2")
        assert chosen.executor is None
        assert chosen.share(abs, [-1], lambda: None) is None
        assert [*chosen.map(abs, [-1])] == [1]

    def test_is_a_scheduler_where_an_address_is_given(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked: list[str] = []
        monkeypatch.setattr(workers, "connect", made(asked))
        submit(make_workers("tcp://10.0.0.1:8786").executor)
        assert asked == ["tcp://10.0.0.1:8786"]

    def test_counts_the_cores_that_this_process_may_use(self) -> None:
        assert 1 <= workers.count_cores() <= (os.cpu_count() or 1)

    def test_has_the_same_work_done_twice_if_it_is_asked_for_twice(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        given: dict[str, object] = {}

        def get_executor(**options: object) -> BackwardsExecutor:
            given.update(options)
            return BackwardsExecutor()

        client = SimpleNamespace(get_executor=get_executor)
        module = SimpleNamespace(Client=lambda _: client, __spec__="installed")
        monkeypatch.setitem(sys.modules, "distributed", module)
        assert isinstance(workers.connect("tcp://10.0.0.1:8786"), BackwardsExecutor)
        assert given == {"pure": False}


def made(given: list[Any]) -> Callable[[Any], Executor]:
    """Return what makes an executor, and notes what it was given."""

    def make(value: Any) -> Executor:
        given.append(value)
        return BackwardsExecutor()

    return make


def submit(executor: Executor | None) -> Future[int]:
    """Have some work done."""
    assert executor is not None
    return executor.submit(abs, -1)


class TestLateExecutor:
    def test_is_not_made_before_there_is_work(self) -> None:
        count: list[int] = []
        executor = LateExecutor(lambda: made(count)(1))
        executor.shutdown()
        assert count == []

    def test_is_made_once(self) -> None:
        count: list[int] = []
        executor = LateExecutor(lambda: made(count)(1))
        assert [submit(executor).result(), submit(executor).result()] == [1, 1]
        assert count == [1]

    def test_shuts_down_what_was_made(self) -> None:
        pool = ProcessPoolExecutor(1)
        executor = LateExecutor(lambda: pool)
        assert submit(executor).result() == 1
        executor.shutdown()
        with pytest.raises(RuntimeError, match="shutdown"):
            submit(executor)


class TestProcesses:
    @needs_fork
    def test_know_of_threads_that_python_does_not(self) -> None:
        before = workers.count_threads()
        lock = _thread.allocate_lock()
        with lock:
            _thread.start_new_thread(lock.acquire, ())
            assert workers.count_threads() == before + 1

    def test_of_an_executor_are_begun_anew(self) -> None:
        assert method(start_processes(2)) == "spawn"


@pytest.fixture(scope="module")
def alone() -> dict[str, bytes]:
    """Return the site that is made without workers."""
    return publish_with(None)


class TestTheSite:
    def test_is_the_same_whoever_reads_and_renders(self, alone: dict[str, bytes]) -> None:
        executor = BackwardsExecutor()
        assert publish_with(executor) == alone
        assert sum(len(batch) for batch in executor.batches) > len(TEXTS)

    def test_is_the_same_when_processes_read_and_render(self, alone: dict[str, bytes]) -> None:
        with start_processes(2) as executor:
            assert publish_with(executor) == alone


@pytest.mark.skipif(os.name == "nt", reason="the system has no such signal")
def test_workers_end_with_a_build_that_was_killed(tmp_path: Path) -> None:
    program = tmp_path / "killed.py"
    program.write_text(KILLED_WITH_WORKERS, "utf-8")
    root = Path(__file__).parents[1]
    with subprocess.Popen(
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        start_new_session=True,
    ) as process:
        assert process.wait() == -signal.SIGKILL
        try:
            # Its end comes when nobody is left who could write.
            assert process.communicate(timeout=PATIENCE)[0] == b""
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
