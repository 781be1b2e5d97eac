"""Terms of the glossary."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import Before, EntityId, Markdown, Texts, as_list
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published

GLOSSARY = "glossary.html"


class Term(NamedTuple):
    """A word that readers may not know, and what it means here."""

    term: str
    definition: Markdown
    aliases: Texts = ()
    see: Annotated[tuple[EntityId, ...], Before(as_list)] = ()


def term_rows(entry: Entry, _: Context) -> Iterator[Row]:
    """Yield what a term tells the site."""
    term: Term = entry.fact
    card = Card("term", entry.ref, term.term, f"{GLOSSARY}#{entry.id}", term.definition)
    yield Row("card", entry.ref, card, entry.gate)
    yield Row("term", entry.ref, term, entry.gate)
    for name in dict.fromkeys((term.term, *term.aliases)):
        yield Row("name", name, (entry.ref, "term", name == term.term), entry.gate)


def find_term(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield a term at its place in the glossary."""
    term: Term = entry.fact
    address = f"{GLOSSARY}#{entry.id}"
    yield SearchEntry("term", term.term, address, more=term.aliases, is_name=True)


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


TERM = Kind(
    "term",
    "glossary",
    Term,
    term_rows,
    in_registry=True,
    sketch=("term", "definition"),
    finds=find_term,
    publish=publish_term,
    lists={"terms": BookList(TermData, (("term",),))},
    searched={"term": FoundAs("Term", "Terms", 5)},
    is_linkable=True,
    is_previewed=True,
)
