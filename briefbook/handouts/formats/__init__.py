"""The formats of handouts, one file each: a document → the bytes of a file.

They call programs that read their own fonts and write nothing: so the same document gives
the same bytes, and any worker can do it.
"""

from collections.abc import Callable
from importlib import import_module
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.handouts.document import HandoutDocument

MAKERS = {".typ": "pdf", ".docx": "docx"}
"""Who makes a handout, by how the name of its template ends."""


class PaperSettings(NamedTuple):
    """What papers are made with: the template's source, and what the workspace adds.

    ``fonts`` is the folder of its fonts, "" if none; ``house`` the bytes of its template for
    Word, none if it has none.
    """

    template: str
    fonts: str = ""
    house: bytes = b""


class PaperFile(NamedTuple):
    """The bytes of a file, and what is to be said of it."""

    data: bytes
    problems: tuple[Problem, ...] = ()


Make = Callable[[HandoutDocument, PaperSettings], PaperFile]


def find_maker(template: str) -> Make | None:
    """Return who makes a handout with a template, None where it is a page like all others."""
    _, dot, end = template.rpartition(".")
    name = MAKERS.get(dot + end)
    module = import_module(f"briefbook.handouts.formats.{name}") if name else None
    return getattr(module, f"make_{name}") if module else None
