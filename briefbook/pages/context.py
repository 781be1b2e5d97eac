"""Links to entries: always by their card, so that a hidden or missing one is never linked."""

from collections.abc import Iterable, Mapping

from briefbook.base.addresses import resolve_path
from briefbook.index.cards import Card, CardRole
from briefbook.kinds import name_kinds
from briefbook.kinds.fields import Picture
from briefbook.pages.page import PageContext, once
from briefbook.pages.parts.days import day_key, show_day
from briefbook.pages.parts.prose import plain_line
from briefbook.render.page import Data
from briefbook.statements.events import status
from briefbook.statements.offices import Tenure, list_days, office, pick_office
from briefbook.statements.sentence import Sentence
from briefbook.statements.words import say_sentence, split

PREVIEWED = name_kinds("is_previewed")
"""Kinds whose links have a preview, with a line in Markdown."""


@once
def link(desk: PageContext, ref: str) -> Data | None:
    """Return ``{name, href, kind, ref, status}`` of an entry.

    ``href`` is "" if it has no page; ``status`` says of an event that it has not happened.
    """
    card = desk.look.one("card", ref) if ref else None
    return link_card(desk, card) if card else None


def link_card(desk: PageContext, card: Card) -> Data:
    """Return the link to the entry of a card."""
    href = desk.href(card.address) if card.address else ""
    return {
        "name": card.name,
        "href": href,
        "kind": card.kind,
        "ref": card.ref,
        "status": say_sentence(status(card.status)) if card.status else "",
    }


def name_of(desk: PageContext, ref: str) -> str:
    """Return the name of an entry, "" where this edition sees none."""
    shown = link(desk, ref)
    return shown["name"] if shown else ""


def links(desk: PageContext, refs: Iterable[str]) -> list[Data]:
    """Return the links of those entries that this edition may see."""
    found = (link(desk, ref) for ref in dict.fromkeys(refs))
    return [one for one in found if one]


def show_role(desk: PageContext, role: CardRole) -> Data:
    """Return ``{role, organization, when}`` of an office; ``when`` are words on its days."""
    return {
        "role": role.role,
        "organization": link(desk, role.organization),
        "when": [say_sentence(one) for one in list_days(tenure_of(role))],
    }


def tenure_of(role: CardRole) -> Tenure:
    """Return when an office was held."""
    return Tenure(role.start, role.end, role.as_of)


@once
def say_role_of(desk: PageContext, ref: str, edtf: str) -> str:
    """Return the office of an actor as it may be named on a day, "" where none is known."""
    card = desk.look.one("card", ref) if ref else None
    return say_office(desk, card.roles, edtf) if card else ""


def say_office(desk: PageContext, roles: tuple[CardRole, ...], edtf: str) -> str:
    """Return the office that fits a day best, as it may be named on it."""
    role = role_on(roles, edtf)
    if role is None:
        return ""
    organization = link(desk, role.organization)
    words = filter(None, (role.role, organization["name"] if organization else ""))
    return say_sentence(office(", ".join(words), role.start, role.end, role.as_of, edtf))


def role_on(roles: tuple[CardRole, ...], edtf: str) -> CardRole | None:
    """Return the office that fits a day best."""
    return roles[pick_office([tenure_of(role) for role in roles], edtf)] if roles else None


def show_card(desk: PageContext, ref: str, edtf: str = "") -> Data | None:
    """Return what a preview shows of an entry: name, role on the date, one line."""
    card = desk.look.one("card", ref)
    if card is None:
        return None
    return {
        **link_card(desk, card),
        "type": card.type,
        "role": say_office(desk, card.roles, edtf),
        "line": plain_line(desk, card.line) if card.kind in PREVIEWED else card.line,
        "date": show_day(card.date),
        "pronunciation": card.pronunciation,
    }


def keep_card(desk: PageContext, ref: str, edtf: str = "") -> str:
    """Have the page hold the preview of an entry; return its id, "" where there is none."""
    name = f"card.{ref}"
    card = None if name in desk.cards else show_card(desk, ref, edtf)
    if card and card["href"] and card["kind"] in PREVIEWED:
        desk.cards[name] = card
    return name if name in desk.cards else ""


def tell_sentence(
    desk: PageContext, made: Sentence | None, refs: Mapping[str, str]
) -> list[Data]:
    """Return a sentence in pieces of ``{words, link}``, for a template to put links into it.

    ``refs`` are the entries that its values name.
    """
    return [
        {"words": piece.words, "link": link(desk, refs.get(piece.name, ""))}
        for piece in (split(made) if made else ())
    ]


def by_date(items: Iterable[Data]) -> list[Data]:
    """Return shown things in the order of their dates, the undated first."""
    return sorted(items, key=lambda item: day_key(item["date"]["edtf"] if item["date"] else ""))


def show_picture(desk: PageContext, key: str, picture: Picture | None) -> Data | None:
    """Return the picture of the article or briefing ``key``, None if it has none.

    ``size`` is its width and height in pixels, None where it cannot be told.
    """
    if picture is None:
        return None
    path = resolve_path(desk.look.one("place", key).path, picture.file)
    return {
        "src": desk.href(desk.look.one("file", path)),
        "size": desk.look.one("size", path),
        "alt": picture.alt,
        "credit": picture.credit,
    }
