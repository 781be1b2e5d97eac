"""What a page is made with: parts that it repeats are made once."""

from briefbook.index.editions import Edition
from briefbook.index.ledger import Ledger
from briefbook.pages.context import PageContext, once
from briefbook.render.page import Data

EDITION = Edition("public", ("public",), "2025-01-01")


@once
def show(context: PageContext, name: str) -> Data:
    context.one("card", name)
    return {"name": name}


def make_context() -> PageContext:
    return PageContext(Ledger().look(EDITION), "actors/ann.html")


def test_a_part_is_made_once_for_each_of_its_arguments() -> None:
    context = make_context()
    assert show(context, "ann") is show(context, "ann")
    assert show(context, "ann") != show(context, "bo")


def test_no_part_goes_from_page_to_page() -> None:
    first, second = make_context(), make_context()
    assert show(first, "ann") is not show(second, "ann")


def test_each_page_has_looked_at_what_its_parts_show() -> None:
    first, second = make_context(), make_context()
    show(first, "ann")
    show(second, "ann")
    show(second, "ann")
    assert first.view.reads == second.view.reads != set()


def test_a_link_within_the_page_is_the_bare_fragment() -> None:
    context = make_context()
    assert context.href("actors/ann.html#q.1") == "#q.1"
    assert context.href("actors/bo.html#q.1") == "bo.html#q.1"
    assert context.href("issues/trade.html") == "../issues/trade.html"
