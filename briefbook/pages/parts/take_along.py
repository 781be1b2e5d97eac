"""Handouts to take along: those that there are on a subject, in every format."""

from collections.abc import Iterator, Mapping

from briefbook.base.addresses import fold_address
from briefbook.handouts.kinds import BY_NAME, HANDOUTS
from briefbook.handouts.writing import handout_address
from briefbook.index.ledger import EditionView
from briefbook.pages.page import PageContext
from briefbook.render.page import Data

CLAIM = "claim"
"""The index of the addresses that there are."""

FORMAT_WORDS = {"html": "Page", "pdf": "PDF", "docx": "Word"}


def show_handouts(desk: PageContext, index: str, key: str) -> list[Data]:
    """Return the handouts on a subject: ``{words, formats}``."""
    shown = (
        {"words": kind.words, "formats": list(list_formats(desk, kind.name, key))}
        for kind in HANDOUTS
        if kind.index == index
    )
    return [one for one in shown if one["formats"]]


def list_formats(desk: PageContext, kind: str, key: str) -> Iterator[Data]:
    """Yield the formats in which a handout is there: ``{format, words, href}``."""
    for name in wanted_formats(kind, key, desk.look):
        address = handout_address(kind, key, name)
        if is_there(desk.look, address):
            yield {"format": name, "words": FORMAT_WORDS[name], "href": desk.href(address)}


def wanted_formats(kind: str, key: str, look: EditionView) -> tuple[str, ...]:
    """Return the formats in which a handout is made: as the settings or its briefing ask."""
    asked: Mapping[str, tuple[str, ...]] = look.one("config", "handouts") or {}
    is_about_one = kind in BY_NAME and BY_NAME[kind].index == "briefing"
    briefing = look.one("briefing", key) if is_about_one else None
    own = briefing.handouts if briefing else {}
    wanted = {*asked.get(kind, ()), *own.get(kind, ())}
    return tuple(name for name in FORMAT_WORDS if name in wanted)


def is_there(look: EditionView, address: str) -> bool:
    """Tell whether there is a file of this address."""
    return any(one.address == address for one in look.all(CLAIM, fold_address(address)))
