"""Handouts as PDF, set by Typst: PDF/UA-1, the same bytes for the same document."""

import json
import tempfile
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple, cast

from briefbook.fonts import SANS, SERIF
from briefbook.handouts.document import Document
from briefbook.handouts.formats.codes import draw_code
from briefbook.handouts.formats.encoding import encode

NO_TIME = 0
"""The moment that a PDF says it was made, in seconds of Unix: it depends on nothing else."""


class Press(NamedTuple):
    """What a PDF is made with: the template, and fonts of the workspace by name."""

    template: str
    fonts: Mapping[str, bytes] = {}


def write_pdf(document: Document, press: Press) -> bytes:
    """Return a document as PDF.

    Raises:
        typst.TypstError: the template has a fault.
    """
    import typst

    fonts = load_fonts(tuple(sorted(press.fonts.items())))
    made = typst.compile(
        press.template.encode(),
        font_paths=fonts.known,
        sys_inputs=describe(document, fonts),
        pdf_standards="ua-1",
        timestamp=NO_TIME,
    )
    return cast("bytes", made)


class Fonts(NamedTuple):
    """The fonts as Typst knows them, and the families that the workspace adds."""

    known: Any
    families: tuple[str, ...]


def describe(document: Document, fonts: Fonts) -> dict[str, str]:
    """Return what the template is handed."""
    data = encode(document)
    return {
        "document": json.dumps(data, ensure_ascii=False),
        "code": draw_code(data["url"]),
        "families": "\n".join(fonts.families),
    }


@lru_cache(maxsize=4)
def load_fonts(added: tuple[tuple[str, bytes], ...]) -> Fonts:
    """Return the fonts of the site and those of the workspace, and no others."""
    import typst

    folders = [str(find_folder(package)) for package in (SERIF, SANS)]
    own = [put_down(added)] if added else []
    families = typst.Fonts(False, False, own).families() if own else ()
    known = typst.Fonts(False, False, [*folders, *own])
    return Fonts(known, tuple(sorted(families)))


def put_down(added: tuple[tuple[str, bytes], ...]) -> str:
    """Return a new folder that holds these fonts: Typst reads them from the disk alone."""
    folder = Path(tempfile.mkdtemp(prefix="briefbook-fonts-"))
    for number, (_, data) in enumerate(added):
        (folder / f"{number}.ttf").write_bytes(data)
    return str(folder)


@cache
def find_folder(package: str) -> Path:
    """Return the folder of a font package."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files"
