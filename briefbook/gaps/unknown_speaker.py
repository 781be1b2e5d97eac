"""Names beside verbs of saying that no actor bears."""

from collections.abc import Iterator

from briefbook.checks.merging import make_id
from briefbook.gaps.gap import Gap, GapKind, UnitContext
from briefbook.gaps.speakers import NamedSpeaker
from briefbook.statements.gaps import name_of_no_actor
from briefbook.syntax.yaml.quoting import quoted

FULL = 2
"""Words of a name, less its titles, that name somebody: "Smith" alone may be anybody."""


def find_unknown_speakers(context: UnitContext) -> Iterator[Gap]:
    """Yield the full names beside verbs of saying in a text that nothing in the book bears."""
    told: set[str] = set()
    for one in context.speakers:
        is_full = len(one.name.split()) >= FULL and one.name not in told
        said = name_of_no_actor(one.name, one.verb, one.bearers) if is_full else None
        if said and context.text:
            told.add(one.name)
            article, locus = (
                context.contribution.context.article,
                context.text.locate(one.at.name),
            )
            yield Gap(UNKNOWN_SPEAKER.name, locus, article, said, (), write_line(one))


def write_line(speaker: NamedSpeaker) -> str:
    """Return the line of the actor that would bear a name."""
    made = make_id(speaker.name) or "somebody"
    return f"add to briefings/actors.yaml: {made}: {{name: {quoted(speaker.name)}}}"


UNKNOWN_SPEAKER = GapKind(
    "unknown-speaker",
    "Names beside verbs of saying that no actor bears",
    "Write the actor, add the name to its aliases, or settle it under mentions.",
    in_unit=find_unknown_speakers,
)
