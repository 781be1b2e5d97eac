"""The indexes: one line for every entry of a kind, A–Z or by date."""

from collections.abc import Callable, Iterable

from briefbook.base.folding import first_letter, letter_heading, sort_name
from briefbook.kinds.term import GLOSSARY, Term
from briefbook.pages.context import PageContext, latest_key, links, render_line, show_card
from briefbook.pages.home import show_briefings
from briefbook.pages.page import ONE, Head, PageKind, frame
from briefbook.pages.parts.evidence import draw_ties, show_ties
from briefbook.pages.parts.lists import show_all_mentions
from briefbook.render.page import Data, Page

ADDRESS = "relations.html"


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
    title: str, index: str, extra: Callable[[PageContext, str], Data]
) -> Callable[[str, PageContext], Page]:
    """Return the view of an A–Z index; ``extra`` gives what the list counts of an entry."""

    def view(_: str, context: PageContext) -> Page:
        keys = context.keys(index)
        found = [(key, show_card(context, key)) for key in keys]
        cards = [
            {**card, **extra(context, key)} for key, card in found if card and card["href"]
        ]
        data = {"groups": _group_by_letter(cards), "heading": title, "kind": index}
        return frame(context, "index-az.html", Head(title), data)

    return view


def _count_of_actor(context: PageContext, key: str) -> Data:
    return {
        "counts": [
            {"what": "quotes", "count": len(context.all("quotes-by", key))},
            {"what": "positions", "count": len(context.all("positions-of", key))},
        ]
    }


def _count_of_issue(context: PageContext, key: str) -> Data:
    return {"counts": [{"what": "positions", "count": len(context.all("positions-on", key))}]}


def _count_of_source(context: PageContext, key: str) -> Data:
    return {"counts": [{"what": "quotes", "count": len(context.all("quotes-from", key))}]}


def _view_briefings(_: str, context: PageContext) -> Page:
    shown = show_briefings(context)
    loose = [
        card for ref, _ in context.all("stories-in", "") if (card := show_card(context, ref))
    ]
    dates = [one["date"]["edtf"] for one in shown if one["date"]]
    data = {"briefings": shown, "articles": _by_newest(loose)}
    return frame(context, "briefings.html", Head("Briefings", dates=dates), data)


def _view_meetings(_: str, context: PageContext) -> Page:
    cards = [card for key in context.keys("meeting") if (card := show_card(context, key))]
    return frame(context, "meetings.html", Head("Meetings"), {"meetings": _by_newest(cards)})


def _by_newest(cards: list[Data]) -> list[Data]:
    return sorted(
        cards,
        key=lambda card: latest_key(card["date"]["edtf"] if card["date"] else ""),
        reverse=True,
    )


def fixed(name: str, address: str, view: Callable[[str, PageContext], Page]) -> PageKind:
    """Return the kind of a page that there is always one of."""
    return PageKind(name, ONE, lambda _, __: address, view)


ACTORS_PAGE = fixed(
    "actors",
    "actors/index.html",
    az_page("People & bodies", "actor", _count_of_actor),
)
ISSUES_PAGE = fixed(
    "issues",
    "issues/index.html",
    az_page("Issues", "issue", _count_of_issue),
)
SOURCES_PAGE = fixed(
    "sources",
    "sources/index.html",
    az_page("Sources", "source", _count_of_source),
)
BRIEFINGS_PAGE = fixed("briefings", "briefings/index.html", _view_briefings)
MEETINGS_PAGE = PageKind(
    "meetings",
    ONE,
    lambda _, __: "meetings/index.html",
    _view_meetings,
    lambda _, view: ("",) if view.keys("meeting") else (),
)


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


GLOSSARY_PAGE = PageKind("glossary", ONE, lambda _, __: GLOSSARY, _view_glossary)


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


RELATIONS_PAGE = PageKind("relations", ONE, lambda _, __: ADDRESS, _view_relations)
