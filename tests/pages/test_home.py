"""The home page: the newest briefings with what matters most, and what changed lately."""

from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Files,
    find_all,
    find_one,
    find_part,
    follow,
    headings,
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
from tests.workspaces import Outcome

ISSUES = ("fish", "tea", "trade")


@pytest.fixture(scope="module")
def home() -> Element:
    return read_page(publish_sample("public"), "index.html")


def make_briefings(count: int) -> Files:
    others: dict[str, str | bytes] = {
        f"briefings/visit-{n}/index.md": (
            f"---\ntitle: Visit {n}\ndate: 2023-{n:02}-01\nkey_points: [One, Two]\n---\n"
        )
        for n in range(1, count + 1)
    }
    return write_book(others=others)


def test_shows_the_newest_briefing_with_its_key_points(home: Element) -> None:
    lead = find_one(find_part(home, "Briefings"), "lead")
    assert list(links(find_all(lead, "<h3>")[0]).values()) == [
        "briefings/uk-china-2023/index.html"
    ]
    assert len(find_all(lead, "key")) == 4
    assert "Articles: 3" in words(lead)


def test_shows_the_newest_briefings_first_and_leads_to_all() -> None:
    page = read_page(publish_cleanly(make_briefings(8)), "index.html")
    part = find_part(page, "Briefings")
    assert texts(part, "<h3>") == [f"Visit {n}" for n in range(8, 2, -1)]
    assert links(part)["All briefings"] == "briefings/index.html"
    everything = read_page(publish_cleanly(make_briefings(8)), "briefings/index.html")
    assert texts(main_of(everything), "<h2>") == [f"Visit {n}" for n in range(8, 0, -1)]


def test_shows_the_newest_articles_and_positions(home: Element) -> None:
    assert len(find_all(find_part(home, "New articles"), "<li>")) == 3
    lately = find_one(find_part(home, "Newest positions"), "lately")
    assert len(list(lately)) == 6
    for item in lately:
        assert find_all(item, "who")
        assert find_all(item, "chip")
        assert [href for href in hrefs(item) if "#" in href], words(item)


def test_shows_at_a_glance_who_stands_where_one_click_from_the_words(home: Element) -> None:
    part = find_part(home, "Who stands where")
    issues = {texts(one, "<h3>")[0]: one for one in find_all(part, "glance")}
    asked = issues["Human rights in China"]
    steps = [step for step in asked.iter("li") if find_all(step, "label")]
    rights = {texts(step, "label")[0]: step for step in steps}
    assert texts(rights["raised"], "<a>") == ["James Cleverly", "UK government"]
    assert texts(rights["not raised"], "nobody") == ["none found in the texts of this book"]
    built = publish_sample("public")
    for href in hrefs(find_one(asked, "steps")):
        assert follow(built, "index.html", href).target.get("id"), href


def test_shows_the_issues_first_on_which_most_was_said() -> None:
    sidecar = (
        "quotes:\n  q: {speaker: ann, exact: We said so}\n"
        "positions:\n"
        "  - {actor: ann, issue: tea, stance: no, evidence: [q]}\n"
        "  - {actor: ann, issue: fish, stance: no, evidence: [q]}\n"
        "  - {actor: ann, issue: trade, stance: no, evidence: [q]}\n"
        "  - {actor: bo, issue: trade, stance: yes, evidence: [q]}\n"
    )
    scales = (f"{name}: {{name: {name}, scale: ['no', 'yes']}}" for name in ISSUES)
    book = write_book(
        "We said so, and more.",
        sidecar,
        actors="{ann: Ann Lee, bo: Bo Kim}",
        issues="\n".join(scales),
    )
    part = find_part(read_page(publish(book), "index.html"), "Who stands where")
    assert texts(part, "<h3>") == ["trade", "fish", "tea"]


def test_says_where_somebody_stood_before() -> None:
    sidecar = (
        "quotes:\n  q: {speaker: ann, exact: We said so}\n"
        "positions:\n"
        "  - {actor: ann, issue: trade, stance: no, date: 2023-01-01, evidence: [q]}\n"
        "  - {actor: ann, issue: trade, stance: yes, date: 2023-08-01, evidence: [q]}\n"
    )
    book = write_book(
        "We said so, and more.",
        sidecar,
        actors="ann: {name: Ann Lee}",
        issues="trade: {name: Trade, scale: ['no', 'yes']}",
    )
    lately = find_one(read_page(publish_cleanly(book), "index.html"), "lately")
    assert texts(lately, "flag") == ["moved from no (1 January 2023) to yes"]


def test_names_what_happened_in_the_newest_briefing(home: Element) -> None:
    part = find_part(home, "What happened")
    listed = texts(find_one(part, "happened"), "<li>")
    assert "Mar 2023 MPs visit Taiwan: MPs meet President Tsai (year inferred)" in listed
    assert any(one.startswith("30 Aug 2023 Foreign secretary’s talks") for one in listed)
    assert not any("promised" in one for one in listed)


def test_has_the_quotes_that_are_the_ones_to_print(home: Element) -> None:
    best = texts(find_one(home, "best"), "<li>")
    assert len(best) == 5
    assert (
        "“adhere to the ‘one China’ principle” Wang Wenbin"
        " on behalf of Chinese Foreign Ministry by 30 Aug 2023"
    ) in best
    built = publish_sample("public")
    for href in hrefs(find_one(home, "best")):
        assert follow(built, "index.html", href).target is not None


def test_shows_one_key_point_of_each_older_briefing() -> None:
    page = read_page(publish_cleanly(make_briefings(3)), "index.html")
    leads = find_all(find_part(page, "Briefings"), "lead")
    assert [texts(lead, "key") for lead in leads] == [["One", "Two"], ["One"], ["One"]]


def test_draws_what_happened_with_links_to_it(home: Element) -> None:
    part = find_part(home, "Timeline")
    (picture,) = part.iter("svg")
    built = publish_sample("public")
    addresses = {follow(built, "index.html", href).address for href in hrefs(picture)}
    assert addresses
    assert all(address.startswith(("events/", "timeline")) for address in addresses)


def test_of_an_empty_book_says_nothing_more_than_its_name() -> None:
    built: Outcome = publish_cleanly({"config.yaml": "title: The book"})
    page = read_page(built, "index.html")
    assert texts(page, "<h1>") == ["The book"]
    assert headings(page) == ["Briefings"]


def test_says_as_of_when(home: Element) -> None:
    assert texts(home, "as-of") == ["As of 30 August 2023"]
