"""Years with hundreds of entries: their pages are parted by month, and drawn so."""

from xml.etree.ElementTree import Element

import pytest

from briefbook.pages.parts.lists import MANY
from tests.books import (
    Files,
    find_all,
    find_one,
    follow,
    hrefs,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

PAGES = ("timeline/2023.html", "timeline.html", "quotes/2023.html", "briefings/b/index.html")
SOURCE = "sources/wire.html"


def write_year(count: int) -> Files:
    """Return a book with so many events and quotes from January to May, one of them vague."""
    days = [f"2023-{1 + at % 5:02}-{1 + at % 28:02}" for at in range(1, count)]
    dates = list(enumerate(["2023", *days]))
    events = "\n".join(f"  e{at}: {{name: Event {at}, date: {on}}}" for at, on in dates)
    quotes = "\n".join(
        f"  q{at}: {{speaker: ann, exact: word{at}, date: {on}, source: wire}}"
        for at, on in dates
    )
    text = " ".join(f"word{at}" for at, _ in dates)
    return write_book(
        actors="ann: Ann Lee",
        sources="wire: {title: The wire}",
        others={
            "briefings/b/index.md": "---\ntitle: B\ndate: 2023-06-01\n---\nAll of it.\n",
            "briefings/b/talks.md": f"---\ndate: 2023-06-01\n---\n{text}\n",
            "briefings/b/talks.yaml": f"events:\n{events}\nquotes:\n{quotes}\n",
        },
    )


@pytest.fixture(scope="module")
def busy() -> Outcome:
    return publish_cleanly(write_year(MANY + 1))


@pytest.fixture(scope="module")
def quiet() -> Outcome:
    return publish_cleanly(write_year(MANY))


def headings(page: Element) -> list[str]:
    """Return the headings of the months."""
    return [words(next(iter(month))) for month in find_all(page, "month")]


@pytest.mark.parametrize("address", [*PAGES, SOURCE, "actors/ann/2023.html"])
def test_a_long_list_has_a_part_for_every_month(busy: Outcome, address: str) -> None:
    page = read_page(busy, address)
    months = find_all(page, "month")
    assert len(months) == 6
    shown = [len([*find_all(month, "quote"), *find_all(month, "what")]) for month in months]
    assert sum(shown) == MANY + 1
    assert shown[-1] == 1


@pytest.mark.parametrize("address", [*PAGES, SOURCE])
def test_its_months_are_led_to_with_their_numbers(busy: Outcome, address: str) -> None:
    page = read_page(busy, address)
    nav = next(
        nav
        for nav in find_all(main_of(page), "<nav>")
        if "by month" in str(nav.get("aria-label"))
    )
    for href, number in zip(hrefs(nav), texts(nav, "count"), strict=True):
        landing = follow(busy, address, href)
        part = next(one for one in find_all(page, "month") if landing.target in list(one))
        assert len([*find_all(part, "quote"), *find_all(part, "what")]) == int(number)


def test_events_go_on_in_their_order_and_quotes_the_newest_first(busy: Outcome) -> None:
    assert headings(read_page(busy, PAGES[0])) == [
        *(f"{name} 2023" for name in ("January", "February", "March", "April", "May")),
        "No one month",
    ]
    assert headings(read_page(busy, PAGES[2]))[:2] == ["May 2023", "April 2023"]


def test_the_picture_of_many_events_counts_them_by_month(busy: Outcome) -> None:
    page = read_page(busy, PAGES[0])
    (drawn,) = find_all(page, "months")
    numbers = [len(find_all(month, "what")) for month in find_all(page, "month")]
    assert texts(drawn, "mo-count") == [str(number) for number in numbers]
    landings = [follow(busy, PAGES[0], str(link.get("href"))) for link in drawn.iter("a")]
    assert [words(landing.target) for landing in landings] == headings(page)


def test_a_list_that_is_not_so_long_is_one(quiet: Outcome) -> None:
    for address in PAGES:
        page = read_page(quiet, address)
        assert find_all(page, "month") == find_all(page, "months") == []
    assert find_one(read_page(quiet, PAGES[0]), "timeline") is not None


def test_the_strip_of_the_front_shows_the_newest_alone(busy: Outcome) -> None:
    assert "Event 0," not in str(busy.files["index.html"])
