"""Handouts as files of the site: which are wanted, in which formats, and their documents."""

from collections.abc import Iterator, Mapping

from briefbook.base.addresses import fold_address
from briefbook.base.problems import Problem
from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats.html import show_document
from briefbook.handouts.kinds import BY_NAME, HANDOUTS
from briefbook.handouts.kinds.actor_note import ACTOR_NOTE
from briefbook.handouts.kinds.briefing_paper import BRIEFING_PAPER
from briefbook.handouts.kinds.position_sheet import POSITION_SHEET
from briefbook.handouts.kinds.read_ahead import READ_AHEAD
from briefbook.handouts.kinds.two_pager import TWO_PAGER
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


def _claim_handouts(kind: HandoutKind, key: str, view: EditionView) -> tuple[str, ...]:
    """Return the page keys of a subject's handouts: ``FORMAT KEY``."""
    wanted = _wanted_formats(kind.name, key, view) if view.all(kind.index, key) else ()
    lacks = "pdf" in wanted and _find_missing(kind, key, view)
    return tuple(f"{name} {key}" for name in wanted if not (lacks and name == "pdf"))


def _find_faults(kind: HandoutKind, key: str, view: EditionView) -> Iterator[Problem]:
    if view.all(kind.index, key) and "pdf" in _wanted_formats(kind.name, key, view):
        yield from _explain_missing(kind, key, view)


def _explain_missing(kind: HandoutKind, key: str, view: EditionView) -> Iterator[Problem]:
    """Yield the characters of a handout that no font has."""
    yield from tell_missing(_file_address(kind, f"pdf {key}"), _find_missing(kind, key, view))


def _find_missing(kind: HandoutKind, key: str, view: EditionView) -> dict[str, str]:
    """Return the characters that no font has by the words that they stand in."""
    return (
        miss_letters(kind.make(key, HandoutWriter(view)), view)
        if view.one("letters", "")
        else {}
    )


def miss_letters(document: HandoutDocument, view: EditionView) -> dict[str, str]:
    """Return the characters of a document that no font has, by the words they stand in."""
    letters = view.one("letters", "")
    return list_missing(document, letters) if letters else {}


def _file_address(kind: HandoutKind, page: str) -> str:
    name, _, key = page.partition(" ")
    return handout_address(kind.name, key, name)


def _view_handout(kind: HandoutKind, page: str, context: PageContext) -> Page:
    name, _, key = page.partition(" ")
    document = kind.make(key, HandoutWriter(context.view, context.here))
    card = context.one("card", key)
    return view_document(document, name, context, (card.name, card.address), key)


def view_document(
    document: HandoutDocument, name: str, context: PageContext, above: Crumb, key: str = ""
) -> Page:
    """Return a document in a format; ``above`` is the page that its own page leads back to."""
    if name != "html":
        return Page(context.here, TEMPLATES[name], {"document": document})
    data = {
        **show_document(document, context.href),
        "sheets": {name: context.href(f"assets/{name}.css") for name in ("handout", "paper")},
        "formats": [
            one for one in _list_formats(context, document.kind, key) if one["format"] != "html"
        ],
    }
    head = Head(f"{document.subtitle}: {document.title}", (HOME, above))
    return frame(context, TEMPLATES["html"], head, data)


def _handout_page(kind: HandoutKind) -> PageKind:

    def view(page: str, context: PageContext) -> Page:
        return _view_handout(kind, page, context)

    return PageKind(
        kind.name,
        kind.index,
        lambda page, _: _file_address(kind, page),
        view,
        lambda key, view: _claim_handouts(kind, key, view),
        faults=lambda key, view: _find_faults(kind, key, view),
    )


READ_AHEAD_PAGE = _handout_page(READ_AHEAD)
TWO_PAGER_PAGE = _handout_page(TWO_PAGER)
BRIEFING_PAPER_PAGE = _handout_page(BRIEFING_PAPER)
POSITION_SHEET_PAGE = _handout_page(POSITION_SHEET)
ACTOR_NOTE_PAGE = _handout_page(ACTOR_NOTE)


def show_handouts(context: PageContext, index: str, key: str) -> list[Data]:
    """Return the handouts on a subject: ``{words, formats}``."""
    shown = (
        {"words": kind.words, "formats": list(_list_formats(context, kind.name, key))}
        for kind in HANDOUTS
        if kind.index == index
    )
    return [one for one in shown if one["formats"]]


def _list_formats(context: PageContext, kind: str, key: str) -> Iterator[Data]:
    for name in _wanted_formats(kind, key, context.view):
        address = handout_address(kind, key, name)
        if _is_there(context.view, address):
            yield {"format": name, "words": FORMAT_WORDS[name], "href": context.href(address)}


def _wanted_formats(kind: str, key: str, view: EditionView) -> tuple[str, ...]:
    """Return the formats in which a handout is made: as the settings or its briefing ask."""
    asked: Mapping[str, tuple[str, ...]] = view.one("config", "handouts") or {}
    is_about_one = kind in BY_NAME and BY_NAME[kind].index == "briefing"
    briefing = view.one("briefing", key) if is_about_one else None
    own = briefing.handouts if briefing else {}
    wanted = {*asked.get(kind, ()), *own.get(kind, ())}
    return tuple(name for name in FORMAT_WORDS if name in wanted)


def _is_there(view: EditionView, address: str) -> bool:
    return any(one.address == address for one in view.all(CLAIM, fold_address(address)))
