"""What is recorded of a site: found again, kept up by difference, read as it was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import Address, make_address
from briefbook.disk.files import FileStat
from briefbook.publish.records import (
    NOTHING,
    STAMP_BYTES,
    Left,
    Record,
    Recorded,
    decode_left,
    decode_recorded,
    encode_left,
    encode_recorded,
    find_records,
    revise_hashes,
    revise_stamps,
)

ADDRESSES = st.sampled_from([make_address(f"{one}/{name}") for one in "abc" for name in "xyz"])
RECORDS = st.builds(
    Record,
    st.text("0123456789abcdef", min_size=64, max_size=64),
    st.binary(min_size=STAMP_BYTES, max_size=STAMP_BYTES),
)
PAGES = st.dictionaries(ADDRESSES, RECORDS)

Pages = dict[Address, Record]


def revise(recorded: Recorded, gone: set[Address], pages: Pages) -> Recorded:
    """Return what is recorded after some pages have gone and others have come or changed."""
    hashes = {address: record.sha256 for address, record in pages.items()}
    stamps = {address: record.stamp for address, record in pages.items()}
    revised = revise_hashes(recorded.hashes, gone, hashes)
    return Recorded(recorded.left, revised, revise_stamps(recorded, gone, stamps))


@given(PAGES, st.sets(ADDRESSES))
def test_pages_are_found_as_they_were_recorded(pages: Pages, asked: set[Address]) -> None:
    found = find_records(revise(NOTHING, set(), pages), asked)
    assert found == {address: pages[address] for address in asked & pages.keys()}


@given(PAGES, st.data())
def test_what_is_revised_is_as_if_recorded_anew(old: Pages, data: st.DataObject) -> None:
    gone = {address for address in sorted(old) if data.draw(st.booleans())}
    changed = {a: r for a, r in data.draw(PAGES).items() if a not in gone}
    whole = {address: old[address] for address in old.keys() - gone} | changed
    revised = revise(revise(NOTHING, set(), old), gone, changed)
    assert revised == revise(NOTHING, set(), whole)
    assert list(revised.hashes) == sorted(whole)


@given(PAGES)
def test_nothing_is_copied_where_nothing_changes(pages: Pages) -> None:
    recorded = revise(NOTHING, set(), pages)
    assert revise_hashes(recorded.hashes, (), {}) is recorded.hashes
    assert revise_stamps(recorded, (), {}) is recorded.stamps


NUMBERS = st.integers(-(2**63), 2**80)
STATS = st.none() | st.builds(FileStat, NUMBERS, NUMBERS, NUMBERS, NUMBERS)
FOLDERS = st.sampled_from(["", "a", "a/b", "ü", "中/x"])
LEFTS = st.builds(Left, STATS, st.dictionaries(FOLDERS, STATS), st.text())
NAMES = st.sampled_from(["index.html", "a/b.html", "ü.html", "中/x.css"]).map(make_address)
HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)


@st.composite
def recordings(draw: st.DrawFn) -> Recorded:
    hashes = dict(sorted(draw(st.dictionaries(NAMES, HASHES)).items()))
    size = STAMP_BYTES * len(hashes)
    return Recorded(draw(LEFTS), hashes, draw(st.binary(min_size=size, max_size=size)))


SAMPLE = encode_recorded(
    Recorded(
        Left(FileStat(1, 2, 3, 4), {"": FileStat(5, 6, 7, 8), "a": None}, "boot"),
        {make_address("a/b"): "0" * 64, make_address("c"): "1" * 64},
        bytes(range(2 * STAMP_BYTES)),
    )
)


@given(recordings())
def test_what_is_written_is_read_again(recorded: Recorded) -> None:
    assert decode_recorded(encode_recorded(recorded)) == recorded


@given(LEFTS)
def test_what_is_left_is_read_again_without_the_pages(left: Left) -> None:
    assert decode_left(encode_left(left)) == left


@given(st.binary(max_size=200))
def test_any_other_bytes_say_nothing(data: bytes) -> None:
    assert decode_recorded(data) == NOTHING
    assert decode_left(data) == Left()


@given(st.integers(0, len(SAMPLE) - 1), st.integers(1, 255))
def test_one_wrong_byte_is_enough_to_say_nothing(place: int, flip: int) -> None:
    damaged = bytearray(SAMPLE)
    damaged[place] ^= flip
    assert decode_recorded(bytes(damaged)) == NOTHING


@pytest.mark.parametrize("size", range(0, len(SAMPLE), 7))
def test_bytes_that_were_cut_off_say_nothing(size: int) -> None:
    assert decode_recorded(SAMPLE[:size]) == NOTHING
    assert decode_recorded(SAMPLE + SAMPLE[: size + 1]) == NOTHING


def test_one_kind_is_not_taken_for_the_other() -> None:
    assert decode_left(SAMPLE) == Left()
    assert decode_recorded(encode_left(Left())) == NOTHING
