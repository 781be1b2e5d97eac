"""Claiming: ours is what the manifest says; where it is lost, what is just as we left it."""

from pathlib import Path

import pytest

from briefbook.base.addresses import make_address
from briefbook.disk.files import Refused
from briefbook.publish.records import MANIFEST_NAME, NOTHING
from briefbook.publish.survey import check_folders, claim, find_ours
from tests.disks import publish_pages

PAGES = {make_address(name): name.encode() for name in ("index", "a/one", "a/two")}


def test_the_manifest_that_we_left_is_known_to_be_so(tmp_path: Path) -> None:
    published = publish_pages(tmp_path / "site", PAGES)
    ours = find_ours(f"{tmp_path}/site/", published.recorded)
    assert (ours.same, ours.sound) == (True, True)
    assert ours.hashes == published.hashes


def test_any_other_manifest_is_believed_as_far_as_it_goes(tmp_path: Path) -> None:
    _, _, _, hashes, recorded = publish_pages(tmp_path / "site", PAGES)
    manifest = tmp_path / "site" / MANIFEST_NAME
    manifest.write_bytes(manifest.read_bytes())
    ours = find_ours(f"{tmp_path}/site/", recorded)
    assert (ours.same, ours.sound, ours.hashes) == (False, True, hashes)


def test_without_a_manifest_only_what_is_just_as_we_left_it_is_ours(tmp_path: Path) -> None:
    recorded = publish_pages(tmp_path / "site", PAGES).recorded
    (tmp_path / "site" / MANIFEST_NAME).unlink()
    (tmp_path / "site/a/one").write_bytes(b"somebody's")
    ours = find_ours(f"{tmp_path}/site/", recorded)
    assert (ours.same, ours.sound) == (False, False)
    assert list(ours.hashes) == ["a/two", "index"]
    assert find_ours(f"{tmp_path}/site/", NOTHING).hashes == {}


def test_a_file_that_is_not_ours_is_named(tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(b"somebody's")
    unsure = {make_address("own"): (tmp_path / "own").stat()}
    with pytest.raises(Refused, match="own was not written by Briefbook"):
        claim(f"{tmp_path}/", unsure, (), frozenset())
    assert claim(f"{tmp_path}/", unsure, unsure, frozenset())[make_address("own")]


def test_a_file_that_is_not_ours_keeps_a_folder_from_being_made(tmp_path: Path) -> None:
    (tmp_path / "own").write_bytes(b"somebody's")
    inside = make_address("own/page")
    with pytest.raises(Refused, match="own was not written by Briefbook"):
        check_folders(f"{tmp_path}/", [inside], frozenset())
    check_folders(f"{tmp_path}/", [inside], frozenset({make_address("own")}))
