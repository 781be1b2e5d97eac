"""The pictures of whole books: in none of them does a word stand on another."""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

from benchmarks.corpus import make_corpus
from tests.books import publish, publish_sample
from tests.drawing.browser import measure_all
from tests.drawing.dense import make_book
from tests.drawing.shapes import (
    Shape,
    find_boxes,
    find_outside,
    find_overlaps,
    find_texts,
    parse,
    text_shape,
)
from tests.workspaces import Outcome

PICTURE = re.compile(r"<svg.*?</svg>", re.DOTALL)
BOOKS = {
    "sample": lambda: publish_sample("public"),
    "crowded": lambda: publish(make_book()),
    "generated": lambda: publish(make_corpus(30)),
}
SMALLEST = 11.0
PHONE = 350.0


@lru_cache(maxsize=3)
def build(book: str) -> Outcome:
    built = BOOKS[book]()
    assert built.complete, built.problems
    return built


def find_pictures(built: Outcome) -> Iterator[tuple[str, str]]:
    """Yield every picture of a site with the address of its page."""
    for address, data in sorted(built.files.items()):
        if address.endswith(".html"):
            yield from ((address, found) for found in PICTURE.findall(data.decode()))


def all_texts(drawing: str) -> tuple[Shape, ...]:
    return tuple(text_shape(one) for one in parse(drawing).iter() if one.tag.endswith("text"))


@pytest.mark.parametrize("book", BOOKS)
def test_no_words_overlap_in_any_picture(book: str) -> None:
    pictures = list(find_pictures(build(book)))
    found = [(page, find_overlaps(all_texts(drawing))) for page, drawing in pictures]
    assert len(pictures) > 10
    assert [(page, pairs) for page, pairs in found if pairs] == []


@pytest.mark.parametrize("book", BOOKS)
def test_no_words_are_cut_or_stick_out_of_any_picture(book: str) -> None:
    for page, drawing in find_pictures(build(book)):
        shapes = all_texts(drawing)
        assert not [shape for shape in shapes if "…" in shape.words], page
        assert find_outside(drawing, shapes) == [], page


@pytest.mark.parametrize("book", BOOKS)
def test_no_half_of_a_picture_is_blank(book: str) -> None:
    """What is drawn reaches over most of it, from side to side.

    Upright timelines are as wide as their column: the names in it may be short.
    """
    for page, drawing in find_pictures(build(book)):
        width = float(parse(drawing).get("width", "0"))
        if not {"spark", "timeline"} & {*str(parse(drawing).get("class")).split()}:
            shapes = (*all_texts(drawing), *find_boxes(drawing, "st-dot", "st-uncertain"))
            reach = max(one.right for one in shapes) - min(one.left for one in shapes)
            assert reach > 0.5 * width, page


@pytest.mark.parametrize("book", BOOKS)
def test_no_words_are_too_small_on_a_phone(book: str) -> None:
    """Pictures but the network shrink with the screen; the network is moved about."""
    for page, drawing in find_pictures(build(book)):
        root = parse(drawing)
        width = float(root.get("width", "0"))
        shrinks = 1.0 if "network" in root.get("class", "") else min(1.0, PHONE / width)
        sizes = [
            float(text.get("font-size", "0")) for text in root.iter() if text.get("font-size")
        ]
        assert min(sizes, default=SMALLEST) * shrinks >= SMALLEST, page


def test_a_hundred_events_of_a_year_are_all_named_in_the_order_of_the_list() -> None:
    page = build("crowded").files["timeline/2023.html"].decode()
    (drawing,) = PICTURE.findall(page)
    drawn = sorted(find_texts(drawing, "tl-label"), key=lambda shape: shape.top)
    first_lines = [shape.words for shape in drawn if shape.words.startswith("Event")]
    listed = re.findall(r'<h3><a href="[^"]*">(Event \d+)', page)
    assert [re.findall(r"Event \d+", words)[0] for words in first_lines] == listed
    assert len(listed) == 100


@pytest.mark.requires("chromium")
@pytest.mark.parametrize("book", BOOKS)
def test_no_words_overlap_in_a_browser(
    book: str, tmp_path: Path, requires_chromium: Path
) -> None:
    built = build(book)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/style.css").write_bytes(built.files["assets/style.css"])
    pages, drawings = zip(*find_pictures(built), strict=True)
    measured = measure_all(drawings, tmp_path, requires_chromium)
    assert len(measured) == len(drawings)
    for page, shapes in zip(pages, measured, strict=True):
        assert find_overlaps([trim(shape) for shape in shapes]) == [], page


def trim(shape: Shape) -> Shape:
    """Take a line's own spacing off: browsers count it into the box of a text."""
    return shape._replace(top=shape.top + 2.5, bottom=shape.bottom - 2.5)
