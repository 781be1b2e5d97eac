"""Documents with marks and links as HTML. The samples stand in ``fixtures/marking/*.md``."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.problems import Span
from briefbook.render.marking import (
    CitationNote,
    LinkTarget,
    Marking,
    Resolved,
    TextLink,
    TextMark,
    mark_up,
)
from briefbook.syntax.markdown.document import (
    LINK_END,
    REFERENCE_CHARACTER,
    Address,
    Citation,
    Document,
    TextReference,
)
from briefbook.syntax.markdown.parser import read_markdown
from tests.markup import parse_strictly
from tests.samples import Sample, read_samples

# Samples


@pytest.mark.parametrize("sample", read_samples("marking/*.md"))
def test_samples_become_html(sample: Sample) -> None:
    html = mark_sample(sample.source)
    parse_strictly(html)
    assert html == sample.expected


def mark_sample(source: str) -> str:
    orders = re.findall(r"^% (\w+) ?([^:\n]*)(?:: ?(.*))?\n", source, re.MULTILINE)
    document, problems = read_markdown(re.sub(r"(?m)^% .*\n", "", source), "a.md")
    assert problems == ()
    marking = Marking(references=read_entities(orders))
    for order, subject, words in orders:
        if order in ORDERS:
            marking = ORDERS[order](marking, document, subject, words)
    return mark_up(document, marking)


def read_entities(orders: Sequence[tuple[str, str, str]]) -> dict[str, LinkTarget]:
    return {
        subject.rstrip("!"): make_target(subject.rstrip("!"), name, subject.endswith("!"))
        for order, subject, name in orders
        if order == "entity"
    }


def make_target(entity: str, name: str, has_card: bool) -> LinkTarget:
    href = "" if name == "-" else f"../actors/{entity}.html"
    return LinkTarget(href, entity, name, "actor", f"card.{entity}" if has_card else "")


def add_mark(marking: Marking, document: Document, subject: str, words: str) -> Marking:
    name, kind, *none = subject.split()
    spans = tuple(find_words(document, part) for part in words.split(" | ") if part)
    number = 0 if none else len(marking.marks) + 1
    mark = TextMark(name, spans, number, f"Note {number}: {kind}", kind)
    return marking._replace(marks=(*marking.marks, mark))


def add_link(marking: Marking, document: Document, subject: str, words: str) -> Marking:
    link = TextLink(*find_words(document, words), marking.references[subject])
    return marking._replace(links=(*marking.links, link))


def find_words(document: Document, words: str) -> Span:
    found = re.search(r"\s+".join(map(re.escape, words.split())), document.text)
    assert found, words
    return Span(*found.span())


def add_citation(marking: Marking, _document: Document, subject: str, _words: str) -> Marking:
    target, number = subject.split()
    note = CitationNote(f"#note.{number}", int(number), f"Note {number}")
    return marking._replace(citations={**marking.citations, target: note})


def add_address(marking: Marking, _document: Document, subject: str, words: str) -> Marking:
    address, *size = words.split()
    resolved = Resolved(address, *map(int, size))
    return marking._replace(addresses={**marking.addresses, subject: resolved})


def add_aside(marking: Marking, _document: Document, subject: str, words: str) -> Marking:
    return marking._replace(asides={**marking.asides, int(subject): words})


def leave_out_ids(marking: Marking, *_rest: object) -> Marking:
    return marking._replace(ids=False)


ORDERS: dict[str, Callable[..., Marking]] = {
    "mark": add_mark,
    "link": add_link,
    "cite": add_citation,
    "address": add_address,
    "aside": add_aside,
    "without": leave_out_ids,
}


def test_a_link_of_the_author_holds_no_link_of_ours_whoever_made_the_document() -> None:
    start = Address("href", "b.md", '<a href="', '">')
    pieces = (start, TextReference("kearns", 0, 2, True, 0, True), Citation("a", 0), LINK_END)
    citations = {"a": CitationNote("#note.a", 1, "")}
    html = mark_up(Document("Ms", pieces, (), (), ""), Marking((), (), KNOWN, citations))
    number = '<sup class="noteref"><a href="#note.a" role="doc-noteref">1</a></sup>'
    assert html == f'<a href="b.md">Ms</a>{number}'


# Laws, on any text with any marks and links

WORDS = ("one", "two", "Ähre", "北京", "R&D", "a<b", "it's", '"so"', "x\u00a0y", "–")
KINDS = ("quote", "note", "event", "claim")
ENTITY = LinkTarget("../actors/kearns.html", "kearns", "Alicia Kearns", "actor", "card.kearns")
KNOWN = {"kearns": ENTITY, "fac": LinkTarget("../actors/fac.html", "fac", "Committee")}


def wrap(words: st.SearchStrategy[str], *forms: str) -> st.SearchStrategy[str]:
    return st.builds(lambda form, inner: form.format(inner), st.sampled_from(forms), words)


def join(parts: st.SearchStrategy[str], between: str, most: int) -> st.SearchStrategy[str]:
    return st.lists(parts, min_size=1, max_size=most).map(between.join)


def indent(blocks: str, first: str) -> str:
    return first + blocks.replace("\n", "\n" + " " * len(first))


PIECES = ("`x < y`", "[[kearns]]", "[[fac|the committee]]", "[[-|one]]", "[^a]", "\\\n")
SPANS = st.recursive(
    st.sampled_from(WORDS) | st.sampled_from(PIECES),
    lambda inner: wrap(
        join(inner, " ", 3),
        "*{}*", "**{}**", "~~{}~~", "[{}](https://example.org/)", "[{}](b.md)", "![{}](c.png)",
        '![{}](c.png "one two")',
    ),
    max_leaves=6,
)  # fmt: skip
LINES = join(join(SPANS, " ", 4), "\n", 2)
BLOCKS = st.recursive(
    LINES
    | wrap(
        SPANS, "## {}", "# {}", "| {0} | b |\n|---|--:|\n| c | {0} |", "```\n{}\n```", "***"
    ),
    lambda inner: st.one_of(
        st.builds(indent, join(inner, "\n\n", 2), st.sampled_from(("- ", "1. ", "> "))),
        st.builds(indent, join(inner, "\n", 3), st.sampled_from(("- ", "2. "))),
        join(inner, "\n\n", 3),
    ),
    max_leaves=6,
)


class Case(NamedTuple):
    document: Document
    marking: Marking


@st.composite
def cases(draw: st.DrawFn) -> Case:
    document = read_markdown(draw(join(BLOCKS, "\n\n", 3)), "a.md")[0]
    offsets = st.integers(0, len(document.text))
    cuts = draw(st.lists(st.lists(offsets, max_size=6, unique=True).map(sorted), max_size=6))
    marks = tuple(make_mark(number, points) for number, points in enumerate(cuts, 1))
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=5))
    links = tuple(
        TextLink(*pair, KNOWN[name]) for pair, name in zip(pairs, [*KNOWN] * 3, strict=False)
    )
    asides = {number: f"<aside>{number}</aside>" for number in range(1, 30)}
    citations = {"a": CitationNote("#note.cited", 9, "Note 9")}
    return Case(document, Marking(marks, links, KNOWN, citations, asides=asides))


def make_mark(number: int, points: list[int]) -> TextMark:
    spans = tuple(Span(*pair) for pair in zip(points[::2], points[1::2], strict=False))
    return TextMark(f"m{number}", spans, number, f"Note {number}", KINDS[number % len(KINDS)])


def render(case: Case) -> Element:
    return parse_strictly(mark_up(case.document, case.marking))


def shown(words: str) -> str:
    """Return words as they are shown, without white space."""
    return strip(words.replace(REFERENCE_CHARACTER, ENTITY.name))


def strip(words: str) -> str:
    return "".join(words.split())


def text_of(element: Element) -> str:
    """Return the words of an element, without the numbers of notes and the notes themselves."""
    skipped = element.tag == "aside" or element.get("class") == "noteref"
    inner = [] if skipped else [element.text or "", *map(text_of, element)]
    return "".join(inner) + (element.tail or "")


def own_text(element: Element) -> str:
    return text_of(element).removesuffix(element.tail or "")


class TestLaws:
    @given(cases())
    def test_the_words_of_the_page_are_those_of_the_text(self, case: Case) -> None:
        assert strip(text_of(render(case))) == shown(case.document.text)

    @given(cases())
    def test_marks_and_links_hold_none_of_their_kind(self, case: Case) -> None:
        root = render(case)
        assert not root.findall(".//mark//mark")
        assert not root.findall(".//a//a")
        assert not root.findall(".//a//button")
        assert not root.findall(".//mark//a")

    @given(cases())
    def test_no_mark_and_no_link_of_ours_is_white_space_alone(self, case: Case) -> None:
        root = render(case)
        for element in (*root.iter("mark"), *root.findall(".//a[@class]")):
            assert own_text(element).strip()

    @given(cases())
    def test_the_pieces_of_a_mark_join_to_its_words(self, case: Case) -> None:
        root = render(case)
        for mark in case.marking.marks:
            pieces = [e for e in root.iter("mark") if mark.id in e.get("data-a", "").split()]
            words = "".join(case.document.text[start:end] for start, end in mark.spans)
            assert strip("".join(map(own_text, pieces))) == shown(words)
            assert all(mark.kind in piece.get("class", "").split() for piece in pieces)

    @given(cases())
    def test_the_first_piece_has_the_id_and_a_number_follows_the_last(self, case: Case) -> None:
        order = list(render(case).iter())
        for mark in case.marking.marks:
            pieces = [e for e in order if mark.id in e.get("data-a", "").split()]
            anchors = [e for e in order if e.get("id") == mark.id]
            numbers = [e for e in order if e.get("id") == f"ref.{mark.id}"]
            assert (len(anchors), len(numbers)) == ((1, 1) if pieces else (0, 0))
            for anchor, number in zip(anchors, numbers, strict=True):
                assert anchor is pieces[0] or anchor in list(pieces[0])
                assert order.index(number) > order.index(pieces[-1])

    @given(cases())
    def test_no_id_is_given_twice(self, case: Case) -> None:
        ids = [element.get("id") for element in render(case).iter() if element.get("id")]
        assert len(ids) == len(set(ids))

    @given(cases())
    def test_each_entity_has_one_card_at_most(self, case: Case) -> None:
        cards = [e.get("popovertarget") for e in render(case).iter("button")]
        assert cards in ([], ["card.kearns"])

    @given(cases())
    def test_each_numbered_block_has_its_notes_once(self, case: Case) -> None:
        notes = [int(e.text or 0) for e in render(case).iter("aside")]
        assert sorted(notes) == list(range(1, len(notes) + 1))
        assert {block.number for block in case.document.blocks} <= set(notes)

    @given(cases())
    def test_what_is_linked_leads_where_the_link_says(self, case: Case) -> None:
        linked = {e.get("href") for e in render(case).findall(".//a[@class]")}
        assert linked <= {target.href for target in KNOWN.values()}
