"""Full text: Pagefind's index of the published texts, made by its command line.

In: the published pages; out: the files of the full-text search. Start with ``make_index``.

The index is kept with the state, and is published beside the site like everything else: so
it is ours by the manifest, stands there whole or not at all, and goes when it is switched
off. Its bytes may differ from run to run, and are no part of what a build gives.
"""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from briefbook.base.addresses import Address, make_address
from briefbook.base.problems import Locus, Problem, problem
from briefbook.build.config import PATH, Config
from briefbook.disk.files import hash_file

PROGRAM = "pagefind"
BINARY = "pagefind_bin"
FOLDER = "pagefind"
"""The folder of the index, on the site."""

LIST = "list.json"
"""The file that says, beside an index, of which texts it was made and what belongs to it."""

TEXT = re.compile(r"articles/.*\.html|briefings/[^/]+/.*\.html", re.DOTALL)
OPTIONS = (
    *("--quiet", "--keep-index-url", "--root-selector", "main"),
    *("--glob", "{articles/**/*,briefings/*/**/*}.html"),
)
UNUSED = ("*-ui.*", "*-highlight.*", "*.html")
"""What Pagefind makes besides for pages that look like its own."""

SECONDS = 3600

PLACE = Locus(PATH, ("search",))
"""Where the settings ask for full text."""


class Index(NamedTuple):
    """An index: of which texts it was made, and the SHA-256 of its files by address."""

    texts: str | None
    files: Mapping[Address, str]


NO_INDEX = Index(None, {})


def find_pagefind() -> list[str]:
    """Return the command that runs Pagefind: its package's, or one that is installed."""
    if find_spec(PROGRAM) and find_spec(BINARY):
        return [sys.executable, "-m", PROGRAM]
    path = shutil.which(PROGRAM)
    return [path] if path else []


def is_wanted(config: Config) -> bool:
    """Tell whether the site is to have full text."""
    return config.search != "jump"


def find_trouble(config: Config) -> tuple[Problem, ...]:
    """Return the problem of a site that is to have full text where Pagefind is not there."""
    is_lacking = is_wanted(config) and not find_pagefind()
    return (problem("pagefind-missing", PLACE),) if is_lacking else ()


def digest_texts(wanted: Mapping[Address, str]) -> str:
    """Return what tells the texts of a site from others, "" where it has none."""
    texts = sorted((a, hashed) for a, hashed in wanted.items() if TEXT.fullmatch(a))
    return sha256(repr(texts).encode()).hexdigest() if texts else ""


def read_index(kept: Path) -> Index:
    """Return the index that is kept in a folder, ``NO_INDEX`` where it is not whole."""
    try:
        told = json.loads((kept / LIST).read_text("utf-8"))
        index = Index(told["texts"], {make_address(a): told["files"][a] for a in told["files"]})
    except (OSError, ValueError, KeyError, TypeError):
        return NO_INDEX
    return index if all((kept / address).is_file() for address in index.files) else NO_INDEX


def make_index(site: Path, kept: Path, wanted: Mapping[Address, str]) -> tuple[Problem, ...]:
    """Index the texts that are published in a folder; keep the index, or say what is wrong."""
    digest = digest_texts(wanted)
    kept.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept.parent) as folder:
        made = Path(folder)
        found = run_pagefind(site, made / FOLDER) if digest else ()
        if not found:
            files = {
                path.relative_to(made).as_posix(): hash_file(str(path))
                for path in sorted(made.rglob("*"))
                if path.is_file()
            }
            told = json.dumps({"texts": digest, "files": files})
            (made / LIST).write_text(told, "utf-8")
            with suppress(FileNotFoundError):
                shutil.rmtree(kept)
            shutil.copytree(made, kept)
    return found


def run_pagefind(site: Path, output: Path) -> tuple[Problem, ...]:
    """Have Pagefind write its index into a folder; return what it complains of."""
    command = [*find_pagefind(), *OPTIONS, "--site", str(site), "--output-path", str(output)]
    try:
        done = subprocess.run(
            command,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as trouble:
        return (problem("pagefind-failed", PLACE, reason=str(trouble)),)
    if done.returncode:
        return (problem("pagefind-failed", PLACE, reason=_explain_failure(done)),)
    for pattern in UNUSED:
        for path in list(output.glob(pattern)):
            path.unlink()
    return ()


def _explain_failure(done: subprocess.CompletedProcess[str]) -> str:
    """Return the last words of a program that failed."""
    lines = [line.strip() for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    return lines[-1] if lines else f"it ended with {done.returncode}"
