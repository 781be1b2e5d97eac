"""Events: defined once, attested by many texts, dated as well as they can be."""

import csv
import json
from io import StringIO
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    SHORT,
    find_all,
    find_part,
    find_problems,
    follow,
    headings,
    links,
    main_of,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = "{ann: Ann Lee, bo: Bo Kim, house: {name: The House, type: organization}}"
TEXT = "The talks began in Beijing. Ann Lee met Bo Kim. “Not today”, said Bo Kim.\n"


def publish_events(events: str, sidecar: str = "", text: str = TEXT) -> Outcome:
    return publish_cleanly(write_book(text, sidecar, actors=ACTORS, events=events))


def event_page(events: str, event: str = "talks-2023", sidecar: str = "") -> str:
    return words(main_of(read_page(publish_events(events, sidecar), f"events/{event}.html")))


def listed(built: Outcome, address: str = "timeline.html") -> list[str]:
    """Return the events of a page's list in their order."""
    chronicle = find_all(read_page(built, address), "chronicle")[0]
    return [next(iter(links(what))) for what in find_all(chronicle, "what")]


class TestADefinition:
    def test_needs_a_name_and_a_date(self) -> None:
        assert find_problems(write_book(events="talks-2023: {name: Talks}")) == [
            ("missing-date", "talks-2023")
        ]

    def test_of_a_promise_needs_no_date(self) -> None:
        page = event_page("talks-2023: {name: Talks, status: promised, due: by spring}")
        assert "other promised Talks Due by spring" in page

    @pytest.mark.parametrize(
        ("word", "shown"), [("consult", "meeting"), ("disapprove", "criticism")]
    )
    def test_may_use_other_words_for_its_type(self, word: str, shown: str) -> None:
        page = event_page(f"talks-2023: {{name: Talks, date: 2023-08-30, type: {word}}}")
        assert page.startswith(f"{shown} 30 August 2023 Talks")

    def test_is_warned_of_a_type_that_nobody_knows(self) -> None:
        events = "talks-2023: {name: Talks, date: 2023-08-30, type: jamboree}"
        assert find_problems(write_book(events=events)) == [
            ("unknown-event-type", "talks-2023.type")
        ]
        own = write_book(events=events, config="vocabulary: {events: jamboree}")
        assert find_problems(own) == []

    @pytest.mark.parametrize(
        ("written", "shown"),
        [
            ("[..2023-08-30]", "by 30 August 2023"),
            ("'[..2023-08-30]'", "by 30 August 2023"),
            ("[2023-03~ .. 2023-08]", "some time from about March 2023 to August 2023"),
            ("[2023-08?..]", "no earlier than August 2023 (uncertain)"),
        ],
    )
    def test_may_be_of_one_day_within_a_span(self, written: str, shown: str) -> None:
        page = event_page(f"talks-2023: {{name: Talks, date: {written}}}")
        assert page.startswith(f"other {shown} Talks")

    def test_of_a_span_may_stand_in_a_line_of_its_own(self) -> None:
        page = event_page("talks-2023:\n  name: Talks\n  date: [2023-03-03..2023-03-05]\n")
        assert page.startswith("other some time from 3 to 5 March 2023 Talks")

    def test_stands_once(self) -> None:
        files = write_book(
            TEXT,
            "events: {talks-2023: {name: The talks, date: 2023-08-30}}",
            events="talks-2023: {name: Talks, date: 2023-08-30}",
        )
        assert [code for code, _ in find_problems(files)] == ["duplicate-id"]

    def test_shows_its_place_status_and_whether_the_year_is_inferred(self) -> None:
        page = event_page(
            "talks-2023: {name: Talks, date: 2023-03, status: planned, place: Beijing, "
            "year_inferred: true, type: visit, summary: A *long* day.}"
        )
        assert page == (
            "visit March 2023 (year inferred) planned Talks A long day. Place Beijing"
        )


class TestAnAttestation:
    sidecar = "events: {talks-2023: {exact: talks began in Beijing}}"

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_events("talks-2023: {name: Talks, date: 2023-08-30}", self.sidecar)

    def test_leads_to_the_words(self, built: Outcome) -> None:
        page = read_page(built, "events/talks-2023.html")
        evidence = find_part(page, "How we know")
        (words_link, *_) = links(evidence).items()
        assert words_link[0] == "stands in Talks"
        assert follow(built, "events/talks-2023.html", words_link[1]).target.tag == "mark"

    def test_lists_the_event_with_its_article(self, built: Outcome) -> None:
        page = read_page(built, "articles/talks.html")
        assert links(find_part(page, "Events")) == {"Talks": "../events/talks-2023.html"}

    def test_needs_a_definition(self) -> None:
        assert find_problems(write_book(TEXT, self.sidecar)) == [
            ("undefined-event", "events.talks-2023")
        ]

    def test_adds_the_actors_that_its_text_names(self) -> None:
        sidecar = "events: {talks-2023: {exact: talks began in Beijing, actors: bo}}"
        built = publish_events(
            "talks-2023: {name: Talks, date: 2023-08-30, actors: ann}", sidecar
        )
        page = read_page(built, "events/talks-2023.html")
        assert dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True))["Who"] == (
            "Ann Lee, Bo Kim"
        )
        assert "Events" in headings(read_page(built, "actors/bo.html"))

    def test_may_rest_on_a_quote(self) -> None:
        sidecar = """
quotes: {no: {speaker: bo, exact: Not today}}
events: {talks-2023: {name: Talks, date: 2023-08-30, evidence: no}}
"""
        built = publish_cleanly(write_book(TEXT, sidecar, actors=ACTORS))
        evidence = find_part(read_page(built, "events/talks-2023.html"), "How we know")
        assert links(evidence)["“Not today”"] == "../articles/talks.html#no"


class TestADisagreementAboutTheDay:
    files = write_book(
        TEXT,
        "events: {talks-2023: {name: Talks, date: 2023-08-30, exact: talks began in Beijing}}",
        actors=ACTORS,
        others={
            "briefings/later.md": "---\ndate: 2023-09-05\n---\nTalks were held in September.\n",
            "briefings/later.yaml": """
events: {talks-2023: {date: 2023-09-02, exact: held in September}}
""",
        },
    )

    def test_is_a_warning_at_the_date_that_is_not_the_definers(self) -> None:
        assert find_problems(self.files) == [("conflicting-date", "events.talks-2023")]

    def test_is_shown_to_readers(self) -> None:
        page = read_page(publish(self.files), "events/talks-2023.html")
        assert texts(page, "warning") == [
            "Sources disagree about the date: 2 September 2023 according to Later."
        ]

    def test_leaves_the_event_on_the_definers_day(self) -> None:
        built = publish(self.files)
        page = read_page(built, "timeline/2023.html")
        assert texts(find_all(page, "chronicle")[0], "<time>") == ["30 August 2023"]

    def test_is_none_where_the_days_meet(self) -> None:
        sidecar = "events: {talks-2023: {date: 2023-08, exact: held in September}}"
        files = {**self.files, "briefings/later.yaml": sidecar}
        assert find_problems(files) == []
        page = read_page(publish(files), "events/talks-2023.html")
        assert texts(page, "warning") == []


class TestTheOrderOfEvents:
    def test_is_that_of_their_days(self) -> None:
        events = """
b: {name: Second, date: 2023-08-30}
a: {name: Third, date: 2023-08-31}
c: {name: First, date: 2023-08}
"""
        assert listed(publish_events(events)) == ["First", "Second", "Third"]

    def test_on_one_day_is_what_after_and_before_say(self) -> None:
        events = """
a: {name: Third, date: 2023-08-30, after: [b, c]}
b: {name: Second, date: 2023-08-30}
c: {name: First, date: 2023-08-30, before: b}
"""
        assert listed(publish_events(events)) == ["First", "Second", "Third"]

    def test_on_one_day_stands_on_the_page_of_each_as_it_was_written(self) -> None:
        events = """
talks-2023: {name: Second, date: 2023-08-30, after: b, before: c}
b: {name: First, date: 2023-08-30}
c: {name: Third, date: 2023-08-30}
"""
        page = read_page(publish_events(events), "events/talks-2023.html")
        told = dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True))
        assert (told["After"], told["Before"]) == ("First", "Third")

    def test_lets_no_event_wait_for_one_of_a_later_day(self) -> None:
        events = """
a: {name: First, date: 2023-08-30, after: b}
b: {name: Second, date: 2023-08-31}
"""
        assert listed(publish_events(events)) == ["First", "Second"]

    def test_survives_events_that_wait_for_each_other(self) -> None:
        events = """
a: {name: One, date: 2023-08-30, after: b}
b: {name: Other, date: 2023-08-30, after: a}
"""
        assert sorted(listed(publish_events(events))) == ["One", "Other"]


class TestVotes:
    sidecar = """
events:
  vote:
    name: The House votes
    date: 2023-08-30
    type: vote
    votes: {aye: 124, no: 302, by: {aye: ann, no: [bo]}}
    exact: talks began
"""

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(write_book(TEXT, self.sidecar, actors=ACTORS))

    def test_are_counted_and_named(self, built: Outcome) -> None:
        page = find_part(read_page(built, "events/vote.html"), "Votes")
        assert dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True)) == {
            "Ayes": "124 Ann Lee",
            "Noes": "302 Bo Kim",
            "Abstentions": "0",
        }

    def test_list_the_event_with_who_voted(self, built: Outcome) -> None:
        page = read_page(built, "actors/bo.html")
        assert "The House votes" in links(find_part(page, "Events"))

    def test_are_whole_numbers(self) -> None:
        events = "vote: {name: Vote, date: 2023, votes: {aye: most}}"
        assert find_problems(write_book(events=events)) == [("bad-number", "vote.votes")]

    def test_make_a_position_that_rests_on_them_voted(self) -> None:
        sidecar = f"""{self.sidecar}
positions: [{{actor: bo, issue: contact, stance: wait, evidence: vote}}]
"""
        built = publish_cleanly(
            write_book(
                TEXT,
                sidecar,
                actors=ACTORS,
                issues="contact: {name: Contact, scale: [engage, wait]}",
            )
        )
        part = find_part(read_page(built, "actors/bo.html"), "Positions")
        assert "wait 30 August 2023 by vote" in words(part)


def test_a_part_is_listed_with_its_whole() -> None:
    events = """
talks-2023: {name: Talks, date: 2023-08}
lunch: {name: Lunch, date: 2023-08-30, part_of: talks-2023}
"""
    built = publish_events(events)
    whole = read_page(built, "events/talks-2023.html")
    assert links(find_part(whole, "Parts of it")) == {"Lunch": "lunch.html"}
    assert links(main_of(read_page(built, "events/lunch.html")))["Talks"] == "talks-2023.html"


def test_an_event_is_linked_by_its_name() -> None:
    built = publish_events("talks-2023: {name: The talks, date: 2023-08-30}")
    assert links(read_page(built, "articles/talks.html"))["The talks"] == (
        "../events/talks-2023.html"
    )


class TestItsTargets:
    events = (
        "talks-2023: {name: Talks, date: 2023-08-30, type: sanction, actors: ann, targets: bo}"
    )

    def test_stand_apart_from_those_who_act(self) -> None:
        page = read_page(publish_events(self.events), "events/talks-2023.html")
        facts = dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True))
        assert (facts["Who"], facts["Targets"]) == ("Ann Lee", "Bo Kim")

    def test_have_the_event_on_their_pages_with_who_did_it_to_whom(self) -> None:
        built = publish_events(self.events)
        for actor in ("ann", "bo"):
            part = find_part(read_page(built, f"actors/{actor}.html"), "Events")
            assert "Ann Lee – targets: Bo Kim" in words(part)

    def test_are_told_where_nobody_is_known_to_have_acted(self) -> None:
        built = publish_events(self.events.replace(" actors: ann,", ""))
        assert texts(read_page(built, "timeline.html"), "people") == ["targets: Bo Kim"]

    def test_may_be_added_by_a_text_that_attests_it(self) -> None:
        sidecar = "events: {talks-2023: {exact: talks began in Beijing, targets: house}}"
        built = publish_events(self.events, sidecar)
        page = read_page(built, "events/talks-2023.html")
        facts = dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True))
        assert facts["Targets"] == "Bo Kim, The House"
        assert "Events" in headings(read_page(built, "actors/house.html"))

    def test_are_in_the_book_and_in_the_table(self) -> None:
        sidecar = "events: {talks-2023: {exact: talks began in Beijing, targets: house}}"
        files = publish_events(self.events, sidecar).files
        book = json.loads(files["data/book.json"])
        assert book["events"][0]["targets"] == ["bo"]
        assert book["attestations"][0]["targets"] == ["house"]
        (row,) = csv.DictReader(StringIO(files["data/events.csv"].decode("utf-8-sig")))
        assert (row["actors"], row["targets"]) == ("Ann Lee", "Bo Kim")

    def test_stand_below_those_who_act_on_paper(self) -> None:
        config = f"handouts: {{actor-note: html}}\n{SHORT}"
        files = write_book(TEXT, actors=ACTORS, events=self.events, config=config)
        paper = read_page(publish_cleanly(files), "handouts/actor-note-bo.html")
        assert "Ann Lee targets: Bo Kim" in words(paper)

    def test_are_somebody_who_is_known(self) -> None:
        files = write_book(actors=ACTORS, events=self.events.replace("bo}", "boo}"))
        assert find_problems(files) == [("unknown-actor", "talks-2023.targets")]

    def test_do_not_appear_where_they_are_hidden(self) -> None:
        actors = "{ann: Ann Lee, bo: {name: Bo Kim, access: team}}"
        files = write_book(TEXT, actors=actors, events=self.events)
        assert find_problems(files) == [("hidden-reference", "talks-2023.targets")]


def test_by_a_day_is_read_as_once_and_told_so() -> None:
    events = "talks-2023: {name: Talks, date: ../2023-08-30}"
    assert find_problems(write_book(events=events)) == [("open-start", "talks-2023.date")]
    page = read_page(publish(write_book(events=events)), "events/talks-2023.html")
    assert "by 30 August 2023" in words(main_of(page))
    assert describe_page(page).keys() == {"@context", "@type", "name"}
    for date in ("[..2023-08-30]", "2023-08-30/..", "2022/2023-08-30"):
        assert find_problems(write_book(events=events.replace("../2023-08-30", date))) == []


class TestTheDescriptionForMachines:
    @pytest.mark.parametrize(
        ("written", "told"),
        [
            ("2023-08-30", "2023-08-30"),
            ("2023-08-30T14:00Z", "2023-08-30"),
            ("2023-08-XX", "2023-08"),
            ("2023", "2023"),
            ("2023~", None),
            ("2023-08-30?", None),
            ("202X", None),
            ("2023-21", None),
            ("2023-08-03/2023-08-05", None),
            ("[..2024]", None),
        ],
    )
    def test_has_a_date_only_where_iso_8601_can_say_it(
        self, written: str, told: str | None
    ) -> None:
        built = publish_events(f"talks-2023: {{name: Talks, date: {written}}}")
        page = read_page(built, "events/talks-2023.html")
        assert describe_page(page).get("startDate") == told

    def test_of_what_was_cancelled_says_so(self) -> None:
        built = publish_events("talks-2023: {name: Talks, date: 2023, status: cancelled}")
        facts = describe_page(read_page(built, "events/talks-2023.html"))
        assert facts["eventStatus"] == "https://schema.org/EventCancelled"


def describe_page(page: Element) -> dict[str, str]:
    """Return what a page says of itself to machines."""
    scripts = page.iter("script")
    (text,) = (one.text or "" for one in scripts if one.get("type") == "application/ld+json")
    return dict(json.loads(text))


def test_open_starts_stand_first_in_the_year_of_their_bound() -> None:
    events = "\n".join(
        f"{name}: {{name: {name.upper()}, date: {date}}}"
        for name, date in (
            ("a", "2022-12-31"),
            ("b", "2023-01-01"),
            ("c", "[..2023-08-30]"),
            ("d", "[..2023-07]"),
            ("e", "[2022-12-30..2023-01-02]"),
        )
    )
    built = publish_events(events)
    assert listed(built) == ["E", "A", "D", "C", "B"]
    assert listed(built, "timeline/2023.html") == ["D", "C", "B"]
