"""Blanks of the matrix: who holds something in a briefing, and on what else others do there."""

from collections.abc import Iterator

from briefbook.base.problems import Locus
from briefbook.gaps.gap import ActorContext, Gap, GapKind, name_entry
from briefbook.gaps.uses import ISSUES
from briefbook.kinds.standing import bodies_of
from briefbook.statements.gaps import not_noted

MOST = 6
"""Issues that are named of those on which an actor has no position."""


def find_blanks(context: ActorContext) -> Iterator[Gap]:
    """Yield the briefings in which an actor holds some position, but not on all issues.

    A position elsewhere in the book fills the blank, and so does one of a body for which the
    actor speaks.
    """
    view = context.view
    bodies = (context.actor, *bodies_of(context.actor, view))
    held = {one.issue for body in bodies for one in view.all("positions-of", body)}
    for briefing in context.list_briefings():
        issues = {issue for some in view.all(ISSUES, briefing) for issue in some}
        missing = sorted(issues - held)
        names = [name_entry(issue, view) for issue in missing[:MOST]]
        said = not_noted(context.name, names, len(missing) - len(names))
        if said:
            locus = Locus(view.one("id", briefing)[1].path, ("title",))
            yield Gap(BLANK.name, locus, briefing, said, (("actor", context.actor),))


BLANK = GapKind(
    "blank",
    "Blanks of the matrix",
    "If a text shows it, write a quote with a stance, or a line under positions.",
    of_actor=find_blanks,
)
