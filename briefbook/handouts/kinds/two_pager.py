"""The two-pager: a briefing on two sides, the key points first."""

from collections.abc import Iterator

from briefbook.handouts.document import (
    Block,
    Line,
    Section,
    Table,
    join_lines,
    list_items,
    words,
)
from briefbook.handouts.parts import draw_strip_of, oppose_all, place_all, say_article
from briefbook.handouts.prose import list_texts
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import stand
from briefbook.pages.context import say_day
from briefbook.pages.parts.events import find_events
from briefbook.pages.parts.lists import MOST_READING, order_stories
from briefbook.pages.positions import group_cells
from briefbook.statements.events import HAPPENED

COLUMNS = 5
"""With more issues than this the matrix stands in several tables, one below the other."""

Cell = tuple[Line, ...]


def _write_two_pager(key: str, writer: HandoutWriter) -> Content:
    briefing: Briefing = writer.one("briefing", key)
    positions = writer.all("positions-in", key)
    told = find_events(writer, (one.ref for one in writer.all("events-in-briefing", key)))
    events = [event for event in told if event.status == HAPPENED]
    claims = [one.ref for one in writer.all("claims-in-briefing", key)]
    articles = order_stories(writer.view, key)[-MOST_READING:]
    sections = (
        Section("Key points", list_texts(writer, briefing.key_points), "box"),
        Section("Who stands where", tuple(_tabulate_matrix(writer, positions))),
        Section("What happened", tuple(draw_strip_of(writer, events))),
        Section(
            "What is disputed",
            (*oppose_all(writer, claims), *list_texts(writer, briefing.disputed)),
        ),
        Section("What is not known", list_texts(writer, briefing.unknown)),
        Section("Further reading", list_items((say_article(writer, ref),) for ref in articles)),
    )
    facts = (("Of", words(say_day(briefing.date))),)
    dates = [briefing.date, *(held.date for held in positions), *(one.date for one in events)]
    return Content(briefing.title, sections, facts, dates)


def _tabulate_matrix(
    writer: HandoutWriter, positions: tuple[DatedPosition, ...]
) -> Iterator[Block]:
    """Yield the matrix, in tables that go on a sheet."""
    cells = group_cells(positions)
    issues = writer.by_name({issue for _, issue in cells})
    for start in range(0, len(issues), COLUMNS):
        some = issues[start : start + COLUMNS]
        actors = writer.by_name({actor for actor, issue in cells if issue in some})
        rows = tuple(tuple(_row_of(writer, actor, some, cells)) for actor in actors)
        head = ("", *(writer.name(issue)[0].words for issue in some))
        yield Table("", head, rows, (3, *(4 for _ in some)))


def _row_of(
    writer: HandoutWriter,
    actor: str,
    issues: list[str],
    cells: dict[tuple[str, str], list[DatedPosition]],
) -> Iterator[Cell]:
    yield (writer.name(actor, "strong"),)
    for issue in issues:
        held = cells.get((actor, issue))
        yield tuple(_say_cell(writer, actor, issue, held)) if held else (words("–", "quiet"),)


def _say_cell(
    writer: HandoutWriter, actor: str, issue: str, positions: list[DatedPosition]
) -> Iterator[Line]:
    standing = stand(actor, issue, positions)
    for one in place_all(writer, standing):
        yield (*one.stance, *one.note)
        yield join_lines([words(told, "quiet") for told in (one.shown, one.basis, one.moved)])


TWO_PAGER = HandoutKind("two-pager", "Two-pager", "briefing", _write_two_pager, sides=2)
