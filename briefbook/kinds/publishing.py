"""What the kinds publish their entries with."""

from typing import Any, NamedTuple

from briefbook.index.rows import Gate
from briefbook.kinds.kind import Context, Entry


class EntryInContext(NamedTuple):
    """What an article's entries know of where they stand, and whether they may be marked."""

    entry: Entry
    context: Context

    def local(self) -> str:
        """Return the address of the entry's words."""
        return f"{self.context.address}#{self.entry.id}"

    def words(self) -> str:
        """Return the words that the entry rests on."""
        return self.entry.passage.words if self.entry.passage else ""

    def is_source(self) -> bool:
        """Tell whether these words are known to be those of a source."""
        return bool(self.entry.passage and self.entry.passage.is_source)


def bare(value: Any) -> Any:
    """Return a part of a fact as a mapping of its fields, without what is empty."""
    return {name: part for name, part in value._asdict().items() if part} if value else None


def below(gate: Gate) -> Gate:
    """Return the gate of what lower editions see instead."""
    return gate._replace(access=(), below=gate.access)
