"""The indexes: every entry of a kind, A–Z or by date; the glossary, and all relations."""

from collections.abc import Iterable, Sequence

from briefbook.base.folding import first_letter, letter_heading, sort_name
from briefbook.kinds.term import GLOSSARY, Term
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
from briefbook.pages.page import Head, PageKind, frame, single_page
from briefbook.pages.parts.evidence import draw_ties, show_ties
from briefbook.pages.parts.lists import show_all_mentions
from briefbook.render.page import Data, Page


def _group_by_letter(cards: Iterable[Data]) -> list[Data]:
    groups: dict[str, list[Data]] = {}
    for card in sorted(cards, key=lambda card: sort_name(card["name"])):
        groups.setdefault(first_letter(card["name"]), []).append(card)
    order = sorted(groups, key=lambda letter: (letter == "_", letter))
    return [
        {"letter": letter, "heading": letter_heading(letter), "entries": groups[letter]}
        for letter in order
    ]


def az_page(
    name: str, title: str, index: str, counted: Sequence[tuple[str, str]] = ()
) -> PageKind:
    """Return the kind of an A–Z index.

    ``counted`` are (words, index): what the list counts of each entry.
    """

    def count(context: PageContext, key: str) -> list[Data]:
        return [{"what": what, "count": len(context.all(of, key))} for what, of in counted]

    def show(_: str, context: PageContext) -> Page:
        found = [(key, show_card(context, key)) for key in context.keys(index)]
        cards = [
            {**card, "counts": count(context, key)}
            for key, card in found
            if card and card["href"]
        ]
        data = {"groups": _group_by_letter(cards), "heading": title, "kind": index}
        return frame(context, "index-az.html", Head(title), data)

    return single_page(name, f"{name}/index.html", show)


def _view_briefings(_: str, context: PageContext) -> Page:
    shown = show_briefings(context)
    loose = show_cards(context, (ref for ref, _ in context.all("stories-in", "")))
    data = {"briefings": shown, "articles": by_newest(loose)}
    return frame(context, "briefings.html", Head("Briefings", dates=list_dates(shown)), data)


def _view_meetings(_: str, context: PageContext) -> Page:
    cards = show_cards(context, context.keys("meeting"))
    return frame(context, "meetings.html", Head("Meetings"), {"meetings": by_newest(cards)})


def _view_glossary(_: str, context: PageContext) -> Page:
    terms = [_show_term(context, key) for key in context.keys("term")]
    data = {"terms": sorted(terms, key=lambda term: sort_name(term["term"]))}
    return frame(context, "glossary.html", Head("Glossary"), data)


def _show_term(context: PageContext, key: str) -> Data:
    term: Term = context.one("term", key)
    return {
        "id": key,
        "term": term.term,
        "aliases": [alias for alias in term.aliases if alias != term.term],
        "definition": render_line(context, term.definition),
        "see": links(context, term.see),
        "mentions": show_all_mentions(context, key),
    }


def _view_relations(_: str, context: PageContext) -> Page:
    ties = context.all("ties")
    shown = show_ties(context, ties)
    data = {
        "relations": shown,
        "network": draw_ties(context, shown, "Who does what to whom", "ties"),
    }
    return frame(
        context, "relations.html", Head("Relations", dates=[tie.date for tie in ties]), data
    )


ACTORS_PAGE = az_page(
    "actors",
    "People & bodies",
    "actor",
    (("quotes", "quotes-by"), ("positions", "positions-of")),
)
ISSUES_PAGE = az_page("issues", "Issues", "issue", (("positions", "positions-on"),))
SOURCES_PAGE = az_page("sources", "Sources", "source", (("quotes", "quotes-from"),))
BRIEFINGS_PAGE = single_page("briefings", "briefings/index.html", _view_briefings)
MEETINGS_PAGE = single_page(
    "meetings", "meetings/index.html", _view_meetings, lambda view: bool(view.keys("meeting"))
)
GLOSSARY_PAGE = single_page("glossary", GLOSSARY, _view_glossary)
RELATIONS_PAGE = single_page("relations", "relations.html", _view_relations)
