import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.charts.svg import (
    Drawn,
    element,
    link,
    name_class,
    path,
    picture,
    steps,
    write_line,
)
from tests.drawing.shapes import NAMESPACE, parse

READABLE = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=40)


@given(READABLE, READABLE)
def test_text_and_attributes_are_read_back_as_they_were(words: str, value: str) -> None:
    read = ET.fromstring(element("text", words, class_=value))
    assert ("".join(read.itertext()), read.get("class"), len(read)) == (words, value, 0)


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_gives_well_formed_xml(words: str) -> None:
    assert ET.fromstring(element("text", words, class_=words)).tag == "text"


def test_text_is_escaped_and_finished_svg_is_not() -> None:
    inner = element("b", "1 < 2")
    assert element("a", inner, "</a>", x='"&') == (
        '<a x="&quot;&amp;"><b>1 &lt; 2</b>&lt;/a&gt;</a>'
    )


def test_templates_take_a_drawing_as_it_is() -> None:
    assert Drawn("<svg/>").__html__() == "<svg/>"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1.0, "1"), (1.005, "1"), (1.239, "1.24"), (-0.001, "0"), (100, "100"), (-2.5, "-2.5")],
)
def test_numbers_have_two_decimals_at_most(value: float, written: str) -> None:
    assert element("g", x=value) == f'<g x="{written}"/>'


def test_attributes_stand_in_one_order_whatever_the_order_given() -> None:
    assert element("g", b="2", a="1", c=None) == element("g", a="1", b="2")


def test_characters_that_xml_forbids_are_replaced() -> None:
    assert element("g", "a\x00b\ud800c\uffff") == "<g>a\ufffdb\ufffdc\ufffd</g>"


@pytest.mark.parametrize(
    "href",
    [
        "actors/x.html",
        "../events/a-b.html#c:d",
        "?q=a:b",
        "#x",
        "https://e.org/a:b",
        "HTTP://e.org",
    ],
)
def test_relative_and_web_addresses_become_links(href: str) -> None:
    assert ET.fromstring(link(href, "k", "x")).get("href") == href


@pytest.mark.parametrize(
    "href",
    [
        "",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        " javascript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//host/x",
        "/\\host/x",
        "\\\\host\\x",
    ],
)
def test_any_other_address_is_no_link(href: str) -> None:
    assert link(href, "k", "x") == '<g class="k">x</g>'


def test_a_picture_is_named_by_its_title_and_description() -> None:
    read = parse(picture((10, 20), "kind", "p 1", ("Title", "Words"), element("g")))
    named = {found.get("id"): found.text for found in read if found.get("id")}
    assert named == {"p-1-title": "Title", "p-1-desc": "Words"}
    assert read.get("aria-labelledby") == "p-1-title p-1-desc"
    assert read.get("viewBox") == "0 0 10 20"
    assert read[0].tag == f"{NAMESPACE}title"


def test_a_picture_with_links_is_no_image_since_readers_could_not_reach_them() -> None:
    words = ("T", "D")
    assert parse(picture((1, 1), "k", "p", words, link("x", "k", "x"))).get("role") == "group"
    assert parse(picture((1, 1), "k", "p", words, element("g"))).get("role") == "img"


def test_lines_and_words_take_the_colour_of_the_page() -> None:
    assert ET.fromstring(path(steps("M", 0, 0.333), "k")).get("stroke") == "currentColor"
    assert ET.fromstring(write_line(0, 0, "x", "k", 12)).get("fill") == "currentColor"


def test_a_word_in_a_class_name_cannot_bring_in_other_classes() -> None:
    assert name_class("tl-entry", "tl-kind-", "Big visit") == "tl-entry tl-kind-big-visit"
    assert name_class("tl-entry", "tl-kind-", "") == "tl-entry"
