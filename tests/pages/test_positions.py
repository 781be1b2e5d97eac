"""The matrix: who stands where on what, in words."""

import gzip
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Files,
    classes_of,
    find_all,
    find_one,
    follow,
    hrefs,
    links,
    main_of,
    publish,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.pages.matrix_books import make_matrix_book
from tests.workspaces import Outcome

ACTORS = "{ann: Ann Lee, bo: Bo Kim}"
ISSUES = (
    "{contact: {name: Contact, scale: [engage, wait]}, trade: {name: Trade, scale: [more]}}"
)
CELL = b'<details name="cell">'
TEXT = "“We talk”, said Ann Lee. “We wait”, said Bo Kim. “We trade”, said Ann Lee.\n"


def matrix_book(trade_day: str = "2023-08-30") -> Files:
    return write_book(
        TEXT,
        f"""
quotes:
  talk: {{speaker: ann, exact: We talk, stance: {{contact: engage}}}}
  hold: {{speaker: bo, exact: We wait, stance: {{contact: [engage, wait]}}}}
  more: {{speaker: ann, exact: We trade, date: {trade_day}, stance: {{trade: more}}}}
""",
        actors=ACTORS,
        issues=ISSUES,
    )


def cells(page: Element) -> dict[tuple[str, str], str]:
    """Return the cells of the matrix by who and what."""
    table = find_one(page, "matrix")
    (head,), (body,) = table.iter("thead"), table.iter("tbody")
    issues = [next(iter(links(issue))) for issue in list(head.iter("th"))[1:]]
    return {
        (texts(row, "<th>")[0], issue): words(cell)
        for row in body.iter("tr")
        for issue, cell in zip(issues, row.iter("td"), strict=True)
    }


def test_says_in_each_cell_what_when_and_how_it_is_known() -> None:
    page = read_page(publish_cleanly(matrix_book()), "positions.html")
    assert cells(page) == {
        ("Ann Lee", "Contact"): (
            "engage 30 Aug 2023 · own words · 1 quote “We talk”, said Ann Lee. Talks"
        ),
        ("Ann Lee", "Trade"): (
            "more 30 Aug 2023 · own words · 1 quote “We trade”, said Ann Lee. Talks"
        ),
        ("Bo Kim", "Contact"): (
            "engage or wait 30 Aug 2023 · own words · 1 quote “We wait”, said Bo Kim. Talks"
        ),
        ("Bo Kim", "Trade"): "none found",
    }


def test_says_at_the_head_of_an_issue_between_what_it_lies() -> None:
    page = read_page(publish_cleanly(matrix_book()), "positions.html")
    assert texts(find_one(page, "matrix"), "ends") == ["engage – wait"]


def test_says_from_where_somebody_has_moved_and_since_when() -> None:
    files = write_book(
        TEXT,
        """
quotes:
  talk: {speaker: ann, exact: We talk, stance: {contact: engage}}
  more: {speaker: ann, exact: We trade, date: 2023-05, stance: {contact: wait}}
""",
        actors=ACTORS,
        issues=ISSUES,
    )
    built = publish_cleanly(files)
    said = texts(read_page(built, "positions.html"), "moved")
    assert said == ["moved from wait (May 2023) to engage"]
    for address in ("actors/ann.html", "issues/contact.html"):
        told = texts(main_of(read_page(built, address)), "flag")
        assert "moved from wait (May 2023) to engage" in told, address


def test_has_one_preview_of_everyone_and_every_issue() -> None:
    page = read_page(publish_cleanly(matrix_book()), "positions.html")
    cards = {str(card.get("id")): texts(card, "name") for card in find_all(page, "card")}
    assert cards == {
        "card.ann": ["Ann Lee"],
        "card.bo": ["Bo Kim"],
        "card.contact": ["Contact"],
        "card.trade": ["Trade"],
    }


def test_leads_to_everyone_and_every_issue() -> None:
    page = read_page(publish_cleanly(matrix_book()), "positions.html")
    table = links(find_one(page, "matrix"))
    assert table["Ann Lee"] == "actors/ann.html"
    assert table["Contact"] == "issues/contact.html"


def test_shows_everything_that_fits_however_old_it_is() -> None:
    page = read_page(publish_cleanly(matrix_book("2002-08-29")), "positions.html")
    assert cells(page)["Ann Lee", "Trade"].startswith("more more than 365 days old 29 Aug 2002")
    assert find_all(page, "years") == []


def test_shows_what_is_older_of_those_who_stand_in_it() -> None:
    files = matrix_book()
    text = str(files["briefings/talks.yaml"])
    old = "  old: {speaker: ann, exact: We trade, nth: 1, date: 2019, stance: {trade: more}}\n"
    files["briefings/talks.yaml"] = text.replace(
        "  more: {speaker: ann", f"{old}  more: {{speaker: bo"
    )
    shown = cells(read_page(publish_cleanly(files), "positions.html"))
    assert shown["Ann Lee", "Trade"].startswith("more more than 365 days old 2019")


def test_of_sixty_by_twenty_five_is_parted_by_name_and_each_part_is_lean() -> None:
    built = publish_cleanly(make_matrix_book(60, 25))
    leaves = list(find_leaves(built, "positions.html"))
    assert sum(built.files[leaf].count(CELL) for leaf in leaves) == 1500
    for address in ("positions.html", *leaves):
        assert 0 < built.files[address].count(CELL) < 300
        assert len(gzip.compress(built.files[address])) < 30_000


def find_leaves(built: Outcome, address: str) -> Iterator[str]:
    """Yield the pages of a matrix that have no parts."""
    navs = find_all(read_page(built, address), "years")
    inner = [follow(built, address, href).address for nav in navs for href in hrefs(nav)]
    for one in inner:
        yield from find_leaves(built, one)
    if not inner:
        yield address


def test_of_nothing_says_so() -> None:
    page = read_page(publish({"config.yaml": "title: The book"}), "positions.html")
    assert "No positions yet." in words(main_of(page))


class TestTheSample:
    @pytest.fixture(scope="class")
    @classmethod
    def page(cls) -> Element:
        return read_page(publish_sample("public"), "positions.html")

    def test_marks_what_is_off_the_scale_inherited_and_second_hand(self, page: Element) -> None:
        shown = cells(page)
        assert "second-hand" in shown["UK government", "Contact with Taiwan"]
        assert "low confidence" in shown["UK government", "Contact with Taiwan"]
        assert (
            "position of Chinese Foreign Ministry" in shown["Wang Wenbin", "Status of Taiwan"]
        )
        chips = [one for one in find_all(page, "chip") if words(one) == "unclear"]
        assert chips
        assert all("step-off" in classes_of(one) for one in chips)

    def test_gives_every_stance_words(self, page: Element) -> None:
        assert all(texts(page, "chip"))

    def test_says_as_of_when(self, page: Element) -> None:
        assert texts(page, "as-of") == ["As of 30 August 2023"]
