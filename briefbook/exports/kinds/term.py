"""Terms of the glossary in the book."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.publishing import Published
from briefbook.kinds.fields import EntityId, Markdown, Texts
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.term import GLOSSARY, Term


class TermData(NamedTuple):
    """A word of the glossary."""

    id: str
    term: str
    definition: Markdown = ""
    aliases: Texts = ()
    see: tuple[EntityId, ...] = ()
    address: str = ""
    was: Texts = ()


def publish_term(entry: Entry, _: Context) -> Iterator[Published]:
    """Yield a term."""
    term: Term = entry.fact
    yield "terms", TermData(entry.ref, *term, f"{GLOSSARY}#{entry.id}", entry.was), entry.gate
