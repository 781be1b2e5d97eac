"""The site of the moment: right bytes or none, and news of what has changed."""

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from briefbook.base.addresses import Address
from briefbook.serve.faults import Failure, ShownProblem
from briefbook.serve.live_site import CHANGES_NAMED, LiveSite, News, Unready
from tests.serving.sites import hash_all, pages, show, write_all

INDEX, TALKS = Address("index.html"), Address("talks.html")
OLD = pages(index_html=b"old", talks_html=b"talks")
NEW = OLD | {INDEX: b"new"}
FAULT = ShownProblem("error", "unknown-actor", "no such actor")


@pytest.fixture
def live(tmp_path: Path) -> LiveSite:
    """Return a site whose files are on the disk."""
    write_all(tmp_path, OLD)
    return LiveSite(tmp_path, hash_all(OLD), patience=0)


@pytest.fixture
def threads_take_turns() -> Iterator[None]:
    """Let threads be interrupted almost anywhere, so that a race shows on a quiet machine."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def read(live: LiveSite, address: Address = INDEX) -> bytes | None:
    found = live.read(address)
    assert found is None or sha256(found.data).hexdigest() == found.sha256
    return found and found.data


def news(live: LiveSite, since: int) -> News | None:
    return live.wait(since, 0, Event())


class TestBytes:
    def test_come_from_the_disk(self, live: LiveSite) -> None:
        assert read(live) == b"old"

    def test_come_from_memory_before_they_are_on_the_disk(self, live: LiveSite) -> None:
        show(live, NEW)
        assert read(live) == b"new"

    def test_come_from_the_disk_once_it_has_them(self, live: LiveSite, tmp_path: Path) -> None:
        number = show(live, NEW)
        write_all(tmp_path, NEW)
        live.settle(number)
        assert read(live) == b"new"
        (tmp_path / INDEX).unlink()
        with pytest.raises(Unready):
            live.read(INDEX)

    def test_stay_in_memory_until_the_disk_has_just_these(self, live: LiveSite) -> None:
        older, newer = show(live, OLD), show(live, NEW)
        live.settle(older)
        assert read(live) == b"new"
        live.settle(newer)
        with pytest.raises(Unready):
            live.read(INDEX)

    def test_stay_in_memory_while_the_disk_is_two_builds_behind(
        self, live: LiveSite, tmp_path: Path
    ) -> None:
        numbered = [(show(live, site), site) for site in (OLD, NEW, OLD)]
        for number, site in numbered:
            write_all(tmp_path, site)
            live.settle(number)
            assert read(live) == b"old"

    def test_stay_in_memory_over_a_second_build(self, live: LiveSite) -> None:
        live.show(hash_all(NEW), {INDEX: b"new"})
        live.show(hash_all(NEW | {TALKS: b"more"}), {TALKS: b"more"})
        assert (read(live), read(live, TALKS)) == (b"new", b"more")

    def test_are_those_of_the_disk_again_when_an_edit_is_taken_back(
        self, live: LiveSite
    ) -> None:
        show(live, NEW)
        live.show(hash_all(OLD), {})
        assert read(live) == b"old"

    def test_are_gone_with_their_page(self, live: LiveSite) -> None:
        live.show(hash_all({TALKS: OLD[TALKS]}), {})
        assert read(live) is None
        assert live.find("index.html") is None

    def test_of_another_build_are_never_given_away(
        self, live: LiveSite, tmp_path: Path
    ) -> None:
        (tmp_path / INDEX).write_bytes(b"half a pa")
        with pytest.raises(Unready):
            live.read(INDEX)

    def test_are_never_those_behind_a_link(self, live: LiveSite, tmp_path: Path) -> None:
        (tmp_path / INDEX).rename(tmp_path / "elsewhere")
        (tmp_path / INDEX).symlink_to("elsewhere")
        with pytest.raises(Unready):
            live.read(INDEX)

    def test_are_waited_for_while_they_are_replaced(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path, hash_all(OLD), patience=30)
        with ThreadPoolExecutor() as pool:
            asked = pool.submit(read, live)
            write_all(tmp_path, OLD)
            assert asked.result() == b"old"

    def test_are_not_waited_for_when_their_page_goes(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path, hash_all(OLD), patience=30)
        with ThreadPoolExecutor() as pool:
            asked = pool.submit(read, live)
            live.show({}, {})
            assert asked.result() is None

    @pytest.mark.usefixtures("threads_take_turns")
    def test_are_never_a_mix_while_builds_follow_each_other(self, tmp_path: Path) -> None:
        live = LiveSite(tmp_path, patience=0)
        show(live, OLD)
        with ThreadPoolExecutor() as pool:
            read_ones = [pool.submit(read, live) for _ in range(200)]
            for _ in range(50):
                show(live, NEW)
                show(live, OLD)
            assert {one.result() for one in read_ones} <= {b"old", b"new"}


class TestNews:
    def test_name_what_changed_appeared_and_went(self, live: LiveSite) -> None:
        show(live, pages(index_html=b"new", more_html=b"more"))
        told = news(live, 0)
        assert told is not None
        assert set(told.changed or ()) == {"index.html", "talks.html", "more.html"}

    def test_are_summed_up_for_who_missed_some(self, live: LiveSite) -> None:
        for site in ({INDEX: b"1"}, {INDEX: b"1", TALKS: b"2"}, {INDEX: b"3", TALKS: b"2"}):
            show(live, OLD | site)
        assert news(live, 0) == News(3, (INDEX, TALKS))
        assert news(live, 2) == News(3, (INDEX,))
        assert news(live, 3) is None

    def test_are_none_when_nothing_changed(self, live: LiveSite) -> None:
        live.show(hash_all(OLD), OLD)
        assert news(live, 0) is None

    def test_do_not_name_too_much(self, live: LiveSite) -> None:
        show(live, {Address(f"{number}.html"): b"x" for number in range(CHANGES_NAMED + 1)})
        assert news(live, 0) == News(1, None)

    def test_of_a_failure_concern_every_page(self, live: LiveSite) -> None:
        live.fail([FAULT], [])
        assert news(live, 0) == News(1, None)

    def test_of_the_same_failure_are_told_once(self, live: LiveSite) -> None:
        live.fail([FAULT], [INDEX])
        live.fail([FAULT], [INDEX])
        assert live.moment == 1

    def test_wake_who_waits(self, live: LiveSite) -> None:
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(live.wait, 0, 30, Event())
            show(live, NEW)
            assert waiting.result() == News(1, (INDEX,))

    def test_are_not_waited_for_once_one_is_to_stop(self, live: LiveSite) -> None:
        stop = Event()
        with ThreadPoolExecutor() as pool:
            waiting = pool.submit(live.wait, 0, 30, stop)
            stop.set()
            live.wake()
            assert waiting.result() is None


class TestGlance:
    def test_tells_hashes_and_what_has_changed_since(self, live: LiveSite) -> None:
        show(live, NEW)
        seen = live.glance(["index.html", "talks.html", "none.html"], 0)
        hashes = hash_all(NEW)
        assert seen.hashes == {
            "index.html": hashes[INDEX],
            "talks.html": hashes[TALKS],
            "none.html": None,
        }
        assert seen.touched == (INDEX,)
        assert live.glance(["index.html"], seen.moment).touched == ()

    def test_tells_a_failure_until_a_build_goes_well(self, live: LiveSite) -> None:
        live.fail([FAULT], [INDEX])
        assert live.glance([], 0).failure == Failure((FAULT,), (INDEX,))
        live.show(hash_all(OLD), {})
        assert live.glance([], 0).failure is None


SITES = st.dictionaries(st.sampled_from([INDEX, TALKS]), st.binary(max_size=2))


class Builds(RuleBasedStateMachine):
    """Builds that go well or fail, and a disk that follows, in order and behind."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.live = LiveSite(Path(self.folder.name), patience=0)
        self.good: dict[Address, bytes] = {}
        self.unpublished: list[tuple[int, dict[Address, bytes]]] = []

    @rule(site=SITES)
    def go_well(self, site: dict[Address, bytes]) -> None:
        number = show(self.live, site)
        self.good = site
        self.unpublished.append((number, site))

    @rule()
    def fail(self) -> None:
        self.live.fail([FAULT], [])

    @precondition(lambda self: self.unpublished)
    @rule()
    def publish(self) -> None:
        number, site = self.unpublished.pop(0)
        write_all(Path(self.folder.name), site)
        self.live.settle(number)

    @invariant()
    def the_last_good_build_is_shown(self) -> None:
        for address in (INDEX, TALKS):
            assert read(self.live, address) == self.good.get(address)

    def teardown(self) -> None:
        self.folder.cleanup()


TestBuilds = Builds.TestCase
TestBuilds.settings = settings(max_examples=40, stateful_step_count=12)
