"""Kinds that leave all but their fields to the program: rows, page, index, menu, search, book.

``plain_kind("treaty", "treaties", Treaty)`` is a whole kind. The first field is its name. An
entry gets a page that lists its fields; what its fields name gets a link back.
"""

from collections.abc import Iterator
from functools import partial
from typing import Any, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Row
from briefbook.kinds.fields import MARKDOWN, list_published
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.kinds.references import find_marked

NAMED_BY = "named-by"
"""Index of what names an entry in a field: id → (kind, id)."""

ABOUT = "summary"
"""The field, where there is one, whose Markdown is the line on a card."""


class Plain(NamedTuple):
    """An entry of a plain kind as the site knows it, and the article that it stands in."""

    fact: Any
    article: str


def plain_kind(name: str, section: str, model: Any, **given: Any) -> Kind:
    """Return the kind of entries with some fields; ``given`` are other fields of ``Kind``.

    ``name`` is that of one entry, ``section`` that of its registry, or of its part of a
    sidecar, of its folder on the site and of its list in the book.
    """
    named = tuple(one.name for one in list_published(model)[:1])
    label, heading = name.capitalize(), given.pop("heading", section.capitalize())
    return Kind(
        name,
        section,
        model,
        partial(plain_rows, section, is_linked=not given.get("is_local")),
        finds=partial(find_plain, section),
        publish=partial(publish_plain, section),
        lists={
            section: BookList(
                model,
                model.__doc__.partition("\n")[0],
                required=named,
                added=("article", "address", "was"),
                known_by=(named,),
                has_pages=True,
            )
        },
        searched={name: FoundAs(label, heading)},
        heading=heading,
        is_linkable=True,
        is_previewed=True,
        **{"in_registry": not given.get("in_sidecar"), "sketch": model._fields[:1], **given},
    )


def plain_rows(
    section: str, entry: Entry, context: Context, *, is_linked: bool
) -> Iterator[Row]:
    """Yield what an entry tells the site; its names are linked in texts if ``is_linked``."""
    card = make_card(section, entry)
    names = list_names(entry) if is_linked else ()
    yield from entry.list_faces(card, Plain(entry.fact, context.article), names)
    shown = name_published(entry.fact)
    named = (one for one in find_marked(entry.fact) if one.pointer[0] in shown)
    refs = (context.article, *(one.word for one in named if one.to != MARKDOWN))
    for ref in dict.fromkeys(filter(None, refs)):
        yield Row(NAMED_BY, ref, (entry.kind, entry.ref), entry.access)


def find_plain(section: str, entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an entry by its names."""
    card, more = make_card(section, entry), list_names(entry)[1:]
    yield SearchEntry(
        card.kind, card.name, card.address, date=card.date, more=more, is_name=True
    )


def publish_plain(section: str, entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield the published fields of an entry, and where it stands."""
    yield entry.make_record(section, context, plain_address(section, entry.ref))


def make_card(section: str, entry: Entry) -> Card:
    """Return the face of an entry."""
    about, date = (read_published(entry.fact, field) or "" for field in (ABOUT, "date"))
    address = plain_address(section, entry.ref)
    return Card(entry.kind, entry.ref, entry.fact[0], address, about, date=date)


def list_names(entry: Entry) -> tuple[str, ...]:
    """Return the name of an entry, then its other names."""
    return tuple(dict.fromkeys((entry.fact[0], *(read_published(entry.fact, "aliases") or ()))))


def name_published(fact: Any) -> frozenset[str]:
    """Return the names of the fields that are published."""
    found = list_published(type(fact))  # type: ignore[arg-type]  # classes are hashable
    return frozenset(fact._fields[field.at] for field in found)


def read_published(fact: Any, field: str) -> Any:
    """Return a field that is published, else None."""
    return getattr(fact, field) if field in name_published(fact) else None


def plain_address(section: str, ref: str) -> str:
    """Return the address of the page of an entry of a plain kind."""
    return f"{section}/{ref.replace('/', '.').replace('#', '.')}.html"
