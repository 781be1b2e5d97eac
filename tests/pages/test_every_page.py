"""What holds for every page of a site, whatever it shows."""

import gzip
import json
import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    classes_of,
    find_all,
    find_one,
    follow,
    hrefs,
    main_of,
    pages_of,
    publish_sample,
    texts,
    words,
)
from tests.markup import check_page
from tests.workspaces import Outcome

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'"
)
RESOURCES = {"script": "src", "img": "src", "link": "href", "source": "src", "use": "href"}
OUTWARD = re.compile(r"(?:https?:|mailto:)")
UNREADABLE = ("[[", "]]", "[^", "{{", "Undefined", "Markup", "&lt;", "&amp;")
ARTICLE_BUDGET = 60_000
"""Bytes of a page with its style and scripts, compressed."""


@pytest.fixture(scope="module", params=["public", "team"])
def built(request: pytest.FixtureRequest) -> Outcome:
    return publish_sample(request.param)


def own_pages(built: Outcome) -> Iterator[tuple[str, Element]]:
    """Yield the pages that show something: neither redirects nor the one for lost addresses."""
    for address, page in pages_of(built):
        if not find_all(page, "lostpage"):
            yield address, page


def elements(built: Outcome) -> Iterator[tuple[str, Element]]:
    for address, page in pages_of(built):
        for element in page.iter():
            yield address, element


class TestItsFrame:
    def test_has_no_parse_error_of_the_standard(self, built: Outcome) -> None:
        for address, data in built.files.items():
            if address.endswith(".html"):
                check_page(data)

    def test_has_one_heading_that_its_title_repeats(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            (heading,), (title,) = (
                texts(page, "<h1>"),
                texts(find_one(page, "<head>"), "<title>"),
            )
            assert heading in title, address

    def test_has_headings_that_skip_no_level(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            levels = [int(e.tag[1]) for e in page.iter() if re.fullmatch("h[1-6]", e.tag)]
            steps = zip([0, *levels], levels, strict=False)
            assert all(after <= before + 1 for before, after in steps), (address, levels)

    def test_has_one_main_part_that_can_be_skipped_to(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            skip = find_one(page, "skip")
            assert follow(built, address, str(skip.get("href"))).target is main_of(page)

    def test_says_in_which_language_it_is(self, built: Outcome) -> None:
        assert {page.get("lang") for _, page in pages_of(built)} == {"en-GB"}

    def test_bears_the_marking_at_its_head_and_foot(self, built: Outcome) -> None:
        marks = {tuple(texts(page, "marking")) for _, page in pages_of(built)}
        (both,) = marks
        assert both[0] == both[1] != ""

    def test_names_its_edition(self, built: Outcome) -> None:
        (edition,) = {
            re.search(r"Edition: (\w+)", words(find_one(page, "<footer>")))[1]  # type: ignore[index]
            for _, page in pages_of(built)
        }
        assert edition in ("public", "team")

    def test_leads_back_by_its_breadcrumbs(self, built: Outcome) -> None:
        for address, page in own_pages(built):
            if address == "index.html":
                assert find_all(page, "crumbs") == []
                continue
            crumbs = find_one(page, "crumbs")
            landings = [follow(built, address, href) for href in hrefs(crumbs)]
            assert landings[0].address == "index.html"
            assert address not in [landing.address for landing in landings]

    def test_marks_in_the_menu_the_part_that_it_is_in(self, built: Outcome) -> None:
        for address, page in own_pages(built):
            if not find_all(page, "menu"):
                continue
            here = [a for a in find_one(page, "menu").iter("a") if a.get("aria-current")]
            assert len(here) <= 1, address
            if here:
                target = follow(built, address, str(here[0].get("href"))).address
                assert (
                    target == address or target.partition("/")[0] == address.partition("/")[0]
                )

    def test_describes_itself_in_valid_data(self, built: Outcome) -> None:
        kinds = set()
        for _, page in own_pages(built):
            for script in page.iter("script"):
                if script.get("type") == "application/ld+json":
                    data = json.loads(script.text or "")
                    assert data["@context"] == "https://schema.org"
                    kinds.add(data["@type"])
        assert {"Article", "Person", "Organization", "Event", "Place", "WebSite"} <= kinds


class TestNothingLeavesTheSite:
    def test_the_policy_of_every_page_forbids_it(self, built: Outcome) -> None:
        for _, page in pages_of(built):
            (policy,) = (
                meta
                for meta in page.iter("meta")
                if meta.get("http-equiv") == "Content-Security-Policy"
            )
            assert policy.get("content") == POLICY

    def test_the_policy_stands_before_all_that_it_is_about(self, built: Outcome) -> None:
        for _, page in pages_of(built):
            head = list(find_one(page, "<head>"))
            tags = [(e.tag, e.get("http-equiv")) for e in head]
            first = min(n for n, (tag, _) in enumerate(tags) if tag in ("link", "script"))
            assert tags.index(("meta", "Content-Security-Policy")) < first

    def test_every_resource_is_the_sites_own(self, built: Outcome) -> None:
        for address, element in elements(built):
            href = element.get(RESOURCES.get(element.tag, ""))
            if href and element.get("rel") != "canonical":
                assert not re.match(r"[a-z]+:|/", href), (address, href)

    def test_nothing_runs_or_styles_within_a_page(self, built: Outcome) -> None:
        for address, element in elements(built):
            assert element.tag != "style", address
            assert "style" not in element.attrib, address
            assert not [name for name in element.attrib if name.startswith("on")], address
            if element.tag == "script" and element.get("type") != "application/ld+json":
                assert element.get("src"), address


class TestItsLinks:
    def test_are_relative_within_the_site(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            for href in hrefs(page):
                assert OUTWARD.match(href) or not re.match(r"/|[\w+.-]+:", href), (
                    address,
                    href,
                )

    def test_lead_to_pages_and_places_that_are_there(self, built: Outcome) -> None:
        count = 0
        for address, page in pages_of(built):
            for href in {href for href in hrefs(page) if not OUTWARD.match(href)}:
                follow(built, address, href)
                count += 1
        assert count > 1000

    def test_have_words(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            for link in page.iter("a"):
                assert words(link) or link.get("aria-label"), (address, link.attrib)

    def test_stand_in_no_other_link(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            for link in page.iter("a"):
                assert find_all(link, "<a>") == [link], address

    def test_from_the_text_to_notes_lead_back(self, built: Outcome) -> None:
        count = 0
        for address, page in pages_of(built):
            for number in find_all(page, "noteref"):
                (link,) = number.iter("a")
                if (link.get("href") or "").startswith("#note."):
                    note = follow(built, address, str(link.get("href"))).target
                    assert words(link) == texts(note, "number")[0]
                    count += 1
        assert count > 50


class TestItsCode:
    def test_gives_each_id_once(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            ids = [element.get("id") for element in page.iter() if element.get("id")]
            assert len(ids) == len(set(ids)), address

    def test_names_only_ids_that_are_there(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            ids = {element.get("id") for element in page.iter()}
            for element in page.iter():
                for name in ("aria-labelledby", "popovertarget", "aria-describedby"):
                    assert set((element.get(name) or "").split()) <= ids, (address, name)

    def test_holds_the_previews_that_its_buttons_open_each_once(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            opened = {button.get("popovertarget") for button in find_all(page, "peek")}
            assert opened == {card.get("id") for card in find_all(page, "card")}, address

    def test_describes_its_pictures(self, built: Outcome) -> None:
        for address, element in elements(built):
            if element.tag == "img":
                assert element.get("alt") is not None, address
            if element.tag == "svg":
                assert texts(element, "<title>")[0], address

    def test_says_what_the_columns_and_rows_of_its_tables_are(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            for table in find_all(main_of(page), "<table>"):
                scopes = {cell.get("scope") for cell in table.iter("th")}
                assert scopes <= {"col", "row", "rowgroup"}, address

    def test_never_shows_what_readers_cannot_read(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            shown = words(find_one(page, "<body>"))
            leaks = [leak for leak in UNREADABLE if leak in shown]
            assert leaks == [], address
            assert "None" not in {(element.text or "").strip() for element in page.iter()}


def test_an_article_stays_within_its_budget(built: Outcome) -> None:
    assets = ("style.css", "accent.css", "site.js")
    shared = sum(len(gzip.compress(built.files[f"assets/{name}"])) for name in assets)
    weights = {
        address: len(gzip.compress(built.files[address])) + shared
        for address, page in pages_of(built)
        if "article" in classes_of(find_one(page, "<body>"))
    }
    assert len(weights) == 3
    assert {a: weight for a, weight in weights.items() if weight > ARTICLE_BUDGET} == {}


def test_what_one_edition_hides_stands_nowhere_in_a_lower_one() -> None:
    secrets = (b"Check the parliamentary record", b"Not to be disclosed", b"Follow-up talks")
    for address, data in publish_sample("public").files.items():
        assert not [secret for secret in secrets if secret in data], address
    team = b"".join(publish_sample("team").files.values())
    assert all(secret in team for secret in secrets)


def test_the_sites_of_two_editions_have_the_same_addresses_for_what_both_show() -> None:
    public, team = publish_sample("public").files, publish_sample("team").files
    assert public.keys() <= team.keys()
