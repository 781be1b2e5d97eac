"""Who stands where on an issue: the picture of its scale, and the same as a table."""

from collections.abc import Iterator, Sequence

from briefbook.base.folding import sort_name
from briefbook.handouts.document import Block, Figure, Line, Table, join_lines, words
from briefbook.handouts.positions import PrintedPosition, place_position
from briefbook.handouts.writing import HandoutWriter
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.standing import Standing, group_by_actor, join_alike, stand
from briefbook.pages.parts.days import say_short_day
from briefbook.pages.parts.plots import draw_scale

Cells = tuple[tuple[Line, ...], ...]


def find_standings(
    writer: HandoutWriter, issue: str, positions: Sequence[DatedPosition]
) -> list[Standing]:
    """Return where everyone stands whom this edition may see, along the scale, then by name."""
    grouped = group_by_actor(held for held in positions if held.issue == issue)
    shown = [stand(actor, issue, held) for actor, held in grouped.items() if writer.name(actor)]
    entry: Issue = writer.look.one("issue", issue)
    return sorted(shown, key=lambda one: order_on(writer, entry, one))


def order_on(
    writer: HandoutWriter, issue: Issue, standing: Standing
) -> tuple[int, tuple[str, str]]:
    """Return what orders standings along the scale, those off it last."""
    label = standing.latest[0].stance[0]
    place = issue.scale.index(label) if label in issue.scale else len(issue.scale)
    return place, sort_name(writer.name(standing.actor)[0].words)


def draw_standings(
    writer: HandoutWriter, issue: Issue, standings: Sequence[Standing]
) -> Iterator[Figure]:
    """Yield the scale with everyone on it."""
    title = f"Who stands where: {issue.name}"
    picture = draw_scale(writer.beside, issue.scale, standings, title)
    if picture:
        yield Figure(picture, describe_standings(writer, title, standings))


def describe_standings(writer: HandoutWriter, title: str, standings: Sequence[Standing]) -> str:
    """Return in words what the scale shows."""
    name = writer.name
    told = (
        f"{name(one.actor)[0].words}: {describe_place(place_position(writer, one, held))}"
        for one in standings
        for held in join_alike(one.latest)
    )
    return f"{title}. {'; '.join(told)}."


def describe_place(one: PrintedPosition) -> str:
    """Return a position in words, with how it is known."""
    stance = "".join(span.words for span in one.stance)
    return f"{stance} ({one.basis})" if one.basis else stance


def tabulate_standings(writer: HandoutWriter, standings: Sequence[Standing]) -> Iterator[Block]:
    """Yield the table of who stands where, shown when, and in which words."""
    rows = tuple(
        row_of(writer, standing, held)
        for standing in standings
        for held in join_alike(standing.latest)
    )
    if rows:
        head = ("Who", "Position", "Shown on", "Evidence")
        yield Table("", head, rows, (4, 4, 3, 8))


def row_of(writer: HandoutWriter, standing: Standing, held: DatedPosition) -> Cells:
    """Return the row of one position."""
    one = place_position(writer, standing, held)
    moved = words(one.moved, "quiet")
    proof = join_lines([one.quotes, words(one.basis, "quiet")], " · ")
    return (
        (writer.name(standing.actor),),
        tuple(filter(None, (one.stance, moved))),
        (words(one.shown),),
        ((*proof, *one.note),),
    )


def tabulate_courses(writer: HandoutWriter, standings: Sequence[Standing]) -> Iterator[Block]:
    """Yield an actor's positions over time, issue by issue, the newest first."""
    rows = tuple(
        course_row(writer, standing, held)
        for standing in standings
        for held in (*standing.latest, *standing.earlier)
    )
    if rows:
        yield Table("", ("Issue", "When", "Position", "Evidence"), rows, (4, 3, 4, 8))


def course_row(writer: HandoutWriter, standing: Standing, held: DatedPosition) -> Cells:
    """Return the row of one position, old or new."""
    one = place_position(writer, standing, held)
    when = words(say_short_day(held.date) if held.date else "")
    proof = join_lines([one.quotes, words(one.basis, "quiet")], " · ")
    return (writer.name(standing.issue),), (when,), (one.stance,), ((*proof, *one.note),)
