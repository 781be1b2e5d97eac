"""Every statement about somebody is one click from the words that show it."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import pytest

from tests.books import (
    Landing,
    bare,
    classes_of,
    find_all,
    find_one,
    find_part,
    follow,
    links,
    marked_words,
    pages_of,
    publish_cleanly,
    publish_sample,
    read_page,
    texts,
    words,
)
from tests.workspaces import FIXTURES, Outcome, read_folder


@pytest.fixture(scope="module", params=["public", "team"])
def built(request: pytest.FixtureRequest) -> Outcome:
    return publish_sample(request.param)


def words_at(landing: Landing) -> str:
    """Return the words to which a link led: those marked, or listed as quoted."""
    name = landing.target.get("id") or ""
    if landing.target.tag in ("mark", "span"):
        return marked_words(landing.page, name)
    return (
        texts(landing.target, "cited")[0]
        if find_all(landing.target, "cited")
        else words(landing.target)
    )


def quoted_links(page: Element) -> Iterator[tuple[str, str]]:
    """Yield the words in quotation marks that are links, and where they lead."""
    for link in page.iter("a"):
        shown = words(link)
        if re.fullmatch("“.*”", shown):
            yield shown[1:-1], link.get("href") or ""


def quotes_in_context(page: Element) -> Iterator[tuple[str, str]]:
    """Yield the words that stand out in a sentence that is a link."""
    for figure in find_all(page, "quote"):
        for link in find_all(figure, "in-context"):
            (said,) = texts(link, "<b>")
            yield said.strip("“”"), link.get("href") or ""


class TestAQuote:
    def test_leads_to_words_that_are_the_same(self, built: Outcome) -> None:
        count = 0
        for address, page in pages_of(built):
            for said, href in (*quoted_links(page), *quotes_in_context(page)):
                landing = follow(built, address, href)
                there = bare(words_at(landing)).replace(" ", "")
                for part in said.split(" … "):
                    assert bare(part).replace(" ", "") in there, (address, said, href)
                count += 1
        assert count > 250

    def test_in_a_capture_leads_to_the_list_of_words_quoted(self) -> None:
        built = publish_cleanly(read_folder(FIXTURES / "worked_example"), "team")
        for address, page in pages_of(built):
            for said, href in (*quoted_links(page), *quotes_in_context(page)):
                assert bare(said) in bare(words_at(follow(built, address, href))), said

    def test_on_its_own_page_is_marked_once(self, built: Outcome) -> None:
        for _, page in pages_of(built):
            for mark in page.iter("mark"):
                names = (mark.get("data-a") or "").split()
                assert find_all(mark, "<mark>") == [mark]
                if names:
                    assert words(mark)
                    assert classes_of(mark)


class TestEvidence:
    def listed(self, built: Outcome, name: str) -> Iterator[tuple[str, Element]]:
        for address, page in pages_of(built):
            for element in find_all(page, name):
                yield address, element

    def leads_somewhere(self, element: Element) -> bool:
        """Tell whether an element lists evidence, each item a link."""
        items = [item for listed in find_all(element, "evidence") for item in listed.iter("li")]
        return bool(items) and all(find_all(item, "<a>") for item in items)

    @pytest.mark.parametrize(
        ("shown", "least"), [("held", 20), ("side", 20)], ids=["positions", "claims"]
    )
    def test_stands_with_each(self, built: Outcome, shown: str, least: int) -> None:
        found = list(self.listed(built, shown))
        assert len(found) >= least
        for address, element in found:
            assert self.leads_somewhere(element), (address, words(element))

    def test_stands_in_each_cell_of_the_matrix(self, built: Outcome) -> None:
        tables = list(self.listed(built, "matrix"))
        assert len(tables) == 2
        for _, table in tables:
            cells = [cell for cell in table.iter("td") if "none" not in classes_of(cell)]
            assert cells
            assert all(self.leads_somewhere(cell) for cell in cells)

    def test_stands_with_each_relation(self, built: Outcome) -> None:
        for _, table in self.listed(built, "ties"):
            (body,) = table.iter("tbody")
            assert all(self.leads_somewhere(row) for row in body.iter("tr"))

    def test_stands_with_each_event_that_a_text_attests(self, built: Outcome) -> None:
        for address, page in pages_of(built):
            if address.startswith("events/"):
                part = find_part(page, "How we know")
                places = [words for words in links(part) if words.startswith("stands in ")]
                quoted = find_all(part, "in-context") or find_all(part, "words")
                assert quoted or places, address

    def test_is_counted_in_the_matrix(self, built: Outcome) -> None:
        page = read_page(built, "positions.html")
        for cell in page.iter("td"):
            if "none" in classes_of(cell):
                continue
            (line,) = texts(find_one(cell, "<details>"), "<summary>")
            linked = {
                link.get("href")
                for listed in find_all(cell, "evidence")
                for link in find_all(listed, "in-context")
            }
            assert line.rpartition(" · ")[2].split()[0] == str(len(linked))
