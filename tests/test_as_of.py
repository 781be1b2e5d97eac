"""The book as it stood on a day: what is dated later is not there, whoever refers to it."""

import pytest

from tests.books import Files, main_of, read_page, texts, words, write_book
from tests.workspaces import Outcome, build_once, make_inputs

LATER = "---\ndate: 2023-09-15\n---\n# The reply\n“We never will”, said Bo Kim.\n"
BOOK: Files = write_book(
    "“We will talk”, said Ann Lee. See [the reply](reply.md), [[dinner|the dinner]] and "
    "[[dinner]].[^reply#never]\n",
    "quotes:\n"
    "  talk: {speaker: ann, exact: We will talk, stance: {trade: more}}\n"
    "events: {visit: {name: The visit, date: 2023-12, status: planned, exact: See}}\n"
    "claims: {c: {text: They talk., asserted_by: ann, evidence: [talk, reply#never]}}\n",
    others={
        "briefings/reply.md": LATER,
        "briefings/reply.yaml": "quotes: {never: {speaker: bo, exact: We never will, "
        "stance: {trade: less}}}\n",
    },
    actors="ann: {name: Ann Lee, summary: 'Met at [[dinner|a dinner]].', roles: ["
    "{role: Envoy, as_of: 2023-01}, {role: Minister, start: 2023-10}]}\nbo: Bo Kim\n",
    issues="trade: {name: Trade, scale: [less, more]}\n",
    events="dinner: {name: Dinner, date: 2023-10-01}\n",
    sources="cable: {title: A cable, issued: 2023-10}\n",
    meetings="round: {title: A round, date: 2024-01-01, access: public}\n",
)


def build(day: str, files: Files = BOOK) -> Outcome:
    inputs = make_inputs(files)
    built = build_once(inputs._replace(edition=inputs.edition._replace(as_of=day)))
    assert built.complete, built.problems
    return built


@pytest.fixture(scope="module")
def then() -> Outcome:
    return build("2023-08-31")


@pytest.mark.parametrize(
    ("address", "is_there"),
    [
        ("articles/talks.html", True),
        ("articles/reply.html", False),
        ("events/dinner.html", False),
        ("events/visit.html", True),
        ("meetings/round.html", True),
        ("sources/cable.html", False),
        ("actors/bo.html", True),
    ],
)
def test_what_is_dated_later_is_not_there(then: Outcome, address: str, is_there: bool) -> None:
    assert (address in then.files) == is_there
    assert address in build("2023-12-31").files


@pytest.mark.parametrize(
    ("day", "address"),
    [("2023-09-15", "articles/reply.html"), ("2023-10-01", "events/dinner.html")],
)
def test_what_is_dated_that_very_day_is_there(day: str, address: str) -> None:
    assert address in build(day).files


def test_no_word_of_it_is_left(then: Outcome) -> None:
    told = b"".join(then.files.values())
    for later in (b"We never will", b"The reply", b"Minister", b"A cable", b"Dinner"):
        assert later not in told


def test_the_words_of_a_text_stay_without_their_links(then: Outcome) -> None:
    body = words(main_of(read_page(then, "articles/talks.html")))
    assert "the reply, the dinner and …." in body
    summary = words(main_of(read_page(then, "actors/ann.html")))
    assert "Met at a dinner." in summary
    assert "Envoy" in summary


def test_every_page_says_as_of_when(then: Outcome) -> None:
    pages = [read_page(then, at) for at in then.files if at.endswith(".html")]
    said = {word for page in pages for word in texts(page, "as-of")}
    assert said == {"As of 31 August 2023"}


@pytest.mark.parametrize(("day", "is_there"), [("2023-09-09", False), ("2023-09-10", True)])
def test_an_embargo_is_judged_by_that_day(day: str, is_there: bool) -> None:
    files = {**BOOK, "briefings/memo.md": "---\ndate: 2023\npublish: 2023-09-10\n---\n# Memo\n"}
    assert ("articles/memo.html" in build(day, files).files) == is_there


def test_a_day_to_come_shows_nothing_before_its_time() -> None:
    files = {**BOOK, "briefings/memo.md": "---\ndate: 2023\npublish: 2030-01-01\n---\n# Memo\n"}
    assert "articles/memo.html" not in build("2031-01-01", files).files


def test_words_that_came_later_make_no_difference() -> None:
    others = {
        **BOOK,
        "briefings/reply.md": LATER.replace("never will", "never will, ever"),
        "briefings/events.yaml": "dinner: {name: A supper, date: 2023-10-02}\n",
    }
    assert build("2023-08-31", others).files == build("2023-08-31").files
