"""Which actor of the book bears a name that a text gives: the same words, but for titles."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from briefbook.speech.cast import Named
from briefbook.speech.mentions import fold_name_words

Bearers = Mapping[str, AbstractSet[str]]
"""The ids of the actors that each name or alias may mean."""


class BearersByWords:
    """Bearers of names, to be asked by the words of a name without its titles."""

    def __init__(self, bearers: Bearers) -> None:
        """Take in all names once."""
        self._by_words: dict[tuple[str, ...], set[str]] = {}
        for name, ids in bearers.items():
            for words in {fold_name_words(name), fold_name_words(name, with_titles=True)}:
                self._by_words.setdefault(words, set()).update(ids)

    def find(self, named: Named | None) -> str:
        """Return the id of the one actor who bears a name or is described so, else ""."""
        if named is None:
            return ""
        name = named.person.name if named.person else named.description
        ids = self._by_words.get(fold_name_words(name), set())
        return next(iter(ids)) if len(ids) == 1 else ""

    def find_name(self, name: str) -> str:
        """Return the id of the one actor who bears a name, else ""."""
        return self.find(Named(None, name))
