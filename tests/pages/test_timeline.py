"""The timeline: a picture and the same as a list, split by years that never change."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Files,
    find_all,
    find_one,
    find_part,
    follow,
    hrefs,
    links,
    main_of,
    pages_of,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

EVENTS = """
old: {name: Old, date: 2020-05-01}
mid: {name: Mid, date: 2022-05}
new: {name: New, date: 2023-08-30}
newer: {name: Newer, date: 2023-09-01}
vague: {name: Vague, date: 202X}
some-day: {name: Some day, status: promised}
"""


def listed(page: Element) -> list[str]:
    return [next(iter(links(what))) for what in find_all(find_one(page, "chronicle"), "what")]


def dated_events(chronicle: Element) -> dict[str, str]:
    """Return the day of each dated event of a list, whether certain or about, by its link."""
    days = {
        hrefs(find_one(item, "what"))[0]: texts(item, "date")[0].removeprefix("about ")
        for item in chronicle
    }
    return {href: day for href, day in days.items() if day != "No date"}


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(write_book(events=EVENTS))


class TestThePicture:
    @pytest.mark.parametrize("edition", ["public", "team"])
    def test_shows_the_dated_events_of_the_list_day_by_day(self, edition: str) -> None:
        count = 0
        for address, page in pages_of(publish_sample(edition)):
            pairs = [
                (one, found)
                for one in find_all(page, "pair")
                for found in find_all(one, "timeline")
            ]
            for beside, picture in pairs:
                days = dated_events(find_one(beside, "chronicle"))
                drawn = [str(link.get("href")) for link in picture.iter("a")]
                assert sorted(drawn) == sorted(days), address
                assert [days[href] for href in drawn] == list(days.values()), address
                count += 1
        assert count > 1

    def test_shows_the_events_of_the_list_of_a_briefing(self) -> None:
        page = read_page(publish_sample("public"), "briefings/uk-china-2023/index.html")
        (picture,) = find_all(page, "timeline")
        assert {*hrefs(picture)} == {*hrefs(find_part(page, "What happened"))}

    def test_leads_to_the_events(self) -> None:
        built = publish_sample("public")
        page = read_page(built, "timeline.html")
        (picture,) = find_all(page, "timeline")
        for link in picture.iter("a"):
            landing = follow(built, "timeline.html", str(link.get("href")))
            assert texts(landing.page, "<h1>")[0] in words(link)


class TestTheYears:
    def test_and_months_have_a_page_each_and_the_undated_have_one(self, built: Outcome) -> None:
        years = {address for address in built.files if address.startswith("timeline/")}
        assert years == {
            *(f"timeline/{year}.html" for year in ("2020", "2022", "2023", "undated")),
            *(f"timeline/{year}.html" for year in ("2020-05", "2020-none", "2022-05")),
            *(f"timeline/{month}.html" for month in ("2023-08", "2023-09")),
        }
        assert listed(read_page(built, "timeline/2023.html")) == ["New", "Newer"]
        assert listed(read_page(built, "timeline/2020.html")) == ["Vague", "Old"]
        assert listed(read_page(built, "timeline/undated.html")) == ["Some day"]

    def test_are_all_reached_from_each_other_with_their_counts(self, built: Outcome) -> None:
        for address in ("timeline.html", "timeline/2020.html"):
            years = find_one(read_page(built, address), "years")
            shown = {
                name: follow(built, address, href).address
                for name, href in links(years).items()
            }
            assert shown["2023"] == "timeline/2023.html"
            assert shown["No date"] == "timeline/undated.html"
            assert "2023 2" in words(years)

    def test_stand_on_the_front_if_they_are_the_two_newest(self, built: Outcome) -> None:
        assert listed(read_page(built, "timeline.html")) == ["Mid", "New", "Newer"]

    @pytest.mark.parametrize(
        ("address", "beside"),
        [
            ("timeline/2022.html", {"2020": "2020.html", "2023": "2023.html"}),
            ("timeline/2023.html", {"2022": "2022.html"}),
            ("timeline.html", {"2020": "timeline/2020.html"}),
        ],
    )
    def test_lead_to_those_before_and_after(
        self, built: Outcome, address: str, beside: dict[str, str]
    ) -> None:
        assert links(find_one(read_page(built, address), "neighbours")) == beside

    def test_keep_their_addresses_when_events_are_added(self, built: Outcome) -> None:
        more = "\n".join(
            f"more-{n}: {{name: More {n}, date: 2023-01-{n:02}}}" for n in range(1, 29)
        )
        again = publish_cleanly(
            write_book(events=f"{EVENTS}{more}\nnext: {{name: N, date: 2024}}")
        )
        assert built.files.keys() <= again.files.keys()

    def test_lead_back_to_the_timeline(self, built: Outcome) -> None:
        page = read_page(built, "timeline/2020.html")
        assert links(find_one(page, "crumbs")) == {
            "Home": "../index.html",
            "Timeline": "../timeline.html",
        }

    def test_are_named_on_the_way_back_from_an_event(self, built: Outcome) -> None:
        crumbs = links(find_one(read_page(built, "events/mid.html"), "crumbs"))
        assert crumbs["2022"] == "../timeline/2022.html"


def make_book(quotes: str) -> Files:
    return write_book(
        "“We talk”, said Ann Lee. “We wait”, she said.\n", quotes, actors="ann: Ann Lee"
    )


@pytest.mark.parametrize("listing", ["quotes", "claims"])
def test_other_listings_are_split_by_year_too(listing: str) -> None:
    files = make_book(
        """
quotes:
  talk: {speaker: ann, exact: We talk}
  hold: {speaker: ann, exact: We wait, date: 2021-03}
claims: {c: {text: They talk., asserted_by: ann, evidence: talk}}
"""
    )
    built = publish_cleanly(files)
    page = read_page(built, f"{listing}.html")
    assert "2023" in links(find_one(page, "years"))
    year = read_page(built, f"{listing}/2023.html")
    assert texts(main_of(year), "<h1>") == [f"{listing.capitalize()} of 2023"]
    assert "talk" in words(main_of(year))
    if listing == "quotes":
        assert "We wait" in words(main_of(read_page(built, "quotes/2021.html")))
        assert "We wait" not in words(main_of(page))


def test_of_nothing_says_so() -> None:
    built = publish_cleanly({"config.yaml": "title: The book"})
    for address, said in (
        ("timeline.html", "No events yet."),
        ("quotes.html", "No quotes yet."),
        ("claims.html", "No claims yet."),
        ("relations.html", "No relations yet."),
        ("glossary.html", "No terms yet."),
        ("actors/index.html", "Nothing here yet."),
    ):
        assert said in words(main_of(read_page(built, address)))
