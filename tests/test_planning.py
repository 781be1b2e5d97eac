"""Planning: which folders change, and what the manifest is to say."""

from pathlib import Path

from briefbook.base.addresses import Address, make_address
from briefbook.publish.journal import Journal, JournalStep
from briefbook.publish.plan import PublishTarget, aim, find_made, find_touched, is_outdated
from briefbook.publish.survey import Survey, survey
from tests.disks import publish_pages

ONE, OTHER, NEW = map(make_address, ("a/one", "b/other", "c/new"))
PAGES = {ONE: b"one", OTHER: b"other"}


def look_for(output: Path, wanted: dict[Address, str]) -> Survey:
    """Publish a site, and survey its folder for another."""
    return survey(f"{output}/", wanted, publish_pages(output, PAGES).recorded)


def test_every_folder_in_which_a_name_comes_or_goes_is_touched() -> None:
    steps = (
        JournalStep("folder", make_address("a/b")),
        JournalStep("folder", make_address("d")),
        JournalStep("place", make_address("d/page"), "3", "0" * 64),
        JournalStep("place", make_address("a/b/page"), "0", "0" * 64),
        JournalStep("take", make_address("e/f/old"), "1"),
    )
    journal = Journal("", "", steps, (make_address("e/f"),))
    assert find_touched(journal) == {"", "a", "a/b", "d", "e", "e/f"}
    assert find_made(journal) == {"a/b", "d"}


def test_the_manifest_names_what_was_staged_and_what_is_kept(tmp_path: Path) -> None:
    site = {ONE: "1" * 64, NEW: "2" * 64}
    found = look_for(tmp_path / "site", site)
    target = aim(found, {a: JournalStep("place", a, "0", sha256) for a, sha256 in site.items()})
    assert target.hashes == site
    assert is_outdated(found, target)


def test_a_folder_that_holds_what_is_wanted_is_not_outdated(tmp_path: Path) -> None:
    found = look_for(tmp_path / "site", {})
    wanted = found.ours.hashes
    found = look_for(tmp_path / "site", dict(wanted))
    assert aim(found, {}) == PublishTarget({}, wanted)
    assert not is_outdated(found, aim(found, {}))
