"""Positions: dated observations of where somebody stands, the latest first."""

import pytest

from tests.books import (
    Files,
    find_all,
    find_id,
    find_one,
    find_part,
    find_problems,
    hrefs,
    links,
    marked_words,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ACTORS = """
ann: {name: Ann Lee, aliases: Lee}
bo: Bo Kim
office: {name: The Office, type: organization}
"""
ISSUES = "contact: {name: Contact, scale: [engage, wait, harden-stance]}"
TEXT = "Ann Lee said: “We will talk”. Later: “but not today”. Bo Kim says that she is tired.\n"
QUOTES = """
quotes:
  talk: {speaker: ann, exact: We will talk}
  later: {speaker: ann, exact: but not today}
  tired: {speaker: bo, exact: says that she is tired}
"""


def position_book(*lines: str, text: str = TEXT) -> Files:
    positions = "".join(f"  - {{{line}}}\n" for line in lines)
    return write_book(text, f"{QUOTES}positions:\n{positions}", actors=ACTORS, issues=ISSUES)


def publish_positions(*lines: str) -> Outcome:
    return publish_cleanly(position_book(*lines))


def stances_of(built: Outcome, actor: str = "ann") -> tuple[list[str], list[str]]:
    """Return the latest stances of an actor, and the earlier ones, as the page says them."""
    part = find_part(read_page(built, f"actors/{actor}.html"), "Positions")
    earlier = [stance for one in find_all(part, "earlier") for stance in texts(one, "stance")]
    stances = texts(part, "stance")
    return stances[: len(stances) - len(earlier)], earlier


OWN = "actor: ann, issue: contact"


class TestWhatMayBeWritten:
    def test_nothing_of_who_judged_it_so(self) -> None:
        """Names of colleagues are for `comment`, which no edition publishes."""
        line = f"{OWN}, stance: engage, evidence: talk"
        assert find_problems(position_book(f"{line}, coder: Cy")) == [
            ("unknown-field", "positions.0")
        ]
        built = publish_positions(f"{line}, comment: judged by Cy Qux")
        assert not [address for address, data in built.files.items() if b"Qux" in data]

    def test_the_essentials_alone(self) -> None:
        built = publish_positions(f"{OWN}, stance: engage, evidence: talk")
        assert stances_of(built) == (["engage"], [])

    def test_names_in_place_of_ids(self) -> None:
        built = publish_positions("actor: Lee, issue: Contact, stance: engage, evidence: talk")
        assert stances_of(built) == (["engage"], [])

    def test_several_actors_on_one_line(self) -> None:
        built = publish(
            position_book(
                "actor: [ann, bo], issue: contact, stance: engage, evidence: [talk, tired]"
            )
        )
        assert stances_of(built, "ann") == stances_of(built, "bo") == (["engage"], [])

    def test_evidence_from_another_article(self) -> None:
        files = {
            **position_book(f"{OWN}, stance: engage, evidence: talk"),
            "briefings/news.md": "---\ndate: 2023-09-05\n---\nNothing new.\n",
            "briefings/news.yaml": (
                f"positions: [{{{OWN}, stance: wait, evidence: talks#later}}]"
            ),
        }
        built = publish_cleanly(files)
        assert stances_of(built) == (["wait"], ["engage"])

    @pytest.mark.parametrize("field", ["actor", "issue", "stance"])
    def test_not_without_actor_issue_and_stance(self, field: str) -> None:
        fields = {"actor": "ann", "issue": "contact", "stance": "wait", "evidence": "talk"}
        del fields[field]
        line = ", ".join(f"{name}: {value}" for name, value in fields.items())
        assert find_problems(position_book(line)) == [("missing-field", "positions.0")]

    def test_not_without_evidence(self) -> None:
        assert find_problems(position_book(f"{OWN}, stance: engage")) == [
            ("no-evidence", "positions.0")
        ]

    def test_not_without_a_day_from_somewhere(self) -> None:
        files = position_book(f"{OWN}, stance: engage, evidence: talk")
        files["briefings/talks.md"] = TEXT
        assert find_problems(files) == [("missing-date", "positions.0")]


class TestWordsInPlace:
    @pytest.fixture
    def built(self) -> Outcome:
        return publish_positions(f"{OWN}, stance: engage, exact: Ann Lee said")

    def test_become_a_quote_of_the_actor(self, built: Outcome) -> None:
        page = read_page(built, "quotes.html")
        assert "Ann Lee said" in texts(page, "<b>")
        assert stances_of(built) == (["engage"], [])

    def test_are_marked_in_the_text_and_lead_there(self, built: Outcome) -> None:
        part = find_part(read_page(built, "actors/ann.html"), "Positions")
        (href,) = hrefs(find_one(part, "evidence"))[:1]
        page = read_page(built, "articles/talks.html")
        assert marked_words(page, href.partition("#")[2]) == "Ann Lee said"

    def test_must_be_there(self) -> None:
        found = find_problems(position_book(f"{OWN}, stance: engage, exact: Ann Lee denied"))
        assert found == [("quote-not-found", "positions.0")]


class TestWhichOneCounts:
    def test_the_latest_day(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: wait, date: 2023-08-30, evidence: later",
            f"{OWN}, stance: engage, date: 2023-08-29, evidence: talk",
        )
        assert stances_of(built) == (["wait"], ["engage"])

    def test_side_by_side_where_either_may_be_the_later(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: wait, date: 2023-08-31, evidence: later",
            f"{OWN}, stance: engage, date: 2023-08, evidence: talk",
        )
        assert stances_of(built) == (["wait", "engage"], [])

    def test_side_by_side_on_one_day(self) -> None:
        first = f"{OWN}, stance: engage, evidence: talk"
        built = publish(position_book(first, f"{OWN}, stance: wait, evidence: later"))
        assert stances_of(built) == (["wait", "engage"], [])
        assert [one.code for one in built.problems] == ["two-stances"]
        cell = find_all(read_page(built, "positions.html"), "<td>")[0]
        assert "moved" not in words(cell)

    def test_by_a_day_is_never_read_as_that_day(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: engage, date: ../2016, evidence: talk",
            f"{OWN}, stance: wait, date: 2010, evidence: later",
        )
        assert stances_of(built)[1] == []
        part = find_part(read_page(built, "actors/ann.html"), "Positions")
        assert "moved" not in words(part)

    def test_never_one_that_was_withdrawn(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: engage, date: 2023-08-29, evidence: talk",
            f"{OWN}, stance: wait, rank: deprecated, evidence: later, comment: misread",
        )
        assert stances_of(built) == (["engage"], [])
        assert "wait" not in texts(read_page(built, "articles/talks.html"), "chip")

    def test_words_that_only_a_withdrawn_one_brings_are_nobodys_quote(self) -> None:
        built = publish_positions(f"{OWN}, stance: wait, rank: deprecated, exact: Ann Lee said")
        assert "Ann Lee said" not in texts(read_page(built, "quotes.html"), "<b>")

    def test_each_condition_has_its_own(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: engage, condition: if they call, evidence: talk",
            f"{OWN}, stance: wait, condition: if they do not, evidence: later",
        )
        assert stances_of(built) == (["wait if they do not", "engage if they call"], [])
        cell = find_all(read_page(built, "positions.html"), "<td>")[0]
        assert words(cell).startswith("wait if they do not engage if they call")

    def test_a_change_of_mind_is_flagged(self) -> None:
        lines = (
            f"{OWN}, stance: engage, date: 2023-08-29, evidence: talk",
            f"{OWN}, stance: %s, evidence: later",
        )
        moved = ["moved from engage (29 August 2023) to wait"]
        for stance, flags in (("wait", moved), ("engage", [])):
            built = publish_positions(lines[0], lines[1] % stance)
            part = find_part(read_page(built, "actors/ann.html"), "Positions")
            assert texts(part, "flag") == flags


class TestTheStance:
    def test_several_labels_mean_one_of_these(self) -> None:
        built = publish_positions(f"{OWN}, stance: [wait, harden-stance], evidence: later")
        assert stances_of(built) == (["wait or harden stance"], [])
        steps = find_all(
            find_part(read_page(built, "issues/contact.html"), "Who stands where"), "on-scale"
        )
        assert [(*texts(one, "label"), *texts(one, "<h3>")) for one in steps] == [
            ("engage",),
            ("wait",),
            ("wait or harden stance", "Ann Lee"),
            ("harden stance",),
        ]

    @pytest.mark.parametrize("word", ["unclear", "mixed", "deferred", "silent"])
    def test_off_the_scale_is_never_drawn_on_it(self, word: str) -> None:
        built = publish_positions(f"{OWN}, stance: {word}, evidence: later")
        for address in ("actors/ann.html", "positions.html", "issues/contact.html"):
            page = read_page(built, address)
            (chip, *_) = (one for one in find_all(page, "chip") if words(one) == word)
            assert "step-off" in (chip.get("class") or "")

    def test_has_a_place_on_the_scale(self) -> None:
        steps = {"engage": "step-1", "wait": "step-3", "harden-stance": "step-5"}
        for label, step in steps.items():
            built = publish_positions(f"{OWN}, stance: {label}, evidence: later")
            (chip, *_) = find_all(read_page(built, "positions.html"), "chip")
            assert chip.get("class") == f"chip {step}"


class TestHowItIsKnown:
    def test_is_the_firmest_of_its_evidence(self) -> None:
        built = publish_positions(f"{OWN}, stance: engage, evidence: [tired, talk]")
        assert "own words" in words(read_page(built, "positions.html"))

    def test_may_be_said(self) -> None:
        built = publish_positions(
            f"{OWN}, stance: engage, evidence: talk, basis: inferred, confidence: medium, "
            "summary: She hints at it."
        )
        (held,) = find_all(find_part(read_page(built, "actors/ann.html"), "Positions"), "held")
        assert texts(held, "facts") == ["30 August 2023 inferred medium confidence"]
        assert texts(held, "summary") == ["She hints at it."]

    def test_is_marked_where_nobody_speaks_for_the_actor(self) -> None:
        files = position_book(f"{OWN}, stance: engage, evidence: tired")
        assert find_problems(files) == [("second-hand", "positions.0")]
        for address in ("actors/ann.html", "positions.html", "issues/contact.html"):
            assert "second-hand" in texts(read_page(publish(files), address), "flag")

    @pytest.mark.parametrize(
        "actors",
        [
            "ann: {name: Ann Lee, role: Minister, organization: office, as_of: 2023-08-01}",
            """ann: {name: Ann Lee, role: Minister, organization: desk, start: 2020}
desk: {name: Desk, type: organization, part_of: office}""",
        ],
    )
    def test_is_not_second_hand_for_a_body_of_which_the_speaker_held_an_office(
        self, actors: str
    ) -> None:
        files = position_book("actor: office, issue: contact, stance: engage, evidence: talk")
        others = str(files["briefings/actors.yaml"]).splitlines()
        kept = [line for line in others if not line.startswith("ann:")]
        files["briefings/actors.yaml"] = "\n".join([*kept, actors])
        assert find_problems(files) == []

    def test_is_not_second_hand_where_somebody_speaks_on_their_behalf(self) -> None:
        files = position_book("actor: office, issue: contact, stance: engage, evidence: talk")
        files["briefings/talks.yaml"] = str(files["briefings/talks.yaml"]).replace(
            "speaker: ann, exact: We", "speaker: ann, on_behalf_of: office, exact: We"
        )
        assert find_problems(files) == []


class TestSomebodyWhoSpeaksForABody:
    sidecar = """
quotes:
  talk: {speaker: ann, on_behalf_of: office, exact: We will talk, stance: {contact: engage}}
"""

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(write_book(TEXT, self.sidecar, actors=ACTORS, issues=ISSUES))

    def test_shows_the_bodys_position_as_inherited(self, built: Outcome) -> None:
        part = find_part(read_page(built, "actors/ann.html"), "Positions")
        assert texts(part, "inherited") == ["position of The Office"]
        assert links(part)["The Office"] == "office.html"

    def test_is_marked_so_in_the_matrix(self, built: Outcome) -> None:
        page = read_page(built, "positions.html")
        assert texts(page, "inherited") == ["position of The Office"]

    def test_shows_an_own_position_instead(self) -> None:
        sidecar = f"""{self.sidecar}
  later: {{speaker: ann, exact: but not today, stance: {{contact: wait}}}}
"""
        built = publish_cleanly(write_book(TEXT, sidecar, actors=ACTORS, issues=ISSUES))
        part = find_part(read_page(built, "actors/ann.html"), "Positions")
        assert texts(part, "inherited") == []
        assert stances_of(built) == (["wait"], [])


def test_the_summary_is_markdown() -> None:
    built = publish_positions(
        f"{OWN}, stance: engage, evidence: talk, summary: 'As [[bo|he]] says [^later].'"
    )
    page = read_page(built, "actors/ann.html")
    (summary,) = find_all(page, "summary")
    assert links(summary) == {"he": "bo.html", "1": "../articles/talks.html#later"}


def test_the_article_lists_the_positions_that_it_shows() -> None:
    built = publish_positions(f"{OWN}, stance: engage, evidence: talk")
    page = read_page(built, "articles/talks.html")
    assert links(find_part(page, "Positions shown here")) == {
        "Ann Lee": "../actors/ann.html",
        "Contact": "../issues/contact.html",
        "“We will talk”": "#talk",
    }
    assert find_id(page, "talk").tag == "mark"
