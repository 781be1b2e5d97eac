"""The read-ahead: what an official needs to know before a meeting, and nothing else."""

from briefbook.handouts.document import Beside, Group, HandoutDocument, Table, plain
from tests.books import write_book
from tests.papers import cited, find_section, texts, write

TEXT = "Ann said “we will wait” and “we will act”. Bo said that he agrees. The league: no deal."
ACTORS = """
ann:
  pronunciation: an ash
  name: Ann Ash
  role: Minister
  organization: league
  as_of: 2005-07-20
bo: Bo Birch
cy: {name: Cy Cole, role: Envoy, organization: league, as_of: 2024}
league: {name: River League, type: organization}
"""
ISSUES = """
dam: {name: The dam, scale: [wait, act], line: We favour talks.}
fees: {name: The fees, scale: [keep, cut]}
"""
SIDECAR = """
quotes:
  wait: {speaker: ann, exact: we will wait, stance: {dam: wait}, date: 2023-01-05}
  act: {speaker: ann, exact: we will act, stance: {dam: act}, date: 2023-06-01}
  no: {speaker: league, exact: no deal, stance: {fees: keep}}
"""
MEETING = """
visit:
  title: Talks on the dam
  date: 2024-02-01
  access: public
  attendees: [ann, bo, cy]
  purpose: To agree on a date.
  objectives: [A date, "A place [^talks#act]"]
  points: [We have waited., We can act.]
  if_raised:
    - {issue: fees, likelihood: unlikely}
    - {issue: dam, likelihood: certain}
  background: All of this is known.
  background_private: This is not.
  contact: the desk
"""


def make_read_ahead(meeting: str = MEETING) -> HandoutDocument:
    return write_read_ahead(SIDECAR, ACTORS, meeting)


def write_read_ahead(sidecar: str, actors: str, meeting: str) -> HandoutDocument:
    only = "editions: [public]"
    book = write_book(
        TEXT, sidecar, config=only, actors=actors, issues=ISSUES, meetings=meeting
    )
    return write(book, "read-ahead", "visit")


NO_POSITION = "No position of their own found in the texts of this book."


def meet(document: HandoutDocument, place: int) -> Group:
    """Return one of those who will be met."""
    group = find_section(document, "Who you will meet").blocks[place]
    assert isinstance(group, Group)
    return group


FULL = f"""{MEETING}
  bottom_line: "Agree on a date [^talks#act]."
  asks: [A loan.]
  our_asks: [A lock., A weir.]
  red_lines: [Never the bridge.]
  follows: before
  last_contact: A call in June.
  further_reading: ["[[talks]]"]
  drafter: North desk
  drafted: 2024-01-20
  cleared_by: the head of department
before:
  title: First talks
  date: 2023-05-02
  place: Rome
  access: public
  outcome: They were "cold".
"""


def test_puts_what_is_for_the_meeting_first_and_then_what_is_read_before_it() -> None:
    assert [section.title for section in make_read_ahead(FULL).sections] == [
        "Bottom line",
        "Purpose",
        "Objectives",
        "Points to make",
        "If raised",
        "Background: may be used",
        "Background: not for disclosure",
        "Who you will meet",
        "What is asked",
        "Red lines",
        "Last contact",
        "Further reading",
    ]


def test_frames_the_bottom_line_or_else_the_purpose() -> None:
    for meeting in (FULL, MEETING):
        framed = [one for one in make_read_ahead(meeting).sections if one.tone == "box"]
        assert framed == [make_read_ahead(meeting).sections[0]]


def test_sets_beside_each_other_what_either_side_asks() -> None:
    (beside,) = find_section(make_read_ahead(FULL), "What is asked").blocks
    assert isinstance(beside, Beside)
    assert list(texts(beside.left)) == ["They may ask", "A loan."]
    assert list(texts(beside.right)) == ["We ask", "A lock.", "A weir."]
    alone = make_read_ahead(FULL.replace("  asks: [A loan.]\n", ""))
    assert next(texts(find_section(alone, "What is asked").blocks)) == "We ask"


def test_keeps_red_lines_apart_as_not_to_be_disclosed() -> None:
    assert find_section(make_read_ahead(FULL), "Red lines").tone == "private"


def test_recalls_the_meeting_before_and_what_came_of_it() -> None:
    recalled = list(texts(find_section(make_read_ahead(FULL), "Last contact").blocks))
    assert recalled == [
        "First talks, 2 May 2023, Rome",
        'They were "cold".',
        "A call in June.",
    ]


def test_names_at_its_head_who_drafted_and_cleared_it_and_whom_to_ask() -> None:
    facts = {label: plain(line) for label, line in make_read_ahead(FULL).facts}
    assert facts["Drafted"] == "North desk, 20 January 2024"
    assert facts["Cleared"] == "the head of department"
    assert facts["Contact"] == "the desk"


def test_names_what_to_read_besides_and_else_the_articles_of_the_briefing() -> None:
    named = find_section(make_read_ahead(FULL), "Further reading")
    assert list(texts(named.blocks)) == ["Talks"]
    folder = {
        "briefings/river/index.md": "---\ntitle: River\n---\nText.",
        "briefings/river/flood.md": "---\ntitle: The flood\ndate: 2023-01-02\n---\nText.",
    }
    meeting = "visit: {title: V, date: 2024, access: public, briefing: river}"
    book = write_book(others=folder, meetings=meeting)
    found = find_section(write(book, "read-ahead", "visit"), "Further reading")
    assert list(texts(found.blocks)) == ["The flood, 2 January 2023"]


def test_says_who_somebody_is_and_how_to_address_them() -> None:
    actors = ACTORS.replace(
        "  pronunciation",
        "  summary: Has the last *word*.\n  form_of_address: Minister\n  pronunciation",
    )
    ann = meet(write_read_ahead(SIDECAR, actors, MEETING), 0)
    assert plain(ann.aside).endswith(" · address: Minister · say: an ash")
    assert next(texts(ann.blocks)) == "Has the last word."


def test_tells_of_ten_where_they_stand_and_names_the_others() -> None:
    actors = ACTORS + "".join(f"p{n}: {{name: Pat {n}, role: Clerk}}\n" for n in range(40))
    met = ", ".join(("ann", *(f"p{n}" for n in range(40))))
    document = write_read_ahead(SIDECAR, actors, MEETING.replace("ann, bo, cy", met))
    *groups, heading, others = find_section(document, "Who you will meet").blocks
    assert len(groups) == 10
    assert isinstance(others, Beside)
    assert list(texts(heading)) == ["Also there"]
    assert list(texts((others.left, others.right))) == [f"Pat {n}, Clerk" for n in range(9, 40)]


def test_two_stances_of_one_day_stand_both() -> None:
    sidecar = SIDECAR.replace("date: 2023-06-01}", "date: 2023-01-05}")
    lines = list(texts(meet(write_read_ahead(sidecar, ACTORS, MEETING), 0).blocks))
    assert "act" in lines[0]
    assert "wait" in lines[0]


def test_notes_say_the_source_its_date_and_the_place_in_it() -> None:
    sources = "wire: {title: The wire, issued: 2023-06-02}"
    sidecar = SIDECAR.replace(
        "exact: we will act,", "exact: we will act, source: wire, locator: p. 4,"
    )
    book = write_book(
        TEXT,
        sidecar,
        config="editions: [public]",
        actors=ACTORS,
        issues=ISSUES,
        sources=sources,
        meetings=MEETING,
    )
    note = write(book, "read-ahead", "visit").notes[0]
    assert plain(note.line).endswith("Talks, The wire (2 June 2023), p. 4.")


def test_leaves_out_what_there_is_nothing_of() -> None:
    bare = "visit: {title: Talks, date: 2024-02-01, access: public, purpose: To meet.}"
    assert [section.title for section in make_read_ahead(bare).sections] == ["Purpose"]


def test_keeps_what_may_not_be_said_apart_from_what_may() -> None:
    document = make_read_ahead()
    tones = {section.title: section.tone for section in document.sections}
    assert tones["Background: may be used"] == "usable"
    assert tones["Background: not for disclosure"] == "private"
    (private,) = (s for s in document.sections if "This is not." in list(texts(s.blocks)))
    assert private.tone == "private"


def test_says_where_everyone_stands_shown_when_and_in_which_words() -> None:
    ann = meet(make_read_ahead(), 0)
    line, absent = texts(ann.blocks)
    said = "moved from wait (5 Jan 2023) to act (own words, 1 Jun 2023)"
    assert line == f"On The dam: {said}. “we will act”"
    assert absent == "On The fees: none found in the texts of this book."


def test_says_how_old_a_role_is_and_how_to_say_a_name() -> None:
    ann = meet(make_read_ahead(), 0)
    aside = plain(ann.aside)
    assert aside == "Minister, River League (as of 20 July 2005) · say: an ash"


def test_a_role_of_some_day_of_the_year_is_not_that_of_the_day() -> None:
    cy = meet(make_read_ahead(), 2)
    assert plain(cy.aside) == "Envoy, River League (as of 2024)"


def test_shows_the_side_of_somebody_without_positions_of_their_own() -> None:
    document = make_read_ahead()
    assert list(texts(meet(document, 1).blocks)) == [NO_POSITION]
    own, side = texts(meet(document, 2).blocks)
    assert own == NO_POSITION
    assert side.startswith("River League – On The fees: as reported by Talks, keep (")


def test_tells_of_a_side_once_however_many_come_for_it() -> None:
    actors = ACTORS + ("dee: {name: Dee Ivo, role: Clerk, organization: league, as_of: 2024}\n")
    document = write_read_ahead(SIDECAR, actors, MEETING.replace("[ann, bo, cy]", "[cy, dee]"))
    assert len(list(texts(meet(document, 0).blocks))) == 2
    assert list(texts(meet(document, 1).blocks)) == [
        f"{NO_POSITION} For their side, see Cy Cole."
    ]


def test_takes_the_likeliest_first_and_the_standing_line_where_there_is_no_other() -> None:
    (table,) = find_section(make_read_ahead(), "If raised").blocks
    assert isinstance(table, Table)
    shown = [[" ".join(texts(cell)) for cell in row] for row in table.rows]
    assert shown == [
        ["certain", "The dam", "We favour talks."],
        ["unlikely", "The fees", "No line yet."],
    ]


def test_numbers_a_note_once_however_often_it_is_cited() -> None:
    document = make_read_ahead()
    numbers = cited(tuple(section.blocks for section in document.sections))
    assert numbers.count(1) == 2
    assert [note.number for note in document.notes] == sorted(set(numbers))
    assert "we will act" in plain(document.notes[0].line)


def test_prefers_the_quote_marked_best() -> None:
    sidecar = """
quotes:
  wait: {speaker: ann, exact: we will wait, date: 2023-01-05, best: true}
  act: {speaker: ann, exact: we will act, date: 2023-06-01}
positions:
  - {actor: ann, issue: dam, stance: act, date: 2023-06-01, evidence: [act, wait]}
"""
    meeting = MEETING.replace(" [^talks#act]", "")
    document = write_read_ahead(sidecar, ACTORS, meeting)
    assert "“we will wait”" in next(texts(meet(document, 0).blocks))


def test_leads_to_no_page_of_who_may_not_be_named() -> None:
    sidecar = f"{SIDECAR}  agrees: {{speaker: ghost, exact: he agrees, issues: [dam]}}\n"
    actors = f"{ACTORS}ghost: {{name: an official, unnamed: true}}\n"
    document = write_read_ahead(sidecar, actors, MEETING.replace("talks#act", "talks#agrees"))
    (span,) = (one for one in document.notes[0].line if one.words == "an official")
    assert span.href == ""


def test_words_that_are_cited_twice_have_one_note() -> None:
    twice = MEETING.replace("[A date,", '["A date [^talks#act]",')
    document = make_read_ahead(twice)
    numbers = cited(find_section(document, "Objectives").blocks)
    assert len(numbers) == 2
    assert len(set(numbers)) == 1
    assert len({note.number for note in document.notes}) == len(document.notes)


def test_the_sense_of_foreign_words_stands_in_quotation_marks() -> None:
    foreign = SIDECAR.replace("exact: we will act,", "exact: we will act, translation: do it,")
    said = texts(tuple(note.line for note in write_read_ahead(foreign, ACTORS, MEETING).notes))
    assert [note for note in said if "“do it”" in note]
