"""The files of data, as pages: so edition, ledger and publishing hold for them too."""

from collections.abc import Callable

from markupsafe import Markup

from briefbook.data import book, schema
from briefbook.ledger import Look
from briefbook.pages.page import ONE, Desk, Page, PageKind

TEMPLATE = "data-file.html"


def is_wanted(output: str, look: Look) -> bool:
    """Tell whether the settings ask for an output."""
    return output in (look.one("config", "data") or ())


def only_if(output: str) -> Callable[[str, Look], tuple[str, ...]]:
    """Return what claims a file where its output is asked for."""
    return lambda key, look: (key,) if is_wanted(output, look) else ()


def fixed(
    name: str,
    address: str,
    write: Callable[[Look], str],
    keys: Callable[[str, Look], tuple[str, ...]],
) -> PageKind:
    """Return the kind of a file that there is one of."""

    def view(_: str, desk: Desk) -> Page:
        return Page(desk.here, TEMPLATE, {"text": Markup(write(desk.look))})

    return PageKind(name, ONE, lambda _, __: address, view, keys)


BOOK_PAGE = fixed("book", book.ADDRESS, book.write_book, only_if("book"))
BOOK_SCHEMA_PAGE = fixed(
    "book-schema", schema.ADDRESS, lambda _: schema.write_schema(), only_if("book")
)
