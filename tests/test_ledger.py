"""The ledger redoes what is stale and nothing else, and forgets what is gone."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.index.editions import Edition
from briefbook.index.ledger import Delta, EditionView, Ledger, TaskResult
from briefbook.index.rows import OPEN, Access, Row
from briefbook.index.store import name_id

LEVELS = ("public", "team")
TEAM = Edition("team", LEVELS, "2023-08-30")
PUBLIC = TEAM._replace(name="public")
TEAM_ONLY = Access(editions=("team",))

Words = Mapping[str, str]
"""What each author says: words, each of which goes under its first letter."""


class Book:
    """Two stages: authors put words under their letters, readers read one letter each."""

    def __init__(self, edition: Edition = TEAM) -> None:
        self.ledger = Ledger()
        self.edition = edition
        self.words: Words = {}
        self.letters: set[str] = set()
        self.access = OPEN

    def write(self, **words: str) -> Delta:
        """Run the authors: those are redone whose words are others now."""
        changed = [name for name, said in words.items() if self.words.get(name) != said]
        self.ledger.forget("write", self.words.keys() - words.keys())
        self.words = words
        self.ledger.mark("write", changed)
        return self.ledger.run("write", self.edition, self.write_one)

    def write_one(self, name: str, _: EditionView) -> TaskResult:
        said = self.words[name].split()
        return TaskResult(
            len(said), tuple(Row("word", word[0], word, self.access) for word in said)
        )

    def read(self, *letters: str) -> Delta:
        self.ledger.forget("read", self.letters - set(letters))
        self.ledger.mark("read", set(letters) - self.letters)
        self.letters = set(letters)
        return self.ledger.run("read", self.edition, self.read_one)

    def read_one(self, letter: str, look: EditionView) -> TaskResult:
        return TaskResult(look.keys("word") if letter == "*" else look.all("word", letter))


@pytest.fixture
def book() -> Book:
    return Book()


class TestWhatRuns:
    def test_runs_every_task_the_first_time(self, book: Book) -> None:
        assert book.write(ann="oak", bob="elm").ran == ("ann", "bob")

    def test_runs_nothing_when_nothing_changed(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("o")
        assert (book.write(ann="oak").ran, book.read("o").ran) == ((), ())

    def test_runs_what_was_marked_and_nothing_else(self, book: Book) -> None:
        book.write(ann="oak", bob="elm")
        assert book.write(ann="ash", bob="elm").ran == ("ann",)

    def test_runs_a_task_that_is_new(self, book: Book) -> None:
        book.write(ann="oak")
        assert book.write(ann="oak", bob="elm").ran == ("bob",)

    def test_runs_the_readers_of_a_posting_list_that_changed(self, book: Book) -> None:
        book.write(ann="oak elm")
        book.read("o", "e")
        book.write(ann="oar elm")
        assert book.read("o", "e").ran == ("o",)

    def test_runs_the_reader_of_a_posting_list_that_was_empty(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("e")
        book.write(ann="oak elm")
        assert book.read("e").ran == ("e",)

    def test_runs_no_reader_when_a_task_gives_equal_rows_again(self, book: Book) -> None:
        book.write(ann="oak elm")
        book.read("o", "e")
        book.write(ann="elm oak")
        assert book.read("o", "e").ran == ()

    def test_runs_the_reader_when_rows_of_one_posting_list_change_places(
        self, book: Book
    ) -> None:
        book.write(ann="oak oar")
        book.read("o")
        book.write(ann="oar oak")
        assert book.read("o").changed == ("o",)

    def test_runs_the_reader_of_keys_when_a_key_comes_or_goes(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("*")
        book.write(ann="oak elm")
        assert book.read("*").changed == ("*",)
        book.write(ann="elm")
        assert book.read("*").changed == ("*",)

    def test_runs_no_reader_of_keys_when_a_value_changes(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("*")
        book.write(ann="oar")
        assert book.read("*").ran == ()

    def test_runs_the_reader_when_an_access_changes(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("o", "*")
        book.access = TEAM_ONLY
        book.ledger.mark("write", ("ann",))
        book.write(ann="oak")
        assert book.read("o", "*").ran == ("*", "o")

    def test_keeps_a_mark_until_the_stage_runs(self, book: Book) -> None:
        book.read("o")
        book.write(ann="oak")
        book.write(ann="oak")
        assert book.read("o").changed == ("o",)

    def test_runs_a_task_anew_that_went_and_came_back(self, book: Book) -> None:
        book.write(ann="oak")
        book.read("o")
        book.read()
        assert book.read("o").changed == ("o",)

    def test_no_longer_runs_a_task_for_a_posting_list_that_it_stopped_reading(self) -> None:
        ledger, wish = Ledger(), {"letter": "a"}
        ledger.mark("write", ("a", "b"))
        ledger.run("write", TEAM, lambda key, _: TaskResult(None, (Row("w", key, 1),)))

        def follow(_: str, look: EditionView) -> TaskResult:
            return TaskResult(look.all("w", wish["letter"]))

        ledger.mark("read", ("x",))
        ledger.run("read", TEAM, follow)
        wish["letter"] = "b"
        ledger.mark("read", ("x",))
        ledger.run("read", TEAM, follow)
        ledger.forget("write", ("a",))
        assert ledger.run("read", TEAM, follow).ran == ()


class TestWhatChanged:
    def test_tells_a_result_that_is_another_from_one_that_is_the_same(self, book: Book) -> None:
        book.write(ann="oak", bob="elm")
        delta = book.write(ann="ash", bob="elm fir")
        assert (delta.ran, delta.changed) == (("ann", "bob"), ("bob",))

    def test_counts_a_new_result_as_changed_whatever_it_is(self) -> None:
        ledger = Ledger()
        ledger.mark("read", ("x",))
        assert ledger.run("read", TEAM, lambda _, __: TaskResult(None)).changed == ("x",)

    def test_keeps_nothing_of_what_is_gone(self, book: Book) -> None:
        book.write(ann="oak", bob="elm")
        book.read("e", "*")
        book.write(ann="oak")
        book.read("e", "*")
        assert book.ledger.stage_values("read") == [("*", ("o",)), ("e", ())]

    def test_gives_the_results_of_a_stage_in_the_order_of_their_keys(self, book: Book) -> None:
        book.write(bob="elm fir")
        book.write(ann="oak", bob="elm fir")
        assert book.ledger.stage_values("write") == [("ann", 1), ("bob", 2)]


class TestLook:
    def test_sees_the_rows_of_a_posting_list_in_the_order_of_their_tasks(
        self, book: Book
    ) -> None:
        book.write(bob="oar")
        book.write(bob="oar", ann="oak")
        assert book.ledger.look(TEAM).all("word", "o") == ("oak", "oar")

    def test_sees_the_first_row_where_one_is_asked_for(self, book: Book) -> None:
        book.write(bob="oar", ann="oak")
        assert book.ledger.look(TEAM).one("word", "o") == "oak"

    def test_sees_nothing_in_a_posting_list_that_nobody_filled(self, book: Book) -> None:
        look = book.ledger.look(TEAM)
        assert (look.one("word", "o"), look.all("word", "o"), look.keys("word")) == (
            None,
            (),
            (),
        )

    def test_sees_no_rows_and_no_keys_behind_an_access_that_is_shut(self, book: Book) -> None:
        book.access = TEAM_ONLY
        book.write(ann="oak")
        public, team = book.ledger.look(PUBLIC), book.ledger.look(TEAM)
        assert (public.all("word", "o"), public.keys("word")) == ((), ())
        assert (team.all("word", "o"), team.keys("word")) == (("oak",), ("o",))

    def test_remembers_a_question_that_found_nothing(self, book: Book) -> None:
        look = book.ledger.look(TEAM)
        look.one("word", "z")
        assert look.reads == {name_id("word", "z")}

    def test_sees_what_is_there_now_although_it_looked_before(self, book: Book) -> None:
        book.write(ann="oak")
        before = book.ledger.look(TEAM).all("word", "o")
        book.write(ann="oar elm")
        look = book.ledger.look(TEAM)
        assert (before, look.all("word", "o"), look.keys("word")) == (
            ("oak",),
            ("oar",),
            ("e", "o"),
        )


authors = st.dictionaries(
    st.sampled_from(("ann", "bob", "cyd")),
    st.lists(st.sampled_from(("oak", "oar", "elm", "elk", "fir")), max_size=3).map(" ".join),
)
readers = st.sets(st.sampled_from("oef*"))


@given(st.lists(st.tuples(authors, readers), max_size=8), st.sampled_from((PUBLIC, TEAM)))
def test_any_history_ends_where_a_fresh_ledger_begins(
    history: list[tuple[dict[str, str], set[str]]], edition: Edition
) -> None:
    book = Book(edition)
    for words, letters in history:
        fresh = Book(edition)
        for one in (book, fresh):
            one.write(**words)
            one.read(*letters)
        for stage in ("write", "read"):
            assert book.ledger.stage_values(stage) == fresh.ledger.stage_values(stage)
