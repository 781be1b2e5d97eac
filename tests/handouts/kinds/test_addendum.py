"""The addendum: what changed since an earlier book."""

import json
from typing import Any

from briefbook.exports.book import read_own
from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.kinds.addendum import make_addendum
from briefbook.handouts.writing import HandoutWriter
from tests.books import Files, write_book
from tests.papers import cited, find_section, look_into, texts

TEXT = "Ann said “we will wait”. Bo said “we will act”. Then came the rain."
ACTORS = "ann: Ann Ash\nbo: Bo Birch\n"
ISSUES = "dam: {name: The dam, scale: [wait, act]}\n"
BEFORE = """
quotes:
  wait: {speaker: ann, exact: we will wait, stance: {dam: wait}}
claims:
  rain: {text: It rained., asserted_by: ann, evidence: [wait]}
"""
NOW = """
quotes:
  wait: {speaker: ann, exact: we will wait, stance: {dam: act}}
  act: {speaker: bo, exact: we will act, stance: {dam: act}}
events:
  rain-2023: {name: The rain, date: 2023-08, exact: came the rain}
"""


def make_book(sidecar: str) -> Files:
    return write_book(TEXT, sidecar, actors=ACTORS, issues=ISSUES)


def read(sidecar: str) -> dict[str, Any]:
    return json.loads(json.dumps(read_own(look_into(make_book(sidecar)))))  # type: ignore[no-any-return]


def compare(before: str, now: str) -> HandoutDocument:
    return make_addendum(
        read(before), read(now), "no. 11", HandoutWriter(look_into(make_book(now)))
    )


def test_tells_what_is_new_changed_and_withdrawn_in_plain_words() -> None:
    document = compare(BEFORE, NOW)
    told = {section.title: list(texts(section.blocks)) for section in document.sections}
    assert told == {
        "Positions": [
            "New",
            "Bo Birch on The dam: act (30 August 2023)",
            "Changed",
            "Ann Ash on The dam: act (30 August 2023)",
            "stance: wait → act",
        ],
        "Quotes": ["New", "Bo Birch: “we will act” (30 August 2023)"],
        "Events": ["New", "The rain (August 2023)"],
        "Claims": ["Withdrawn", "Ann Ash: It rained. (30 August 2023)"],
    }


def test_leads_from_what_is_new_to_the_words_and_from_what_is_gone_nowhere() -> None:
    document = compare(BEFORE, NOW)
    assert cited(find_section(document, "Claims").blocks) == []
    new = find_section(document, "Quotes").blocks
    (number,) = cited(new)
    assert document.notes[number - 1].address == "articles/talks.html#act"


def test_says_so_where_nothing_changed() -> None:
    document = compare(NOW, NOW)
    assert [section.title for section in document.sections] == ["Nothing changed"]
    assert document.notes == ()


def test_names_the_book_that_it_is_compared_with_and_goes_on_one_side() -> None:
    document = compare(BEFORE, NOW)
    assert dict(document.facts)["Since"][0].words == "no. 11"
    assert document.sides == 1
