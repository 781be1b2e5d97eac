"""Articles: what their front matter may say."""

import json
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Files,
    find_all,
    find_one,
    find_part,
    find_problems,
    hrefs,
    links,
    main_of,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome, build_once, make_inputs

ARTICLE = "articles/talks.html"
PICTURE = b"\x89PNG\r\n\x1a\n"
PICTURES: Files = {"briefings/map.png": PICTURE, "briefings/pictures/hall.jpg": b"\xff\xd8"}
OTHER: Files = {"briefings/deep/other.md": "# Other\n\n## Second part\n\nWords.\n"}


def read_article(text: str, sources: str) -> str:
    page = read_page(publish_cleanly(write_book(text, sources=sources)), ARTICLE)
    return words(find_one(main_of(page), "head"))


class TestTheTitle:
    @pytest.mark.parametrize(
        ("text", "title"),
        [
            ("---\ntitle: Long talks\n---\n# Heading\n", "Long talks"),
            ("# Heading\n\nWords.\n", "Heading"),
            ("Words.\n", "Talks"),
        ],
    )
    def test_is_given_or_the_first_heading_or_the_files_name(
        self, text: str, title: str
    ) -> None:
        page = read_page(publish_cleanly(write_book(text)), ARTICLE)
        assert texts(page, "<h1>") == [title]
        assert texts(page, "<title>") == [f"{title} – The book"]


def test_front_matter_is_optional() -> None:
    built = publish_cleanly({"config.yaml": "title: T", "briefings/talks.md": "Words.\n"})
    assert texts(read_page(built, ARTICLE), "kicker") == ["Article"]


def test_the_date_is_its_own_before_its_sources() -> None:
    sources = "wire: {title: The Wire, issued: 2023-08-31}"
    own = "---\n{}source: wire\n---\nWords.\n"
    assert "Article 31 August 2023" in read_article(own.format(""), sources=sources)
    dated = own.format("date: 2023-08-30\n")
    assert "Article 30 August 2023" in read_article(dated, sources=sources)


def test_the_source_is_named_with_its_rights() -> None:
    sources = """
wire: {title: Report, author: A. One, publisher: The Wire, issued: 2023-08-30,
  rights: all-rights-reserved, URL: "https://wire.example/1"}
"""
    head = read_article("---\nsource: wire\n---\nWords.\n", sources=sources)
    assert head.endswith(
        "Source: Report, A. One, The Wire, 30 August 2023 all rights reserved Original"
    )


def test_the_language_is_told_to_the_browser() -> None:
    page = read_page(publish_cleanly(write_book("---\nlanguage: de\n---\nWorte.\n")), ARTICLE)
    assert find_one(main_of(page), "<article>").get("lang") == "de"


class TestADraft:
    text = "---\ntitle: Secret talks\ndraft: true\n---\nAnn Lee spoke.\n"
    files = write_book(text, actors="ann: Ann Lee")

    def test_does_not_exist_for_readers(self) -> None:
        built = publish_cleanly(self.files, "team")
        assert ARTICLE not in built.files
        assert not [address for address, data in built.files.items() if b"Secret" in data]

    def test_is_seen_when_drafts_are_asked_for(self) -> None:
        inputs = make_inputs(self.files)
        edition = inputs.edition._replace(drafts=True)
        assert ARTICLE in build_once(inputs._replace(edition=edition)).files


def test_an_embargoed_article_does_not_exist_before_its_day() -> None:
    text = "---\ntitle: Secret talks\npublish: 2023-11-{}\n---\nWords.\n"
    assert ARTICLE in publish_cleanly(write_book(text.format("03"))).files
    early = publish_cleanly(write_book(text.format("04")))
    assert not [address for address, data in early.files.items() if b"Secret" in data]


class TestACapture:
    files = write_book(
        "---\n{capture: captures/wire.txt, source: wire}\n---\nThey were “glad to talk”.\n",
        """
quotes:
  glad: {speaker: ann, exact: glad to talk}
  hidden: {speaker: ann, exact: Never again, locator: column 2}
""",
        actors="ann: Ann Lee",
        sources="wire: {title: The Wire, issued: 2023-08-30}",
        others={"captures/wire.txt": "First words.\n\n“I am glad to talk”. “Never again.”\n"},
    )

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(self.files)

    @pytest.fixture
    def page(self, built: Outcome) -> Element:
        return read_page(built, ARTICLE)

    def test_is_where_quotes_are_looked_for(self, page: Element) -> None:
        listed = find_part(page, "Words quoted")
        assert [words(item).split("” ")[0] for item in find_all(listed, "<li>")] == [
            "Passage 2 “glad to talk",
            "Passage 2 “Never again",
        ]

    @pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "a//b"])
    def test_outside_the_workspace_is_refused(self, path: str) -> None:
        assert find_problems(write_book(f"---\ncapture: {path}\n---\nWords.\n")) == [
            ("bad-path", "capture")
        ]

    def test_is_never_published(self, built: Outcome) -> None:
        assert not [a for a, data in built.files.items() if b"First words" in data]
        assert not [a for a in built.files if "wire.txt" in a]

    def test_leaves_words_that_stand_in_our_text_marked_there(self, page: Element) -> None:
        assert texts(find_one(page, "text"), "<mark>") == ["glad to talk"]

    def test_is_what_our_text_is_an_account_of(self, page: Element) -> None:
        assert "Our account of The Wire" in words(main_of(page))


class TestPictures:
    text = """---
picture: {file: map.png, alt: A map, credit: The desk}
---
See ![the hall](pictures/hall.jpg) and the [map](map.png).
"""

    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(write_book(self.text, others=PICTURES))

    def test_are_published_beside_the_article(self, built: Outcome) -> None:
        assert built.files["articles/map.png"] == PICTURE
        page = read_page(built, ARTICLE)
        assert [(one.get("src"), one.get("alt")) for one in page.iter("img")] == [
            ("map.png", "A map"),
            ("pictures/hall.jpg", "the hall"),
        ]
        assert texts(page, "<figcaption>") == ["The desk"]

    def test_that_no_visible_article_shows_are_not_published(self) -> None:
        others = {**PICTURES, "briefings/unused.png": PICTURE}
        built = publish_cleanly(
            write_book(f"---\naccess: team\n{self.text[4:]}", others=others)
        )
        assert not [address for address in built.files if address.endswith((".png", ".jpg"))]

    def test_need_a_text_for_those_who_do_not_see_them(self) -> None:
        text = "---\npicture: {file: map.png}\n---\nWords.\n"
        assert find_problems(write_book(text, others=PICTURES)) == [
            ("missing-field", "picture")
        ]

    def test_must_be_there(self) -> None:
        text = "---\npicture: {file: mop.png, alt: A map}\n---\nWords.\n"
        assert find_problems(write_book(text)) == [("missing-picture", "picture.file")]


class TestLinksBetweenArticles:
    def linked(self, markdown: str) -> list[str]:
        built = publish_cleanly(write_book(markdown, others=OTHER))
        return hrefs(find_one(read_page(built, ARTICLE), "text"))

    @pytest.mark.parametrize(
        ("markdown", "href"),
        [
            ("[[other]]", "deep/other.html"),
            ("[[deep/other|that one]]", "deep/other.html"),
            ("[that](deep/other.md)", "deep/other.html"),
            ("[that](deep/other.md#second-part)", "deep/other.html#h.second-part"),
        ],
    )
    def test_lead_to_the_page(self, markdown: str, href: str) -> None:
        assert self.linked(f"See {markdown}.\n") == [href]

    def test_that_lead_nowhere_are_reported(self) -> None:
        text = "See [[othr]], [that](deep/othr.md) and [it](deep/other.md#third-part).\n"
        found = [code for code, _ in find_problems(write_book(text, others=OTHER))]
        assert sorted(found) == ["dead-fragment", "dead-link", "unknown-target"]

    def test_by_a_name_that_two_articles_bear_are_reported(self) -> None:
        others = {**OTHER, "briefings/far/other.md": "# Far\n"}
        found = find_problems(write_book("See [[other]].\n", others=others))
        assert [code for code, _ in found] == ["ambiguous-name"]
        assert find_problems(write_book("See [[far/other]].\n", others=others)) == []

    def test_lead_to_a_passage_by_its_id(self) -> None:
        others = {
            **OTHER,
            "briefings/deep/other.yaml": "notes: {here: {exact: Words, body: Look.}}",
        }
        built = publish_cleanly(write_book("See [[other#here|this]].\n", others=others))
        assert links(read_page(built, ARTICLE))["this"] == "deep/other.html#here"


def test_a_former_name_leads_to_the_present_page() -> None:
    built = publish_cleanly(write_book("---\ntitle: Talks\nwas: chats\n---\nWords.\n"))
    assert links(main_of(read_page(built, "articles/chats.html"))) == {"here": "talks.html"}


def test_an_articles_access_is_that_of_all_that_is_in_it() -> None:
    files = write_book(
        "---\naccess: team\ndate: 2023-08-30\n---\n“Secret”, said Ann Lee.\n",
        """
quotes: {it: {speaker: ann, exact: Secret, stance: {contact: yes}}}
events: {coup: {name: Coup, date: 2023-08-30, exact: said Ann Lee}}
""",
        actors="ann: Ann Lee",
        issues="contact: {name: Contact, scale: ['yes', 'no']}",
    )
    public = publish(files)
    assert not [a for a, data in public.files.items() if b"Secret" in data or b"Coup" in data]
    assert "events/coup.html" in publish(files, "team").files


def test_words_that_the_page_would_take_for_markup_stay_words() -> None:
    title = "---\ntitle: \"<b>Bold</b> & 'quoted'\"\n---\nWords.\n"
    page = read_page(publish_cleanly(write_book(title)), ARTICLE)
    assert texts(page, "<h1>") == ["<b>Bold</b> & 'quoted'"]


class TestWhoseTextItIs:
    """Words of an event or a note are a source's if the text is, or quotation marks say so."""

    SIDECAR = """
events:
  ours: {name: Ours, date: 2023, exact: They saw}
  marked: {name: Marked, date: 2023, exact: all of it}
notes: {who: {exact: They saw, body: Who}}
"""
    TEXT = "They saw “all of it”.\n"

    def tell(self, files: Files) -> dict[str, bool]:
        book = json.loads(publish_cleanly(files).files["data/book.json"])
        return {one["id"]: one.get("is_source", False) for one in book["events"]}

    def test_is_ours_unless_it_says_otherwise(self) -> None:
        files = write_book(self.TEXT, self.SIDECAR)
        assert self.tell(files) == {"ours": False, "marked": True}

    def test_may_be_the_sources_own(self) -> None:
        files = write_book(f"---\ntext: source\n---\n{self.TEXT}", self.SIDECAR)
        assert self.tell(files) == {"ours": True, "marked": True}
        book = json.loads(publish_cleanly(files).files["data/book.json"])
        assert [one["is_source"] for one in book["articles"]] == [True]

    def test_of_a_capture_is_the_sources(self) -> None:
        files = write_book("---\ncapture: captures/talks.txt\n---\nWe say.\n", self.SIDECAR)
        files["captures/talks.txt"] = self.TEXT
        sidecar = self.SIDECAR.partition("notes:")[0]
        assert self.tell({**files, "briefings/talks.yaml": sidecar})["ours"]

    def test_is_one_of_two(self) -> None:
        files = write_book(f"---\ntext: theirs\n---\n{self.TEXT}")
        assert find_problems(files) == [("not-one-of", "text")]
