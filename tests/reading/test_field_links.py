"""Links in Markdown fields: they lead where those of a text do, and are checked there."""

from typing import get_type_hints

import pytest

from briefbook.kinds import KINDS
from briefbook.kinds.fields import MARKDOWN
from tests.books import (
    SHORT,
    Files,
    find_problems,
    follow,
    links,
    main_of,
    publish_cleanly,
    read_page,
    write_book,
)
from tests.workspaces import build_once, make_inputs

TARGET = "---\ndate: 2023-08-29\n---\n# The plan\n\n## What comes\n\nNothing.\n"
ARTICLE = "“Hi”, said Ann Lee. A note.\n"
SIDECAR = """
quotes: {hi: {speaker: ann, exact: Hi}}
positions: [{actor: ann, issue: trade, stance: less, exact: A note, summary: TEXT}]
notes: {odd: {exact: A note, body: TEXT}}
"""
REGISTRIES = {
    "actors": "ann: {name: Ann Lee, summary: TEXT}\n",
    "issues": "trade: {name: Trade, scale: [less, more], summary: TEXT, line: TEXT}\n",
    "events": "ball: {name: Ball, date: 2023, summary: TEXT}\n",
    "glossary": "toll: {term: Toll, definition: TEXT}\n",
    "meetings": "round: {title: A round, date: 2024, purpose: TEXT, objectives: [TEXT], "
    "points: [TEXT], if_raised: [{issue: trade, line: TEXT}], background: TEXT, "
    "background_private: TEXT, outcome: TEXT, bottom_line: TEXT, asks: [TEXT], "
    "our_asks: [TEXT], red_lines: [TEXT], last_contact: TEXT, further_reading: [TEXT]}\n",
}
HANDOUTS = (
    f"{SHORT}\nhandouts: {{read-ahead: [html], position-sheet: [html], actor-note: [html]}}"
)


def make_book(link: str, folder: str = "") -> Files:
    """Return a book with a link in every Markdown field."""
    text = f"'See [the plan]({link}).'"
    files = write_book(
        ARTICLE, SIDECAR.replace("TEXT", text), config=f"editions: [team]\n{HANDOUTS}"
    )
    for name, entries in REGISTRIES.items():
        files[f"briefings/{folder}{name}.yaml"] = entries.replace("TEXT", text)
    overview = f"---\ntitle: Deep\nkey_points: [{text}]\n"
    overview += f"disputed: [{text}]\nunknown: [{text}]\n---\nWords.\n"
    return {**files, "briefings/plans/plan.md": TARGET, "briefings/deep/index.md": overview}


def list_fields() -> set[tuple[str, str]]:
    """Return the Markdown fields of all kinds by their names."""
    return {
        (kind.name, name)
        for kind in KINDS
        for name, hint in get_type_hints(kind.model, include_extras=True).items()
        if MARKDOWN in repr(hint)
    }


def test_every_markdown_field_has_one_in_this_book() -> None:
    given = "".join(map(str, make_book("x.md").values()))
    assert {name for _, name in list_fields()} - {
        name for _, name in list_fields() if f"{name}: '" in given or f"{name}: ['" in given
    } <= {"if_raised", "key_points"}


@pytest.mark.parametrize(
    "address",
    [
        "actors/ann.html",
        "issues/trade.html",
        "events/ball.html",
        "glossary.html",
        "meetings/round.html",
        "articles/talks.html",
        "handouts/read-ahead-round.html",
        "handouts/position-sheet-trade.html",
        "handouts/actor-note-ann.html",
    ],
)
def test_lead_to_the_article(address: str) -> None:
    files = make_book("plans/plan.md#what-comes")
    del files["briefings/deep/index.md"]
    built = publish_cleanly(files)
    page = main_of(read_page(built, address))
    landed = follow(built, address, links(page)["the plan"])
    assert landed.address == "articles/plans/plan.html"
    assert landed.target.get("id") == "h.what-comes"


def test_lead_from_the_folder_of_their_file() -> None:
    files = make_book("../plans/plan.md", "deep/")
    del files["briefings/talks.md"], files["briefings/talks.yaml"]
    built = publish_cleanly(files)
    for address in ("actors/ann.html", "briefings/deep/index.html"):
        landed = follow(built, address, links(main_of(read_page(built, address)))["the plan"])
        assert landed.address == "articles/plans/plan.html"


@pytest.mark.parametrize(
    ("link", "code"), [("gone.md", "dead-link"), ("plans/plan.md#gone", "dead-fragment")]
)
def test_that_lead_nowhere_are_told_where_they_are_written(link: str, code: str) -> None:
    files = make_book(link)
    del files["briefings/deep/index.md"]
    found = find_problems(files)
    assert {one for one, _ in found} == {code}
    assert {place for _, place in found} == {
        "ann.summary",
        "ball.summary",
        "notes.odd",
        "positions.0",
        *(f"round.{name}" for name in ("background", "background_private", "if_raised")),
        *(f"round.{name}" for name in ("objectives", "outcome", "points", "purpose")),
        *(f"round.{name}" for name in ("asks", "bottom_line", "our_asks", "red_lines")),
        *(f"round.{name}" for name in ("further_reading", "last_contact")),
        "toll.definition",
        "trade.line",
        "trade.summary",
    }


def test_to_what_is_hidden_are_refused() -> None:
    files = write_book(actors="ann: {name: Ann Lee, summary: 'See [it](memo.md).'}\n")
    files["briefings/memo.md"] = "---\ndate: 2023\naccess: team\n---\n# Memo\n"
    assert find_problems(files) == [("hidden-reference", "ann.summary")]


def test_to_what_came_later_lead_nowhere() -> None:
    files = write_book(actors="ann: {name: Ann Lee, summary: 'See [it](memo.md).'}\n")
    files["briefings/memo.md"] = "---\ndate: 2023-09\n---\n# Memo\n"
    inputs = make_inputs(files)
    built = build_once(inputs._replace(edition=inputs.edition._replace(as_of="2023-08-31")))
    assert built.complete
    assert b"memo" not in b"".join(built.files.values())


def test_a_picture_in_a_field_is_published() -> None:
    files = write_book(actors="ann: {name: Ann Lee, summary: '![Ann](ann.png)'}\n")
    files["briefings/ann.png"] = b"picture"
    built = publish_cleanly(files)
    assert built.files["articles/ann.png"] == b"picture"
