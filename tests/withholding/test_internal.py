"""Fields for the highest edition alone: no lower one tells them, whoever may see the rest."""

import re

import pytest

from briefbook.kinds import KINDS
from briefbook.kinds.internal import list_internal
from tests.books import SHORT, find_problems, publish_cleanly, write_book

MEETING = """
round:
  title: A round
  date: 2023-09-01
  access: public
  attendees: [bo]
  background: What may be used.
  background_private: Bo Kim warned [[ann]] of the harbour.
  bottom_line: Leave by noon.
  asks: [They want the sluice.]
  our_asks: [We want the weir.]
  red_lines: [Never the bridge.]
  drafter: Cy Poe
  cleared_by: Di Ray
  if_raised: [{issue: trade}]
"""
ISSUES = "trade: {name: Trade, scale: [less, more], line: We hold out for more.}\n"
HANDOUTS = f"handouts: {{read-ahead: [html, docx], position-sheet: [html]}}\n{SHORT}"
FILES = write_book(
    "“Less”, said Bo Kim.\n",
    "quotes: {less: {speaker: bo, exact: Less, stance: {trade: less}}}\n",
    config=f"editions: [public, team]\n{HANDOUTS}",
    actors="ann: {name: Ann Lee, access: team}\nbo: Bo Kim\n",
    issues=ISSUES,
    meetings=MEETING,
)
OURS = (
    *(b"warned", b"harbour", b"hold out", b"Ann Lee", b"by noon", b"the sluice", b"the weir"),
    *(b"the bridge", b"Cy Poe", b"Di Ray"),
)
NAMED = re.compile(
    "  (background_private|bottom_line|asks|our_asks|red_lines|drafter|cleared_by): .*\n"
)


def test_are_known_by_their_types() -> None:
    fields = {(kind.name, name) for kind in KINDS for name in list_internal(kind.model)}
    given = {("meeting", name) for name in NAMED.findall(MEETING)}
    assert fields == {("issue", "line"), *given}


@pytest.mark.parametrize("words", OURS)
def test_are_in_no_file_of_a_lower_edition(words: bytes) -> None:
    public, team = (publish_cleanly(FILES, edition).files for edition in ("public", "team"))
    assert [address for address, data in public.items() if words in data] == []
    assert [address for address, data in team.items() if words in data]


def test_leave_the_rest_of_the_entry_to_all() -> None:
    public = publish_cleanly(FILES, "public").files
    assert b"What may be used." in public["meetings/round.html"]
    assert b"No line yet." in public["handouts/read-ahead-round.html"]


def test_make_no_difference_to_lower_editions() -> None:
    bare = NAMED.sub("", MEETING)
    others = {
        **FILES,
        "briefings/meetings.yaml": bare,
        "briefings/issues.yaml": ISSUES.replace(", line: We hold out for more.", ""),
    }
    assert publish_cleanly(FILES, "public").files == publish_cleanly(others, "public").files


def test_may_name_what_the_highest_edition_sees() -> None:
    shown = MEETING.replace("What may be used.", "See [[ann]].")
    files = {**FILES, "briefings/meetings.yaml": shown}
    assert find_problems(files) == [("hidden-reference", "round.background")]


def test_are_there_where_there_is_one_edition() -> None:
    files = {**FILES, "config.yaml": f"title: The book\neditions: [public]\n{HANDOUTS}\n"}
    files["briefings/actors.yaml"] = "ann: Ann Lee\nbo: Bo Kim\n"
    files["briefings/meetings.yaml"] = MEETING.replace("  access: public\n", "")
    assert b"warned" in publish_cleanly(files).files["meetings/round.html"]
