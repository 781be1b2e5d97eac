"""Export of all annotations of a book as one collection of the W3C's Web Annotation model."""

from collections.abc import Iterator
from typing import Any

from briefbook.exports.annotations import CONTEXT, FIRST_PAGE, INDEX, Desk, describe, make_desk
from briefbook.exports.book import find_base
from briefbook.index.ledger import Look

FILE = "annotations.jsonld"
"""Where links count from that are not whole: a file at the top of the site."""


def export_webannotation(look: Look) -> dict[str, Any]:
    """Return the annotations of all articles that an edition sees."""
    here = f"{find_base(look)}{FILE}"
    items = [item for article in look.keys(INDEX) for item in list_items(article, look)]
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": look.one("config", "title"),
        "total": len(items),
        "first": {
            "id": f"{here}{FIRST_PAGE}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def list_items(article: str, look: Look) -> Iterator[dict[str, Any]]:
    """Yield the annotations of an article."""
    desk: Desk = make_desk(article, look, FILE)
    return (describe(one, desk) for some in look.all(INDEX, article) for one in some)
