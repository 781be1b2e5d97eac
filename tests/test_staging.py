"""Staging: each page that differs is written once, and no other."""

from hashlib import sha256
from pathlib import Path

import pytest

from briefbook.base.addresses import Address, make_address
from briefbook.publish.journal import JournalStep
from briefbook.publish.plan import UNKNOWN, open_staging, stage, verify
from tests.disks import CountingDisk, FailingDisk, snapshot

ONE, TWO, THREE = map(make_address, ("one", "new/two", "new/three"))
MADE = [(ONE, b"1"), (TWO, b"2"), (THREE, b"3")]
HASHES = {address: sha256(data).hexdigest() for address, data in MADE}


def stage_in(
    output: Path, needed: dict[Address, str], held: dict[Address, str]
) -> tuple[dict[Address, JournalStep], dict[str, bytes | None]]:
    """Return the steps of a staging, and what then lay in its folder."""
    made = [(address, data) for address, data in MADE if address in needed]
    with open_staging(output, CountingDisk()) as staging:
        return stage(staging, made, needed, held), snapshot(Path(staging.folder))


def test_pages_wait_side_by_side_whatever_their_folders(tmp_path: Path) -> None:
    steps, found = stage_in(tmp_path, HASHES, {})
    assert {step.address: (step.kind, step.name) for step in steps.values()} == {
        ONE: ("place", "0"),
        TWO: ("place", "1"),
        THREE: ("place", "2"),
    }
    assert found == {"0": b"1", "1": b"2", "2": b"3"}


def test_a_page_that_is_there_is_staged_if_it_differs(tmp_path: Path) -> None:
    steps, found = stage_in(
        tmp_path, dict.fromkeys(HASHES, UNKNOWN), {ONE: "x", TWO: HASHES[TWO]}
    )
    assert {address: step.kind for address, step in steps.items()} == {
        ONE: "swap",
        THREE: "place",
    }
    assert sorted(filter(None, found.values())) == [b"1", b"3"]


def test_a_hash_that_is_announced_is_taken_on_trust(tmp_path: Path) -> None:
    steps, _ = stage_in(tmp_path, {ONE: "0" * 64}, {})
    assert steps[ONE].sha256 == "0" * 64


def test_unless_it_is_verified() -> None:
    assert list(verify(MADE, {**HASHES, ONE: UNKNOWN})) == MADE
    with pytest.raises(ValueError, match="other than was announced: one"):
        list(verify(MADE, {**HASHES, ONE: "0" * 64}))


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    output = tmp_path / "deep/site"
    with (
        pytest.raises(ValueError, match="not made"),
        open_staging(output, CountingDisk()) as staging,
    ):
        stage(staging, MADE[:2], HASHES, {})
    assert snapshot(tmp_path) == {}


@pytest.mark.parametrize("last", [1, 2, 3, 4])
def test_nor_of_folders_where_only_the_outer_ones_could_be_made(
    tmp_path: Path, last: int
) -> None:
    disk = FailingDisk(lambda number, _: number == last)
    with pytest.raises(OSError, match="error"), open_staging(tmp_path / "a/b/site", disk):
        pass
    assert snapshot(tmp_path) == {}
