"""Addresses: which are legal on every system, and the links between them."""

import unicodedata
from urllib.parse import unquote, urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import (
    ADDRESS_BYTES,
    SEGMENT_BYTES,
    Address,
    address_fault,
    are_plain,
    encode_address,
    fold_address,
    folders_of,
    make_address,
    relative,
    segment_fault,
)

LETTERS = "aAbz09._-~ %#&;=+@!'()é中ßİ\u0301\u212a.,"
SEGMENTS = st.text(LETTERS, min_size=1, max_size=6).filter(lambda text: not segment_fault(text))
ADDRESSES = st.lists(SEGMENTS, min_size=1, max_size=4).map("/".join).map(make_address)
SITES = ("https://example.org/", "https://example.org/sub/folder/", "file:///media/stick/site/")


@given(ADDRESSES, ADDRESSES, st.sampled_from(SITES))
def test_a_link_joined_to_its_page_leads_to_its_target(
    start: Address, target: Address, site: str
) -> None:
    here = site + encode_address(start)
    assert urljoin(here, relative(start, target)) == site + encode_address(target)


@given(ADDRESSES, ADDRESSES)
def test_a_link_joined_to_an_address_without_a_host_leads_to_its_target(
    start: Address, target: Address
) -> None:
    joined = urljoin(encode_address(start), relative(start, target))
    assert unquote(joined) == target


@given(ADDRESSES, ADDRESSES, st.text(LETTERS, min_size=1, max_size=6))
def test_a_fragment_is_kept_behind_the_link(
    start: Address, target: Address, fragment: str
) -> None:
    link, _, rest = relative(start, target, fragment).partition("#")
    assert unquote(rest) == fragment
    assert link == ("" if start == target else relative(start, target))


def test_a_link_within_the_page_is_the_bare_fragment() -> None:
    page = make_address("actors/kearns.html")
    assert relative(page, page, "q1") == "#q1"
    assert relative(page, page) == "kearns.html"


@pytest.mark.parametrize(
    ("start", "target", "link"),
    [
        ("index.html", "actors/kearns.html", "actors/kearns.html"),
        ("actors/kearns.html", "index.html", "../index.html"),
        ("actors/kearns.html", "actors/tsai.html", "tsai.html"),
        ("briefings/a/b.html", "briefings/c/d.html", "../c/d.html"),
        ("a/b/c.html", "a/b", "../b"),
        (
            "index.html",
            "files/100% sure?.html".replace("?", "!"),
            "files/100%25%20sure%21.html",
        ),
        ("index.html", "中.html", "%E4%B8%AD.html"),
    ],
)
def test_links_are_as_short_as_they_can_be(start: str, target: str, link: str) -> None:
    assert relative(make_address(start), make_address(target)) == link


@pytest.mark.parametrize(
    "text",
    [
        "index.html",
        "briefings/uk-china-2023/beijing-talks.html",
        "sources/beijing-talks.upi.html",
        "data/book.json",
        "with space/ü.html",
        ".nojekyll",
        "com10.html",
        "console.html",
        "x" * SEGMENT_BYTES,
    ],
)
def test_accepts_what_every_system_allows(text: str) -> None:
    assert make_address(text) == text


@pytest.mark.parametrize(
    "text",
    [
        *("", "/", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/./b"),
        *("a\\b", "a:b", "a?b", "a*b", 'a"b', "a<b", "a>b", "a|b"),
        *("a\nb", "a\0b", "a\x7fb", "a\x85b", "a\u2028b", "a\u202eb", "a\ud800b"),
        *("con", "CON", "a/nul.html", "Com1.txt", "lpt9", "aux .x", "com\u00b9", "conin$"),
        *("a.", "a ", "a./b", "a /b", "..."),
        *("x" * (SEGMENT_BYTES + 1), "中" * (SEGMENT_BYTES // 3 + 1), "e\u0301.html"),
        *(".git", ".GIT/config", ".briefbook-manifest.json", ".Briefbook-staging-1/x"),
        "/".join(["x" * 99] * (ADDRESS_BYTES // 100 + 1)),
    ],
)
def test_refuses_what_some_system_does_not_allow(text: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        make_address(text)


def test_says_in_words_what_is_wrong() -> None:
    assert address_fault("events/con.html") == (
        "'con.html' is a name that Windows keeps for a device"
    )


@given(st.lists(st.text("anA0.-_ ", min_size=1, max_size=5), min_size=1, unique=True))
def test_names_that_are_plain_together_are_sound_and_distinct(names: list[str]) -> None:
    distinct = len(set(map(fold_address, names))) == len(names)
    assert not are_plain(names) or (distinct and not any(map(segment_fault, names)))


@given(st.text(max_size=8))
def test_an_address_is_sound_exactly_if_all_its_segments_are(text: str) -> None:
    assert bool(address_fault(text)) == any(map(segment_fault, text.split("/")))


@given(st.text(max_size=8))
def test_folding_hides_case_and_unicode_form(text: str) -> None:
    folded = fold_address(text)
    assert fold_address(folded) == folded
    assert fold_address(unicodedata.normalize("NFD", text)) == folded
    assert fold_address(text.casefold()) == folded


def test_folding_finds_the_letters_that_a_file_system_takes_for_one() -> None:
    assert fold_address("Straße/\u212a.html") == fold_address("STRASSE/k.html")


def test_folders_are_all_those_around_the_addresses() -> None:
    addresses = (make_address("a/b/c.html"), make_address("d.html"), make_address("a/e.html"))
    assert folders_of(addresses) == {"a", "a/b"}
