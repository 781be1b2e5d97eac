"""What search engines are told."""

from xml.etree.ElementTree import fromstring

import pytest

from tests.books import publish
from tests.data.books import write_small

BASE = "https://b.example/x/"


@pytest.mark.parametrize("edition", ["public", "team"])
def test_the_map_names_every_page_that_is_to_be_found(edition: str) -> None:
    files = {**write_small(), "config.yaml": f"title: The book\nbase_url: {BASE}\n"}
    built = publish(files, edition)
    found = {
        one.text
        for one in fromstring(built.files["sitemap.xml"]).iter()
        if one.tag.endswith("loc")
    }
    pages = {f"{BASE}{address}" for address in built.files if address.endswith(".html")}
    left_out = {"404.html", "search.html"}
    assert found == pages - {f"{BASE}{address}" for address in left_out}


def test_robots_may_visit_the_lowest_edition_alone() -> None:
    files = {**write_small(), "config.yaml": f"title: The book\nbase_url: {BASE}\n"}
    public = publish(files).files["robots.txt"].decode()
    assert public == f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n"
    assert publish(files, "team").files["robots.txt"] == b"User-agent: *\nDisallow: /\n"
