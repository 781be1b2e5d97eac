"""The page for addresses that are not there: a server shows it at any depth."""

from tests.books import hrefs, main_of, publish_cleanly, read_page, texts, write_book

BASE = "https://book.example/deep/"


def test_leads_from_everywhere_once_the_sites_address_is_known() -> None:
    page = read_page(publish_cleanly(write_book(config=f"base_url: {BASE}")), "404.html")
    assert all(href.startswith((BASE, "#")) for href in hrefs(page))
    sheets = [
        link.get("href") or "" for link in page.iter("link") if link.get("rel") == "stylesheet"
    ]
    assert sheets == [f"{BASE}assets/style.css", f"{BASE}assets/accent.css"]


def test_is_relative_where_it_is_not_known() -> None:
    page = read_page(publish_cleanly(write_book()), "404.html")
    assert not [href for href in hrefs(page) if href.startswith(("http", "/"))]


def test_says_that_there_is_nothing_and_is_found_by_no_search() -> None:
    page = read_page(publish_cleanly(write_book()), "404.html")
    assert texts(page, "standfirst") == ["There is nothing at this address."]
    assert [meta for meta in page.iter("meta") if meta.get("content") == "noindex"]


def test_no_other_page_has_absolute_links() -> None:
    built = publish_cleanly(write_book(actors="ann: Ann Lee", config=f"base_url: {BASE}"))
    for address in ("index.html", "actors/ann.html", "timeline.html"):
        page = main_of(read_page(built, address))
        assert not [href for href in hrefs(page) if href.startswith("http")]
