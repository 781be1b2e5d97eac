"""An article's page: the text with its marked passages, and the notes beside them."""

from collections.abc import Callable, Iterable

from briefbook.base.folding import sort_name
from briefbook.index.ledger import EditionView
from briefbook.kinds.article import Story
from briefbook.kinds.source import Source
from briefbook.pages.context import PageContext, link, links, show_day, show_picture
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame
from briefbook.pages.parts.body import show_body
from briefbook.pages.parts.events import find_events, happened_days, show_briefly
from briefbook.pages.parts.evidence import show_claims, show_held
from briefbook.pages.parts.lists import order_stories, show_all_mentions
from briefbook.pages.source import show_source
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date


def _view_article(key: str, context: PageContext) -> Page:
    story: Story = context.one("story", key)
    events = find_events(context, context.all("events-from", key))
    body = show_body(context, key, story.date)
    data = {
        "article": {
            "id": key,
            "date": show_day(story.date),
            "summary": story.summary,
            "language": story.language,
            "picture": show_picture(context, key, story.picture),
            "has_capture": story.has_capture,
        },
        "source": _show_source_of(context, story.source),
        "body": body,
        "rail": _show_rail(body),
        "positions": [show_held(context, held) for held in context.all("positions-from", key)],
        "claims": show_claims(context, context.all("claims-of", key)),
        "events": [show_briefly(context, event) for event in events],
        "sources": links(context, context.all("sources-of", key)),
        "mentions": show_all_mentions(context, key),
        "neighbours": _show_neighbours(context, story),
    }
    dates = [story.date, *happened_days(events)]
    facts = {"@type": "Article", "headline": story.title}
    if story.date and (day := iso_date(story.date)):
        facts["datePublished"] = day
    head = Head(
        story.title,
        _article_crumbs(context.view, story),
        dates,
        description=story.summary,
        facts=facts,
    )
    return frame(context, "article.html", head, data)


def _show_source_of(context: PageContext, ref: str) -> Data | None:
    source: Source | None = context.one("source", ref) if ref else None
    return {**show_source(context, ref, source), "link": link(context, ref)} if source else None


def _article_crumbs(view: EditionView, story: Story) -> tuple[Crumb, ...]:
    """Return the way back: by the briefing that holds the article."""
    card = view.one("card", story.briefing) if story.briefing else None
    listed = (HOME, ("Briefings", "briefings/index.html"))
    return (*listed, (card.name, card.address)) if card else (HOME,)


def _show_neighbours(context: PageContext, story: Story) -> Data:
    keys = order_stories(context.view, story.briefing) if story.briefing else ()
    place = keys.index(story.key) if story.key in keys else -1
    before = keys[place - 1] if place > 0 else ""
    after = keys[place + 1] if 0 <= place < len(keys) - 1 else ""
    return {"previous": link(context, before), "next": link(context, after)}


def article_address(key: str, view: EditionView) -> str:
    """Return the address of an article's page."""
    return str(view.one("story", key).address)


ARTICLE_PAGE = PageKind("article", "story", article_address, _view_article)


def _show_rail(body: Data) -> Data:
    """Return ``{voices, issues, events}`` of a text, each with the ids of the notes on it."""
    notes = [note for segment in body["segments"] for note in segment["notes"]]
    return {
        "voices": _gather_links(notes, _list_voices),
        "issues": _gather_links(notes, _list_issues),
        "events": [
            {"name": note["event"]["name"], "date": note["event"]["date"], "note": note["id"]}
            for note in notes
            if note["event"]
        ],
    }


def _gather_links(notes: Iterable[Data], find: Callable[[Data], list[Data]]) -> list[Data]:
    """Return what notes have in common, ``{link, notes}`` each; what most have comes first."""
    found: dict[str, Data] = {}
    for note in notes:
        for shown in find(note):
            one = found.setdefault(shown["ref"], {"link": shown, "notes": []})
            one["notes"] += [] if note["id"] in one["notes"] else [note["id"]]
    return sorted(found.values(), key=_rank)


def _rank(one: Data) -> tuple[int, tuple[str, str]]:
    """Return what puts the most frequent first, those alike by name."""
    return -len(one["notes"]), sort_name(one["link"]["name"])


def _list_voices(note: Data) -> list[Data]:
    """Return who speaks in a note, and on whose behalf."""
    quote = note["quote"]
    return [one for one in (quote["speaker"], quote["on_behalf_of"]) if one] if quote else []


def _list_issues(note: Data) -> list[Data]:
    stances = note["quote"]["stances"] if note["quote"] else []
    return [stance["issue"] for stance in stances if stance["issue"]]
