"""Links to entries: always by their card, so that a hidden or missing one is never linked."""

from collections.abc import Iterable

from briefbook.cards import Card, Role
from briefbook.pages.page import Data, Desk
from briefbook.pages.parts.days import day_key, show_day
from briefbook.reading.dates import parse_date


def link(desk: Desk, ref: str) -> Data | None:
    """Return ``{name, href, kind, ref}`` of an entry; ``href`` is "" if it has no page."""
    card = desk.look.one("card", ref) if ref else None
    return link_card(desk, card) if card else None


def link_card(desk: Desk, card: Card) -> Data:
    """Return the link to the entry of a card."""
    href = desk.href(card.address) if card.address else ""
    return {
        "name": card.name,
        "href": href,
        "kind": card.kind,
        "ref": card.ref,
        "type": card.type,
    }


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


def show_role(desk: Desk, role: Role | None) -> Data | None:
    """Return ``{role, organization, when, former, words}`` of an office."""
    if role is None:
        return None
    organization = link(desk, role.organization)
    return {
        "role": role.role,
        "organization": organization,
        "words": ", ".join(
            filter(None, (role.role, organization["name"] if organization else ""))
        ),
        "as_of": show_day(role.as_of),
        "start": show_day(role.start),
        "end": show_day(role.end),
    }


def show_card(desk: Desk, ref: str, edtf: str = "") -> Data | None:
    """Return what a preview shows of an entry: name, role on the date, one line."""
    card = desk.look.one("card", ref)
    if card is None:
        return None
    role = show_role(desk, role_on(card.roles, edtf))
    return {
        **link_card(desk, card),
        "role": role["words"] if role else "",
        "line": card.line,
        "date": show_day(card.date),
        "pronunciation": card.pronunciation,
    }


def by_date(items: Iterable[Data]) -> list[Data]:
    """Return shown things in the order of their dates, the undated first."""
    return sorted(items, key=lambda item: day_key(item["date"]["edtf"] if item["date"] else ""))
