"""What one year has of an actor, where it is too much for the actor's own page."""

from briefbook.index.ledger import Look
from briefbook.kinds.actor import actor_address
from briefbook.pages.page import Desk, PageKind
from briefbook.pages.parts.frame import HOME
from briefbook.pages.parts.records import claim_years, view_year, year_address
from briefbook.render.page import Page

CRUMBS = (HOME, ("People & bodies", "actors/index.html"))


def view_actor_year(page: str, desk: Desk) -> Page:
    """Return the page of a year, ``KEY/YEAR``."""
    return view_year("actor", page, desk, CRUMBS)


def actor_year_address(page: str, _: Look) -> str:
    """Return the address of the page of a year, ``KEY/YEAR``."""
    key, name = page.split("/")
    return year_address(actor_address(key))(name)


ACTOR_YEAR_PAGE = PageKind(
    "actor-year",
    "actor",
    actor_year_address,
    view_actor_year,
    lambda key, look: claim_years("actor", key, look),
)
