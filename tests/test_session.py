"""A session builds once or again and again; whatever comes to nothing leaves no trace."""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefbook.base.addresses import Address
from briefbook.disk.files import FileStat, PublishFailed
from briefbook.index import store
from briefbook.index.store import Store
from briefbook.publish.lock import Locked
from briefbook.session import session
from briefbook.session.choices import Choices
from briefbook.session.session import Attempt, Session, open_session
from briefbook.workspace import load
from tests.disks import snapshot
from tests.folders import BOOK, TODAY, Workspace, assert_clean

pytestmark = pytest.mark.usefixtures("without_fonts")

ALL = 4  # files of the book that are read
CHOICES = Choices(TODAY, jobs="1")
ABOUT = '{% extends "base.html" %}\n{% block main %}{% endblock %}\n'


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a workspace; what was written just now is trusted."""
    monkeypatch.setattr(load, "TICK", 0)
    return Workspace(tmp_path / "book", BOOK)


@pytest.fixture
def built(book: Workspace) -> Workspace:
    """Return a workspace that was built."""
    assert book.build().read == ALL
    return book


@pytest.fixture
def opened(book: Workspace) -> Iterator[Session]:
    """Return a session that stays open while the test runs."""
    with open_session(book.root, book.state, CHOICES) as opened:
        yield opened


@pytest.fixture
def looked_into(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the files of the book that are read to see whether they changed."""
    paths: list[str] = []
    read = load.read_file

    def note(root: Path, path: str, *stat: FileStat) -> load.Known:
        paths.append(path)
        return read(root, path, *stat)

    monkeypatch.setattr(load, "read_file", note)
    return paths


def publish(opened: Session) -> Attempt:
    """Build and publish."""
    attempt = opened.build()
    assert attempt.ready
    opened.publish(attempt.ready)
    return attempt


def codes(attempt: Attempt) -> set[str]:
    return {found.code for found in attempt.problems}


class TestANewProcess:
    def test_looks_into_the_files_that_changed_and_no_others(
        self, built: Workspace, looked_into: list[str]
    ) -> None:
        built.edit("briefings/reply.md", "at last", "at once")
        said = built.build()
        assert looked_into == ["briefings/reply.md"]
        assert (said.read, said.reused > said.made > 0) == (1, True)

    def test_looks_into_no_file_when_a_template_changes(
        self, built: Workspace, looked_into: list[str]
    ) -> None:
        built.write("templates/about.html", ABOUT)
        said = built.build()
        assert (looked_into, said.read, said.made) == ([], 0, 1)

    def test_reads_no_unit_of_a_file_that_was_only_touched(
        self, built: Workspace, looked_into: list[str]
    ) -> None:
        (built.root / "briefings/reply.md").touch()
        said = built.build()
        assert looked_into == ["briefings/reply.md"]
        assert (said.read, said.made) == (0, 0)

    def test_makes_no_page_for_a_comment(self, built: Workspace) -> None:
        built.edit("briefings/actors.yaml", "{ann", "# nobody else\n{ann")
        said = built.build()
        assert (said.read, said.made) == (1, 0)

    def test_tells_of_problems_in_files_that_did_not_change(self, built: Workspace) -> None:
        built.edit("briefings/reply.md", "at last", "at once")
        assert "warning[second-hand]: " in built.build().report

    def test_makes_again_what_others_took_from_the_site(self, built: Workspace) -> None:
        (built.site / "about.html").unlink()
        said = built.build()
        assert (said.read, said.made) == (0, 0)
        assert_clean(built, said)


class TestAgainAndAgain:
    def test_follows_every_change(self, book: Workspace, opened: Session) -> None:
        publish(opened)
        for old, new in (("Bo Kim", "Bo Lim"), ("Bo Lim", "Bo Rim"), ("Bo Rim", "Bo Kim")):
            book.edit("briefings/actors.yaml", old, new)
            attempt = publish(opened)
            assert attempt.ready
            assert attempt.ready.built.counts.read == ("briefings/actors.yaml",)
            assert new in (book.site / "actors/bo.html").read_text("utf-8")

    def test_does_nothing_where_nothing_changed(
        self, opened: Session, looked_into: list[str]
    ) -> None:
        publish(opened)
        looked_into.clear()
        attempt = publish(opened)
        assert attempt.ready
        counts = attempt.ready.built.counts
        assert (counts.read, counts.viewed, counts.rendered, looked_into) == ((), (), (), [])

    def test_goes_on_after_settings_that_cannot_be_read(
        self, book: Workspace, opened: Session
    ) -> None:
        publish(opened)
        book.edit("config.yaml", "title", "titel")
        attempt = opened.build()
        assert attempt.problems
        assert (attempt.ready, attempt.output) == (None, None)
        book.edit("config.yaml", "titel", "title")
        attempt = publish(opened)
        assert attempt.ready
        assert attempt.ready.built.counts.read == ()

    def test_begins_with_settings_that_cannot_be_read(
        self, book: Workspace, opened: Session
    ) -> None:
        book.edit("config.yaml", "title", "titel")
        assert opened.build().ready is None
        book.edit("config.yaml", "titel", "title")
        publish(opened)
        assert (book.site / "index.html").is_file()

    def test_changes_to_another_edition_with_the_settings(
        self, book: Workspace, opened: Session
    ) -> None:
        publish(opened)
        book.edit("config.yaml", "title", "editions: [open, closed]\ntitle")
        publish(opened)
        assert sorted(file.name for file in book.state.glob("*.stamp")) == [
            "open.stamp",
            "public.stamp",
        ]

    def test_has_the_bytes_of_what_was_just_built(
        self, book: Workspace, opened: Session
    ) -> None:
        attempt = opened.build()
        assert attempt.ready
        pages = opened.load(attempt.ready, attempt.ready.built.wanted)
        assert not book.site.exists()
        opened.publish(attempt.ready)
        published = snapshot(book.site)
        assert {address: published[address] for address in pages} == pages
        assert opened.published(book.site) == attempt.ready.built.wanted

    def test_has_the_bytes_of_pages_that_it_did_not_make(
        self, built: Workspace, opened: Session
    ) -> None:
        attempt = opened.build()
        assert attempt.ready
        assert attempt.ready.built.counts.rendered == ()
        pages = opened.load(attempt.ready, [Address("index.html"), Address("actors/bo.html")])
        published = snapshot(built.site)
        assert pages == {address: published[address] for address in pages}

    def test_keeps_others_out_until_it_ends(self, book: Workspace, opened: Session) -> None:
        assert opened.root == book.root
        with pytest.raises(Locked), open_session(book.root, book.state, CHOICES):
            pass


class TestComingToNothing:
    """A build fails in some way: the site stays, and the next build is as a clean one."""

    def test_leaves_the_site_for_an_error(self, built: Workspace) -> None:
        before = built.publish()
        built.edit("briefings/talks.yaml", "We will talk", "We will sing")
        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        assert built.build().code == 1
        assert built.publish() == before
        built.edit("briefings/talks.yaml", "We will sing", "We will talk")
        said = built.build()
        assert b"Bo Lim" in (built.site / "actors/bo.html").read_bytes()
        assert_clean(built, said)

    def test_finds_pages_that_came_with_an_error(self, built: Workspace) -> None:
        built.edit("briefings/talks.yaml", "We will talk", "We will sing")
        built.edit("briefings/actors.yaml", "bo: Bo Kim", "bo: Bo Kim, eve: Eve Ode")
        assert built.build().code == 1
        built.edit("briefings/talks.yaml", "We will sing", "We will talk")
        said = built.build()
        assert (built.site / "actors/eve.html").is_file()
        assert_clean(built, said)

    def test_leaves_the_site_for_a_warning_where_it_is_strict(self, built: Workspace) -> None:
        before = built.publish()
        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        assert built.build("--strict").code == 1
        assert built.publish() == before
        said = built.build()
        assert said.made > 0
        assert_clean(built, said)

    def test_leaves_the_site_for_a_template_that_fails(self, built: Workspace) -> None:
        before = built.publish()
        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        template = built.write("templates/about.html", "{{ nothing }}")
        assert built.build().code == 1
        assert built.publish() == before
        template.unlink()
        assert_clean(built, built.build())

    @pytest.mark.parametrize(
        ("trouble", "code"),
        [
            (PublishFailed("the disk is full"), 3),
            (KeyboardInterrupt(), 130),
            (ZeroDivisionError(), 70),
        ],
    )
    def test_takes_back_what_could_not_be_published(
        self,
        built: Workspace,
        monkeypatch: pytest.MonkeyPatch,
        trouble: BaseException,
        code: int,
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise trouble

        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        with monkeypatch.context() as patch:
            patch.setattr(session, "publish", fail)
            assert built.build().code == code
        said = built.build()
        assert said.made > 0
        assert_clean(built, said)

    def test_says_that_there_is_no_room_for_more_than_fits_into_memory(
        self, built: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(_: Store) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        before = built.publish()
        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        with monkeypatch.context() as patch:
            patch.setattr(store, "WAITING", 1)
            patch.setattr(Store, "flush", fail)
            said = built.build()
            assert (said.code, "full" in said.report) == (3, True)
        assert built.publish() == before
        assert_clean(built, built.build())

    @pytest.mark.parametrize(
        "when", ["briefbook.build.pipeline.commit_build", "briefbook.index.store.Store.commit"]
    )
    def test_publishes_all_the_same_where_the_state_finds_no_room_afterwards(
        self, built: Workspace, monkeypatch: pytest.MonkeyPatch, when: str
    ) -> None:
        def fail(_: object) -> None:
            raise sqlite3.OperationalError("database or disk is full")

        built.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        with monkeypatch.context() as patch:
            patch.setattr(when, fail)
            assert_clean(built, built.build())
        assert_clean(built, built.build())

    def test_lets_go_of_a_state_that_it_cannot_open(
        self, opened: Session, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object) -> None:
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr(session, "write_stamp", fail)
            with pytest.raises(OSError, match="No space"):
                opened.build()
        assert opened.build().ready

    def test_ends_in_peace_where_its_folder_is_gone(self, book: Workspace) -> None:
        with open_session(book.root, book.state, CHOICES) as opened:
            publish(opened)
            shutil.rmtree(book.state)
        assert_clean(book, book.build())

    def test_follows_links_to_a_place_in_a_file_that_is_gone(self, book: Workspace) -> None:
        link = '{% block main %}<a href="notes.txt#line-3">notes</a>{% endblock %}'
        book.write("templates/about.html", '{% extends "base.html" %}\n' + link)
        book.edit("config.yaml", "title", "static: files\ntitle")
        book.write("files/more.txt", "more")
        notes = book.write("files/notes.txt", "notes")
        assert book.build().code == 0
        notes.unlink()
        said = book.build()
        assert "broken-link" in said.report
        assert_clean_failure(book, said.report)


def assert_clean_failure(book: Workspace, report: str) -> None:
    """Fail unless a clean build fails for the same problems."""
    fresh = book.copy_sources(book.root.with_name("clean"))
    assert fresh.build().report == report


class TestTheEnd:
    def test_closes_the_state_and_leaves_the_stamp(self, book: Workspace) -> None:
        with open_session(book.root, book.state, CHOICES) as opened:
            publish(opened)
            assert list(book.state.glob("*-wal"))
        assert not list(book.state.glob("*-wal"))
        assert {file.suffix for file in book.state.glob("public.*")} == {".sqlite", ".stamp"}

    def test_makes_no_state_where_the_settings_cannot_be_read(self, book: Workspace) -> None:
        book.edit("config.yaml", "title", "titel")
        with open_session(book.root, book.state, CHOICES) as opened:
            opened.build()
        assert not list(book.state.glob("*.stamp"))

    def test_lets_the_lock_go(self, book: Workspace) -> None:
        for _ in range(2):
            with open_session(book.root, book.state, CHOICES) as opened:
                publish(opened)
