"""``data/book.json``: what stands in it, for whom, and under which identity."""

import json

import pytest
from jsonschema import Draft202012Validator

from briefbook.kinds import LISTS
from tests.books import Files, follow, publish_cleanly, publish_sample, write_book
from tests.data.books import (
    SIDECAR,
    TEXT,
    Data,
    find,
    ids,
    make_data,
    read_data,
    write_small,
)
from tests.workspaces import Book

TALKS = "talks"


@pytest.fixture(scope="module")
def book() -> Data:
    return make_data()


@pytest.mark.parametrize("edition", ["public", "team"])
class TestTheSample:
    def test_is_valid_by_the_schema_beside_it(self, edition: str) -> None:
        built = publish_sample(edition)
        schema = read_data(built, "data/book.schema.json")
        Draft202012Validator.check_schema(schema)
        assert list(Draft202012Validator(schema).iter_errors(read_data(built))) == []

    def test_tells_addresses_that_are_there(self, edition: str) -> None:
        built = publish_sample(edition)
        book = read_data(built)
        for name in LISTS:
            for one in book[name]:
                for field in ("address", "words_at"):
                    if field in one:
                        follow(built, "index.html", one[field])

    def test_names_only_entries_that_are_in_it(self, edition: str) -> None:
        book = read_data(publish_sample(edition))
        known = {one["id"] for name in LISTS for one in book[name]}
        for one in (*book["positions"], *book["relations"], *book["claims"]):
            named = [*one["evidence"], one.get("actor"), one.get("from"), one.get("to")]
            assert set(filter(None, named)) <= known


class TestEntries:
    def test_have_the_fields_of_the_model(self, book: Data) -> None:
        assert find(book, "quotes", "talks#never") == {
            "id": "talks#never",
            "exact": "Never again",
            "speaker": "bo",
            "date": "2023-08-30",
            "source": "talks#memo",
            "basis": "quoted",
            "confidence": "high",
            "translation": {"text": "Nie wieder"},
            "article": "talks",
            "address": "articles/talks.html#never",
        }

    def test_of_an_article_leave_its_text_out(self, book: Data) -> None:
        assert find(book, "articles", "talks")["address"] == "articles/talks.html"
        assert "replied at" not in json.dumps(book["articles"])

    def test_are_there_for_each_kind(self) -> None:
        team = make_data(edition="team")
        assert [name for name in LISTS if not team[name]] == []

    def test_have_positions_whether_a_quote_or_a_line_makes_them(self, book: Data) -> None:
        assert ids(book, "positions") == [
            "talks#bo.contact.2023-08-30",
            "talks#talk.contact",
        ]

    def test_have_each_actor_of_a_line_by_itself(self) -> None:
        two = make_data(
            write_small(sidecar=SIDECAR.replace("actor: bo", "actor: [bo, council]"))
        )
        assert "talks#council.contact.2023-08-30" in ids(two, "positions")

    def test_have_no_position_that_was_withdrawn(self) -> None:
        gone = SIDECAR.replace("stance: wait,", "stance: wait, rank: deprecated,")
        assert ids(make_data(write_small(sidecar=gone)), "positions") == ["talks#talk.contact"]

    def test_have_no_comment(self) -> None:
        for edition in ("public", "team"):
            assert "a secret remark" not in json.dumps(make_data(edition=edition))

    def test_have_no_captured_text(self) -> None:
        files = write_book(
            "---\ncapture: captures/a.txt\ndate: 2023-08-30\n---\nOur own words.\n",
            "quotes: {talk: {speaker: ann, exact: We will talk, prefix: 'She said: '}}",
            actors="ann: Ann Lee",
            others={"captures/a.txt": "She said: We will talk of secret matters.\n"},
        )
        data = publish_cleanly(files).files["data/book.json"].decode()
        assert "We will talk" in data
        assert "secret" not in data
        assert "She said" not in data


class TestIdentity:
    HEAD = SIDECAR.partition("positions:")[0]

    def publish_lines(self, *lines: str) -> list[str]:
        text = self.HEAD + "positions:\n" + "".join(f"  - {{{line}}}\n" for line in lines)
        return ids(make_data(write_small(sidecar=text)), "positions")

    def test_of_a_line_is_who_on_what_and_when(self) -> None:
        line = "actor: bo, issue: contact, stance: wait, evidence: never, date: 2023-08"
        assert "talks#bo.contact.2023-08" in self.publish_lines(line)

    def test_of_a_line_may_be_given(self) -> None:
        line = "id: firm, actor: bo, issue: contact, stance: wait, evidence: never"
        assert "talks#firm.bo" in self.publish_lines(line)

    def test_of_equals_has_their_rank(self) -> None:
        line = "actor: bo, issue: contact, stance: wait, evidence: never"
        assert self.publish_lines(line, f"{line}, condition: if asked")[:2] == [
            "talks#bo.contact.2023-08-30",
            "talks#bo.contact.2023-08-30.2",
        ]

    def test_of_one_stays_when_another_is_put_before_it(self) -> None:
        line = "actor: bo, issue: contact, stance: wait, evidence: never"
        first = f"{line}, date: 2023-08-01"
        alone = self.publish_lines(line)
        assert set(alone) < set(self.publish_lines(first, line))


class TestEditions:
    def make(self, edition: str, more: str = "") -> Data:
        actors = (
            f"{more}ann: {{name: Ann Lee, access: team, public_name: A diplomat}}\n"
            "ghost: {name: A shipping source, unnamed: true, aliases: [Gus Grey]}\nbo: Bo Kim\n"
        )
        sidecar = (
            "quotes: {talk: {speaker: ann, exact: We will talk, stance: {contact: engage}}}\n"
            "positions:\n"
            "  - {actor: ann, issue: contact, stance: engage, exact: Never again}\n"
            "  - {actor: ghost, issue: contact, stance: wait, evidence: talk, "
            "summary: 'With [[ann]], [[ann|her]] and [[bo]]'}\n"
            "notes: {seen: {exact: replied, body: ann was there, access: team}}\n"
            "claims: {held: {text: ann talked, asserted_by: bo, evidence: talk, "
            "disputed_by: {ann: talk}}}\n"
        )
        files = write_small(TEXT.replace("source: wire\n", ""), sidecar, actors)
        for path in ("meetings.yaml", "later/reply.yaml"):
            files.pop(f"briefings/{path}")
        return make_data(files, edition)

    def test_see_nothing_of_those_above_them(self) -> None:
        assert self.make("public")["notes"] == []
        assert ids(self.make("team"), "notes") == ["talks#seen"]

    def test_see_nobody_who_goes_by_the_name_of_another_and_is_not_named(self) -> None:
        other = "zed: {name: Zed, access: team, public_name: A diplomat, type: place}\n"
        assert self.make("public", other) == self.make("public")

    def test_see_an_id_that_does_not_tell_who_stands_behind_another_name(self) -> None:
        book = self.make("public")
        assert find(book, "actors", "~a-diplomat")["unnamed"]
        assert find(book, "quotes", "talks#talk")["speaker"] == "~a-diplomat"
        assert "talks#~a-diplomat.contact.2023-08-30" in ids(book, "positions")
        held = find(book, "positions", "talks#~a-shipping-source.contact.2023-08-30")
        assert held["summary"] == "With a diplomat, her and [[bo]]"
        texts = ("ann talked",)
        left = json.dumps(book).replace(*texts, "")
        assert '"ann' not in left
        assert "#ann" not in left
        assert "Ann Lee" not in left

    def test_leave_words_alone_that_look_like_a_hidden_id(self) -> None:
        assert find(self.make("public"), "claims", "talks#held")["text"] == "ann talked"

    def test_know_the_name_where_they_may(self) -> None:
        book = self.make("team")
        assert find(book, "actors", "ann")["name"] == "Ann Lee"
        assert "~a-diplomat" not in ids(book, "actors")

    def test_never_see_the_id_or_the_other_names_of_somebody_unnamed(self) -> None:
        for edition in ("public", "team"):
            text = json.dumps(self.make(edition))
            assert "ghost" not in text
            assert "Gus Grey" not in text

    def test_have_our_own_line_in_the_highest_alone(self) -> None:
        lines = [
            make_data(edition=name)["issues"][0].get("line") for name in ("public", "team")
        ]
        assert lines == [None, "We are open"]


class TestBytes:
    HOSTILE = "</script><b>&\"'\\ ]]> \u2028 = @x"

    def test_hold_nothing_that_ends_a_script_or_a_line(self) -> None:
        actors = f"ann: {{name: {json.dumps(self.HOSTILE)}}}\nbo: Bo Kim\ncouncil: C\n"
        built = publish_cleanly(write_small(actors=actors))
        data = built.files["data/book.json"]
        assert b"<" not in data
        assert "\u2028".encode() not in data
        assert find(read_data(built), "actors", "ann")["name"] == self.HOSTILE

    def test_are_lines_of_utf_8_with_a_record_on_each(self) -> None:
        data = publish_cleanly(write_small()).files["data/book.json"].decode()
        assert "\r" not in data
        assert data.endswith("}\n")
        assert sum(line.startswith('{"id"') for line in data.splitlines()) == sum(
            len(entries) for entries in json.loads(data).values() if isinstance(entries, list)
        )

    def test_do_not_depend_on_the_files_that_entries_stand_in(self) -> None:
        moved: Files = write_small()
        line = "council: {name: The council, type: organization, members: ann}\n"
        one = moved["briefings/actors.yaml"]
        assert isinstance(one, str)
        moved["briefings/actors.yaml"] = one.replace(line, "")
        moved["briefings/later/actors.yaml"] = line
        was, now = make_data(), make_data(moved)
        assert was == now

    def test_are_not_made_anew_when_a_text_says_something_else(self) -> None:
        book = Book(write_small())
        built = book.edit("briefings/later/reply.md", "sorry", "sorry indeed")
        assert "articles/talks.html" not in built.counts.rendered
        assert [a for a in built.counts.rendered if a.startswith("data/book")] == []

    def test_are_made_anew_when_an_annotation_does(self) -> None:
        book = Book(write_small())
        built = book.edit("briefings/talks.yaml", "stance: wait", "stance: engage")
        assert "data/book.json" in built.counts.rendered
        assert find(read_data(built), "positions", "talks#bo.contact.2023-08-30")["stance"] == [
            "engage"
        ]


class TestSettings:
    def test_leave_out_what_is_not_wanted(self) -> None:
        files = write_book("Words.\n", config="data: []")
        assert [a for a in publish_cleanly(files).files if a.startswith("data/book")] == []

    def test_bring_it_back(self) -> None:
        files = write_book("Words.\n", config="data: []")
        book = Book(files)
        built = book.edit("config.yaml", "data: []", "data: book")
        assert ids(read_data(built), "articles") == ["talks"]

    def test_refuse_an_output_that_there_is_not(self) -> None:
        from briefbook.build.config import read_config

        config, problems = read_config(b"title: A\ndata: [books]\n")
        assert config is None
        assert [one.code for one in problems] == ["not-one-of"]


def test_what_is_published_is_listed_field_by_field() -> None:
    """A new field of the model must not be published by the way."""
    listed = {field for shape in LISTS.values() for field in shape._fields}
    assert not listed & {"comment", "capture", "nolink", "access"}
