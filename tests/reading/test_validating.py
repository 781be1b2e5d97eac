"""What a validator finds, in our words: the field, its place, and the cure."""

from typing import get_type_hints

import pytest

from briefbook.build.config import CONFIG
from briefbook.kinds import KINDS
from briefbook.kinds.kind import Kind
from briefbook.report.report import report_text
from briefbook.units.validating import SYNONYMS, find_model, list_fields
from tests.workspaces import check_files

BOOK = {
    "config.yaml": "title: A book",
    "briefings/talks.md": "---\ndate: 2023\n---\nVelk said no.",
}


def say(name: str, text: str) -> list[str]:
    """Return the first lines of what is reported of a file: each with its column."""
    files = {**BOOK, f"briefings/{name}.yaml": text}
    lines = report_text(check_files(files), files.get, colour=False).splitlines()
    heads = [line.removeprefix(f"briefings/{name}.yaml:") for line in lines if "]: " in line]
    return [f"{head.split(':')[1]} {head.partition(']: ')[2]}" for head in heads]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        (
            "actors",
            "a: {Name: A}",
            '5 "Name" is no field of this actor; did you mean "name" or',
        ),
        (
            "actors",
            "a: {name: A, rol: b}",
            '14 "rol" is no field of this actor; did you mean "r',
        ),
        (
            "actors",
            "a: {name: A, roles: [{rol: b}]}",
            '23 "rol" is no field of "roles"; did you',
        ),
        ("actors", "a: {name: A, links: {B: [c]}}", '25 "B" should be text'),
        ("actors", "a: {name: A, part_of: [b, c]}", "23 part_of should be one actor"),
        ("sources", "a: {title: A, URL: x}", '20 no link or picture may have the address "x"'),
        ("sources", "a: {title: A, issued: [b]}", '23 "[b]" is no date: “b” is not a date'),
        (
            "sources",
            "a: {issued: [2023-03, 2023-05]}",
            '13 "[2023-03, 2023-05]" is no date: a list of days cannot be read',
        ),
        (
            "sources",
            "a: {issued: [2023-05..2023-03]}",
            '13 "[2023-05..2023-03]" is no date: it ends before it starts; write [202',
        ),
        ("sources", "a: {issued: [[2023]]}", '13 "issued" should be text'),
        ("sources", "a: {max_quote_words: [8]}", '22 "[8]" is no whole number that can stand'),
        ("sources", "a: {transcript: {b: c}}", '17 "{…}" is neither yes nor no'),
        (
            "meetings",
            "a: {title: A, date: 2023, if_raised: {line: b}}",
            '27 "if_raised" has no "i',
        ),
        (
            "events",
            "a: {name: A, date: 2023, votes: [1, 2, 3, {}, 5]}",
            "33 votes should be a map",
        ),
        (
            "events",
            "a: {name: A, date: 2023, votes: {by: {ay: [b]}}}",
            '39 "ay" does not fit "by", which takes one of: aye, no, abstain; did you',
        ),
    ],
)
def test_names_the_field_and_its_place(name: str, text: str, said: str) -> None:
    (found,) = say(name, text)
    assert found.startswith(said)


@pytest.mark.parametrize(
    ("name", "text", "meant"),
    [
        ("sources", "a: {title: A, lang: en}", '"language"'),
        ("sources", "a: {title: A, date: 2023}", '"issued"'),
        ("sources", "a: {title: A, published: 2023}", '"issued"'),
        ("sources", "a: {title: A, url: https://a.example}", '"URL"'),
        ("sources", "a: {title: A, link: https://a.example}", '"URL"'),
        ("sources", "a: {title: A, newspaper: B}", '"publisher"'),
        ("sources", "a: {title: A, authors: B}", '"author"'),
        ("actors", "a: {name: A, website: https://a.example}", '"links"'),
        ("actors", "a: {name: A, aka: B}", '"aliases"'),
        ("actors", "a: {name: A, description: B}", '"summary"'),
        ("actors", "a: {name: A, roles: [{role: B, until: 2023}]}", '"end"'),
        ("actors", "a: {title: A}", '"name" or "role"'),
        ("glossary", "a: {name: A, definition: B}", '"term"'),
        ("glossary", "a: {term: A, Meaning: B}", '"definition"'),
        ("issues", "a: {title: A}", '"name"'),
        ("events", "a: {name: A, when: 2023}", '"date"'),
        ("events", "a: {name: A, date: 2023, where: B}", '"place"'),
        ("meetings", "a: {name: A, date: 2023}", '"title"'),
        ("meetings", "a: {title: A, date: 2023, participants: B}", '"attendees"'),
        ("talks", "quotes: {a: {who: b, exact: Velk}}", '"speaker"'),
        ("talks", "quotes: {a: {speaker: b, quote: Velk}}", '"exact"'),
    ],
)
def test_names_the_field_that_another_word_for_it_means(
    name: str, text: str, meant: str
) -> None:
    assert any(f"did you mean {meant}" in found for found in say(name, text))


def test_a_field_under_another_word_for_it_is_not_missing_as_well() -> None:
    assert len(say("actors", "a: {title: A}")) == 1


def test_every_word_for_a_field_belongs_to_a_field_that_there_is() -> None:
    kinds = (*KINDS, CONFIG)
    fields = {name for kind in kinds for name in list_all_fields(kind)}
    assert set(SYNONYMS) <= fields


def list_all_fields(kind: Kind) -> set[str]:
    """Return the fields of a kind, and those of the parts that its fields are made of."""
    parts = [find_model(hint) for hint in get_type_hints(kind.model).values()]
    inner = {name for part in parts if part for name in part._fields}
    return {*list_fields(kind, ()), *inner}


def test_a_field_that_may_be_text_or_a_mapping_has_one_problem() -> None:
    quote = "quotes:\n  a: {speaker: velk, exact: Velk, addressee: {txt: b}}"
    told = [one for one in say("talks", quote) if "no actor" not in one]
    assert told == ['47 "txt" is no field of "addressee"; did you mean "text"?']


def test_what_a_list_lacks_is_called_by_its_name() -> None:
    assert say("talks", "relations:\n  - [velk, meets, velk]") == [
        '5 this relation has no "evidence"'
    ]


@pytest.mark.parametrize("words", ["''", "[]", "['', '']", "~", ""])
def test_words_that_say_nothing_are_missing(words: str) -> None:
    quote = f"quotes:\n  a:\n    speaker: velk\n    exact: {words}\n"
    assert say("talks", quote) == ['3 this quote has no "exact"']
