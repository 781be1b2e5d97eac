"""A meeting's page: who, when, why, and what to say, as its read-ahead has it."""

from briefbook.kinds.actor import Actor
from briefbook.kinds.meeting import Meeting, meeting_address
from briefbook.kinds.standing import standings_of
from briefbook.pages.context import (
    PageContext,
    link,
    links,
    render_line,
    render_points,
    render_text,
    show_card,
    show_day,
)
from briefbook.pages.handouts import show_handouts
from briefbook.pages.page import HOME, Head, PageKind, frame
from briefbook.pages.parts.evidence import show_standing
from briefbook.pages.parts.lists import find_line, order_raised, pick_reading
from briefbook.render.page import Data, Page


def _view_meeting(key: str, context: PageContext) -> Page:
    meeting: Meeting = context.one("meeting", key)
    attendees = [_show_attendee(context, ref, meeting.date) for ref in meeting.attendees]
    data = {
        "meeting": {
            "id": key,
            "date": show_day(meeting.date),
            "place": meeting.place,
            "delegation": list(meeting.delegation),
            "bottom_line": render_text(context, meeting.bottom_line),
            "purpose": render_text(context, meeting.purpose),
            "objectives": render_points(context, meeting.objectives),
            "points": render_points(context, meeting.points),
            "asks": render_points(context, meeting.asks),
            "our_asks": render_points(context, meeting.our_asks),
            "red_lines": render_points(context, meeting.red_lines),
            "background": render_text(context, meeting.background),
            "background_private": render_text(context, meeting.background_private),
            "outcome": render_text(context, meeting.outcome),
            "last_contact": render_text(context, meeting.last_contact),
            "further_reading": render_points(context, meeting.further_reading),
            "reference": meeting.reference,
            "drafter": meeting.drafter,
            "drafted": show_day(meeting.drafted),
            "cleared_by": meeting.cleared_by,
            "contact": meeting.contact or context.one("config", "contact"),
        },
        "attendees": attendees,
        "if_raised": _show_if_raised(context, meeting),
        "follows": link(context, meeting.follows),
        "before": _show_before(context, meeting.follows),
        "followed_by": links(context, context.all("followed-by", key)),
        "briefing": link(context, meeting.briefing),
        "reading": links(context, pick_reading(context.view, meeting)),
        "handouts": show_handouts(context, "meeting", key),
    }
    dates = [
        date for one in attendees for position in one["positions"] for date in position["dates"]
    ]
    crumbs = (HOME, ("Meetings", "meetings/index.html"))
    return frame(
        context, "meeting.html", Head(meeting.title, crumbs=crumbs, dates=dates, ref=key), data
    )


def _show_before(context: PageContext, ref: str) -> Data | None:
    """Return the meeting before this one with what came of it, None if that is not told."""
    before: Meeting | None = context.one("meeting", ref) if ref else None
    if before is None or not before.outcome:
        return None
    outcome = render_text(context, before.outcome)
    return {"date": show_day(before.date), "place": before.place, "outcome": outcome}


def _show_attendee(context: PageContext, ref: str, date: str) -> Data:
    stands = standings_of(ref, context.view)
    shown = [show_standing(context, stands[issue]) for issue in sorted(stands)]
    actor: Actor | None = context.one("actor", ref)
    return {
        "card": show_card(context, ref, date),
        "form_of_address": actor.form_of_address if actor else "",
        "positions": [one for one in shown if one["issue"]],
    }


def _show_if_raised(context: PageContext, meeting: Meeting) -> list[Data]:
    """Return what may be raised, the likeliest first, each with our line."""
    return [
        {
            "issue": link(context, point.issue),
            "likelihood": point.likelihood,
            "line": render_line(context, find_line(context, point)),
        }
        for point in order_raised(meeting)
    ]


MEETING_PAGE = PageKind(
    "meeting", "meeting", lambda key, _: meeting_address(key), _view_meeting
)
