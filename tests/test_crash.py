"""Processes killed while they change a site leave it whole, and the next one mends it."""

from benchmarks.crash import FAULTS, OUTCOMES, crash, find_dead, find_torn, judge
from briefbook.publish.records import JOURNAL_NAME, MANIFEST_NAME

OLD = {"a.html": b'<a href="b.html#x">', "b.html": b"old", MANIFEST_NAME: b"old"}
NEW = {"a.html": b'<a href="c/d.html">', "c/d.html": b"new", MANIFEST_NAME: b"new"}


def test_a_site_survives_processes_killed_at_any_point() -> None:
    counts = crash("publish", 20, seed=3)
    assert {fault: counts[fault] for fault in FAULTS} == dict.fromkeys(FAULTS, 0)
    assert all(counts[outcome] for outcome in OUTCOMES)


def test_a_file_that_is_neither_old_nor_new_would_be_found() -> None:
    assert find_torn({**OLD, **NEW}, OLD, NEW) == []
    assert find_torn({"a.html": b'<a href="', "b.html": b""}, OLD, NEW) == ["a.html", "b.html"]


def test_a_link_that_leads_nowhere_would_be_found() -> None:
    assert find_dead({**OLD, **NEW}, OLD, NEW) == []
    assert find_dead({"a.html": OLD["a.html"]}, OLD, NEW) == ["b.html"]
    assert find_dead({**OLD, "a.html": NEW["a.html"]}, OLD, NEW) == ["c/d.html"]


def test_how_far_a_process_came_is_told_by_journal_and_manifest() -> None:
    assert judge(OLD, NEW) == "untouched"
    assert judge({**OLD, **NEW, JOURNAL_NAME: b""}, NEW) == "half done"
    assert judge(NEW, NEW) == "done"
