"""Fragments: an entry that many pages show is rendered once, whoever shows it."""

from collections import Counter

import pytest

from briefbook.build.stages import make_fragments
from briefbook.pages.fragments import FRAGMENT
from briefbook.render.page import Data
from briefbook.render.rendering import Renderer
from tests.books import (
    find_one,
    hrefs,
    publish,
    read_page,
    read_sample_without_papers,
    words,
    write_book,
)
from tests.workspaces import Book, build_once, make_inputs, theme_templates

TALKS = "briefings/uk-china-2023/beijing-talks.md"
ACTORS = "ann: Ann Lee\nbea: Bea Ko"
SIDECAR = "quotes: {q: {exact: We agree, speaker: ann, addressee: bea}}"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count how often each fragment is rendered, by its kind and where it leads."""
    counts: Counter[str] = Counter()
    made = Renderer.render_parts

    def render(renderer: Renderer, template: str, data: Data) -> dict[str, str]:
        ((kind, shown),) = data.items()
        named = {"quote": "href", "event": "name", "actor": "ref"}
        counts[f"{kind} {shown[named[kind]]}"] += 1
        return made(renderer, template, data)

    monkeypatch.setattr(Renderer, "render_parts", render)
    return counts


def count_on_pages(built: dict[str, bytes]) -> int:
    """Return how many quotes all pages together show in full."""
    return sum(data.count(b'<figure class="quote">') for data in built.values())


def test_a_quote_is_rendered_once_however_many_pages_show_it(rendered: Counter[str]) -> None:
    built = build_once(make_inputs(read_sample_without_papers()))
    quotes = [name for name in rendered if name.startswith("quote ")]
    assert set(rendered.values()) == {1}
    assert count_on_pages(dict(built.files)) > 2 * len(quotes) > 20


def test_a_title_renders_the_fragments_of_its_article_alone(rendered: Counter[str]) -> None:
    book = Book(read_sample_without_papers())
    cold = {*rendered}
    rendered.clear()
    book.edit(TALKS, "The talks in Beijing", "The talks in the capital")
    own = {name for name in cold if "beijing-talks.html" in name}
    assert {name for name in rendered if name.startswith("quote ")} == own
    assert set(rendered.values()) == {1}
    assert len(own) < len(cold) / 2
    assert "The talks in the capital" in words(read_page(book.built, "quotes.html"))


def test_a_body_renders_no_fragment_again(rendered: Counter[str]) -> None:
    book = Book(write_book("“We agree,” said Ann.\n\nNothing more.", SIDECAR, actors=ACTORS))
    rendered.clear()
    book.edit("briefings/talks.md", "Nothing more", "Nothing else")
    assert rendered == {}


def test_links_of_a_fragment_lead_on_from_every_page() -> None:
    built = publish(write_book("“We agree,” said Ann.", SIDECAR, actors=ACTORS))
    for address, top in (("quotes.html", ""), ("actors/bea.html", "../")):
        quote = find_one(read_page(built, address), "<figure>")
        assert f"{top}articles/talks.html#q" in hrefs(quote)
    near = hrefs(find_one(read_page(built, "actors/bea.html"), "<figure>"))
    assert "ann.html" in near


def test_a_quote_that_is_gone_leaves_no_fragment() -> None:
    book = Book(write_book("“We agree,” said Ann.", SIDECAR, actors=ACTORS))
    ledger = book.publisher.memory.ledger
    assert "quote talks#q" in ledger.list_keys(FRAGMENT)
    book.edit("briefings/talks.yaml", SIDECAR, "{}")
    assert "quote talks#q" not in ledger.list_keys(FRAGMENT)


def test_a_fragment_that_fails_is_reported_once_and_made_when_it_is_mended() -> None:
    sidecar = "quotes: {q: {exact: We agree, speaker: ann}, r: {exact: said, speaker: ann}}"
    inputs = make_inputs(write_book("“We agree,” said Ann.", sidecar, actors=ACTORS))
    own = {"fragments/quote.html": "{% set words %}{{ nothing }}{% endset %}"}
    failed = build_once(inputs._replace(templates={**theme_templates(), **own}))
    assert [one.locus.path for one in failed.problems if one.code == "template-failed"] == [
        "templates/fragments/quote.html"
    ]
    assert failed.files == {}


def test_pages_are_stale_of_which_a_fragment_is() -> None:
    book = Book(write_book("“We agree,” said Ann.", SIDECAR, actors=ACTORS))
    memory = book.publisher.memory
    assert make_fragments.list_stale(memory) == []
    memory.ledger.mark(FRAGMENT, ["quote talks#q"])
    assert "quotes.html" in make_fragments.list_stale(memory)
