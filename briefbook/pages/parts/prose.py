"""Short Markdown texts → HTML for a page, their citations leading to the words."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from types import MappingProxyType

from markupsafe import Markup

from briefbook.base.addresses import resolve_path, split_target
from briefbook.index.ledger import EditionView
from briefbook.pages.page import PageContext
from briefbook.render.marking import CitationNote, LinkTarget, Marking, Resolved, mark_up
from briefbook.syntax.markdown.document import Address, Citation, Document, TextReference
from briefbook.syntax.markdown.parser import read_text
from briefbook.units.files import article_key

WHOLE_PARAGRAPH = re.compile(r"\s*<p>(.*)</p>\s*", re.DOTALL)
NO_NUMBERS: Mapping[str, int] = MappingProxyType({})


def render_line(
    desk: PageContext, text: str, numbers: Mapping[str, int] = NO_NUMBERS
) -> Markup | str:
    """Return one paragraph's HTML without its tags, to stand within a line of the page."""
    html = render_text(desk, text, numbers)
    match = WHOLE_PARAGRAPH.fullmatch(html)
    return Markup(match[1]) if match and "<p>" not in match[1] else html


def render_text(
    desk: PageContext, text: str, numbers: Mapping[str, int] = NO_NUMBERS
) -> Markup | str:
    """Return the HTML of a text, "" for none; ``numbers`` are those of its citations."""
    if not leads_on(text):
        return render_alone(text)
    document = read_text(text)
    return mark_up(document, make_marking(desk, document, numbers or count_cited(document)))


def plain_line(desk: PageContext, text: str) -> str:
    """Return a text without markup and citations, for where no HTML can stand."""
    if not leads_on(text):
        return plain_alone(text)
    document = read_text(text)
    return str(mark_up(document, make_marking(desk, document, NO_NUMBERS)).striptags())


def leads_on(text: str) -> bool:
    """Tell whether a text may have links or citations, so that it differs from page to page."""
    return "[" in text


@lru_cache(maxsize=4096)
def render_alone(text: str) -> Markup | str:
    """Return the HTML of a text that is the same on every page."""
    return mark_up(read_text(text), Marking(ids=False)) if text else ""


@lru_cache(maxsize=4096)
def plain_alone(text: str) -> str:
    """Return a text that is the same on every page, without markup."""
    return str(mark_up(read_text(text), Marking(ids=False)).striptags()) if text else ""


def render_points(desk: PageContext, texts: Iterable[str]) -> list[Markup | str]:
    """Return the HTML of each item of a list, whose citations are numbered throughout."""
    items = tuple(texts)
    numbers = count_cited(*(read_text(text) for text in items))
    return [render_line(desk, text, numbers) for text in items]


def count_cited(*documents: Document) -> dict[str, int]:
    """Return the number of each citation, from 1 in the order of the texts."""
    pieces = (piece for document in documents for piece in document.pieces)
    cited = dict.fromkeys(piece.target for piece in pieces if isinstance(piece, Citation))
    return {ref: number for number, ref in enumerate(cited, 1)}


def make_marking(desk: PageContext, document: Document, numbers: Mapping[str, int]) -> Marking:
    """Return where the references of a text lead from this page."""
    references = {p.target for p in document.pieces if isinstance(p, TextReference)}
    cited = {p.target for p in document.pieces if isinstance(p, Citation)} & numbers.keys()
    notes = {ref: cite(desk, ref, numbers[ref]) for ref in cited}
    return Marking(
        references={ref: target for ref in references if (target := find_target(desk, ref))},
        citations={ref: note for ref, note in notes.items() if note},
        addresses=resolve_all(desk, document),
        ids=False,
    )


def resolve_all(desk: PageContext, document: Document, path: str = "") -> dict[str, Resolved]:
    """Return the author's own addresses in the text of the file at ``path``."""
    found = {piece.address for piece in document.pieces if isinstance(piece, Address)}
    return {address: resolve_address(desk, address, path) for address in found}


def resolve_address(desk: PageContext, address: str, path: str) -> Resolved:
    """Return an address in the file at ``path`` as seen from this page.

    One in a field begins with "/": it leads from the top of the workspace.
    """
    target, fragment = split_target(address)
    file = resolve_path("" if target.startswith("/") else path, target.removeprefix("/"))
    found = desk.look.one("file", file)
    name = heading_or_id(desk.look, file, fragment)
    href = desk.href(f"{found}#{name}" if name else found) if found else address
    return Resolved(href, *(desk.look.one("size", file) or ()))


def heading_or_id(look: EditionView, path: str, fragment: str) -> str:
    """Return the fragment as our pages know it: headings are found under ``h.``."""
    body = look.one("body", article_key(path).removesuffix("/index")) if fragment else None
    slugs = {heading.slug for heading in body.document.headings} if body else set()
    return f"h.{fragment}" if fragment in slugs else fragment


def find_target(desk: PageContext, ref: str, preview: str = "") -> LinkTarget | None:
    """Return where a reference leads, or None where this edition has nothing of it."""
    card = desk.look.one("card", ref)
    if card is None:
        return None
    href = desk.href(card.address) if card.address else ""
    return LinkTarget(href, ref, card.name, card.kind, preview)


def cite(desk: PageContext, ref: str, number: int) -> CitationNote | None:
    """Return the citation of a quote: it leads straight to the words."""
    said = desk.look.one("quote", ref)
    if said is None:
        return None
    speaker = desk.look.one("card", said.speaker) if said.speaker else None
    who = f", {speaker.name}" if speaker else ""
    return CitationNote(desk.href(said.address), number, f"{number}: “{said.words}”{who}")
