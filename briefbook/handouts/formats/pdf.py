"""Handouts as PDF, set by Typst: PDF/UA-1, the same bytes for the same document."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache, partial
from importlib.util import find_spec
from itertools import pairwise
from math import ceil
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.base.extras import EXTRAS, OF_FONTS, has_extra
from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats import PaperFile, PaperSettings
from briefbook.handouts.formats.encoding import encode
from briefbook.handouts.formats.pictures import draw_code, paint
from briefbook.render.rendering import find_line

PACKAGES = ("font_source_serif_pro", "font_source_sans_pro")
"""The font packages, the same as those of the site."""

TEMPLATE = "handout.typ"
PLACE = re.compile(r"\.typ:(\d+):(\d+)")
"""How Typst names a place in the template: a line from 1, a column from 0."""

SPACES = {0x2028: " ", 0x2029: " ", 0xFEFF: None}
"""Ends of lines and marks of order within words, for which no font has anything."""

LEFTWARD = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Letters of scripts that run leftwards, which join and change in words."""

NO_TIME = 0
"""The moment that a PDF says it was made, in seconds of Unix: it depends on nothing else."""

LINE = 14.5
"""Points from line to line of a handout's text."""

NAMED = 2
"""How many sections are named: the longest ones."""

CLOSER, LOOSER = (1, 2), (-1, -2, -3, -4, -5)
"""How a document is set otherwise than usual (0): its notes closer, then all of it; looser."""

FILLED = 0.7
"""How much of its first side a document fills at least that is parted in two."""

FEWEST_LINES = 5
"""How many lines a last side must have, so that nobody turns a leaf for less."""

HALF = 0.5
"""How much of its last side a document fills at least."""

SAVED, GAINED = 0.1, 0.12
"""How much of its length a document loses if it is set closest, and gains by a looser step."""


class End(NamedTuple):
    """Where a section ends: its name, the page from 1, and the place on it in points.

    The first is where the first section begins, named ""; the last is where the notes end.
    ``y`` counts from the top of what is printed, of which a page holds ``height``.
    """

    name: str
    page: int
    y: float
    height: float


class Setting(NamedTuple):
    """A document set by Typst: how close (0 is the usual), by whom, where its parts end."""

    closeness: int
    compiler: Any
    ends: tuple[End, ...]


class Fonts(NamedTuple):
    """The fonts as Typst knows them, and the families that workspace and extras add."""

    known: Any
    families: tuple[str, ...]


def make_pdf(document: HandoutDocument, press: PaperSettings) -> PaperFile:
    """Return a document as PDF, set as its sides need; or the problem of the template."""
    import typst

    try:
        settings = _set_to_fill(document, press)
        best = min(settings, key=partial(_rank_setting, document)).compiler
        source, how = press.template.encode(), {"pdf_standards": "ua-1", "timestamp": NO_TIME}
        data = best.compile(source, format="pdf", **how)
    except typst.TypstError as fault:
        return PaperFile(b"", (_tell_fault(fault, press.template),))
    return PaperFile(data, tuple(_explain_length(document, settings)))


def tell_length(document: HandoutDocument, press: PaperSettings) -> tuple[Problem, ...]:
    """Return the problem of a document that is too long for its sides; no PDF is made."""
    return tuple(_explain_length(document, _set_to_fill(document, press)))


def _set_to_fill(document: HandoutDocument, press: PaperSettings) -> list[Setting]:
    """Return a document parted in two sides if these are well filled, else in other settings.

    It is set closer or looser until it fills its sides, or no more can be done.
    """
    fonts = load_fonts(press.fonts, document.fonts)
    set_document = partial(_set_document, press, fonts, _describe_document(document, fonts))
    if any(section.opens_side for section in document.sections):
        parted = set_document({"parted": "yes"})
        if _fills_sides(document, parted):
            return [parted]
    settings = [set_document({})]
    for closeness in _list_others(document, settings[0]):
        if not any(_rank_setting(document, settings[-1])[:-1]):
            break
        setting = set_document({"closeness": str(closeness)})
        settings.append(setting._replace(closeness=closeness))
    return settings


def _list_others(document: HandoutDocument, usual: Setting) -> tuple[int, ...]:
    """Return how else a document may be set, what is more likely to fill its sides first."""
    last = _find_last(usual)
    length = max(1.0, (last.page - 1) * last.height + last.y)
    lacking = (last.page - HALF) * last.height / length - 1
    looser = LOOSER[max(0, int(lacking / GAINED) - 1) :]
    if last.page == 1:
        return looser
    is_little = last.y < SAVED * length
    closer_first = is_little or _count_over(document, last)
    return (*CLOSER, *looser) if closer_first else looser


def _set_document(
    press: PaperSettings, fonts: Fonts, described: dict[str, str], how: dict[str, str]
) -> Setting:
    """Return a document set by Typst; of a template with a fault no ends are known."""
    import typst

    given = described | how
    compiler = typst.Compiler(press.template.encode(), None, fonts.known, sys_inputs=given)
    try:
        found = json.loads(compiler.query("<ends>", field="value"))
    except RuntimeError:
        found = []
    return Setting(0, compiler, tuple(End(**one) for one in found))


def _fills_sides(document: HandoutDocument, parted: Setting) -> bool:
    """Tell whether the first part fills most of a side, and the rest fits on another."""
    opening = [section.opens_side for section in document.sections].index(True)
    if len(parted.ends) <= opening or parted.ends[-1].page != 2:
        return False
    front = parted.ends[opening]
    return front.page == 1 and front.y >= FILLED * front.height


def _rank_setting(document: HandoutDocument, setting: Setting) -> tuple[int, bool, bool, int]:
    """Return what orders settings, the best first: sides over, a last side that is blank.

    A side is blank that has few lines, or less so if it is not half filled. All but the last
    are 0 or False where a document fits. A template that tells no ends always does.
    """
    last = _find_last(setting)
    is_short = last.page > 1 and last.y < FEWEST_LINES * LINE
    is_half = last.y < HALF * last.height
    return _count_over(document, last), is_short, is_half, abs(setting.closeness)


def _find_last(setting: Setting) -> End:
    return setting.ends[-1] if setting.ends else End("", 1, 0.0, 0.0)


def _count_over(document: HandoutDocument, last: End) -> int:
    """Return how many sides a document has more than it may."""
    return max(0, last.page - document.sides) if document.sides else 0


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
    data = encode(document, partial(_paint_leftward, fonts))
    return {
        "document": json.dumps(data, ensure_ascii=False).translate(SPACES),
        "code": draw_code(data["url"]),
        "families": "\n".join(fonts.families),
    }


def _paint_leftward(fonts: Fonts, svg: str) -> str:
    """Return a picture with words that run leftwards as one without words.

    Typst cannot tell what the letters of such words are, and PDF/UA allows no others. What the
    picture says stands beside it for those who cannot see it.
    """
    return paint(svg, fonts.known) if LEFTWARD.search(svg) else svg


@lru_cache(maxsize=4)
def load_fonts(folder: str, added: tuple[tuple[str, str], ...]) -> Fonts:
    """Return the fonts of the site and those that are added, and no others.

    ``folder`` is where those of the workspace lie, ``added`` what there is besides the site's.
    """
    import typst

    folders = [str(_find_folder(package) / "files") for package in PACKAGES]
    more = [folder] if folder else []
    more += [str(one) for one in list_font_folders()] if added else []
    families = typst.Fonts(False, False, more).families() if more else ()
    known = typst.Fonts(False, False, [*folders, *more])
    return Fonts(known, tuple(sorted(families)))


def list_font_folders() -> list[Path]:
    """Return where the fonts lie of those extras that are installed and bring fonts alone."""
    names = [name for name in OF_FONTS if has_extra(name)]
    return [_find_folder(module) for name in names for module in EXTRAS[name]]


@cache
def _find_folder(package: str) -> Path:
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent


def _explain_length(
    document: HandoutDocument, settings: Sequence[Setting]
) -> Iterator[Problem]:
    """Yield a problem where a handout has more sides than it may, even if set closest."""
    closest = max(settings, key=lambda one: one.closeness)
    ends, last = closest.ends, _find_last(closest)
    if not _count_over(document, last):
        return
    lengths = [(_measure(one, other), other.name) for one, other in pairwise(ends)]
    over = (last.page - document.sides - 1) * last.height + last.y
    longest = sorted((one for one in lengths if one[1]), reverse=True)[:NAMED]
    told = ", ".join(f"“{name}” ({_count_lines(length)})" for length, name in longest)
    yield problem(
        "over-length",
        Locus(document.address),
        sides=str(document.sides),
        pages=str(last.page),
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
