"""A gap as a value, the kinds of gaps, and what each of them is found in.

Who stands where is asked actor by actor, everything else unit by unit: so an edit has no more
looked at anew than the unit itself, and the actors whose positions it changes.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from briefbook.base.problems import Locus
from briefbook.gaps.quotations import Unnoted
from briefbook.gaps.speakers import NamedSpeaker
from briefbook.gaps.texts import ReadText
from briefbook.gaps.uses import HELD, PlacedPosition
from briefbook.index.ledger import FullView
from briefbook.index.rows import Card
from briefbook.kinds.kind import yield_nothing
from briefbook.kinds.standing import stand
from briefbook.statements.words import Sentence
from briefbook.units.resolving import Contribution, article_names

INDEX = "gap"
"""The index of gaps as pages show them, by the entry under which they are listed."""


class Gap(NamedTuple):
    """One thing that is missing; ``kind`` is the name of its kind.

    ``listed`` is the entry under which pages list it, ``refs`` are the entries that the values
    of its sentence name. ``cure`` is a command, or a line to write, "" where that of the kind
    says it all: it may hold words of a text that is not published, so no page has it.
    """

    kind: str
    locus: Locus
    listed: str
    said: Sentence
    refs: tuple[tuple[str, str], ...] = ()
    cure: str = ""

    def show(self) -> "ShownGap":
        """Return what pages show of it."""
        return ShownGap(self.kind, self.said, self.refs)


class ShownGap(NamedTuple):
    """A gap without its place and its cure."""

    kind: str
    said: Sentence
    refs: tuple[tuple[str, str], ...]


class UnitContext(NamedTuple):
    """What gaps in a unit are found in: its text is None where there is none to search.

    The view is that of the edition that shows the gaps, and so are the unit's entries.
    ``speakers`` stand beside verbs of saying in the text.
    """

    contribution: Contribution
    view: FullView
    text: ReadText | None = None
    speakers: tuple[NamedSpeaker, ...] = ()
    unnoted: tuple[Unnoted, ...] = ()


class PositionRun(NamedTuple):
    """The positions of an actor on one issue, and those of them that no other may follow."""

    issue: str
    every: tuple[PlacedPosition, ...]
    latest: tuple[PlacedPosition, ...]

    def list_answers(self) -> list[PlacedPosition]:
        """Return the answers that stand, each once, the newest first."""
        found: dict[tuple[object, ...], PlacedPosition] = {}
        for one in self.latest:
            found.setdefault((one.held.stance, one.held.condition), one)
        return [*found.values()]

    def list_days(self) -> list[str]:
        """Return the dates of the answers that stand, in EDTF."""
        return [one.held.date for one in self.latest]


class ActorContext(NamedTuple):
    """What gaps in the positions of an actor, who is called ``name``, are found in."""

    actor: str
    name: str
    runs: tuple[PositionRun, ...]
    view: FullView

    def list_briefings(self) -> list[str]:
        """Return the briefings in whose articles the actor holds something."""
        return sorted({one.briefing for run in self.runs for one in run.every if one.briefing})

    def refer(self, issue: str) -> tuple[tuple[str, str], ...]:
        """Return whom and what a sentence on the actor and an issue names."""
        return ("actor", self.actor), ("issue", issue)


class GapKind(NamedTuple):
    """One kind of gap: ``cure`` says what closes it, ``in_unit`` and ``of_actor`` find it."""

    name: str
    heading: str
    cure: str
    in_unit: Callable[[UnitContext], Iterator[Gap]] = yield_nothing
    of_actor: Callable[[ActorContext], Iterator[Gap]] = yield_nothing


def name_entry(ref: str, view: FullView) -> str:
    """Return what an entry is called, its reference where it has no card."""
    card: Card | None = view.one("card", ref)
    return card.name if card else ref


def make_actor_context(actor: str, view: FullView) -> ActorContext:
    """Return what is known of the positions of an actor, issue by issue."""
    issues: dict[str, list[PlacedPosition]] = {}
    for one in view.all(HELD, actor):
        issues.setdefault(one.held.issue, []).append(one)
    runs = tuple(_make_run(actor, issue, placed) for issue, placed in sorted(issues.items()))
    return ActorContext(actor, name_entry(actor, view), runs, view)


def _make_run(actor: str, issue: str, placed: list[PlacedPosition]) -> PositionRun:
    where = {id(one.held): one for one in placed}
    standing = stand(actor, issue, (one.held for one in placed))
    latest = tuple(where[id(held)] for held in standing.latest)
    return PositionRun(issue, tuple(placed), latest)


def name_article(path: str, view: FullView) -> str:
    """Return the shortest name by which the command line knows an article."""
    short = (name for name in reversed(article_names(path)) if is_clear(name, view))
    return next(short, path)


def is_clear(name: str, view: FullView) -> bool:
    """Tell whether one article alone is called so."""
    return len({*view.all("article-name", name)}) == 1
