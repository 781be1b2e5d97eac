"""The settings: every key, what it does to the site, and what is refused."""

from pathlib import Path

import pytest

from briefbook.build.config import Config, output_folder, read_config
from tests.books import (
    find_one,
    find_problems,
    publish,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)

DOCUMENTED = (
    *("title", "tagline", "language", "organization", "contact", "marking", "base_url"),
    *("accent", "editions", "output", "autolink", "search", "handouts", "paper", "static"),
    "photo_metadata",
    *("number", "data"),
    *("typography", "vocabulary", "thresholds"),
)


def read(text: str) -> Config:
    config, problems = read_config(text.encode())
    assert problems == ()
    assert config is not None
    return config


def refused(text: str) -> list[tuple[str, str, str]]:
    """Return the code, field and hint of every problem of the settings."""
    config, problems = read_config(text.encode())
    assert config is None
    return [(one.code, ".".join(one.locus.pointer), one.hint) for one in problems]


def home_of(config: str, edition: str = "") -> str:
    return words(read_page(publish_cleanly(write_book(config=config), edition), "index.html"))


class TestKeys:
    def test_are_those_that_the_model_names(self) -> None:
        assert set(Config._fields) == set(DOCUMENTED)

    def test_are_all_optional_but_the_title(self) -> None:
        assert read("title: The book").title == "The book"
        assert refused("tagline: None") == [("missing-field", "", "")]

    def test_that_nobody_knows_are_refused_with_a_suggestion(self) -> None:
        ((code, field, hint),) = refused("title: T\ntagine: A line")
        assert (code, field) == ("unknown-field", "tagine")
        assert '"tagline"' in hint

    @pytest.mark.parametrize(
        ("line", "code", "field"),
        [
            (r'output: {public: "site\nx"}', "bad-folder", "output.public"),
            (r'output: {public: "site\tx"}', "bad-folder", "output.public"),
            (r'output: {public: "site\u2028x"}', "bad-folder", "output.public"),
            (r'static: "st\nx"', "bad-path", "static"),
            ("static: ../x", "bad-path", "static"),
            ("static: /etc", "bad-path", "static"),
            (r'editions: [public, "te\nam"]', "bad-folder", "editions.1"),
            ("editions: [public, ../../up]", "bad-folder", "editions.1"),
            ("editions: ['*']", "bad-folder", "editions.0"),
            ("editions: ['']", "bad-folder", "editions.0"),
            (r'editions: [public, "a\\b"]', "bad-folder", "editions.1"),
        ],
    )
    def test_that_cannot_name_a_folder_are_refused(
        self, line: str, code: str, field: str
    ) -> None:
        assert (code, field) in {found[:2] for found in refused(f"title: T\n{line}")}

    @pytest.mark.parametrize(
        "line",
        ["output: {public: ../up}", "output: {public: /srv/book}", "editions: [public, 内部]"],
    )
    def test_may_name_folders_anywhere_and_in_any_script(self, line: str) -> None:
        assert read(f"title: T\n{line}").title == "T"

    @pytest.mark.parametrize(
        ("line", "code"),
        [
            ("language: a language", "bad-language"),
            ("base_url: 'javascript:alert(1)'", "unsafe-address"),
            ("accent: reddish", "bad-colour"),
            ("autolink: always", "not-one-of"),
            ("search: everywhere", "not-one-of"),
            ("data: [books]", "not-one-of"),
            ("paper: a5", "not-one-of"),
            ("editions: []", "bad-editions"),
            ("editions: [public, public]", "bad-editions"),
            ("thresholds: {stale: old}", "bad-number"),
            ("title: [a, b]", "not-text"),
            ("handouts: [read-ahed]", "not-one-of"),
            ("handouts: {read-ahead: epub}", "not-one-of"),
        ],
    )
    def test_with_wrong_values_are_refused(self, line: str, code: str) -> None:
        start = "" if line.startswith("title") else "title: T\n"
        assert [found for found, _, _ in refused(f"{start}{line}")] == [code]

    @pytest.mark.parametrize("field", ["output", "marking"])
    def test_for_editions_that_there_are_not_are_refused(self, field: str) -> None:
        ((code, place, _),) = refused(f"title: T\n{field}: {{secret: x}}")
        assert (code, place) == ("not-one-of", f"{field}.secret")

    def test_that_are_no_yaml_are_refused_where_they_break(self) -> None:
        config, problems = read_config(b"title: [")
        assert config is None
        assert problems[0].locus.path == "config.yaml"


def test_the_title_tagline_and_contact_are_printed() -> None:
    home = home_of("tagline: A line\norganization: The Desk\ncontact: us@example.org")
    for said in ("The book", "A line", "The Desk", "Contact: us@example.org"):
        assert said in home


def test_the_language_is_that_of_every_page() -> None:
    built = publish_cleanly(write_book(config="language: de"))
    assert read_page(built, "about.html").get("lang") == "de"


class TestTheMarking:
    def test_stands_at_the_head_and_foot_of_every_page(self) -> None:
        built = publish_cleanly(write_book(config="marking: Not for circulation"))
        for address in ("index.html", "about.html", "404.html"):
            marks = texts(read_page(built, address), "marking")
            assert marks == ["Not for circulation"] * 2

    def test_may_be_another_one_for_each_edition(self) -> None:
        config = "marking: {team: For the team}"
        assert "For the team" not in home_of(config)
        assert "For the team" in home_of(config, "team")


def test_the_base_gives_pages_their_canonical_addresses() -> None:
    config = "base_url: https://book.example/deep/"
    built = publish_cleanly(write_book(actors="ann: Ann Lee", config=config))
    page = read_page(built, "actors/ann.html")
    (canonical,) = (one for one in page.iter("link") if one.get("rel") == "canonical")
    assert canonical.get("href") == "https://book.example/deep/actors/ann.html"


class TestEditions:
    def test_are_as_many_as_one_likes(self) -> None:
        files = write_book(
            config="editions: [open, staff, board]",
            actors="{ann: Ann, bo: {name: Bo, access: staff}, cy: {name: Cy, access: board}}",
        )
        seen = {
            edition: sorted(
                address
                for address in publish_cleanly(files, edition).files
                if address.startswith("actors/") and "index" not in address
            )
            for edition in ("open", "staff", "board")
        }
        assert seen == {
            "open": ["actors/ann.html"],
            "staff": ["actors/ann.html", "actors/bo.html"],
            "board": ["actors/ann.html", "actors/bo.html", "actors/cy.html"],
        }

    def test_have_a_folder_each(self) -> None:
        config = read("title: T\neditions: [open, staff]\noutput: {staff: ours}")
        assert output_folder(config, "open") == "site"
        assert output_folder(config, "staff") == "ours"
        assert output_folder(read("title: T"), "team") == "site-team"


class TestLinksMadeByThemselves:
    text = "# Talks\n\nAnn Lee spoke. Ann Lee left.\n\n## Later\n\nAnn Lee came back.\n"

    @pytest.mark.parametrize(("policy", "count"), [("first", 1), ("section", 2), ("off", 0)])
    def test_are_made_as_often_as_asked(self, policy: str, count: int) -> None:
        files = write_book(self.text, actors="ann: Ann Lee", config=f"autolink: {policy}")
        page = read_page(publish_cleanly(files), "articles/talks.html")
        assert texts(find_one(page, "text"), "<a>").count("Ann Lee") == count


def test_the_accent_is_the_one_colour_of_the_theme() -> None:
    config = read('title: T\naccent: "#14506b"')
    assert config.accent == "#14506b"


class TestTheVocabulary:
    def test_allows_types_of_events(self) -> None:
        events = "e: {name: E, date: 2023, type: jamboree}"
        assert find_problems(write_book(events=events)) == [("unknown-event-type", "e.type")]
        own = write_book(events=events, config="vocabulary: {events: [jamboree]}")
        assert find_problems(own) == []

    def test_allows_labels_on_every_scale(self) -> None:
        files = write_book(
            "“Never”, said Ann Lee.\n",
            "quotes: {no: {speaker: ann, exact: Never, stance: {contact: refused}}}",
            actors="ann: Ann Lee",
            issues="contact: {name: Contact, scale: [engage, wait]}",
            config="vocabulary: {stances: {refused: ref.}}",
        )
        page = read_page(publish_cleanly(files), "positions.html")
        assert texts(page, "chip") == ["ref. refused"]


def test_every_page_depends_on_the_settings_that_it_shows() -> None:
    first = publish(write_book(config="tagline: One"))
    second = publish(write_book(config="tagline: Two"))
    changed = {a for a in first.files if first.files[a] != second.files[a]}
    assert changed == {"index.html", "about.html"}


def test_the_sample_shows_every_key() -> None:
    text = (Path(__file__).parents[1] / "config.yaml").read_text("utf-8")
    assert [key for key in DOCUMENTED if f"{key}:" not in text] == []
