"""Nothing changed: the same is said again, nothing is loaded; whatever changes ends that."""

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefbook.publish.publish import PublishResult
from briefbook.publish.records import MANIFEST_NAME
from briefbook.session import session, state
from briefbook.session.state import find_span
from briefbook.workspace import load, scan
from tests.folders import BOOK, TODAY, Workspace, assert_clean, put_time_back

pytestmark = pytest.mark.usefixtures("without_fonts")

ABOUT = '{% extends "base.html" %}\n{% block main %}{% endblock %}\n'
CAPTURE = "originals/talks.txt"
CONFIG = "title: The book\neditions: [public, team]\nstatic: files\n"
FILES = {
    **BOOK,
    "config.yaml": CONFIG,
    "briefings/old.md": f"---\ndate: 2020-01-01\ncapture: {CAPTURE}\n---\nAnn Lee spoke.\n",
    "briefings/later.md": "---\ndate: 2023-10-01\npublish: 2023-12-01\n---\nIn time.\n",
    "briefings/plan.png": "a picture",
    CAPTURE: "Ann Lee spoke at length.\n",
    "templates/about.html": ABOUT,
    "files/notes.txt": "notes\n",
}
HEAVY = ("briefbook.build.pipeline", "jinja2", "yaml", "pydantic", "markdown_it")
SCRIPT = """
import sys
from briefbook.cli.main import main
code = main(sys.argv[1:])
print("loaded", *sorted(sys.modules))
sys.exit(code)
"""


@pytest.fixture
def theme_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the theme, which is taken for the theme."""
    copy = Path(shutil.copytree(scan.theme_folder(), tmp_path / "theme"))
    for module in (scan, load):
        monkeypatch.setattr(module, "theme_folder", lambda: copy)
    return copy


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """Return a workspace that was built; what was written just now is trusted."""
    monkeypatch.setattr(load, "TICK", 0)
    made = Workspace(tmp_path / "book", FILES)
    assert made.build().code == 0
    return made


@pytest.fixture
def noisy(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Return what grows with every run that is not quiet."""
    runs: list[int] = []
    build = session.Session.build

    def count(self: session.Session, *around: scan.FolderStats) -> session.Attempt:
        runs.append(1)
        return build(self, *around)

    monkeypatch.setattr(session.Session, "build", count)
    return runs


class TestNothingChanged:
    def test_says_the_standing_problems_again(self, book: Workspace, noisy: list[int]) -> None:
        book.edit("briefings/talks.yaml", "wait", "engage")
        first = book.build()
        assert "warning[second-hand]" in first.report
        noisy.clear()
        again = book.build()
        assert (again.code, again.report) == (first.code, first.report)
        assert (again.read, again.made, again.removed) == (0, 0, 0)
        assert again.reused == first.reused + first.made
        assert noisy == []

    def test_touches_nothing(self, book: Workspace) -> None:
        before = look_at_all(book)
        book.build()
        assert look_at_all(book) == before

    def test_loads_neither_engine_nor_libraries(self, book: Workspace) -> None:
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, "-C", str(book.root), "--today", TODAY],
            capture_output=True,
            text=True,
            check=True,
            cwd=Path(__file__).parents[1],
        )
        assert "read 0, made 0" in done.stdout
        assert "warning[second-hand]" in done.stderr
        loaded = done.stdout.partition("loaded ")[2].split()
        assert "briefbook.session.state" in loaded
        assert not set(HEAVY) & set(loaded)

    @pytest.mark.parametrize(
        "options", [("-j", "2"), ("-v",), ("-q",), ("--today", "2023-11-30")]
    )
    def test_is_not_ended_by_what_changes_no_page(
        self, book: Workspace, noisy: list[int], options: tuple[str, ...]
    ) -> None:
        assert book.build(*options).code == 0
        assert noisy == []

    def test_is_not_ended_by_files_that_are_nobodys_text(
        self, book: Workspace, noisy: list[int]
    ) -> None:
        book.write("briefings/.talks.md.swp", "an editor's")
        book.write("notes.txt", "beside the book")
        book.write("originals/other.txt", "a text that no article names")
        book.build()
        assert noisy == []

    def test_is_known_of_each_edition_by_itself(
        self, book: Workspace, noisy: list[int]
    ) -> None:
        team = ("--edition", "team")
        book.build(*team)
        noisy.clear()
        assert book.build(*team).code == book.build().code == 0
        assert noisy == []


def look_at_all(book: Workspace) -> dict[str, tuple[int, int]]:
    """Return time and number of everything in a workspace but the lock."""
    paths = (path for path in sorted(book.root.rglob("*")) if path.name != "lock")
    return {str(path): (path.stat().st_mtime_ns, path.stat().st_ino) for path in paths}


def same_size(book: Workspace) -> None:
    """Change an article in place to one of the same size and time."""
    path = book.root / "briefings/reply.md"
    times = path.stat()
    with path.open("r+b") as file:
        file.write(path.read_bytes().replace(b"at last", b"at once"))
    assert path.stat().st_size == times.st_size
    put_time_back(path, times)


def rename_page(book: Workspace) -> None:
    (book.site / "index.html").rename(book.site / "home.html")


EDITS: dict[str, Callable[[Workspace], object]] = {
    "an article": lambda book: book.edit("briefings/reply.md", "at last", "at long last"),
    "an article of one size and time": same_size,
    "a sidecar": lambda book: book.edit("briefings/talks.yaml", "wait", "engage"),
    "a registry": lambda book: book.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim"),
    "a new article": lambda book: book.write(
        "briefings/new.md", "---\ndate: 2023-10-10\n---\nNew.\n"
    ),
    "a lost article": lambda book: (book.root / "briefings/reply.md").unlink(),
    "a renamed article": lambda book: (book.root / "briefings/reply.md").rename(
        book.root / "briefings/answer.md"
    ),
    "a picture": lambda book: book.write("briefings/plan.png", "other"),
    "a capture": lambda book: book.edit(CAPTURE, "length", "ease"),
    "a lost capture": lambda book: (book.root / CAPTURE).unlink(),
    "the config": lambda book: book.edit("config.yaml", "The book", "Our book"),
    "a template": lambda book: book.write("templates/about.html", f"{ABOUT}<hr>"),
    "a new template": lambda book: book.write("templates/404.html", "gone"),
    "a lost template": lambda book: (book.root / "templates/about.html").unlink(),
    "a static file": lambda book: book.write("files/notes.txt", "other\n"),
    "a new static file": lambda book: book.write("files/more.txt", "more\n"),
    "a bad name": lambda book: book.write("briefings/con.md", "no name\n"),
}

MEDDLINGS: dict[str, Callable[[Workspace], object]] = {
    "a lost page": lambda book: (book.site / "index.html").unlink(),
    "a renamed page": rename_page,
    "a new file": lambda book: book.write("site/mine.txt", "of others"),
    "a replaced page": lambda book: replace(book.write("new", ""), book.site / "index.html"),
    "a lost folder": lambda book: shutil.rmtree(book.site / "actors"),
    "a lost site": lambda book: shutil.rmtree(book.site),
}

OPTIONS: list[tuple[str, ...]] = [
    ("--strict",),
    ("--edition", "team"),
    ("--drafts",),
    ("--base-url", "https://example.org/book"),
    ("--unanchored",),
    ("--verify",),
    ("--clean",),
    ("--today", "2023-12-01"),
]


def replace(file: Path, target: Path) -> None:
    file.replace(target)


class TestWhatEndsIt:
    @pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
    def test_is_a_change_of_the_workspace(
        self, book: Workspace, noisy: list[int], edit: Callable[[Workspace], object]
    ) -> None:
        edit(book)
        said = book.build()
        assert noisy
        if said.code == 0:
            assert_clean(book, said)

    @pytest.mark.parametrize("meddle", MEDDLINGS.values(), ids=MEDDLINGS)
    def test_is_a_change_of_names_in_the_site(
        self, book: Workspace, noisy: list[int], meddle: Callable[[Workspace], object]
    ) -> None:
        before = book.publish()
        meddle(book)
        assert book.build().code == 0
        assert noisy
        assert before.items() <= book.publish().items()

    @pytest.mark.parametrize("options", OPTIONS, ids=" ".join)
    def test_is_another_wish(
        self, book: Workspace, noisy: list[int], options: tuple[str, ...]
    ) -> None:
        book.build(*options)
        assert noisy

    def test_is_a_lost_manifest(self, book: Workspace, noisy: list[int]) -> None:
        (book.site / MANIFEST_NAME).unlink()
        assert book.build("--adopt").code == 0
        assert noisy

    def test_is_another_output_folder(self, book: Workspace, noisy: list[int]) -> None:
        other = book.root / "elsewhere"
        assert book.build("-o", str(other)).code == 0
        assert noisy
        assert (other / "index.html").is_file()

    def test_is_a_file_of_the_theme(self, book: Workspace, theme_copy: Path) -> None:
        book.build()
        (theme_copy / "assets/style/base.css").write_text("other", "utf-8")
        assert book.build().code == 0
        assert "other" in (book.site / "assets/style.css").read_text("utf-8")
        shutil.rmtree(theme_copy / "assets/style")
        assert "broken-link" in book.build().report

    def test_is_a_day_on_which_something_may_be_seen(
        self, book: Workspace, noisy: list[int]
    ) -> None:
        assert book.build("--today", "2023-11-30").code == 0
        assert noisy == []
        said = book.build("--today", "2023-12-01")
        assert said.made > 0
        assert_clean(book, said, "--today", "2023-12-01")
        assert book.build("--today", "2024-01-01").made == 0
        assert book.build("--today", "2023-11-30").removed > 0

    def test_is_another_program(
        self, book: Workspace, noisy: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(state, "list_libraries", lambda: ["jinja2-99.dist-info"])
        book.build()
        assert noisy

    def test_is_the_other_order_of_editions(self, book: Workspace, noisy: list[int]) -> None:
        book.edit("config.yaml", "[public, team]", "[open, public, team]")
        said = book.build()
        assert noisy
        assert said.code == 0


class TestWhatIsNotTrusted:
    def test_is_a_file_that_changed_just_now(
        self, book: Workspace, noisy: list[int], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(load, "TICK", 10**18)
        book.edit("briefings/reply.md", "at last", "at once")
        book.build()
        noisy.clear()
        book.build()
        assert noisy

    def test_is_a_run_that_failed(self, book: Workspace, noisy: list[int]) -> None:
        book.edit("briefings/talks.yaml", "We will talk", "We will sing")
        assert [book.build().code, book.build().code] == [1, 1]
        assert len(noisy) == 2

    def test_is_a_run_of_others_in_between(self, book: Workspace, noisy: list[int]) -> None:
        other = ("--base-url", "https://example.org/book")
        book.build(*other)
        noisy.clear()
        assert_clean(book, book.build())
        assert noisy

    @pytest.mark.parametrize("path", [CAPTURE, "theme", "briefings/reply.md", "config.yaml"])
    def test_is_a_file_that_changed_while_it_was_built(
        self,
        book: Workspace,
        noisy: list[int],
        theme_copy: Path,
        path: str,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        file = theme_copy / "base.html" if path == "theme" else book.root / path
        publish = session.Session.publish

        def meddle(
            self: session.Session, ready: session.Ready, thorough: bool
        ) -> PublishResult:
            with file.open("a", encoding="utf-8") as opened:
                opened.write("\n")
            return publish(self, ready, thorough)

        book.edit("briefings/actors.yaml", "Bo Kim", "Bo Lim")
        with monkeypatch.context() as patch:
            patch.setattr(session.Session, "publish", meddle)
            assert book.build().code == 0
        noisy.clear()
        book.build()
        assert noisy


DAYS = st.dates().map(str)


class TestSpans:
    @given(st.lists(DAYS), DAYS, DAYS)
    def test_hold_the_days_that_have_the_same_embargoes(
        self, days: list[str], today: str, other: str
    ) -> None:
        since, until = find_span(days, today)
        assert since <= today < until
        same = all((day <= today) == (day <= other) for day in days)
        assert (since <= other < until) == same
