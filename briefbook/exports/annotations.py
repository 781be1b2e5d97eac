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
from briefbook.index.rows import Access, Row
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
    groups: defaultdict[Access, list[Annotated]] = defaultdict(list)
    for entry in entries if context.article else ():
        about = BY_NAME[entry.kind].about_words(entry, context)
        if about and entry.passage and entry.passage.where != "lost":
            groups[entry.access].append(_annotate(entry, entry.passage, about))
    for access, found in groups.items():
        yield Row(INDEX, context.article, tuple(found), access)


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


def _make_context(article: str, view: EditionView, here: str) -> AnnotationContext:
    page = view.one("card", article).address
    return AnnotationContext(view, page, here, find_base(view), read_masks(view))


def _list_items(article: str, context: AnnotationContext) -> list[dict[str, Any]]:
    found = context.view.all(INDEX, article)
    return [_describe_mark(one, context) for some in found for one in some]


def write_annotations(article: str, view: EditionView) -> str:
    """Return the annotations of an article, one on a line."""
    here = annotations_address(article)
    context = _make_context(article, view, here)
    items = _list_items(article, context)
    name = view.one("card", article).name
    text = write_json(_collect(context.link(here), name, len(items), []))
    lines = ",\n".join(map(write_json, items))
    return f"{text.removesuffix(']}}')}\n{lines}\n]}}}}\n"


def _collect(here: str, label: str, total: int, items: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a collection at a whole address, with its one page in it."""
    return {
        "@context": CONTEXT,
        "id": here,
        "type": "AnnotationCollection",
        "label": label,
        "total": total,
        "first": {
            "id": f"{here}#first",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


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
    contexts = ((article, _make_context(article, view, FILE)) for article in view.keys(INDEX))
    items = [item for article, context in contexts for item in _list_items(article, context)]
    return _collect(f"{find_base(view)}{FILE}", view.one("config", "title"), len(items), items)
