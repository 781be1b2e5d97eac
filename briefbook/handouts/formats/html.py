"""Handouts as pages that print as well as they read: a document → what its template shows."""

from typing import NamedTuple

from briefbook.charts.pictures import Picture
from briefbook.handouts.document import Document, Figure, Line, Span
from briefbook.handouts.formats.unfolding import Data, Hand, unfold
from briefbook.handouts.linking import link_beside


class Sheet(NamedTuple):
    """A page in the making: where it is, its pictures, and the notes that were cited."""

    here: str
    pictures: list[Picture]
    cited: set[int]

    def draw(self, figure: Figure) -> Data:
        """Put a picture on the list, and return by which place it is known."""
        prefix = f"{figure.picture.prefix}-{len(self.pictures)}"
        self.pictures.append(figure.picture._replace(prefix=prefix))
        return {"place": len(self.pictures) - 1, "words": figure.words}

    def write_line(self, line: Line) -> list[Data]:
        """Return the spans of a line."""
        return [self.write_span(span) for span in line]

    def write_span(self, span: Span) -> Data:
        """Return a span; the first number of a note is where the note leads back."""
        is_first = span.note not in self.cited
        self.cited.add(span.note)
        return {
            "words": span.words,
            "style": span.style,
            "href": self.link(span.href),
            "note": span.note,
            "first": is_first,
        }

    def link(self, address: str) -> str:
        """Return the link to an address."""
        return link_beside(self.here, address)


def show_document(document: Document, here: str) -> Data:
    """Return the values of the template of handouts; ``pictures`` are drawn with the page."""
    sheet = Sheet(here, [], set())
    shown = unfold(document, Hand(sheet.write_line, sheet.draw, sheet.link))
    return {"handout": shown, "pictures": tuple(sheet.pictures)}
