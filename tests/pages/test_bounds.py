"""No page is without bound: each leads on to the rest, and nothing is out of reach."""

import re

import pytest

from briefbook.pages.parts.parting import MANY_NAMES
from tests.books import find_all, follow, hrefs, publish, read_page, words, write_book
from tests.bounds import list_over, write_large_book
from tests.workspaces import Outcome

COUNT = MANY_NAMES + 20


@pytest.fixture(scope="module")
def large() -> Outcome:
    built = publish(write_large_book(COUNT, articles=8))
    assert built.complete
    return built


def test_no_page_and_no_file_of_the_search_is_too_large(large: Outcome) -> None:
    assert list(list_over(large.files)) == []


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        ("quotes/2023-05.html", "quote"),
        ("actors/star/2023.html", "quote"),
        ("issues/trade/2023.html", "held"),
        ("actors/index.html", "name"),
        ("glossary.html", "definition"),
        ("relations.html", "verb"),
    ],
)
def test_everything_is_on_a_page_to_which_links_lead(
    large: Outcome, address: str, listed: str
) -> None:
    left, seen, found = [address], set[str](), ""
    while left:
        here = left.pop()
        seen.add(here)
        page = read_page(large, here)
        found += " ".join(words(one) for one in find_all(page, listed)) + " "
        navs = [one for one in find_all(page, "years") if "parts" in str(one.get("aria-label"))]
        inner = {follow(large, here, href).address for nav in navs for href in hrefs(nav)}
        left += inner - seen
    if listed == "verb":
        assert found.split().count("meets") >= COUNT
    else:
        assert len(set(re.findall(r"\d+", found))) >= COUNT


def test_a_link_to_a_term_leads_to_it_where_the_glossary_is_parted(large: Outcome) -> None:
    landing = follow(large, "index.html", "glossary.html#t7")
    (link,) = hrefs(landing.target)
    assert "Means 7" in words(follow(large, "glossary.html", link).page)


def test_nobody_is_said_to_be_absent_who_is_on_another_page(large: Outcome) -> None:
    (step,) = (
        words(one)
        for one in find_all(read_page(large, "issues/trade.html"), "on-scale")
        if words(one).startswith("yes")
    )
    assert "Delegate" in step


def test_no_file_of_titles_tells_that_there_is_something_hidden() -> None:
    hidden = "---\ntitle: Secret talks\ndate: 2023-05-03\naccess: team\n---\nThey met.\n"
    files = write_book("They talked.\n", others={"briefings/secret.md": hidden})
    files["config.yaml"] = "title: The book\neditions: [public, team]\n"
    public, team = (publish(files, edition).files for edition in ("public", "team"))
    without = publish({at: data for at, data in files.items() if "secret" not in at}).files
    assert {at for at in public if "search/" in at} == {at for at in without if "search/" in at}
    assert public["search/jumps.js"] == without["search/jumps.js"] != team["search/jumps.js"]
