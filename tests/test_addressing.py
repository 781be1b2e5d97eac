"""Links of finished pages: each leads to something that is there."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.render.hrefs import Ends, find_ends, resolve_href


def ends_of(html: str, address: str = "actors/ann.html") -> Ends:
    return find_ends(address, html.encode())


def dead(*pages: tuple[str, str], others: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    """Return (page, address, fragment) of every dead link of a site."""
    ends = {address: ends_of(html, address) for address, html in pages}
    files = {*ends, *others}
    found = [(page, *link) for page in sorted(ends) for link in sorted(ends[page].links)]
    return [
        (page, address, fragment if address not in files else f"#{fragment}")
        for page, address, fragment in found
        if address not in files
        or (fragment and address in ends and fragment not in ends[address].ids)
    ]


@pytest.mark.parametrize(
    ("href", "end"),
    [
        ("bo.html", ("actors/bo.html", "")),
        ("../index.html", ("index.html", "")),
        ("../issues/", ("issues/index.html", "")),
        ("..", ("index.html", "")),
        ("#top", ("actors/ann.html", "top")),
        ("", ("actors/ann.html", "")),
        ("../a%20b.html#%C3%A9", ("a b.html", "é")),
        ("bo.html?print=1#p.2", ("actors/bo.html", "p.2")),
        ("../../outside.html", ("outside.html", "")),
    ],
)
def test_a_link_means_what_a_browser_makes_of_it(href: str, end: tuple[str, str]) -> None:
    assert resolve_href("actors/ann.html", href) == end


STEPS = st.lists(st.sampled_from(("..", "a", "b.c", "a-b")), min_size=1, max_size=5)


@given(STEPS.map("/".join), st.sampled_from(("a.html", "a/b.html", "a/b/c.html")))
def test_a_path_leads_where_the_standard_says(path: str, address: str) -> None:
    page, _ = resolve_href(address, path)
    meant = urljoin(f"http://site/{address}", path).removeprefix("http://site/")
    assert page == (f"{meant}index.html" if meant.endswith("/") or not meant else meant)


class TestThePage:
    def test_has_links_resources_and_ids(self) -> None:
        html = '<a href="bo.html#x"></a><img src="../map.png"><p id="here"></p>'
        assert ends_of(html) == Ends(
            frozenset({("actors/bo.html", "x"), ("map.png", "")}), frozenset({"here"})
        )

    @pytest.mark.parametrize(
        "href", ["https://example.org/", "mailto:a@example.org", "//example.org/x", "data:,x"]
    )
    def test_may_lead_out_of_the_site(self, href: str) -> None:
        assert ends_of(f'<a href="{href}"></a>').links == frozenset()

    def test_has_only_attributes_that_are_called_so(self) -> None:
        html = '<a data-href="a.html" xlink:href="b.html" data-src="c" data-id="d">href="e"</a>'
        assert ends_of(html) == Ends(frozenset(), frozenset())

    def test_may_begin_an_attribute_on_a_new_line(self) -> None:
        assert ends_of('<a\nhref="bo.html"\n\tid="x"></a>') == Ends(
            frozenset({("actors/bo.html", "")}), frozenset({"x"})
        )

    def test_may_escape_its_addresses(self) -> None:
        assert ends_of('<a href="a&amp;b.html"></a>').links == {("actors/a&b.html", "")}


class TestALink:
    def test_to_a_page_that_is_there_is_alive(self) -> None:
        assert dead(("a.html", '<a href="b.html"></a>'), ("b.html", "")) == []
        assert dead(("a.html", '<img src="map.png">'), others=("map.png",)) == []

    def test_to_nothing_is_dead(self) -> None:
        assert dead(("a.html", '<a href="b.html"></a>')) == [("a.html", "b.html", "")]

    def test_to_a_place_that_is_not_on_the_page_is_dead(self) -> None:
        page = '<a href="#here"></a><a href="b.html#there"></a><p id="here"></p>'
        assert dead(("a.html", page), ("b.html", "")) == [("a.html", "b.html", "#there")]

    def test_within_a_file_that_is_no_page_is_left_alone(self) -> None:
        assert dead(("a.html", '<a href="x.pdf#page=2"></a>'), others=("x.pdf",)) == []
