"""What a terminal shows while a build goes on, and what is said of who worked."""

from concurrent.futures import Executor, ThreadPoolExecutor
from io import StringIO

import pytest

from briefbook.cli.building import say_workers
from briefbook.cli.progress import Progress
from briefbook.session.workers import Forks, LateExecutor, Workers

ERASED = "\r\x1b[K"


class Watch:
    """A clock that stands still until it is set."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Screen:
    """A terminal, and the progress on it of a build that begins now."""

    def __init__(self) -> None:
        self.watch, self.terminal = Watch(), StringIO()
        self.progress = Progress(self.terminal, self.watch.now, self.watch)

    def tell(self, seconds: float, stage: str, done: int, total: int) -> str:
        """Return what is written when a stage tells how far it is so many seconds later."""
        self.watch.now += seconds
        before = len(self.terminal.getvalue())
        self.progress.tell(stage, done, total)
        return self.terminal.getvalue()[before:]


def test_a_build_that_is_over_in_a_quarter_second_shows_nothing() -> None:
    screen = Screen()
    told = [screen.tell(0.06, stage, 1, 1) for stage in ("read", "check", "view", "publish")]
    screen.progress.close()
    assert screen.terminal.getvalue() == "".join(told) == ""


@pytest.mark.parametrize(
    ("stage", "words"),
    [("read", "reading"), ("view", "making pages"), ("find-all", "finding names")],
)
def test_a_longer_build_names_its_stage_and_how_far_it_is(stage: str, words: str) -> None:
    line = Screen().tell(0.25, stage, 1_200, 2_400)
    assert words in line
    assert "1,200 of 2,400" in line
    assert line.count("█") == line.count("░")


def test_a_line_is_written_over_the_one_before_and_not_for_every_task() -> None:
    screen = Screen()
    lines = [screen.tell(0.3, "view", 1, 9), *(screen.tell(0.03, "view", 2, 9),) * 3]
    assert [bool(line) for line in lines] == [True, False, False, False]
    assert screen.tell(0.1, "publish", 0, 9).startswith("\r")


def test_what_is_said_afterwards_stands_on_an_empty_line() -> None:
    screen = Screen()
    screen.tell(1, "view", 1, 2)
    screen.progress.close()
    screen.progress.close()
    assert screen.terminal.getvalue().endswith(ERASED)
    assert screen.terminal.getvalue().count(ERASED) == 1


def test_nothing_is_shown_where_there_is_no_terminal() -> None:
    progress = Progress(None, 0.0, Watch())
    progress.tell("view", 1, 2)
    progress.close()


def used() -> Executor:
    """Return an executor that has worked."""
    executor = LateExecutor(lambda: ThreadPoolExecutor(1))
    executor.submit(abs, 1).result()
    executor.shutdown()
    return executor


def unused() -> Executor:
    """Return one that nothing was left to."""
    return LateExecutor(lambda: ThreadPoolExecutor(1))


def forked() -> Forks:
    """Return processes that were forked."""
    forks = Forks(4)
    forks.made = True
    return forks


@pytest.mark.parametrize(
    ("jobs", "workers", "said"),
    [
        ("0", Workers(), ""),
        ("1", Workers(), ", in one process"),
        ("4", Workers(executor=used()), ", in 4 processes"),
        ("4", Workers(share=forked()), ", in 4 processes"),
        ("4", Workers(executor=unused()), ", in one process: there was too little for more"),
        ("4", Workers(share=Forks(4)), ", in one process: there was too little for more"),
        ("tcp://a:1", Workers(executor=used()), ", by tcp://a:1"),
    ],
)
def test_who_asks_for_processes_is_told_how_many_worked(
    jobs: str, workers: Workers, said: str
) -> None:
    assert say_workers(jobs, workers) == said
