"""Kinds that leave all but their fields to the program: rows, page, index, menu, search, book.

``plain_kind("treaty", "treaties", Treaty)`` is a whole kind. The first field is its name. An
entry gets a page that lists its fields and what refers to it; whatever its fields name gets
a link back (``index/keys``: ``named-by``, the id that is named).
"""

from collections import namedtuple
from collections.abc import Iterator
from functools import cache
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

    def plain_rows(entry: Entry, context: Context) -> Iterator[Row]:
        title, about = entry.fact[0], getattr(entry.fact, ABOUT, "")
        date = getattr(entry.fact, "date", "")
        card = Card(name, entry.ref, title, plain_address(section, entry.ref), about, date=date)
        yield Row("card", entry.ref, card, entry.gate)
        yield Row(name, entry.ref, Plain(entry.fact, context.article), entry.gate)
        names = () if given.get("is_local") else (title, *getattr(entry.fact, "aliases", ()))
        for called in dict.fromkeys(names):
            yield Row("name", called, (entry.ref, name, called == title), entry.gate)
        for ref in dict.fromkeys(
            one.word for one in find_marked(entry.fact) if one.to != MARKDOWN
        ):
            yield Row(NAMED_BY, ref, (name, entry.ref), entry.gate)

    def find_plain(entry: Entry, _: Context) -> Iterator[SearchEntry]:
        aliases = getattr(entry.fact, "aliases", ())
        date = getattr(entry.fact, "date", "")
        at = plain_address(section, entry.ref)
        yield SearchEntry(name, entry.fact[0], at, date=date, more=aliases, is_name=True)

    def publish_plain(entry: Entry, context: Context) -> Iterator[Published]:
        at = plain_address(section, entry.ref)
        shown = shape_of(model)(entry.ref, *entry.fact, context.article, at, entry.was)
        yield section, shown, entry.gate

    label, heading = name.capitalize(), given.pop("heading", section.capitalize())
    return Kind(
        name,
        section,
        model,
        plain_rows,
        finds=find_plain,
        publish=publish_plain,
        lists={section: BookList(shape_of(model), ((model._fields[0],),), has_pages=True)},
        searched={name: FoundAs(label, heading)},
        heading=heading,
        is_linkable=True,
        is_previewed=True,
        **{"in_registry": not given.get("in_sidecar"), "sketch": model._fields[:1], **given},
    )


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
