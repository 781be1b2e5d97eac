"""Handouts as files of the site: which are wanted, in which formats, and their documents."""

from collections.abc import Iterator, Mapping
from functools import cache, partial

from briefbook.base.addresses import fold_address
from briefbook.base.problems import Locus, Problem, problem
from briefbook.handouts.document import HandoutDocument, count_words
from briefbook.handouts.formats.html import show_document
from briefbook.handouts.kinds import HANDOUTS
from briefbook.handouts.letters import list_missing, tell_missing
from briefbook.handouts.writing import HandoutKind, HandoutWriter, handout_address
from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import HOME, Crumb, Head, PageKind, frame
from briefbook.render.page import Data, Page

TEMPLATES = {"html": "handout.html", "pdf": "handout.typ", "docx": "handout.docx"}
CLAIM = "claim"
"""The index of the addresses that there are."""

FORMAT_WORDS = {"html": "Page", "pdf": "PDF", "docx": "Word"}


def _claim_handouts(kind: HandoutKind, key: str, view: EditionView) -> Iterator[str | Problem]:
    """Yield the page keys of a subject's handouts, ``FORMAT KEY``; what keeps one from it."""
    write = cache(lambda: kind.make(key, HandoutWriter(view)))
    general, own = _list_asked(kind, key, view) if view.all(kind.index, key) else ((), ())
    made = view.one("formats", "") or ()
    if not {*general, *own} <= {*made}:
        yield problem("handouts-missing", _find_setting(kind.name, key, view))
    # What the settings ask of every subject is not made where it would say too little.
    if general and not (kind.may_be_short or _is_long(write(), view)):
        general = ()
    wanted = tuple(name for name in FORMAT_WORDS if name in (*general, *own))
    # Where no fonts are known, the document need not be written.
    is_known = "pdf" in wanted and view.one("letters", "")
    missing = miss_letters(write(), view) if is_known else {}
    yield from tell_missing(handout_address(kind.name, key, "pdf"), missing)
    yield from (
        f"{one} {key}" for one in wanted if one in made and not (missing and one == "pdf")
    )


def _find_setting(kind: str, key: str, view: EditionView) -> Locus:
    """Return where a handout is asked for: in the settings, or by its briefing."""
    is_general = kind in (view.one("config", "handouts") or {})
    path = "config.yaml" if is_general else f"briefings/{key}/index.md"
    return Locus(path, ("handouts",))


def miss_letters(document: HandoutDocument, view: EditionView) -> dict[str, str]:
    """Return the characters of a document that no font has, by the words they stand in."""
    letters = view.one("letters", "")
    return list_missing(document, letters) if letters else {}


def _locate_handout(kind: HandoutKind, page: str, _: EditionView) -> str:
    name, __, key = page.partition(" ")
    return handout_address(kind.name, key, name)


def _view_handout(kind: HandoutKind, page: str, context: PageContext) -> Page:
    name, _, key = page.partition(" ")
    document = kind.make(key, HandoutWriter(context.view))
    card = context.one("card", key)
    return view_document(document, name, context, (card.name, card.address), key)


def view_document(
    document: HandoutDocument, name: str, context: PageContext, above: Crumb, key: str = ""
) -> Page:
    """Return a document in a format; ``above`` is the page that its own page leads back to."""
    if name != "html":
        house = (context.one("house", "") or "") if name == "docx" else ""
        return Page(context.here, TEMPLATES[name], {"document": document._replace(house=house)})
    data = {
        **show_document(document, context.href),
        "sheets": {name: context.href(f"assets/{name}.css") for name in ("handout", "paper")},
        "formats": [
            one for one in _list_formats(context, document.kind, key) if one["format"] != "html"
        ],
    }
    head = Head(f"{document.subtitle}: {document.title}", (HOME, above))
    return frame(context, TEMPLATES["html"], head, data)


HANDOUT_PAGES = tuple(
    PageKind(
        kind.name,
        kind.index,
        partial(_locate_handout, kind),
        partial(_view_handout, kind),
        partial(_claim_handouts, kind),
    )
    for kind in HANDOUTS
)


def show_handouts(context: PageContext, index: str, key: str) -> list[Data]:
    """Return the handouts on a subject: ``{words, formats}``."""
    shown = (
        {"words": kind.words, "formats": list(_list_formats(context, kind.name, key))}
        for kind in HANDOUTS
        if kind.index == index
    )
    return [one for one in shown if one["formats"]]


def _list_formats(context: PageContext, kind: str, key: str) -> Iterator[Data]:
    for name, words in FORMAT_WORDS.items():
        address = handout_address(kind, key, name)
        claims = context.all(CLAIM, fold_address(address))
        if any(one.address == address for one in claims):
            yield {"format": name, "words": words, "href": context.href(address)}


def _list_asked(
    kind: HandoutKind, key: str, view: EditionView
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the formats in which the settings ask for a handout, and those of its briefing."""
    asked: Mapping[str, tuple[str, ...]] = view.one("config", "handouts") or {}
    briefing = view.one("briefing", key) if kind.index == "briefing" else None
    return asked.get(kind.name, ()), briefing.handouts.get(kind.name, ()) if briefing else ()


def _is_long(document: HandoutDocument, view: EditionView) -> bool:
    """Tell whether a document has words enough for a paper."""
    return count_words(document) >= int(view.one("config", "thresholds").paper)
