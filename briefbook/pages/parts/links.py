"""Links to entries: always by their card, so that a hidden or missing one is never linked."""

from collections.abc import Iterable

from briefbook.cards import Card, Role
from briefbook.pages.page import Data, Desk, once
from briefbook.pages.parts.days import day_key, say_day, show_day
from briefbook.pages.parts.prose import plain_line
from briefbook.reading.dates import parse_date

PREVIEWED = ("actor", "issue", "event", "term")
"""Kinds whose links have a preview."""

WITH_PROSE = ("actor", "issue", "event", "term")
"""Kinds whose line on a card is written in Markdown."""


@once
def link(desk: Desk, ref: str) -> Data | None:
    """Return ``{name, href, kind, ref}`` of an entry; ``href`` is "" if it has no page."""
    card = desk.look.one("card", ref) if ref else None
    return link_card(desk, card) if card else None


def link_card(desk: Desk, card: Card) -> Data:
    """Return the link to the entry of a card."""
    href = desk.href(card.address) if card.address else ""
    return {"name": card.name, "href": href, "kind": card.kind, "ref": card.ref}


def links(desk: Desk, refs: Iterable[str]) -> list[Data]:
    """Return the links of those entries that this edition may see."""
    found = (link(desk, ref) for ref in dict.fromkeys(refs))
    return [one for one in found if one]


def role_on(roles: tuple[Role, ...], edtf: str) -> Role | None:
    """Return the role that fits a day best: one held then, else the last attested before."""
    if not roles:
        return None
    if not edtf:
        return roles[0]
    day = parse_date(edtf)
    held = [role for role in roles if overlaps(role, day.earliest, day.latest)]
    past = [role for role in roles if starts(role) <= day.latest]
    return max(held or past or roles, key=starts)


def overlaps(role: Role, earliest: str, latest: str) -> bool:
    """Tell whether a role was held, or is attested, on some of the days given."""
    return starts(role) <= latest and ends(role) >= earliest


def starts(role: Role) -> str:
    """Return the first day on which a role may have been held."""
    edtf = role.start or role.as_of
    return parse_date(edtf).earliest if edtf else "0001-01-01"


def ends(role: Role) -> str:
    """Return the last day on which a role may have been held."""
    if role.as_of and not role.end:
        return parse_date(role.as_of).latest
    return parse_date(role.end).latest if role.end else "9999-12-31"


def show_role(desk: Desk, role: Role) -> Data:
    """Return ``{role, organization, when}`` of an office.

    ``when`` pairs a date with the word before it, "" where the date brings its own (an open
    interval is said as "until …").
    """
    return {
        "role": role.role,
        "organization": link(desk, role.organization),
        "when": [
            {"label": "" if "/" in edtf else label, "date": show_day(edtf)}
            for label, edtf in (
                ("from", role.start),
                ("to", role.end),
                ("attested", role.as_of),
            )
            if edtf
        ],
    }


@once
def say_role_of(desk: Desk, ref: str, edtf: str) -> str:
    """Return the role that an actor had on a day, "" where none is known."""
    card = desk.look.one("card", ref) if ref else None
    return say_office(desk, card.roles, edtf) if card else ""


def say_office(desk: Desk, roles: tuple[Role, ...], edtf: str) -> str:
    """Return the role that fits a day best, and until when if it may be over by that day."""
    role = role_on(roles, edtf)
    if role is None:
        return ""
    organization = link(desk, role.organization)
    words = filter(None, (role.role, organization["name"] if organization else ""))
    return ", ".join(words) + say_end(role, edtf)


def say_end(role: Role, edtf: str) -> str:
    """Return until when a role was held, "" if it surely still was on the day given."""
    may_be_over = role.end and (
        not edtf or parse_date(role.end).earliest <= parse_date(edtf).latest
    )
    return f" (until {say_day(role.end).removeprefix('until ')})" if may_be_over else ""


def show_card(desk: Desk, ref: str, edtf: str = "") -> Data | None:
    """Return what a preview shows of an entry: name, role on the date, one line."""
    card = desk.look.one("card", ref)
    if card is None:
        return None
    return {
        **link_card(desk, card),
        "type": card.type,
        "role": say_office(desk, card.roles, edtf),
        "line": plain_line(desk, card.line) if card.kind in WITH_PROSE else card.line,
        "date": show_day(card.date),
        "pronunciation": card.pronunciation,
    }


def keep_card(desk: Desk, ref: str, edtf: str = "") -> str:
    """Have the page hold the preview of an entry; return its id, "" where there is none."""
    name = f"card.{ref}"
    card = None if name in desk.cards else show_card(desk, ref, edtf)
    if card and card["href"] and card["kind"] in PREVIEWED:
        desk.cards[name] = card
    return name if name in desk.cards else ""


def by_date(items: Iterable[Data]) -> list[Data]:
    """Return shown things in the order of their dates, the undated first."""
    return sorted(items, key=lambda item: day_key(item["date"]["edtf"] if item["date"] else ""))
