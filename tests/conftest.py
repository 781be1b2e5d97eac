"""What all tests share: Hypothesis profiles, no network, and what ``tests/harness`` does."""

import gc
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.harness.naming import name_parameter
from tests.harness.programs import ON_CI, PROGRAMS, require_program

os.environ["BRIEFBOOK_CACHE"] = str(Path(__file__).parents[1] / ".briefbook" / "cache")
"""All tests and what they start share one cache, kept from run to run, and not the user's."""

os.environ.pop("PYTHONUNBUFFERED", None)
"""What tests start is to say things when it does so for everybody."""

sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
"""Hundreds of processes are started: each would compile all that it imports anew."""

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # So it is for what a shell runs in the background; what tests start would inherit it.
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile(
    "dev",
    # A law is tried on as many in every run; "long" looks for days.
    max_examples=50,
    deadline=None,
    # It is measured by the clock, which says more of the machine than of the test.
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "ci", settings.get_profile("dev"), derandomize=True, database=None, print_blob=True
)
settings.register_profile("long", settings.get_profile("dev"), max_examples=5_000)
settings.load_profile("ci" if ON_CI else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Know the limit of a test, which holds where workers run the tests (``-n``)."""
    parser.addini("limit", "seconds that a test may take", default="300")


def pytest_collection_finish() -> None:
    """Spare the collector of garbage what is there for good, and have it look less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 100)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Give a parameter the name of its argument where its value cannot be read."""
    return name_parameter(val, argname)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> object:
    """Give each file to one worker, which is ended if a test takes too much."""
    from tests.harness.limiting import watch
    from tests.harness.scheduling import FileScheduling

    scheduler = FileScheduling(config, log)
    config.add_cleanup(watch(scheduler, float(config.getini("limit"))))
    return scheduler


@pytest.hookimpl(optionalhook=True)
def pytest_handlecrashitem(crashitem: str, report: pytest.TestReport, sched: Any) -> None:
    """Say of a test whose worker was ended why it was."""
    report.longrepr = f"{report.longrepr}{sched.ended.get(crashitem, '')}"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the programs of ``@pytest.mark.requires("…")`` before the test starts."""
    for mark in item.iter_markers("requires"):
        for name in mark.args:
            require_program(name)


@pytest.fixture(scope="session")
def requires_chromium() -> Path:
    """Return the path of Chromium, for Playwright's ``executable_path``."""
    if "libatomic" in PROGRAMS:
        require_program("libatomic")
    return require_program("chromium")


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a build on the disk the cutting of its fonts, which takes seconds."""
    from briefbook.fonts import FACES

    stand_ins = {f"fonts/{face.name}.woff2": b"" for face in FACES}
    monkeypatch.setattr("briefbook.session.session.load_fonts", lambda _: stand_ins)


def is_local(address: object) -> bool:
    """Tell whether a socket address stays on this machine (a path is a Unix socket's)."""
    host = address[0] if isinstance(address, tuple) else ""
    return host in {"", "localhost", "::1"} or str(host).startswith("127.")


@pytest.fixture(scope="session", autouse=True)
def only_loopback() -> Iterator[None]:
    """Refuse every connection to another machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if not is_local(address):
            raise PermissionError(f"a test must not reach for the network: {address}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield
