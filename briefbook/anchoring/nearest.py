"""A selector that finds nothing → the passage that is probably meant, and its selector."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import itemgetter

from briefbook.anchoring.matching import (
    Chain,
    Nearest,
    PossiblePlace,
    Selector,
    Stretch,
    choose,
    find_chains,
    find_part,
    hull,
    list_fields,
    match_chunk,
    match_token,
    match_word,
    measure,
    show_stretch,
    strip_frame,
    to_yaml,
    widen,
)
from briefbook.base.folding import UNMATCHABLE, Folded, fold_words, refold, tidy
from briefbook.base.problems import Span

_ALIKE_AROUND = 0.3
"""Likeness under which a wrong prefix or suffix does not tell which place was meant."""

_NEEDLE = 600
"""Characters of lost words by which a likeness is searched: more is slow and no better."""

_LONGEST = 2000
"""Characters of lost words, or of a prefix, beyond which no likeness is searched at all."""

_ALIKE = 0.65
"""Likeness (0 to 1) under which a passage is not worth showing.

Measured with eight words and more of news and of prose: where one word in three was
changed, 99 of 100 were found again at 0.66 or more, half of them at over 0.8; of words
whose paragraph was taken away, one in ten found something alike at over 0.65.
"""

_ALIKE_ROUGHLY = 0.5
"""Likeness of a stretch as long as the needle, from which its ends are worth finding.

Without such a bound the search takes a hundred times as long where nothing is alike.
"""

_AFFORDABLE = 1_000_000
"""Steps that a search may take at worst, where all of a text is much like the needle.

Beyond, only the regions are searched that share most with it. A hundred characters in an
article of 3,000 words take as many.
"""

_SCRAP = 6

_SCRAPS = 60
"""Letters of the needle that are looked for as they stand, and how often at most."""

_VOTES = 200
"""Places of one scrap that count at most: what stands everywhere tells nothing."""

_Change = tuple[str, str]
"""(old words, new words), each with the space before them"""

_Step = tuple[str, int, int, int, int]
"""(equal, replace, delete or insert; start and end in the old; start and end in the new)"""

CURED = 20
"""Places that are listed with a suffix; beyond these, and for words that stand there more
than ``_MANY`` times, only ``nth`` is worked out."""

_MANY = 500


def find_nearest(selector: Selector, folded: Folded) -> Nearest | None:
    """Return the passage most like what is looked for: words, surroundings or order."""
    ranks = (at for at, part in enumerate(selector.exact) if not find_part(part, folded.text))
    lost = next(ranks, None)
    if lost is not None:
        return _nearest_words(selector, lost, folded)
    chains = find_chains(strip_frame(selector), folded.text)
    if chains:
        return _nearest_frame(selector, chains, folded)
    return _nearest_order(selector, folded)


def _nearest_words(selector: Selector, rank: int, folded: Folded) -> Nearest | None:
    """Return the passage most like the part of that rank, or None if nothing is like it."""
    found = _find_alike(fold_words(selector.exact[rank]), folded.text)
    if found is None:
        return None
    stretch, score = found
    words = show_stretch(stretch, folded)
    mended = _mend(_put_words(selector, rank, words), stretch, folded)
    diff = compare(selector.exact[rank], words)
    return Nearest(hull((stretch,), folded), words, score, diff, to_yaml(mended), mended)


def _put_words(selector: Selector, rank: int, words: str) -> Selector:
    parts = [part.strip() for part in words.split(UNMATCHABLE)]
    exact = (*selector.exact[:rank], *filter(None, parts), *selector.exact[rank + 1 :])
    return selector._replace(exact=exact)


def _mend(selector: Selector, stretch: Stretch, folded: Folded) -> Selector:
    """Return the selector such that it finds its place at ``stretch``."""
    for base in (selector, strip_frame(selector)):
        chains = find_chains(base, folded.text)
        there = [
            chain
            for chain in chains
            if any(stretch[0] <= start and end <= stretch[1] for start, end in chain)
        ]
        if there:
            return _settle_chain(base, min(there, key=measure), folded)
    return selector


def _nearest_frame(
    selector: Selector, chains: tuple[Chain, ...], folded: Folded
) -> Nearest | None:
    """Return the place of the words whose surroundings are most like those looked for.

    None where the words are there several times, and never with anything like these.
    """
    if len(selector.prefix + selector.suffix) > _LONGEST:
        return None
    scores = [_score_frame(selector, chain, folded.text) for chain in chains]
    score = max(scores)
    if len(chains) > 1 and score < _ALIKE_AROUND:
        return None
    chain = chains[scores.index(score)]
    settled = _settle_chain(strip_frame(selector), chain, folded)
    diff = _compare_frames(selector, chain, folded)
    span = hull(chain, folded)
    return Nearest(
        span, tidy(folded.original[slice(*span)]), score, diff, to_yaml(settled), settled
    )


def _compare_frames(selector: Selector, chain: Chain, folded: Folded) -> str:
    return "; ".join(
        f"{name}: {compare(wanted, show_stretch(stretch, folded))}"
        for name, wanted, stretch in _list_frames(selector, chain, folded.text)
    )


def _list_frames(
    selector: Selector, chain: Chain, text: str
) -> Iterator[tuple[str, str, Stretch]]:
    """Yield prefix and suffix, those that are given, each with what stands in its stead."""
    start, end = chain[0][0], chain[-1][1]
    if selector.prefix:
        first = max(0, start - len(fold_words(selector.prefix)) - 1)
        yield "prefix", selector.prefix, (widen(text, first, start)[0], start)
    if selector.suffix:
        last = min(len(text), end + len(fold_words(selector.suffix)) + 1)
        yield "suffix", selector.suffix, (end, widen(text, end, last)[1])


def _score_frame(selector: Selector, chain: Chain, text: str) -> float:
    from rapidfuzz.fuzz import ratio

    scores = [
        ratio(fold_words(wanted), text[slice(*stretch)].strip()) / 100
        for _, wanted, stretch in _list_frames(selector, chain, text)
    ]
    return sum(scores) / len(scores)


def _nearest_order(selector: Selector, folded: Folded) -> Nearest | None:
    """Return the parts in the order of the text, where only their order is wrong."""
    places = {part: find_part(part, folded.text)[0] for part in selector.exact}
    parts = Selector(tuple(sorted(selector.exact, key=places.__getitem__)))
    chains = find_chains(parts, folded.text)
    if not chains:
        return None
    settled = _settle_chain(parts, chains[0], folded)
    old, new = " … ".join(selector.exact), " … ".join(parts.exact)
    span = hull(chains[0], folded)
    return Nearest(span, new, 1.0, _mark_change([(old, new)]), to_yaml(settled), settled)


def _find_alike(needle: str, text: str) -> tuple[Stretch, float] | None:
    """Return the stretch of whole words most like ``needle``, and how like it is."""
    from rapidfuzz.fuzz import ratio

    found = _align(needle, text) if 0 < len(needle) <= _LONGEST else None
    if found is None:
        return None
    start, end = _trim(needle, text, _reach_out(needle, text, found))
    score = ratio(needle, text[start:end]) / 100
    return ((start, end), score) if score >= _ALIKE else None


def _align(needle: str, text: str) -> Stretch | None:
    """Return about where the best likeness of ``needle`` lies."""
    head = needle[:_NEEDLE]
    found = [_align_within(head, text, region) for region in _pick_regions(head, text)]
    score, start, end = max(found, key=itemgetter(0), default=(0.0, 0, 0))
    if not score:
        return None
    return widen(text, start, min(end + len(needle) - len(head), len(text)))


def _align_within(needle: str, text: str, region: Stretch) -> tuple[float, int, int]:
    """Return how like the needle a region is, and where it is most so; 0.0 if it is not."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    part = text[slice(*region)]
    found = partial_ratio_alignment(needle, part, score_cutoff=100 * _ALIKE_ROUGHLY)
    if found is None or found.dest_start == found.dest_end:
        return 0.0, 0, 0
    return found.score, region[0] + found.dest_start, region[0] + found.dest_end


def _pick_regions(needle: str, text: str) -> list[Stretch]:
    """Return the parts of a text that may hold the best likeness: all of it, if it is short."""
    size = len(needle)
    each = size * (size // 64 + 1)
    if len(text) * each <= _AFFORDABLE:
        return [(0, len(text))]
    votes = Counter(at // size for at in _find_scraps(needle, text))
    best = votes.most_common(max(1, _AFFORDABLE // (3 * size * each)))
    starts = sorted(rank * size for rank, _ in best)
    return [(max(0, at - size), at + 2 * size) for at in starts]


def _find_scraps(needle: str, text: str) -> Iterator[int]:
    """Yield where the needle would begin for each place of a scrap of it."""
    last = max(1, len(needle) - _SCRAP + 1)
    for at in range(0, last, max(1, last // _SCRAPS)):
        for place in islice(_find_each(needle[at : at + _SCRAP], text), _VOTES):
            yield max(0, place - at)


def _find_each(scrap: str, text: str) -> Iterator[int]:
    place = text.find(scrap)
    while place >= 0:
        yield place
        place = text.find(scrap, place + len(scrap))


def _reach_out(needle: str, text: str, stretch: Stretch) -> Stretch:
    """Return the stretch with the words around it that make it more alike."""
    from rapidfuzz.fuzz import ratio

    start, end = stretch
    reach = min(20 + len(needle) // 4, 200)
    find = match_token().finditer
    after = (token.end() for token in find(text, end, end + reach))
    end = max((end, *after), key=lambda at: ratio(needle, text[start:at]))
    before = (token.start() for token in find(text, max(0, start - reach), start))
    start = max((start, *before), key=lambda at: ratio(needle, text[at:end]))
    return widen(text, start, end)


def _trim(needle: str, text: str, stretch: Stretch) -> Stretch:
    """Return the stretch without words at its ends that answer to none of the needle's.

    Marks at its ends stay if the needle has the same.
    """
    found = list(match_word().finditer(text, *stretch))
    wanted = [word[0] for word in match_word().finditer(needle)]
    steps = diff(wanted, [word[0] for word in found])
    if not found or not steps:
        return stretch
    first, last = _count_surplus(steps[0]), len(found) - _count_surplus(steps[-1])
    words = found[first:last] or found
    start, end = widen(text, words[0].start(), words[-1].end())
    head, tail = _list_edges(needle)
    start -= len(head) * text.endswith(head, 0, start)
    return start, end + len(tail) * text.startswith(tail, end)


def _list_edges(needle: str) -> tuple[str, str]:
    words = list(match_word().finditer(needle))
    return (needle[: words[0].start()], needle[words[-1].end() :]) if words else ("", "")


def _count_surplus(step: _Step) -> int:
    """Return how many more words the new has at this step."""
    _, old_start, old_end, new_start, new_end = step
    return max(0, new_end - new_start - (old_end - old_start))


def diff(old: Sequence[str], new: Sequence[str]) -> list[_Step]:
    """Return the steps that lead from the old to the new."""
    from difflib import SequenceMatcher

    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def compare(old: str, new: str) -> str:
    """Return the way from old words to new: ``in every [-one-]{+single one+} of them``.

    Words are paired whatever marks and capitals they bear, and shown changed if these are.
    """
    ours, theirs = (match_chunk().findall(tidy(words).strip()) for words in (old, new))
    shown: list[_Change] = []
    for kind, a0, a1, b0, b1 in diff([*map(_bare, ours)], [*map(_bare, theirs)]):
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


def _write_changes(changes: Sequence[_Change]) -> str:
    groups = [
        (same, list(group))
        for same, group in groupby(changes, lambda change: len({*map(fold_words, change)}) == 1)
    ]
    last = len(groups) - 1
    return "".join(
        _shorten([new for _, new in group], rank > 0, rank < last)
        if same
        else _mark_change(group)
        for rank, (same, group) in enumerate(groups)
    ).strip()


def _mark_change(changes: Sequence[_Change]) -> str:
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


def cure_selector(selector: Selector, spans: Sequence[Span], folded: Folded) -> Selector:
    """Return the selector with the least added that makes ``spans`` its only place.

    ``spans`` must be a place of the words in ``selector.exact``.
    """
    return _settle_chain(selector, tuple(refold(folded, *span) for span in spans), folded)


def list_places(
    selector: Selector,
    chosen: tuple[Chain, ...],
    chains: tuple[Chain, ...],
    folded: Folded,
) -> Iterator[PossiblePlace]:
    """Yield each of the chosen places, with what to add if it is the one meant."""
    ranks = {chain: rank for rank, chain in enumerate(chains, start=1)}
    cured = CURED if len(chains) <= _MANY else 0
    for rank, chain in enumerate(chosen):
        cure = f"nth: {ranks[chain]}"
        if rank < cured:
            cure = _write_cure(selector, _settle_chain(selector, chain, folded))
        yield PossiblePlace(hull(chain, folded), cure)


def _write_cure(selector: Selector, settled: Selector) -> str:
    given = set(list_fields(selector))
    return ", ".join(field for field in list_fields(settled) if field not in given)


def _settle_chain(selector: Selector, chain: Chain, folded: Folded) -> Selector:
    for candidate in (selector, *_narrow(selector, chain, folded)):
        if choose(candidate.nth, find_chains(candidate, folded.text)) == (chain,):
            return candidate
    return _number(selector, chain, folded.text)


def _narrow(selector: Selector, chain: Chain, folded: Folded) -> Iterator[Selector]:
    """Yield the selector with ever longer suffixes, then with ever longer prefixes."""
    base = selector._replace(nth="", every=False)
    for words in _grow_after(chain[-1][1], folded):
        yield base._replace(suffix=words)
    for words in _grow_before(chain[0][0], folded):
        yield base._replace(prefix=words)


def _grow_after(at: int, folded: Folded) -> Iterator[str]:
    for token in islice(match_token().finditer(folded.text, at), 6):
        if token[0] == UNMATCHABLE:
            return
        yield show_stretch((at, token.end()), folded)


def _grow_before(at: int, folded: Folded) -> Iterator[str]:
    tokens = list(match_token().finditer(folded.text, max(0, at - 80), at))
    for token in tokens[:-7:-1]:
        if token[0] == UNMATCHABLE:
            return
        yield show_stretch((token.start(), at), folded)


def _number(selector: Selector, chain: Chain, text: str) -> Selector:
    for base in (selector._replace(nth="", every=False), strip_frame(selector)):
        chains = find_chains(base, text)
        if chain in chains:
            return base._replace(nth=str(chains.index(chain) + 1))
    return selector
