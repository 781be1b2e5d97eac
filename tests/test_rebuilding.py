"""What a rebuild does: no more than what changed, at a hundred articles and more."""

from collections.abc import Mapping

import pytest

from benchmarks.corpus import make_corpus
from briefbook.report.report import count
from tests.workspaces import Book, build_once, make_inputs

COUNT = 120
SEED = 1
ARTICLE = "briefings/briefing-1/article-70"
PAGE = "briefings/briefing-1/article-70.html"
ACTORS = "briefings/actors.yaml"
SEARCHED = "search/jumps.js"
"""The list of the files of the search, of which a new word may make a new one."""


@pytest.fixture(scope="module")
def book() -> Book:
    return Book(make_corpus(COUNT, SEED))


def pages_with(files: Mapping[str, bytes], words: str) -> set[str]:
    """Return the pages that show some words."""
    return {address for address, data in files.items() if words.encode() in data}


def test_builds_a_large_book_without_a_problem(book: Book) -> None:
    assert book.built.complete
    counted = count(book.built.problems)
    assert (counted["error"], counted["warning"]) == (0, 0)


def test_makes_nothing_when_nothing_changed(book: Book) -> None:
    counts = book.publisher.build(make_inputs(book.files)).counts
    assert counts.read == counts.viewed == counts.rendered == counts.removed == ()


def test_makes_one_page_for_a_word_in_a_sentence_without_names(book: Book) -> None:
    text = book.files[f"{ARTICLE}.md"].decode()
    sentence = next(
        found
        for found in text.split("\n\n", 2)[2].split(". ")
        if found.islower() or found[1:].islower()
    )
    built = book.edit(f"{ARTICLE}.md", sentence, f"{sentence} indeed")
    assert built.counts.read == (f"{ARTICLE}.md",)
    assert built.counts.rendered == (PAGE,)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (f"{ARTICLE}.yaml", "quotes:", "# checked\nquotes:"),
        (f"{ARTICLE}.yaml", "quotes:", "\n\nquotes:"),
        (f"{ARTICLE}.md", "---\n", "---\n# a remark\n"),
        (ACTORS, "\n", "\n# a remark\n\n"),
    ],
)
def test_makes_nothing_for_comments_and_blank_lines(
    book: Book, path: str, old: str, new: str
) -> None:
    assert book.edit(path, old, new).counts.rendered == ()


def test_makes_the_pages_that_show_the_name_of_a_renamed_actor(book: Book) -> None:
    line = book.files[ACTORS].decode().splitlines()[-4]
    name = line.partition("name: ")[2].partition(",")[0].strip('"')
    family = name.rpartition(" ")[2]  # nobody else's, and never broken over two lines
    shown = pages_with(book.built.files, family)
    built = book.edit(ACTORS, line, line.replace(name, f"{name} Junior", 1))
    # Annotations hold the articles' own words, which stay as they are.
    quoting = {address for address in shown if address.startswith("data/annotations/")}
    named = shown - quoting | pages_with(built.files, f"{name} Junior")
    assert set(built.counts.rendered) - {SEARCHED} == named
    assert 0 < len(built.counts.rendered) < len(built.files)


def test_makes_the_pages_that_show_a_changed_title(book: Book) -> None:
    title = book.files[f"{ARTICLE}.md"].decode().partition("title: ")[2].partition("\n")[0]
    shown = pages_with(book.built.files, title)
    built = book.edit(f"{ARTICLE}.md", f"title: {title}", f"title: {title} again")
    titled = shown | pages_with(built.files, f"{title} again")
    assert set(built.counts.rendered) - {SEARCHED} == titled
    assert 1 < len(shown) < len(built.files)


def test_makes_the_files_of_the_search_that_hold_a_changed_quote(book: Book) -> None:
    sidecar = book.files[f"{ARTICLE}.yaml"].decode()
    quote = next(line for line in sidecar.splitlines() if line.startswith("  q0: "))
    words = quote.partition("exact: ")[2].partition(",")[0]
    holding = {a for a in pages_with(book.built.files, words) if a.startswith("search/")}
    dated = quote.replace("{speaker", "{date: 2019-01-01, speaker")
    built = book.edit(f"{ARTICLE}.yaml", quote, dated)
    # Where entries of a beginning are many, a dated one moves from part to part.
    holding |= {a for a in pages_with(built.files, words) if a.startswith("search/")}
    made = {address for address in built.counts.rendered if address.startswith("search/")}
    assert made == holding
    assert 0 < len(made) <= 2 * len(words.split())


def test_gives_what_a_clean_build_gives(book: Book) -> None:
    clean = build_once(make_inputs(book.files))
    assert book.built.files == clean.files
    assert book.built.problems == clean.problems
