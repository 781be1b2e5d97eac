"""The journal: what is written is read again, and what others write into it is not believed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.base.addresses import make_address
from briefbook.publish.journal import (
    STAGING_PREFIX,
    Journal,
    JournalStep,
    encode_journal,
    parse_journal,
)

HASH = "0123456789abcdef" * 4
STAGING = STAGING_PREFIX + "0a1b"
SOUND = Journal(
    STAGING,
    HASH,
    (
        JournalStep("folder", make_address("a")),
        JournalStep("place", make_address("a/b"), "0", HASH),
        JournalStep("swap", make_address("c"), "1", HASH),
        JournalStep("take", make_address("d/e"), "2"),
        JournalStep("clear", make_address("f"), "3"),
    ),
    (make_address("d"),),
)


def test_what_is_written_is_read_again() -> None:
    assert parse_journal(encode_journal(SOUND)) == SOUND


@pytest.mark.parametrize(
    "change",
    [
        {"staging": "../elsewhere"},
        {"staging": ".git"},
        {"staging": STAGING + "/.."},
        {"staging": 1},
        {"manifest": "abc"},
        {"version": 2},
        {"steps": {}},
        {"steps": [["take", "../secret", "1", ""]]},
        {"steps": [["take", "/etc/passwd", "1", ""]]},
        {"steps": [["take", ".git/config", "1", ""]]},
        {"steps": [["take", "a", "../../b", ""]]},
        {"steps": [["take", "a", "", ""]]},
        {"steps": [["take", "a", "1", HASH]]},
        {"steps": [["place", "a", "1", ""]]},
        {"steps": [["place", "a", "1/b", HASH]]},
        {"steps": [["bring", "a", "1", ""]]},
        {"steps": [["folder", "a", "1", ""]]},
        {"steps": [["erase", "a", "1", ""]]},
        {"steps": [["take", "a", "1"]]},
        {"steps": [["take", "a", 1, ""]]},
        {"steps": [None]},
        {"sweep": ["../elsewhere"]},
        {"sweep": [1]},
        {"sweep": None},
    ],
)
def test_a_journal_that_says_what_we_never_say_is_not_believed(
    change: dict[str, object],
) -> None:
    data = json.loads(encode_journal(SOUND)) | change
    assert parse_journal(json.dumps(data).encode()) is None


@given(st.binary(max_size=60))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    assert parse_journal(data) is None
