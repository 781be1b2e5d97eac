"""Pages of actors and issues with more than fits: the newest there, all of it year by year."""

from functools import lru_cache

import pytest

from briefbook.pages.parts.lists import NEWEST
from tests.books import (
    Files,
    find_all,
    find_part,
    follow,
    headings,
    links,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Book, Outcome

HEAD = "---\ntitle: Speech {n}\ndate: {year}-{month:02}-01\n---\n"
SPEECH = HEAD + "Ann Lee said “words number {n}”.\n"
NOTES = "quotes:\n  q: {{speaker: ann, exact: words number {n}, issues: [trade]}}\n"


def write_speeches(count: int) -> Files:
    """Return a book with a speech a month, from January 2019."""
    others: dict[str, str | bytes] = {}
    for n in range(count):
        name = f"briefings/speech-{n:03}"
        others[f"{name}.md"] = SPEECH.format(n=n, year=2019 + n // 12, month=n % 12 + 1)
        others[f"{name}.yaml"] = NOTES.format(n=n)
    return write_book(
        actors="ann: {name: Ann Lee}", issues="trade: {name: Trade}", others=others
    )


@lru_cache
def publish_speeches(count: int) -> Outcome:
    return publish_cleanly(write_speeches(count))


@pytest.mark.parametrize("address", ["actors/ann.html", "issues/trade.html"])
def test_shows_the_newest_and_leads_to_every_year(address: str) -> None:
    built = publish_speeches(50)
    page = read_page(built, address)
    quotes = find_all(page, "quote")
    assert len(quotes) == NEWEST
    assert "words number 49" in words(quotes[0])
    years = links(find_part(page, "Year by year"))
    assert list(years) == ["2023", "2022", "2021", "2020", "2019"]
    shown = [follow(built, address, href).page for href in years.values()]
    assert sum(len(find_all(one, "quote")) for one in shown) == 50


def test_has_all_of_a_year_on_its_page() -> None:
    page = read_page(publish_speeches(50), "actors/ann/2019.html")
    assert texts(page, "<h1>") == ["Ann Lee: 2019"]
    assert headings(page) == ["Quotes", "Mentioned in"]
    assert len(find_all(page, "quote")) == 12
    assert links(page)["Ann Lee"].endswith("../ann.html")


def test_leads_to_the_years_around() -> None:
    shown = links(read_page(publish_speeches(50), "actors/ann/2020.html"))
    assert (shown["2019"], shown["2021"]) == ("2019.html", "2021.html")


def test_has_no_pages_by_year_where_all_fits() -> None:
    built = publish_speeches(NEWEST)
    assert "Year by year" not in headings(read_page(built, "actors/ann.html"))
    assert not [address for address in built.files if address.startswith("actors/ann/")]


def test_of_somebody_hidden_has_no_page() -> None:
    files = write_speeches(50)
    files["config.yaml"] = "title: The book\neditions: [public, team]\n"
    files["briefings/actors.yaml"] = "ann: {name: Ann Lee, access: team}\n"
    hidden = {
        path: data.replace("quotes:\n  q: {", "quotes:\n  q: {access: team, ")
        for path, data in files.items()
        if isinstance(data, str) and "quotes:" in data
    }
    built = publish_cleanly({**files, **hidden}, "public")
    assert not [address for address in built.files if address.startswith("actors/ann")]


def test_remakes_the_year_of_an_old_title_and_leaves_the_newest_alone() -> None:
    book = Book(write_speeches(50))
    built = book.edit("briefings/speech-003.md", "title: Speech 3", "title: Speech three")
    made = set(built.counts.rendered)
    assert {"actors/ann/2019.html", "issues/trade/2019.html"} <= made
    assert not {"actors/ann.html", "issues/trade.html", "actors/ann/2020.html"} & made


def test_shows_the_last_of_many_positions_and_says_how_many_went_before() -> None:
    held = "positions:\n  - {{actor: ann, issue: trade, stance: '{stance}', evidence: [q]}}\n"
    files = write_speeches(15)
    for n in range(15):
        name = f"briefings/speech-{n:03}.yaml"
        files[name] = f"{files[name]!s}{held.format(stance='yes' if n % 2 else 'no')}"
    files["briefings/issues.yaml"] = "trade: {name: Trade, scale: ['no', 'yes']}\n"
    page = read_page(publish_cleanly(files), "issues/trade.html")
    (earlier,) = find_all(page, "earlier")
    assert texts(earlier, "<summary>") == ["Earlier (14)"]
    assert len(find_all(earlier, "held")) == 10
    assert texts(earlier, "facts")[-1] == "and 4 before"
