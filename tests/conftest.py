"""What all tests share: Hypothesis profiles, no network, and programs that may be lacking."""

import os
import shutil
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

ON_CI = bool(os.environ.get("CI"))

PROGRAMS = {
    "chromium": ("chromium", "chromium-browser", "google-chrome"),
    "libreoffice": ("soffice", "libreoffice"),
    # A program for Java, which `make test` puts beside the libraries.
    "vnu.jar": (f"{sys.prefix}/vnu/node_modules/vnu-jar/build/dist/vnu.jar",),
}

settings.register_profile("ci", derandomize=True, deadline=None, database=None, print_blob=True)
settings.register_profile("dev", deadline=None)
settings.register_profile("long", deadline=None, max_examples=5_000)
settings.load_profile("ci" if ON_CI else "dev")


def locate(name: str) -> str | None:
    """Return the path of a command, or a path as it is if there is something."""
    return name if Path(name).is_absolute() and Path(name).exists() else shutil.which(name)


def find_program(name: str) -> Path | None:
    """Return the path of a program that goes by ``name`` or one of its other names."""
    found = filter(None, map(locate, PROGRAMS.get(name, (name,))))
    return next(map(Path, found), None)


def require_program(name: str) -> Path:
    """Return the path of a program; without it skip the test by name, or fail it on CI."""
    path = find_program(name)
    if path is None and ON_CI:
        pytest.fail(f"{name} is not installed, and CI must have it")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Look for the programs of ``@pytest.mark.requires("…")`` before the test starts."""
    for mark in item.iter_markers("requires"):
        for name in mark.args:
            require_program(name)


@pytest.fixture(scope="session")
def requires_chromium() -> Path:
    """Return the path of Chromium, for Playwright's ``executable_path``."""
    return require_program("chromium")


@pytest.fixture
def without_fonts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Spare a build on the disk the cutting of its fonts, which takes seconds."""
    monkeypatch.setattr("briefbook.session.cached_fonts", lambda _: {})


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
