"""The search in tests: examples, the theme's scripts, the index as entries, and a site."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.pages.search import jump_address
from briefbook.workspace.scan import theme_folder
from tests.books import publish, read_sample_without_papers
from tests.workspaces import FIXTURES

SCRIPT = "search.js"
FOREIGN = """
tsai-yw: {name: 蔡英文, aliases: [Tsai Ing-wen]}
lodz: {name: Rada Miejska w Łodzi, type: organization, aliases: [Łódź]}
cafe: {name: Café Élysée, type: place}
"""
SEARCH = re.compile(r"(.*) →(\d?) (\S+)")


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


class Search(NamedTuple):
    """What somebody types, and what must be found among the first ``most`` answers."""

    words: str
    most: int
    address: str


def read_searches() -> list[Search]:
    """Return the searches of the fixture."""
    lines = (FIXTURES / "search/searches.txt").read_text("utf-8").splitlines()
    found = (SEARCH.fullmatch(line) for line in lines if not line.startswith("#"))
    return [Search(one[1], int(one[2] or 1), one[3]) for one in found if one]


@cache
def make_site() -> dict[Address, bytes]:
    """Return the sample, with some names in other scripts in it."""
    built = publish({**read_sample_without_papers(), "briefings/names/actors.yaml": FOREIGN})
    return {Address(address): data for address, data in built.files.items()}


def write_site(folder: Path) -> str:
    """Write this site into a folder; return the address of its top."""
    for address, data in make_site().items():
        (folder / address).parent.mkdir(parents=True, exist_ok=True)
        (folder / address).write_bytes(data)
    return f"{folder.as_uri()}/"


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
