"""Exact words to their place in a text, or what is wrong and the selector that mends it.

Words are looked for in the folded text (``briefbook.folding``), capitals as they are.
Selectors are those of the W3C Web Annotation Data Model (``exact``, ``prefix``,
``suffix``), plus ``nth`` for when two places look the same.

A match never begins or ends inside a word: ``sanction`` is not found in ``sanctions``,
``can`` not in ``can't``, ``1`` not in ``1.5``; ``guild`` is found in ``guild's``,
``elected`` in ``non-elected``. Chinese, Japanese, Korean, Thai, Lao, Burmese and Khmer
put no spaces between words, or join particles to them: there any place will do.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain as chained
from itertools import groupby, islice
from typing import NamedTuple

from briefbook.folding import (
    CJK,
    UNMATCHABLE,
    Folded,
    fold_words,
    refold,
    tidy,
    unfold,
)
from briefbook.problems import Locus, Problem, Span, problem
from briefbook.reading.yaml_quoting import quoted

NEEDLE = 600
"""Characters of lost words by which a likeness is searched: more is slow and no better."""

LONGEST = 5000
"""Characters of lost words, or of a prefix, beyond which no likeness is searched at all."""

ALIKE = 0.65
"""Likeness (0 to 1) under which a passage is not worth showing.

Measured with eight words and more of news and of prose: where one word in three was
changed, 99 of 100 were found again at 0.66 or more, half of them at over 0.8; of words
whose paragraph was taken away, one in ten found something alike at over 0.65.
"""

ALIKE_ROUGHLY = 0.5
"""Likeness of a stretch as long as the needle, from which its ends are worth finding.

Without such a bound the search takes a hundred times as long where nothing is alike.
"""

ALIKE_AROUND = 0.3
"""Likeness under which a wrong prefix or suffix does not tell which place was meant."""

RIVAL = 200
"""Characters by which interrupted words may lie further apart than the closest ones, and
still be meant: a cue ("she told reporters on Tuesday") is not longer."""

CURED = 20
"""Places that are listed with a suffix; beyond these, and for words that stand there more
than ``MANY`` times, only ``nth`` is worked out."""

MANY = 500

_UNSPACED = CJK + "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\uaa60-\uaa7f"
_LETTER = rf"[^\W_{_UNSPACED}]"
_INSIDE = re.compile(
    rf"(?<={_LETTER})(?={_LETTER})|(?<=\d)(?=[.,]\d)|(?<=\d[.,])(?=\d)|(?<=n)(?='t(?!\w))"
)
_WORD = re.compile(rf"[{CJK}]|[^\W{CJK}]+(?:['’.-][^\W{CJK}]+)*")
_TOKEN = re.compile(rf"{_WORD.pattern}|[^\w\s]")
_CHUNK = re.compile(rf"\s*[^\w\s]*(?:{_WORD.pattern})[^\w\s]*|\s*[^\w\s]+")

Stretch = tuple[int, int]
"""(start, end) in a folded text"""

Chain = tuple[Stretch, ...]
"""One place of a selector: a stretch for each of its parts, in order"""


class Selector(NamedTuple):
    """Which words are meant.

    ``exact`` holds several parts where a quotation is interrupted by its cue. ``prefix``
    and ``suffix`` stand immediately before and after (white space aside). ``nth`` is "",
    a number from "1", or "last", and counts what these leave. ``every`` takes them all.
    """

    exact: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    nth: str = ""
    every: bool = False


class Anchored(NamedTuple):
    """The words are there: one span per part, or per occurrence for ``every``."""

    spans: tuple[Span, ...]


class Place(NamedTuple):
    """One of several places, and what to add to the selector if it is the one meant."""

    span: Span
    cure: str


class Ambiguous(NamedTuple):
    """The words are there several times, and nothing says which is meant."""

    places: tuple[Place, ...]


class Nearest(NamedTuple):
    """The passage most like words that were not found.

    ``words`` are the text's own, ``score`` their likeness (0 to 1), ``diff`` leads from
    the words looked for to these, ``patch`` is what to write instead: ``selector`` as
    YAML. It serves as a proposal only: a high score proves nothing.
    """

    span: Span
    words: str
    score: float
    diff: str
    patch: str
    selector: Selector


class Lost(NamedTuple):
    """The words are not there; ``nearest`` is None where nothing is like them."""

    nearest: Nearest | None


class TooFew(NamedTuple):
    """The words are there ``found`` times, which is fewer than ``nth`` asks for."""

    found: int


Outcome = Anchored | Ambiguous | Lost | TooFew


def anchor(selector: Selector, folded: Folded, original: str) -> Outcome:
    """Return where the words stand in ``original``, whose folded form is ``folded``.

    Spans are code points of ``original``. Of the parts of an interrupted quotation the
    closest together are meant; only others nearly as close make them ambiguous.
    """
    chains = _find_chains(selector, folded.text)
    if not chains:
        return Lost(_find_nearest(selector, folded, original))
    if selector.every:
        return Anchored(
            _locate(_drop_overlaps(chained.from_iterable(chains)), folded, original)
        )
    return _decide(selector, chains, folded, original)


def settle(
    selector: Selector, spans: Sequence[Span], folded: Folded, original: str
) -> Selector:
    """Return the selector with the least added that makes ``spans`` its only place.

    ``spans`` must be a place of the words in ``selector.exact``.
    """
    return _settle(selector, tuple(refold(folded, *span) for span in spans), folded, original)


def to_yaml(selector: Selector) -> str:
    """Return the selector's fields, ready to stand in a flow mapping of a sidecar."""
    return ", ".join(_list_fields(selector))


def name_words(selector: Selector) -> str:
    """Return the words as messages name them, with what must stand around them."""
    frames = (("after", selector.prefix), ("before", selector.suffix))
    around = " and ".join(f'{side} "{_cut(words, 40)}"' for side, words in frames if words)
    words = f'"{_cut(" … ".join(selector.exact), 80)}"'
    return f"{words} {around}" if around else words


def quote_exact(words: str) -> str:
    """Return words as the value of ``exact`` in a flow mapping, on one line."""
    return quoted(tidy(words).strip())


def explain(
    outcome: Ambiguous | Lost | TooFew,
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
        hint, count = _list_cures(outcome, original, line_of), str(len(outcome.places))
        return problem("ambiguous-quote", locus, hint, words=words, text=text_path, count=count)
    if isinstance(outcome, TooFew):
        found = _count_times(outcome.found)
        facts = {"words": words, "text": text_path, "nth": selector.nth, "found": found}
        return problem("nth-out-of-range", locus, "", (), **facts)
    hint = _show_nearest(outcome.nearest, selector, line_of)
    return problem("quote-not-found", locus, hint, words=words, text=text_path)


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
    """Return the words at ``span`` with some of what is around them, on one line."""
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


def _decide(
    selector: Selector, chains: tuple[Chain, ...], folded: Folded, original: str
) -> Outcome:
    chosen = _choose(selector.nth, chains)
    if not chosen:
        return TooFew(len(chains))
    if len(chosen) == 1:
        return Anchored(_locate(chosen[0], folded, original))
    return Ambiguous(tuple(_list_places(selector, chosen, chains, folded, original)))


def _choose(nth: str, chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    """Return the places that ``nth`` leaves: one, or all that may be meant, or none."""
    if not nth:
        return _find_rivals(chains)
    if nth == "last":
        return chains[-1:]
    rank = int(nth) if nth.isdecimal() and len(nth) < 9 else 0
    return chains[rank - 1 : rank] if rank else ()


def _find_rivals(chains: tuple[Chain, ...]) -> tuple[Chain, ...]:
    if len(chains) < 2:
        return chains
    least = min(map(_measure, chains))
    return tuple(chain for chain in chains if _measure(chain) <= least + RIVAL)


def _measure(chain: Chain) -> int:
    """Return how far apart the ends of a place are."""
    return chain[-1][1] - chain[0][0]


def _find_chains(selector: Selector, text: str) -> tuple[Chain, ...]:
    """Return every place of the selector but for ``nth``, in the order of the text."""
    before, after = fold_words(selector.prefix), fold_words(selector.suffix)
    if not selector.exact or UNMATCHABLE in before + after:
        return ()
    parts = [tuple(_find_all(fold_words(part), text)) for part in selector.exact]
    parts[0] = tuple(found for found in parts[0] if _comes_before(before, text, found))
    parts[-1] = tuple(found for found in parts[-1] if _comes_after(after, text, found))
    return _link(parts) if len(parts) > 1 else tuple((found,) for found in parts[0])


def _find_all(needle: str, text: str) -> Iterator[Stretch]:
    """Yield each occurrence that breaks no word; they may overlap."""
    if not needle or UNMATCHABLE in needle:
        return
    at, size = text.find(needle), len(needle)
    while at >= 0:
        if not _breaks_word(text, at) and not _breaks_word(text, at + size):
            yield at, at + size
        at = text.find(needle, at + 1)


def _breaks_word(text: str, at: int) -> bool:
    """Tell whether a word goes on over this place."""
    return _INSIDE.match(text, at) is not None or (
        0 < at < len(text) and text[at] >= "\u0300" and unicodedata.category(text[at])[0] == "M"
    )


def _comes_before(words: str, text: str, found: Stretch) -> bool:
    end = found[0] - text.endswith(" ", 0, found[0])
    return text.endswith(words, 0, end)


def _comes_after(words: str, text: str, found: Stretch) -> bool:
    return text.startswith(words, found[1] + text.startswith(" ", found[1]))


def _link(parts: Sequence[tuple[Stretch, ...]]) -> tuple[Chain, ...]:
    """Return the places where the parts follow each other, each as close as can be.

    Of places that end alike the last to begin is kept: it lies within the others.
    """
    chains: dict[Stretch, Chain] = {}
    for first in parts[0]:
        chain = _follow(first, parts[1:])
        if chain:
            chains[chain[-1]] = chain
    return tuple(chains.values())


def _follow(first: Stretch, parts: Sequence[tuple[Stretch, ...]]) -> Chain:
    """Return the first place that begins with ``first``, or () if a part does not follow."""
    chain = [first]
    for part in parts:
        at = bisect_left(part, (chain[-1][1], 0))
        if at == len(part):
            return ()
        chain.append(part[at])
    return tuple(chain)


def _drop_overlaps(stretches: Iterable[Stretch]) -> Chain:
    kept: list[Stretch] = []
    for stretch in stretches:
        if not kept or stretch[0] >= kept[-1][1]:
            kept.append(stretch)
    return tuple(kept)


def _locate(chain: Chain, folded: Folded, original: str) -> tuple[Span, ...]:
    return tuple(Span(*unfold(folded, start, end, original)) for start, end in chain)


def _hull(chain: Chain, folded: Folded, original: str) -> Span:
    return Span(*unfold(folded, chain[0][0], chain[-1][1], original))


def _show(stretch: Stretch, folded: Folded, original: str) -> str:
    """Return the original words of a stretch, on one line."""
    return tidy(original[slice(*unfold(folded, *stretch, original))]).strip()


# Cures: the least that must be added to a selector


def _list_places(
    selector: Selector,
    chosen: tuple[Chain, ...],
    chains: tuple[Chain, ...],
    folded: Folded,
    original: str,
) -> Iterator[Place]:
    ranks = {chain: rank for rank, chain in enumerate(chains, start=1)}
    cured = CURED if len(chains) <= MANY else 0
    for rank, chain in enumerate(chosen):
        cure = f"nth: {ranks[chain]}"
        if rank < cured:
            cure = _write_cure(selector, _settle(selector, chain, folded, original))
        yield Place(_hull(chain, folded, original), cure)


def _write_cure(selector: Selector, settled: Selector) -> str:
    """Return the fields in which the settled selector differs."""
    given = set(_list_fields(selector))
    return ", ".join(field for field in _list_fields(settled) if field not in given)


def _settle(selector: Selector, chain: Chain, folded: Folded, original: str) -> Selector:
    for candidate in (selector, *_narrow(selector, chain, folded, original)):
        if _choose(candidate.nth, _find_chains(candidate, folded.text)) == (chain,):
            return candidate
    return _number(selector, chain, folded.text)


def _narrow(
    selector: Selector, chain: Chain, folded: Folded, original: str
) -> Iterator[Selector]:
    """Yield the selector with ever longer suffixes, then with ever longer prefixes."""
    base = selector._replace(nth="", every=False)
    for words in _grow_after(chain[-1][1], folded, original):
        yield base._replace(suffix=words)
    for words in _grow_before(chain[0][0], folded, original):
        yield base._replace(prefix=words)


def _grow_after(at: int, folded: Folded, original: str) -> Iterator[str]:
    for token in islice(_TOKEN.finditer(folded.text, at), 6):
        if token[0] == UNMATCHABLE:
            return
        yield _show((at, token.end()), folded, original)


def _grow_before(at: int, folded: Folded, original: str) -> Iterator[str]:
    tokens = list(_TOKEN.finditer(folded.text, max(0, at - 80), at))
    for token in tokens[:-7:-1]:
        if token[0] == UNMATCHABLE:
            return
        yield _show((token.start(), at), folded, original)


def _number(selector: Selector, chain: Chain, text: str) -> Selector:
    for base in (selector._replace(nth="", every=False), _strip_frame(selector)):
        chains = _find_chains(base, text)
        if chain in chains:
            return base._replace(nth=str(chains.index(chain) + 1))
    return selector


def _strip_frame(selector: Selector) -> Selector:
    return Selector(selector.exact)


def _list_fields(selector: Selector) -> Iterator[str]:
    exact = [quote_exact(part) for part in selector.exact]
    yield f"exact: {exact[0]}" if len(exact) == 1 else f"exact: [{', '.join(exact)}]"
    for name in ("prefix", "suffix"):
        words = getattr(selector, name)
        if words:
            yield f"{name}: {quote_exact(words)}"
    if selector.nth:
        yield f"nth: {selector.nth}"
    if selector.every:
        yield "all: true"


# Lost words: the nearest passage


def _find_nearest(selector: Selector, folded: Folded, original: str) -> Nearest | None:
    lost = next(_list_lost(selector, folded.text), None)
    if lost is not None:
        return _nearest_words(selector, lost, folded, original)
    chains = _find_chains(_strip_frame(selector), folded.text)
    if chains:
        return _nearest_frame(selector, chains, folded, original)
    return _nearest_order(selector, folded, original)


def _list_lost(selector: Selector, text: str) -> Iterator[int]:
    """Yield the ranks of the parts that are nowhere."""
    for rank, part in enumerate(selector.exact):
        if not any(_find_all(fold_words(part), text)):
            yield rank


def _nearest_words(
    selector: Selector, rank: int, folded: Folded, original: str
) -> Nearest | None:
    """Return the passage most like the part of that rank, or None if nothing is like it."""
    found = _find_alike(fold_words(selector.exact[rank]), folded.text)
    if found is None:
        return None
    stretch, score = found
    words = _show(stretch, folded, original)
    mended = _mend(_put_words(selector, rank, words), stretch, folded, original)
    diff = _compare(selector.exact[rank], words)
    return Nearest(
        _hull((stretch,), folded, original), words, score, diff, to_yaml(mended), mended
    )


def _put_words(selector: Selector, rank: int, words: str) -> Selector:
    """Return the selector with other words for one part; what is unmatchable parts them."""
    parts = [part.strip() for part in words.split(UNMATCHABLE)]
    exact = (*selector.exact[:rank], *filter(None, parts), *selector.exact[rank + 1 :])
    return selector._replace(exact=exact)


def _mend(selector: Selector, stretch: Stretch, folded: Folded, original: str) -> Selector:
    """Return the selector such that it finds its place at ``stretch``."""
    for base in (selector, _strip_frame(selector)):
        chains = _find_chains(base, folded.text)
        there = [chain for chain in chains if any(_lies_in(part, stretch) for part in chain)]
        if there:
            return _settle(base, min(there, key=_measure), folded, original)
    return selector


def _lies_in(part: Stretch, stretch: Stretch) -> bool:
    return stretch[0] <= part[0] and part[1] <= stretch[1]


def _find_alike(needle: str, text: str) -> tuple[Stretch, float] | None:
    """Return the stretch of whole words most like ``needle``, and how like it is."""
    from rapidfuzz.fuzz import ratio

    found = _align(needle, text) if 0 < len(needle) <= LONGEST else None
    if found is None:
        return None
    start, end = _trim(needle, text, _reach_out(needle, text, found))
    score = ratio(needle, text[start:end]) / 100
    return ((start, end), score) if score >= ALIKE else None


def _align(needle: str, text: str) -> Stretch | None:
    """Return about where the best likeness of ``needle`` lies."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    found = partial_ratio_alignment(needle[:NEEDLE], text, score_cutoff=100 * ALIKE_ROUGHLY)
    if found is None or found.dest_start == found.dest_end:
        return None
    end = found.dest_end + max(0, len(needle) - NEEDLE)
    return _widen(text, found.dest_start, min(end, len(text)))


def _widen(text: str, start: int, end: int) -> Stretch:
    """Return the stretch with the words at its ends made whole."""
    while _breaks_word(text, start):
        start -= 1
    while _breaks_word(text, end):
        end += 1
    return start, end


def _reach_out(needle: str, text: str, stretch: Stretch) -> Stretch:
    """Return the stretch with the words around it that make it more alike."""
    from rapidfuzz.fuzz import ratio

    start, end = stretch
    reach = min(20 + len(needle) // 4, 200)
    after = (token.end() for token in _TOKEN.finditer(text, end, end + reach))
    end = max((end, *after), key=lambda at: ratio(needle, text[start:at]))
    before = (token.start() for token in _TOKEN.finditer(text, max(0, start - reach), start))
    start = max((start, *before), key=lambda at: ratio(needle, text[at:end]))
    return _widen(text, start, end)


def _trim(needle: str, text: str, stretch: Stretch) -> Stretch:
    """Return the stretch without words at its ends that answer to none of the needle's.

    Marks at its ends stay if the needle has the same.
    """
    found = list(_WORD.finditer(text, *stretch))
    steps = _diff([word[0] for word in _WORD.finditer(needle)], [word[0] for word in found])
    if not found or not steps:
        return stretch
    first, last = _count_surplus(steps[0]), len(found) - _count_surplus(steps[-1])
    words = found[first:last] or found
    start, end = _widen(text, words[0].start(), words[-1].end())
    head, tail = _list_edges(needle)
    start -= len(head) * text.endswith(head, 0, start)
    return start, end + len(tail) * text.startswith(tail, end)


def _list_edges(needle: str) -> tuple[str, str]:
    """Return the marks before the first word and after the last."""
    words = list(_WORD.finditer(needle))
    return (needle[: words[0].start()], needle[words[-1].end() :]) if words else ("", "")


Change = tuple[str, str]
"""(old words, new words), each with the space before them"""

Step = tuple[str, int, int, int, int]
"""(equal, replace, delete or insert; start and end in the old; start and end in the new)"""


def _diff(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    from difflib import SequenceMatcher

    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _count_surplus(step: Step) -> int:
    """Return how many more words the new has at this step."""
    _, old_start, old_end, new_start, new_end = step
    return max(0, new_end - new_start - (old_end - old_start))


def _compare(old: str, new: str) -> str:
    """Return the way from old words to new: ``in every [-one-]{+single one+} of them``.

    Words are paired whatever marks and capitals they bear, and shown changed if these are.
    """
    ours, theirs = _CHUNK.findall(tidy(old).strip()), _CHUNK.findall(tidy(new).strip())
    shown: list[Change] = []
    for kind, a0, a1, b0, b1 in _diff([*map(_bare, ours)], [*map(_bare, theirs)]):
        if kind == "equal":
            shown += zip(ours[a0:a1], theirs[b0:b1], strict=True)
        else:
            shown.append(("".join(ours[a0:a1]), "".join(theirs[b0:b1])))
    return _write_changes(shown)


def _bare(chunk: str) -> str:
    """Return a word without the marks at its ends and without capitals."""
    words = fold_words(chunk)
    found = re.search(r"(?s)\w(?:.*\w)?", words)
    return found[0].casefold() if found else words


def _write_changes(changes: Sequence[Change]) -> str:
    groups = [
        (same, list(group))
        for same, group in groupby(changes, lambda change: len({*map(fold_words, change)}) == 1)
    ]
    last = len(groups) - 1
    return "".join(
        _shorten([new for _, new in group], rank > 0, rank < last) if same else _mark(group)
        for rank, (same, group) in enumerate(groups)
    ).strip()


def _mark(changes: Sequence[Change]) -> str:
    old, new = ("".join(side) for side in zip(*changes, strict=True))
    space = " " if (new or old).startswith(" ") else ""
    taken = f"[-{old.strip()}-]" if old else ""
    return space + taken + (f"{{+{new.strip()}+}}" if new else "")


def _shorten(words: Sequence[str], after_change: bool, before_change: bool) -> str:
    """Return unchanged words, only those near a change if there are many."""
    if len(words) <= 16:
        return "".join(words)
    head = "".join(words[:6]) if after_change else ""
    return head + " …" + ("".join(words[-6:]) if before_change else "")


def _nearest_frame(
    selector: Selector, chains: tuple[Chain, ...], folded: Folded, original: str
) -> Nearest | None:
    """Return the place of the words whose surroundings are most like those looked for.

    None where the words are there several times, and never with anything like these.
    """
    if len(selector.prefix + selector.suffix) > LONGEST:
        return None
    scores = [_score_frame(selector, chain, folded.text) for chain in chains]
    score = max(scores)
    if len(chains) > 1 and score < ALIKE_AROUND:
        return None
    chain = chains[scores.index(score)]
    settled = _settle(_strip_frame(selector), chain, folded, original)
    diff = _compare_frames(selector, chain, folded, original)
    span = _hull(chain, folded, original)
    return Nearest(span, tidy(original[slice(*span)]), score, diff, to_yaml(settled), settled)


def _compare_frames(selector: Selector, chain: Chain, folded: Folded, original: str) -> str:
    return "; ".join(
        f"{name}: {_compare(wanted, _show(stretch, folded, original))}"
        for name, wanted, stretch in _list_frames(selector, chain, folded.text)
    )


def _list_frames(
    selector: Selector, chain: Chain, text: str
) -> Iterator[tuple[str, str, Stretch]]:
    """Yield prefix and suffix, those that are given, each with what stands in its stead."""
    start, end = chain[0][0], chain[-1][1]
    if selector.prefix:
        first = max(0, start - len(fold_words(selector.prefix)) - 1)
        yield "prefix", selector.prefix, (_widen(text, first, start)[0], start)
    if selector.suffix:
        last = min(len(text), end + len(fold_words(selector.suffix)) + 1)
        yield "suffix", selector.suffix, (end, _widen(text, end, last)[1])


def _score_frame(selector: Selector, chain: Chain, text: str) -> float:
    from rapidfuzz.fuzz import ratio

    scores = [
        ratio(fold_words(wanted), text[slice(*stretch)].strip()) / 100
        for _, wanted, stretch in _list_frames(selector, chain, text)
    ]
    return sum(scores) / len(scores)


def _nearest_order(selector: Selector, folded: Folded, original: str) -> Nearest | None:
    """Return the parts in the order of the text, where only their order is wrong."""
    places = {part: next(_find_all(fold_words(part), folded.text)) for part in selector.exact}
    parts = Selector(tuple(sorted(selector.exact, key=places.__getitem__)))
    chains = _find_chains(parts, folded.text)
    if not chains:
        return None
    settled = _settle(parts, chains[0], folded, original)
    old, new = " … ".join(selector.exact), " … ".join(parts.exact)
    span = _hull(chains[0], folded, original)
    return Nearest(span, new, 1.0, _mark([(old, new)]), to_yaml(settled), settled)
