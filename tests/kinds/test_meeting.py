"""Meetings: whom we shall meet, why, and what to say."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_one,
    find_part,
    find_problems,
    headings,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = """
ann: {name: Ann Lee, role: Minister, as_of: 2023-08-30, pronunciation: an lee,
  form_of_address: Minister}
bo: Bo Kim
"""
ISSUES = """
contact: {name: Contact, scale: [engage, wait], line: "We are open [^talks#talk]."}
trade: Trade
"""
TEXT = "Ann Lee said: “We will talk”.\n"
SIDECAR = "quotes: {talk: {speaker: ann, exact: We will talk, stance: {contact: engage}}}"
MEETINGS = """
first: {title: First talks, date: 2023-09-01, outcome: They were cold.}
second:
  title: Second talks
  date: 2023-10?
  place: Geneva
  attendees: ann
  delegation: [The envoy]
  purpose: To *listen*.
  objectives: Hear them out.
  points: ["They said “We will talk”. [^talks#talk]"]
  if_raised:
    - {issue: trade, likelihood: unlikely, line: Later.}
    - {issue: contact, likelihood: certain}
    - {issue: trade}
  background: |
    One.

    Two.
  background_private: Not for [[bo|him]].
  outcome: Nothing.
  reference: R-1
  contact: the desk
  follows: first
  bottom_line: Listen *first*.
  asks: A loan.
  our_asks: [A lock., A weir.]
  red_lines: Never the bridge.
  last_contact: A call.
  further_reading: "[[talks]]"
  drafter: North desk
  drafted: 2023-09-20
  cleared_by: the head
"""
FILES = write_book(TEXT, SIDECAR, actors=ACTORS, issues=ISSUES, meetings=MEETINGS)


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_cleanly(FILES, "team")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, "meetings/second.html")


def test_belongs_to_the_highest_edition_unless_it_says_otherwise() -> None:
    public = publish_cleanly(FILES)
    assert not [address for address in public.files if "meetings/" in address]
    opened = {
        **FILES,
        "briefings/meetings.yaml": "first: {title: T, date: 2023, access: public}",
    }
    assert "meetings/first.html" in publish_cleanly(opened).files


def test_the_head_tells_where_with_whom_and_what_it_follows(page: Element) -> None:
    assert dict(zip(texts(page, "<dt>")[:9], texts(page, "<dd>")[:9], strict=True)) == {
        "Place": "Geneva",
        "Delegation": "The envoy",
        "Follows": "First talks",
        "Drafted by": "North desk",
        "Drafted on": "20 September 2023",
        "Cleared by": "the head",
        "Reference": "R-1",
        "Contact": "the desk",
        "Contact certain": "We are open1.",
    }
    assert "October 2023" in texts(page, "kicker")[0]


def test_the_earlier_meeting_leads_to_the_later(built: Outcome) -> None:
    page = read_page(built, "meetings/first.html")
    assert links(main_of(page)) == {"Second talks": "second.html"}


def test_every_line_leads_to_the_words_it_cites(page: Element) -> None:
    for part in ("Points to make", "If raised"):
        assert "../articles/talks.html#talk" in links(find_part(page, part)).values()


def test_what_may_be_raised_stands_with_the_likeliest_first(page: Element) -> None:
    raised = find_part(page, "If raised")
    assert texts(raised, "<dt>") == ["Contact certain", "Trade might", "Trade unlikely"]
    assert texts(raised, "<dd>") == ["We are open1.", "No line yet.", "Later."]


def test_attendees_are_shown_with_their_office_and_where_they_stand(page: Element) -> None:
    attendee = find_one(page, "attendee")
    said = (
        "Ann Lee an lee Minister (as of 30 August 2023) Address: Minister Contact: engage "
        "30 August 2023"
    )
    assert words(attendee).startswith(said)
    assert "../articles/talks.html#talk" in links(attendee).values()


def test_what_is_not_to_be_disclosed_stands_apart(page: Element) -> None:
    assert words(find_part(page, "Not to be disclosed")) == "Not to be disclosed Not for him."
    assert len(find_all(find_part(page, "Background"), "<p>")) == 2


def test_shows_what_its_read_ahead_shows_in_the_same_order(page: Element) -> None:
    assert words(find_one(page, "standfirst")) == "Listen first."
    assert headings(page) == [
        *("Outcome", "Purpose", "Objectives", "Points to make", "If raised", "Background"),
        *("Not to be disclosed", "Whom we meet", "They may ask", "We ask", "Red lines"),
        *("Last contact", "Further reading"),
    ]
    last = words(find_part(page, "Last contact"))
    assert last == "Last contact First talks, 1 September 2023 They were cold. A call."


def test_is_listed_with_its_people_and_issues(built: Outcome) -> None:
    for address in ("actors/ann.html", "issues/contact.html"):
        part = find_part(read_page(built, address), "Meetings")
        assert links(part) == {"Second talks": "../meetings/second.html"}


def test_all_meetings_are_listed_the_newest_first(built: Outcome) -> None:
    page = read_page(built, "meetings/index.html")
    assert texts(page, "name") == ["Second talks", "First talks"]


def test_parts_without_words_are_left_out(built: Outcome) -> None:
    assert headings(read_page(built, "meetings/first.html")) == ["Outcome"]


@pytest.mark.parametrize(
    ("meeting", "problem"),
    [
        ("{title: T}", ("missing-field", "m")),
        ("{title: T, date: soon}", ("bad-date", "m.date")),
        ("{title: T, date: 2023, attendees: [nobody]}", ("unknown-actor", "m.attendees")),
        (
            "{title: T, date: 2023, if_raised: {issue: contact, likelihood: often}}",
            ("not-one-of", "m.if_raised"),
        ),
        ("{title: T, date: 2023, follows: n}", ("unknown-meeting", "m.follows")),
        ("{title: T, date: 2023, briefing: n}", ("unknown-briefing", "m.briefing")),
        ('{title: T, date: 2023, points: "As [^n] says"}', ("unknown-quote", "m.points")),
    ],
)
def test_a_mistake_is_reported_where_it_was_made(
    meeting: str, problem: tuple[str, str]
) -> None:
    files = {**FILES, "briefings/meetings.yaml": f"m: {meeting}"}
    assert [(code, place.removesuffix(".0")) for code, place in find_problems(files)] == [
        (problem[0], problem[1].removesuffix(".0"))
    ]
