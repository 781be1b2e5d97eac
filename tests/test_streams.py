"""What verbs write to: streams of any encoding, and pipes whose readers have gone."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any, NamedTuple, TextIO

import pytest

from briefbook import registry
from briefbook.cli import following, main
from tests.books import write_book
from tests.folders import TODAY, Workspace

PROJECT = Path(__file__).parents[1]
NAME = "习近平"
EARLIER = "earlier.json"
WIRE = "wire.txt"
GONE = 141

BOOK = write_book(
    f"{NAME}说：“我们会谈谈” – said in café Ærø. Bo Kim was tired of it 😀.\n",
    "quotes:\n"
    "  talk: {speaker: xi, exact: 我们会谈谈}\n"
    "  kim: {speaker: bo, exact: Bo Kim was tired of it}\n"
    "notes: {aside: {exact: 我们, body: 我们？, access: team}}\n",
    actors=f"xi: {{name: {NAME}, aliases: [习主席]}}\nbo: Bo Kim\n",
)
WRONG = {
    f"briefings/{NAME}.md": f"# {NAME}\n",
    "briefings/talks.yaml": "quotes:\n"
    f"  talk: {{speaker: {NAME}, exact: 我们会谈谈}}\n"
    "  kim: {speaker: bo, exact: Bo Kim was tired of 它, 习: 1}\n"
    "  lost: {exact: Bo Kim was not tired of it,  speaker: bo}\n",
}
"""Files that make the book wrong in its names, file names, quotes and fields."""

OPTIONS: dict[str, tuple[str, ...]] = {
    "build": ("-v", "-j", "1", "--today", TODAY),
    "serve": ("--port", "0", "-j", "1", "--today", TODAY),
    "check": ("-v", "--audit", "--today", TODAY),
    "handout": ("actor-note", "xi", "--format", "html", "--today", TODAY),
    "why": ("actors/xi.html", "--today", TODAY),
    "new": ("actor", "lee", "role=Chair"),
    "quote": ("talks", NAME),
    "import": (WIRE, "--dry-run"),
    "accept": ("talks#lost",),
    "rename": ("xi", "xi-jinping"),
    "fmt": (),
    "lock": ("--all", "--today", TODAY),
    "changes": ("--since", EARLIER, "--today", TODAY),
    "export": ("popolo", "--today", TODAY),
    "gaps": ("--today", TODAY),
    "schema": ("sidecar",),
    "completion": ("fish",),
    "clean": (),
}

WHEN_WRONG = {"accept": 0, "build": 1, "check": 1, "handout": 1, "changes": 1, "export": 1}
"""How verbs end where the book is wrong, and otherwise not well."""

pytestmark = pytest.mark.usefixtures("without_fonts", "unwatched")

VERBS = pytest.mark.parametrize("verb", list(registry.VERBS))


class Said(NamedTuple):
    """What a run ended with, and the bytes that it wrote."""

    code: int
    out: bytes
    err: bytes


class NoWatcher:
    """A watcher that sees nothing, and ends at once."""

    def follow(self, folders: list[Path]) -> None:
        pass

    def wait(self) -> None:
        return None


@pytest.fixture
def unwatched(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have ``serve`` end after its first build."""

    @contextmanager
    def watch(*_: object, **__: object) -> Iterator[NoWatcher]:
        yield NoWatcher()

    monkeypatch.setattr(following, "watch", watch)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that was built once for all tests."""
    workspace = Workspace(tmp_path_factory.mktemp("built") / "book", BOOK)
    workspace.state.mkdir()
    assert workspace.build().code == 0
    earlier = json.loads((workspace.site / "data/book.json").read_text("utf-8"))
    workspace.write(EARLIER, json.dumps(earlier | {"quotes": []}))
    workspace.write(WIRE, f"{NAME}说：“我们会谈谈。”\n\nBo Kim said: “We are tired of it.”\n")
    return workspace.root


@pytest.fixture
def sound(request: pytest.FixtureRequest, built: Path, tmp_path: Path) -> Workspace:
    """Return a book that was built; its state is of use where it was made alone."""
    book = copy_book(built, tmp_path / NAME)
    if "why" in request.node.name:
        assert book.build().code == 0
    return book


@pytest.fixture
def wrong(sound: Workspace) -> Workspace:
    """Return a book that was built, and is wrong now."""
    for path, text in WRONG.items():
        sound.write(path, text)
    return sound


def copy_book(root: Path, to: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(root, to)), {})


def list_arguments(verb: str, root: Path) -> list[str]:
    into = ["-o", str(root.parent)] if verb == "handout" else []
    files = {name: str(root / name) for name in (EARLIER, WIRE)}
    options = [files.get(one, one) for one in OPTIONS[verb]]
    return [verb, *options, *into, "-C", str(root)]


def run(verb: str, root: Path, encoding: str, errors: str = "strict") -> Said:
    """Run a verb in this process, with streams of an encoding."""
    out, err = (TextIOWrapper(BytesIO(), encoding, errors) for _ in range(2))
    code = run_into(out, err, list_arguments(verb, root))
    return Said(code, heard(out), heard(err))


def run_into(out: TextIO, err: TextIO, arguments: list[str]) -> int:
    """Run a command line in this process, with streams in place of the usual ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        return main.main(arguments)


def heard(stream: TextIOWrapper) -> bytes:
    """Return what was written to a stream in memory; to others, nothing that is known."""
    stream.flush()
    return stream.buffer.getvalue() if isinstance(stream.buffer, BytesIO) else b""


def test_the_verbs_that_are_tried_are_all_that_there_are() -> None:
    assert set(OPTIONS) == set(registry.VERBS)


class TestEncodings:
    @VERBS
    @pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
    def test_that_lack_letters_change_no_ending(
        self, wrong: Workspace, verb: str, encoding: str
    ) -> None:
        said = run(verb, wrong.root, encoding)
        assert (said.code, b"Traceback" in said.err) == (WHEN_WRONG.get(verb, 0), False)

    def test_that_lack_letters_show_them_by_their_numbers(self, wrong: Workspace) -> None:
        said = run("check", wrong.root, "cp1252").err.decode("cp1252")
        assert r"briefings/\u4e60\u8fd1\u5e73.md" in said

    @pytest.mark.parametrize(
        ("verb", "words"), [("export", NAME), ("quote", NAME), ("changes", "我们会谈谈")]
    )
    def test_do_not_change_data(
        self, sound: Workspace, monkeypatch: pytest.MonkeyPatch, verb: str, words: str
    ) -> None:
        as_data = ("--format", "json") if verb == "changes" else ()
        monkeypatch.setitem(OPTIONS, verb, (*OPTIONS[verb], *as_data))
        said = [run(verb, sound.root, encoding) for encoding in ("utf-8", "cp1252", "ascii")]
        assert len({one.out for one in said}) == 1
        assert words in said[0].out.decode("utf-8")

    @VERBS
    def test_of_the_system_change_no_ending(
        self, sound: Workspace, monkeypatch: pytest.MonkeyPatch, verb: str
    ) -> None:
        # A system that is told to know no UTF-8 does not hand on the words as they are.
        monkeypatch.setitem(OPTIONS, "quote", ("talks", "Bo Kim was tired"))
        plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
        if verb == "why":
            start("build", sound.root, plain).communicate(timeout=100)
        with start(verb, sound.root, plain) as process:
            if verb == "serve":
                assert process.stdout
                assert process.stdout.readline()
                process.send_signal(signal.SIGINT)
            err = process.communicate(timeout=100)[1].decode("ascii")
        is_found = verb == "accept"  # the words that it is to mend are in their place
        assert (process.returncode, bool(err)) == (main.USAGE if is_found else 0, is_found)

    @pytest.mark.skipif(sys.platform != "linux", reason="file names are text here")
    def test_need_not_hold_the_name_of_the_folder(self, built: Path, tmp_path: Path) -> None:
        book = copy_book(built, tmp_path / os.fsdecode(b"\xff"))
        said = run("build", book.root, "utf-8")
        assert (said.code, said.err) == (0, b"")
        assert rb"\udcff" in said.out


def start(verb: str, root: Path, surroundings: dict[str, str]) -> "subprocess.Popen[bytes]":
    """Run a verb in a process of its own."""
    command = [sys.executable, str(PROJECT / "build.py"), *list_arguments(verb, root)]
    env = {name: text for name, text in os.environ.items() if name != "PYTHONIOENCODING"}
    pipe = subprocess.PIPE
    return subprocess.Popen(command, env=env | surroundings, stdout=pipe, stderr=pipe)


@contextmanager
def unread() -> Iterator[TextIOWrapper]:
    """Give the end of a pipe that nobody reads; as Python does, write the rest in the end."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w", encoding="utf-8") as pipe:
        yield pipe


class TestReadersThatHaveGone:
    @VERBS
    @pytest.mark.parametrize("with_errors", [False, True])
    def test_end_every_verb_in_silence(
        self, wrong: Workspace, verb: str, with_errors: bool
    ) -> None:
        with unread() as pipe:
            err = pipe if with_errors else TextIOWrapper(BytesIO(), "utf-8")
            code = run_into(pipe, err, list_arguments(verb, wrong.root))
        assert with_errors or b"roken pipe" not in heard(err)
        has_words = with_errors or verb not in WHEN_WRONG or verb == "accept"
        assert code == (GONE if has_words or verb == "check" else WHEN_WRONG[verb])

    @pytest.mark.parametrize(
        "arguments", [("build", "-v"), ("--help",), ("check", "--nonsense")]
    )
    @pytest.mark.parametrize("broken", ["stdout", "stderr"])
    def test_hear_nothing_from_a_process_that_ends(
        self, sound: Workspace, arguments: tuple[str, ...], broken: str
    ) -> None:
        command = [sys.executable, str(PROJECT / "build.py"), *arguments]
        other = {"stdout": "stderr", "stderr": "stdout"}[broken]
        with unread() as pipe:
            streams: dict[str, Any] = {broken: pipe, other: subprocess.PIPE}
            done = subprocess.run(command, cwd=sound.root, check=False, **streams)
        assert done.returncode in (GONE, 0, main.USAGE)
        told = getattr(done, other)
        words = (b"roken pipe", b"Traceback", b"Exception")
        assert [word for word in words if word in told] == []

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device is always full here")
    def test_are_told_from_a_disk_without_room(self, sound: Workspace) -> None:
        errors = TextIOWrapper(BytesIO(), "utf-8")
        with Path("/dev/full").open("w", encoding="utf-8") as full:
            assert run_into(full, errors, list_arguments("export", sound.root)) == main.DISK
        assert b"No space left" in heard(errors)
