"""What one year has of an issue, where it is too much for the issue's own page."""

from briefbook.index.ledger import Look
from briefbook.kinds.issue import issue_address
from briefbook.pages.page import Desk, PageKind
from briefbook.pages.parts.frame import HOME
from briefbook.pages.parts.records import claim_years, view_year, year_address
from briefbook.render.page import Page

CRUMBS = (HOME, ("Issues", "issues/index.html"))


def view_issue_year(page: str, desk: Desk) -> Page:
    """Return the page of a year, ``KEY/YEAR``."""
    return view_year("issue", page, desk, CRUMBS)


def issue_year_address(page: str, _: Look) -> str:
    """Return the address of the page of a year, ``KEY/YEAR``."""
    key, name = page.split("/")
    return year_address(issue_address(key))(name)


ISSUE_YEAR_PAGE = PageKind(
    "issue-year",
    "issue",
    issue_year_address,
    view_issue_year,
    lambda key, look: claim_years("issue", key, look),
)
