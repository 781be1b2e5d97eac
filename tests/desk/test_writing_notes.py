"""What is asked of the desk stands in the files as a careful person would have written it."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from briefbook.desk.asking import BadRequestError
from briefbook.disk.files import Disk
from tests.desk.books import (
    ARTICLE,
    BOOK,
    MAIN,
    SIDECAR,
    OpenDesk,
    open_desk,
    select,
    write_book,
)

WINTER = {"winter-ferry": "in-favour"}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[OpenDesk]:
    write_book(tmp_path)
    with open_desk(tmp_path) as opened:
        yield opened


def list_codes(reply: dict[str, Any]) -> list[str]:
    return [one["code"] for one in reply["problems"]]


class TestProposing:
    def test_shows_the_line_as_it_will_stand(self, desk: OpenDesk) -> None:
        reply = desk.quote("The ferry must run all winter", fields={"stance": WINTER})
        assert reply["lines"] == (
            "  the-ferry-must:\n    speaker: brook\n    exact: The ferry must run all winter\n"
            "    stance: {winter-ferry: in-favour}"
        )
        assert reply["problems"] == []

    def test_says_who_seems_to_speak_and_by_what(self, desk: OpenDesk) -> None:
        guess = desk.quote("The ferry must run all winter")["guess"]
        assert guess["speaker"] == "brook"
        assert "told" in guess["words"]

    def test_touches_no_file(self, desk: OpenDesk) -> None:
        desk.quote("The ferry must run all winter")
        assert desk.read() == BOOK[SIDECAR]

    def test_a_stance_off_the_scale_is_told_as_check_would(self, desk: OpenDesk) -> None:
        fields = {"stance": {"winter-ferry": "maybe"}}
        assert list_codes(desk.quote("The ferry", fields=fields)) == ["off-scale"]

    def test_what_is_wrong_elsewhere_is_not_told(self, desk: OpenDesk) -> None:
        desk.put(SIDECAR, BOOK[SIDECAR] + "  lost: {speaker: reed, exact: nowhere at all}\n")
        assert desk.session.build().problems
        assert desk.quote("The ferry")["problems"] == []

    def test_leaves_the_next_build_as_it_would_be(self, desk: OpenDesk) -> None:
        desk.quote("The ferry", fields={"speaker": "nobody-known"})
        attempt = desk.session.build()
        assert attempt.ready
        assert not attempt.ready.built.counts.rendered


class TestPlaces:
    def test_of_three_places_the_one_is_meant_that_was_selected(self, desk: OpenDesk) -> None:
        befores = ["The ferry must run all winter. ", "Brook told reporters. ", "once more: "]
        lines = {
            desk.ask(
                "propose", kind="quote", selection=select("We shall pay for it", before=one)
            )["lines"]
            for one in befores
        }
        assert len(lines) == 3

    def test_quotation_marks_around_words_are_left_out(self, desk: OpenDesk) -> None:
        reply = desk.quote("“old and slow”.", selection=select("“old and slow”", 3))
        assert "exact: old and slow" in reply["lines"]

    @pytest.mark.parametrize(
        "words", ["pay for it.\nCompany head Tom Reed", "Brook\nwants a winter ferry"]
    )
    def test_words_of_two_paragraphs_or_cells_are_refused(
        self, desk: OpenDesk, words: str
    ) -> None:
        assert "more than one paragraph" in desk.quote(words)["why"]

    def test_words_of_one_cell_are_found(self, desk: OpenDesk) -> None:
        place = select("wants a winter ferry", 0)
        reply = desk.ask("propose", kind="quote", selection=place, fields={"speaker": "brook"})
        assert reply["problems"] == []

    @pytest.mark.parametrize(
        ("words", "paragraph"), [("渡轮必须全年运行", 5), ("العبارة يجب أن تعمل", 6)]
    )
    def test_words_of_other_scripts_are_found(
        self, desk: OpenDesk, words: str, paragraph: int
    ) -> None:
        place = select(words, paragraph)
        reply = desk.ask("write", kind="quote", selection=place, fields={"speaker": "brook"})
        assert words in desk.read()
        assert reply["ok"]
        assert desk.session.build().ready

    def test_a_name_that_the_program_fills_in_is_no_part_of_the_file(
        self, desk: OpenDesk
    ) -> None:
        assert "do not stand so" in desk.quote("Ada Brook and Reed will meet")["why"]

    def test_words_across_a_mark_are_found(self, desk: OpenDesk) -> None:
        reply = desk.quote("x", selection=select("boats were “old and slow”", 3))
        assert "exact: 'boats were \"old and slow'" in reply["lines"]

    def test_nothing_selected_is_said(self, desk: OpenDesk) -> None:
        assert desk.quote(" “” ")["why"] == "Select the words first."


class TestWriting:
    def test_adds_one_line_and_touches_nothing_else(self, desk: OpenDesk) -> None:
        desk.quote("The ferry must run all winter", "write", fields={"stance": WINTER})
        assert desk.read() == BOOK[SIDECAR] + (
            "  the-ferry-must:\n    speaker: brook\n    exact: The ferry must run all winter\n"
            "    stance: {winter-ferry: in-favour}\n"
        )

    def test_an_actor_and_a_quote_of_theirs_are_written_together(self, desk: OpenDesk) -> None:
        new = [{"kind": "actor", "id": "jo-lind", "fields": {"name": "Jo Lind"}}]
        reply = desk.quote("The ferry", "write", fields={"speaker": "jo-lind"}, new=new)
        assert reply["ok"]
        assert desk.read("briefings/actors.yaml").endswith("jo-lind: {name: Jo Lind}\n")
        assert "speaker: jo-lind" in desk.read()

    def test_a_term_is_made_with_what_means_it(self, desk: OpenDesk) -> None:
        term = {"term": "Winter ferry plan", "definition": "What was voted for."}
        new = [{"kind": "term", "id": "plan", "fields": term}]
        asked = {"kind": "mention", "fields": {"id": "plan"}, "new": new}
        assert desk.quote("all winter", "write", **asked)["ok"]
        assert "- {exact: all winter, id: plan}" in desk.read()
        assert desk.read("briefings/glossary.yaml").startswith("plan:")

    def test_what_would_be_an_error_is_not_written(self, desk: OpenDesk) -> None:
        reply = desk.quote("The ferry", "write", fields={"speaker": "brok"})
        assert not reply["ok"]
        assert "brok" in reply["why"]
        assert desk.read() == BOOK[SIDECAR]

    @pytest.mark.parametrize(
        ("kind", "fields", "line"),
        [
            (
                "note",
                {"body": "Check."},
                "the-ferry-must: {exact: The ferry must, body: Check.}",
            ),
            ("mention", {"id": "brook"}, "- {exact: The ferry must, id: brook}"),
            (
                "event",
                {"name": "The talks", "date": "2026-03-02", "type": "meeting"},
                (
                    "the-talks: {name: The talks, date: 2026-03-02, type: meeting, "
                    "exact: The ferry must}"
                ),
            ),
        ],
    )
    def test_other_kinds_stand_in_sections_of_their_own(
        self, desk: OpenDesk, kind: str, fields: dict[str, Any], line: str
    ) -> None:
        place = select("The ferry must")
        reply = desk.ask("write", kind=kind, selection=place, fields=fields)
        assert reply["ok"], reply
        assert desk.read() == f"{BOOK[SIDECAR]}{kind}s:\n  {line}\n"

    def test_a_claim_rests_on_quotes(self, desk: OpenDesk) -> None:
        fields = {
            "text": "The boats are old.",
            "asserted_by": "reed",
            "evidence": ["old-boats"],
            "disputed_by": {"brook": ["old-boats"]},
        }
        assert desk.ask("write", kind="claim", fields=fields)["ok"]
        assert desk.read().endswith(
            "claims:\n  the-boats-are:\n    text: The boats are old.\n    asserted_by: reed\n"
            "    evidence: [old-boats]\n    disputed_by: {brook: [old-boats]}\n"
        )

    def test_notes_are_begun_where_there_are_none(self, desk: OpenDesk) -> None:
        (desk.root / SIDECAR).unlink()
        assert desk.quote("The ferry", "write")["ok"]
        assert desk.read() == "quotes:\n  the-ferry: {speaker: brook, exact: The ferry}\n"

    def test_two_tabs_write_both(self, desk: OpenDesk) -> None:
        assert desk.quote("The ferry must", "write")["ok"]
        assert desk.quote("all winter", "write")["ok"]
        assert desk.read().count("speaker: brook") == 2

    def test_what_an_editor_saved_meanwhile_stays(self, desk: OpenDesk) -> None:
        desk.put(SIDECAR, "# Mine.\n" + BOOK[SIDECAR])
        desk.quote("The ferry", "write")
        assert desk.read().startswith("# Mine.\n# Notes on the talks.\n")


class TestChanging:
    def open(self, desk: OpenDesk) -> dict[str, Any]:
        return desk.ask("look", id="old-boats")

    def test_a_field_is_changed_and_a_comment_stays(self, desk: OpenDesk) -> None:
        version = self.open(desk)["version"]
        fields = {"stance": {"winter-ferry": "opposed"}}
        reply = desk.ask("write", kind="quote", id="old-boats", version=version, fields=fields)
        assert reply["ok"], reply
        assert "stance: {winter-ferry: opposed}}  # his words\n" in desk.read()

    def test_a_note_that_was_changed_in_its_file_is_not_overwritten(
        self, desk: OpenDesk
    ) -> None:
        version = self.open(desk)["version"]
        desk.put(SIDECAR, BOOK[SIDECAR].replace("reed", "brook"))
        reply = desk.ask(
            "write", kind="quote", id="old-boats", version=version, fields={"speaker": "reed"}
        )
        assert "another in its file" in reply["why"]
        assert "speaker: brook" in desk.read()

    def test_a_note_that_is_gone_is_said_to_be(self, desk: OpenDesk) -> None:
        version = self.open(desk)["version"]
        (desk.root / SIDECAR).unlink()
        reply = desk.ask("remove", id="old-boats", version=version)
        assert "no such note" in reply["why"]

    def test_a_removed_note_comes_back(self, desk: OpenDesk) -> None:
        desk.quote("The ferry", "write")
        before = desk.read()
        reply = desk.ask(
            "remove", id="the-ferry", version=desk.ask("look", id="the-ferry")["version"]
        )
        assert desk.read() == BOOK[SIDECAR]
        assert desk.ask("undo", token=reply["token"])["ok"]
        assert desk.read() == before

    def test_the_words_of_a_position_are_for_the_file(self, desk: OpenDesk) -> None:
        assert "position" in desk.ask("look", id="winter-ferry.12ab")["why"]


class TestChangingMentions:
    """A mention has no id: it is known by its words."""

    @pytest.fixture
    def mention(self, desk: OpenDesk) -> dict[str, Any]:
        asked = {"kind": "mention", "selection": select("The ferry must")}
        assert desk.ask("write", **asked, fields={"id": "brook"})["ok"]
        return asked

    def test_its_words_show_that_it_is_there(
        self, desk: OpenDesk, mention: dict[str, Any]
    ) -> None:
        assert desk.ask("propose", **mention, fields={})["there"]["fields"]["id"] == "brook"
        other = {**mention, "selection": select("all winter")}
        assert desk.ask("propose", **other, fields={"id": "reed"})["there"] is None

    def test_it_is_changed_in_its_place(self, desk: OpenDesk, mention: dict[str, Any]) -> None:
        line = "mentions:\n  - {exact: The ferry must, id: reed}\n"
        assert desk.ask("write", **mention, fields={"id": "reed"})["ok"]
        assert desk.read() == BOOK[SIDECAR] + line

    def test_it_is_removed(self, desk: OpenDesk, mention: dict[str, Any]) -> None:
        version = desk.ask("propose", **mention, fields={})["there"]["version"]
        assert not desk.ask("remove", **mention, version="old")["ok"]
        assert desk.ask("remove", **mention, version=version)["ok"]
        assert desk.read() == BOOK[SIDECAR]


class TestUndoing:
    def test_all_files_are_as_they_were(self, desk: OpenDesk) -> None:
        new = [
            {
                "kind": "issue",
                "id": "cost",
                "fields": {"name": "Cost", "scale": ["low", "high"]},
            }
        ]
        fields = {"stance": {"cost": "low"}}
        token = desk.quote("The ferry", "write", fields=fields, new=new)["token"]
        assert desk.ask("undo", token=token)["ok"]
        assert {path: desk.read(path) for path in BOOK} == BOOK

    def test_what_was_edited_since_is_left_alone(self, desk: OpenDesk) -> None:
        token = desk.quote("The ferry", "write")["token"]
        desk.put(SIDECAR, desk.read() + "# And this.\n")
        assert not desk.ask("undo", token=token)["ok"]
        assert desk.read().endswith("# And this.\n")

    def test_nothing_is_taken_back_twice(self, desk: OpenDesk) -> None:
        token = desk.quote("The ferry", "write")["token"]
        desk.ask("undo", token=token)
        assert desk.ask("undo", token=token)["why"] == "There is nothing to take back."


class TestReading:
    def test_quotations_without_a_note_are_listed(self, desk: OpenDesk) -> None:
        found = desk.ask("unread")
        assert found["noted"] == 1
        assert found["quotations"] == 5
        assert found["unread"][0]["words"].startswith("The ferry must run all winter")

    def test_a_lost_quote_is_mended(self, desk: OpenDesk) -> None:
        desk.put(MAIN, BOOK[MAIN].replace("must run all winter", "has to run all winter"))
        desk.put(
            SIDECAR,
            BOOK[SIDECAR] + "  run: {speaker: brook, exact: The ferry must run all winter}\n",
        )
        assert not desk.session.build().ready
        assert desk.ask("unread")["lost"] == ["run"]
        shown = desk.ask("mend", id="run")
        assert "has to" in shown["lines"]
        assert "has to" not in desk.read()
        token = desk.ask("mend", id="run", write=True)["token"]
        assert desk.session.build().ready
        assert desk.ask("undo", token=token)["ok"]


class FullDisk(Disk):
    """A disk without room."""

    def write(self, path: str, data: bytes) -> None:  # noqa: ARG002 (nothing is written)
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


class TestTrouble:
    def test_a_full_disk_is_told_and_spoils_nothing(self, tmp_path: Path) -> None:
        write_book(tmp_path)
        with open_desk(tmp_path, FullDisk()) as desk:
            assert "disk is full" in desk.quote("The ferry", "write")["why"]
            assert {path: desk.read(path) for path in BOOK} == BOOK

    def test_a_read_only_file_is_told_and_left(self, desk: OpenDesk) -> None:
        (desk.root / SIDECAR).chmod(0o444)
        assert SIDECAR in desk.quote("The ferry", "write")["why"]
        assert desk.read() == BOOK[SIDECAR]

    def test_a_file_with_errors_is_for_its_author(self, desk: OpenDesk) -> None:
        desk.put(SIDECAR, "quotes: [")
        reply = desk.quote("The ferry", "write")
        assert f"{SIDECAR}:" in reply["why"]
        assert desk.read() == "quotes: ["

    def test_an_article_that_is_gone_is_said_to_be(self, desk: OpenDesk) -> None:
        (desk.root / MAIN).unlink()
        assert "no such article" in desk.quote("The ferry", "write")["why"]


class TestPaths:
    @pytest.mark.parametrize(
        "key",
        [
            "../config",
            "ferry/../../config",
            "/etc/passwd",
            "ferry/index",
            "actors",
            "",
            "ferry\\x",
        ],
    )
    def test_only_articles_of_the_book_are_opened(self, desk: OpenDesk, key: str) -> None:
        reply = desk.desk.answer("propose", {"article": key, "kind": "quote"})
        assert "no such article" in reply["why"]

    @pytest.mark.parametrize(
        "asked",
        [
            [],
            {"article": 1},
            {"kind": "actor"},
            {"kind": "quote", "id": "../x"},
            {"kind": "quote", "name": "A b"},
            {"kind": "quote", "fields": {"exact": "x"}},
            {"kind": "quote", "fields": {"path": "x"}},
            {"kind": "quote", "fields": {"speaker": 1}},
            {"kind": "quote", "fields": {"speaker": "\ud800"}},
            {"kind": "quote", "fields": {"speaker": [[[["x"]]]]}},
            {"kind": "quote", "fields": {"speaker": "x" * 30_000}},
            {"kind": "quote", "selection": {"where": "../x"}},
            {"kind": "quote", "new": [{"kind": "source", "id": "x", "fields": {}}]},
            {"kind": "quote", "new": [{"kind": "actor", "id": "../x", "fields": {}}]},
        ],
    )
    def test_what_our_panel_does_not_send_is_refused(self, desk: OpenDesk, asked: Any) -> None:
        asked = {"article": ARTICLE, **asked} if isinstance(asked, dict) else asked
        with pytest.raises(BadRequestError):
            desk.desk.answer("propose", asked)

    @pytest.mark.parametrize(
        "hostile", ["x\n  y: z", "}", "# no", "'", '"', "\x00", "\u2028", "- a", "&a"]
    )
    def test_no_words_break_out_of_their_field(self, desk: OpenDesk, hostile: str) -> None:
        reply = desk.ask(
            "write", kind="note", selection=select("The ferry"), fields={"body": hostile}
        )
        if reply["ok"]:
            assert desk.ask("look", id=reply["id"])["fields"]["body"] == hostile
        else:
            assert desk.read() == BOOK[SIDECAR]
