"""What a page is made with: parts that it repeats are made once."""

import pytest

from briefbook.base.addresses import Address, place_links
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


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("actors/ann.html", "#q.1"),
        ("actors/bo.html", "ann.html#q.1"),
        ("index.html", "actors/ann.html#q.1"),
        ("issues/trade/2023.html", "../../actors/ann.html#q.1"),
    ],
)
def test_a_link_is_the_same_on_every_page_until_that_is_finished(page: str, link: str) -> None:
    href = make_context().href("actors/ann.html#q.1")
    assert place_links(f'<a href="{href}">', Address(page)) == f'<a href="{link}">'
