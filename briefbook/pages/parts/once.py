"""Words of quotes where they stand on the page already: nowhere more than twice."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from briefbook.kinds.quote import Said

TWICE = 2
"""How often the words of a quote stand on a page: then it leads to them in the text."""

GAP = " … "


def choose_words(text: str, evidence: Iterable[Sequence[Said]]) -> Iterator[Said | None]:
    """Yield of each of some statements the quote to print with it, None for none.

    ``text`` is what stands on the page besides. The best quotes come first, and words that
    stand twice already are not printed again: they are a link away.
    """
    printed: Counter[str] = Counter()
    for quotes in evidence:
        ordered = sorted(quotes, key=lambda said: not said.best)
        fresh = (said for said in ordered if _count(text, said) + printed[said.words] < TWICE)
        chosen = next(fresh, None)
        printed.update([chosen.words] if chosen else [])
        yield chosen


def _count(text: str, said: Said) -> int:
    """Return how often words stand in a text, or the part of them that does most often."""
    return max(text.count(part) for part in said.words.split(GAP))
