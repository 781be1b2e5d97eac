"""Surveying: what is as we left it costs no look, and whatever else changed is found."""

from hashlib import sha256
from pathlib import Path

import pytest

from briefbook.base.addresses import Address, make_address
from briefbook.disk.files import stat_path
from briefbook.publish.publish import PublishResult, publish
from briefbook.publish.records import NOTHING, Recorded
from tests.disks import CountingDisk, count_looks

Pages = dict[Address, bytes]


def make_pages(count: int) -> Pages:
    """Return so many pages in each of three folders."""
    names = [f"{folder}/{number}" for folder in "abc" for number in range(count)]
    return {make_address(name): name.encode() for name in ["index", *names]}


def put(
    output: Path, pages: Pages, recorded: Recorded = NOTHING, thorough: bool = False
) -> PublishResult:
    """Publish without waiting for the medium."""
    wanted = {address: sha256(data).hexdigest() for address, data in pages.items()}
    make = lambda asked: ((a, pages[a]) for a in asked)  # noqa: E731 (said in one line)
    disk = CountingDisk()
    return publish(output, wanted, make, recorded, thorough=thorough, disk=disk)


def find_looked(
    output: Path,
    pages: Pages,
    recorded: Recorded,
    monkeypatch: pytest.MonkeyPatch,
    thorough: bool = False,
) -> set[str]:
    """Publish, and return the pages that were looked at."""
    with monkeypatch.context() as patch:
        looks = count_looks(patch)
        put(output, pages, recorded, thorough)
    return {address for address in pages if looks[f"{output}/{address}"]}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


PAGES = make_pages(5)
CHANGED = PAGES | {make_address("b/3"): b"new"}


def test_a_page_in_a_folder_as_we_left_it_is_looked_at_only_if_it_changes(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = put(output, PAGES).recorded
    assert find_looked(output, PAGES, recorded, monkeypatch) == set()
    assert find_looked(output, CHANGED, recorded, monkeypatch) == {"b/3"}


def test_the_next_publish_trusts_what_the_last_one_changed(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = put(output, PAGES).recorded
    for pages in (CHANGED, CHANGED | {make_address("d/new"): b"new"}, PAGES):
        recorded = put(output, pages, recorded).recorded
        assert find_looked(output, pages, recorded, monkeypatch) == set()


def test_all_pages_of_a_folder_that_others_changed_are_looked_at(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = put(output, PAGES).recorded
    (output / "a/own").write_bytes(b"somebody's")
    looked = find_looked(output, PAGES, recorded, monkeypatch)
    assert looked == {address for address in PAGES if address.startswith("a/")}


def test_a_thorough_publish_looks_at_every_page(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = put(output, PAGES).recorded
    assert find_looked(output, PAGES, recorded, monkeypatch, thorough=True) == set(PAGES)


def test_the_first_publish_after_the_system_was_started_looks_at_every_page(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = put(output, PAGES).recorded
    (output / "a/2").write_bytes(b"")
    before = recorded._replace(left=recorded.left._replace(boot="before the power cut"))
    published = put(output, PAGES, before)
    assert published.changed == ("a/2",)
    assert find_looked(output, PAGES, published.recorded, monkeypatch) == set()


def test_every_page_is_looked_at_where_the_manifest_is_not_the_one_we_left(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = put(output, PAGES).recorded
    put(output, CHANGED)
    assert find_looked(output, PAGES, older, monkeypatch) == set(PAGES)


@pytest.mark.parametrize("new", [CHANGED, PAGES], ids=["one changed", "none changed"])
def test_how_much_the_system_is_asked_does_not_depend_on_how_many_pages_stay(
    tmp_path: Path, new: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    for name, count in (("few", 5), ("many", 50)):
        pages, output = make_pages(count), tmp_path / name
        recorded = put(output, pages).recorded
        with monkeypatch.context() as patch:
            looks = count_looks(patch)
            put(output, pages | new, recorded)
        asked.add(looks.total())
    assert len(asked) == 1


def test_a_new_folder_is_not_searched_for_its_pages(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = count_looks(monkeypatch)
    put(output, PAGES)
    assert {looks[f"{output}/{address}"] for address in PAGES if "/" in address} == {1}


def test_a_page_that_differs_in_nothing_is_not_written(output: Path) -> None:
    recorded = put(output, PAGES).recorded
    before = {address: stat_path(f"{output}/{address}") for address in PAGES}
    put(output, CHANGED, recorded)
    same = [a for a, found in before.items() if found == stat_path(f"{output}/{a}")]
    assert set(same) == set(PAGES) - {"b/3"}
