"""PDFs: their lines, put together to paragraphs, each with its page.

A PDF knows letters and places, and nothing of paragraphs, headings, or hyphens that only a line
end has brought. These are told by the gaps between lines, by their length, and by their size.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from briefbook.importing.document import Dropped, ImportedDocument, TextBlock, squeeze
from briefbook.importing.refusing import refuse, refuse_format
from briefbook.syntax.text import ARTICLE_LIMIT

_NAME = "PDF"
_EDGE = 2
"""Lines at the top and the bottom of a page among which running heads are looked for."""

_NUMBER = re.compile(
    r"(?i)[-–—|\s]*(?:page|p\.|seite|s\.)?\s*(?:[0-9]{1,4}|[ivxl]{1,6})"
    r"(?:\s*(?:of|/|von)\s*[0-9]{1,4})?[-–—|\s]*"
)
_JUNK = re.compile(
    r"(?i)\.(?:docx?|pdf|indd|qxd|tex|rtf)$|^microsoft |^untitled|^layout|^[\W\d]*$"
)
_ENDS = re.compile(r"[.!?:;。！？][\"”’»“」』)\]]*$")
_BROKEN = re.compile(r"\u00ad$|(?<=\w)[-\u2010]$")
"""A hyphen at a line end."""

_WORD_BREAKS = ("\x02", "\ufffe")

_KEPT = frozenset(
    (
        *(
            "anti",
            "co",
            "cross",
            "ex",
            "far",
            "high",
            "long",
            "low",
            "mid",
            "multi",
            "non",
            "post",
        ),
        *("pre", "pro", "self", "semi", "short", "so", "sub", "vice", "well", "then", "twenty"),
        *("thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"),
    )
)
"""What more often stands before a hyphen than before a syllable."""

_LIGATURES = {0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl"}
_LINE = re.compile(r"([^\r\n\x02\ufffe]*)(\r\n|[\r\n\x02\ufffe]|$)")
"""A line and its end: a broken word is all that PDFium tells of the end of a line."""


class PdfLine(NamedTuple):
    """A line with its page, its size in points, and its place from the left and the bottom."""

    page: int
    rank: int
    text: str
    size: float
    left: float
    right: float
    base: float


def load() -> None:
    """Load the library."""
    import pypdfium2  # noqa: F401 (so that its own memory does not count)


def read(path: str, data: bytes) -> ImportedDocument:
    """Return a PDF: paragraphs with their pages, without running heads and page numbers.

    Raises:
        Unreadable: it is none, is locked, or has no text.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
        facts = pdf.get_metadata_dict()
        lines = list(_list_lines(path, pdf))
    except pypdfium2.PdfiumError as error:
        refuse_format(path, _NAME, str(error).rstrip("."))
    if not any(line.text for line in lines):
        refuse(path, "no-text-inside", format=_NAME)
    kept, dropped = _drop_edges(lines)
    blocks = tuple(_list_blocks(kept))
    title = squeeze(facts.get("Title") or "")
    author = squeeze(facts.get("Author") or "")
    return ImportedDocument(
        blocks,
        title="" if _JUNK.search(title) else title,
        author=tuple(filter(None, re.split(r"\s*;\s*", author))),
        dropped=tuple(dropped),
    )


def _list_lines(path: str, pdf: Any) -> Iterator[PdfLine]:
    left = ARTICLE_LIMIT
    for page in range(len(pdf)):
        text_page = pdf[page].get_textpage()
        text = text_page.get_text_range()
        left -= len(text)
        if left < 0:
            refuse(path, "file-too-large", limit=f"{ARTICLE_LIMIT:,}")
        yield from _place_lines(text_page, text, page + 1)


def _place_lines(text_page: Any, text: str, page: int) -> Iterator[PdfLine]:
    """Yield the lines of a page with words; places are counted as PDFium does, in UTF-16."""
    from pypdfium2.raw import FPDFText_GetFontSize

    start, most = 0, text_page.count_chars()
    for rank, found in enumerate(_LINE.finditer(text), 1):
        line = found[1]
        first = start + len(line) - len(line.lstrip())
        last = start + len(line.rstrip()) - 1
        start += len(found[0].encode("utf-16-le", "surrogatepass")) // 2
        if line.strip() and last < most:
            left, base, _, _ = text_page.get_charbox(first, loose=True)
            right = text_page.get_charbox(last, loose=True)[2]
            points = FPDFText_GetFontSize(text_page, first)
            words = _tidy(f"{line}\u00ad" if found[2] in _WORD_BREAKS else line)
            yield PdfLine(page, rank, words, round(points, 1), left, right, base)


def _tidy(line: str) -> str:
    return _BROKEN.sub("\u00ad", line.strip()).translate(_LIGATURES)


def _drop_edges(lines: Sequence[PdfLine]) -> tuple[list[PdfLine], list[Dropped]]:
    """Return the lines without running heads and page numbers, and these."""
    edges = _find_edges(lines)
    seen = Counter(_shape(lines[at].text) for at in edges)
    pages = len({line.page for line in lines})
    kept, dropped = list[PdfLine](), list[Dropped]()
    for at, line in enumerate(lines):
        is_number = at in edges and _NUMBER.fullmatch(line.text)
        often = pages > 1 and seen[_shape(line.text)] >= max(2, pages / 2)
        if is_number or (at in edges and often):
            reason = "a page number" if is_number else "a running head"
            dropped.append(Dropped(line.rank, squeeze(line.text), reason, line.page))
        else:
            kept.append(line)
    return kept, dropped


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", squeeze(text)).casefold()


def _find_edges(lines: Sequence[PdfLine]) -> set[int]:
    """Return the places of the highest and lowest lines of each page."""
    by_page: dict[int, list[int]] = {}
    for at, line in enumerate(lines):
        by_page.setdefault(line.page, []).append(at)
    found = set[int]()
    for places in by_page.values():
        down = sorted(places, key=lambda at: -lines[at].base)
        found |= {*down[:_EDGE], *down[-_EDGE:]}
    return found


class _Look(NamedTuple):
    """What lines of a text usually are like."""

    size: float
    step: float
    right: float


def _list_blocks(lines: Sequence[PdfLine]) -> Iterator[TextBlock]:
    look = _find_look(lines)
    words = Counter(re.findall(r"[\w-]+", " ".join(line.text for line in lines).lower()))
    open_lines: list[PdfLine] = []
    for line in lines:
        if open_lines and _begins(open_lines, line, look):
            yield _make_block(open_lines, look, words)
            open_lines = []
        open_lines.append(line)
    if open_lines:
        yield _make_block(open_lines, look, words)


def _find_look(lines: Sequence[PdfLine]) -> _Look:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    usual = [line for line in lines if line.size == size]
    steps = [
        above.base - line.base
        for above, line in pairwise(usual)
        if above.page == line.page and above.base > line.base
    ]
    rights = sorted(line.right for line in usual)
    right = rights[int(len(rights) * 0.8)] if rights else 0.0
    return _Look(size, median(steps) if steps else 0.0, right)


def _begins(above: Sequence[PdfLine], line: PdfLine, look: _Look) -> bool:
    """Tell whether a line begins a paragraph below others."""
    last = above[-1]
    if abs(line.size - last.size) > 0.5:
        return True
    is_short = last.right < look.right - 4 * look.size
    is_ended = bool(_ENDS.search(last.text))
    if line.page != last.page or line.base > last.base:
        return is_ended or (is_short and not line.text[0].islower())
    is_wide = last.base - line.base > 1.25 * max(look.step, look.size)
    is_indented = line.left > last.left + look.size / 2 and len(above) > 1
    is_marked = bool(re.match(r"(?:[•–▪‣◦]|\(?\d{1,3}[.)]|[-*])\s+\S", line.text))
    return is_wide or is_marked or (is_ended and (is_short or is_indented))


def _make_block(lines: Sequence[PdfLine], look: _Look, words: Counter[str]) -> TextBlock:
    text, turns, page = "", list[int](), lines[0].page
    for line in lines:
        text = _join(text, line.text, words)
        if line.page != page:
            turns.append(len(text) - len(squeeze(line.text)))
            page = line.page
    heading = 2 if lines[0].size > 1.1 * look.size and len(text) <= 200 else 0
    return TextBlock(squeeze(text), lines[0].rank, lines[0].page, heading, turns=tuple(turns))


def _join(text: str, line: str, words: Counter[str]) -> str:
    """Return a text with one more line; a hyphen that the line end brought is taken away."""
    if not text.endswith("\u00ad"):
        return f"{text} {line}" if text else line
    bare = text.rstrip("\u00ad")
    before = re.search(r"[\w-]*$", bare)
    after = re.match(r"[\w-]*", line)
    assert before
    assert after
    hyphen = "-" if _keeps_hyphen(before[0], after[0], words) else ""
    return f"{bare}{hyphen}{line}"


def _keeps_hyphen(before: str, after: str, words: Counter[str]) -> bool:
    """Tell whether a broken word has a hyphen: as it stands elsewhere, if it does."""
    joined, parted = f"{before}{after}".lower(), f"{before}-{after}".lower()
    if words[joined] != words[parted]:
        return words[parted] > words[joined]
    return (
        before.lower() in _KEPT or "-" in before or after[:1].isupper() or after[:1].isdigit()
    )
