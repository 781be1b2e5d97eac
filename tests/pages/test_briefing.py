"""A briefing's page: its answers first, then the rest, once and in order."""

from xml.etree.ElementTree import Element

import pytest

from briefbook.pages.briefing import LATELY
from briefbook.pages.parts.voices import AT_ONCE
from tests.books import (
    Files,
    classes_of,
    find_all,
    find_one,
    find_part,
    follow,
    headings,
    hrefs,
    links,
    publish,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

ADDRESS = "briefings/uk-china-2023/index.html"


@pytest.fixture(scope="module")
def built() -> Outcome:
    return publish_sample("team")


@pytest.fixture(scope="module")
def page(built: Outcome) -> Element:
    return read_page(built, ADDRESS)


ANSWERS = [
    "Key points",
    "Who said what",
    "What is disputed",
    "What happened",
    "What is not known",
]


def test_has_its_answers_first(page: Element) -> None:
    assert headings(page)[:5] == ANSWERS
    assert len(find_all(find_part(page, "Key points"), "<li>")) == 4


def test_has_every_part_of_what_a_reader_takes_along(page: Element) -> None:
    assert {
        "In this briefing",
        "Overview",
        "Claims",
        "Who does what to whom",
        "People & bodies",
        "Meetings",
    } <= set(headings(page))


def test_numbers_its_citations_throughout_and_leads_to_the_words(
    built: Outcome, page: Element
) -> None:
    parts = ("Key points", "What is disputed", "What is not known", "Overview")
    numbers = {
        words(link): href
        for part in parts
        for note in find_all(find_part(page, part), "noteref")
        for link in note.iter("a")
        if (href := link.get("href"))
    }
    cited = list(find_one(page, "cited-here"))
    assert [one.get("value") for one in cited] == [str(n) for n in range(1, len(cited) + 1)]
    assert sorted(numbers, key=int) == [one.get("value") for one in cited]
    for one in cited:
        assert numbers[one.get("value") or ""] in hrefs(one)
    for href in numbers.values():
        assert follow(built, ADDRESS, href).target.get("id")


def rows_of(page: Element) -> dict[tuple[str, str], str]:
    """Return what the table says, by who and on what."""
    found, issue = {}, ""
    for row in find_one(page, "voices").iter("tr"):
        head, *cells = list(row)
        if "issue" in classes_of(row):
            issue = words(head)
        elif cells and head.tag == "th" and issue:
            found[words(head), issue] = " | ".join(map(words, cells))
    return found


def test_says_who_said_what_when_and_how_that_is_known(page: Element) -> None:
    rows = rows_of(page)
    committee = rows["Foreign Affairs Committee", "Status of Taiwan"]
    assert committee == "“independent country” according to UPI | 30 Aug 2023"
    ministry = rows["Chinese Foreign Ministry", "Status of Taiwan"]
    assert "inferred, medium confidence" in ministry
    assert "“adhere to the ‘one China’ principle” Wang Wenbin" in ministry
    described = rows["Chinese government", "Status of Taiwan"]
    assert described.startswith("UPI: part of China")
    assert "second-hand" in rows["UK government", "Contact with Taiwan"]


def test_has_the_positions_of_the_matrix(built: Outcome, page: Element) -> None:
    matrix = find_one(read_page(built, "positions.html"), "matrix")
    held = {
        texts(row, "<th>")[0]
        for row in matrix.iter("tr")
        if any("lent" not in classes_of(cell) for cell in find_all(row, "chip"))
    }
    assert {who for who, _ in rows_of(page)} <= held


def test_leads_from_every_row_to_its_words(built: Outcome, page: Element) -> None:
    for row in find_one(page, "voices").iter("tr"):
        led = [href for cell in row.iter("td") for href in hrefs(cell) if "#" in href]
        assert led or not list(row.iter("td"))
        for href in led:
            assert follow(built, ADDRESS, href).target is not None


def test_says_who_disputes_what_in_which_words(page: Element) -> None:
    first, strategy = texts(find_part(page, "What is disputed"), "<li>")
    assert first == (
        "Taiwan is an independent country. Asserted by Foreign Affairs Committee; disputed by"
        " Chinese Foreign Ministry: “reversing right and wrong” Wang Wenbin"
    )
    assert strategy.startswith("Whether there is a strategy.")


def test_tells_what_happened_with_its_parts_and_apart_what_did_not(page: Element) -> None:
    happened = texts(find_part(page, "What happened"), "<li>")
    assert "Mar 2023 MPs visit Taiwan: MPs meet President Tsai (year inferred)" in happened
    pledge = "Cleverly to go on raising human rights"
    assert not any(pledge in one for one in happened)
    ahead = find_part(page, "Planned, promised or cancelled: not recorded as done")
    assert f"{pledge} promised" in words(ahead)


def test_says_whose_positions_were_not_found(page: Element) -> None:
    assert texts(find_part(page, "What is not known"), "<li>")[-1] == (
        "Positions of Han Zheng, Tsai Ing-wen, Wang Yi: none found in the texts of this book."
    )


def test_lists_the_people_of_its_table(page: Element) -> None:
    people = texts(find_part(page, "People & bodies"), "name")
    assert set(people) == {who for who, _ in rows_of(page)}


def test_lists_claims_and_relations_without_the_words(page: Element) -> None:
    for part in ("Claims", "Who does what to whom"):
        listed = find_part(page, part)
        assert find_all(listed, "<li>")
        assert "“" not in words(listed)


def make_busy_book(count: int) -> Files:
    """Return a book in whose briefing there is so much of everything."""
    numbers = range(count)
    said = "\n\n".join(f"“We said {n:03}”, said Delegate {n:03}." for n in numbers)
    quotes = "\n".join(
        f"  q{n}: {{speaker: a{n}, exact: We said {n:03}, stance: {{trade: yes}}}}"
        for n in numbers
    )
    events = "\n".join(
        f"  e{n}: {{name: Event {n:03}, date: 2023-05-{n % 28 + 1:02}, exact: We said {n:03}}}"
        for n in numbers
    )
    return write_book(
        actors="".join(f"a{n}: Delegate {n:03}\n" for n in numbers),
        issues="trade: {name: Trade, scale: ['no', 'yes']}",
        others={
            "briefings/b/index.md": "---\ntitle: B\n---\nAll of it.\n",
            "briefings/b/talks.md": f"---\ndate: 2023-05-03\n---\n{said}\n",
            "briefings/b/talks.yaml": f"quotes:\n{quotes}\nevents:\n{events}\n",
        },
    )


def test_folds_what_the_first_screen_has_no_room_for() -> None:
    page = read_page(publish(make_busy_book(30)), "briefings/b/index.html")
    first, folded = find_all(page, "voices")
    assert len(find_all(first, "stance")) == AT_ONCE
    assert len(find_all(folded, "stance")) == 30 - AT_ONCE
    assert len(list(find_all(page, "happened")[-1])) == LATELY


def test_leads_to_its_articles_in_the_order_given(page: Element) -> None:
    part = find_part(page, "In this briefing")
    assert list(links(part).values()) == [
        "beijing-talks.html",
        "committee-report.html",
        "taiwan-visit.html",
    ]


def test_says_as_of_when(page: Element) -> None:
    assert texts(page, "as-of") == ["As of 30 August 2023"]


def test_is_listed_with_all_briefings_and_the_way_back_leads_there(built: Outcome) -> None:
    listing = read_page(built, "briefings/index.html")
    assert "uk-china-2023/index.html" in hrefs(listing)
    crumbs = find_one(read_page(built, ADDRESS), "crumbs")
    assert follow(built, ADDRESS, links(crumbs)["Briefings"]).address == "briefings/index.html"
    assert "Articles: 3" in words(find_one(listing, "lead"))
