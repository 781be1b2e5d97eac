"""An article's annotations as the W3C models them."""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin
from xml.etree.ElementTree import Element

import pytest

from briefbook.anchoring.quotation import LONGEST
from tests.books import follow, publish, publish_sample, write_book
from tests.data.books import SIDECAR, write_small
from tests.workspaces import Book, Outcome

HOST = "http://site/"
Item = dict[str, Any]


def read(built: Outcome, article: str = "talks") -> list[Item]:
    """Return the annotations of an article."""
    data = json.loads(built.files[f"data/annotations/{article}.jsonld"])
    assert data["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert data["total"] == len(data["first"]["items"])
    return list(data["first"]["items"])


def by_id(built: Outcome) -> dict[str, Item]:
    return {one["id"].rpartition("#")[2]: one for one in read(built)}


def list_links(item: Item) -> list[str]:
    bodies = [body["source"] for body in item.get("body", ()) if "source" in body]
    return [item["id"], item["target"]["source"], *bodies]


@pytest.fixture(scope="module")
def found() -> dict[str, Item]:
    return by_id(publish(write_small()))


class TestAnAnnotation:
    def test_of_a_quote_tells_who_speaks(self, found: dict[str, Item]) -> None:
        assert found["talk"] == {
            "id": "../../articles/talks.html#talk",
            "type": "Annotation",
            "motivation": "identifying",
            "body": [
                {"source": "../../actors/ann.html", "purpose": "identifying"},
                {
                    "type": "TextualBody",
                    "purpose": "describing",
                    "value": "Ann Lee, quoted",
                    "format": "text/plain",
                },
            ],
            "target": {
                "source": "../../articles/talks.html",
                "selector": {
                    "type": "TextQuoteSelector",
                    "exact": "We will talk",
                    "prefix": "“",
                    "suffix": "”, said Ann Lee of the council.",
                },
            },
        }

    def test_of_a_note_is_a_comment_in_plain_words(self, found: dict[str, Item]) -> None:
        note = found["seen"]
        assert note["motivation"] == "commenting"
        assert [body["value"] for body in note["body"]] == ["See Port"]

    def test_of_an_event_leads_to_it(self, found: dict[str, Item]) -> None:
        body = found["talks-2023"]["body"]
        assert body[0]["source"] == "../../events/talks-2023.html"

    def test_of_an_interrupted_quotation_finds_each_part(self) -> None:
        sidecar = SIDECAR.replace("exact: Never again", "exact: [We will talk, Never again]")
        selector = by_id(publish(write_small(sidecar=sidecar)))["never"]["target"]["selector"]
        assert [one["exact"] for one in selector] == ["We will talk", "Never again"]
        assert ["prefix" in one for one in selector] == [True, False]
        assert ["suffix" in one for one in selector] == [False, True]

    def test_has_whole_links_where_the_address_of_the_site_is_known(self) -> None:
        files = {**write_small(), "config.yaml": "title: T\nbase_url: https://b.example/x\n"}
        item = by_id(publish(files))["talk"]
        assert item["id"] == "https://b.example/x/articles/talks.html#talk"


class TestRights:
    CAPTURE = "Long before, she said: We will talk of it. And long after too.\n"

    def test_no_words_around_a_quote_come_from_an_original_that_is_not_published(self) -> None:
        files = write_book(
            "---\ncapture: captures/a.txt\ndate: 2023-08-30\n---\nOur own words.\n",
            "quotes: {talk: {speaker: ann, exact: We will talk}}",
            actors="ann: Ann Lee",
            others={"captures/a.txt": self.CAPTURE},
        )
        selector = by_id(publish(files))["talk"]["target"]["selector"]
        assert selector == {"type": "TextQuoteSelector", "exact": "We will talk"}

    def test_words_around_a_quote_stand_on_its_page(self) -> None:
        built = publish_sample("public")
        folder = "data/annotations/"
        for address in built.files:
            if address.startswith(folder):
                for item in read(built, address.removeprefix(folder).removesuffix(".jsonld")):
                    check_words(built, address, item)


def check_words(built: Outcome, address: str, item: Item) -> None:
    """Fail unless the words of an annotation stand on its page, with those around them."""
    page = follow(built, address, item["target"]["source"]).page
    shown = "".join("".join(read_text(page)).split())
    found = item["target"]["selector"]
    for one in found if isinstance(found, list) else [found]:
        around = one.get("prefix", ""), one["exact"], one.get("suffix", "")
        assert sum(map(len, around)) <= LONGEST + len(one["exact"])
        for words in around:
            assert "".join(words.split()) in shown


def read_text(element: Element) -> Iterator[str]:
    """Yield the text of a page without the numbers and buttons that stand in it."""
    yield element.text or ""
    for inner in element:
        if inner.tag not in ("sup", "button"):
            yield from read_text(inner)
        yield inner.tail or ""


class TestTheFiles:
    def test_lead_to_what_is_there(self) -> None:
        built = publish_sample("team")
        for address in built.files:
            if address.startswith("data/annotations/"):
                items = json.loads(built.files[address])["first"]["items"]
                for href in [link for item in items for link in list_links(item)]:
                    assert urljoin(HOST + address, href).startswith(HOST)
                    follow(built, address, href)

    def test_are_there_for_articles_with_annotations_alone(self) -> None:
        files = publish(write_small()).files
        assert {a for a in files if a.startswith("data/annotations")} == {
            "data/annotations/talks.jsonld",
            "data/annotations/later/reply.jsonld",
        }

    def test_are_made_anew_for_the_article_that_changed(self) -> None:
        book = Book(write_small())
        made = book.edit("briefings/talks.yaml", "See [[port]]", "See it").counts.rendered
        assert [a for a in made if a.startswith("data/annotations")] == [
            "data/annotations/talks.jsonld"
        ]

    def test_hold_nothing_of_higher_editions(self) -> None:
        sidecar = SIDECAR.replace("exact: the council,", "exact: the council, access: team,")
        files = write_small(sidecar=sidecar)
        assert "seen" not in by_id(publish(files))
        assert "seen" in by_id(publish(files, "team"))

    def test_do_not_tell_who_may_not_be_named(self) -> None:
        sidecar = SIDECAR.replace("evidence: never, sum", "exact: Never again, sum")
        actors = "ann: Ann\nbo: {name: a sailor, unnamed: true}\ncouncil: C\n"
        built = publish(write_small(sidecar=sidecar, actors=actors))
        said = [body.get("value") for one in read(built) for body in one.get("body", ())]
        assert "a sailor, quoted" in said
        assert not re.search(rb"\bbo\b", built.files["data/annotations/talks.jsonld"])
