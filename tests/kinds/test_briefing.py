"""Briefings: a folder of articles with an overview."""

import pytest

from tests.books import (
    Files,
    find_one,
    find_part,
    find_problems,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
)
from tests.reading.test_picture import make_png

INDEX = "briefings/visit/index.html"
ARTICLES = {"one": "# One", "two": "# Two", "three": "# Three"}


def make_briefing(front: str = "title: The visit", body: str = "", **articles: str) -> Files:
    files: Files = {
        "config.yaml": "title: The book",
        "briefings/visit/index.md": f"---\n{front}\n---\n{body}",
    }
    dates = (f"2023-08-{day}" for day in range(30, 9, -1))
    return files | {
        f"briefings/visit/{name}.md": f"---\ndate: {date}\n---\n{text}\n"
        for (name, text), date in zip(articles.items(), dates, strict=False)
    }


def test_a_title_is_required() -> None:
    assert find_problems(make_briefing("date: 2023-08-30")) == [("missing-field", "")]


class TestItsArticles:
    def listed(self, front: str) -> list[str]:
        page = read_page(publish_cleanly(make_briefing(front, **ARTICLES)), INDEX)
        return list(links(find_part(page, "In this briefing")))

    def test_stand_in_the_order_of_their_dates(self) -> None:
        assert self.listed("title: The visit") == ["Three", "Two", "One"]

    def test_stand_in_the_order_that_is_given(self) -> None:
        assert self.listed("title: The visit\norder: [one, visit/two]") == [
            "One",
            "Two",
            "Three",
        ]

    def test_that_are_named_must_exist(self) -> None:
        assert find_problems(make_briefing("title: T\norder: [one, four]", **ARTICLES)) == [
            ("unknown-article", "order.1")
        ]

    def test_lead_to_each_other_in_that_order(self) -> None:
        built = publish_cleanly(make_briefing(**ARTICLES))
        page = read_page(built, "briefings/visit/two.html")
        assert texts(find_one(page, "neighbours"), "<p>") == ["Previous Three", "Next One"]


def test_one_key_point_needs_no_list() -> None:
    page = read_page(publish_cleanly(make_briefing("title: T\nkey_points: They *met*.")), INDEX)
    assert texts(find_part(page, "Key points"), "<li>") == ["They met."]


def test_key_points_lead_to_the_words_they_cite() -> None:
    files = make_briefing('title: T\nkey_points: "They met. [^one#met]"', one="They met.")
    files["briefings/actors.yaml"] = "ann: Ann Lee"
    files["briefings/visit/one.yaml"] = "quotes: {met: {speaker: ann, exact: They met}}"
    page = read_page(publish_cleanly(files), INDEX)
    assert links(find_part(page, "Key points")) == {"1": "one.html#met"}


def test_its_access_is_that_of_all_that_is_in_it() -> None:
    files = make_briefing("title: Secret visit\naccess: team", one="Secret words.")
    public = publish_cleanly(files)
    assert not [a for a, data in public.files.items() if b"Secret" in data]
    assert "briefings/visit/one.html" in publish_cleanly(files, "team").files


def test_an_embargo_holds_for_all_that_is_in_it() -> None:
    files = make_briefing("title: T\npublish: 2023-11-04", one="Words.")
    assert "briefings/visit/one.html" not in publish_cleanly(files).files


def test_folders_nest() -> None:
    files = make_briefing(one="# One")
    files["briefings/visit/day/index.md"] = "---\ntitle: The day\n---\n"
    files["briefings/visit/day/noon.md"] = "# Noon\n"
    built = publish_cleanly(files)
    page = read_page(built, "briefings/visit/day/noon.html")
    assert texts(find_one(page, "crumbs"), "<li>") == ["Home", "Briefings", "The day"]
    day = find_part(read_page(built, "briefings/visit/day/index.html"), "In this briefing")
    assert links(day) == {"Noon": "noon.html"}


def test_a_former_folder_leads_to_the_present_page() -> None:
    built = publish_cleanly(make_briefing("title: T\nwas: trip"))
    page = main_of(read_page(built, "briefings/trip/index.html"))
    assert links(page) == {"here": "../visit/index.html"}


def test_a_registry_in_its_folder_counts_for_the_whole_site() -> None:
    files = make_briefing(one="Ann Lee spoke.")
    files["briefings/visit/actors.yaml"] = "ann: Ann Lee"
    assert "actors/ann.html" in publish_cleanly(files).files


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("briefings/index.md", "misplaced-index"),
        ("briefings/visit/actors.md", "kind-name"),
        ("briefings/visit/Big Talks.md", "bad-file-name"),
        ("briefings/visit/other.yaml", "orphan-yaml"),
        ("briefings/visit/other.anchors.json", "orphan-lock"),
    ],
)
def test_a_file_that_would_be_lost_is_reported(path: str, code: str) -> None:
    files = make_briefing() | {path: "---\ntitle: T\n---\n" if path.endswith("md") else "{}"}
    assert code in [found for found, _ in find_problems(files)]


def test_a_readme_is_never_an_article() -> None:
    files = make_briefing() | {"briefings/README.md": "# Read me\n"}
    built = publish_cleanly(files)
    assert not [a for a, data in built.files.items() if b"Read me" in data]


def test_the_overview_is_a_text_like_others() -> None:
    files = make_briefing(body="Overview of [[one]].\n", one="# One")
    page = read_page(publish_cleanly(files), INDEX)
    assert words(find_one(find_part(page, "Overview"), "text")) == "Overview of One."


class TestItsPicture:
    FRONT = "title: The visit\npicture: {file: hall.png, alt: The hall, credit: A. Lens}"
    PICTURE = "briefings/visit/hall.png"

    def make(self, front: str = FRONT) -> Files:
        return make_briefing(front) | {self.PICTURE: make_png(30, 20)}

    def test_stands_below_the_answers_with_its_words_and_credit(self) -> None:
        built = publish_cleanly(self.make())
        page = main_of(read_page(built, INDEX))
        (figure,) = (one for one in page if one.tag == "figure")
        image = find_one(figure, "<img>")
        shown = {"src": "hall.png", "alt": "The hall", "width": "30", "height": "20"}
        assert image.attrib == shown
        assert texts(figure, "<figcaption>") == ["A. Lens"]
        assert built.files[self.PICTURE] == make_png(30, 20)

    def test_needs_no_credit(self) -> None:
        front = self.FRONT.replace(", credit: A. Lens", "")
        page = read_page(publish_cleanly(self.make(front)), INDEX)
        assert texts(page, "<img>") == [""]
        assert texts(page, "<figcaption>") == []

    def test_must_be_there(self) -> None:
        assert find_problems(make_briefing(self.FRONT)) == [("missing-picture", "picture.file")]

    def test_must_say_what_it_shows(self) -> None:
        front = "title: The visit\npicture: {file: hall.png}"
        assert find_problems(self.make(front)) == [("missing-field", "picture")]

    def test_is_withheld_with_the_briefing(self) -> None:
        files = self.make(f"{self.FRONT}\naccess: team")
        files["config.yaml"] = "title: The book\neditions: [public, team]"
        assert self.PICTURE not in publish_cleanly(files).files
        assert self.PICTURE in publish_cleanly(files, "team").files
