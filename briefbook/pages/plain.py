"""The pages of plain kinds: an index, and a page for each entry with its fields and links."""

from collections.abc import Iterator
from typing import Any

from briefbook.exports.schema import read_form
from briefbook.index.ledger import EditionView
from briefbook.kinds import KINDS
from briefbook.kinds.fields import MARKDOWN, list_published
from briefbook.kinds.kind import Kind
from briefbook.kinds.plain import ABOUT, Plain, plain_address, read_published
from briefbook.kinds.references import find_marked
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, link, links, render_text, show_day
from briefbook.pages.indexes import az_pages
from briefbook.pages.page import HOME, Head, PageKind, frame, index_address
from briefbook.pages.parts.evidence import show_evidence
from briefbook.render.page import Data, Page


def list_plain_pages() -> Iterator[PageKind]:
    """Yield the pages of all plain kinds."""
    for kind in KINDS:
        if kind.heading:
            yield from az_pages(kind.section, kind.heading, kind.name).make_kinds()
            yield from _entry_pages(kind)


def _entry_pages(kind: Kind) -> Iterator[PageKind]:
    crumbs = (HOME, (kind.heading, index_address(kind)))

    def locate(key: str, _: EditionView) -> str:
        return plain_address(kind.section, key)

    archive = Archive(kind.name, locate, crumbs, {"mentions": "mentioned"})

    def view(key: str, context: PageContext) -> Page:
        found: Plain = context.one(kind.name, key)
        fact: Any = found.fact
        data = {
            "kind": kind.name,
            "about": render_text(context, read_published(fact, ABOUT) or ""),
            "fields": list(_show_fields(context, kind, fact)),
            "evidence": show_evidence(context, read_published(fact, "evidence") or (), ""),
            "article": link(context, found.article),
            **archive.show_newest(context, key, archive.read(key, context.view)),
        }
        head = Head(fact[0], crumbs, ref=key)
        return frame(context, "plain.html", head, data)

    yield PageKind(kind.name, kind.name, locate, view)
    yield archive.make_kind()


def _show_fields(context: PageContext, kind: Kind, fact: Any) -> Iterator[Data]:
    """Yield ``{label, date, links, prose, words}`` of each published field that says something.

    What it says is in one of them, by its type. The name and the summary stand elsewhere.
    """
    refers = {one.pointer[0]: one.to for one in find_marked(fact)}
    for field in list_published(kind.model)[1:]:
        name, value = fact._fields[field.at], fact[field.at]
        if value and name not in (ABOUT, "evidence", "aliases"):
            label = field.name.replace("_", " ").capitalize()
            to = "date" if read_form(field.type).name == "date" else refers.get(name, "")
            shown = _show_value(context, to, value)
            yield {"label": label, "date": None, "links": (), "prose": "", "words": (), **shown}


def _show_value(context: PageContext, to: str, value: Any) -> Data:
    """Return a value by what it is, or refers to, under one of four names."""
    values = value if isinstance(value, tuple) else (value,)
    if to == "date":
        return {"date": show_day(value)}
    if to == MARKDOWN:
        return {"prose": render_text(context, "\n\n".join(values))}
    if to:
        return {"links": links(context, values)}
    return {"words": ["yes" if one is True else str(one) for one in values]}
