"""Handouts to take along: those that there are on a subject, in every format."""

from collections.abc import Iterator

from briefbook.addresses import fold_address
from briefbook.handouts.addresses import handout_address
from briefbook.ledger import Look
from briefbook.pages.page import Data, Desk

CLAIM = "claim"
"""The index of the addresses that there are."""

FORMAT_WORDS = {"html": "Page", "pdf": "PDF", "docx": "Word"}

OFFERS = {
    "meeting": (("read-ahead", "Read-ahead"),),
    "briefing": (("two-pager", "Two-pager"), ("briefing-paper", "Briefing paper")),
    "issue": (("position-sheet", "Position sheet"),),
    "actor": (("actor-note", "Actor note"),),
}
"""What there may be on a subject: its kinds of handouts, by name and in words."""


def show_handouts(desk: Desk, index: str, key: str) -> list[Data]:
    """Return the handouts on a subject: ``{words, formats}``."""
    shown = (
        {"words": words, "formats": list(list_formats(desk, name, key))}
        for name, words in OFFERS[index]
    )
    return [one for one in shown if one["formats"]]


def list_formats(desk: Desk, kind: str, key: str) -> Iterator[Data]:
    """Yield the formats in which a handout is there: ``{format, words, href}``."""
    for name, words in FORMAT_WORDS.items():
        address = handout_address(kind, key, name)
        if is_there(desk.look, address):
            yield {"format": name, "words": words, "href": desk.href(address)}


def is_there(look: Look, address: str) -> bool:
    """Tell whether there is a file of this address."""
    return any(one.address == address for one in look.all(CLAIM, fold_address(address)))
