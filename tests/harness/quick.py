"""The tests that a change touches, for a minute at most: ``make quick``.

A change is what differs from the last commit, or that commit itself where nothing does. The
tests are those that it holds, and those that import a changed module by name; first come
those that import most of them. Files that take minutes are left to ``make test``.
"""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECONDS = 45
"""After so long no other test is begun: with what comes before, that is a minute."""

SLOW = (
    "tests/browser/",
    "tests/hostile/",
    "tests/oracle/test_",
    "tests/withholding/",
    "tests/test_bad_input.py",
    "tests/test_bad_luck.py",
    "tests/test_crash.py",
    "tests/test_full_disk.py",
    "tests/test_harness.py",
    "tests/test_rebuilding.py",
    "tests/test_reproducible.py",
    "tests/test_theme.py",
)
ALWAYS = ("tests/test_architecture.py",)
BESIDES = {
    "docs/": ("tests/test_docs.py",),
    "templates/": ("tests/test_templates.py", "tests/test_rendering.py"),
    "briefings/": ("tests/pages/test_home.py",),
}
"""What is tested of files that nothing imports."""


class Budget:
    """Begins no test after a time, and says so."""

    def __init__(self, seconds: float) -> None:
        self.end = time.monotonic() + seconds

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logfinish(self) -> None:
        """Stop when the time is over."""
        if time.monotonic() > self.end and self.session:
            self.session.shouldstop = f"{SECONDS} seconds are over; make test runs the rest"

    session: pytest.Session | None = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Remember what can be stopped."""
        self.session = session


def list_changes() -> list[str]:
    """Return the files that differ from the last commit, else those of that commit."""
    changed = ask_git("diff", "--name-only", "HEAD")
    changed += ask_git("ls-files", "--others", "--exclude-standard")
    return changed or ask_git("show", "--format=", "--name-only", "HEAD")


def ask_git(*arguments: str) -> list[str]:
    done = subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=True)
    return done.stdout.decode().split()


def choose_tests(changed: list[str]) -> list[str]:
    """Return the files of tests that a change touches, those that it touches most first."""
    own = [path for path in changed if re.fullmatch(r"tests/.*test_\w+\.py", path)]
    beside = [
        test
        for path in changed
        for top, tests in BESIDES.items()
        if path.startswith(top)
        for test in tests
    ]
    names = [name_module(path) for path in changed if path.startswith("briefbook/")]
    weights = dict(weigh_tests([name for name in names if name]))
    touched = sorted(weights, key=lambda test: (-weights[test], test))
    quick = [test for test in (*ALWAYS, *beside, *touched) if not test.startswith(SLOW)]
    return [test for test in dict.fromkeys((*own, *quick)) if (ROOT / test).exists()]


def name_module(path: str) -> str:
    """Return the name of a module of ours, "" of any other file."""
    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    return name if path.endswith(".py") else ""


def weigh_tests(modules: list[str]) -> Iterator[tuple[str, int]]:
    """Yield each file of tests that imports any of some modules, and how many of them."""
    wanted = [
        re.compile(rf"^\s*(?:from|import) {re.escape(one)}\b", re.MULTILINE) for one in modules
    ]
    wanted += [
        re.compile(rf"^\s*from {re.escape(package)} import .*\b{leaf}\b", re.MULTILINE)
        for package, _, leaf in (one.rpartition(".") for one in modules)
    ]
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        text = file.read_text("utf-8")
        if count := sum(bool(one.search(text)) for one in wanted):
            yield file.relative_to(ROOT).as_posix(), count


def main() -> int:
    """Run the tests."""
    tests = choose_tests(list_changes())
    return pytest.main(["-q", "-x", "--no-header", *tests], plugins=[Budget(SECONDS)])


if __name__ == "__main__":
    sys.exit(main())
