"""No page says the words of a quote more than twice: after that it leads to them."""

import json
from collections import Counter
from urllib.parse import unquote, urljoin
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    HOST,
    Files,
    bare,
    classes_of,
    find_all,
    find_part,
    links,
    pages_of,
    publish,
    publish_sample,
    read_page,
    texts,
    words,
    write_book,
)
from tests.workspaces import Outcome

NOT_AGAIN = "the words in the text"


def count_quotes(built: Outcome, address: str, page: Element) -> Counter[str]:
    """Return how often the words of each quote stand on a page, as a link or in its text.

    What leads to them under another name, a stance or an actor, says no words.
    """
    said = {
        one["address"]: bare(one["exact"].split("…")[0])
        for one in json.loads(built.files["data/book.json"])["quotes"]
    }
    found = Counter(
        where
        for link in page.iter("a")
        if (where := unquote(urljoin(HOST + address, link.get("href") or ""))[len(HOST) :])
        in said
        and said[where] in bare(words(link))
        and (words(link).startswith("“") or "in-context" in classes_of(link))
    )
    return found + Counter(one for one in said if one.partition("#")[0] == address)


@pytest.mark.parametrize("edition", ["public", "team"])
def test_no_page_of_the_sample_says_a_quote_more_than_twice(edition: str) -> None:
    built = publish_sample(edition)
    often = [
        (address, *one)
        for address, page in pages_of(built)
        for one in count_quotes(built, address, page).items()
        if one[1] > 2
    ]
    assert often == []


def make_book(count: int) -> Files:
    """Return a book in which one quote bears a position and many claims."""
    claims = "".join(
        f"  c{n}: {{text: It is so {n}., asserted_by: ann, evidence: [q]}}\n"
        for n in range(count)
    )
    sidecar = (
        "quotes:\n  q: {speaker: ann, exact: we will talk, stance: {trade: 'yes'}}\n"
        f"claims:\n{claims}"
    )
    return write_book(
        "Ann Lee said “we will talk”.\n",
        sidecar,
        actors="ann: {name: Ann Lee}",
        issues="trade: {name: Trade, scale: ['no', 'yes']}",
    )


@pytest.mark.parametrize("address", ["actors/ann.html", "issues/trade.html", "claims.html"])
def test_what_is_not_said_again_leads_to_the_words(address: str) -> None:
    built = publish(make_book(3))
    page = read_page(built, address)
    assert count_quotes(built, address, page)["articles/talks.html#q"] == 2
    assert links(page)[NOT_AGAIN].endswith("articles/talks.html#q")


def test_words_below_a_position_are_not_listed_again() -> None:
    page = read_page(publish(make_book(0)), "actors/ann.html")
    assert texts(find_part(page, "Positions"), "<b>") == ["we will talk"]
    assert find_all(page, "quote") == []
