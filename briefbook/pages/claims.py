"""All claims, split by year; disputed ones first, both sides beside each other."""

from briefbook.pages.context import PageContext
from briefbook.pages.page import HOME, ONE, Head, PageKind, frame
from briefbook.pages.parts.evidence import show_claims
from briefbook.pages.parts.months import newest_year, show_beside, show_years
from briefbook.render.page import Data, Page

ADDRESS = "claims.html"
INDEX = "claims-in"


def claims_address(name: str) -> str:
    """Return the address of one year's claims."""
    return f"claims/{name}.html"


def view_claims(_: str, desk: PageContext) -> Page:
    """Return the claims of the newest year."""
    return claims_page(desk, newest_year(desk, INDEX), "Claims", (HOME,))


def view_year_claims(key: str, desk: PageContext) -> Page:
    """Return the claims of one year."""
    title = "Claims without a date" if key == "undated" else f"Claims of {key}"
    return claims_page(desk, key, title, (HOME, ("Claims", ADDRESS)))


def claims_page(
    desk: PageContext, year: str, title: str, crumbs: tuple[tuple[str, str], ...]
) -> Page:
    """Return a page with the claims of ``year``."""
    claims = show_claims(desk, desk.look.all(INDEX, year))
    data: Data = {
        "claims": claims,
        "year": year,
        "years": show_years(desk, INDEX, claims_address, year),
        "beside": show_beside(desk, INDEX, claims_address, year, year),
    }
    dates = [claim["date"]["edtf"] for claim in claims if claim["date"]]
    return frame(desk, "claims.html", Head(title, crumbs=crumbs, dates=dates), data)


CLAIMS_PAGE = PageKind("claims", ONE, lambda _, __: ADDRESS, view_claims)
YEAR_CLAIMS_PAGE = PageKind(
    "year-claims",
    INDEX,
    lambda key, _: claims_address(key),
    view_year_claims,
)
