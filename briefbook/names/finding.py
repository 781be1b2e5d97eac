"""Which names stand in which texts, kept up by difference.

A text that changed is searched for all names. When names come or go, the stored texts are
searched for the new names alone, so that an alias costs what its occurrences cost.
"""

from collections.abc import Iterable, Iterator

from briefbook.names.matching import Finder, find_names, fold_text, make_finder

Names = tuple[tuple[str, str], ...]
"""Names, each with a scrap of it that a text must hold for the name to stand there."""

WIDTH = 3
SCRAP = slice(1, 1 + WIDTH)
FEW = 32
"""Texts for which it does not pay to prepare a search for all names."""


def prepare_names(names: Iterable[str]) -> Names:
    """Return names ready to be looked for."""
    return tuple((name, make_scrap(name)) for name in sorted(names))


def make_scrap(name: str) -> str:
    """Return letters of a name that are the same however it is written, its first left out."""
    return fold_text(name).text.strip()[SCRAP]


class Search:
    """A search of ``count`` texts for names."""

    def __init__(self, names: Names, count: int) -> None:
        """Prepare for all names at once only if there are texts enough."""
        self.names = names
        self.finder: Finder | None = None
        if count > FEW:
            self.finder = make_finder(name for name, _ in names)

    def find(self, text: str) -> tuple[str, ...]:
        """Return the sorted distinct names that occur in a text."""
        finder = self.finder or make_finder(list_candidates(self.names, text))
        return find_names(finder, text)


def list_candidates(names: Names, text: str) -> Iterator[str]:
    """Yield the names of which a text holds the scrap: what else it holds is not looked at."""
    folded = fold_text(text).text
    scraps = {folded[at : at + size] for size in range(WIDTH + 1) for at in range(len(folded))}
    return (name for name, scrap in names if scrap in scraps)


def update(found: tuple[str, ...], gone: frozenset[str], new: Iterable[str]) -> tuple[str, ...]:
    """Return the names of a text after some went and some were found that are new."""
    return tuple(sorted((set(found) - gone).union(new)))
