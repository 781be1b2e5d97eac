"""Small books for tests: a few lines of YAML → the site that a reader walks.

``write_book`` puts texts where a workspace keeps them; ``publish`` makes their site. Pages
are read back by a parser of the HTML standard, and links are followed as a browser would.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin
from xml.etree.ElementTree import Element

import yaml

from tests.markup import parse_page
from tests.workspaces import Outcome, build_files

REGISTRIES = ("actors", "issues", "glossary", "sources", "events", "meetings")
HOST = "http://site/"
INLINE = {"a", "b", "cite", "code", "em", "mark", "small", "span", "strong", "sup", "time"}

Files = dict[str, str | bytes]

SHORT = "thresholds: {paper: 0}"
"""The setting by which papers are made of whatever there is."""


class Landing(NamedTuple):
    """Where a link leads: the address on the site, its page, and the element meant there."""

    address: str
    page: Element
    target: Element


def write_book(
    text: str = "",
    sidecar: str = "",
    config: str = "",
    others: Mapping[str, str | bytes] | None = None,
    **registries: str,
) -> Files:
    """Return the files of a book with one article, ``briefings/talks.md``, if it has a text.

    ``registries`` go by their kinds; a text without front matter of its own is of 30 August
    2023; ``config`` is what the settings say besides the title.
    """
    assert set(registries) <= set(REGISTRIES)
    article = text if text.startswith("---") else f"---\ndate: 2023-08-30\n---\n{text}"
    files: Files = {"config.yaml": f"title: The book\n{config}\n"}
    files |= {f"briefings/{name}.yaml": given for name, given in registries.items()}
    files |= {"briefings/talks.md": article} if text else {}
    files |= {"briefings/talks.yaml": sidecar} if sidecar else {}
    return {**files, **(others or {})}


def publish(files: Mapping[str, str | bytes], edition: str = "") -> Outcome:
    """Return the site of a book, or the problems that keep it from being made."""
    return build_files(files, edition)


def publish_cleanly(files: Mapping[str, str | bytes], edition: str = "") -> Outcome:
    """Return the site of a book that has nothing wrong with it."""
    built = publish(files, edition)
    assert built.problems == ()
    return built


@lru_cache(maxsize=2)
def publish_sample(edition: str) -> Outcome:
    """Return the site of the sample that comes with the project."""
    built = publish(read_sample(), edition)
    assert built.complete, built.problems
    return built


def read_sample() -> Files:
    """Return the files of the sample that comes with the project."""
    folder = Path(__file__).parents[1]
    briefings = (path for path in sorted((folder / "briefings").rglob("*")) if path.is_file())
    files = (folder / "config.yaml", *briefings)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def read_sample_without_papers() -> Files:
    """Return the same without its handouts, which take longer than all its pages."""
    files = read_sample()
    config = yaml.safe_load(files["config.yaml"])
    return {**files, "config.yaml": yaml.safe_dump(config | {"handouts": {}})}


def find_problems(files: Mapping[str, str | bytes]) -> list[tuple[str, str]]:
    """Return every problem of a book as its code and the first two steps to its place.

    That is the entry in a sidecar (``quotes.talk``), the field in a registry (``ann.role``).
    """
    found = publish(files).problems
    return sorted((one.code, ".".join(one.locus.pointer[:2])) for one in found)


@lru_cache(maxsize=256)
def read_html(data: bytes) -> Element:
    """Return a whole page as a browser reads it; nobody may change what is returned."""
    return parse_page(data)


def read_page(built: Outcome, address: str) -> Element:
    """Return a page of a site."""
    return read_html(built.files[address])


def pages_of(built: Outcome) -> Iterator[tuple[str, Element]]:
    """Yield every page of a site with its address."""
    for address in sorted(built.files):
        if address.endswith(".html"):
            yield address, read_page(built, address)


def words(element: Element) -> str:
    """Return the text that stands in an element, as it would be read aloud."""
    return " ".join("".join(speak(element)).split())


def speak(element: Element) -> Iterator[str]:
    """Yield the text in an element, with a space around whatever stands by itself."""
    apart = "" if element.tag in INLINE else " "
    yield f"{apart}{element.text or ''}"
    for inner in element:
        yield from speak(inner)
        yield inner.tail or ""
    yield apart


def find_all(root: Element, name: str) -> list[Element]:
    """Return the elements with a class, or with a tag where ``name`` begins with ``<``."""
    if name.startswith("<"):
        return list(root.iter(name.strip("<>")))
    return [element for element in root.iter() if name in classes_of(element)]


def find_one(root: Element, name: str) -> Element:
    """Return the only element with a class or tag."""
    (element,) = find_all(root, name)
    return element


def texts(root: Element, name: str) -> list[str]:
    """Return what stands in each element with a class or tag."""
    return [words(element) for element in find_all(root, name)]


def classes_of(element: Element) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def main_of(page: Element) -> Element:
    """Return what a page says, without its frame."""
    return find_one(page, "<main>")


def find_part(page: Element, heading: str) -> Element:
    """Return the part of a page under a heading."""
    (part,) = (one for one in page.iter("section") if heading in texts(one, "<h2>"))
    return part


def headings(page: Element) -> list[str]:
    """Return the headings of a page's parts."""
    return texts(main_of(page), "<h2>")


def find_id(page: Element, name: str) -> Element:
    """Return the only element with an id."""
    (element,) = (one for one in page.iter() if one.get("id") == name)
    return element


def hrefs(root: Element) -> list[str]:
    """Return where the links within an element lead, as they are written."""
    return [href for link in root.iter("a") if (href := link.get("href")) is not None]


def links(root: Element) -> dict[str, str]:
    """Return where the links within an element lead, by their words."""
    return {words(link): link.get("href") or "" for link in root.iter("a")}


def follow(built: Outcome, address: str, href: str) -> Landing:
    """Return where a link on a page leads."""
    whole, _, fragment = urljoin(HOST + address, href).partition("#")
    there = unquote(whole.removeprefix(HOST)) or "index.html"
    page = read_page(built, there) if there.endswith(".html") else read_file(built, there)
    return Landing(there, page, find_id(page, unquote(fragment)) if fragment else page)


def read_file(built: Outcome, address: str) -> Element:
    """Return an empty element for a file that is no page; it fails if there is none."""
    assert built.files[address]
    return Element("file")


def marked_words(page: Element, name: str) -> str:
    """Return the words in a text that an annotation marks, its parts joined by an ellipsis."""
    pieces = [
        "".join(mark.itertext())
        for mark in page.iter("mark")
        if name in (mark.get("data-a") or "").split()
    ]
    return " ".join("".join(pieces).split())


def same_words(first: str, second: str) -> bool:
    """Tell whether two texts say the same, whatever shape their marks and spaces have."""
    return bare(first) == bare(second)


def bare(text: str) -> str:
    """Return the letters and figures of a text."""
    return re.sub(r"[\W_]+", " ", text).strip()
