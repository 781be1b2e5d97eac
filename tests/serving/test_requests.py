"""Targets: decoded once, and never more than a text to be looked up."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.serve.answering import decode_path, split_target

NAMES = st.text(
    st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="/\\"), min_size=1
)


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("/", "index.html"),
        ("/talks/", "talks/index.html"),
        ("/talks/beijing.html", "talks/beijing.html"),
        ("/%74alks.html", "talks.html"),
        ("/%2574alks.html", "%74alks.html"),
        ("/a+b.html", "a+b.html"),
        ("/100%.html", "100%.html"),
        ("/%E5%8C%97%E4%BA%AC.html", "北京.html"),
        ("/..", ".."),
    ],
)
def test_a_path_is_decoded_once(path: str, address: str) -> None:
    assert decode_path(path) == address


@pytest.mark.parametrize("path", ["/%ff", "/%c0%af", "/a%00b", "/a%0d%0ab", "/a%2fb", "/a%5Cb"])
def test_what_no_name_can_hold_is_no_path(path: str) -> None:
    assert decode_path(path) is None


@given(st.lists(NAMES, min_size=1, max_size=4))
def test_every_address_can_be_asked_for(names: list[str]) -> None:
    address = "/".join(names)
    assert decode_path("/" + quote(address)) == address


@given(st.text(st.characters(max_codepoint=0xFF)))
def test_nothing_else_than_text_comes_of_a_path(path: str) -> None:
    decoded = decode_path("/" + path)
    assert decoded is None or not set(decoded) & set("\\\0\r\n")


def test_a_query_is_no_part_of_the_path() -> None:
    assert split_target("/style.css?live=1?2") == ("/style.css", "live=1?2")


@pytest.mark.parametrize("target", ["", "*", "http://localhost/", "localhost:80", "index.html"])
def test_a_target_that_is_no_path_is_refused(target: str) -> None:
    assert split_target(target) is None
