"""The home page: the newest briefings, who stands where, and what changed lately."""

from collections.abc import Sequence

from markupsafe import Markup

from briefbook.charts import Drawing
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.event import Happening
from briefbook.kinds.issue import OFF_SCALE, Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.quote import Said
from briefbook.kinds.standing import held_key, join_alike, say_move, stand
from briefbook.pages.by_year import TIMELINE, tell_newest
from briefbook.pages.context import (
    PageContext,
    by_name,
    by_newest,
    day_key,
    link,
    list_dates,
    name_of,
    plain_line,
    render_points,
    show_cards,
    show_day,
    show_short_day,
)
from briefbook.pages.data import list_feeds
from briefbook.pages.page import HOME, Head, frame, single_page
from briefbook.pages.parts.charts import show_chart
from briefbook.pages.parts.events import draw_events, find_events, group_events
from briefbook.pages.parts.evidence import find_standings, find_step, show_chip, show_doubts
from briefbook.pages.parts.lists import pick_newest
from briefbook.pages.parts.once import choose_words
from briefbook.pages.parts.parting import MANY
from briefbook.pages.parts.plots import find_words
from briefbook.pages.parts.voices import show_words
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.events import HAPPENED
from briefbook.statements.words import say_sentence

NEWEST_BRIEFINGS = 6
NEWEST_ARTICLES = 8
NEWEST_POSITIONS = 6
NEWEST_EVENTS = 9
BEST_QUOTES = 6
ISSUES_AT_A_GLANCE = 6
KEY_POINTS = 3
POINTS_OF_THE_NEWEST = 6
HOLDERS = 24


def _draw_strip(context: PageContext, lead: str, events: Sequence[Happening]) -> Drawing | None:
    """Return the strip of what happened lately."""
    own = context.all("events-in-briefing", lead) if lead else ()
    is_all, thing = (len(own) <= MANY, "event") if own else tell_newest(context.view)
    return draw_events(context, events, "strip", "strip", is_all, thing)


def _find_lead(context: PageContext) -> str:
    """Return the newest briefing, "" where there is none."""
    dated = (
        {"ref": key, "date": show_day(context.one("briefing", key).date)}
        for key in context.keys("briefing")
    )
    return next((str(one["ref"]) for one in by_newest(dated)), "")


def _view_home(_: str, context: PageContext) -> Page:
    briefings = show_briefings(context)
    articles = newest_articles(context)
    lead = _find_lead(context)
    events = _find_happened(context, lead)
    data = {
        "briefings": _show_leads(context, briefings[:NEWEST_BRIEFINGS]),
        "more_briefings": len(briefings) > NEWEST_BRIEFINGS,
        "articles": articles[:NEWEST_ARTICLES],
        "happened": group_events(context, events)[-NEWEST_EVENTS:],
        "best": _show_best(context, lead),
        "issues": _show_issues(context),
        "positions": _newest_positions(context),
        "strip": show_chart(context, _draw_strip(context, lead, events), "events"),
        "feeds": list_feeds(context),
    }
    dates = list_dates((*briefings, *articles))
    title = context.one("config", "title")
    tagline = context.one("config", "tagline")
    facts = {"@type": "WebSite", "name": title}
    head = Head(title, (), dates, description=tagline, facts=facts)
    return frame(context, "home.html", head, data)


def show_briefings(context: PageContext) -> list[Data]:
    """Return all briefings, the newest first, each with its first key points."""
    return by_newest(_show_briefing(context, key) for key in context.keys("briefing"))


def _show_briefing(context: PageContext, key: str) -> Data:
    briefing: Briefing = context.one("briefing", key)
    return {
        "link": link(context, key),
        "date": show_day(briefing.date),
        "summary": briefing.summary,
        "key_points": render_points(context, briefing.key_points[:KEY_POINTS]),
        "count": len(context.all("stories-in", key)),
    }


def _show_leads(context: PageContext, briefings: Sequence[Data]) -> list[Data]:
    """Return briefings by their key points: all of the newest, the first of each other one.

    The summary stands where there are none.
    """
    return [
        {**one, "key_points": points, "summary": "" if points else one["summary"]}
        for place, one in enumerate(briefings)
        for points in [one["key_points"][:1] if place else _show_points(context, one)]
    ]


def _show_points(context: PageContext, shown: Data) -> list[Markup | str]:
    briefing: Briefing = context.one("briefing", shown["link"]["ref"])
    return render_points(context, briefing.key_points[:POINTS_OF_THE_NEWEST])


def _find_happened(context: PageContext, briefing: str) -> list[Happening]:
    """Return what happened lately: of a briefing, or where that has nothing, of the book."""
    own = context.all("events-in-briefing", briefing) if briefing else ()
    listed = {*(own or TIMELINE.read_newest(context.view))}
    newest = sorted(listed, key=lambda one: (day_key(one.date), one.ref))[-MANY:]
    events = find_events(context, (one.ref for one in newest))
    return [one for one in events if one.status == HAPPENED]


def _show_best(context: PageContext, key: str) -> list[Data]:
    """Return the newest of the quotes that are the ones to print, of the briefing ``key``."""
    briefing: Briefing | None = context.one("briefing", key) if key else None
    if briefing is None:
        return []
    listed = pick_newest(context.all("best-in-briefing", key), BEST_QUOTES)
    quotes = [said for one in listed if (said := context.one("quote", one.ref))]
    text = " ".join(plain_line(context, point) for point in briefing.key_points)
    chosen = choose_words(text, ([said] for said in quotes))
    return [_show_said(context, said) for said in chosen if said]


def _show_said(context: PageContext, said: Said) -> Data:
    return {
        **show_words(context, said),
        "on_behalf_of": link(context, said.on_behalf_of),
        "date": show_short_day(said.date),
    }


def newest_articles(context: PageContext) -> list[Data]:
    """Return the articles of the two newest years, the newest first."""
    years = [name for name in context.keys("stories-by-year") if name != "undated"]
    refs = [ref for name in years[-2:] for ref in context.all("stories-by-year", name)]
    return by_newest(show_cards(context, refs))


def _show_issues(context: PageContext) -> list[Data]:
    voices = [(len(context.all("positions-on", key)), key) for key in context.keys("issue")]
    most = sorted(voices, key=lambda one: (-one[0], one[1]))[:ISSUES_AT_A_GLANCE]
    return [shown for _, key in most if (shown := _show_glance(context, key))]


def _newest_positions(context: PageContext) -> list[Data]:
    """Return the newest positions of anyone on anything; ``moved`` is from where they came."""
    issues = context.keys("issue")
    held = [one for issue in issues for one in context.all("positions-on", issue)]
    held = [one for one in held if context.one("card", one.actor)]
    held.sort(key=held_key, reverse=True)
    return [_show_new(context, one, held) for one in held[:NEWEST_POSITIONS]]


def _show_new(
    context: PageContext, held: DatedPosition, everything: list[DatedPosition]
) -> Data:
    """Return a position with what is known of a move to it, if it is one of the latest."""
    same = [one for one in everything if (one.actor, one.issue) == (held.actor, held.issue)]
    standing = stand(held.actor, held.issue, same)
    return {
        **show_chip(context, held.issue, held.stance),
        **show_doubts(context, held),
        "holder": link(context, held.actor),
        "date": show_day(held.date),
        "href": find_words(context, held),
        "moved": say_sentence(say_move(standing, held, context.view)),
    }


def _show_glance(context: PageContext, key: str) -> Data | None:
    """Return an issue with ``steps`` of ``{label, step, holders}``, None if nobody has a say.

    A position between two steps stands at both; the words off the scale come last, where
    somebody holds them.
    """
    issue: Issue = context.one("issue", key)
    everyone = context.all("positions-on", key)
    standings = find_standings(context, key, everyone)
    latest = [held for one in standings for held in join_alike(one.latest)]
    steps = [
        {
            "label": label.replace("-", " "),
            "step": find_step((label,), issue.scale),
            **_show_holders(context, [held for held in latest if label in held.stance]),
            "none": say_sentence(
                none_found([held for held in everyone if label in held.stance])
            ),
        }
        for label in (*issue.scale, *OFF_SCALE)
    ]
    steps = [one for one in steps if one["holders"] or one["step"] != "off"]
    shown = {"link": link(context, key), "question": issue.question, "steps": steps}
    return shown if latest else None


def _show_holders(context: PageContext, held: list[DatedPosition]) -> Data:
    """Return who holds a position, by name, each with the way to the words that show it.

    Where somebody else describes it, ``described`` says so. ``more`` is how many there are
    besides those who hold it last.
    """
    newest = sorted(held, key=held_key, reverse=True)[:HOLDERS]
    holders = by_name(
        {
            "name": name_of(context, one.actor),
            "href": find_words(context, one),
            "described": show_doubts(context, one)["described"],
        }
        for one in newest
    )
    return {"holders": holders, "more": len(held) - len(newest)}


HOME_PAGE = single_page("home", HOME[1], _view_home)
