"""Which notes stand open beside a text, by what there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.pages.parts.margin import FEW, NotedPassage, place_notes
from tests.books import find_all, find_one, publish_cleanly, read_page, texts, write_book

SHORT, LONG = (30,), (400, 40)


def count_open(passages: list[NotedPassage]) -> list[int]:
    return [one.opened for one in place_notes(passages)]


PASSAGES = st.lists(
    st.builds(
        NotedPassage,
        st.integers(0, 3000),
        st.lists(st.lists(st.integers(0, 600), min_size=1, max_size=3), max_size=12),
    ),
    max_size=12,
)


class TestCounting:
    def test_opens_all_notes_that_a_paragraph_has_room_for(self) -> None:
        assert count_open([NotedPassage(600, [SHORT] * 3)]) == [3]

    def test_opens_the_first_of_too_many(self) -> None:
        (count,) = count_open([NotedPassage(600, [SHORT] * 30)])
        assert 0 < count < 30

    def test_lets_notes_run_on_beside_paragraphs_without_any(self) -> None:
        notes = NotedPassage(60, [LONG])
        assert count_open([notes]) == [0]
        assert count_open([notes, NotedPassage(900)]) == [1, 0]

    def test_lets_notes_run_a_little_into_the_next_ones_but_not_past_the_end(self) -> None:
        assert count_open([NotedPassage(60, [SHORT] * 4), NotedPassage(600, [SHORT])]) == [4, 1]
        assert count_open([NotedPassage(60, [SHORT] * 4)]) == [0]

    def test_does_not_fold_what_is_no_higher_than_the_line_in_its_place(self) -> None:
        assert count_open([NotedPassage(0, [SHORT])]) == [1]

    @given(PASSAGES)
    def test_opens_no_more_notes_than_there_are(self, passages: list[NotedPassage]) -> None:
        counts = count_open(passages)
        assert len(counts) == len(passages)
        assert all(0 <= n <= len(one.notes) for n, one in zip(counts, passages, strict=True))

    @given(PASSAGES, st.integers(1, 3000))
    def test_folds_nothing_more_where_the_text_goes_on(
        self, passages: list[NotedPassage], characters: int
    ) -> None:
        longer = count_open([*passages, NotedPassage(characters)])
        assert all(more >= n for more, n in zip(longer, count_open(passages), strict=False))


class TestPlacing:
    def test_is_level_where_the_notes_before_begin_above(self) -> None:
        roomy = [NotedPassage(600, [SHORT]), NotedPassage(60), NotedPassage(600, [SHORT])]
        assert [one.is_level for one in place_notes(roomy)] == [True] * 3

    def test_is_not_where_a_short_paragraph_would_wait_for_them(self) -> None:
        crowded = [
            NotedPassage(300, [LONG]),
            NotedPassage(10, [SHORT]),
            NotedPassage(300, [SHORT]),
        ]
        assert [one.is_level for one in place_notes(crowded)] == [True, True, False]


class TestOnThePage:
    def test_folded_notes_are_told_by_their_numbers(self) -> None:
        named = [f"w{at}x" for at in range(20)]
        quotes = "\n".join(f"  {one}: {{speaker: ann, exact: {one}}}" for one in named)
        files = write_book(f"{' '.join(named)}.\n", f"quotes:\n{quotes}", actors="ann: Ann Lee")
        text = find_one(read_page(publish_cleanly(files), "articles/talks.html"), "text")
        folded = find_all(text, "more-notes")
        assert [len(find_all(one, "note")) for one in folded] == [FEW, FEW, 20 - 2 * FEW]
        assert [texts(one, "<summary>")[0] for one in folded] == [
            "Notes 1–8",
            "Notes 9–16",
            "Notes 17–20",
        ]
        assert len(find_all(text, "note")) == 20


def test_a_byline_names_people_briefly_where_nobody_else_has_the_name() -> None:
    actors = (
        "{ann: {name: Ann Lee, aliases: [Lee]}, bo: {name: Bo Lee, aliases: [Lee]},"
        " cy: {name: Cy Marr, aliases: [Marr]}}"
    )
    sidecar = "quotes: {a: {speaker: ann, exact: this}, c: {speaker: cy, exact: that}}"
    built = publish_cleanly(write_book("She “this” and he “that”.\n", sidecar, actors=actors))
    bylines = [
        texts(one, "<summary>")[0]
        for one in find_all(read_page(built, "articles/talks.html"), "full")
    ]
    assert bylines == [
        "Ann Lee · 30 Aug 2023 · own words",
        "Marr · 30 Aug 2023 · own words",
    ]
