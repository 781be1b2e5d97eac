"""The home page: the newest briefings, who stands where, and what changed lately."""

from briefbook.charts import Drawing
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.issue import OFF_SCALE, Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import held_key, join_alike, say_move, stand
from briefbook.pages.by_year import TIMELINE, tell_newest
from briefbook.pages.context import (
    PageContext,
    by_name,
    by_newest,
    link,
    list_dates,
    name_of,
    render_points,
    show_cards,
    show_day,
)
from briefbook.pages.data import list_feeds
from briefbook.pages.page import HOME, ONE, Head, frame, single_page
from briefbook.pages.parts.charts import PageChart
from briefbook.pages.parts.events import draw_events, find_events
from briefbook.pages.parts.evidence import find_standings, find_step, show_doubts, show_held
from briefbook.pages.parts.parting import MANY
from briefbook.pages.parts.plots import find_words
from briefbook.render.page import Data, Page
from briefbook.statements.absence import none_found
from briefbook.statements.events import HAPPENED
from briefbook.statements.words import say_sentence

NEWEST_BRIEFINGS = 6
NEWEST_ARTICLES = 8
NEWEST_POSITIONS = 6
ISSUES_AT_A_GLANCE = 6
KEY_POINTS = 3
HOLDERS = 24


def _draw_strip(context: PageContext, _: str) -> Drawing | None:
    """Return the strip of what happened in the newest years."""
    view = context.view
    events = find_events(context, (one.ref for one in TIMELINE.read_newest(view)))
    facts = [event for event in events if event.status == HAPPENED]
    has_years, thing = tell_newest(view)
    is_all = has_years and len(facts) <= MANY
    return draw_events(context, facts[-MANY:], "strip", "strip", is_all, thing)


STRIP = PageChart("events", _draw_strip, lambda *_: HOME[1])


def _view_home(_: str, context: PageContext) -> Page:
    briefings = show_briefings(context)
    articles = newest_articles(context)
    data = {
        "briefings": briefings[:NEWEST_BRIEFINGS],
        "more_briefings": len(briefings) > NEWEST_BRIEFINGS,
        "articles": articles[:NEWEST_ARTICLES],
        "issues": _show_issues(context),
        "positions": _newest_positions(context),
        "strip": STRIP.show(context, ""),
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
        **show_held(context, held),
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
HOME_CHART = STRIP.make_kind("home-chart", ONE)
