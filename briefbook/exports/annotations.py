"""``data/annotations/ARTICLE.jsonld``: an article's annotations as the W3C models them.

Words around a quote are those that readers see around it on the page: there are none where
it stands in an original that is not published.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

from briefbook.base.addresses import Address, relative
from briefbook.exports import ANNOTATIONS
from briefbook.exports.book import find_base, read_masks
from briefbook.exports.records import NAMED, Masks, mask_id, say_text, write_json
from briefbook.index.ledger import EditionView
from briefbook.index.rows import Gate, Row
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Context, Entry, Passage

INDEX = "annotation"
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GAP = " … "
DOTS = "…"

FILE = "annotations.jsonld"
"""Where links count from that are not whole: a file at the top of the site."""


class Annotated(NamedTuple):
    """Words of an article, in one or several parts, and what is said of them.

    ``about`` is who speaks, or the event; ``say`` how the words are known, or the remark.
    """

    id: str
    kind: str
    parts: tuple[str, ...]
    prefix: str
    suffix: str
    about: str = ""
    say: str = ""


def annotation_rows(entries: tuple[Entry, ...], context: Context) -> Iterator[Row]:
    """Yield what an article's entries say of its words."""
    groups: defaultdict[Gate, list[Annotated]] = defaultdict(list)
    for entry in entries if context.article else ():
        about = BY_NAME[entry.kind].about_words(entry, context)
        if about and entry.passage and entry.passage.where != "lost":
            groups[entry.gate].append(_annotate(entry, entry.passage, about))
    for gate, found in groups.items():
        yield Row(INDEX, context.article, tuple(found), gate)


def _annotate(entry: Entry, passage: Passage, about: tuple[str, str]) -> Annotated:
    parts = tuple(passage.words.split(GAP))
    whole = len(parts) != len(entry.fact.exact)
    return Annotated(
        entry.id,
        entry.kind,
        (passage.words,) if whole else parts,
        passage.before.rpartition(DOTS)[2].lstrip(),
        passage.after.partition(DOTS)[0].rstrip(),
        *about,
    )


def annotations_address(article: str) -> str:
    """Return where the annotations of an article lie."""
    return f"{ANNOTATIONS}{article}.jsonld"


class AnnotationContext(NamedTuple):
    """What the annotations of an article are written with."""

    view: EditionView
    page: str
    here: str
    base: str
    masks: Masks

    def link(self, address: str) -> str:
        """Return a whole address, or where the site's is not known one from this file."""
        page, _, place = address.partition("#")
        near = relative(Address(self.here), Address(page), place)
        return f"{self.base}{address}" if self.base else near


FIRST_PAGE = "#first"
"""What the address of a collection ends with for the page that is embedded in it."""


def _make_context(article: str, view: EditionView, here: str) -> AnnotationContext:
    """Return what the annotations of an article are written with, in a file ``here``."""
    page = view.one("card", article).address
    return AnnotationContext(view, page, here, find_base(view), read_masks(view))


def write_annotations(article: str, view: EditionView) -> str:
    """Return the annotations of an article, one on a line."""
    here = annotations_address(article)
    context = _make_context(article, view, here)
    found = [one for some in view.all(INDEX, article) for one in some]
    lines = ",\n".join(write_json(_describe_mark(one, context)) for one in found)
    head = {
        "@context": CONTEXT,
        "id": context.link(here),
        "type": "AnnotationCollection",
        "label": view.one("card", article).name,
        "total": len(found),
    }
    page = write_json(
        {"id": f"{head['id']}{FIRST_PAGE}", "type": "AnnotationPage", "startIndex": 0}
    )
    return f'{write_json(head)[:-1]}, "first": {page[:-1]}, "items": [\n{lines}\n]}}}}\n'


def _describe_mark(one: Annotated, context: AnnotationContext) -> dict[str, Any]:
    """Return an annotation; its id is the place of the words on the page."""
    bodies = list(_list_bodies(one, context))
    return {
        "id": context.link(f"{context.page}#{mask_id(one.id, context.masks)}"),
        "type": "Annotation",
        "motivation": "commenting" if one.kind == "note" else "identifying",
        **({"body": bodies} if bodies else {}),
        "target": {"source": context.link(context.page), "selector": _select(one)},
    }


def _list_bodies(one: Annotated, context: AnnotationContext) -> Iterator[dict[str, Any]]:
    """Yield what is said of the words: who or what they are about, and in words."""
    card = context.view.one("card", one.about) if one.about else None
    if card and card.address:
        yield {"source": context.link(card.address), "purpose": "identifying"}
    said = ", ".join(filter(None, (card.name if card else "", one.say.replace("-", " "))))
    text = _say_note(one.say, context.view) if one.kind == "note" else said
    if text:
        purpose = "commenting" if one.kind == "note" else "describing"
        yield {"type": "TextualBody", "purpose": purpose, "value": text, "format": "text/plain"}


def _say_note(text: str, view: EditionView) -> str:
    """Return the words of a remark, with the names of what it refers to."""
    cards = ((ref, view.one("card", ref)) for ref, _ in NAMED.findall(text))
    return say_text(text, {ref: card.name for ref, card in cards if card})


def _select(one: Annotated) -> Any:
    """Return what finds the words: of an interrupted quotation each part."""
    last = len(one.parts) - 1
    found = [
        {
            "type": "TextQuoteSelector",
            "exact": part,
            **({"prefix": one.prefix} if one.prefix and at == 0 else {}),
            **({"suffix": one.suffix} if one.suffix and at == last else {}),
        }
        for at, part in enumerate(one.parts)
    ]
    return found[0] if last == 0 else found


def export_webannotation(view: EditionView) -> dict[str, Any]:
    """Return the annotations of all articles that an edition sees."""
    here = f"{find_base(view)}{FILE}"
    items = [item for article in view.keys(INDEX) for item in _list_items(article, view)]
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": view.one("config", "title"),
        "total": len(items),
        "first": {
            "id": f"{here}{FIRST_PAGE}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def _list_items(article: str, view: EditionView) -> Iterator[dict[str, Any]]:
    context: AnnotationContext = _make_context(article, view, FILE)
    return (_describe_mark(one, context) for some in view.all(INDEX, article) for one in some)
