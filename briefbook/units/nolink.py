"""``nolink:`` passages: from their first words to their last, no name becomes a link."""

from collections.abc import Iterator

from briefbook.anchoring import Anchored, Selector, anchor
from briefbook.base.problems import Locus, Problem, Span, problem
from briefbook.kinds.kind import Entry
from briefbook.units.anchored_text import AnchoredText

ELLIPSES = ("…", "...")


def find_quiet(
    entry: Entry | None, body: AnchoredText
) -> tuple[tuple[Span, ...], tuple[Problem, ...]]:
    """Return the quiet passages of an article, and those that are not there.

    Each is written as its words, or as its first and last words with "…" between them.
    """
    passages = getattr(entry.fact, "nolink", ()) if entry else ()
    found = [(find_passage(words, body), place) for place, words in enumerate(passages)]
    return (
        tuple(span for span, _ in found if span),
        tuple(report_lost(entry, found, passages)) if entry else (),
    )


def find_passage(words: str, body: AnchoredText) -> Span | None:
    """Return the stretch from the first words to the last."""
    outcome = anchor(Selector(split_ends(words)), body.folded, body.text, patient=False)
    return (
        Span(outcome.spans[0].start, outcome.spans[-1].end)
        if isinstance(outcome, Anchored)
        else None
    )


def split_ends(words: str) -> tuple[str, ...]:
    """Return the first and the last words of a passage, or all of them."""
    for ellipsis in ELLIPSES:
        first, found, last = words.partition(ellipsis)
        if found and first.strip() and last.strip():
            return first.strip(), last.strip()
    return (words,)


def report_lost(
    entry: Entry, found: list[tuple[Span | None, int]], passages: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the passages that do not stand in the text."""
    for span, place in found:
        if span is None:
            locus = Locus(entry.path, (*entry.pointer, "nolink", str(place)))
            yield problem("passage-not-found", locus, words=passages[place])
