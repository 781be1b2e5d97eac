"""Kinds that leave all but their fields to the program: rows, page, index, menu, search, book.

``plain_kind("treaty", "treaties", Treaty)`` is a whole kind. The first field is its name. An
entry gets a page that lists its fields; what its fields name gets a link back.
"""

from collections import namedtuple
from collections.abc import Iterator
from functools import cache, partial
from typing import Any, NamedTuple, get_type_hints

from briefbook.index.cards import Card
from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Row
from briefbook.kinds.fields import MARKDOWN, Texts
from briefbook.kinds.kind import BookList, Context, Entry, FoundAs, Kind, Published
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
    label, heading = name.capitalize(), given.pop("heading", section.capitalize())
    return Kind(
        name,
        section,
        model,
        partial(plain_rows, section, is_linked=not given.get("is_local")),
        finds=partial(find_plain, section),
        publish=partial(publish_plain, section, shape_of(model)),
        lists={section: BookList(shape_of(model), ((model._fields[0],),), has_pages=True)},
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
    yield Row("card", entry.ref, card, entry.gate)
    yield Row(entry.kind, entry.ref, Plain(entry.fact, context.article), entry.gate)
    for called in list_names(entry) if is_linked else ():
        yield Row("name", called, (entry.ref, entry.kind, called == card.name), entry.gate)
    words = (one.word for one in find_marked(entry.fact) if one.to != MARKDOWN)
    for ref in dict.fromkeys(words):
        yield Row(NAMED_BY, ref, (entry.kind, entry.ref), entry.gate)


def find_plain(section: str, entry: Entry, _: Context) -> Iterator[SearchEntry]:
    """Yield an entry by its names."""
    card, more = make_card(section, entry), list_names(entry)[1:]
    yield SearchEntry(
        card.kind, card.name, card.address, date=card.date, more=more, is_name=True
    )


def publish_plain(
    section: str, shape: Any, entry: Entry, context: Context
) -> Iterator[Published]:
    """Yield all fields of an entry, and where it stands."""
    where = (context.article, plain_address(section, entry.ref), entry.was)
    yield section, shape(entry.ref, *entry.fact, *where), entry.gate


def make_card(section: str, entry: Entry) -> Card:
    """Return the face of an entry."""
    fact: Any = entry.fact
    about, date = getattr(fact, ABOUT, ""), getattr(fact, "date", "")
    address = plain_address(section, entry.ref)
    return Card(entry.kind, entry.ref, fact[0], address, about, date=date)


def list_names(entry: Entry) -> tuple[str, ...]:
    """Return the name of an entry, then its other names."""
    return tuple(dict.fromkeys((entry.fact[0], *getattr(entry.fact, "aliases", ()))))


def plain_address(section: str, ref: str) -> str:
    """Return the address of the page of an entry of a plain kind."""
    return f"{section}/{ref.replace('/', '.').replace('#', '.')}.html"


@cache
def shape_of(model: Any) -> Any:
    """Return the shape of the records of a model: its id, its fields, and where it stands."""
    more = {"article": str, "address": str, "was": Texts}
    defaults = [*model._field_defaults.values(), "", "", ()]
    names = ("id", *model._fields, *more)
    make: Any = namedtuple  # noqa: PYI024 (its types are those of the model)
    shape = make(f"{model.__name__}Data", names, defaults=defaults)
    hints = get_type_hints(model, include_extras=True)
    shape.__annotations__ = {"id": str, **hints, **more}
    shape.__doc__ = model.__doc__
    return shape
