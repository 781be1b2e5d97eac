"""Words of a text, and where they stand in its file."""

from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.problems import Span
from briefbook.report.places import find_in_body, find_within
from briefbook.syntax.markdown.document import Address, Citation, TextReference
from briefbook.syntax.markdown.parser import read_markdown

HEAD = "---\ntitle: [[a]] [^a] a\n---\n"
PARTS = (
    "[[a]]", "[[a|words]]", "[[b c]]", "[^a]", "[^b]", "`[[a]]`", "[x](a.md)", "![x](a.png)",
    "[x](<a b.md>)", "[x][d]", "Ann", "*Ann*", "Ann's", "# Ann\n\n", "\n\n", "\n> ", "\n- ",
    "| Ann | b |\n|---|---|\n| Ann | [[a\\|b]] |\n\n", "\n\n[d]: a.md\n\n", " ", "é", "\r\n",
)  # fmt: skip


def find(body: str, literal: str, rank: int) -> str | None:
    """Return what stands at the place of a literal, its line breaks made spaces."""
    found = find_in_body(HEAD + body, len(HEAD), literal, rank)
    if found is None:
        return None
    assert found.start >= len(HEAD)
    return " ".join((HEAD + body)[slice(*found)].replace(">", " ").split())


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_every_reference_of_a_text_is_found_as_it_is_written(body: str) -> None:
    for piece in read_markdown(body, "")[0].pieces:
        if isinstance(piece, TextReference):
            assert find(body, f"[[{piece.target}", piece.rank) == f"[[{piece.target}"
        elif isinstance(piece, Citation):
            assert find(body, f"[^{piece.target}]", piece.rank) == f"[^{piece.target}]"


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_every_address_of_a_text_is_found_as_it_is_written(body: str) -> None:
    for piece in read_markdown(body, "")[0].pieces:
        if isinstance(piece, Address):
            written = piece.address.replace("%20", " ")
            assert find(body, f"]({piece.address}", 0) == written


@given(st.lists(st.sampled_from(PARTS), max_size=12).map("".join))
def test_every_name_in_a_text_is_found(body: str) -> None:
    text = read_markdown(body, "")[0].text
    for rank in range(text.count("Ann")):
        assert find(body, "Ann", rank) == "Ann"
    assert find(body, "Ann", text.count("Ann")) is None


def test_a_name_is_not_found_in_the_heading_of_the_page() -> None:
    found = find_in_body("# Ann\n\nAnn", 0, "Ann", 0)
    assert found == Span(7, 10)


def test_names_on_one_line_are_told_apart() -> None:
    places = [find_in_body("Ann, Ann\nand Ann", 0, "Ann", rank) for rank in range(3)]
    assert places == [Span(0, 3), Span(5, 8), Span(13, 16)]


def test_what_is_not_in_a_value_is_all_of_it() -> None:
    assert find_within("key: [[a]] [[b]]", Span(5, 16), "[[b", 0) == Span(11, 14)
    assert find_within("key: [[a]] [[b]]", Span(5, 16), "[[c", 0) == Span(5, 16)
