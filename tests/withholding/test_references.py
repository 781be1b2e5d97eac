"""No public entry leads to a hidden one: every field of every kind that may name another."""

import json
from functools import cache
from typing import Any, get_args, get_type_hints

import pytest

from briefbook.kinds import BY_NAME, KINDS
from briefbook.kinds.fields import MARKDOWN, Refers
from briefbook.kinds.internal import list_internal
from tests.books import find_problems, write_book
from tests.canaries import Mint
from tests.withholding.planting import (
    FULL,
    NUMBERS,
    OPEN,
    PLAIN,
    Files,
    Gardener,
    Text,
    fill_entry,
    plant_own,
    put_words,
)
from tests.workspaces import check_files

BACK_OFFICE: Files = {
    "briefings/back/index.md": "---\ntitle: Back\naccess: team\n---\nBehind.\n",
    "briefings/back/file.md": "---\ndate: 2023\n---\n# File\n",
    "briefings/back/map.png": "map",
}


@cache
def hidden_things() -> tuple[Gardener, Files]:
    """Return entries of every kind that the team alone may see."""
    gardener = Gardener("own", Mint())
    files = {**OPEN, **plant_own(gardener), **BACK_OFFICE}
    for number in NUMBERS:
        gardener.ids |= {("briefing", number): "back", ("article", number): "back/file"}
    return gardener, files


def find_marks(hint: Any) -> set[str]:
    """Return what a type refers to, wherever within it."""
    found = {one.to for one in getattr(hint, "__metadata__", ()) if isinstance(one, Refers)}
    inner = [*get_args(hint), getattr(hint, "__origin__", None)]
    if hasattr(hint, "_fields"):
        inner += get_type_hints(hint, include_extras=True).values()
    return found.union(*(find_marks(one) for one in inner if one not in (None, hint)))


def list_fields() -> list[tuple[str, str, str]]:
    """Return (kind, field, what it refers to) of all fields that name others, for everybody."""
    return [
        (kind.name, name, to)
        for kind in KINDS
        for name, hint in get_type_hints(kind.model, include_extras=True).items()
        for to in sorted(find_marks(hint))
        if name not in list_internal(kind.model)
    ]


def test_knows_the_fields_that_name_others() -> None:
    fields = list_fields()
    assert len(fields) > 40
    assert ("meeting", "if_raised", MARKDOWN) in fields
    assert ("claim", "disputed_by", "actor") in fields


@pytest.mark.parametrize(("name", "field", "to"), list_fields())
def test_a_public_entry_may_not_name_a_hidden_one(name: str, field: str, to: str) -> None:
    gardener, files = hidden_things()
    kind = BY_NAME[name]
    entry = fill_entry(gardener, kind, PLAIN) | {"access": "public"}
    spelled = kind.names.get(field, field)
    entry[spelled] = refer(gardener, kind.model, field, to)
    found = check_files({**files, **write_entry(name, entry)})
    hidden = [one.locus.pointer for one in found if one.code == "hidden-reference"]
    assert [pointer for pointer in hidden if spelled in pointer], found


def refer(gardener: Gardener, model: Any, field: str, to: str) -> Any:
    """Return the value of a field with a reference in it to something hidden."""
    if field == "stance":
        return {gardener.ids["issue", PLAIN]: gardener.labels[PLAIN]}
    hint = get_type_hints(model, include_extras=True)[field]
    value = gardener.plant(hint, ("public",), FULL)
    if to != MARKDOWN:
        return value
    text = f"See [[{gardener.ids['actor', PLAIN]}]].[^{gardener.ids['quote', PLAIN]}]"
    return put_prose(value, text)


def put_prose(value: Any, text: str) -> Any:
    """Return a value with a text in the place of every text in it that is Markdown."""
    if isinstance(value, list):
        return [put_prose(one, text) for one in value]
    if isinstance(value, dict):
        return {**value, "line": text}
    return text


def write_entry(name: str, entry: dict[str, Any]) -> Files:
    """Return the file of an entry that everybody may see."""
    kind = BY_NAME[name]
    if name in ("article", "briefing"):
        file = "index" if name == "briefing" else "other"
        front = json.dumps(entry | {"date": "2020-02-02", "title": "Open"})
        return {f"briefings/open/{file}.md": f"---\n{front}\n---\nNothing.\n"}
    if kind.in_registry and "exact" not in entry:
        return {f"briefings/open/{kind.section}.yaml": json.dumps({"seen": entry})}
    text = Text("briefings/open/seen", {}, [], {})
    put_words(kind, entry, text, is_open=True)
    body = "\n\n".join(("---\ndate: 2020-02-02\n---", *text.body))
    section = {kind.section: [entry] if kind.shape == "list" else {"seen": entry}}
    return {"briefings/open/seen.md": body, "briefings/open/seen.yaml": json.dumps(section)}


HIDDEN = {
    **BACK_OFFICE,
    "briefings/sources.yaml": "cable: {title: Cable, issued: 2023, access: team}\n",
    "briefings/events.yaml": "dinner: {name: Dinner, date: 2023, access: team}\n",
    "briefings/actors.yaml": "ann: Ann Lee\n",
}


@pytest.mark.parametrize(
    ("text", "sidecar", "place"),
    [
        ("See [it](back/file.md).", "", "~](back/file.md.0"),
        ("See [it](back/index.md).", "", "~](back/index.md.0"),
        ("![A map](back/map.png)", "", "~](back/map.png.0"),
        ("---\npicture: {file: back/map.png, alt: A}\ndate: 2023\n---\n", "", "picture.file"),
        (
            "See [it](#aside).",
            "notes: {aside: {exact: See, body: B, access: team}}",
            "~](#aside.0",
        ),
        ("Words.", "source: cable", "source"),
        ("Words.", "events: {dinner: {exact: Words}}", "events.dinner"),
        ("See [[back/file]].", "", "~[[back/file.0"),
    ],
)
def test_nor_may_a_text_lead_there_in_any_other_way(
    text: str, sidecar: str, place: str
) -> None:
    files = {**HIDDEN, **write_book(text, sidecar)}
    assert find_problems(files) == [("hidden-reference", place)]
    hidden = {**files, "config.yaml": "title: T\neditions: [team]\n"}
    assert "hidden-reference" not in [code for code, _ in find_problems(hidden)]


def test_the_source_that_a_sidecar_names_must_be_there() -> None:
    files = write_book("Words.", "source: cabel", sources="cable: {title: Cable, issued: 2023}")
    assert find_problems(files) == [("unknown-source", "source")]
    files = write_book("Words.", "source: ann", actors="ann: Ann Lee")
    assert find_problems(files) == [("wrong-kind", "source")]


@pytest.mark.parametrize(
    "head", ["draft: yes", "publish: 2030-02-01", "draft: yes\npublish: 2023-09-02"]
)
def test_of_a_published_text_lead_to_nothing_that_waits(head: str) -> None:
    words = "More is in [the plan](plan.md).\n"
    waiting = f"---\ndate: 2023-09-01\n{head}\n---\n{words}"
    book = write_book(words, others={"briefings/plan.md": waiting})
    assert [code for code, _ in find_problems(book)] == ["unpublished-reference"]
    assert find_problems({**book, "briefings/talks.md": waiting}) == []
