"""Terms of the glossary."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Row
from briefbook.kinds.fields import (
    IN_MARKDOWN,
    Aliases,
    Before,
    EntityId,
    Explained,
    Markdown,
    Published,
    as_list,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind

GLOSSARY = "glossary.html"


class Term(NamedTuple):
    """A word that readers may not know, and what it means here."""

    term: Annotated[
        str,
        Published("The word that is explained"),
        Explained("the word, as it stands in running text", "whitehall"),
    ]
    definition: Annotated[
        Markdown,
        Published("What it means here"),
        Explained(IN_MARKDOWN, "A street in London, and the ministries."),
    ]
    aliases: Annotated[Aliases, Explained("other forms of the word")] = ()
    see: Annotated[
        tuple[EntityId, ...],
        Before(as_list),
        Published("Entries that belong with it"),
        Explained("related entries of any kind", "[hmg]"),
    ] = ()


def term_rows(entry: Entry, _: Context) -> Iterator[Row]:
    """Yield what a term tells the site."""
    term: Term = entry.fact
    card = Card("term", entry.ref, term.term, f"{GLOSSARY}#{entry.id}", term.definition)
    yield from entry.list_faces(card, term, (term.term, *term.aliases))


def find_term(entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield a term at its place in the glossary."""
    term: Term = entry.fact
    address = f"{GLOSSARY}#{entry.id}"
    yield SearchEntry("term", term.term, address, more=term.aliases, is_name=True)


def publish_term(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a term."""
    yield entry.make_record("terms", context, f"{GLOSSARY}#{entry.id}")


TERM = Kind(
    "term",
    "glossary",
    Term,
    term_rows,
    in_registry=True,
    sketch=("term", "definition"),
    finds=find_term,
    publish=publish_term,
    lists={
        "terms": BookList(
            Term, "A word of the glossary.", required=("term",), known_by=(("term",),)
        )
    },
    searched={"term": FoundAs("Term", "Terms", 5)},
    is_linkable=True,
    is_previewed=True,
    made_in_place=True,
)
