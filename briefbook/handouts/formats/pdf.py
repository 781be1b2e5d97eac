"""Handouts as PDF, set by Typst: PDF/UA-1, the same bytes for the same document."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats import PaperFile, PaperSettings
from briefbook.handouts.formats.encoding import encode
from briefbook.handouts.formats.pictures import draw_code
from briefbook.render.rendering import find_line

PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
"""The font packages, the same as those of the site."""

TEMPLATE = "handout.typ"
PLACE = re.compile(r"\.typ:(\d+):(\d+)")
"""How Typst names a place in the template: a line from 1, a column from 0."""

SPACES = {0x2028: " ", 0x2029: " ", 0xFEFF: None}
"""Ends of lines and marks of order within words, for which no font has anything."""

NO_TIME = 0
"""The moment that a PDF says it was made, in seconds of Unix: it depends on nothing else."""

LINE = 14.5
"""Points from line to line of a handout's text."""

NAMED = 2
"""How many sections are named: the longest ones."""


class End(NamedTuple):
    """Where a section ends: its name, the page from 1, and the place on it in points.

    The first is where the first section begins, named ""; the last is where the notes end.
    ``y`` counts from the top of what is printed, of which a page holds ``height``.
    """

    name: str
    page: int
    y: float
    height: float


class Fonts(NamedTuple):
    """The fonts as Typst knows them, and the families that the workspace adds."""

    known: Any
    families: tuple[str, ...]


def make_pdf(document: HandoutDocument, press: PaperSettings) -> PaperFile:
    """Return a document as PDF, or the problem of the template."""
    import typst

    fonts = load_fonts(press.fonts, document.fonts)
    source, given = press.template.encode(), _describe_document(document, fonts)
    try:
        data = typst.compile(
            source,
            font_paths=fonts.known,
            sys_inputs=given,
            pdf_standards="ua-1",
            timestamp=NO_TIME,
        )
        asked = {"font_paths": fonts.known, "sys_inputs": given, "field": "value"}
        found = typst.query(source, "<ends>", **asked) if document.sides else "[]"
    except typst.TypstError as fault:
        return PaperFile(b"", (_tell_fault(fault, press.template),))
    ends = [End(**one) for one in json.loads(found)]
    return PaperFile(data, tuple(_explain_length(document, ends)))


def _tell_fault(fault: Any, template: str) -> Problem:
    reason = "; ".join((fault.message, *fault.hints))
    place = Locus(f"templates/{TEMPLATE}", span=_find_place(fault.diagnostic, template))
    return problem("template-failed", place, reason=reason)


def _find_place(diagnostic: str, template: str) -> Span | None:
    """Return the first place in a template that Typst names, to the end of its line."""
    named = PLACE.search(diagnostic)
    if named is None:
        return None
    line = find_line(template, int(named[1]))
    return Span(min(line.start + int(named[2]), line.end), line.end)


def _describe_document(document: HandoutDocument, fonts: Fonts) -> dict[str, str]:
    data = encode(document)
    return {
        "document": json.dumps(data, ensure_ascii=False).translate(SPACES),
        "code": draw_code(data["url"]),
        "families": "\n".join(fonts.families),
    }


@lru_cache(maxsize=4)
def load_fonts(folder: str, added: tuple[tuple[str, str], ...]) -> Fonts:
    """Return the fonts of the site and those that a workspace has added, and no others."""
    import typst

    folders = [str(_find_folder(package)) for package in PACKAGES]
    own = [folder] if added else []
    families = typst.Fonts(False, False, own).families() if own else ()
    known = typst.Fonts(False, False, [*folders, *own])
    return Fonts(known, tuple(sorted(families)))


@cache
def _find_folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "files"


def _explain_length(document: HandoutDocument, ends: Sequence[End]) -> Iterator[Problem]:
    """Yield a problem where a handout has more sides than it may."""
    if not ends or ends[-1].page <= document.sides:
        return
    lengths = [(_measure(one, other), other.name) for one, other in pairwise(ends)]
    over = (ends[-1].page - document.sides - 1) * ends[-1].height + ends[-1].y
    longest = sorted((one for one in lengths if one[1]), reverse=True)[:NAMED]
    told = ", ".join(f"“{name}” ({_count_lines(length)})" for length, name in longest)
    yield problem(
        "over-length",
        Locus(document.address),
        sides=str(document.sides),
        pages=str(ends[-1].page),
        lines=_count_lines(over),
        sections=told,
    )


def _measure(begin: End, end: End) -> float:
    """Return how long a section is, over all its pages, in points."""
    return max(0.0, (end.page - begin.page) * end.height + end.y - begin.y)


def _count_lines(length: float) -> str:
    """Return how many lines of text a length holds, in words."""
    lines = max(1, ceil(length / LINE))
    return f"{lines} line{'s' if lines > 1 else ''}"
