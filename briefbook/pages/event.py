"""An event's page: what it is, and every text that attests it."""

from briefbook.kinds.event import Happening, event_address
from briefbook.pages.context import PageContext, link, links, plain_line
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame
from briefbook.pages.parts.events import find_events, happened_days, show_event, show_fully
from briefbook.pages.parts.lists import show_all_mentions
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date, meets, year

SIDES = (("Ayes", "aye"), ("Noes", "no"), ("Abstentions", "abstain"))


def _view_event(key: str, context: PageContext) -> Page:
    event: Happening = context.one("event", key)
    within = find_events(context, context.all("events-within", key))
    shown = show_fully(context, event)
    data = {
        "event": shown,
        "actors": links(context, _gather_actors(context, key, event, "actors")),
        "targets": links(context, _gather_actors(context, key, event, "targets")),
        "votes": _show_votes(context, event),
        "part_of": link(context, event.part_of),
        "parts": [show_event(context, part) for part in within],
        "after": links(context, event.after),
        "before": links(context, event.before),
        "disagreement": _disagreement(event, shown["evidence"]),
        "mentions": show_all_mentions(context, key),
    }
    dates = happened_days((event, *within))
    head = Head(
        event.name,
        _event_crumbs(event),
        dates,
        description=plain_line(context, event.summary),
        facts=_describe_event(event),
        ref=key,
    )
    return frame(context, "event.html", head, data)


def _event_crumbs(event: Happening) -> tuple[Crumb, ...]:
    if not event.date:
        return (HOME, ("Timeline", "timeline.html"))
    name = year(event.date)
    return (HOME, ("Timeline", "timeline.html"), (name, f"timeline/{name}.html"))


def _gather_actors(context: PageContext, key: str, event: Happening, part: str) -> list[str]:
    """Return who acted or was the target, by the definition and by every text on the event."""
    told = (event, *context.all("attested", key))
    return [actor for one in told for actor in getattr(one, part)]


def _show_votes(context: PageContext, event: Happening) -> Data | None:
    if event.votes is None:
        return None
    by: dict[str, tuple[str, ...]] = dict(event.votes.by.items())
    return {
        "sides": [
            {
                "name": name,
                "count": getattr(event.votes, side),
                "actors": links(context, by.get(side, ())),
            }
            for name, side in SIDES
        ]
    }


def _disagreement(event: Happening, evidence: list[Data]) -> list[Data]:
    """Return the texts that give days which do not meet the definition's."""
    dated = [one for one in evidence if one["date"] and event.date]
    return [one for one in dated if not meets(one["date"]["edtf"], event.date)]


def _describe_event(event: Happening) -> Data:
    facts = {"@type": "Event", "name": event.name}
    if event.date and (day := iso_date(event.date)):
        facts["startDate"] = day
    if event.status == "cancelled":
        facts["eventStatus"] = "https://schema.org/EventCancelled"
    return facts


EVENT_PAGE = PageKind("event", "event", lambda key, _: event_address(key), _view_event)
