"""A selector and a text → the one place that is meant, or why there is none."""

from collections.abc import Callable
from itertools import chain as chained

from briefbook.anchoring.matching import (
    Ambiguous,
    Anchored,
    Chain,
    Lost,
    Nearest,
    Outcome,
    Selector,
    TooFew,
    TooMany,
    choose,
    drop_overlaps,
    find_chains,
    find_limit,
    unfold_chain,
)
from briefbook.anchoring.nearest import CURED, find_nearest, list_places
from briefbook.base.folding import Folded, tidy
from briefbook.base.problems import Locus, Problem, Span, problem

_LATER = "so many words are lost here that nothing like these was looked for: mend others first"


def anchor(selector: Selector, folded: Folded, patient: bool = True) -> Outcome:
    """Return where the words stand in a text.

    Spans are code points of the original. Of the parts of an interrupted quotation the
    closest together are meant; only others nearly as close make them ambiguous. What is
    like lost words is looked for if ``patient``.
    """
    if limit := find_limit(selector, folded.text):
        return TooMany(limit)
    chains = find_chains(selector, folded.text)
    if not chains:
        return Lost(find_nearest(selector, folded) if patient else None, patient)
    if selector.every:
        return Anchored(unfold_chain(drop_overlaps(chained.from_iterable(chains)), folded))
    return _decide(selector, chains, folded)


def _decide(selector: Selector, chains: tuple[Chain, ...], folded: Folded) -> Outcome:
    chosen = choose(selector.nth, chains)
    if not chosen:
        return TooFew(len(chains))
    if len(chosen) == 1:
        return Anchored(unfold_chain(chosen[0], folded))
    return Ambiguous(tuple(list_places(selector, chosen, chains, folded)))


def explain_outcome(
    outcome: Ambiguous | Lost | TooFew | TooMany,
    selector: Selector,
    locus: Locus,
    text_path: str,
    original: str,
    line_of: Callable[[int], int],
) -> Problem:
    """Return the problem that an outcome is, with a hint that can be pasted.

    ``locus`` is the value of ``exact``, ``text_path`` the file that ``original`` was read
    from, ``line_of`` the line in that file (from 1) of an offset in ``original``.
    """
    words = name_words(selector)
    if isinstance(outcome, Ambiguous):
        hint, count = _list_cures(outcome, original, line_of), _count_times(len(outcome.places))
        return problem("ambiguous-quote", locus, hint, words=words, text=text_path, count=count)
    if isinstance(outcome, TooFew):
        found = _count_times(outcome.found)
        facts = {"words": words, "text": text_path, "nth": selector.nth, "found": found}
        place = locus._replace(pointer=(*locus.pointer[:-1], "nth"))
        return problem("nth-out-of-range", place, "", (), **facts)
    if isinstance(outcome, TooMany):
        return problem(
            "too-common", locus, words=words, text=text_path, most=f"{outcome.most:,}"
        )
    hint = _show_nearest(outcome.nearest, selector, line_of) if outcome.looked else _LATER
    return problem("quote-not-found", locus, hint, words=words, text=text_path)


def name_words(selector: Selector) -> str:
    """Return the words as messages name them, with what must stand around them."""
    frames = (("after", selector.prefix), ("before", selector.suffix))
    around = " and ".join(f'{side} "{_cut(words, 40)}"' for side, words in frames if words)
    words = f'"{_cut(" … ".join(selector.exact), 80)}"'
    return f"{words} {around}" if around else words


def _cut(words: str, size: int) -> str:
    line = tidy(words).strip()
    return line if len(line) <= size else line[: size - 1].rstrip() + "…"


def _count_times(found: int) -> str:
    return {1: "once", 2: "twice"}.get(found, f"{found} times")


def _list_cures(outcome: Ambiguous, original: str, line_of: Callable[[int], int]) -> str:
    places = outcome.places
    lines = [
        f"line {line_of(place.span.start)}: {place.cure}\n  {_excerpt(place.span, original)}"
        for place in places[:CURED]
    ]
    more = [f"and {len(places) - CURED} more"] if len(places) > CURED else []
    return "\n".join(("to say which is meant, add", *lines, *more))


def _excerpt(span: Span, original: str) -> str:
    before = tidy(original[max(0, span.start - 40) : span.start]).partition(" ")[2]
    after = tidy(original[span.end : span.end + 40]).rpartition(" ")[0]
    return f"… {before}[{_cut(original[slice(*span)], 60)}]{after} …"


def _show_nearest(
    nearest: Nearest | None, selector: Selector, line_of: Callable[[int], int]
) -> str:
    if nearest is None and selector.prefix + selector.suffix:
        return "nothing like it is there; without its prefix and suffix it may be"
    if nearest is None:
        return "nothing like it is there; look whether the words come from another text"
    return (
        f"the nearest passage is on line {line_of(nearest.span.start)} "
        f"(likeness {nearest.score:.2f}):\n  {nearest.diff}\n"
        f"if that is what is meant, write\n  {nearest.patch}\n"
        "or let `briefbook accept` write it"
    )
