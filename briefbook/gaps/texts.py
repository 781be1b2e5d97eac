"""The text of an article that gaps are looked for in, with what notes already cover of it.

It is the capture where an article names one, for there quotes are anchored; else the body.
"""

import re
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words
from briefbook.base.folding import tidy
from briefbook.base.problems import Locus, Span
from briefbook.names.linking import NOBODY
from briefbook.syntax.markdown.document import (
    REFERENCE_CHARACTER,
    Citation,
    Document,
    Run,
    TextReference,
)
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.units.unit import Body, Unit

SHOWN = 12
"""Words of a text that are shown of a gap: enough to know the place."""

_TEXTUAL = ("paragraph", "cell")
_PLACE = 40
"""Characters of a text by which a place in it is found again."""

_WORD = re.compile(r"\S+")


class ReadText(NamedTuple):
    """A text and what is known of its parts: spans are offsets in its code points.

    ``noted`` is covered by notes, ``referred`` by references, each with whom it means.
    ``quiet`` are the ``nolink:`` passages, ``cited`` the offsets behind which a quote is cited.
    ``runs`` are stretches without markup. ``limit`` is how many words may be shown.
    """

    path: str
    text: str
    paragraphs: tuple[Span, ...]
    noted: tuple[Span, ...]
    referred: tuple[tuple[Span, str], ...] = ()
    quiet: tuple[Span, ...] = ()
    cited: tuple[int, ...] = ()
    runs: tuple[Span, ...] = ()
    is_body: bool = True
    limit: int = SHOWN

    def is_noted(self, span: Span) -> bool:
        """Tell whether a note covers some of a stretch, or a quote is cited within it."""
        is_cited = any(span.start < at <= span.end for at in self.cited)
        return is_cited or self.is_quiet(span) or meets(span, self.noted)

    def is_quiet(self, span: Span) -> bool:
        """Tell whether a stretch lies in a passage that is to be left alone."""
        return meets(span, self.quiet)

    def locate(self, span: Span) -> Locus:
        """Return the place of a stretch: in the body by its first words, as markup allows."""
        if not self.is_body:
            return Locus(self.path, span=span)
        inside = (run for run in self.runs if run.end > span.start and self._has_words(run))
        run = next(inside, span)
        first = span if run.start >= span.end else Span(max(span.start, run.start), run.end)
        words = self.text[first.start : min(first.end, span.end, first.start + _PLACE)]
        start = first.start + len(words) - len(words.lstrip())
        return Locus(
            self.path, (f"~{words.strip()}", str(self.text.count(words.strip(), 0, start)))
        )

    def _has_words(self, run: Span) -> bool:
        return not self.text[slice(*run)].isspace()

    def show(self, span: Span) -> str:
        """Return the words at a stretch, no more of them than may be shown."""
        return cut_words(tidy(self.text[slice(*span)]), self.limit)


def meets(span: Span, others: Iterable[Span]) -> bool:
    """Tell whether a stretch has anything in common with one of others."""
    return any(other.start < span.end and span.start < other.end for other in others)


def cut_words(words: str, limit: int) -> str:
    """Return the first words, as many as ``limit`` counts, with an ellipsis if more follow."""
    text = words.replace(REFERENCE_CHARACTER, "…").strip()
    kept = ""
    for word in _WORD.finditer(text):
        if count_words(text[: word.end()]) > limit:
            return f"{kept} …".strip()
        kept = text[: word.end()]
    return text


def read_body(unit: Unit, body: Body) -> ReadText:
    """Return the text of an article; ``body`` is as others see it, its references settled."""
    document = body.document
    return ReadText(
        unit.path,
        document.text,
        tuple(Span(one.start, one.end) for one in document.blocks if one.kind in _TEXTUAL),
        list_noted(unit, "text"),
        tuple(_list_references(document)),
        body.quiet,
        tuple(_find_cited(document)),
        tuple(Span(one.start, one.end) for one in document.pieces if isinstance(one, Run)),
    )


def read_original(unit: Unit, capture: AnchoredText, limit: int) -> ReadText:
    """Return the capture of an article, of which a source allows ``limit`` words, 0 for any."""
    noted = list_noted(unit, capture.where)
    most = min(limit or SHOWN, SHOWN)
    return ReadText(
        capture.path, capture.text, capture.paragraphs, noted, is_body=False, limit=most
    )


def list_noted(unit: Unit, where: str) -> tuple[Span, ...]:
    """Return what the notes of a unit cover of its text or of its capture, in order."""
    spans = (span for mark in unit.marks if mark.where == where for span in mark.spans)
    return tuple(sorted(spans, key=attrgetter("start")))


def _list_references(document: Document) -> Iterator[tuple[Span, str]]:
    for piece in document.pieces:
        if isinstance(piece, TextReference):
            yield Span(piece.start, piece.end), piece.target if piece.linked else NOBODY


def _find_cited(document: Document) -> Iterator[int]:
    """Yield the offsets at which quotes are cited: behind the words before them."""
    at = 0
    for piece in document.pieces:
        if isinstance(piece, Run | TextReference):
            at = piece.end
        elif isinstance(piece, Citation):
            yield at
