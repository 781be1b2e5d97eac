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


def group_by_letter(cards: Iterable[Data]) -> list[Data]:
    """Return cards under their first letters, in the order of the alphabet."""
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
        data = {"groups": group_by_letter(cards), "heading": title, "kind": index}
        return frame(context, "index-az.html", Head(title), data)

    return view


def count_of_actor(context: PageContext, key: str) -> Data:
    """Return how much is known of an actor."""
    return {
        "counts": [
            {"what": "quotes", "count": len(context.all("quotes-by", key))},
            {"what": "positions", "count": len(context.all("positions-of", key))},
        ]
    }


def count_of_issue(context: PageContext, key: str) -> Data:
    """Return how much is known on an issue."""
    return {"counts": [{"what": "positions", "count": len(context.all("positions-on", key))}]}


def count_of_source(context: PageContext, key: str) -> Data:
    """Return how much is taken from a source."""
    return {"counts": [{"what": "quotes", "count": len(context.all("quotes-from", key))}]}


def view_briefings(_: str, context: PageContext) -> Page:
    """Return the list of all briefings, the newest first."""
    shown = show_briefings(context)
    loose = [
        card for ref, _ in context.all("stories-in", "") if (card := show_card(context, ref))
    ]
    dates = [one["date"]["edtf"] for one in shown if one["date"]]
    data = {"briefings": shown, "articles": by_newest(loose)}
    return frame(context, "briefings.html", Head("Briefings", dates=dates), data)


def view_meetings(_: str, context: PageContext) -> Page:
    """Return the list of all meetings, the newest first."""
    cards = [card for key in context.keys("meeting") if (card := show_card(context, key))]
    return frame(context, "meetings.html", Head("Meetings"), {"meetings": by_newest(cards)})


def by_newest(cards: list[Data]) -> list[Data]:
    """Return cards by date, the newest first."""
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
    az_page("People & bodies", "actor", count_of_actor),
)
ISSUES_PAGE = fixed(
    "issues",
    "issues/index.html",
    az_page("Issues", "issue", count_of_issue),
)
SOURCES_PAGE = fixed(
    "sources",
    "sources/index.html",
    az_page("Sources", "source", count_of_source),
)
BRIEFINGS_PAGE = fixed("briefings", "briefings/index.html", view_briefings)
MEETINGS_PAGE = PageKind(
    "meetings",
    ONE,
    lambda _, __: "meetings/index.html",
    view_meetings,
    lambda _, view: ("",) if view.keys("meeting") else (),
)


def view_glossary(_: str, context: PageContext) -> Page:
    """Return the glossary."""
    terms = [show_term(context, key) for key in context.keys("term")]
    data = {"terms": sorted(terms, key=lambda term: sort_name(term["term"]))}
    return frame(context, "glossary.html", Head("Glossary"), data)


def show_term(context: PageContext, key: str) -> Data:
    """Return one term with everything that refers to it."""
    term: Term = context.one("term", key)
    return {
        "id": key,
        "term": term.term,
        "aliases": [alias for alias in term.aliases if alias != term.term],
        "definition": render_line(context, term.definition),
        "see": links(context, term.see),
        "mentions": show_all_mentions(context, key),
    }


GLOSSARY_PAGE = PageKind("glossary", ONE, lambda _, __: GLOSSARY, view_glossary)


def view_relations(_: str, context: PageContext) -> Page:
    """Return the page of all relations."""
    ties = context.all("ties")
    shown = show_ties(context, ties)
    data = {
        "relations": shown,
        "network": draw_ties(context, shown, "Who does what to whom", "ties"),
    }
    return frame(
        context, "relations.html", Head("Relations", dates=[tie.date for tie in ties]), data
    )


RELATIONS_PAGE = PageKind("relations", ONE, lambda _, __: ADDRESS, view_relations)
