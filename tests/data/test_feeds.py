"""Feeds of briefings and of changes of position, in Atom and in JSON."""

import json
from typing import Any
from xml.etree.ElementTree import Element, fromstring

import pytest

from briefbook.exports.feeds import day_of
from tests.books import Files, publish
from tests.data.books import SIDECAR, write_small
from tests.workspaces import Book, Outcome

ATOM = "{http://www.w3.org/2005/Atom}"
BASE = "https://b.example/x/"
HOSTILE = "</title><script>]]>&amp; \"'"
NAMES = ("feed.xml", "feed.json", "positions.xml", "positions.json")


def write(sidecar: str = SIDECAR, title: str = "Later", base: str = BASE) -> Files:
    files = write_small(sidecar=sidecar)
    files["config.yaml"] = (
        f"title: The book\nbase_url: {base}\n" if base else "title: The book\n"
    )
    files["briefings/later/index.md"] = (
        f"---\ntitle: {json.dumps(title)}\nkey_points: ['[[ann]] left[^talks#talk]']\n---\n"
    )
    return files


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish(write())


def read_atom(built: Outcome, name: str) -> list[dict[str, str]]:
    """Return the entries of a feed, their fields as text."""
    root = fromstring(built.files[name])
    assert root.tag == f"{ATOM}feed"
    assert all(
        root.find(f"{ATOM}{tag}") is not None for tag in ("id", "title", "updated", "author")
    )
    return [dict(read_fields(entry)) for entry in root.iter(f"{ATOM}entry")]


def read_fields(entry: Element) -> dict[str, str]:
    return {
        child.tag.removeprefix(ATOM): child.text or str(child.get("href", ""))
        for child in entry
    }


def read_json(built: Outcome, name: str) -> list[dict[str, Any]]:
    feed = json.loads(built.files[name])
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["feed_url"] == f"{BASE}{name}"
    return list(feed["items"])


class TestBriefings:
    def test_have_their_key_points_and_the_day_of_their_newest_article(
        self, built: Outcome
    ) -> None:
        (entry,) = read_atom(built, "feed.xml")
        assert entry == {
            "title": "Later",
            "id": f"{BASE}briefings/later/index.html",
            "link": f"{BASE}briefings/later/index.html",
            "updated": "2023-09-01T00:00:00Z",
            "content": "• Ann Lee left",
        }

    def test_say_the_same_in_both_forms(self, built: Outcome) -> None:
        (entry,), (item,) = read_atom(built, "feed.xml"), read_json(built, "feed.json")
        assert (entry["id"], entry["title"], entry["content"], entry["updated"]) == (
            item["id"],
            item["title"],
            item["content_text"],
            item["date_modified"],
        )

    def test_may_have_any_title(self) -> None:
        built = publish(write(title=HOSTILE))
        assert [one["title"] for one in read_atom(built, "feed.xml")] == [HOSTILE]
        assert [one["title"] for one in read_json(built, "feed.json")] == [HOSTILE]
        assert b"<script" not in built.files["feed.xml"] + built.files["feed.json"]

    def test_without_any_date_are_no_news(self) -> None:
        files = write()
        files["briefings/old/index.md"] = "---\ntitle: Old\n---\n"
        assert len(read_atom(publish(files), "feed.xml")) == 1


class TestPositions:
    LINES = (
        "  - {actor: bo, issue: contact, stance: engage, evidence: never, date: 2023-09-02}\n"
        "  - {actor: bo, issue: contact, stance: engage, evidence: talk, date: 2023-09-03}\n"
    )

    def test_are_those_in_which_somebody_came_to_stand_elsewhere(self) -> None:
        entries = read_atom(publish(write(SIDECAR + self.LINES)), "positions.xml")
        assert [(one["title"], one["updated"][:10]) for one in entries] == [
            ("Bo Kim on Contact: engage", "2023-09-02"),
            ("Ann Lee on Contact: engage", "2023-08-30"),
            ("Bo Kim on Contact: wait", "2023-08-30"),
        ]
        assert entries[0]["content"] == "Moved from wait (30 August 2023) to engage."

    def test_keep_their_ids_when_others_come(self) -> None:
        before = {one["id"] for one in read_atom(publish(write()), "positions.xml")}
        after = read_atom(publish(write(SIDECAR + self.LINES)), "positions.xml")
        assert before < {one["id"] for one in after}

    def test_do_not_tell_who_may_not_be_named(self) -> None:
        files = write()
        actors = str(files["briefings/actors.yaml"])
        files["briefings/actors.yaml"] = actors.replace(
            "bo: Bo Kim", "bo: {name: a sailor, unnamed: true}"
        )
        built = publish(files)
        assert "a sailor on Contact: wait" in {
            one["title"] for one in read_atom(built, "positions.xml")
        }
        assert b"#bo." not in built.files["positions.xml"]


class TestTheFiles:
    def test_are_not_made_where_the_address_of_the_site_is_not_known(self) -> None:
        files = publish(write(base="")).files
        assert [name for name in (*NAMES, "sitemap.xml") if name in files] == []
        assert "robots.txt" in files

    def test_are_told_to_browsers_by_the_home_page(self, built: Outcome) -> None:
        page = built.files["index.html"].decode()
        for name in NAMES:
            assert f'href="{name}">' in page

    def test_are_not_told_where_there_are_none(self) -> None:
        assert b'rel="alternate"' not in publish(write(base="")).files["index.html"]

    def test_are_not_made_anew_by_a_change_of_a_text(self) -> None:
        book = Book(write())
        made = book.edit("briefings/later/reply.md", "sorry", "so sorry").counts.rendered
        assert set(NAMES) & set(made) == set()


@pytest.mark.parametrize(
    ("date", "day"),
    [
        ("2023-08", "2023-08-31"),
        ("2023-08-30/..", "2023-08-30"),
        ("[2023-08-30..]", "2023-08-30"),
        ("../2023-08-30", "2023-01-01"),
        ("[..2023-08-30]", "2023-01-01"),
    ],
)
def test_no_open_date_passes_for_its_last_day(date: str, day: str) -> None:
    assert day_of({"date": date}) == day
