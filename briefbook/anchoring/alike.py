"""Words that stand nowhere → the stretch of a text most like them."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from operator import itemgetter

from briefbook.anchoring.comparing import Step, diff
from briefbook.anchoring.stretches import Stretch
from briefbook.anchoring.words import match_token, match_word, widen

NEEDLE = 600
"""Characters of lost words by which a likeness is searched: more is slow and no better."""

LONGEST = 2000
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


AFFORDABLE = 1_000_000
"""Steps that a search may take at worst, where all of a text is much like the needle.

Beyond, only the regions are searched that share most with it. A hundred characters in an
article of 3,000 words take as many.
"""

SCRAP = 6
SCRAPS = 60
"""Letters of the needle that are looked for as they stand, and how often at most."""

VOTES = 200
"""Places of one scrap that count at most: what stands everywhere tells nothing."""


def find_alike(needle: str, text: str) -> tuple[Stretch, float] | None:
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
    head = needle[:NEEDLE]
    found = [_align_within(head, text, region) for region in _pick_regions(head, text)]
    score, start, end = max(found, key=itemgetter(0), default=(0.0, 0, 0))
    if not score:
        return None
    return widen(text, start, min(end + len(needle) - len(head), len(text)))


def _align_within(needle: str, text: str, region: Stretch) -> tuple[float, int, int]:
    """Return how like the needle a region is, and where it is most so; 0.0 if it is not."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    part = text[slice(*region)]
    found = partial_ratio_alignment(needle, part, score_cutoff=100 * ALIKE_ROUGHLY)
    if found is None or found.dest_start == found.dest_end:
        return 0.0, 0, 0
    return found.score, region[0] + found.dest_start, region[0] + found.dest_end


def _pick_regions(needle: str, text: str) -> list[Stretch]:
    """Return the parts of a text that may hold the best likeness: all of it, if it is short."""
    size = len(needle)
    each = size * (size // 64 + 1)
    if len(text) * each <= AFFORDABLE:
        return [(0, len(text))]
    votes = Counter(at // size for at in _find_scraps(needle, text))
    best = votes.most_common(max(1, AFFORDABLE // (3 * size * each)))
    starts = sorted(rank * size for rank, _ in best)
    return [(max(0, at - size), at + 2 * size) for at in starts]


def _find_scraps(needle: str, text: str) -> Iterator[int]:
    """Yield where the needle would begin for each place of a scrap of it."""
    last = max(1, len(needle) - SCRAP + 1)
    for at in range(0, last, max(1, last // SCRAPS)):
        for place in islice(_find_each(needle[at : at + SCRAP], text), VOTES):
            yield max(0, place - at)


def _find_each(scrap: str, text: str) -> Iterator[int]:
    """Yield the places of a scrap, one after another."""
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
    """Return the marks before the first word and after the last."""
    words = list(match_word().finditer(needle))
    return (needle[: words[0].start()], needle[words[-1].end() :]) if words else ("", "")


def _count_surplus(step: Step) -> int:
    """Return how many more words the new has at this step."""
    _, old_start, old_end, new_start, new_end = step
    return max(0, new_end - new_start - (old_end - old_start))
