"""The two-pager: a briefing on two sides, the key points first."""

from briefbook.handouts.composing import Title, compose
from briefbook.handouts.document import Document, Figure, Listing, Section, words
from briefbook.handouts.kind import HandoutKind
from briefbook.handouts.parts.claims import oppose_all
from briefbook.handouts.parts.events import draw
from briefbook.handouts.parts.matrix import tabulate_matrix
from briefbook.handouts.prose import write_line
from briefbook.handouts.writing import Writer
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.event import Happening
from briefbook.pages.parts.days import say_day
from briefbook.pages.parts.events import find_events
from briefbook.statements.events import HAPPENED

NAME = "two-pager"
WORDS = "Two-pager"
SIDES = 2


def make_two_pager(key: str, writer: Writer) -> Document:
    """Return the two-pager of the briefing ``key``."""
    look = writer.look
    briefing: Briefing = look.one("briefing", key)
    positions = look.all("positions-in", key)
    events = [
        event
        for event in find_events(writer.desk, look.all("events-in-briefing", key))
        if event.status == HAPPENED
    ]
    points = tuple((write_line(writer, point),) for point in briefing.key_points)
    sections = (
        Section("Key points", (Listing(points),) if points else (), "box"),
        Section("Who stands where", tuple(tabulate_matrix(writer, positions))),
        Section("What happened", draw_strip(writer, events, briefing)),
        Section("What is disputed", oppose_all(writer, look.all("claims-in-briefing", key))),
    )
    facts = (("Of", words(say_day(briefing.date) if briefing.date else "")),)
    dates = [briefing.date, *(held.date for held in positions), *(one.date for one in events)]
    head = Title(NAME, WORDS, briefing.title, key, facts, dates, SIDES)
    return compose(writer, head, sections)


def draw_strip(
    writer: Writer, events: list[Happening], briefing: Briefing
) -> tuple[Figure, ...]:
    """Return the strip of what happened."""
    return tuple(draw(writer, events, f"Timeline: {briefing.title}"))


TWO_PAGER = HandoutKind(NAME, WORDS, "briefing", make_two_pager)
