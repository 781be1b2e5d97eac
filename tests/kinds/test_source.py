"""Sources: what they are, and how much of them may be printed."""

import pytest

from tests.books import (
    find_part,
    find_problems,
    follow,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

TEXT = "---\nsource: wire\n---\nAnn Lee said that “the talks were long and hard”.\n"
SIDECAR = "quotes: {long: {speaker: ann, exact: the talks were long and hard}}"
ACTORS = "ann: Ann Lee"


def problems_with(sources: str) -> list[tuple[str, str]]:
    return find_problems(write_book(TEXT, SIDECAR, actors=ACTORS, sources=sources))


def test_a_title_alone_is_enough() -> None:
    built = publish_cleanly(write_book(sources="wire: The Wire"))
    assert texts(read_page(built, "sources/wire.html"), "<h1>") == ["The Wire"]


def test_without_a_title_a_source_goes_by_its_publisher() -> None:
    built = publish_cleanly(write_book(sources="wire: {publisher: Wire Agency}"))
    assert texts(read_page(built, "sources/wire.html"), "<h1>") == ["Wire Agency"]


def test_the_page_shows_what_is_known_of_it() -> None:
    source = """
wire: {type: article-newspaper, title: Long talks, author: [A. One, B. Two], publisher: Wire,
  issued: 2023-08-30, accessed: 2023-09-01, language: en, rights: all-rights-reserved,
  URL: "https://wire.example/1", archive_url: "https://archive.example/1", transcript: true,
  max_quote_words: 8}
"""
    page = read_page(publish_cleanly(write_book(sources=source)), "sources/wire.html")
    assert dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True)) == {
        "Author": "A. One, B. Two",
        "Publisher": "Wire",
        "Issued": "30 August 2023",
        "Accessed": "1 September 2023",
        "Language": "en",
        "Rights": "all rights reserved",
        "Words per quote": "8",
        "Transcript": "all its words are quotations",
        "Read it": "Original Archived copy",
    }
    assert links(page)["Original"] == "https://wire.example/1"


def test_the_page_shows_what_came_in_the_form_of_csl() -> None:
    source = """
wire: {title: Long talks,
  author: [{family: Lee, given: Ann}, {literal: The Office}, {family: 王, given: 毅}],
  issued: {literal: Michaelmas term}, accessed: {date-parts: [[2023, 9, 1]]},
  container-title: The Tide, volume: 12, issue: 3, page: 4-9, DOI: 10.1234/tide.1}
"""
    page = read_page(publish_cleanly(write_book(sources=source)), "sources/wire.html")
    assert dict(zip(texts(page, "<dt>"), texts(page, "<dd>"), strict=True)) == {
        "Author": "Ann Lee, The Office, 王毅",
        "Appeared in": "The Tide, 12(3), p. 4–9",
        "Issued": "Michaelmas term",
        "Accessed": "1 September 2023",
        "Read it": "DOI",
    }
    assert links(page)["DOI"] == "https://doi.org/10.1234/tide.1"


@pytest.mark.parametrize(
    ("written", "issued"),
    [
        ("{date-parts: [[2023, 8, 30]]}", "30 August 2023"),
        ("{date-parts: [[2023, 8], [2023, 9]]}", "August–September 2023"),
        ("{date-parts: [[2023]], season: 2}", "summer 2023"),
        ("{date-parts: [[1880]], circa: true}", "about 1880"),
        ("{raw: 30 August 2023}", "30 August 2023"),
        ("{literal: some day}", "some day"),
    ],
)
def test_a_date_may_be_written_as_csl_has_it(written: str, issued: str) -> None:
    built = publish_cleanly(write_book(sources=f"wire: {{title: Wire, issued: {written}}}"))
    assert texts(read_page(built, "sources/wire.html"), "<dd>") == [issued]


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("author: [{famly: Lee}]", ("not-one-of", "wire.author")),
        ("editor: [{family: [Lee]}]", ("not-text", "wire.editor")),
        ("issued: {date-parts: [[2023, 14, 1]]}", ("bad-date", "wire.issued")),
        ("container-titel: The Tide", ("unknown-field", "wire.container-titel")),
        ("volume: [1]", ("not-text", "wire.volume")),
    ],
)
def test_what_neither_we_nor_csl_know_is_named(field: str, found: tuple[str, str]) -> None:
    assert find_problems(write_book(sources=f"wire: {{title: The Wire, {field}}}")) == [found]


def test_the_page_says_what_was_taken_from_it_and_itself_no_second_time() -> None:
    sources = "wire: {title: The Wire, issued: 2023-08-30}"
    built = publish_cleanly(write_book(TEXT, SIDECAR, actors=ACTORS, sources=sources))
    page = read_page(built, "sources/wire.html")
    assert texts(page, "<dd>")[-1] == "Articles: 1, Quotes: 1"
    assert follow(built, "sources/wire.html", links(page)["Quotes: 1"]).target is not None
    assert "The Wire" not in words(find_part(page, "Quotes"))


@pytest.mark.parametrize(
    ("field", "code"),
    [
        ('URL: "javascript:alert(1)"', "unsafe-address"),
        ("max_quote_words: few", "bad-number"),
        ("language: a language", "bad-language"),
        ("transcript: perhaps", "not-yes-or-no"),
        ("issued: yesterday", "bad-date"),
    ],
)
def test_a_wrong_field_is_named(field: str, code: str) -> None:
    found = find_problems(write_book(sources=f"wire: {{title: The Wire, {field}}}"))
    assert found == [(code, f"wire.{field.partition(':')[0]}")]


class TestWordsAllowed:
    def test_bound_each_quote(self) -> None:
        issued = "wire: {issued: 2023-08-30, max_quote_words: %d}"
        assert problems_with(issued % 6) == []
        assert problems_with(issued % 5) == [("quote-too-long", "quotes.long")]

    def test_are_the_least_of_all_sources_on_the_way(self) -> None:
        sources = """
wire: {issued: 2023-08-30, max_quote_words: 50, via: agency}
agency: {max_quote_words: 5}
"""
        assert problems_with(sources) == [("quote-too-long", "quotes.long")]

    def test_do_not_care_for_sources_that_lead_back_to_each_other(self) -> None:
        sources = "{wire: {issued: 2023-08-30, via: agency}, agency: {via: wire}}"
        assert problems_with(sources) == []


class TestTheSourceOfASidecar:
    files = write_book(
        "Ann Lee said that “the talks were long”.\n",
        """
source: own
sources:
  own: {title: Our notes, issued: 2023-08-29, via: wire}
quotes: {long: {speaker: ann, exact: the talks were long}}
""",
        actors=ACTORS,
        sources="wire: The Wire",
    )

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(self.files)

    def test_has_a_page_of_its_own_under_its_articles_name(self, built: Outcome) -> None:
        page = read_page(built, "sources/talks.own.html")
        assert texts(page, "<h1>") == ["Our notes"]

    def test_lists_what_is_taken_from_it(self, built: Outcome) -> None:
        page = read_page(built, "sources/talks.own.html")
        assert list(links(find_part(page, "Articles from it"))) == ["Talks"]
        assert "the talks were long" in words(find_part(page, "Quotes"))

    def test_is_listed_where_it_was_seen_through(self, built: Outcome) -> None:
        page = read_page(built, "sources/wire.html")
        assert links(find_part(page, "Seen only through it")) == {"Our notes": "talks.own.html"}

    def test_stands_in_the_index_and_on_its_article(self, built: Outcome) -> None:
        index = read_page(built, "sources/index.html")
        assert links(main_of(index))["Our notes"] == "talks.own.html"
        article = read_page(built, "articles/talks.html")
        assert links(find_part(article, "Sources")) == {
            "Our notes": "../sources/talks.own.html"
        }


def test_a_source_dates_the_article_that_has_no_date() -> None:
    built = publish_cleanly(
        write_book(TEXT, SIDECAR, actors=ACTORS, sources="wire: {issued: 2023-08-30}")
    )
    assert "30 August 2023" in texts(read_page(built, "articles/talks.html"), "kicker")[0]


def test_words_seen_through_another_source_are_told_by_it() -> None:
    sources = "{report: {title: The Report, issued: 2023, via: wire}, wire: {title: The Wire}}"
    quote = "{speaker: ann, exact: the talks were long and hard, source: report}"
    files = write_book(TEXT, f"quotes: {{long: {quote}}}", actors=ACTORS, sources=sources)
    page = main_of(read_page(publish_cleanly(files), "quotes.html"))
    assert "in their own words, according to The Wire" in words(page)


def test_words_seen_through_another_source_are_told_by_its_publisher_if_we_know_it() -> None:
    wire = "{title: The Wire of May, publisher: Wire Agency}"
    sources = f"{{report: {{title: The Report, issued: 2023, via: wire}}, wire: {wire}}}"
    quote = "{speaker: ann, exact: the talks were long and hard, source: report}"
    actors = f"{ACTORS}\nagency: {{name: Wire Agency, type: organization}}"
    files = write_book(TEXT, f"quotes: {{long: {quote}}}", actors=actors, sources=sources)
    page = main_of(read_page(publish_cleanly(files), "quotes.html"))
    assert "in their own words, according to Wire Agency" in words(page)
