"""The indexes: every entry of a kind, A–Z or by date; the glossary, and all relations."""

from collections.abc import Iterable, Iterator, Sequence

from briefbook.base.folding import first_letter, letter_heading, sort_name
from briefbook.index.ledger import EditionView
from briefbook.kinds.relation import KnownRelation
from briefbook.kinds.term import GLOSSARY, Term
from briefbook.pages.by_name import NamedPages, Shelf, head_shelf, name_item
from briefbook.pages.context import (
    PageContext,
    by_newest,
    links,
    list_dates,
    render_line,
    show_card,
    show_cards,
)
from briefbook.pages.home import show_briefings
from briefbook.pages.page import Head, frame, single_page
from briefbook.pages.parts.charts import show_chart
from briefbook.pages.parts.evidence import draw_ties, show_ties
from briefbook.pages.parts.lists import order_newest, pick_newest, show_mentions
from briefbook.pages.parts.parting import MANY, NAMES
from briefbook.render.page import Data, Page

MENTIONS_OF_TERM = 10
"""Texts that use a term, of which the glossary shows the words."""


def _group_by_letter(cards: Iterable[Data]) -> list[Data]:
    groups: dict[str, list[Data]] = {}
    for card in sorted(cards, key=lambda card: sort_name(card["name"])):
        groups.setdefault(first_letter(card["name"]), []).append(card)
    order = sorted(groups, key=lambda letter: (letter == "_", letter))
    return [
        {"letter": letter, "heading": letter_heading(letter), "entries": groups[letter]}
        for letter in order
    ]


def az_pages(
    name: str, title: str, index: str, counted: Sequence[tuple[str, str]] = ()
) -> NamedPages:
    """Return an A–Z index.

    ``counted`` are (words, index): what the list counts of each entry.
    """

    def count(context: PageContext, key: str) -> list[Data]:
        return [{"what": what, "count": len(context.all(of, key))} for what, of in counted]

    def show(context: PageContext, shelf: Shelf) -> Page:
        refs = [] if shelf.links else [item["ref"] for item in shelf.items]
        found = [(key, show_card(context, key)) for key in refs]
        cards = [{**card, "counts": count(context, key)} for key, card in found if card]
        data = {
            "groups": _group_by_letter(cards),
            "heading": title,
            "kind": index,
            "parts": shelf.links,
        }
        head, crumbs = head_shelf(shelf, title, f"{name}/index.html")
        return frame(context, "index-az.html", Head(head, crumbs), data)

    def find(view: EditionView, refs: Sequence[str]) -> Iterator[Data]:
        return (name_item(view, ref) for ref in refs if _has_page(view, ref))

    return NamedPages(name, f"{name}/index.html", lambda view: view.keys(index), find, show)


def _has_page(view: EditionView, ref: str) -> bool:
    card = view.one("card", ref)
    return bool(card and card.address)


def _view_briefings(_: str, context: PageContext) -> Page:
    shown = show_briefings(context)
    loose = order_newest(context.all("stories-in", ""))
    data = {
        "briefings": shown[:MANY],
        "older": [one["link"] for one in shown[MANY:]],
        "articles": show_cards(context, (one.ref for one in loose[:MANY])),
        "more": links(context, (one.ref for one in loose[MANY:])),
    }
    return frame(context, "briefings.html", Head("Briefings", dates=list_dates(shown)), data)


def _view_meetings(_: str, context: PageContext) -> Page:
    cards = by_newest(show_cards(context, context.keys("meeting")))
    data = {"meetings": cards[:MANY], "older": cards[MANY:]}
    return frame(context, "meetings.html", Head("Meetings"), data)


def _find_terms(view: EditionView, refs: Sequence[str]) -> Iterator[Data]:
    return (name_item(view, ref) for ref in refs)


def _show_glossary(context: PageContext, shelf: Shelf) -> Page:
    """Return the glossary; one that is parted has each term where links to it lead."""
    items = sorted(shelf.items, key=lambda item: sort_name(item["name"]))
    terms = [] if shelf.links else [_show_term(context, item["ref"]) for item in items]
    named = _lead_to_terms(context, items) if shelf.links and not shelf.part else []
    title, crumbs = head_shelf(shelf, "Glossary", GLOSSARY)
    data = {"terms": terms, "parts": shelf.links, "named": named}
    return frame(context, "glossary.html", Head(title, crumbs), data)


def _lead_to_terms(context: PageContext, items: Sequence[Data]) -> list[Data]:
    """Return the terms of a glossary that is parted, each with the way to where it stands."""
    parts = {item["ref"]: part for part, some in LETTERS.walk(items) for item in some}
    return [
        {**item, "href": context.href(f"{TERMS.address(parts[item['ref']])}#{item['ref']}")}
        for item in items
    ]


def _show_term(context: PageContext, key: str) -> Data:
    term: Term = context.one("term", key)
    mentions = context.all("mentioned", key)
    return {
        "id": key,
        "term": term.term,
        "aliases": [alias for alias in term.aliases if alias != term.term],
        "definition": render_line(context, term.definition),
        "see": links(context, term.see),
        "used": len(mentions),
        "mentions": show_mentions(context, pick_newest(mentions, MENTIONS_OF_TERM)),
    }


def _find_ties(view: EditionView, refs: Sequence[str]) -> Iterator[Data]:
    """Yield what these actors do to others, by the names of both."""
    ties = (tie for ref in refs for tie in dict.fromkeys(view.all("ties-of", ref)))
    own = (tie for tie in ties if tie.source in refs)
    return (name_item(view, tie.source, tie.target, tie=tie) for tie in own)


def _show_relations(context: PageContext, shelf: Shelf) -> Page:
    ties = _pick_ties(shelf.part, shelf.items)
    shown = show_ties(context, ties, MANY)
    title, crumbs = head_shelf(shelf, "Relations", RELATIONS.main)
    drawing = draw_ties(context, shown, len(ties) <= MANY)
    data = {
        "relations": shown,
        "network": show_chart(context, drawing, "network"),
        "parts": shelf.links,
    }
    head = Head(title, crumbs, dates=[tie.date for tie in ties])
    return frame(context, "relations.html", head, data)


def _pick_ties(part: str, items: Sequence[Data]) -> list[KnownRelation]:
    """Return the relations of a page, each once: none where they stand in its own parts."""
    is_parted = part and RELATIONS.parting.split(items, part)
    return [] if is_parted else [*dict.fromkeys(item["tie"] for item in items)]


ACTORS = az_pages(
    "actors",
    "People & bodies",
    "actor",
    (("quotes", "quotes-by"), ("positions", "positions-of")),
)
ISSUES = az_pages("issues", "Issues", "issue", (("positions", "positions-on"),))
SOURCES = az_pages("sources", "Sources", "source", (("quotes", "quotes-from"),))
BRIEFINGS_PAGE = single_page("briefings", "briefings/index.html", _view_briefings)
MEETINGS_PAGE = single_page(
    "meetings", "meetings/index.html", _view_meetings, lambda view: bool(view.keys("meeting"))
)
LETTERS = NAMES._replace(fits=lambda items: len(items) <= MANY)
TERMS = NamedPages(
    "glossary", GLOSSARY, lambda view: view.keys("term"), _find_terms, _show_glossary, LETTERS
)
RELATIONS = NamedPages(
    "relations",
    "relations.html",
    lambda view: view.keys("ties-of"),
    _find_ties,
    _show_relations,
    LETTERS,
)
