"""Build, wait, build again: what wakes it, what it looks at, and what ends it."""

from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefbook.cli import following
from briefbook.session.choices import Choices
from briefbook.session.session import Attempt, Session, open_session
from briefbook.watch.places import Hint
from briefbook.workspace import load, scan
from tests.books import write_book

pytestmark = pytest.mark.usefixtures("without_fonts")

BOOK = write_book("Ann Lee slept.\n", actors="ann: Ann Lee")
TALKS = "briefings/talks.md"
EVERYTHING = Hint(frozenset(), True)

Edit = Callable[[Path], Hint | None]


class Script:
    """A watcher that, each time it is asked to wait, makes the next edit and hints at it."""

    def __init__(self, root: Path, edits: Iterable[Edit]) -> None:
        self.root, self.edits = root, iter(edits)
        self.followed: list[list[Path]] = []

    def follow(self, folders: list[Path]) -> None:
        self.followed.append(folders)

    def wait(self) -> Hint | None:
        edit = next(self.edits, None)
        return edit(self.root) if edit else None


class Desk:
    """A workspace, and what came of following the edits that were made there."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.root, self.patch = root, patch
        self.attempts: list[Attempt] = []
        self.refused: list[str] = []
        self.script = Script(root, ())

    def follow(self, *edits: Edit, choices: Choices | None = None) -> list[str]:
        """Follow the edits; return the text of the article's page after each build."""
        self.script = Script(self.root, edits)
        self.patch.setattr(following, "watch", self.watch)
        pages: list[str] = []
        with open_session(self.root, self.root / ".briefbook", choices or CHOICES) as session:

            def handle(attempt: Attempt) -> None:
                self.attempts.append(attempt)
                pages.append(self.publish(session, attempt))

            options = Namespace(poll=False, quiet=True)
            following.follow_changes(options, session, handle, self.refused.append)
        return pages

    def publish(self, session: Session, attempt: Attempt) -> str:
        if attempt.ready is None:
            return "broken"
        session.publish(attempt.ready)
        page = self.root / "site/articles/talks.html"
        return page.read_text("utf-8") if page.exists() else "no page"

    @contextmanager
    def watch(self, *_: object, **__: object) -> Iterator[Script]:
        yield self.script


CHOICES = Choices("2023-11-03", jobs="1")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(load, "TICK", 0)
    for path, text in BOOK.items():
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(str(text), "utf-8")
    return Desk(tmp_path, monkeypatch)


def write(path: str, text: str, hint: Hint | None = None) -> Edit:
    """Return an edit that writes a file, and hints at it unless told otherwise."""

    def edit(root: Path) -> Hint:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
        return hint or Hint(frozenset({path}), False)

    return edit


def test_builds_at_once_and_after_a_change(desk: Desk) -> None:
    first, second = desk.follow(write(TALKS, "Ann Lee woke.\n"))
    assert "slept" in first
    assert "woke" in second


def test_builds_once_for_a_change_that_was_named(desk: Desk) -> None:
    desk.follow(write(TALKS, "Ann Lee woke.\n"))
    assert [
        attempt.ready and len(attempt.ready.built.counts.read) for attempt in desk.attempts
    ] == [
        2,
        1,
    ]


def test_builds_nothing_when_what_was_named_is_the_same(desk: Desk) -> None:
    assert len(desk.follow(lambda _: Hint(frozenset({TALKS}), False))) == 1


def test_finds_a_change_that_was_not_named(desk: Desk) -> None:
    other = Hint(frozenset({"briefings/actors.yaml"}), False)
    pages = desk.follow(write(TALKS, "Ann Lee woke.\n", other))
    assert "woke" in pages[-1]


def test_looks_at_everything_when_told_to(desk: Desk) -> None:
    pages = desk.follow(write(TALKS, "Ann Lee woke.\n", EVERYTHING))
    assert "woke" in pages[-1]


def test_looks_at_the_named_file_before_all_others(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks: list[str] = []

    def look(root: Path, static: str) -> scan.FolderStats:
        looks.append(f"all after {len(desk.attempts)}")
        return scan.look_around(root, static)

    monkeypatch.setattr(following, "look_around", look)
    desk.follow(write(TALKS, "Ann Lee woke.\n"))
    assert looks == ["all after 2"]


def test_goes_on_after_a_broken_config(desk: Desk) -> None:
    config = str(BOOK["config.yaml"])
    pages = desk.follow(
        write("config.yaml", "title: [\n"),
        write(TALKS, "Ann Lee woke.\n"),
        write("config.yaml", config),
    )
    assert len(pages) == 3
    assert pages[1] == "broken"
    assert "woke" in pages[-1]


def test_goes_on_after_a_broken_article(desk: Desk) -> None:
    pages = desk.follow(write(TALKS, "[[nobody]] slept.\n"), write(TALKS, "Ann Lee woke.\n"))
    assert pages[1] == "broken"
    assert "woke" in pages[-1]


def test_goes_on_when_the_output_folder_is_in_the_way(desk: Desk) -> None:
    (desk.root / "site").mkdir()
    (desk.root / "site/foreign.txt").write_text("mine")

    def clear(root: Path) -> Hint:
        (root / "site/foreign.txt").unlink()
        return EVERYTHING

    pages = desk.follow(clear)
    assert len(desk.refused) == 1
    assert "slept" in pages[-1]


def test_says_once_that_the_output_folder_is_in_the_way(desk: Desk) -> None:
    (desk.root / "site").mkdir()
    (desk.root / "site/foreign.txt").write_text("mine")
    assert desk.follow(lambda _: EVERYTHING, lambda _: EVERYTHING) == []
    assert len(desk.refused) == 1


def test_is_silent_while_nothing_changes(desk: Desk) -> None:
    assert len(desk.follow(lambda _: EVERYTHING, lambda _: EVERYTHING)) == 1


def test_removes_the_page_of_an_article_that_went(desk: Desk) -> None:
    def delete(root: Path) -> Hint:
        (root / TALKS).unlink()
        return Hint(frozenset({TALKS}), False)

    assert desk.follow(delete)[-1] == "no page"


def test_watches_the_folders_of_captures_from_when_they_are_named(desk: Desk) -> None:
    (desk.root / "wires").mkdir()
    (desk.root / "wires/one.txt").write_text("Words of the wire.")
    text = "---\ndate: 2023-08-30\ncapture: wires/one.txt\n---\nAnn Lee slept.\n"
    desk.follow(write(TALKS, text))
    before, after = desk.script.followed
    assert Path("wires") not in before
    assert Path("wires") in after


def test_a_template_of_ones_own_takes_effect_and_goes_again(desk: Desk) -> None:
    page = "<!DOCTYPE html><title>Ours</title><p>{{ edition }}</p>"

    def remove(root: Path) -> Hint:
        (root / "templates/about.html").unlink()
        return EVERYTHING

    desk.follow(write("templates/about.html", page), remove)
    assert [one.ready and one.ready.built.counts.rendered for one in desk.attempts[1:]] == [
        ("about.html",),
        ("about.html",),
    ]
