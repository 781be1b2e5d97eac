"""What a unit tells those who look for gaps: what it uses, whom it names, where who stands."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.problems import Locus
from briefbook.checks.two_stances import given_positions
from briefbook.index.ledger import FullView
from briefbook.index.rows import Row
from briefbook.kinds.internal import TEAM
from briefbook.kinds.kind import Entry
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.references import find_marked, find_prose
from briefbook.names.matching import fold_text
from briefbook.syntax.markdown.document import Citation, Document, TextReference
from briefbook.syntax.markdown.parser import read_text
from briefbook.units.resolving import Contribution, called
from briefbook.units.unit import Body

HELD = "gap-held"
"""The index of positions with their places, by actor."""

ISSUES = "gap-issues"
"""The index of the issues on which the articles of a briefing have positions."""

USES = "gap-uses"
"""The index of what refers to an entry, by its reference."""

NAMES = "gap-names"
"""The index of who bears a name, by the name as names are compared: (kind, reference)."""


class PlacedPosition(NamedTuple):
    """A position with its place, and the briefing that its article belongs to, or ""."""

    held: DatedPosition
    locus: Locus
    briefing: str


def list_uses(contribution: Contribution, view: FullView) -> Iterator[Row]:
    """Yield what a unit tells, for the highest edition alone."""
    yield from (Row(USES, ref, True, TEAM) for ref in sorted(_find_used(contribution, view)))
    for entry in contribution.entries:
        for name in list_names(entry):
            yield Row(NAMES, fold_name(name), (entry.kind, entry.ref), TEAM)
    yield from _list_held(contribution)


def fold_name(name: str) -> str:
    """Return a name as names are compared: however its apostrophes and hyphens are written."""
    return fold_text(name).text.strip()


def list_names(entry: Entry) -> Iterator[str]:
    """Yield the names of an entry, those that are never linked among them."""
    if entry.defines:
        names = (*called(entry), *getattr(entry.fact, "never_link", ()))
        yield from dict.fromkeys(names)


def _find_used(contribution: Contribution, view: FullView) -> set[str]:
    """Return what the entries and the text of a unit refer to, each entry itself left out."""
    used = {
        ref
        for entry in contribution.entries
        for ref in _list_references(entry)
        if ref != entry.ref
    }
    body: Body | None = view.one("body", contribution.context.article)
    return used | ({*_list_cited(body.document)} if body else set())


def _list_references(entry: Entry) -> Iterator[str]:
    prose = find_prose(entry.fact)
    yield from (one.word for one in find_marked(entry.fact) if one not in prose)
    for one in prose:
        if "[" in one.word:
            yield from _list_cited(read_text(one.word))


def _list_cited(document: Document) -> Iterator[str]:
    """Yield what a text refers to."""
    for piece in document.pieces:
        if isinstance(piece, Citation | TextReference):
            yield piece.target


def _list_held(contribution: Contribution) -> Iterator[Row]:
    context = contribution.context
    issues: dict[str, None] = {}
    for entry in contribution.entries:
        for held, pointer in given_positions(entry, context):
            placed = PlacedPosition(held, entry.locate(*pointer), context.briefing)
            yield Row(HELD, held.actor, placed, TEAM)
            issues[held.issue] = None
    if issues and context.briefing:
        yield Row(ISSUES, context.briefing, tuple(issues), TEAM)
