"""Positions that are old, short forms of stances, and verbs of a workspace's own."""

import pytest

from briefbook.build import pipeline
from briefbook.build.memory import Site
from tests.books import (
    SHORT,
    Files,
    find_all,
    find_one,
    find_problems,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import make_inputs

ISSUES = "tolls: {name: Tolls, scale: [abolish, freeze, raise]}"
OLD = "more than 365 days old"
PAGES = ("positions.html", "actors/ann.html", "issues/tolls.html")


def write_positions(config: str = "", **dates: str) -> Files:
    """Return a book in which actors hold a position each, on a day."""
    lines = [
        f"  - {{actor: {who}, issue: tolls, stance: freeze, date: '{day}', exact: We talk}}"
        for who, day in dates.items()
    ]
    actors = "\n".join(f"{who}: {{name: {who.capitalize()}}}" for who in dates)
    sidecar = "positions:\n" + "\n".join(lines)
    return write_book("We talk.\n", sidecar, config, actors=actors, issues=ISSUES)


def test_the_latest_position_of_somebody_is_marked_where_it_is_old() -> None:
    built = publish_cleanly(write_positions(ann="2022-11-01", bo="2022-11-05"))
    for address in PAGES:
        flags = texts(main_of(read_page(built, address)), "flag")
        assert sum(OLD in one for one in flags) == 1, address


def test_an_earlier_position_is_not_marked() -> None:
    sidecar = """
positions:
  - {actor: ann, issue: tolls, stance: raise, date: 2020, exact: We talk}
  - {actor: ann, issue: tolls, stance: freeze, date: 2023-10, exact: We talk}
"""
    built = publish_cleanly(
        write_book("We talk.\n", sidecar, actors="ann: {name: Ann}", issues=ISSUES)
    )
    assert not any(OLD in words(read_page(built, address)) for address in PAGES)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("thresholds: {stale: 30}", "more than 30 days old"),
        ("thresholds: {stale: 0}", ""),
        ("thresholds: {stale: 9000}", ""),
    ],
)
def test_the_settings_say_what_is_old(config: str, said: str) -> None:
    built = publish_cleanly(write_positions(config, ann="2022-11-01"))
    found = words(read_page(built, "positions.html"))
    assert (said in found) if said else ("days old" not in found)


def test_handouts_say_it_too() -> None:
    files = write_positions(f"handouts: {{position-sheet: [html]}}\n{SHORT}", ann="2022-11-01")
    assert OLD in words(read_page(publish_cleanly(files), "handouts/position-sheet-tolls.html"))


def test_another_day_makes_only_the_pages_anew_on_which_something_came_of_age() -> None:
    inputs = make_inputs(write_positions(ann="2022-11-05", bo="2022-11-20"))
    site = Site()
    assert pipeline.build(site, inputs).complete
    pipeline.commit_build(site)
    for today, found in (("2023-11-05", 0), ("2023-11-06", 1), ("2023-11-07", 0)):
        later = inputs._replace(edition=inputs.edition._replace(today=today))
        built = pipeline.build(site, later)
        pipeline.commit_build(site)
        assert ("actors/ann.html" in built.counts.rendered) == bool(found)
        assert "actors/bo.html" not in built.counts.viewed


def test_the_matrix_shows_short_forms_and_the_words_where_a_cell_is_opened() -> None:
    config = "vocabulary: {stances: {freeze: frz., out-of-scope: n/a}}"
    built = publish_cleanly(write_positions(config, ann="2023-10-01"))
    matrix = find_one(read_page(built, "positions.html"), "matrix")
    (chip,) = find_all(matrix, "chip")
    shown = [one for one in chip.iter("span") if one.get("aria-hidden") == "true"]
    assert [words(one) for one in shown] == ["frz."]
    assert texts(chip, "unseen") == ["freeze"]
    assert "freeze" in texts(find_one(matrix, "<details>"), "facts")
    assert texts(find_one(read_page(built, "actors/ann.html"), "standing"), "chip") == [
        "freeze"
    ]


def test_a_label_of_the_vocabulary_is_allowed_on_every_issue() -> None:
    files = write_positions("vocabulary: {stances: {undecided: '?'}}", ann="2023-10-01")
    sidecar = str(files["briefings/talks.yaml"]).replace("stance: freeze", "stance: undecided")
    built = publish_cleanly({**files, "briefings/talks.yaml": sidecar})
    (chip,) = find_all(find_one(read_page(built, "positions.html"), "matrix"), "chip")
    assert "step-off" in (chip.get("class") or "")


@pytest.mark.parametrize(
    ("config", "found"),
    [
        ("", []),
        ("vocabulary: {events: [flood]}", []),
        ("vocabulary: {relations: [lobbies]}", [("unknown-relation-type", "relations.0")]),
        ("vocabulary: {relations: [lobbies, lobies]}", []),
    ],
)
def test_a_verb_is_reported_only_where_the_settings_list_verbs(
    config: str, found: list[tuple[str, str]]
) -> None:
    sidecar = """
quotes: {q: {speaker: ann, exact: We talk}}
relations:
  - [ann, lobies, bo, q]
  - [ann, urges, bo, q]
"""
    actors = "ann: {name: Ann}\nbo: {name: Bo}"
    assert find_problems(write_book("We talk.\n", sidecar, config, actors=actors)) == found
