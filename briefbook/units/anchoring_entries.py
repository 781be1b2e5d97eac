"""Entries with words → their places in a text, and what other pages may know of these."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefbook.anchoring import Anchored, Selector, anchor, explain_outcome, name_words
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
from briefbook.base.folding import tidy
from briefbook.base.problems import Locus, Problem, Span
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry, Passage
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER
from briefbook.units.anchored_text import Absent, AnchoredText

NO_WORDS = Selector(())

PATIENCE = 5_000_000
"""What the lost words of one article may cost: beyond, nothing like them is looked for."""

COST = 500
"""What a character of lost words costs; one of the text that is searched costs 1."""

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


class Outcome(NamedTuple):
    """What became of one entry."""

    entry: Entry
    passages: tuple[Anchoring, ...] = ()
    problems: tuple[Problem, ...] = ()


def anchor_entries(
    entries: tuple[Entry, ...], body: AnchoredText, capture: Capture, lock: str, lock_path: str
) -> Anchorings:
    """Return all entries of an article with the places of their words."""
    locks, problems = read_lock(lock, lock_path) if lock else ({}, ())
    outcomes = list(anchor_each(entries, body, capture, locks))
    return Anchorings(
        tuple(outcome.entry for outcome in outcomes),
        tuple(passage for outcome in outcomes for passage in outcome.passages),
        (*problems, *(found for outcome in outcomes for found in outcome.problems)),
    )


def anchor_each(
    entries: tuple[Entry, ...], body: AnchoredText, capture: Capture, locks: dict[str, Lock]
) -> Iterator[Outcome]:
    """Yield what becomes of each entry; like what is lost is looked for while it is few."""
    patience = PATIENCE
    size = len(body.text) + (len(capture.text) if isinstance(capture, AnchoredText) else 0)
    for entry in entries:
        outcome = anchor_entry(entry, body, capture, locks, patience > 0)
        patience -= cost_of(entry, size) if outcome.problems else 0
        yield outcome


def cost_of(entry: Entry, size: int) -> int:
    """Return what it costs to look for something like the words of an entry."""
    return size + COST * sum(map(len, make_selector(entry.fact).exact))


def anchor_entry(
    entry: Entry,
    body: AnchoredText,
    capture: Capture,
    locks: dict[str, Lock],
    patient: bool = True,
) -> Outcome:
    """Return one entry anchored: in the capture where its kind is, else in the body."""
    # The words of a position are those of its quote.
    selector = NO_WORDS if entry.kind == "position" else make_selector(entry.fact)
    if not selector.exact:
        return Outcome(entry)
    if capture is None:
        return anchor_in(entry, selector, body, locks.get(entry.id), "text", patient)
    if not BY_NAME[entry.kind].is_captured:
        return anchor_in_either(entry, selector, (body, capture), locks, patient)
    if isinstance(capture, Absent):
        return accept_lock(entry, selector, capture, locks.get(entry.id))
    found = anchor_in(entry, selector, capture, locks.get(entry.id), "capture", patient)
    return found._replace(passages=(*found.passages, *stands_too(entry, selector, body)))


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


def anchor_in_either(
    entry: Entry,
    selector: Selector,
    texts: tuple[AnchoredText, AnchoredText | Absent],
    locks: dict[str, Lock],
    patient: bool,
) -> Outcome:
    """Return a mention or note anchored in the body, else in the capture.

    What a name means in a capture that is absent makes no difference: it is not published.
    """
    body, capture = texts
    found = anchor_in(entry, selector, body, None, "text", patient)
    if not found.problems:
        return found
    if isinstance(capture, Absent):
        if entry.kind == "mention":
            return Outcome(entry)
        return accept_lock(entry, selector, capture, locks.get(entry.id))
    elsewhere = anchor_in(entry, selector, capture, locks.get(entry.id), "capture", patient)
    return found if elsewhere.problems else elsewhere


def anchor_in(
    entry: Entry,
    selector: Selector,
    text: AnchoredText,
    lock: Lock | None,
    where: str,
    patient: bool,
) -> Outcome:
    """Return an entry anchored in ``text``, or with the problem that it is not there."""
    outcome = anchor(selector, text.folded, text.text, patient)
    if not isinstance(outcome, Anchored):
        locus = locate_words(entry)
        found = explain_outcome(outcome, selector, locus, text.path, text.text, text.line)
        return lose(entry, selector, found)
    passage = make_passage(outcome.spans, text, where, entry)
    place = Anchoring(entry, outcome.spans, where, number_of(text, outcome.spans[0].start))
    return Outcome(
        entry._replace(passage=passage),
        (place,),
        tuple(check_context(outcome.spans, text, lock, entry)) if lock else (),
    )


def lose(entry: Entry, selector: Selector, found: Problem) -> Outcome:
    """Return an entry whose words were not found: reported, and kept nevertheless."""
    passage = Passage(" … ".join(selector.exact), "lost")
    return Outcome(
        entry._replace(passage=passage), (Anchoring(entry, (), "lost", 0),), (found,)
    )


def locate_words(entry: Entry) -> Locus:
    """Return the place of the field with the words: by its name, or its place in a list."""
    field = str(entry.short.index("exact")) if "exact" in entry.short else "exact"
    return Locus(entry.path, (*entry.pointer, field))


def number_of(text: AnchoredText, offset: int) -> int:
    """Return the number of the paragraph at ``offset``."""
    return text.numbers[text.place(offset)] if text.numbers else 1


def make_passage(
    spans: tuple[Span, ...], text: AnchoredText, where: str, entry: Entry
) -> Passage:
    """Return the words at ``spans`` with what readers may see around them."""
    words = " … ".join(tidy(text.text[span.start : span.end]).strip() for span in spans)
    whole = Span(spans[0].start, spans[-1].end)
    before, after = "", ""
    if text.published:
        sentence = sentence_around(text.text, whole, text.paragraph(whole.start))
        before, after = (part.replace(REFERENCE_CHARACTER, "…") for part in sentence[::2])
    basis = (
        judge_basis(text.text, spans, text.paragraphs)
        if BY_NAME[entry.kind].is_attributed
        else ""
    )
    is_source = text.is_source or basis == "quoted"
    kept = basis if entry.kind == "quote" else ""
    return Passage(words, where, kept, before, after, is_source=is_source)


def check_context(
    spans: tuple[Span, ...], text: AnchoredText, lock: Lock, entry: Entry
) -> Iterator[Problem]:
    """Yield the warning that the words around a verified quote are others now."""
    if not text.paragraphs:
        return
    if compare_lock(lock, text.folded, spans, text.paragraphs) == "context-changed":
        now = make_lock(text.folded, spans, text.paragraphs, lock.verified, lock.hashed)
        words = tuple(text.text[span.start : span.end] for span in spans)
        named = name_words(Selector(words))
        yield explain_change(lock, now, named, locate_words(entry), text.path)


def accept_lock(entry: Entry, selector: Selector, absent: Absent, lock: Lock | None) -> Outcome:
    """Return an entry accepted on its quote lock, its capture being absent."""
    words = " … ".join(selector.exact)
    if lock is None or not vouches_for(lock, selector.exact):
        named = name_words(selector)
        found = explain_missing(lock, named, locate_words(entry), absent.places)
        return lose(entry, selector, found)
    passage = Passage(words, "lock", lock.basis, verified=lock.verified, is_source=True)
    place = Anchoring(entry, (), "lock", lock.paragraph)
    return Outcome(entry._replace(passage=passage), (place,))


def stands_too(entry: Entry, selector: Selector, body: AnchoredText) -> Iterator[Anchoring]:
    """Yield the place where the words of a capture stand in the article as well."""
    found = anchor(Selector(selector.exact), body.folded, body.text, patient=False)
    if isinstance(found, Anchored):
        yield Anchoring(entry, found.spans, "text", number_of(body, found.spans[0].start))
