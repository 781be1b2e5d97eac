"""The position matrix of a briefing: a row for each actor, a column for each issue."""

from collections.abc import Iterator

from briefbook.handouts.document import Block, Line, Table, join, words
from briefbook.handouts.parts.standings import place_all
from briefbook.handouts.writing import Writer
from briefbook.kinds.position import Held
from briefbook.kinds.standing import stand
from briefbook.pages.parts.matrix import group_cells

COLUMNS = 5
"""With more issues than this the matrix stands in several tables, one below the other."""

Cell = tuple[Line, ...]


def tabulate_matrix(writer: Writer, positions: tuple[Held, ...]) -> Iterator[Block]:
    """Yield the matrix, in tables that go on a sheet."""
    cells = group_cells(positions)
    issues = writer.by_name({issue for _, issue in cells})
    for start in range(0, len(issues), COLUMNS):
        some = issues[start : start + COLUMNS]
        actors = writer.by_name({actor for actor, issue in cells if issue in some})
        rows = tuple(tuple(row_of(writer, actor, some, cells)) for actor in actors)
        head = ("", *(writer.name(issue)[0].words for issue in some))
        yield Table("", head, rows, (3, *(4 for _ in some)))


def row_of(
    writer: Writer, actor: str, issues: list[str], cells: dict[tuple[str, str], list[Held]]
) -> Iterator[Cell]:
    """Yield the cells of an actor."""
    yield (writer.name(actor, "strong"),)
    for issue in issues:
        held = cells.get((actor, issue))
        yield tuple(say_cell(writer, actor, issue, held)) if held else (words("–", "quiet"),)


def say_cell(writer: Writer, actor: str, issue: str, positions: list[Held]) -> Iterator[Line]:
    """Yield each latest position: the stance, then when it is shown and how it is known."""
    standing = stand(actor, issue, positions)
    for one in place_all(writer, standing):
        yield (*one.stance, *one.note)
        yield join([words(told, "quiet") for told in (one.shown, one.basis, one.moved)])
