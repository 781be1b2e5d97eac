"""An event's page: what it is, and every text that attests it."""

from collections.abc import Sequence

from briefbook.kinds.event import Attestation, Happening, event_address
from briefbook.pages.by_year import Archive
from briefbook.pages.context import PageContext, link, links, plain_line
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame
from briefbook.pages.parts.events import (
    find_events,
    happened_days,
    show_attestation,
    show_event,
    show_fully,
)
from briefbook.pages.parts.lists import pick_newest
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import iso_date, meets, year

TIMELINE = (HOME, ("Timeline", "timeline.html"))
ARCHIVE = Archive(
    "event",
    lambda key, _: event_address(key),
    TIMELINE,
    {"evidence": "attested", "mentions": "mentioned"},
)
SIDES = (("Ayes", "aye"), ("Noes", "no"), ("Abstentions", "abstain"))


def _view_event(key: str, context: PageContext) -> Page:
    event: Happening = context.one("event", key)
    within = find_events(context, context.all("events-within", key))
    lists = ARCHIVE.read(key, context.view)
    data = {
        "event": show_fully(context, event),
        "actors": links(context, _gather_actors(context, key, event, "actors")),
        "targets": links(context, _gather_actors(context, key, event, "targets")),
        "votes": _show_votes(context, event),
        "part_of": link(context, event.part_of),
        "parts": [show_event(context, part) for part in within],
        "after": links(context, event.after),
        "before": links(context, event.before),
        "disagreement": _disagreement(context, event, lists["evidence"]),
        **ARCHIVE.show_newest(context, key, lists),
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
        return TIMELINE
    name = year(event.date)
    return (*TIMELINE, (name, f"timeline/{name}.html"))


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


def _disagreement(
    context: PageContext, event: Happening, attested: Sequence[Attestation]
) -> list[Data]:
    """Return the newest texts that give days which do not meet the definition's."""
    dated = [one for one in attested if one.date and event.date]
    others = [one for one in dated if not meets(one.date, event.date)]
    return [show_attestation(context, one) for one in pick_newest(others)]


def _describe_event(event: Happening) -> Data:
    facts = {"@type": "Event", "name": event.name}
    if event.date and (day := iso_date(event.date)):
        facts["startDate"] = day
    if event.status == "cancelled":
        facts["eventStatus"] = "https://schema.org/EventCancelled"
    return facts


EVENT_PAGE = PageKind("event", "event", ARCHIVE.address, _view_event)
EVENT_YEAR_PAGE = ARCHIVE.make_kind()
