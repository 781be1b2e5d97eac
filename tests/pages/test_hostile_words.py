"""Words that look like markup stay words, on every page and in every field."""

import re

import pytest

from tests.books import (
    find_all,
    find_one,
    main_of,
    pages_of,
    publish,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

EVIL = "</title></script><script>alert(1)</script><b onclick=x>\"'&amp;{{ 1234 * 5 }}"
QUOTED = "'" + EVIL.replace("'", "''") + "'"
PARAGRAPHS = '"One.\\n\\nTwo.\\n\\n- three\\n- four\\n\\n> five"'


ARTICLE = """---
{title: WORD, summary: WORD, date: 2023-08-30, source: wire,
  picture: {file: a.png, alt: WORD, credit: WORD}}
---
Ann said “We talk”. Then “we wait”.
"""
SIDECAR = """
quotes:
  talk: {speaker: ann, exact: We talk, stance: {contact: a}, locator: WORD, place: WORD,
    addressee: {text: WORD}, translation: {text: WORD, by: WORD}}
  hold: {speaker: ann, exact: we wait}
positions:
  - {actor: ann, issue: contact, stance: b, evidence: hold, condition: WORD, summary: WORD}
claims: {c: {text: WORD, asserted_by: ann, evidence: talk, disputed_by: {bo: hold}}}
events: {e: {name: WORD, date: 2023-08-30, exact: Ann said, summary: WORD, place: WORD}}
relations: [[ann, WORD, bo, talk]]
notes: {n: {exact: Then, body: WORD}}
"""
ACTORS = """
ann: {name: WORD, summary: WORD, aliases: Ann, role: WORD, as_of: 2023, pronunciation: WORD,
  form_of_address: WORD}
bo: Bo
"""
ISSUES = """
contact: {name: WORD, question: WORD, summary: WORD, line: WORD, scale: [a, b]}
"""
MEETINGS = """
m: {title: WORD, date: 2023, access: public, place: WORD, purpose: WORD, objectives: WORD,
  points: WORD, background: WORD, outcome: WORD, reference: WORD, attendees: ann,
  bottom_line: WORD, asks: WORD, our_asks: WORD, red_lines: WORD, last_contact: WORD,
  further_reading: WORD, drafter: WORD, cleared_by: WORD,
  if_raised: {issue: contact, line: WORD}}
"""
BRIEFING = """---
{title: WORD, summary: WORD, date: 2023, key_points: WORD, disputed: WORD, unknown: WORD}
---
"""
BOOK = write_book(
    ARTICLE,
    SIDECAR,
    others={"briefings/a.png": b"png", "briefings/visit/index.md": BRIEFING},
    actors=ACTORS,
    issues=ISSUES,
    glossary="t: {term: WORD, definition: WORD}",
    sources="wire: {title: WORD, author: WORD, publisher: WORD, rights: WORD}",
    meetings=MEETINGS,
)
SETTINGS = """
{title: WORD, tagline: WORD, organization: WORD, contact: WORD, marking: WORD,
  base_url: "https://book.example/"}
"""


def make_book(word: str) -> Outcome:
    """Return the site of a book that has a word in every field that takes any."""
    files = {**BOOK, "config.yaml": SETTINGS}
    built = publish({path: put_word(text, word) for path, text in files.items()})
    assert built.complete, built.problems
    return built


def put_word(text: str | bytes, word: str) -> str | bytes:
    return text.replace("WORD", word) if isinstance(text, str) else text


class TestWordsLikeMarkup:
    @pytest.fixture(scope="class")
    @classmethod
    def built(cls) -> Outcome:
        return make_book(QUOTED)

    def test_make_no_elements(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            scripts = [one for one in page.iter("script") if one.get("type") is None]
            assert [one.get("src", "").rpartition("/")[2] for one in scripts] == ["site.js"]
            assert not [one for one in page.iter() if one.get("onclick")], address

    def test_are_read_as_they_were_written(self, built: Outcome) -> None:
        for address in ("actors/ann.html", "issues/contact.html", "articles/talks.html"):
            assert texts(read_page(built, address), "<h1>") == [EVIL]

    def test_are_run_by_nothing(self, built: Outcome) -> None:
        assert not [a for a, data in built.files.items() if re.search(rb"6170", data)]


class TestTextsOfSeveralParagraphs:
    @pytest.fixture(scope="class")
    @classmethod
    def built(cls) -> Outcome:
        return make_book(PARAGRAPHS)

    def test_leave_every_page_well_formed(self, built: Outcome) -> None:
        assert len(list(pages_of(built))) > 20

    def test_keep_their_paragraphs_where_markdown_may_be_written(self, built: Outcome) -> None:
        head = find_one(main_of(read_page(built, "actors/ann.html")), "head")
        assert texts(find_one(head, "standfirst"), "<li>") == ["three", "four"]
        assert "Two." in words(head)
        assert len(find_all(head, "<blockquote>")) == 1
