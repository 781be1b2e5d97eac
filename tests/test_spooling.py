"""The spool is a dict of bytes that does not grow in memory."""

import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from briefbook.session.session import Spool

LIMIT = 10
LONG = b"longer than the limit"

NAMES = st.sampled_from(("a.html", "b.html", "c.html"))


@pytest.fixture
def spool(tmp_path: Path) -> Iterator[Spool]:
    spool = Spool(tmp_path, LIMIT)
    yield spool
    spool.close()


def is_in_memory(spool: Spool) -> bool:
    """Tell whether a spool has no file; one that has would tell its number."""
    return not spool.file._rolled  # type: ignore[attr-defined]


def test_holds_few_bytes_in_memory_and_many_in_a_file(spool: Spool) -> None:
    spool["a"] = b"few"
    assert is_in_memory(spool)
    spool["b"] = LONG
    assert not is_in_memory(spool)
    assert dict(spool) == {"a": b"few", "b": LONG}


def test_leaves_no_name_in_its_folder(spool: Spool, tmp_path: Path) -> None:
    spool["a"] = LONG
    assert list(tmp_path.iterdir()) == []


def test_gives_the_file_back_when_it_is_cleared(spool: Spool) -> None:
    spool["a"] = LONG
    handle = spool.file.fileno()
    spool.clear()
    assert is_in_memory(spool)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(handle)


def test_needs_no_more_room_for_many_small_builds(spool: Spool) -> None:
    for _ in range(100):
        spool["a"] = b"12345678"
        spool.clear()
    assert is_in_memory(spool)


def test_tells_what_it_has_without_reading(spool: Spool) -> None:
    spool["a"] = LONG
    spool.close()
    assert "a" in spool
    assert "b" not in spool
    assert list(spool) == ["a"]


def test_knows_no_address_that_was_never_given(spool: Spool) -> None:
    assert spool.get("a") is None
    with pytest.raises(KeyError):
        spool["a"]
    with pytest.raises(KeyError):
        del spool["a"]


class LikeADict(RuleBasedStateMachine):
    """Whatever is put in, taken out or cleared, a spool has what a dict would have."""

    @initialize(limit=st.sampled_from((1, LIMIT, 1000)))
    def begin(self, limit: int) -> None:
        self.spool = Spool(Path(gettempdir()), limit)
        self.plain: dict[str, bytes] = {}

    @rule(name=NAMES, data=st.binary(max_size=LIMIT))
    def put(self, name: str, data: bytes) -> None:
        self.spool[name] = self.plain[name] = data

    @rule(name=NAMES)
    def take(self, name: str) -> None:
        assert self.spool.pop(name, None) == self.plain.pop(name, None)

    @rule(name=NAMES)
    def read(self, name: str) -> None:
        assert self.spool.get(name) == self.plain.get(name)

    @rule()
    def clear(self) -> None:
        self.spool.clear()
        self.plain.clear()

    @invariant()
    def is_the_same(self) -> None:
        if hasattr(self, "spool"):
            assert self.spool == self.plain
            assert len(self.spool) == len(self.plain)

    def teardown(self) -> None:
        self.spool.close()


TestLikeADict = LikeADict.TestCase
TestLikeADict.settings = settings(max_examples=50, stateful_step_count=20, deadline=None)
