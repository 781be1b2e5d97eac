"""What is left empty: a known field says nothing, an unknown one is wrong."""

import pytest

from tests.books import Files, find_problems, write_book

REGISTRIES = ("actors", "issues", "events", "sources", "glossary", "meetings")
QUOTE = "“Hi”, said somebody.\n", "quotes: {hi: {speaker: nobody, exact: Hi}}\n"


@pytest.mark.parametrize("registry", REGISTRIES)
def test_a_registry_of_comments_leaves_every_reference_checked(registry: str) -> None:
    files = {**write_book(*QUOTE), f"briefings/{registry}.yaml": "# nothing yet\n"}
    assert find_problems(files) == [("unknown-actor", "quotes.hi")]


def test_a_sidecar_of_comments_leaves_every_reference_checked() -> None:
    files = {
        **write_book(*QUOTE),
        "briefings/more.md": "Hi.\n",
        "briefings/more.yaml": "# no\n",
    }
    assert ("unknown-actor", "quotes.hi") in find_problems(files)


def test_an_article_needs_its_source_though_the_registry_is_empty() -> None:
    files = write_book("---\ndate: 2023\nsource: wire\n---\nHi.\n", sources="# nothing yet\n")
    assert find_problems(files) == [("unknown-source", "source")]


UNKNOWN: dict[str, tuple[Files, str]] = {
    "of an actor": (write_book(actors="ann: {name: Ann, nmae: }\n"), "ann.nmae"),
    "of an office": (
        write_book(actors="ann: {name: Ann, roles: [{role: X, form: }]}\n"),
        "ann.roles",
    ),
    "of a quote": (
        write_book("Hi\n", "quotes: {h: {exact: Hi, spaker: ''}}\n"),
        "quotes.h",
    ),
    "of front matter": (write_book("---\ndate: 2023\ntitel:\n---\nHi\n"), "titel"),
    "of a sidecar": (write_book("Hi\n", "quots:\n"), "quots"),
    "of votes": (
        write_book(events="e: {name: E, date: 2023, votes: {aye: 1, nay: }}\n"),
        "e.votes",
    ),
}


CODES = dict.fromkeys(UNKNOWN, "unknown-field") | {"of a sidecar": "unknown-section"}


@pytest.mark.parametrize("where", UNKNOWN)
def test_an_unknown_field_is_wrong_with_nothing_in_it(where: str) -> None:
    files, place = UNKNOWN[where]
    assert (CODES[where], place) in find_problems(files)


def test_a_known_field_may_be_left_empty() -> None:
    actor = "name: Ann, summary: , role: , organization: , access: , was: , comment: "
    assert find_problems(write_book(actors=f"ann: {{{actor}}}\n")) == []
    relation = "relations: [{from: ann, type: asks, to: bo, evidence: hi, date: }]\n"
    files = write_book(
        "Hi\n",
        f"quotes: {{hi: {{speaker: ann, exact: Hi}}}}\n{relation}",
        actors="{ann: A, bo: B}",
    )
    assert find_problems(files) == []
