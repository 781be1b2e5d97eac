"""What a page is made with: parts that it repeats are made once."""

from briefbook.index.editions import Edition
from briefbook.index.ledger import Ledger
from briefbook.pages.context import PageContext, once
from briefbook.render.page import Data

EDITION = Edition("public", ("public",), "2025-01-01")


@once
def show(desk: PageContext, name: str) -> Data:
    desk.look.one("card", name)
    return {"name": name}


def make_desk() -> PageContext:
    return PageContext(Ledger().look(EDITION), "actors/ann.html")


def test_a_part_is_made_once_for_each_of_its_arguments() -> None:
    desk = make_desk()
    assert show(desk, "ann") is show(desk, "ann")
    assert show(desk, "ann") != show(desk, "bo")


def test_no_part_goes_from_page_to_page() -> None:
    first, second = make_desk(), make_desk()
    assert show(first, "ann") is not show(second, "ann")


def test_each_page_has_looked_at_what_its_parts_show() -> None:
    first, second = make_desk(), make_desk()
    show(first, "ann")
    show(second, "ann")
    show(second, "ann")
    assert first.look.reads == second.look.reads != set()


def test_a_link_within_the_page_is_the_bare_fragment() -> None:
    desk = make_desk()
    assert desk.href("actors/ann.html#q.1") == "#q.1"
    assert desk.href("actors/bo.html#q.1") == "bo.html#q.1"
    assert desk.href("issues/trade.html") == "../issues/trade.html"
