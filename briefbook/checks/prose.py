"""All Markdown of a unit with its place: the body, and the fields that hold Markdown."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.problems import Locus
from briefbook.checks.references import locate_reference
from briefbook.index.rows import Access, join_access
from briefbook.kinds.internal import access_within
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import find_prose
from briefbook.syntax.markdown.document import Citation, Document, TextReference
from briefbook.syntax.markdown.parser import read_text
from briefbook.units.resolving import Contribution


class PlacedProse(NamedTuple):
    """A Markdown text, the access of what it stands in, and the place of its references."""

    document: Document
    access: Access
    locus: Locus


def all_prose(contribution: Contribution) -> Iterator[PlacedProse]:
    """Yield every Markdown text of a unit."""
    yield from body_of(contribution)
    unit = contribution.unit
    pairs = zip(contribution.entries, unit.entries, strict=True)
    for (entry, written), texts in zip(pairs, contribution.texts, strict=True):
        if any(is_prose(text.word) for text in texts):
            yield from prose_of(entry, written)


def body_of(contribution: Contribution) -> Iterator[PlacedProse]:
    """Yield the text of an article or overview."""
    unit = contribution.unit
    if unit.body is not None:
        access = join_access(unit.access, contribution.access)
        yield PlacedProse(unit.body.document, access, Locus(unit.path))


def prose_of(entry: Entry, written: Entry) -> Iterator[PlacedProse]:
    """Yield the Markdown texts of one entry, its references as they are ``written``."""
    for found in find_prose(written.fact):
        if is_prose(found.word):
            locus = locate_reference(entry, found)
            access = access_within(entry, found.pointer[0])
            yield PlacedProse(read_text(found.word), access, locus)


def locate(prose: PlacedProse, piece: TextReference | Citation) -> Locus:
    """Return the place of a reference, where it is written in the body or in its field."""
    literal = (
        f"~[[{piece.target}" if isinstance(piece, TextReference) else f"~[^{piece.target}]"
    )
    pointer = (*prose.locus.pointer, literal, str(piece.rank))
    return prose.locus._replace(pointer=pointer)


def is_prose(text: str) -> bool:
    """Tell whether a text may hold a link, a citation or a comment."""
    return "[" in text or "<!--" in text
