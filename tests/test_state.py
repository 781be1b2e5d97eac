"""What is kept between runs may be lost, damaged or another's: that costs time alone."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.disk.files import NO_STAT, FileStat
from briefbook.session import state
from briefbook.session.choices import Choices
from briefbook.session.session import open_session
from briefbook.session.state import (
    LIBRARIES,
    StatePlace,
    close_database,
    describe_program,
    is_trusted,
    open_database,
    place_of,
    stat_of,
    write_stamp,
)
from briefbook.workspace import load
from tests.folders import BOOK, TODAY, Said, Workspace, assert_clean

pytestmark = pytest.mark.usefixtures("without_fonts")

Damage = Callable[[Workspace], None]

ALL = 4  # files of the book that are read
SCRIPT = """
import os, sys
from pathlib import Path
from briefbook.session import session
from briefbook.session.choices import Choices
session.load_fonts = lambda _: {{}}
root = Path(sys.argv[1])
with session.open_session(root, root / ".briefbook", Choices({today!r}, jobs="1")) as opened:
    attempt = opened.build()
    if sys.argv[2] == "published":
        opened.publish(attempt.ready)
    os._exit(9)
"""
"""A build that is killed, after it was made or after it was published."""


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a workspace that was built; what was written just now is trusted."""
    monkeypatch.setattr(load, "TICK", 0)
    made = Workspace(tmp_path / "book", BOOK)
    assert made.build().read == ALL
    return made


@pytest.fixture
def place(tmp_path: Path) -> StatePlace:
    return place_of(tmp_path, "public", drafts=False)


def database_of(book: Workspace) -> Path:
    return place_of(book.state, "public", drafts=False).database


def stamp_of(book: Workspace) -> Path:
    return place_of(book.state, "public", drafts=False).stamp


def make_noise(file: Path) -> bytes:
    """Return noise as long as a file."""
    return Random(1).randbytes(file.stat().st_size)


def cut(file: Path, part: float) -> None:
    os.truncate(file, int(file.stat().st_size * part))


def restore_older(book: Workspace, file: Path) -> None:
    """Put a file of the state back as it was before the last builds, in its place."""
    old = file.read_bytes()
    for words in (("tired", "weary"), ("weary", "tired")):
        book.edit("briefings/talks.md", *words)
        book.build()
    file.write_bytes(old)


def move(book: Workspace) -> None:
    """Have the workspace copied to another place, with its state, and go on there."""
    book.root = Path(shutil.copytree(book.root, book.root.with_name("moved")))
    book.state, book.site = book.root / book.state.name, book.root / "site"


def leave_logs(book: Workspace) -> None:
    for end in ("-wal", "-shm", "-journal"):
        database_of(book).with_name(f"{database_of(book).name}{end}").write_bytes(
            b"noise" * 999
        )


def forbid_writing(book: Workspace) -> None:
    for file in (database_of(book), stamp_of(book)):
        file.chmod(0o444)


DAMAGES: dict[str, Damage] = {
    "all deleted": lambda book: shutil.rmtree(book.state),
    "stamp deleted": lambda book: stamp_of(book).unlink(),
    "database deleted": lambda book: database_of(book).unlink(),
    "lowest deleted": lambda book: (book.state / state.LOWEST).unlink(),
    "stamp cut short": lambda book: cut(stamp_of(book), 0.5),
    "database cut short": lambda book: cut(database_of(book), 0.5),
    "stamp emptied": lambda book: cut(stamp_of(book), 0),
    "database emptied": lambda book: cut(database_of(book), 0),
    "stamp is noise": lambda book: void(stamp_of(book).write_bytes(make_noise(stamp_of(book)))),
    "database is noise": lambda book: void(
        database_of(book).write_bytes(make_noise(database_of(book)))
    ),
    "lowest is noise": lambda book: void((book.state / state.LOWEST).write_bytes(b"\xff\0/..")),
    "stamp is of others": lambda book: write_stamp(
        place_of(book.state, "public", drafts=False), "x", stat_of(database_of(book))
    ),
    "stamp is of another file": lambda book: write_stamp(
        place_of(book.state, "public", drafts=False),
        describe_program(book.root),
        FileStat(1, 2, 3, 4),
    ),
    "stamp is of no file": lambda book: write_stamp(
        place_of(book.state, "public", drafts=False), describe_program(book.root), NO_STAT
    ),
    "stamp is older": lambda book: restore_older(book, stamp_of(book)),
    "database is older": lambda book: restore_older(book, database_of(book)),
    "copied with the workspace": move,
    "noise left as logs": leave_logs,
    "read-only": forbid_writing,
}


def void(_: object) -> None:
    """Make nothing of a result."""


class TestDamage:
    @pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
    def test_hides_no_change_and_is_mended_by_the_next_build(
        self, book: Workspace, damage: Damage
    ) -> None:
        damage(book)
        book.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        assert_clean(book, book.build())
        again = book.build()
        assert (again.read, again.made, again.reused > 0) == (0, 0, True)

    @pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
    def test_leaves_a_site_that_did_not_change_as_it_is(
        self, book: Workspace, damage: Damage
    ) -> None:
        before = book.publish()
        damage(book)
        assert book.build().code == 0
        assert book.publish() == before

    @given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
    def test_of_one_bit_of_the_stamp_is_noticed(
        self, tmp_path_factory: pytest.TempPathFactory, place: float, bit: int
    ) -> None:
        kept = place_of(tmp_path_factory.mktemp("state"), "public", drafts=False)
        write_stamp(kept, "this", leave(kept, "kept"))
        data = bytearray(kept.stamp.read_bytes())
        data[int(place * len(data))] ^= 1 << bit
        kept.stamp.write_bytes(data)
        assert not is_trusted(kept, "this")


class TestOtherPrograms:
    def test_another_version_begins_anew(
        self, book: Workspace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(state, "list_libraries", lambda: ["jinja2-99.dist-info"])
        said = book.build()
        assert said.read == ALL
        assert_clean(book, said)

    def test_a_library_of_another_version_makes_another_program(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = describe_program(tmp_path)
        monkeypatch.syspath_prepend(tmp_path)
        (tmp_path / "numpy-99.dist-info").mkdir()
        assert describe_program(tmp_path) == before
        (tmp_path / "MarkupSafe-99.dist-info").mkdir()
        assert describe_program(tmp_path) != before

    def test_every_library_that_has_a_say_is_known_by_its_version(self) -> None:
        found = {
            name.partition("-")[0].casefold().replace("-", "_")
            for name in state.list_libraries()
        }
        assert found == set(LIBRARIES)

    def test_every_library_that_is_needed_has_a_say_but_those_of_the_edge(self) -> None:
        project = tomllib.loads(
            (Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8")
        )["project"]
        extras = project["optional-dependencies"]
        lines = (*project["dependencies"], *extras["handouts"], *extras["build"])
        needed = {re.split("[>=<]", line)[0].replace("-", "_") for line in lines}
        assert needed - {"hatchling", "platformdirs", "shtab", "watchdog"} <= set(LIBRARIES)

    def test_an_edited_module_makes_another_program(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        module = tmp_path / "site.py"
        module.write_text("one", "utf-8")
        monkeypatch.setattr(state, "__file__", str(module))
        programs = {describe_program(tmp_path)}
        module.write_text("three", "utf-8")
        programs.add(describe_program(tmp_path))
        (tmp_path / "stages").mkdir()
        (tmp_path / "stages" / "new.py").write_text("", "utf-8")
        programs.add(describe_program(tmp_path))
        assert len(programs) == 3

    def test_a_workspace_elsewhere_is_another_program(self, tmp_path: Path) -> None:
        assert describe_program(tmp_path / "a") != describe_program(tmp_path / "b")

    def test_the_same_program_is_described_alike(self, tmp_path: Path) -> None:
        assert describe_program(tmp_path) == describe_program(tmp_path)


class TestKilled:
    def test_process_leaves_a_log_from_which_the_next_goes_on(self, book: Workspace) -> None:
        book.edit("briefings/talks.md", "tired", "weary")
        assert kill(book, "published") == 9
        assert database_of(book).with_name("public.sqlite-wal").stat().st_size > 0
        said = book.build()
        assert (said.read, said.made) == (0, 0)
        assert_clean(book, said)

    def test_process_that_had_not_published_leaves_what_was_before(
        self, book: Workspace
    ) -> None:
        book.edit("briefings/talks.md", "tired", "weary")
        assert kill(book, "made") == 9
        said = book.build()
        assert (said.read, said.made) == (1, 2)
        assert_clean(book, said)

    def test_first_build_leaves_nothing_that_would_be_wrong(self, tmp_path: Path) -> None:
        book = Workspace(tmp_path / "book", BOOK)
        assert kill(book, "made") == 9
        assert_clean(book, book.build())

    def test_process_whose_log_is_lost_leaves_what_was_before(self, book: Workspace) -> None:
        book.edit("briefings/talks.md", "tired", "weary")
        kill(book, "published")
        database_of(book).with_name("public.sqlite-wal").unlink()
        assert_clean(book, book.build())

    def test_process_whose_log_is_cut_short_leaves_what_was_committed(
        self, book: Workspace
    ) -> None:
        book.edit("briefings/talks.md", "tired", "weary")
        kill(book, "published")
        cut(database_of(book).with_name("public.sqlite-wal"), 0.7)
        assert_clean(book, book.build())


def kill(book: Workspace, when: str) -> int:
    """Build in another process that is killed, and return its exit code."""
    script = SCRIPT.format(today=TODAY)
    done = subprocess.run(
        [sys.executable, "-c", script, str(book.root), when],
        cwd=Path(__file__).parents[1],
        check=False,
    )
    return done.returncode


class TestDatabase:
    def test_is_as_it_was_left(self, place: StatePlace) -> None:
        leave_stamped(place, "kept")
        assert look(place) == ["kept"]

    def test_is_empty_where_there_is_no_stamp(self, place: StatePlace) -> None:
        leave(place, "kept")
        assert look(place) is None

    def test_is_empty_when_somebody_else_wrote_to_it(self, place: StatePlace) -> None:
        leave_stamped(place, "kept")
        leave(place, "other")
        assert look(place) is None

    def test_takes_back_on_closing_what_was_not_committed(self, place: StatePlace) -> None:
        leave_stamped(place, "kept")
        connection = open_database(place, "this")
        connection.execute("BEGIN")
        connection.execute("INSERT INTO word VALUES ('lost')")
        write_stamp(place, "this", close_database(place, connection))
        assert look(place) == ["kept"]

    def test_leaves_one_file_when_it_is_closed(self, place: StatePlace) -> None:
        leave(place, "kept")
        assert [file.name for file in place.database.parent.iterdir()] == ["public.sqlite"]

    def test_stays_as_it_is_while_it_is_written_to(self, place: StatePlace) -> None:
        left = leave_stamped(place, "kept")
        connection = open_database(place, "this")
        connection.executemany("INSERT INTO word VALUES (?)", [("x" * 1000,)] * 5000)
        assert stat_of(place.database) == left
        close_database(place, connection)
        assert stat_of(place.database) != left

    @pytest.mark.skipif(sys.platform == "win32", reason="files have no limit there")
    def test_is_given_up_where_the_disk_has_no_room_for_it(self, place: StatePlace) -> None:
        connection = open_database(place, "this")
        connection.execute("CREATE TABLE word (text TEXT)")
        connection.executemany("INSERT INTO word VALUES (?)", [("x" * 1000,)] * 500)
        with limited_files(100_000):
            write_stamp(place, "this", close_database(place, connection))
        assert look(place) is None


@contextmanager
def limited_files(size: int) -> Iterator[None]:
    """Have no file grow beyond a size, as on a disk that is full."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def leave(place: StatePlace, word: str) -> FileStat:
    """Write a word into a database, and return the stat with which it is left."""
    connection = open_database(place, "this")
    connection.execute("CREATE TABLE IF NOT EXISTS word (text TEXT)")
    connection.execute("INSERT INTO word VALUES (?)", (word,))
    return close_database(place, connection)


def leave_stamped(place: StatePlace, word: str) -> FileStat:
    """Write a word into a database, stamp it, and return its stat."""
    left = leave(place, word)
    write_stamp(place, "this", left)
    return left


def look(place: StatePlace) -> list[str] | None:
    """Return the words in a database, None if it is empty."""
    connection = open_database(place, "this")
    try:
        found = connection.execute("SELECT name FROM sqlite_master WHERE name = 'word'")
        words = found.fetchall() and connection.execute("SELECT * FROM word")
        return [word for (word,) in words] or None
    finally:
        connection.close()


class TestStamp:
    def test_says_that_the_database_may_be_used(self, place: StatePlace) -> None:
        leave_stamped(place, "kept")
        assert is_trusted(place, "this")

    def test_of_another_program_does_not(self, place: StatePlace) -> None:
        leave_stamped(place, "kept")
        assert not is_trusted(place, "that")

    def test_says_nothing_without_a_database(self, place: StatePlace) -> None:
        write_stamp(place, "this", NO_STAT)
        assert not is_trusted(place, "this")

    def test_leaves_nothing_beside_it(self, place: StatePlace) -> None:
        write_stamp(place, "this", NO_STAT)
        assert [file.name for file in place.stamp.parent.iterdir()] == ["public.stamp"]

    def test_is_the_old_one_when_the_new_cannot_be_written(
        self, place: StatePlace, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        leave_stamped(place, "kept")

        def fail(*_: object) -> int:
            raise OSError("no space left")

        monkeypatch.setattr(Path, "write_text", fail)
        with pytest.raises(OSError, match="no space"):
            write_stamp(place, "this", NO_STAT)
        assert is_trusted(place, "this")


class TestPlaces:
    def test_are_apart_for_editions_and_for_drafts(self, tmp_path: Path) -> None:
        places = {
            place_of(tmp_path, edition, drafts)
            for edition in ("public", "team")
            for drafts in (False, True)
        }
        assert len({place.database for place in places}) == 4
        assert len({place.stamp for place in places}) == 4

    def test_are_built_in_turn_without_forgetting_anything(self, book: Workspace) -> None:
        options: list[tuple[str, ...]] = [(), ("--drafts",), ("--edition", "team")]
        first: list[Said] = [book.build(*each) for each in options]
        again: list[Said] = [book.build(*each) for each in options]
        assert [said.read for said in first] == [0, ALL, ALL]
        assert [said.read for said in again] == [0, 0, 0]


def test_a_session_that_fails_leaves_the_last_state(book: Workspace) -> None:
    with pytest.raises(ZeroDivisionError):
        fail_after_building(book)
    said = book.build()
    assert (said.read, said.made) == (0, 0)


def fail_after_building(book: Workspace) -> None:
    """Build in a session that ends by a fault of ours."""
    with open_session(book.root, book.state, Choices(TODAY, jobs="1")) as opened:
        opened.build()
        raise ZeroDivisionError
