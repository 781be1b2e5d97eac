"""The position matrix of a briefing: a row for each actor, a column for each issue."""

from collections.abc import Iterator

from briefbook.handouts.document import Block, Line, Table, join, words
from briefbook.handouts.parts.standings import say_since
from briefbook.handouts.writing import Writer
from briefbook.kinds.position import Held
from briefbook.pages.parts.matrix import group_cells
from briefbook.pages.parts.quotes import BASIS_WORDS
from briefbook.standing import basis_of, is_second_hand, say_stance, stand

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
    """Yield each latest position: the stance, then since when and how it is known."""
    standing = stand(actor, issue, positions)
    for held in standing.latest:
        basis = basis_of(held, writer.look)
        second = "second-hand" if is_second_hand(held, writer.look) else ""
        told = [say_since(standing, held), BASIS_WORDS.get(basis, basis), second]
        condition = f" if {held.condition}" if held.condition else ""
        stance = words(say_stance(held.stance) + condition, "strong")
        yield (*stance, *writer.cite_all(held.evidence))
        yield join([words(one, "quiet") for one in told])
