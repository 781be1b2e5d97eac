"""The page of a capture: only the desk shows it, to whoever has the sources."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from briefbook.base.html import escape
from briefbook.base.problems import Span
from briefbook.desk.lines import ABSENT, OpenArticle
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.units.article import read_article
from briefbook.units.unit import MarkedPassage
from briefbook.writing.edits import CannotWrite


def write_capture(article: OpenArticle) -> str:
    """Return the page of the capture of an article, with the words that have notes marked.

    Raises:
        CannotWrite: it has none, or it is not here.
    """
    capture = article.texts.capture
    if not isinstance(capture, AnchoredText):
        raise CannotWrite(ABSENT)
    unit = read_article(article.files, article.data)
    marks = [mark for mark in unit.marks if mark.where == capture.where]
    title = escape(unit.title or article.key)
    numbered = zip(capture.numbers, capture.paragraphs, strict=True)
    paragraphs = "".join(
        f'<p id="p.{number}">{"".join(_mark_words(capture.text, span, marks))}</p>\n'
        for number, span in numbered
    )
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="color-scheme" content="light dark">'
        f"<title>Capture – {title}</title>"
        '<link rel="stylesheet" href="/assets/style.css">'
        '<link rel="stylesheet" href="/assets/accent.css"></head>\n'
        '<body class="article"><main id="s.main"><article><header class="head">'
        '<p class="kicker">Capture, not published</p>'
        f"<h1>{title}</h1></header>\n"
        f'<div class="read"><div class="text">\n{paragraphs}</div></div>'
        "</article></main></body></html>\n"
    )


def _mark_words(text: str, paragraph: Span, marks: Iterable[MarkedPassage]) -> Iterator[str]:
    """Yield the markup of a paragraph, cut where a mark begins or ends."""
    inside = [
        (mark, span)
        for mark in marks
        for span in mark.spans
        if span.start < paragraph.end and paragraph.start < span.end
    ]
    ends = {end for _, span in inside for end in span if paragraph.start < end < paragraph.end}
    for start, end in pairwise(sorted({paragraph.start, *ends, paragraph.end})):
        over = [mark for mark, span in inside if span.start <= start and end <= span.end]
        words = escape(text[start:end])
        ids = escape(" ".join(mark.id for mark in over))
        kinds = escape(" ".join(dict.fromkeys(mark.kind for mark in over)))
        yield f'<mark data-a="{ids}" class="{kinds}">{words}</mark>' if over else words
