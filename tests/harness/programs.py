"""The programs that tests need, and the Debian packages that hold them."""

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

ON_CI = bool(os.environ.get("CI"))
ON_LINUX = sys.platform == "linux"
NPM = f"{sys.prefix}/npm/node_modules"


class Program(NamedTuple):
    """Where a program may be found: by command, path or library; and its package, if any."""

    names: tuple[str, ...]
    package: str = ""


PROGRAMS = {
    # The browser without its window does the same at half the cost.
    "chromium": Program(
        ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
        "chromium-headless-shell",
    ),
    "bash": Program(("bash",), "bash"),
    "fish": Program(("fish",), "fish"),
    "git": Program(("git",), "git"),
    "java": Program(("java",), "default-jre-headless"),
    "libreoffice": Program(("soffice", "libreoffice"), "libreoffice-writer-nogui"),
    # No program, but what Chromium shows a page in that waits for its own fonts.
    "liberation": Program(("/usr/share/fonts/truetype/liberation",), "fonts-liberation"),
    # What the driver of Chromium is linked to, and a bare Debian lacks.
    **({"libatomic": Program(("libatomic.so.1",), "libatomic1")} if ON_LINUX else {}),
    # Debian's does not go with a Node.js from elsewhere: any other will do.
    "node": Program(("node",), "nodejs"),
    "npm": Program(("npm",), "npm"),
    "pdftotext": Program(("pdftotext",), "poppler-utils"),
    # This and the language server come from npm: `make test` puts them beside the libraries.
    "vnu.jar": Program((f"{NPM}/vnu-jar/build/dist/vnu.jar",)),
    "w3m": Program(("w3m",), "w3m"),
    "zsh": Program(("zsh",), "zsh"),
    "yaml-language-server": Program((f"{NPM}/yaml-language-server/bin/yaml-language-server",)),
}


def locate(name: str) -> str | None:
    """Return the path of a command, a library, or a path as it is if there is something."""
    if ".so" in name:
        return name if can_load(name) else None
    return name if Path(name).is_absolute() and Path(name).exists() else shutil.which(name)


def can_load(library: str) -> bool:
    """Tell whether the system has a library."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def find_program(name: str) -> Path | None:
    """Return the path of a program that goes by ``name`` or one of its other names."""
    program = PROGRAMS.get(name, Program((name,)))
    return next((Path(path) for one in program.names if (path := locate(one))), None)


def require_program(name: str) -> Path:
    """Return the path of a program; without it skip the test by name, or fail it on CI."""
    path = find_program(name)
    if path is None and ON_CI:
        pytest.fail(f"{name} is not installed, and CI must have it")
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path
