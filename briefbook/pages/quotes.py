"""All quotes, split by year."""

from briefbook.pages.context import PageContext
from briefbook.pages.page import HOME, ONE, Head, PageKind, frame
from briefbook.pages.parts.months import newest_year, show_beside, show_years, split_months
from briefbook.pages.parts.quotes import show_quotes
from briefbook.render.page import Data, Page

ADDRESS = "quotes.html"
INDEX = "quotes-in"


def quotes_address(name: str) -> str:
    """Return the address of one year's quotes."""
    return f"quotes/{name}.html"


def view_quotes(_: str, desk: PageContext) -> Page:
    """Return the quotes of the newest year."""
    return quotes_page(desk, newest_year(desk, INDEX), "Quotes", (HOME,))


def view_year_quotes(key: str, desk: PageContext) -> Page:
    """Return the quotes of one year."""
    title = "Quotes without a date" if key == "undated" else f"Quotes of {key}"
    return quotes_page(desk, key, title, (HOME, ("Quotes", ADDRESS)))


def quotes_page(
    desk: PageContext, year: str, title: str, crumbs: tuple[tuple[str, str], ...]
) -> Page:
    """Return a page with the quotes of ``year``, the newest first."""
    quotes = show_quotes(desk, (one.ref for one in desk.look.all(INDEX, year)))
    data: Data = {
        "quotes": quotes,
        "months": split_months(quotes, "q"),
        "year": year,
        "years": show_years(desk, INDEX, quotes_address, year),
        "beside": show_beside(desk, INDEX, quotes_address, year, year),
    }
    dates = [quote["date"]["edtf"] for quote in quotes if quote["date"]]
    return frame(desk, "quotes.html", Head(title, crumbs=crumbs, dates=dates), data)


QUOTES_PAGE = PageKind("quotes", ONE, lambda _, __: ADDRESS, view_quotes)
YEAR_QUOTES_PAGE = PageKind(
    "year-quotes",
    INDEX,
    lambda key, _: quotes_address(key),
    view_year_quotes,
)
