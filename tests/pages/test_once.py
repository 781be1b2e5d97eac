"""Each thing once: what a page shows of words that stand on it already."""

import json
import re
from xml.etree.ElementTree import Element

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from briefbook.kinds.quote import Said
from briefbook.pages.parts.once import TWICE, choose_words
from tests.books import publish_sample, read_page, read_sample, words
from tests.workspaces import Outcome

BRIEFING = "briefings/uk-china-2023/index.html"
MOST = 4
"""Words of a briefing's page for each word of its own text."""

WORDS = st.sampled_from(["fish", "tea", "fish and tea", "tea … fish", "salt"])
TEXTS = st.lists(WORDS, max_size=6).map(", ".join)
QUOTES = st.lists(st.tuples(WORDS, st.booleans()), max_size=3)


def make_said(given: tuple[str, bool]) -> Said:
    said, best = given
    nothing = dict.fromkeys(Said._fields, "")
    return Said(**{**nothing, "ref": said, "words": said, "best": best})  # type: ignore[arg-type]


@given(text=TEXTS, evidence=st.lists(QUOTES, max_size=6))
def test_words_are_printed_until_they_stand_twice(
    text: str, evidence: list[list[tuple[str, bool]]]
) -> None:
    quotes = [[make_said(one) for one in some] for some in evidence]
    chosen = list(choose_words(text, quotes))
    assert len(chosen) == len(quotes)
    for said, some in zip(chosen, quotes, strict=True):
        assert said is None or said in some
    for said in filter(None, chosen):
        stands = max(text.count(part) for part in said.words.split(" … "))
        assert stands + [one.words for one in chosen if one].count(said.words) <= TWICE


@given(QUOTES)
def test_the_best_quote_is_printed_where_there_is_room(some: list[tuple[str, bool]]) -> None:
    quotes = [make_said(one) for one in some]
    (chosen,) = choose_words("", [quotes])
    assert bool(chosen and chosen.best) == any(one.best for one in quotes)


@pytest.fixture(scope="module", params=["public", "team"])
def built(request: pytest.FixtureRequest) -> Outcome:
    return publish_sample(request.param)


def whole(page: Element) -> str:
    """Return all words of a page, folded or not."""
    (body,) = page.iter("body")
    return words(body)


@pytest.mark.parametrize("address", ["index.html", BRIEFING])
def test_no_words_of_a_quote_stand_more_than_twice(built: Outcome, address: str) -> None:
    book = json.loads(built.files["data/book.json"])
    marked = re.findall("“[^”]*”", whole(read_page(built, address)))
    often = {
        quote["exact"]: count
        for quote in book["quotes"]
        for part in quote["exact"].split(" … ")
        if (count := sum(part in one for one in marked)) > TWICE
    }
    assert often == {}


def test_a_briefing_is_not_longer_than_its_text_allows(built: Outcome) -> None:
    text = read_sample()["briefings/uk-china-2023/index.md"]
    assert isinstance(text, bytes)
    _, front, body = text.decode().split("---\n", 2)
    fields = yaml.safe_load(front)
    lists = [one for name in ("key_points", "disputed", "unknown") for one in fields[name]]
    own = " ".join((fields["title"], fields["summary"], *lists, body))
    own = re.sub(r"\[\^[^\]]*\]|\[\[[^\]|]*\||[\[\]#]", " ", own)
    assert len(whole(read_page(built, BRIEFING)).split()) <= MOST * len(own.split())
