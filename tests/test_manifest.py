"""The manifest: the same for the same pages, and harmless whatever others write into it."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import Address, make_address
from briefbook.publish.records import (
    MANIFEST_NAME,
    encode_manifest,
    load_pages,
    parse_manifest,
    read_manifest,
)

HASH = "0123456789abcdef" * 4
ADDRESSES = st.sampled_from(["index.html", "a/b.html", "ü.html", "中/x.css"]).map(make_address)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9) | HASHES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(ADDRESSES, HASHES))
def test_what_is_written_is_read_again(pages: dict[Address, str]) -> None:
    assert parse_manifest(encode_manifest(pages)) == load_pages(encode_manifest(pages)) == pages


def test_the_order_of_pages_makes_no_difference_to_the_bytes() -> None:
    one, other = make_address("b.html"), make_address("a.html")
    assert encode_manifest({one: HASH, other: HASH}) == encode_manifest(
        {other: HASH, one: HASH}
    )


@given(st.dictionaries(ADDRESSES, HASHES))
def test_it_is_json_with_a_line_for_each_page(pages: dict[Address, str]) -> None:
    data = encode_manifest(pages)
    assert json.loads(data) == {"version": 1, "pages": pages}
    assert len(data.splitlines()) == max(len(pages), 1) + 1


@given(st.dictionaries(st.text(), JSON))
def test_only_addresses_with_hashes_are_believed(pages: dict[str, object]) -> None:
    data = json.dumps({"version": 1, "pages": pages}).encode()
    for address, sha256 in parse_manifest(data).items():
        assert make_address(address) == address
        assert len(sha256) == 64


@pytest.mark.parametrize(
    "path",
    [
        "../secret",
        "/etc/passwd",
        "a/../../b",
        ".git/config",
        "C:/x",
        "",
        MANIFEST_NAME,
        "a\ud800",
    ],
)
def test_an_entry_that_leads_elsewhere_is_ignored(path: str) -> None:
    data = json.dumps({"version": 1, "pages": {path: HASH, "index.html": HASH}}).encode()
    assert parse_manifest(data) == {"index.html": HASH}


@given(st.binary(max_size=40))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert parse_manifest(data) == {}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 100_000,
        "[]",
        "null",
        '{"version": 2, "pages": {}}',
        '{"version": 1, "pages": 3}',
    ],
)
def test_what_this_version_does_not_understand_says_nothing(text: str) -> None:
    assert parse_manifest(text.encode()) == {}


def test_a_manifest_that_is_missing_a_link_or_a_folder_says_nothing(tmp_path: Path) -> None:
    base, place = f"{tmp_path}/", tmp_path / MANIFEST_NAME
    assert read_manifest(base) == {}
    real = tmp_path / "elsewhere.json"
    real.write_bytes(encode_manifest({make_address("a"): HASH}))
    place.symlink_to(real)
    assert read_manifest(base) == {}
    place.unlink()
    place.mkdir()
    assert read_manifest(base) == {}
