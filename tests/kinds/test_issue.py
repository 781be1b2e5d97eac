"""Issues: the question, the scale with everyone on it, and our line."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    find_all,
    find_part,
    find_problems,
    links,
    main_of,
    publish_cleanly,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome, check_files

ACTORS = "{ann: Ann Lee, bo: Bo Kim, cy: Cy Roe}"
TEXT = 'Ann Lee "will talk". Bo Kim "may talk or not". Cy Roe "said nothing".\n'
SIDECAR = """
quotes:
  talk: {speaker: ann, exact: will talk, stance: {contact: engage}}
  either: {speaker: bo, exact: may talk or not, stance: {contact: [engage, wait]}}
  nothing: {speaker: cy, exact: said nothing, stance: {contact: silent}}
"""


def make_book(issue: str) -> dict[str, str | bytes]:
    return write_book(TEXT, SIDECAR, actors=ACTORS, issues=f"contact: {issue}")


def test_a_name_alone_is_enough() -> None:
    page = read_page(
        publish_cleanly(write_book(issues="contact: Contact")), "issues/contact.html"
    )
    assert texts(page, "<h1>") == ["Contact"]


def test_an_issue_is_linked_by_its_name_and_aliases() -> None:
    files = write_book(
        "On engagement.\n", issues="contact: {name: Contact, aliases: engagement}"
    )
    page = read_page(publish_cleanly(files), "articles/talks.html")
    assert links(page)["engagement"] == "../issues/contact.html"


class TestTheScale:
    @pytest.fixture
    def built(self) -> Outcome:
        return publish_cleanly(
            make_book("{name: Contact, scale: [engage, wait, harden-stance]}")
        )

    @pytest.fixture
    def scale(self, built: Outcome) -> Element:
        return find_part(read_page(built, "issues/contact.html"), "Who stands where")

    def steps(self, scale: Element) -> dict[str, list[str]]:
        """Return who stands at each step, or between several."""
        return {
            texts(step, "label")[0]: texts(step, "<h3>")
            for step in (*find_all(scale, "on-scale"), *find_all(scale, "off-scale"))
        }

    def test_shows_everyone_once_where_they_stand_or_may_stand(self, scale: Element) -> None:
        assert self.steps(scale) == {
            "engage": ["Ann Lee"],
            "engage or wait": ["Bo Kim"],
            "wait": [],
            "harden stance": [],
            "silent (off the scale)": ["Cy Roe"],
        }

    def test_draws_what_is_off_it_apart(self, scale: Element) -> None:
        assert texts(scale, "off-scale")[0].startswith("silent")
        assert len(find_all(scale, "on-scale")) == 4

    def test_says_so_where_nobody_stands(self, scale: Element) -> None:
        assert "harden stance none found in the texts of this book" in texts(scale, "on-scale")


def test_a_label_off_the_scale_is_refused_with_a_suggestion() -> None:
    files = make_book("{name: Contact, scale: [engaged, wait]}")
    (found,) = check_files(files)
    assert (found.code, found.hint) == ("off-scale", 'did you mean "engaged"?')
    assert [one.pointer[1] for one in (found.locus, *found.related)] == ["talk", "either"]


def test_a_label_of_the_workspace_is_allowed_for_every_issue() -> None:
    config = "vocabulary: {stances: {engage: in, wait: out}}"
    files = {**make_book("{name: Contact}"), "config.yaml": f"title: The book\n{config}\n"}
    assert find_problems(files) == []


def test_our_standing_line_is_for_the_highest_edition_alone() -> None:
    files = make_book("{name: Contact, scale: [engage, wait], line: We keep talking.}")
    team = read_page(publish_cleanly(files, "team"), "issues/contact.html")
    assert "Our line: We keep talking." in words(main_of(team))
    public = publish_cleanly(files)
    assert b"We keep talking" not in b"".join(public.files.values())


def test_the_question_and_the_summary_head_the_page() -> None:
    files = write_book(
        issues='contact: {name: Contact, question: "Talk?", summary: "Some *do*."}'
    )
    page = main_of(read_page(publish_cleanly(files), "issues/contact.html"))
    assert texts(page, "standfirst") == ["Talk?"]
    assert texts(page, "<em>") == ["do"]
