"""The search in tests: examples of folding, the theme's scripts, and the index as entries."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from briefbook.pages.search import jump_address
from briefbook.workspace.scan import theme_folder
from tests.workspaces import FIXTURES

SCRIPT = "search.js"


class Example(NamedTuple):
    """Words, what they are folded to, and the beginnings under which they lie as a name."""

    written: str
    folded: str
    beginnings: set[str]


class Hit(NamedTuple):
    """An entry of the index; ``link`` and ``page`` lead from the top of the site."""

    kind: str
    title: str
    link: str
    say: str
    who: str
    more: tuple[str, ...]
    page: str


def read_examples() -> list[Example]:
    """Return the examples of the fixture."""
    lines = (FIXTURES / "search/folding.txt").read_text("utf-8").splitlines()
    parts = (line.split(" →") for line in lines if not line.startswith("#"))
    return [Example(a, b.strip(), set(c.split())) for a, b, c in parts]


def read_script_text(name: str) -> str:
    """Return one of the theme's scripts."""
    return (theme_folder() / "assets/site" / name).read_text("utf-8")


def list_scripts(files: Mapping[str, bytes]) -> list[str]:
    """Return the addresses of the scripts of the index."""
    return sorted(address for address in files if address.startswith("search/jump-"))


def read_hits(files: Mapping[str, bytes], beginning: str) -> list[Hit]:
    """Return the entries under a beginning, none where there is no such script."""
    address = jump_address(beginning)
    return list(parse_script(files[address], beginning)) if address in files else []


def read_titles(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the titles that the search knows, by the links to their pages."""
    scripts = (data.decode() for at, data in files.items() if at.startswith("search/titles-"))
    found = (json.loads(one[len("jumpTitles(") : one.rindex(")")]) for one in scripts)
    return {link: title for titles in found for link, title in titles.items()}


def parse_script(script: bytes, beginning: str) -> Iterator[Hit]:
    """Yield the entries of a script."""
    call = script.decode()
    start, end = f'jump("{beginning}",', ")\n"
    assert call.startswith(start)
    assert call.endswith(end)
    for page, entries in json.loads(call[len(start) : -len(end)]):
        for kind, title, link, say, who, *more in entries:
            whole = page + link if link.startswith("#") or not link else link
            yield Hit(kind, title, whole, say, who, tuple(more), page)


EXAMPLES = read_examples()
