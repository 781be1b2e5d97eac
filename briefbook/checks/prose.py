"""All Markdown of a unit with its place: the body, and the fields that hold Markdown."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.contributing import Contribution
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.problems import Locus
from briefbook.reading.document import Citation, Document, Reference
from briefbook.reading.prose import read_text
from briefbook.rows import Gate, join_gates


class Prose(NamedTuple):
    """A Markdown text, the gate of what it stands in, and the place of its references."""

    document: Document
    gate: Gate
    locus: Locus
    in_body: bool


def all_prose(contribution: Contribution) -> Iterator[Prose]:
    """Yield every Markdown text of a unit."""
    unit = contribution.unit
    if unit.body is not None:
        gate = join_gates(unit.gate, contribution.gate)
        yield Prose(unit.body.document, gate, Locus(unit.path), in_body=True)
    for entry in contribution.entries:
        yield from prose_of(entry)


def prose_of(entry: Entry) -> Iterator[Prose]:
    """Yield the Markdown texts of one entry."""
    for field in BY_NAME[entry.kind].prose:
        value = getattr(entry.fact, field)
        for place, text in enumerate((value,) if isinstance(value, str) else value):
            if "[" in text:
                inner = (field,) if isinstance(value, str) else (field, str(place))
                yield Prose(
                    read_text(text),
                    entry.gate,
                    Locus(entry.path, (*entry.pointer, *inner)),
                    in_body=False,
                )


def locate(prose: Prose, piece: Reference | Citation) -> Locus:
    """Return the place of a reference: where it is written in the body, else its field."""
    if not prose.in_body:
        return prose.locus
    literal = f"~[[{piece.target}" if isinstance(piece, Reference) else f"~[^{piece.target}]"
    return prose.locus._replace(pointer=(literal, str(piece.rank)))
