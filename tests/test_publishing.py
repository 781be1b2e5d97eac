"""Publishing: the folder holds the wanted pages, whatever fails and whoever meddles."""

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from briefbook.base.addresses import Address, fold_address, folders_of, make_address
from briefbook.disk.files import Disk, PublishFailed, Refused
from briefbook.publish.journal import STAGING_PREFIX, recover
from briefbook.publish.plan import UNKNOWN
from briefbook.publish.publish import PublishResult, publish, remove_site
from briefbook.publish.records import (
    JOURNAL_NAME,
    MANIFEST_NAME,
    NOTHING,
    Recorded,
    encode_manifest,
)
from tests.disks import (
    CountingDisk,
    Crash,
    CrashingDisk,
    FailingDisk,
    Fails,
    FullDisk,
    Snapshot,
    WatchedDisk,
    ignore_case,
    publish_pages,
    snapshot,
)

Pages = dict[Address, bytes]

FOREIGN = {"CNAME": b"example.org", ".git/config": b"[core]", "own/notes.txt": b"notes"}
ERRORS = (errno.ENOSPC, errno.EACCES, errno.EROFS)


def pages(**texts: str) -> Pages:
    """Return pages whose addresses are written with ``__`` for ``/``."""
    named = {name.replace("__", "/"): text.encode() for name, text in texts.items()}
    return {make_address(name): text for name, text in named.items()}


KEPT = pages(index="home", actors__tsai="tsai", actors__han="han", about="about")
SCENARIOS = {
    "an ordinary edit": (
        KEPT | pages(a="old a", b__c="old c", b__d="old d", gone="x", old__only="y", e="old e"),
        KEPT
        | pages(a="new a", b__c="new c", b__d="new d", new="z", fresh__deep__page="p", e="e"),
    ),
    "pages and folders that change places": (
        KEPT | pages(file="f", folder__x="x", folder__in__y="y", both__z="z", a="old a"),
        KEPT | pages(file__now="f", folder="x", both__z__deep="z", a="new a"),
    ),
    "new folders beside old pages": (
        KEPT | pages(a="old a", b__c="c"),
        KEPT | pages(a="new a", b__c="c", b__new="n", d__e="e", d__f__g="g", d__f__h="h"),
    ),
    "a first publish": ({}, KEPT | pages(a="a", b__c="c")),
    "a last publish": (KEPT | pages(a="a", b__c="c"), {}),
}


@pytest.fixture(params=SCENARIOS)
def change(request: pytest.FixtureRequest) -> tuple[Pages, Pages]:
    return SCENARIOS[str(request.param)]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "site"


def put(output: Path, files: Mapping[str, bytes] = FOREIGN) -> None:
    for path, data in files.items():
        (output / path).parent.mkdir(parents=True, exist_ok=True)
        (output / path).write_bytes(data)


def prepare(output: Path, old: Pages) -> PublishResult:
    """Make a folder that holds a site, and files of others."""
    published = quick(output, old)
    put(output)
    return published


def quick(
    output: Path,
    new: Pages,
    recorded: Recorded = NOTHING,
    disk: Disk | None = None,
    thorough: bool = False,
) -> PublishResult:
    """Publish without waiting for the medium."""
    disk = disk or CountingDisk()
    return publish(output, ours(new), makes(new), recorded, thorough=thorough, disk=disk)


def makes(new: Pages) -> Callable[[Sequence[Address]], Iterable[tuple[Address, bytes]]]:
    return lambda needed: ((address, new[address]) for address in needed)


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


def files(output: Path) -> dict[str, bytes]:
    return {path: data for path, data in snapshot(output).items() if data is not None}


def expected(new: Pages, foreign: Mapping[str, bytes] = FOREIGN) -> Snapshot:
    """Return the folder that holds just ``new`` and the files of others."""
    hashes = {address: digest(data) for address, data in new.items()}
    named = {str(address): data for address, data in new.items()}
    whole = {**foreign, **named, MANIFEST_NAME: encode_manifest(hashes)}
    folders = folders_of(make_address(path.lstrip(".")) for path in whole if path[0] != ".")
    git = [".git"] if ".git/config" in foreign else []
    return {**dict.fromkeys([*folders, *git]), **whole}


def test_the_folder_holds_the_pages_and_files_of_others_stay(
    output: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    prepare(output, old)
    quick(output, new)
    assert snapshot(output) == expected(new)


def test_says_what_was_new_changed_removed_and_kept(output: Path) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    published = quick(output, new, quick(output, old).recorded)
    assert published.new == ("fresh/deep/page", "new")
    assert published.changed == ("a", "b/c", "b/d", "e")
    assert published.removed == ("gone", "old/only")
    assert published.kept == ("about", "actors/han", "actors/tsai", "index")


@pytest.mark.parametrize("remembers", [True, False])
def test_a_second_publish_makes_nothing_and_touches_nothing(
    output: Path, remembers: bool
) -> None:
    recorded = prepare(output, KEPT).recorded if remembers else NOTHING
    prepare(output, KEPT)
    untouched = FailingDisk(lambda *_: True)
    wanted = {address: digest(data) for address, data in KEPT.items()}
    published = publish(output, wanted, refuse_to_make, recorded, disk=untouched)
    assert published.kept == tuple(sorted(KEPT))
    assert untouched.count == 0


def refuse_to_make(needed: Sequence[Address]) -> Iterator[tuple[Address, bytes]]:
    pytest.fail(f"made again: {needed}")


def test_only_pages_that_differ_are_made(output: Path) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    recorded, asked = quick(output, old).recorded, set[Address]()

    def make(needed: Sequence[Address]) -> Iterator[tuple[Address, bytes]]:
        asked.update(needed)
        yield from ((address, new[address]) for address in reversed(needed))

    wanted = {address: digest(data) for address, data in new.items()}
    publish(output, wanted, make, recorded, disk=CountingDisk())
    assert asked == set(new) - set(KEPT)


def test_a_page_of_unknown_hash_is_made_and_left_alone_if_it_is_the_same(output: Path) -> None:
    recorded = quick(output, KEPT).recorded
    before = {path: path.stat().st_ino for path in output.rglob("*")}
    wanted = dict.fromkeys(KEPT, UNKNOWN)
    published = publish(output, wanted, makes(KEPT), recorded, disk=CountingDisk())
    assert (published.kept, published.changed) == (tuple(sorted(KEPT)), ())
    assert {path: path.stat().st_ino for path in output.rglob("*")} == before


def test_pages_in_memory_are_published_on_a_real_disk(output: Path) -> None:
    published = publish_pages(output, KEPT)
    assert published.new == tuple(sorted(KEPT))
    assert snapshot(output) == expected(KEPT, {})
    assert publish_pages(output, KEPT, published.recorded).kept == tuple(sorted(KEPT))


@pytest.mark.skipif(os.name == "nt", reason="the system has no such permissions")
def test_pages_may_be_read_by_whoever_the_system_lets(output: Path) -> None:
    mask = os.umask(0o027)
    try:
        quick(output, pages(a__b="text"))
    finally:
        os.umask(mask)
    assert oct((output / "a/b").stat().st_mode & 0o777) == oct(0o640)
    assert oct((output / "a").stat().st_mode & 0o777) == oct(0o750)


def tamper(path: Path) -> None:
    path.write_bytes(b"changed by somebody")


def tamper_unseen(path: Path) -> None:
    """Change bytes, but neither size nor time."""
    before = path.stat()
    path.write_bytes(path.read_bytes().upper())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def empty(path: Path) -> None:
    path.write_bytes(b"")


def save_as_editors_do(path: Path) -> None:
    """Put a new file in the place of a page, of the same size and age."""
    before = path.stat()
    path.with_name("saved").write_bytes(path.read_bytes().upper())
    os.utime(path.with_name("saved"), ns=(before.st_atime_ns, before.st_mtime_ns))
    path.with_name("saved").replace(path)


IN_PLACE: tuple[Callable[[Path], None], ...] = (tamper, tamper_unseen, empty)
BY_NAME: tuple[Callable[[Path], None], ...] = (save_as_editors_do, Path.unlink)
MEDDLERS = (*IN_PLACE, *BY_NAME)


@pytest.mark.parametrize("remembers", [True, False])
@pytest.mark.parametrize("meddle", MEDDLERS)
def test_what_others_did_to_a_page_is_put_right_by_a_thorough_publish(
    output: Path, meddle: Callable[[Path], None], remembers: bool
) -> None:
    recorded = prepare(output, KEPT).recorded
    meddle(output / "actors/tsai")
    published = quick(output, KEPT, recorded if remembers else NOTHING, thorough=True)
    assert snapshot(output) == expected(KEPT)
    assert published.changed == ("actors/tsai",)


@pytest.mark.parametrize("place", ["about", "actors/tsai"])
@pytest.mark.parametrize("meddle", BY_NAME)
def test_a_page_that_others_deleted_or_replaced_is_put_right_by_any_publish(
    output: Path, meddle: Callable[[Path], None], place: str
) -> None:
    recorded = prepare(output, KEPT).recorded
    recorded = quick(output, KEPT, recorded).recorded
    meddle(output / place)
    published = quick(output, KEPT, recorded)
    assert snapshot(output) == expected(KEPT)
    assert published.changed == (place,)


def test_a_page_deleted_while_others_are_made_is_put_right_by_the_next_publish(
    output: Path,
) -> None:
    recorded = quick(output, KEPT).recorded
    new = KEPT | pages(actors__new="n", index="new")

    def make(needed: Sequence[Address]) -> Iterator[tuple[Address, bytes]]:
        for kept in ("about", "actors/tsai"):
            (output / kept).unlink()
        yield from makes(new)(needed)

    recorded = publish(output, ours(new), make, recorded, disk=CountingDisk()).recorded
    assert quick(output, new, recorded).changed == ("about", "actors/tsai")


def test_a_page_rewritten_in_its_place_is_put_right_as_soon_as_it_changes(
    output: Path,
) -> None:
    recorded = quick(output, KEPT).recorded
    tamper(output / "actors/tsai")
    new = KEPT | pages(actors__tsai="new")
    assert quick(output, new, recorded).changed == ("actors/tsai",)
    assert files(output).items() >= new.items()


def test_what_is_recorded_is_given_back_as_it_is_if_nothing_happened(output: Path) -> None:
    recorded = quick(output, KEPT).recorded
    assert quick(output, KEPT, recorded).recorded is recorded
    assert quick(output, KEPT, recorded, thorough=True).recorded is recorded


def test_a_thorough_publish_refuses_bytes_other_than_announced(output: Path) -> None:
    prepare(output, KEPT)
    before = snapshot(output)
    new = dict.fromkeys(KEPT, b"other")
    with pytest.raises(ValueError, match="announced"):
        publish(output, ours(KEPT | pages(index="x")), makes(new), thorough=True)
    assert snapshot(output) == before


def test_a_copied_folder_is_read_but_not_written_again(output: Path, tmp_path: Path) -> None:
    recorded = quick(output, KEPT).recorded
    shutil.copytree(output, tmp_path / "copy")
    untouched = FailingDisk(lambda *_: True)
    assert quick(tmp_path / "copy", KEPT, recorded, untouched).kept == tuple(sorted(KEPT))


@pytest.mark.parametrize("damage", [b"", b"{", b'{"version": 1, "pages": {"x": 1}}', None])
def test_a_lost_manifest_is_no_loss_where_the_state_remembers(
    output: Path, damage: bytes | None
) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    recorded = prepare(output, old).recorded
    (output / MANIFEST_NAME).unlink()
    if damage is not None:
        (output / MANIFEST_NAME).write_bytes(damage)
    quick(output, new, recorded)
    assert snapshot(output) == expected(new)


def test_without_manifest_and_state_nothing_is_known_to_be_ours(output: Path) -> None:
    prepare(output, KEPT)
    (output / MANIFEST_NAME).unlink()
    before = snapshot(output)
    with pytest.raises(Refused) as caught:
        quick(output, KEPT)
    assert (caught.value.code, caught.value.exit_code) == ("output-foreign-file", 2)
    assert snapshot(output) == before


def test_an_older_state_never_speaks_against_the_manifest(output: Path) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    recorded = prepare(output, old).recorded
    quick(output, new)
    quick(output, old, recorded)
    assert snapshot(output) == expected(old)


@pytest.mark.parametrize(
    ("foreign", "named"),
    [("index", "index"), ("actors", "actors"), ("index/inner/own.txt", "index/inner/own.txt")],
)
def test_a_file_of_others_where_a_page_should_go_is_named_and_nothing_is_touched(
    output: Path, foreign: str, named: str
) -> None:
    prepare(output, pages(about="old"))
    put(output, {foreign: b"somebody's"})
    before = snapshot(output)
    with pytest.raises(Refused, match=f"{output}/{named} was not written by Briefbook"):
        publish(output, dict.fromkeys(KEPT, UNKNOWN), refuse_to_make, disk=CountingDisk())
    assert snapshot(output) == before


def test_a_page_may_take_the_place_of_a_file_that_was_given_up(output: Path) -> None:
    put(output, {**FOREIGN, "index": b"somebody's"})
    wanted = {address: digest(data) for address, data in KEPT.items()}
    publish(output, wanted, makes(KEPT), adopt=True, disk=CountingDisk())
    assert snapshot(output) == expected(KEPT)


def test_even_then_a_folder_with_files_of_others_stays(output: Path) -> None:
    put(output, {"index/own.txt": b"somebody's"})
    with pytest.raises(Refused):
        publish(output, dict.fromkeys(KEPT, UNKNOWN), makes(KEPT), adopt=True)
    assert files(output) == {"index/own.txt": b"somebody's"}


@pytest.mark.parametrize("place", ["index", "actors"])
def test_no_page_is_written_through_or_over_a_link_of_others(
    output: Path, tmp_path: Path, place: str
) -> None:
    elsewhere = tmp_path / "elsewhere"
    put(elsewhere, {"tsai": b"somebody's"})
    put(output)
    (output / place).symlink_to(elsewhere)
    with pytest.raises(Refused, match=place):
        quick(output, KEPT)
    assert files(elsewhere) == {"tsai": b"somebody's"}


@pytest.mark.parametrize("remembers", [True, False])
def test_a_folder_of_ours_that_became_a_link_is_not_written_through(
    output: Path, tmp_path: Path, remembers: bool
) -> None:
    recorded = prepare(output, KEPT).recorded if remembers else NOTHING
    prepare(output, KEPT)
    (output / "actors").rename(tmp_path / "elsewhere")
    (output / "actors").symlink_to(tmp_path / "elsewhere")
    before = snapshot(tmp_path)
    with pytest.raises(Refused, match=f"{output}/actors is a link"):
        quick(output, KEPT | pages(actors__tsai="new"), recorded)
    assert snapshot(tmp_path) == before


def test_a_manifest_forged_by_others_removes_nothing_outside_the_folder(
    output: Path, tmp_path: Path
) -> None:
    outside = tmp_path / "elsewhere"
    put(outside, {"inner/x": b"somebody's"})
    (outside / "empty").mkdir()
    prepare(output, KEPT)
    (output / "link").symlink_to(outside)
    paths = ("../elsewhere/inner/x", "link/inner/x", "link/empty/y", str(outside / "inner/x"))
    listed = dict.fromkeys(paths, digest(b"somebody's"))
    forged = json.dumps({"version": 1, "pages": listed | ours(KEPT)})
    (output / MANIFEST_NAME).write_text(forged, "utf-8")
    quick(output, KEPT)
    assert snapshot(outside) == {"inner": None, "inner/x": b"somebody's", "empty": None}
    assert (output / MANIFEST_NAME).read_bytes() == encode_manifest(ours(KEPT))


def ours(new: Pages) -> dict[Address, str]:
    return {address: digest(data) for address, data in new.items()}


def test_a_folder_in_the_place_of_a_removed_page_is_left_alone(output: Path) -> None:
    prepare(output, KEPT)
    (output / "about").unlink()
    put(output, {"about/own.txt": b"somebody's"})
    rest = {address: data for address, data in KEPT.items() if address != "about"}
    quick(output, rest)
    assert (output / "about/own.txt").read_bytes() == b"somebody's"


def test_folders_left_empty_are_removed_unless_others_use_them(output: Path) -> None:
    quick(output, KEPT | pages(a__b__c="c", d__e__f="f", d__g="g"))
    put(output, {"a/own.txt": b"somebody's"})
    quick(output, KEPT | pages(d__g="g"))
    assert {path for path, data in snapshot(output).items() if data is None} == {
        "a",
        "actors",
        "d",
    }


def test_names_that_change_their_case_alone_end_up_as_wanted(output: Path) -> None:
    prepare(output, pages(Notes__Page="old", other="same"))
    quick(output, pages(notes__page="new", other="same"))
    assert (output / "notes/page").read_bytes() == b"new"
    assert publish_pages(output, pages(notes__page="new", other="same")).removed == ()


@pytest.mark.parametrize("remembers", [True, False])
def test_so_they_do_where_the_system_takes_both_for_one(
    output: Path, monkeypatch: pytest.MonkeyPatch, remembers: bool
) -> None:
    recorded = prepare(output, pages(Page="old", Notes__X="x", Talks="t")).recorded
    with monkeypatch.context() as patch:
        ignore_case(patch, output.parent)
        new = pages(page="new", notes__x="x", talks__now="t")
        quick(output, new, recorded if remembers else NOTHING)
        quick(output, new)
    found = {path.casefold(): data for path, data in files(output).items()}
    assert found == {path.casefold(): data for path, data in files_of(expected(new)).items()}


def test_a_file_of_others_that_differs_in_case_alone_stays_there(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepare(output, KEPT)
    put(output, {"PAGE": b"somebody's"})
    with monkeypatch.context() as patch:
        ignore_case(patch, output.parent)
        with pytest.raises(Refused):
            quick(output, KEPT | pages(page="new"))
    assert (output / "PAGE").read_bytes() == b"somebody's"


@pytest.mark.parametrize(
    "clash", [pages(a="1", a__b="2"), pages(a="1", A="2"), pages(A="1", a__b="2")]
)
def test_addresses_that_cannot_stand_beside_each_other_are_a_fault_of_ours(
    output: Path, clash: Pages
) -> None:
    with pytest.raises(ValueError, match="beside each other"):
        quick(output, clash)
    assert not output.exists()


@pytest.mark.parametrize(
    "made",
    [[], [("index", b"home")], [("index", b"x"), ("index", b"x")], [("strange", b"x")]],
)
def test_pages_not_made_made_twice_or_not_asked_for_are_a_fault_of_ours(
    output: Path, made: list[tuple[Address, bytes]]
) -> None:
    with pytest.raises(ValueError, match="page"):
        publish(output, dict.fromkeys(KEPT, UNKNOWN), lambda _: made, disk=CountingDisk())
    assert not output.exists()


@pytest.mark.parametrize("fault", [ZeroDivisionError, KeyboardInterrupt])
def test_a_page_that_cannot_be_made_leaves_the_folder_as_it_was(
    output: Path, fault: type[BaseException]
) -> None:
    prepare(output, KEPT)
    before = snapshot(output)

    def make(needed: Sequence[Address]) -> Iterator[tuple[Address, bytes]]:
        yield needed[0], b"new"
        raise fault

    with pytest.raises(fault):
        publish(output, dict.fromkeys(KEPT, UNKNOWN), make, disk=CountingDisk())
    assert snapshot(output) == before


def only(*numbers: int) -> Fails:
    return lambda count, _: count in numbers


def since(number: int, names: frozenset[str] = frozenset()) -> Fails:
    """Let all changes from one on fail, or all of some names."""
    return lambda count, name: count >= number and (not names or name in names)


def changes(tmp_path: Path, old: Pages, new: Pages) -> int:
    """Return how many changes of the disk a publish takes."""
    disk = CountingDisk()
    prepare(tmp_path / "counted", old)
    quick(tmp_path / "counted", new, disk=disk)
    return disk.count


def copies(output: Path, tmp_path: Path, old: Pages) -> Iterator[Path]:
    """Yield, again and again, a fresh copy of a folder with the site ``old``."""
    prepare(tmp_path / "model", old)
    while True:
        shutil.copytree(tmp_path / "model", output)
        yield output
        shutil.rmtree(output)


@pytest.mark.parametrize(
    ("scenario", "code"),
    [
        *(("an ordinary edit", code) for code in ERRORS),
        *((name, errno.EIO) for name in SCENARIOS),
    ],
)
def test_an_error_at_any_change_of_the_disk_leaves_the_folder_as_it_was(
    output: Path, tmp_path: Path, scenario: str, code: int
) -> None:
    old, new = SCENARIOS[scenario]
    failed = 0
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        before = snapshot(output)
        disk = FullDisk(only(last), code)
        failed += outcome(output, new, disk, before)
        quick(output, new)
        assert snapshot(output) == expected(new)
    assert failed > len(new)


def outcome(output: Path, new: Pages, disk: Disk, before: Snapshot) -> bool:
    """Publish on a bad disk; tell whether that failed, and left all as it was."""
    try:
        quick(output, new, disk=disk)
    except PublishFailed as failed:
        said, after = str(failed), snapshot(output)
    else:
        said, after = "", before
    assert after == before
    assert "as it was" in said or {path: files(output)[path] for path in new} == new
    return bool(said)


def test_a_disk_that_takes_nothing_more_leaves_the_folder_as_it_was(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    growing = frozenset({"write", "mkdir", "link"})
    total = changes(tmp_path, old, new)
    for first, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        before = snapshot(output)
        disk = FullDisk(since(first, growing), errno.ENOSPC)
        outcome(output, new, disk, before)
        quick(output, new)
        assert snapshot(output) == expected(new)


def test_after_a_disk_that_died_the_next_run_finds_one_whole_site(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    total = changes(tmp_path, old, new)
    for first, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        with suppress(PublishFailed):
            quick(output, new, disk=FailingDisk(since(first)))
        recover(output, CountingDisk())
        assert snapshot(output) in (expected(old), expected(new))
        quick(output, new)
        assert snapshot(output) == expected(new)


def test_after_an_error_that_could_not_be_undone_the_next_run_finds_one_whole_site(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        disk = FailingDisk(only(last, last + 1))
        with suppress(PublishFailed):
            quick(output, new, disk=disk)
        recover(output, CountingDisk())
        assert snapshot(output) in (expected(old), expected(new))


@pytest.mark.parametrize("when", ["before", "in", "after"])
def test_after_a_crash_at_any_change_all_is_whole_and_the_next_run_finishes(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages], when: str
) -> None:
    old, new = change
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        with pytest.raises(Crash):
            quick(output, new, disk=CrashingDisk(last, when))
        assert_whole(output, old, new)
        quick(output, new)
        assert snapshot(output) == expected(new)


def test_after_a_crash_and_a_second_crash_while_recovering_the_next_run_finishes(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        with pytest.raises(Crash):
            quick(output, new, disk=CrashingDisk(last, "after"))
        with suppress(Crash):
            recover(output, CrashingDisk(1 + last % 7, "before"))
        assert_whole(output, old, new)
        recover(output, CountingDisk())
        assert snapshot(output) in (expected(old), expected(new))
        assert not recover(output, FailingDisk(lambda *_: True))


def assert_whole(output: Path, old: Pages, new: Pages) -> None:
    """Check that no file is cut short, none of others is lost, and no link leads nowhere."""
    found = files(output)
    assert FOREIGN.items() <= found.items()
    for address in old.keys() | new.keys():
        assert found.get(address) in (old.get(address), new.get(address), None)
    assert_linked(found, old, new)


def assert_linked(found: dict[str, bytes], old: Pages, new: Pages) -> None:
    """Check that whatever an old page, or a new one, may link to is there.

    Apart from pages that cannot stand beside those that come: they go first.
    """
    swaps = {a for a in old.keys() - new.keys() if not can_stand(a, new)}
    swaps |= {a for a in new.keys() - old.keys() if not can_stand(a, old)}
    assert old.keys() & new.keys() <= found.keys()
    changed = {a for a in old.keys() & new.keys() if old[a] != new[a]}
    if any(found[address] == new[address] for address in changed):
        assert new.keys() <= found.keys()
    if any(found[address] == old[address] for address in changed):
        assert old.keys() - swaps <= found.keys()


def can_stand(address: Address, others: Pages) -> bool:
    """Tell whether a page can stand beside others: none is a folder of another."""
    around = {fold_address(folder) for folder in folders_of([address])}
    folders = {fold_address(folder) for folder in folders_of(others)}
    names = {fold_address(other) for other in others}
    return not (around & names or fold_address(address) in folders | names)


def test_every_page_linked_to_is_there_at_every_instant(
    output: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    prepare(output, old)
    quick(output, new, disk=WatchedDisk(lambda: assert_whole(output, old, new)))


def test_nothing_is_touched_before_all_is_made(output: Path) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    prepare(output, old)
    before = files(output)

    def make(needed: Sequence[Address]) -> Iterator[tuple[Address, bytes]]:
        for address in needed:
            seen = files(output)
            assert {path: seen[path] for path in seen if not path.startswith(".brief")} == {
                path: data for path, data in before.items() if not path.startswith(".brief")
            }
            yield address, new[address]

    publish(output, ours(new), make, disk=CountingDisk())


@pytest.mark.parametrize("index", [3, 9, 14, 17, 20, 24, 30])
def test_a_process_killed_in_the_middle_does_no_harm(output: Path, index: int) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    prepare(output, old)
    program = f"from tests.test_publishing import publish_and_die; publish_and_die({index})"
    command = [sys.executable, "-c", program, str(output)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], check=False)
    assert done.returncode == -signal.SIGKILL
    assert_whole(output, old, new)
    quick(output, new)
    assert snapshot(output) == expected(new)


def publish_and_die(index: int) -> None:
    """Publish to the folder on the command line, and be killed at one of the changes."""
    disk = WatchedDisk(
        lambda: signal.raise_signal(signal.SIGKILL) if disk.count >= index else None
    )
    quick(Path(sys.argv[1]), SCENARIOS["an ordinary edit"][1], disk=disk)


def test_an_interruption_from_the_keyboard_leaves_the_folder_as_it_was(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages]
) -> None:
    old, new = change
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        before = snapshot(output)
        with pytest.raises(KeyboardInterrupt):
            quick(output, new, disk=InterruptedDisk(last))
        finished = snapshot(output)[MANIFEST_NAME] != before[MANIFEST_NAME]
        assert finished or snapshot(output) == before
        recover(output, CountingDisk())
        assert snapshot(output) == (expected(new) if finished else before)


class InterruptedDisk(CountingDisk):
    """A disk at whose change number ``last`` somebody presses Ctrl-C."""

    def __init__(self, last: int) -> None:
        super().__init__()
        self.last = last

    def after(self) -> None:
        if self.count == self.last:
            raise KeyboardInterrupt


@pytest.mark.parametrize("index", range(1, 30, 4))
def test_a_folder_that_vanishes_while_it_is_published_to_is_made_again(
    output: Path, index: int
) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    prepare(output, old)
    disk = WatchedDisk(lambda: shutil.rmtree(output) if disk.count == index else None)
    with suppress(PublishFailed):
        quick(output, new, disk=disk)
    quick(output, new)
    assert files(output).items() >= new.items()


def test_a_staging_folder_that_somebody_removed_leaves_no_page_that_is_nobodys(
    output: Path,
) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    prepare(output, old)
    with pytest.raises(Crash):
        quick(output, new, disk=CrashingDisk(20, "after"))
    for staging in output.glob(STAGING_PREFIX + "*"):
        shutil.rmtree(staging)
    quick(output, new)
    assert snapshot(output) == expected(new)


def test_bytes_that_a_power_cut_took_are_written_again(output: Path) -> None:
    old, new = SCENARIOS["an ordinary edit"]
    prepare(output, old)
    with pytest.raises(Crash):
        quick(output, new, disk=CrashingDisk(24, "after"))
    for staged in output.glob(f"{STAGING_PREFIX}*/*"):
        staged.write_bytes(b"")
    quick(output, new)
    assert snapshot(output) == expected(new)


@pytest.mark.parametrize("data", [b"", b"{", b'{"version": 1}', b"[]"])
def test_a_journal_that_cannot_be_read_is_discarded(output: Path, data: bytes) -> None:
    prepare(output, KEPT)
    put(output, {JOURNAL_NAME: data})
    assert recover(output, CountingDisk())
    quick(output, KEPT)
    assert snapshot(output) == expected(KEPT)


def test_a_disk_without_second_names_for_files_will_do(
    output: Path, tmp_path: Path, change: tuple[Pages, Pages], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse_link(*_: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(os, "link", refuse_link)
    old, new = change
    total = changes(tmp_path, old, new)
    for last, _ in zip(range(1, total + 1), copies(output, tmp_path, old), strict=False):
        outcome(output, new, FailingDisk(only(last)), snapshot(output))
        quick(output, new)
        assert snapshot(output) == expected(new)


def test_removing_a_site_leaves_the_files_of_others_alone(output: Path) -> None:
    prepare(output, KEPT | pages(own__page="page"))
    assert remove_site(output) == tuple(sorted([*KEPT, "own/page"]))
    assert files(output) == FOREIGN
    assert remove_site(output) == ()
    assert files(output) == FOREIGN


def test_removing_a_site_removes_its_folder_if_nothing_else_is_in_it(output: Path) -> None:
    assert remove_site(output) == ()
    quick(output, KEPT)
    remove_site(output)
    assert not output.exists()


def test_a_site_is_not_forgotten_before_it_is_removed(output: Path, tmp_path: Path) -> None:
    old = KEPT | pages(own__page="page")
    prepare(tmp_path / "counted", old)
    counted = CountingDisk()
    remove_site(tmp_path / "counted", counted)
    for last, _ in zip(
        range(1, counted.count + 1), copies(output, tmp_path, old), strict=False
    ):
        with suppress(PublishFailed):
            remove_site(output, FailingDisk(only(last)))
        remove_site(output, CountingDisk())
        assert files(output) == FOREIGN
        assert set(snapshot(output)) == {*FOREIGN, ".git", "own"}


ADDRESSES = tuple(
    map(make_address, ("a", "b", "c/d", "c/e", "c/f/g", "a/x", "b/y/z", "C", "c"))
)
TEXTS = st.sampled_from([b"one", b"two", b"three " * 9])


@st.composite
def sites(draw: st.DrawFn) -> Pages:
    """Draw pages that can stand beside each other."""
    chosen: Pages = {}
    for address in draw(st.permutations(ADDRESSES)):
        if draw(st.booleans()) and can_stand(address, chosen):
            chosen[address] = draw(TEXTS)
    return chosen


@given(sites(), sites(), st.integers(1, 60), st.sampled_from(["before", "in", "after"]))
def test_any_change_of_any_site_survives_a_crash(
    old: Pages, new: Pages, last: int, when: str
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / "site"
        prepare(output, old)
        with suppress(Crash):
            quick(output, new, disk=CrashingDisk(last, when))
        assert_whole(output, old, new)
        quick(output, new)
        assert snapshot(output) == expected(new)


class Folder(RuleBasedStateMachine):
    """An output folder that is published to, while others meddle and things fail."""

    def __init__(self) -> None:
        super().__init__()
        self.place = tempfile.TemporaryDirectory()
        self.output = Path(self.place.name) / "site"
        self.recorded = NOTHING
        self.rewritten = False
        self.site: Pages = {}
        self.foreign: dict[str, bytes] = {}

    def teardown(self) -> None:
        self.place.cleanup()

    @initialize(new=sites())
    def start(self, new: Pages) -> None:
        self.publish(new)

    @rule(new=sites())
    def publish(self, new: Pages) -> None:
        published = quick(self.output, new, self.recorded, thorough=self.rewritten)
        self.recorded, self.rewritten, self.site = published.recorded, False, new
        assert files(self.output) == files_of(expected(new, self.foreign))
        assert not any(is_litter(path) for path in snapshot(self.output))

    @rule(new=sites())
    def publish_with_a_lost_state(self, new: Pages) -> None:
        self.recorded = NOTHING
        self.publish(new)

    @rule(new=sites(), failures=st.sets(st.integers(1, 60), max_size=4))
    def fail(self, new: Pages, failures: set[int]) -> None:
        with suppress(PublishFailed):
            disk = FailingDisk(lambda count, _: count in failures)
            self.recorded = quick(self.output, new, self.recorded, disk).recorded
        self.find_out(new)

    @rule(new=sites(), last=st.integers(1, 60))
    def crash(self, new: Pages, last: int) -> None:
        with suppress(Crash):
            quick(self.output, new, self.recorded, CrashingDisk(last, "after"))
        self.find_out(new)

    def find_out(self, new: Pages) -> None:
        """Recover, and find one site or the other, apart from what others did to the old."""
        recover(self.output, CountingDisk())
        manifest = (self.output / MANIFEST_NAME).read_bytes()
        self.site = new if manifest == encode_manifest(ours(new)) else self.site
        assert manifest == encode_manifest(ours(self.site))

    @precondition(lambda self: self.site)
    @rule(data=st.data())
    def meddle(self, data: st.DataObject) -> None:
        path = self.output / data.draw(st.sampled_from(sorted(self.site)))
        change: Callable[[Path], None] = data.draw(st.sampled_from(MEDDLERS))
        self.rewritten = self.rewritten or change in IN_PLACE
        with suppress(FileNotFoundError):
            change(path)

    @rule(folder=st.sampled_from(["", "own/"]), name=st.sampled_from(["CNAME", "x"]))
    def put_own_file(self, folder: str, name: str) -> None:
        self.foreign[folder + name] = b"somebody's"
        put(self.output, {folder + name: b"somebody's"})

    @invariant()
    def files_of_others_survive(self) -> None:
        assert (
            self.foreign.items() <= (files(self.output) if self.output.exists() else {}).items()
        )


def files_of(found: Snapshot) -> dict[str, bytes]:
    return {path: data for path, data in found.items() if data is not None}


def is_litter(path: str) -> bool:
    return path.startswith((STAGING_PREFIX, JOURNAL_NAME))


TestFolder = Folder.TestCase
TestFolder.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
