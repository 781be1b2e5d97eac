"""The formats of handouts, one file each: a document → the bytes of a file.

They call programs that read their own fonts and write nothing: so the same document gives
the same bytes, and any worker can do it.
"""

from collections.abc import Callable
from importlib import import_module

from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats.press import PaperFile, PaperSettings

MAKERS = {".typ": "pdf", ".docx": "docx"}
"""Who makes a handout, by how the name of its template ends."""

Make = Callable[[HandoutDocument, PaperSettings], PaperFile]


def find_maker(template: str) -> Make | None:
    """Return who makes a handout with a template, None where it is a page like all others."""
    _, dot, end = template.rpartition(".")
    name = MAKERS.get(dot + end)
    module = import_module(f"briefbook.handouts.formats.{name}") if name else None
    return getattr(module, f"make_{name}") if module else None
