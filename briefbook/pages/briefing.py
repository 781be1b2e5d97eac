"""A briefing: its first screen answers, and below stands the rest, once and in order.

The answers are the key points, who said what, what is disputed, what happened, and what is not
known. Words of a quote that stand here twice are a link elsewhere on the page.
"""

from collections.abc import Iterable, Mapping, Sequence

from briefbook.kinds.briefing import Briefing, name_point
from briefbook.kinds.claim import Asserted
from briefbook.kinds.event import Happening
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import bodies_of
from briefbook.pages.article import show_body
from briefbook.pages.by_year import Archive
from briefbook.pages.context import (
    PageContext,
    by_name,
    count_cited,
    link,
    links,
    render_line,
    show_card,
    show_cards,
    show_day,
    show_picture,
    show_short_day,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.charts import show_chart
from briefbook.pages.parts.events import (
    draw_events,
    find_events,
    group_events,
    happened_days,
)
from briefbook.pages.parts.evidence import (
    DISPUTED,
    find_older_ties,
    name_claim,
    name_ties,
    put_disputed_first,
    show_basis,
)
from briefbook.pages.parts.lists import order_stories, pick_newest, show_mentions
from briefbook.pages.parts.once import choose_words
from briefbook.pages.parts.parting import FEW, MANY
from briefbook.pages.parts.voices import (
    Voice,
    find_evidence,
    list_voices,
    show_voices,
    show_words,
)
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.basis import OWN_WORDS
from briefbook.statements.events import HAPPENED, not_facts
from briefbook.statements.words import say_sentence
from briefbook.syntax.markdown.document import Document
from briefbook.syntax.markdown.parser import read_text
from briefbook.units.unit import Body

CRUMBS = (HOME, ("Briefings", "briefings/index.html"))
ARCHIVE = Archive(
    "briefing",
    lambda key, _: f"briefings/{key}/index.html",
    CRUMBS,
    {
        "articles": "stories-in",
        "events": "events-in-briefing",
        "claims": "claims-in-briefing",
        "mentions": "mentioned",
    },
    newest=FEW,
)
LATELY = 10
"""Events that stand open; earlier ones are folded."""

AT_ONCE = 6
"""Disputes that stand open, and actors who are named as not heard."""


def _view_briefing(key: str, context: PageContext) -> Page:
    briefing: Briefing = context.one("briefing", key)
    lists = ARCHIVE.read(key, context.view)
    newest = {name: pick_newest(listed, FEW) for name, listed in lists.items()}
    events = find_events(context, (one.ref for one in newest["events"]))
    is_all = len(lists["events"]) <= FEW
    claims = put_disputed_first(context, (one.ref for one in newest["claims"]))
    positions = context.all("positions-in", key)
    voices = list_voices(context, positions)
    ties = context.all("ties-in", key)
    documents = _list_documents(context, key, briefing)
    numbers = count_cited(*documents)
    said, against = _choose_words(context, documents, voices, claims)
    data = {
        "briefing": {
            "id": key,
            "date": show_day(briefing.date),
            "summary": briefing.summary,
            "picture": show_picture(context, key, briefing.picture),
        },
        **_show_texts(context, briefing, numbers),
        "said": show_voices(context, said),
        "disputes": _show_disputes(context, claims, against)[:AT_ONCE],
        **_show_events(context, events),
        **_find_unheard(context, events),
        "body": show_body(context, key, "", numbers),
        "articles": show_cards(context, order_stories(context.view, key)[:MANY]),
        "timeline": show_chart(
            context, draw_events(context, events, "timeline", is_all=is_all), "events"
        ),
        "claims": [name_claim(context, claim) for claim in claims],
        "relations": name_ties(context, ties),
        "older_ties": find_older_ties(context, ties),
        "actors": _show_actors(context, voices, briefing.date),
        "cited": _show_cited(context, numbers),
        "count_cited": len(numbers),
        "meetings": links(context, context.all("meetings-in-briefing", key)),
        "mentions": show_mentions(context, newest["mentions"]),
        "years": ARCHIVE.show_years(context, key, lists),
        "handouts": show_handouts(context, "briefing", key),
    }
    dates = [briefing.date, *happened_days(events), *(held.date for held in positions)]
    facts = {"@type": "Report", "name": briefing.title, "abstract": briefing.summary}
    head = Head(
        briefing.title, CRUMBS, dates, description=briefing.summary, facts=facts, ref=key
    )
    return frame(context, "briefing.html", head, data)


def _show_texts(context: PageContext, briefing: Briefing, numbers: Mapping[str, int]) -> Data:
    """Return the author's lists; key points have ids, by which the search leads to them."""
    points, disputed, unknown = (
        [render_line(context, text, numbers) for text in texts]
        for texts in (briefing.key_points, briefing.disputed, briefing.unknown)
    )
    key_points = [{"id": name_point(at), "words": one} for at, one in enumerate(points, 1)]
    return {"key_points": key_points, "disputed": disputed, "unknown": unknown}


def _list_documents(context: PageContext, key: str, briefing: Briefing) -> list[Document]:
    """Return all texts of the briefing's author, in the order of the page."""
    body: Body | None = context.one("body", key)
    fields = (*briefing.key_points, *briefing.disputed, *briefing.unknown)
    return [*map(read_text, fields), *([body.document] if body else ())]


def _choose_words(
    context: PageContext,
    documents: Sequence[Document],
    voices: Sequence[Voice],
    claims: Sequence[Asserted],
) -> tuple[list[Voice], list[Said | None]]:
    """Return the voices with their words, and the words of each side that disputes a claim."""
    text = " ".join(" ".join(one.text for one in documents).split())
    sides = [
        [said for ref in refs if (said := context.one("quote", ref))]
        for claim in claims
        for _, refs in claim.disputed_by
    ]
    chosen = [*choose_words(text, [*find_evidence(context, voices), *sides])]
    said = [voice._replace(said=one) for voice, one in zip(voices, chosen, strict=False)]
    return said, chosen[len(voices) :]


def _show_disputes(
    context: PageContext, claims: Iterable[Asserted], chosen: Iterable[Said | None]
) -> list[Data]:
    """Return the disputed claims, each with who disputes it, and in which words."""
    words = iter(chosen)
    shown = [
        {
            **name_claim(context, claim),
            "sides": [
                _show_side(context, actor, refs, next(words))
                for actor, refs in claim.disputed_by
            ],
        }
        for claim in claims
    ]
    return [one for one in shown if one["status"] in DISPUTED]


def _show_side(
    context: PageContext, actor: str, refs: tuple[str, ...], said: Said | None
) -> Data:
    return {
        "actor": link(context, actor),
        "said": said and show_words(context, said, actor),
        "proof": links(context, refs)[:1],
    }


def _show_events(context: PageContext, events: Sequence[Happening]) -> Data:
    """Return what happened, of that what was earlier, and what is only planned or promised."""
    happened = group_events(context, [one for one in events if one.status == HAPPENED])
    ahead = [one for one in events if one.status != HAPPENED]
    return {
        "happened": happened[-LATELY:],
        "earlier": happened[:-LATELY],
        "ahead": group_events(context, ahead),
        "ahead_words": say_sentence(not_facts([one.status for one in ahead])),
    }


def _find_unheard(context: PageContext, events: Iterable[Happening]) -> Data:
    """Return the persons who acted in events and have no position; ``unheard_words`` say so.

    A person who speaks for a body that has one is not among them.
    """
    acting = dict.fromkeys(ref for event in events for ref in event.actors)
    cards = [card for ref in acting if (card := context.one("card", ref))]
    persons = [card.ref for card in cards if card.type == "person"]
    refs = [ref for ref in persons if not _is_heard(context, ref)]
    return {
        "unheard": by_name(links(context, refs))[:AT_ONCE],
        "unheard_words": say_sentence(none_found(())),
    }


def _is_heard(context: PageContext, actor: str) -> bool:
    own = context.all("positions-of", actor)
    bodies = () if own else bodies_of(actor, context.view)
    return bool(own) or any(context.all("positions-of", body) for body in bodies)


def _show_actors(context: PageContext, voices: Iterable[Voice], day: str) -> list[Data]:
    holders = dict.fromkeys(voice.held.actor for voice in voices)
    return by_name(card for ref in holders if (card := show_card(context, ref, day)))


def _show_cited(context: PageContext, numbers: Mapping[str, int]) -> list[Data]:
    """Return what the numbers in the texts stand for: whose words, of when, and where.

    Quotes of which all of that is the same are in one line, each with the way to its words.
    """
    lines: dict[tuple[str, ...], list[tuple[int, Said]]] = {}
    for ref, number in numbers.items():
        said: Said | None = context.one("quote", ref)
        if said:
            alike = (said.speaker or said.source, said.date, said.article, said.basis)
            lines.setdefault((*alike, said.according_to), []).append((number, said))
    return [_show_line(context, some) for some in lines.values()]


def _show_line(context: PageContext, some: Sequence[tuple[int, Said]]) -> Data:
    said = some[0][1]
    return {
        "numbers": [
            {"number": number, "href": context.href(one.address)} for number, one in some
        ],
        "speaker": link(context, said.speaker or said.source),
        "known": [] if said.basis in OWN_WORDS else show_basis(context, said),
        "date": show_short_day(said.date),
        "article": link(context, said.article),
    }


BRIEFING_PAGE = PageKind("briefing", "briefing", ARCHIVE.address, _view_briefing)
BRIEFING_YEAR_PAGE = ARCHIVE.make_kind()
