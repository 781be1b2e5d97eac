"""Entries with words → their places in a text, and what other pages may know of these."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import attrgetter
from typing import Any, NamedTuple

from briefbook.anchoring.deciding import anchor, explain_outcome, name_words
from briefbook.anchoring.matching import Anchored, Selector
from briefbook.anchoring.quotation import judge_basis, sentence_around
from briefbook.anchoring.quote_lock import (
    Lock,
    compare_lock,
    explain_change,
    explain_missing,
    make_lock,
    read_lock,
    vouches_for,
)
from briefbook.base.folding import Folded, fold, tidy
from briefbook.base.problems import Locus, Problem, Span
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry, Passage
from briefbook.syntax.markdown.document import Document

_PATIENCE = 5_000_000
"""What the lost words of one article may cost: beyond, nothing like them is looked for."""

_COST = 500
"""What a character of lost words costs; one of the text that is searched costs 1."""


_BLANK_LINES = re.compile(r"\n[ \t]*\n")


class AnchoredText(NamedTuple):
    """A text with what anchoring needs to know of it.

    ``paragraphs`` are spans of ``text`` with the 1-based line of the file at ``path``
    that each begins on, and the number by which the page knows them. ``published`` tells
    whether readers may see words around a quote, ``is_source`` whether all words are those
    of a source.
    """

    path: str
    text: str
    folded: Folded
    paragraphs: tuple[Span, ...]
    lines: tuple[int, ...]
    numbers: tuple[int, ...]
    published: bool
    is_source: bool

    @property
    def where(self) -> str:
        """What passages say of where they stand: in the text, or in its capture."""
        return "text" if self.published else "capture"

    def place(self, offset: int) -> int:
        """Return the position of the paragraph that holds ``offset``."""
        return max(bisect_right(self.paragraphs, offset, key=attrgetter("start")) - 1, 0)

    def number(self, offset: int) -> int:
        """Return the number of the paragraph that holds ``offset``, as readers count."""
        return self.numbers[self.place(offset)] if self.numbers else 1

    def paragraph(self, offset: int) -> Span:
        """Return the paragraph that holds ``offset``."""
        return (
            self.paragraphs[self.place(offset)] if self.paragraphs else Span(0, len(self.text))
        )

    def line(self, offset: int) -> int:
        """Return the 1-based line of the file on which ``offset`` stands."""
        if not self.paragraphs:
            return 1
        place = self.place(offset)
        return self.lines[place] + self.text.count("\n", self.paragraphs[place].start, offset)


class Absent(NamedTuple):
    """A capture that is not there: the paths at which it was looked for."""

    places: tuple[str, ...]


Capture = AnchoredText | Absent | None
"""The capture's text; where it was looked for in vain; None where none is named."""


class Anchoring(NamedTuple):
    """An entry's place: spans of the body (``text``) or of the capture.

    ``number`` is the paragraph's, as the page or the capture counts.
    """

    entry: Entry
    spans: tuple[Span, ...]
    where: str
    number: int


class Anchorings(NamedTuple):
    """The entries with their passages, all places found, and all problems."""

    entries: tuple[Entry, ...]
    passages: tuple[Anchoring, ...]
    problems: tuple[Problem, ...]


class _Sought(NamedTuple):
    """An entry with the words that it quotes, and what was verified of them."""

    entry: Entry
    selector: Selector
    lock: Lock | None


class _AnchoredEntry(NamedTuple):
    entry: Entry
    passages: tuple[Anchoring, ...] = ()
    problems: tuple[Problem, ...] = ()


def anchor_entries(
    entries: tuple[Entry, ...], body: AnchoredText, capture: Capture, lock: str, lock_path: str
) -> Anchorings:
    """Return all entries of an article with the places of their words."""
    locks, problems = read_lock(lock, lock_path) if lock else ({}, ())
    outcomes = list(_anchor_each(entries, body, capture, locks))
    return Anchorings(
        tuple(outcome.entry for outcome in outcomes),
        tuple(passage for outcome in outcomes for passage in outcome.passages),
        (*problems, *(found for outcome in outcomes for found in outcome.problems)),
    )


def _anchor_each(
    entries: tuple[Entry, ...], body: AnchoredText, capture: Capture, locks: dict[str, Lock]
) -> Iterator[_AnchoredEntry]:
    """Yield what becomes of each entry; like what is lost is looked for while it is few."""
    patience = _PATIENCE
    size = len(body.text) + (len(capture.text) if isinstance(capture, AnchoredText) else 0)
    for entry in entries:
        # The words of a position are those of its quote.
        selector = Selector(()) if entry.kind == "position" else make_selector(entry.fact)
        sought = _Sought(entry, selector, locks.get(entry.id))
        outcome = _anchor_entry(sought, body, capture, patience > 0)
        if outcome.problems:
            patience -= size + _COST * sum(map(len, selector.exact))
        yield outcome


def _anchor_entry(
    sought: _Sought, body: AnchoredText, capture: Capture, patient: bool
) -> _AnchoredEntry:
    """Return one entry anchored: in the capture where its kind is, else in the body."""
    if not sought.selector.exact:
        return _AnchoredEntry(sought.entry)
    if capture is None:
        return _anchor_in(sought, body, patient)
    if not BY_NAME[sought.entry.kind].is_captured:
        return _anchor_in_either(sought, body, capture, patient)
    if isinstance(capture, Absent):
        return _accept_lock(sought, capture)
    found = _anchor_in(sought, capture, patient)
    return found._replace(passages=(*found.passages, *_find_in_body(sought, body)))


def make_selector(fact: Any) -> Selector:
    """Return the selector of a fact; its ``exact`` is empty where it has no words."""
    exact = getattr(fact, "exact", ())
    parts = (exact,) if isinstance(exact, str) else exact
    return Selector(
        tuple(part for part in parts if part),
        getattr(fact, "prefix", ""),
        getattr(fact, "suffix", ""),
        getattr(fact, "nth", ""),
        getattr(fact, "every", False),
    )


def _anchor_in_either(
    sought: _Sought, body: AnchoredText, capture: AnchoredText | Absent, patient: bool
) -> _AnchoredEntry:
    """Return a mention or note anchored in the body, else in the capture.

    What a name means in a capture that is absent makes no difference: it is not published.
    """
    found = _anchor_in(sought._replace(lock=None), body, patient)
    if not found.problems:
        return found
    if isinstance(capture, AnchoredText):
        elsewhere = _anchor_in(sought, capture, patient)
        return found if elsewhere.problems else elsewhere
    if sought.entry.kind == "mention":
        return _AnchoredEntry(sought.entry)
    return _accept_lock(sought, capture)


def _anchor_in(sought: _Sought, text: AnchoredText, patient: bool) -> _AnchoredEntry:
    """Return an entry anchored in ``text``, or with the problem that it is not there."""
    entry, selector, lock = sought
    outcome = anchor(selector, text.folded, patient)
    if not isinstance(outcome, Anchored):
        locus = _locate_words(entry)
        found = explain_outcome(outcome, selector, locus, text.path, text.text, text.line)
        return _report_lost(sought, found)
    passage = _make_passage(outcome.spans, text, entry)
    return _AnchoredEntry(
        entry._replace(passage=passage),
        (_make_anchoring(entry, outcome.spans, text),),
        tuple(_check_context(outcome.spans, text, lock, entry)) if lock else (),
    )


def _report_lost(sought: _Sought, found: Problem) -> _AnchoredEntry:
    """Return an entry whose words were not found: reported, and kept nevertheless."""
    entry = sought.entry
    passage = Passage(" … ".join(sought.selector.exact), "lost")
    place = Anchoring(entry, (), "lost", 0)
    return _AnchoredEntry(entry._replace(passage=passage), (place,), (found,))


def _locate_words(entry: Entry) -> Locus:
    """Return the place of the field with the words: by its name, or its place in a list."""
    field = str(entry.short.index("exact")) if "exact" in entry.short else "exact"
    return entry.locate(field)


def _make_anchoring(entry: Entry, spans: tuple[Span, ...], text: AnchoredText) -> Anchoring:
    return Anchoring(entry, spans, text.where, text.number(spans[0].start))


def _make_passage(spans: tuple[Span, ...], text: AnchoredText, entry: Entry) -> Passage:
    words = " … ".join(tidy(text.text[span.start : span.end]).strip() for span in spans)
    whole = Span(spans[0].start, spans[-1].end)
    before, after = "", ""
    if text.published:
        before, _, after = sentence_around(text.text, whole, text.paragraph(whole.start))
    is_attributed = BY_NAME[entry.kind].is_attributed
    basis = judge_basis(text.text, spans, text.paragraphs) if is_attributed else ""
    is_source = text.is_source or basis == "quoted"
    kept = basis if entry.kind == "quote" else ""
    return Passage(words, text.where, kept, before, after, is_source=is_source)


def _check_context(
    spans: tuple[Span, ...], text: AnchoredText, lock: Lock, entry: Entry
) -> Iterator[Problem]:
    """Yield the warning that the words around a verified quote are others now."""
    if not text.paragraphs:
        return
    if compare_lock(lock, text.folded, spans, text.paragraphs) == "context-changed":
        now = make_lock(text.folded, spans, text.paragraphs, lock.verified, lock.hashed)
        words = tuple(text.text[span.start : span.end] for span in spans)
        named = name_words(Selector(words))
        yield explain_change(lock, now, named, _locate_words(entry), text.path)


def _accept_lock(sought: _Sought, absent: Absent) -> _AnchoredEntry:
    """Return an entry accepted on its quote lock, its capture being absent."""
    entry, selector, lock = sought
    if lock is None or not vouches_for(lock, selector.exact):
        named = name_words(selector)
        found = explain_missing(lock, named, _locate_words(entry), absent.places)
        return _report_lost(sought, found)
    words = " … ".join(selector.exact)
    passage = Passage(words, "lock", lock.basis, verified=lock.verified, is_source=True)
    place = Anchoring(entry, (), "lock", lock.paragraph)
    return _AnchoredEntry(entry._replace(passage=passage), (place,))


def _find_in_body(sought: _Sought, body: AnchoredText) -> Iterator[Anchoring]:
    """Yield the place where the words of a capture stand in the article as well."""
    found = anchor(Selector(sought.selector.exact), body.folded, patient=False)
    if isinstance(found, Anchored):
        yield _make_anchoring(sought.entry, found.spans, body)


def text_of_body(
    document: Document, path: str, first_line: int, is_source: bool = False
) -> AnchoredText:
    """Return the text of an article, whose body begins on ``first_line`` of its file."""
    blocks = document.blocks
    return AnchoredText(
        path=path,
        text=document.text,
        folded=fold(document.text),
        paragraphs=tuple(Span(block.start, block.end) for block in blocks),
        lines=tuple(first_line + block.line for block in blocks),
        numbers=tuple(block.number for block in blocks),
        published=True,
        is_source=is_source,
    )


def text_of_capture(text: str, path: str) -> AnchoredText:
    """Return the text of a capture: paragraphs are parted by blank lines."""
    gaps = [gap.span() for gap in _BLANK_LINES.finditer(text)]
    starts = [0, *(end for _, end in gaps)]
    ends = [*(start for start, _ in gaps), len(text)]
    pairs = zip(starts, ends, strict=True)
    spans = tuple(Span(start, end) for start, end in pairs if start < end)
    return AnchoredText(
        path=path,
        text=text,
        folded=fold(text),
        paragraphs=spans,
        lines=tuple(text.count("\n", 0, span.start) + 1 for span in spans),
        numbers=tuple(range(1, len(spans) + 1)),
        published=False,
        is_source=True,
    )
