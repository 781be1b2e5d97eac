"""Full text: an index beside the site, which is ours, comes and goes with the setting."""

import errno
import os
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import expect

from briefbook import search_index
from briefbook.cli import main
from briefbook.publish.records import read_manifest
from briefbook.search_index import NO_INDEX, digest_texts, find_pagefind, read_index
from tests.books import write_book
from tests.browser.opening import launch
from tests.harness.patience import PATIENCE_MS

pytestmark = pytest.mark.usefixtures("without_fonts")

TEXT = "# Talks\n\nThe harbour was full of lanterns. 蔡英文 came with 王毅.\n"
WITH, WITHOUT = "title: The book\nsearch: pagefind\n", "title: The book\n"
STAND_IN = """
import sys
from pathlib import Path
given = dict(zip(sys.argv, sys.argv[1:]))
site, output = Path(given["--site"]), Path(given["--output-path"])
texts = "".join(path.read_text("utf-8") for path in sorted(site.glob("articles/*.html")))
for name in ("pagefind.js", "pagefind-ui.js", "fragment/en_1.pf_fragment"):
    (output / name).parent.mkdir(parents=True, exist_ok=True)
    (output / name).write_text(str(len(texts)), "utf-8")
with open(__file__ + ".log", "a") as log:
    log.write("run\\n")
"""

Run = Callable[..., int]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace that asks for full text."""
    for path, text in write_book(TEXT, others={"config.yaml": WITH}).items():
        write(tmp_path / "book", path, str(text))
    return tmp_path / "book"


@pytest.fixture
def run(root: Path) -> Run:
    return lambda *arguments: main.main([*arguments, "-q", "-C", str(root)])


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[], int]:
    """Put a program in the place of Pagefind; return how to count its runs."""
    program = tmp_path / "stand_in.py"
    program.write_text(STAND_IN, "utf-8")
    monkeypatch.setattr(search_index, "find_pagefind", lambda: [sys.executable, str(program)])
    log = tmp_path / "stand_in.py.log"
    return lambda: len(log.read_text("utf-8").splitlines()) if log.exists() else 0


def write(root: Path, path: str, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, "utf-8")


def listed(root: Path) -> set[str]:
    """Return what the manifest says is ours of the index."""
    return {a for a in read_manifest(f"{root}/site/") if a.startswith("pagefind/")}


@pytest.mark.usefixtures("runs")
def test_stands_beside_the_site_and_is_ours(root: Path, run: Run) -> None:
    assert run("build") == 0
    assert listed(root) == {"pagefind/pagefind.js", "pagefind/fragment/en_1.pf_fragment"}
    assert all((root / "site" / address).is_file() for address in listed(root))


@pytest.mark.usefixtures("runs")
def test_goes_when_it_is_switched_off(root: Path, run: Run) -> None:
    run("build")
    write(root, "site/pagefind/notes.txt", "somebody else's")
    write(root, "config.yaml", WITHOUT)
    assert run("build") == 0
    assert listed(root) == set()
    assert [path.name for path in (root / "site/pagefind").iterdir()] == ["notes.txt"]


@pytest.mark.usefixtures("runs")
def test_is_removed_with_the_site(root: Path, run: Run) -> None:
    run("build")
    assert run("clean") == 0
    assert not (root / "site").exists()


def test_is_made_again_when_a_text_has_changed(
    root: Path, run: Run, runs: Callable[[], int]
) -> None:
    run("build")
    run("build")
    write(root, "briefings/glossary.yaml", "quay: {term: Quay, definition: A place.}")
    run("build")
    assert runs() == 1
    write(root, "briefings/talks.md", f"---\ndate: 2023-08-30\n---\n{TEXT}\nMore.\n")
    run("build")
    assert runs() == 2
    index = root / "site/pagefind/pagefind.js"
    assert index.read_text("utf-8") == str(len((root / "site/articles/talks.html").read_text()))


def test_is_put_back_when_somebody_has_deleted_it(
    root: Path, run: Run, runs: Callable[[], int]
) -> None:
    run("build")
    (root / "site/pagefind/pagefind.js").unlink()
    run("build")
    assert (root / "site/pagefind/pagefind.js").is_file()
    assert runs() == 1


@pytest.mark.usefixtures("runs")
def test_is_no_part_of_what_is_verified(run: Run) -> None:
    assert run("build", "--verify") == 0


def test_is_made_again_when_what_was_kept_is_damaged(
    root: Path, run: Run, runs: Callable[[], int]
) -> None:
    run("build")
    kept = root / ".briefbook/public.full-text"
    assert read_index(kept) != NO_INDEX
    (kept / "list.json").write_text("{", "utf-8")
    assert read_index(kept) == NO_INDEX
    write(root, "config.yaml", f"{WITH}tagline: Another\n")
    run("build")
    assert runs() == 2
    assert listed(root)


@pytest.mark.usefixtures("runs")
def test_one_that_cannot_be_replaced_is_told_with_its_reason(
    root: Path, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build")
    write(root, "briefings/talks.md", f"{TEXT}\nMore.\n")
    unlink = os.unlink

    def refuse(path: str, **given: int) -> None:
        if path == "list.json":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
        unlink(path, **given)

    monkeypatch.setattr(os, "unlink", refuse)
    assert run("build") == 3
    assert os.strerror(errno.EACCES) in capsys.readouterr().err


def test_needs_no_program_where_there_are_no_texts(
    root: Path, run: Run, runs: Callable[[], int]
) -> None:
    (root / "briefings/talks.md").unlink()
    write(root, "briefings/actors.yaml", "ann: Ann Lee")
    assert run("build") == 0
    assert runs() == 0
    assert digest_texts({}) == ""


@pytest.fixture
def served(root: Path) -> Iterator[str]:
    """Serve the published folder as any server would."""
    handler = partial(QuietHandler, directory=str(root / "site"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.mark.skipif(not find_pagefind(), reason="Pagefind is not installed")
@pytest.mark.requires("chromium")
@pytest.mark.parametrize("words", ["lantern", "蔡英文"])
def test_is_looked_through_by_the_page_of_the_search(
    run: Run, served: str, requires_chromium: Path, words: str
) -> None:
    assert run("build") == 0
    with launch(requires_chromium) as browser:
        tab = browser.new_page()
        tab.set_default_timeout(PATIENCE_MS)
        refused: list[str] = []
        tab.on("console", lambda message: refused.append(message.text))
        tab.goto(f"{served}search.html?q={words}")
        part = tab.get_by_role("region", name="In the texts")
        expect(part.locator(".hit .title")).to_have_text("Talks")
        assert words in part.locator(".hit .context b").first.inner_text()
        part.locator(".hit").click()
        assert tab.url == f"{served}articles/talks.html"
        assert [text for text in refused if "Security" in text] == []
        browser.close()
