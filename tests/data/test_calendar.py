"""The timeline as a calendar, read back by another program's library."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Component, Event

from briefbook.exports.calendar import WIDTH, escape, fold_line
from tests.books import publish_cleanly, publish_sample, write_book

HOSTILE = (
    'Talks; "here", \\n there\\\n  and END:VEVENT and more of it, so that the line is long'
)


def read_events(events: str, config: str = "") -> dict[str, Component]:
    """Return the events of a book's calendar by their ids."""
    data = publish_cleanly(write_book(events=events, config=config)).files["data/timeline.ics"]
    found = Calendar.from_ical(data)
    assert found.errors == []
    return {str(one["UID"]).partition("@")[0]: one for one in found.walk("VEVENT")}


def days(event: Component) -> tuple[date, date]:
    """Return the first day and the day after the last."""
    return event.decoded("DTSTART"), event.decoded("DTEND")


def test_holds_every_event_of_the_sample_whose_days_are_known() -> None:
    files = publish_sample("public").files
    events = json.loads(files["data/book.json"])["events"]
    known = {one["id"] for one in events if one.get("date") and ".." not in one["date"]}
    held = Calendar.from_ical(files["data/timeline.ics"]).walk("VEVENT")
    assert {str(one["UID"]).partition("@")[0] for one in held} == known != set()


class TestAnEvent:
    def test_lies_on_its_day(self) -> None:
        (event,) = read_events("one: {name: One, date: 2023-08-30, place: Here}").values()
        assert days(event) == (date(2023, 8, 30), date(2023, 8, 31))
        assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("One", "Here")
        assert str(event["STATUS"]) == "CONFIRMED"

    @pytest.mark.parametrize(
        ("given_date", "first", "end", "words"),
        [
            ("2023-08", (2023, 8, 1), (2023, 9, 1), "August 2023"),
            ("2023-08-30~", (2023, 8, 30), (2023, 8, 31), "about 30 August 2023"),
            ("2023-08-03/2023-08-05", (2023, 8, 3), (2023, 8, 6), ""),
            ("2023-08-30/..", (2023, 8, 30), (2023, 8, 31), "since 30 August 2023"),
            ("[2023-08-03..2023-08-05]", (2023, 8, 3), (2023, 8, 6), "some time"),
        ],
    )
    def test_of_an_uncertain_date_spans_its_days_and_says_so(
        self, given_date: str, first: tuple[int, ...], end: tuple[int, ...], words: str
    ) -> None:
        (event,) = read_events(f"one: {{name: One, date: {given_date}}}").values()
        assert days(event) == (date(*first), date(*end))
        summary = str(event["SUMMARY"])
        assert ("date uncertain" in summary) == bool(words), summary

    @pytest.mark.parametrize("given_date", ["[..2023-08-30]", "[2023..]"])
    def test_whose_days_nobody_knows_is_left_out(self, given_date: str) -> None:
        events = f"one: {{name: One, date: {given_date}}}\ntwo: {{name: Two, date: 2023}}"
        assert read_events(events).keys() == {"two"}

    def test_says_whether_it_happens(self) -> None:
        events = read_events(
            "a: {name: A, date: 2023, status: planned}\n"
            "b: {name: B, date: 2023-01-02, status: cancelled}\n"
            "c: {name: C, status: promised, due: soon}\n"
        )
        assert {name: str(one["STATUS"]) for name, one in events.items()} == {
            "a": "TENTATIVE",
            "b": "CANCELLED",
        }
        assert str(events["b"]["SUMMARY"]) == "B (cancelled)"

    def test_bears_nothing_of_the_clock(self) -> None:
        (event,) = read_events("one: {name: One, date: 2023-08-30}").values()
        assert event.decoded("DTSTAMP").date() == date(2023, 8, 30)

    def test_at_the_end_of_the_calendar_has_no_end(self) -> None:
        (event,) = read_events("one: {name: One, date: 9999-12-31}").values()
        assert "DTEND" not in event

    def test_is_known_under_the_host_of_the_site(self) -> None:
        (event,) = read_events(
            "one: {name: One, date: 2023-08-30}", "base_url: https://b.example/x"
        ).values()
        assert str(event["UID"]) == "one@b.example"
        assert str(event["URL"]) == "https://b.example/x/events/one.html"

    def test_cannot_begin_another_property(self) -> None:
        text = f"one: {{name: {json.dumps(HOSTILE)}, date: 2023-08-30}}"
        (event,) = read_events(text).values()
        assert str(event["SUMMARY"]).replace("\n", " ").startswith('Talks; "here"')


@given(st.text())
def test_no_line_is_longer_than_allowed(text: str) -> None:
    clean = text.encode(errors="replace").decode()
    for line in fold_line(f"SUMMARY:{escape(clean)}").encode().split(b"\r\n"):
        assert len(line) <= WIDTH
        line.decode()


@given(st.text(st.characters(blacklist_categories=("Cc", "Cs", "Zl", "Zp"))))
def test_a_text_is_read_as_it_was_written(text: str) -> None:
    lines = fold_line(f"SUMMARY:{escape(text)}")
    whole = f"BEGIN:VEVENT\r\n{lines}END:VEVENT\r\n"
    assert str(Event.from_ical(whole)["SUMMARY"]) == text
