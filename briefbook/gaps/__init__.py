"""What is missing in a book, one kind of gap a file: for those who write its notes.

In: what a unit contributes, with its text, or the positions of an actor, and what the highest
edition sees of the rest; out: gaps, each with its place and what would close it. Start with
``gap.py``. A problem is wrong and is reported by every check; a gap is nothing but open.
"""

from collections.abc import Iterator

from briefbook import registry
from briefbook.gaps.gap import ActorContext, Gap, GapKind, UnitContext

GAPS: tuple[GapKind, ...] = tuple(registry.load_all("gaps", registry.GAPS))

BY_NAME: dict[str, GapKind] = {kind.name: kind for kind in GAPS}


def find_unit_gaps(context: UnitContext) -> Iterator[Gap]:
    """Yield the gaps in a unit, kind by kind."""
    for kind in GAPS:
        yield from kind.in_unit(context)


def find_actor_gaps(context: ActorContext) -> Iterator[Gap]:
    """Yield the gaps in what is noted of the positions of an actor, kind by kind."""
    for kind in GAPS:
        yield from kind.of_actor(context)
