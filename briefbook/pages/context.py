"""What a page is written with: its address, days, links to entries, and short texts as HTML.

Entries are always linked by their card, so that a hidden or missing one never is.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

from markupsafe import Markup

from briefbook.base.addresses import link_by_top, resolve_path, split_target
from briefbook.base.folding import sort_name
from briefbook.base.typography import quote_words
from briefbook.index.ledger import EditionView
from briefbook.index.rows import Card, CardRole
from briefbook.kinds import name_kinds
from briefbook.kinds.actor import Actor, Role
from briefbook.kinds.fields import Picture
from briefbook.pages.fragments import show_fragment
from briefbook.render.marking import CitationNote, LinkTarget, Marking, Resolved, mark_up
from briefbook.render.page import Data
from briefbook.statements.date_words import say_date, short_date
from briefbook.statements.events import status
from briefbook.statements.offices import Tenure, list_days, office, pick_office
from briefbook.statements.words import Sentence, say_sentence, split
from briefbook.syntax.dates import parse_date, recency_key, sort_key
from briefbook.syntax.markdown.document import Address as WrittenAddress
from briefbook.syntax.markdown.document import Citation, Document, TextReference
from briefbook.syntax.markdown.parser import read_text
from briefbook.units.files import article_key

PREVIEWED = name_kinds("is_previewed")
"""Kinds whose links have a preview, with a line in Markdown."""

WHOLE_PARAGRAPH = re.compile(r"\s*<p>(.*)</p>\s*", re.DOTALL)


class PageContext:
    """What a page is made with: what its edition sees, and the address it is written for.

    ``one``, ``all`` and ``keys`` ask the view of the edition. ``made`` are the parts made so
    far that may be shown again (see ``once``). A context serves one page: so what was looked
    at for a part counts as looked at by that page. ``cards`` are the previews that its
    buttons open, by their ids: the frame shows each of them once. ``said`` is how often the
    words of each quote stand on it, ``placed`` are the actors whose positions do.
    """

    def __init__(self, view: EditionView, here: str) -> None:
        """Begin a page at the address ``here``."""
        self.view = view
        self.one, self.all, self.keys = view.one, view.all, view.keys
        self.here = here
        self.made: dict[tuple[Any, ...], Any] = {}
        self.cards: dict[str, Data] = {}
        self.said: Counter[str] = Counter()
        self.placed: set[str] = set()

    def href(self, address: str) -> str:
        """Return the link to ``address``, its fragment kept: the same on every page."""
        page, _, fragment = address.partition("#")
        return link_by_top(page, fragment)


Show = TypeVar("Show", bound=Callable[..., Any])


def once(show: Show) -> Show:
    """Have a part of a page made once for each of its arguments, which pages repeat.

    The page then shows one value in several places: nobody may change it.
    """

    @wraps(show)
    def remember(context: PageContext, *given: Any) -> Any:
        part = (show, *given)
        if part in context.made:
            return context.made[part]
        return context.made.setdefault(part, show(context, *given))

    return cast(Show, remember)


@once
def link(context: PageContext, ref: str) -> Data | None:
    """Return ``{name, href, kind, ref, status}`` of an entry.

    ``href`` is "" if it has no page; ``status`` says of an event that it has not happened.
    """
    card = context.one("card", ref) if ref else None
    return link_card(context, card) if card else None


def link_card(context: PageContext, card: Card) -> Data:
    """Return the link to the entry of a card."""
    href = context.href(card.address) if card.address else ""
    return {
        "name": card.name,
        "href": href,
        "kind": card.kind,
        "ref": card.ref,
        "status": say_sentence(status(card.status)) if card.status else "",
    }


def name_of(context: PageContext, ref: str) -> str:
    """Return the name of an entry, "" where this edition sees none."""
    shown = link(context, ref)
    return shown["name"] if shown else ""


@once
def name_briefly(context: PageContext, ref: str) -> str:
    """Return the shortest name by which an entry is known from all others.

    That is an alias that is a part of its name ("Cleverly") or made of its initials ("UPI").
    """
    name = name_of(context, ref)
    actor: Actor | None = context.one("actor", ref) if ref else None
    parts = [alias for alias in (actor.aliases if actor else ()) if _is_part(alias, name)]
    own = [alias for alias in parts if len(context.all("name", alias)) == 1]
    return min((name, *own), key=len)


def _is_part(alias: str, name: str) -> bool:
    initials = "".join(word[0] for word in name.split() if word[0].isupper())
    return f" {alias} " in f" {name} " or alias == initials


def links(context: PageContext, refs: Iterable[str]) -> list[Data]:
    """Return the links of those entries that this edition may see."""
    found = (link(context, ref) for ref in dict.fromkeys(refs))
    return [one for one in found if one]


def show_roles(context: PageContext, roles: Iterable[Role]) -> list[Data]:
    """Return offices as ``{role, organization, when, evidence}``, the newest first.

    ``when`` are words on its days, ``evidence`` what it rests on, by its id.
    """
    ordered = sorted(roles, key=lambda role: day_key(role.start or role.as_of), reverse=True)
    return [
        {
            "role": role.role,
            "organization": link(context, role.organization),
            "when": [say_sentence(one) for one in list_days(_tenure_of(role))],
            "evidence": role.evidence,
        }
        for role in ordered
    ]


def _tenure_of(role: Role | CardRole) -> Tenure:
    return Tenure(role.start, role.end, role.as_of)


@once
def say_role_of(context: PageContext, ref: str, edtf: str) -> str:
    """Return the office of an actor as it may be named on a day, "" where none is known."""
    card = context.one("card", ref) if ref else None
    role = role_on(card.roles, edtf) if card else None
    if role is None:
        return ""
    words = filter(None, (role.role, name_of(context, role.organization)))
    return say_sentence(office(", ".join(words), role.start, role.end, role.as_of, edtf))


def role_on(roles: tuple[CardRole, ...], edtf: str) -> CardRole | None:
    """Return the office that fits a day best."""
    return roles[pick_office([_tenure_of(role) for role in roles], edtf)] if roles else None


def show_card(context: PageContext, ref: str, edtf: str = "") -> Data | None:
    """Return what a preview shows of an entry: name, role on the date, one line."""
    card = context.one("card", ref)
    if card is None:
        return None
    return {
        **link_card(context, card),
        "type": card.type,
        "role": say_role_of(context, ref, edtf),
        "line": plain_line(context, card.line) if card.kind in PREVIEWED else card.line,
        "date": show_day(card.date),
        "pronunciation": card.pronunciation,
    }


def keep_card(context: PageContext, ref: str, edtf: str = "") -> str:
    """Have the page hold the preview of an entry; return its id, "" where there is none.

    That of an actor says where they stand, unless the page itself does.
    """
    name = f"card.{ref}"
    card = None if name in context.cards else show_card(context, ref, edtf)
    if card and card["href"] and card["kind"] in PREVIEWED:
        is_told = card["kind"] == "actor" and ref not in context.placed
        told = show_fragment(context.view, "actor", ref) if is_told else {}
        context.cards[name] = {**card, "stands": told.get("stands", "")}
    return name if name in context.cards else ""


def tell_sentence(
    context: PageContext, made: Sentence | None, refs: Mapping[str, str]
) -> list[Data]:
    """Return a sentence in pieces of ``{words, link}``, for a template to put links into it.

    ``refs`` are the entries that its values name.
    """
    return [
        {"words": piece.words, "link": link(context, refs.get(piece.name, ""))}
        for piece in (split(made) if made else ())
    ]


def show_cards(context: PageContext, refs: Iterable[str]) -> list[Data]:
    """Return what lists show of those entries that this edition may see."""
    return [card for ref in refs if (card := show_card(context, ref))]


def by_name(items: Iterable[Data]) -> list[Data]:
    """Return shown things in the order of their names."""
    return sorted(items, key=lambda item: sort_name(item["name"]))


def by_newest(items: Iterable[Data]) -> list[Data]:
    """Return shown things with the newest first, the undated last."""
    return sorted(items, key=lambda item: latest_key(_date_of(item)), reverse=True)


def _date_of(item: Data) -> str:
    return item["date"]["edtf"] if item["date"] else ""


def list_dates(items: Iterable[Data]) -> list[str]:
    """Return the dates of shown things, of those that have one."""
    return [item["date"]["edtf"] for item in items if item["date"]]


def path_of(context: PageContext, key: str) -> str:
    """Return the file of an article or overview."""
    return str(context.one("place", key).path)


def show_picture(context: PageContext, key: str, picture: Picture | None) -> Data | None:
    """Return the picture of the article or briefing ``key``, None if it has none.

    ``size`` is its width and height in pixels, None where it cannot be told.
    """
    if picture is None:
        return None
    path = resolve_path(path_of(context, key), picture.file)
    return {
        "src": context.href(context.one("file", path)),
        "size": context.one("size", path),
        "alt": picture.alt,
        "credit": picture.credit,
    }


_remember_days = lru_cache(maxsize=1 << 14)


@_remember_days
def show_day(edtf: str) -> Data | None:
    """Return ``{words, edtf, from, to}`` of a date, or None where there is none."""
    if not edtf:
        return None
    date = parse_date(edtf)
    return {"words": say_day(edtf), "edtf": edtf, "from": date.earliest, "to": date.latest}


@_remember_days
def say_day(edtf: str) -> str:
    """Return a date in words, "" for none."""
    return say_date(edtf) if edtf else ""


@_remember_days
def show_short_day(edtf: str) -> Data | None:
    """Return what ``show_day`` does, in few words, for tables."""
    shown = show_day(edtf)
    return shown and {**shown, "words": short_date(edtf)}


@_remember_days
def day_key(edtf: str) -> tuple[str, str]:
    """Return what orders dates from the first on; what has no date comes first."""
    return sort_key(parse_date(edtf)) if edtf else ("", "")


@_remember_days
def latest_key(edtf: str) -> tuple[str, str]:
    """Return what orders dates to the newest; what has no date is the oldest."""
    return recency_key(edtf) if edtf else ("", "")


def render_line(
    context: PageContext, text: str, numbers: Mapping[str, int] | None = None
) -> Markup | str:
    """Return one paragraph's HTML without its tags, to stand within a line of the page."""
    html = render_text(context, text, numbers)
    match = WHOLE_PARAGRAPH.fullmatch(html)
    return Markup(match[1]) if match and "<p>" not in match[1] else html


def render_text(
    context: PageContext, text: str, numbers: Mapping[str, int] | None = None
) -> Markup | str:
    """Return the HTML of a text, "" for none; ``numbers`` are those of its citations."""
    if not _leads_on(text):
        return _render_alone(text, find_typography(context))
    document = read_text(text)
    notes = cite_quotes(context, numbers or count_cited(document))
    return mark_up(document, link_references(context, document)._replace(citations=notes))


def cite_quotes(context: PageContext, numbers: Mapping[str, int]) -> dict[str, CitationNote]:
    """Return the ways to the words of cited quotes; those that are hidden are left out."""
    cited = ((ref, _cite(context, ref, number)) for ref, number in numbers.items())
    return {ref: note for ref, note in cited if note}


def plain_line(context: PageContext, text: str) -> str:
    """Return a text without markup and citations, for where no HTML can stand."""
    if not _leads_on(text):
        return _plain_alone(text, find_typography(context))
    document = read_text(text)
    return str(mark_up(document, link_references(context, document)).striptags())


def _leads_on(text: str) -> bool:
    """Tell whether a text may have links or citations, so that it differs from page to page."""
    return "[" in text


@lru_cache(maxsize=4096)
def _render_alone(text: str, typography: str) -> Markup | str:
    """Return the HTML of a text that is the same on every page."""
    marking = Marking(ids=False, typography=typography)
    return mark_up(read_text(text), marking) if text else ""


@lru_cache(maxsize=4096)
def _plain_alone(text: str, typography: str) -> str:
    html = _render_alone(text, typography)
    return str(html.striptags()) if isinstance(html, Markup) else html


def render_points(context: PageContext, texts: Iterable[str]) -> list[Markup | str]:
    """Return the HTML of each item of a list, whose citations are numbered throughout."""
    items = tuple(texts)
    numbers = count_cited(*(read_text(text) for text in items))
    return [render_line(context, text, numbers) for text in items]


def count_cited(*documents: Document) -> dict[str, int]:
    """Return the number of each citation, from 1 in the order of the texts."""
    pieces = (piece for document in documents for piece in document.pieces)
    cited = dict.fromkeys(piece.target for piece in pieces if isinstance(piece, Citation))
    return {ref: number for number, ref in enumerate(cited, 1)}


def find_typography(context: PageContext, key: str = "") -> str:
    """Return the language in whose marks the text of ``key`` is set, "" if it stays as it is.

    So does a source's own text; without a key it is that of a field.
    """
    if not context.one("config", "typography"):
        return ""
    story = context.one("story", key) if key else None
    if story and story.is_source:
        return ""
    return (story.language if story else "") or str(context.one("config", "language"))


def link_references(context: PageContext, document: Document, key: str = "") -> Marking:
    """Return where the references of a text lead from this page, and the author's own links.

    ``key`` is the article or overview that the text is of, "" for one in a field. Ids are left
    out, for the text stands beside others.
    """
    pieces, path = document.pieces, path_of(context, key) if key else ""
    references = {p.target for p in pieces if isinstance(p, TextReference) and p.linked}
    addresses = {p.address for p in pieces if isinstance(p, WrittenAddress)}
    return Marking(
        references={ref: target for ref in references if (target := find_target(context, ref))},
        addresses={one: _resolve_address(context, one, path) for one in addresses},
        ids=False,
        typography=find_typography(context, key),
    )


def _resolve_address(context: PageContext, address: str, path: str) -> Resolved:
    """Return an address in the file at ``path`` as seen from this page.

    One in a field begins with "/": it leads from the top of the workspace.
    """
    target, fragment = split_target(address)
    file = resolve_path("" if target.startswith("/") else path, target.removeprefix("/"))
    found = context.one("file", file)
    name = _heading_or_id(context.view, file, fragment)
    href = context.href(f"{found}#{name}" if name else found) if found else address
    return Resolved(href, *(context.one("size", file) or ()))


def _heading_or_id(view: EditionView, path: str, fragment: str) -> str:
    """Return the fragment as our pages know it: headings are found under ``h.``."""
    body = view.one("body", article_key(path).removesuffix("/index")) if fragment else None
    slugs = {heading.slug for heading in body.document.headings} if body else set()
    return f"h.{fragment}" if fragment in slugs else fragment


def find_target(context: PageContext, ref: str) -> LinkTarget | None:
    """Return where a reference leads, or None where this edition has nothing of it."""
    shown = link(context, ref)
    return LinkTarget(shown["href"], ref, shown["name"], shown["kind"]) if shown else None


def _cite(context: PageContext, ref: str, number: int) -> CitationNote | None:
    said = context.one("quote", ref)
    if said is None:
        return None
    speaker = name_of(context, said.speaker)
    label = f"{number}: {quote_words(said.words)}{speaker and f', {speaker}'}"
    return CitationNote(context.href(said.address), number, label)
