"""What changed from one book to another."""

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.exports.changes import MAIN, Changes, compare
from briefbook.exports.reading import read_book
from briefbook.kinds import LISTS
from tests.data.books import SIDECAR, TEXT, Data, make_data, write_small


@pytest.fixture(scope="module")
def book() -> Data:
    return make_data()


def tell(changes: Changes) -> dict[str, tuple[list[str], list[str], list[str]]]:
    """Return the ids of what is new, changed and withdrawn, by list."""
    return {
        name: (
            [one["id"] for one in found.new],
            [one.now["id"] for one in found.changed],
            [one["id"] for one in found.withdrawn],
        )
        for name, found in changes.lists.items()
        if found.size()
    }


def edit(old: str, new: str, where: str = SIDECAR) -> Data:
    """Return the small book after an edit of the annotations, or of the text."""
    assert old in where
    after = where.replace(old, new)
    return make_data(write_small(after) if where is TEXT else write_small(sidecar=after))


def fields(changes: Changes, name: str) -> dict[str, tuple[Any, Any]]:
    """Return what changed of the only changed entry of a list."""
    (change,) = changes.lists[name].changed
    return {one.field: (one.before, one.now) for one in change.fields}


class TestWhatDiffers:
    def test_is_nothing_between_a_book_and_itself(self, book: Data) -> None:
        assert compare(book, book).is_empty()

    def test_is_what_came(self, book: Data) -> None:
        now = edit(
            "notes:", "  port-2023: {name: More, date: 2023-09, exact: the quay}\nnotes:"
        )
        assert tell(compare(book, now)) == {"events": (["port-2023"], [], [])}

    def test_is_what_went(self, book: Data) -> None:
        now = {**book, "claims": []}
        assert tell(compare(book, now)) == {"claims": ([], [], ["talks#held"])}

    def test_is_a_field_that_says_something_else(self, book: Data) -> None:
        changes = compare(book, edit("stance: wait", "stance: engage"))
        assert fields(changes, "positions") == {"stance": (["wait"], ["engage"])}
        assert tell(changes).keys() == {"positions"}

    def test_is_a_field_that_was_not_there(self, book: Data) -> None:
        changes = compare(book, edit("stance: wait,", "stance: wait, condition: if asked,"))
        assert fields(changes, "positions") == {"condition": (None, "if asked")}

    def test_is_a_reworded_entry_and_not_another_one(self, book: Data) -> None:
        changes = compare(book, edit("They talked.", "They talked at last."))
        assert fields(changes, "claims") == {"text": ("They talked.", "They talked at last.")}

    def test_is_not_the_order_of_evidence(self) -> None:
        before = edit("evidence: talk, disputed", "evidence: [talk, never], disputed")
        now = edit("evidence: talk, disputed", "evidence: [never, talk], disputed")
        assert compare(before, now).is_empty()

    def test_has_names_for_what_is_gone(self, book: Data) -> None:
        now = deepcopy(book)
        now["actors"] = [one for one in now["actors"] if one["id"] != "bo"]
        assert compare(book, now).names["bo"] == "Bo Kim"


class TestAnEntryThatMoved:
    def test_to_another_day_is_a_change_of_its_date(self, book: Data) -> None:
        changes = compare(book, edit("stance: wait,", "stance: wait, date: 2023-08-29,"))
        assert fields(changes, "positions") == {"date": ("2023-08-30", "2023-08-29")}

    def test_to_another_id_is_no_change_if_its_former_one_is_told(self, book: Data) -> None:
        files = write_small(sidecar=SIDECAR.replace("  held: {", "  kept: {was: held, "))
        assert compare(book, make_data(files)).is_empty()

    def test_to_another_id_is_known_by_its_words(self, book: Data) -> None:
        now = make_data(
            write_small(
                sidecar=SIDECAR.replace("never: {speaker", "no-more: {speaker")
                .replace("evidence: never", "evidence: no-more")
                .replace("bo: never", "bo: no-more")
                .replace("ann, never", "ann, no-more")
            )
        )
        assert compare(book, now).is_empty()

    def test_with_its_whole_article_is_no_change_but_of_the_article(self, book: Data) -> None:
        files = write_small()
        for end in ("md", "yaml"):
            files[f"briefings/meeting.{end}"] = files.pop(f"briefings/talks.{end}")
        assert compare(book, make_data(files)).is_empty()

    def test_to_another_article_is_a_change_of_its_article(self, book: Data) -> None:
        files = write_small(
            sidecar=SIDECAR.replace("  held:", "  other:").replace(
                "They talked.", "Nobody listened."
            )
        )
        reply = str(files["briefings/later/reply.yaml"])
        files["briefings/later/reply.yaml"] = (
            f"{reply}claims:\n  held: {{text: They talked., asserted_by: ann, "
            "evidence: talks#talk, disputed_by: {bo: talks#never}}\n"
        )
        changes = compare(book, make_data(files))
        assert fields(changes, "claims") == {"article": ("talks", "later/reply")}
        assert tell(changes) == {"claims": (["talks#other"], ["later/reply#held"], [])}

    def test_from_the_short_form_to_a_line_is_no_other_position(self, book: Data) -> None:
        sidecar = SIDECAR.replace(", stance: {contact: engage}", ", issues: contact")
        line = (
            "  - {actor: ann, issue: contact, stance: engage, evidence: talk, basis: quoted}\n"
        )
        assert compare(book, make_data(write_small(sidecar=sidecar + line))).is_empty()


class TestEntriesOfALine:
    LINE = "  - {actor: bo, issue: contact, stance: wait, evidence: never, condition: %s}\n"

    def make(self, *conditions: str) -> Data:
        return make_data(
            write_small(sidecar=SIDECAR + "".join(self.LINE % one for one in conditions))
        )

    def test_do_not_change_when_an_equal_one_is_put_before_them(self) -> None:
        changes = compare(self.make("first", "second"), self.make("new", "first", "second"))
        (new,) = changes.lists["positions"].new
        assert new["condition"] == "new"
        assert changes.lists["positions"].changed == ()

    def test_do_not_change_when_they_change_places(self) -> None:
        assert compare(self.make("first", "second"), self.make("second", "first")).is_empty()

    def test_keep_the_words_that_they_bring_when_others_come_before_them(self) -> None:
        line = "  - {actor: bo, issue: contact, stance: wait, exact: %s, date: 2023-08-%s}\n"
        one, two = line % ("at the quay", "02"), line % ("the council", "01")
        before = make_data(write_small(sidecar=SIDECAR + one))
        now = make_data(write_small(sidecar=SIDECAR + two + one))
        changes = compare(before, now)
        assert [one["exact"] for one in changes.lists["quotes"].new] == ["the council"]
        assert [one["date"] for one in changes.lists["positions"].new] == ["2023-08-01"]
        assert sum(found.size() for found in changes.lists.values()) == 2


class TestBooksOfOtherPrograms:
    def test_are_compared_in_the_lists_that_both_know(self, book: Data) -> None:
        older = {name: value for name, value in book.items() if name != "attestations"}
        assert compare(older, book).is_empty()

    @given(
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(st.sampled_from([*LISTS, "id", "was", "article"]), inner)
            ),
            max_leaves=12,
        )
    )
    def test_are_compared_or_refused_whatever_they_hold(self, value: Any) -> None:
        whole = {
            "version": 1,
            "edition": "public",
            **(value if isinstance(value, dict) else {}),
        }
        read, problems = read_book(json.dumps(whole).encode(), "old.json")
        assert (read is None) == bool(problems)
        if read is not None:
            assert compare(read, read).is_empty()


texts = st.sampled_from(["", "a", "b", "c"])
names = st.sampled_from(["ann", "bo"])


@st.composite
def positions(draw: st.DrawFn) -> Data:
    article, actor = draw(st.sampled_from(["one", "two"])), draw(names)
    date = draw(st.sampled_from(["2023", "2024-01-02"]))
    return {
        "id": f"{article}#{actor}.contact.{date}",
        "article": article,
        "actor": actor,
        "issue": "contact",
        "date": date,
        "stance": [draw(texts) or "x"],
        "summary": draw(texts),
    }


@st.composite
def quotes(draw: st.DrawFn) -> Data:
    article, name = draw(st.sampled_from(["one", "two"])), draw(texts)
    return {
        "id": f"{article}#{name or 'd'}",
        "was": draw(st.lists(texts.filter(bool), max_size=1)),
        "exact": draw(texts) or "w",
        "speaker": draw(names),
        "article": article,
    }


@st.composite
def some_books(draw: st.DrawFn) -> Data:
    held = [*draw(st.lists(positions(), max_size=5))]
    for rank, one in enumerate(held):
        equals = sum(other["id"] == one["id"] for other in held[:rank])
        held[rank] = {**one, "id": one["id"] if not equals else f"{one['id']}.{equals + 1}"}
    unique = {one["id"]: one for one in draw(st.lists(quotes(), max_size=4))}
    books: Data = {name: [] for name in LISTS}
    return {**books, "positions": held, "quotes": list(unique.values())}


class TestLaws:
    @given(some_books())
    def test_a_book_does_not_differ_from_itself(self, book: Data) -> None:
        assert compare(book, deepcopy(book)).is_empty()

    @given(some_books(), some_books())
    def test_the_way_back_is_the_way_there_reversed(self, one: Data, other: Data) -> None:
        there, back = compare(one, other), compare(other, one)
        for name in MAIN:
            assert there.lists[name].new == back.lists[name].withdrawn
            assert there.lists[name].withdrawn == back.lists[name].new
            assert sorted(map(turn, there.lists[name].changed), key=str) == sorted(
                [(a, b, list(f)) for a, b, f in back.lists[name].changed], key=str
            )

    @given(some_books(), positions())
    def test_one_that_is_put_in_changes_nothing_else(self, book: Data, new: Data) -> None:
        book["positions"] = [one for one in book["positions"] if one["id"].count(".") == 2]
        line = {**new, "id": f"{new['id']}.9", "summary": "something new"}
        (difference,) = (
            one
            for one in compare(
                book, {**book, "positions": [line, *book["positions"]]}
            ).lists.values()
            if one.size()
        )
        assert (difference.changed, difference.withdrawn) == ((), ())
        assert [one["summary"] for one in difference.new] == ["something new"]


def turn(change: Any) -> tuple[Any, Any, list[Any]]:
    before, now, found = change
    return now, before, [one._replace(before=one.now, now=one.before) for one in found]
