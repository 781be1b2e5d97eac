"""``docs/licences.md``: under which licence each library is that the lock files name.

``python -m tests.licences_page`` writes it, of what the installed libraries say of themselves;
a test tells when that is due.
"""

import re
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
LOCKED = re.compile(r"^([A-Za-z0-9_.-]+)==([^\s;\\]+)", re.MULTILINE)

SAID = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "The BSD 2-Clause License": "BSD-2-Clause",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "SIL OFL 1.1": "OFL-1.1",
}
"""What libraries call their licences → its name in the list of SPDX."""

KNOWN = {
    "axe-playwright-python": "MIT",
    "colorama": "BSD-3-Clause",
    "edtf": "MIT",
    "pylopdf-fonts-ar": "OFL-1.1",
    "pylopdf-fonts-zh-cn": "OFL-1.1",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
    "tld": "MPL-1.1",  # or others, as one likes
}
"""Libraries that do not say it in a word, or that are installed on some systems alone."""

CARRIES = {
    "axe-playwright-python": "carries axe-core, MPL-2.0",
    "pagefind-bin": "carries Pagefind, MIT",
    "playwright": "carries Node.js, MIT and others",
    "pypdfium2": "carries PDFium, BSD-3-Clause and Apache-2.0, with libraries as free",
    "pypandoc-binary": "carries pandoc, GPL-2.0-or-later, which is run as a program of its own",
    "typst": "carries Typst, Apache-2.0, and its default fonts, which are not used",
}
"""What else lies in the package of a library."""

FREE = {
    *("Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "MIT", "MIT-CMU", "MPL-2.0", "OFL-1.1"),
    *("CNRI-Python", "MPL-1.1", "PSF-2.0"),
}
"""Licences that this project may depend on without further thought."""

HEAD = """# Licences

Briefbook is under the MIT licence. What it needs, and what its tests need, comes at the
versions and with the hashes that `requirements.lock` and `requirements-dev.lock` name, under
the licences below, as the libraries themselves tell. None of it is part of what Briefbook
publishes, but for the fonts: sites and PDFs carry a part of Source Serif and Source Sans,
under the SIL Open Font License. `python -m tests.licences_page` makes this page.
"""


class Library(NamedTuple):
    """A locked library: its name, version and licence."""

    name: str
    version: str
    licence: str


def write_page() -> str:
    """Return the text of the page."""
    needed = list_libraries("requirements.lock")
    tools = [one for one in list_libraries("requirements-dev.lock") if one not in needed]
    parts = (("What Briefbook needs", needed), ("What its tests and tools need besides", tools))
    return "\n".join((HEAD, *(line for part in parts for line in write_table(*part))))


def write_table(title: str, libraries: list[Library]) -> Iterator[str]:
    """Yield the lines of one table."""
    yield from (f"## {title}", "", "| library | version | licence | |", "|---|---|---|---|")
    for one in libraries:
        yield f"| {one.name} | {one.version} | {one.licence} | {CARRIES.get(one.name, '')} |"
    yield ""


def list_libraries(lock: str) -> list[Library]:
    """Return the libraries of a lock file."""
    text = (ROOT / lock).read_text("utf-8")
    return [
        Library(name, version, find_licence(name)) for name, version in LOCKED.findall(text)
    ]


def find_licence(name: str) -> str:
    """Return the licence of a library, "" where nobody tells it."""
    if name in KNOWN:
        return KNOWN[name]
    try:
        return read_licence(metadata(name))
    except PackageNotFoundError:
        return ""


def read_licence(told: PackageMetadata) -> str:
    """Return the licence that a library tells in one of three ways."""
    classified = [
        one.rpartition(" :: ")[2]
        for one in told.get_all("Classifier") or ()
        if one.startswith("License :: ")
    ]
    given = (told.json.get("license_expression"), told.json.get("license"), *classified)
    said = next((str(one) for one in given if one and "\n" not in str(one)), "")
    return SAID.get(said, said)


if __name__ == "__main__":
    PAGE.write_text(write_page(), "utf-8")
