"""Handouts for tests: of small books, and of the sample; taken apart again."""

import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TypeGuard

from briefbook.build import pipeline
from briefbook.build.stages.link_names import link_names
from briefbook.handouts.document import (
    Figure,
    HandoutDocument,
    HandoutSpan,
    Line,
    Paragraph,
    Section,
    plain,
)
from briefbook.handouts.kinds import BY_NAME
from briefbook.handouts.writing import HandoutWriter
from briefbook.index.ledger import EditionView
from tests.plain_store import PlainStore
from tests.workspaces import make_inputs

ROOT = Path(__file__).parents[1]
Files = Mapping[str, str | bytes]


def look_into(files: Files, edition: str = "") -> EditionView:
    """Return eyes on a book, as an edition sees it."""
    memory, inputs = pipeline.Site(PlainStore()), make_inputs(files, edition)
    problems = (*pipeline.check(memory, inputs), *link_names(memory, inputs))
    assert not pipeline.stops(problems, inputs), problems
    return memory.ledger.look(inputs.edition)


def write(files: Files, kind: str, key: str, edition: str = "") -> HandoutDocument:
    """Return a handout of a book."""
    return BY_NAME[kind].make(key, HandoutWriter(look_into(files, edition)))


@lru_cache(maxsize=1)
def sample_files() -> Files:
    """Return the files of the sample."""
    briefings = (path for path in sorted((ROOT / "briefings").rglob("*")) if path.is_file())
    files = (ROOT / "config.yaml", *briefings)
    return {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in files}


@lru_cache(maxsize=2)
def look_into_sample(edition: str = "team") -> EditionView:
    """Return eyes on the sample."""
    return look_into(sample_files(), edition)


@lru_cache(maxsize=2)
def sample_handouts(edition: str = "team") -> tuple[HandoutDocument, ...]:
    """Return every handout that there can be of the sample."""
    look = look_into_sample(edition)
    return tuple(
        kind.make(key, HandoutWriter(look))
        for kind in BY_NAME.values()
        for key in look.keys(kind.index)
    )


def find_section(document: HandoutDocument, title: str) -> Section:
    """Return the section under a heading."""
    (found,) = (section for section in document.sections if section.title == title)
    return found


def texts(value: object) -> Iterator[str]:
    """Yield the lines of a part of a document as plain words."""
    if isinstance(value, Figure):
        yield value.words
    elif isinstance(value, Paragraph):
        yield plain(value.line)
    elif is_line(value):
        yield plain(value)
    elif isinstance(value, str):
        yield from [value] if value else []
    else:
        yield from (text for one in inner(value) for text in texts(one))


def is_line(value: object) -> TypeGuard[Line]:
    """Tell whether a value is a line of spans."""
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], HandoutSpan)


def inner(value: object) -> tuple[object, ...]:
    """Return the parts of a tuple, none of anything else."""
    return value if isinstance(value, tuple) else ()


def cited(value: object) -> list[int]:
    """Return the numbers of notes in a part of a document, in their order."""
    if isinstance(value, HandoutSpan):
        return [value.note] if value.note else []
    return (
        [number for one in value for number in cited(one)] if isinstance(value, tuple) else []
    )


def read_pdf(data: bytes) -> list[str]:
    """Return the words of each page of a PDF, as pdftotext reads them."""
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(data)
        file.flush()
        command = ["pdftotext", "-enc", "UTF-8", file.name, "-"]
        done = subprocess.run(command, check=True, capture_output=True)
    return [level(page) for page in done.stdout.decode().split("\f")[:-1]]


def level(text: str) -> str:
    """Return a text with single spaces, and none where a line was broken behind a hyphen."""
    return " ".join(re.sub(r"(?<=[-/])\n", "", text).split())
