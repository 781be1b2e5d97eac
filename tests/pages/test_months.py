"""Lists with hundreds of entries: by year, then by month, by day, and by what never changes."""

from functools import lru_cache

import pytest

from briefbook.pages.parts.lists import NEWEST
from briefbook.pages.parts.parting import MANY, MANY_NAMES, NAMES, depth_of
from tests.books import (
    Files,
    find_all,
    find_one,
    follow,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

LISTS = ("timeline", "quotes", "claims")


def write_year(count: int, days: int = 28) -> Files:
    """Return a book with so many events, quotes and claims from January to May, one vague."""
    dated = [f"2023-{1 + at % 5:02}-{1 + at % days:02}" for at in range(1, count)]
    dates = list(enumerate(["2023", *dated]))
    events = "\n".join(f"  e{at}: {{name: Event {at}, date: {on}}}" for at, on in dates)
    quotes = "\n".join(
        f"  q{at}: {{speaker: ann, exact: word{at}, date: {on}, source: wire}}"
        for at, on in dates
    )
    claims = "\n".join(
        f"  c{at}: {{text: Claim {at}., asserted_by: ann, evidence: q{at}}}" for at, _ in dates
    )
    text = " ".join(f"word{at}" for at, _ in dates)
    return write_book(
        actors="ann: Ann Lee",
        sources="wire: {title: The wire}",
        others={
            "briefings/b/index.md": "---\ntitle: B\ndate: 2023-06-01\n---\nAll of it.\n",
            "briefings/b/talks.md": f"---\ndate: 2023-06-01\n---\n{text}\n",
            "briefings/b/talks.yaml": (
                f"events:\n{events}\nquotes:\n{quotes}\nclaims:\n{claims}\n"
            ),
        },
    )


@lru_cache
def publish_year(count: int, days: int = 28) -> Outcome:
    return publish_cleanly(write_year(count, days))


def find_leaves(built: Outcome, address: str) -> list[str]:
    """Return the pages that a reader gets to by the parts of a list, those without parts."""
    page = read_page(built, address)
    navs = [one for one in find_all(page, "years") if "parts" in str(one.get("aria-label"))]
    hrefs = [href for nav in navs for href in links(nav).values()]
    inner = [follow(built, address, href).address for href in hrefs]
    return [leaf for one in inner for leaf in find_leaves(built, one)] or [address]


def count_entries(built: Outcome, address: str) -> int:
    page = main_of(read_page(built, address))
    return sum(len(find_all(page, name)) for name in ("quote", "what", "claim"))


@pytest.mark.parametrize("listing", ["timeline", "quotes"])
def test_a_year_of_many_leads_to_its_months_with_their_numbers(listing: str) -> None:
    built, address = publish_year(MANY + 1), f"{listing}/2023.html"
    assert count_entries(built, address) == 0
    _, months = find_all(read_page(built, address), "years")
    assert [*links(months)][:2] == ["January 2023", "February 2023"]
    assert [*links(months)][-1] == "2023, no one month"
    for (name, href), number in zip(links(months).items(), texts(months, "count"), strict=True):
        landing = follow(built, address, href)
        assert texts(landing.page, "<h1>") == [f"{listing.capitalize()} of {name}"]
        assert count_entries(built, landing.address) == int(number)


@pytest.mark.parametrize("count", [6, MANY + 1])
@pytest.mark.parametrize("listing", ["timeline", "quotes"])
def test_every_month_has_an_address_however_few_there_are(listing: str, count: int) -> None:
    built = publish_year(count)
    for month in ("2023-01", "2023-05", "2023-none"):
        assert f"{listing}/{month}.html" in built.files
    page = read_page(built, f"{listing}/2023-02.html")
    assert links(find_one(page, "crumbs"))["2023"] == "2023.html"
    assert links(find_one(page, "neighbours")) == {
        "January 2023": "2023-01.html",
        "March 2023": "2023-03.html",
    }


@pytest.mark.parametrize("listing", LISTS)
def test_a_month_and_a_day_of_many_are_parted_too_and_nothing_is_lost(listing: str) -> None:
    built = publish_year(4 * MANY, days=1)
    leaves = find_leaves(built, f"{listing}/2023.html")
    assert sum(count_entries(built, leaf) for leaf in leaves) == 4 * MANY
    assert max(count_entries(built, leaf) for leaf in leaves) <= MANY


@pytest.mark.parametrize("address", ["actors/ann/2023.html", "briefings/b/2023.html"])
def test_what_grows_under_an_entry_is_parted_as_well(address: str) -> None:
    built = publish_year(MANY + 1)
    leaves = find_leaves(built, address)
    assert len(leaves) > 5
    assert sum(count_entries(built, leaf) for leaf in leaves) == 2 * (MANY + 1)


def test_the_first_page_has_the_newest_of_a_year_of_many() -> None:
    built = publish_year(MANY + 1)
    shown = find_all(read_page(built, "quotes.html"), "quote")
    assert len(shown) == NEWEST
    assert "2023" in words(shown[0])


def test_the_source_has_the_newest_of_many_and_says_how_many() -> None:
    built = publish_year(MANY + 1)
    page = read_page(built, "sources/wire.html")
    assert len(find_all(page, "quote")) == MANY
    assert f"Quotes: {MANY + 1}" in words(page)
    leaves = find_leaves(built, "sources/wire/2023.html")
    assert sum(count_entries(built, leaf) for leaf in leaves) == MANY + 1


def test_no_address_moves_when_much_is_added() -> None:
    few, many = publish_year(6), publish_year(4 * MANY, days=1)
    assert few.files.keys() <= many.files.keys() | {
        address for address in few.files if "search/" in address
    }


def test_the_picture_of_many_events_leads_to_their_months() -> None:
    built = publish_year(MANY + 1)
    (drawn,) = find_all(read_page(built, "timeline/2023.html"), "months")
    for link, number in zip(drawn.iter("a"), texts(drawn, "mo-count"), strict=True):
        landing = follow(built, "timeline/2023.html", str(link.get("href")))
        assert count_entries(built, landing.address) == int(number)


def test_a_list_that_is_not_so_long_is_one() -> None:
    built = publish_year(MANY)
    for address in ("timeline/2023.html", "timeline.html", "quotes/2023.html"):
        page = read_page(built, address)
        assert find_all(page, "months") == []
        assert count_entries(built, address) == MANY
    assert find_one(read_page(built, "timeline.html"), "timeline") is not None


def test_the_strip_of_the_front_shows_the_newest_alone() -> None:
    assert "Event 0," not in str(publish_year(MANY + 1).files["index.html"])


def test_names_are_parted_letter_by_letter_in_any_script() -> None:
    named = [f"Delegate {at:04}" for at in range(MANY_NAMES)] + ["Éa", "蔡英文", "3M", "Ann"]
    items = [{"name": name, "ref": name, "then": "", "more": ""} for name in named]
    parts = NAMES.split(items)
    assert {NAMES.say(part): len(each) for part, each in parts.items()} == {
        "0–9": 1,
        "Other scripts": 1,
        "A": 1,
        "D": MANY_NAMES,
        "E": 1,
    }
    many = [
        {"name": "Ann", "ref": f"ann-{at}", "then": "", "more": ""}
        for at in range(MANY_NAMES + 1)
    ]
    assert all(depth_of(part) == depth_of("a-n-n.0") for part in NAMES.split(many))
    assert NAMES.say("d-e-l") == "Del"
    assert NAMES.say("_-8521") == "蔡"
