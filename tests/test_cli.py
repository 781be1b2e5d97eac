"""The command line: what it says, what it leaves alone, and its exit codes."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefbook import registry
from briefbook.cli import main
from briefbook.publish.lock import hold_lock
from briefbook.session import session
from tests.books import write_book
from tests.disks import snapshot

PROJECT = Path(__file__).parents[1]

TEXT = "“We will talk”, said Ann Lee. Bo Kim was tired.\n"
QUOTE = "quotes: {talk: {speaker: ann, exact: We will talk, stance: {contact: engage}}}\n"
BOOK = write_book(
    TEXT,
    QUOTE,
    actors="{ann: Ann Lee, bo: Bo Kim}",
    issues="contact: {name: Contact, scale: [engage, wait]}",
)
LOST = QUOTE.replace("We will talk", "We will never sing")
DOUBTFUL = QUOTE + "positions: [{actor: bo, issue: contact, stance: wait, evidence: talk}]\n"

Run = Callable[..., int]

pytestmark = pytest.mark.usefixtures("without_fonts")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a small workspace."""
    folder = tmp_path / "book"
    for path, text in BOOK.items():
        write(folder, path, str(text))
    return folder


@pytest.fixture
def run(root: Path) -> Run:
    """Return a function that runs a verb on the workspace and gives its exit code."""
    return lambda *arguments: main.main([*arguments, "-C", str(root)])


def write(root: Path, path: str, text: str) -> Path:
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    return file


def spoil(root: Path, sidecar: str = LOST) -> None:
    """Put another sidecar in the place of the right one."""
    write(root, "briefings/talks.yaml", sidecar)


class TestExitCodes:
    def test_0_when_it_is_done(self, root: Path, run: Run) -> None:
        assert run("build") == 0
        assert (root / "site" / "actors" / "ann.html").is_file()

    def test_1_when_the_content_has_errors(self, root: Path, run: Run) -> None:
        spoil(root)
        assert run("build") == run("check") == 1

    def test_1_when_it_is_strict_and_there_are_warnings(self, root: Path, run: Run) -> None:
        spoil(root, DOUBTFUL)
        assert [run("build"), run("build", "--strict")] == [0, 1]
        assert [run("check"), run("check", "--strict")] == [0, 1]

    @pytest.mark.parametrize("verb", ["build", "check"])
    @pytest.mark.parametrize(
        "options",
        [
            ("--edition", "secret"),
            ("--today", "tomorrow"),
            ("--today", "2023-02-30"),
            ("--nonsense",),
        ],
    )
    def test_2_when_it_is_used_wrongly(
        self, run: Run, verb: str, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(verb, *options) == 2
        assert options[-1] in capsys.readouterr().err

    def test_2_when_the_settings_are_wrong(self, root: Path, run: Run) -> None:
        write(root, "config.yaml", "titel: The book\n")
        assert run("build") == run("check") == 2

    def test_2_when_there_is_no_workspace(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["build", "-C", str(tmp_path)]) == 2
        assert "config.yaml" in capsys.readouterr().err

    def test_2_when_the_output_would_mix_with_the_sources(self, root: Path, run: Run) -> None:
        before = snapshot(root / "briefings")
        assert run("build", "-o", str(root / "briefings")) == 2
        assert snapshot(root / "briefings") == before

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
    def test_3_when_the_file_system_refuses(self, root: Path, run: Run) -> None:
        (root / "site").mkdir(mode=0o500)
        assert run("build") == 3

    def test_3_when_publishing_fails(
        self, root: Path, run: Run, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: object, **__: object) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(session, "publish", refuse)
        assert run("build") == 3
        assert not (root / "site").exists()

    def test_4_while_another_build_is_at_work(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with hold_lock(root):
            assert run("build") == 4
        assert "another build" in capsys.readouterr().err
        assert run("build") == 0

    def test_70_for_a_fault_of_ours_with_the_trace_in_a_file(
        self,
        root: Path,
        run: Run,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        def fail(*_: object) -> None:
            raise AssertionError("the sky fell")

        monkeypatch.setattr(session, "take_snapshot", fail)
        monkeypatch.setattr("tempfile.tempdir", str(root))
        assert run("build") == 70
        (trace,) = root.glob("briefbook-*.trace")
        assert "the sky fell" in trace.read_text("utf-8")
        told = capsys.readouterr().err
        assert str(trace) in told
        assert "Traceback" not in told


class TestABuild:
    def test_is_what_happens_without_a_verb(self, root: Path) -> None:
        assert main.main(["-C", str(root)]) == 0
        assert (root / "site" / "index.html").is_file()

    def test_leaves_the_output_as_it_was_on_errors(self, root: Path, run: Run) -> None:
        run("build")
        before = snapshot(root / "site")
        spoil(root)
        write(root, "briefings/new.md", "# New\n")
        assert run("build") == 1
        assert snapshot(root / "site") == before

    def test_leaves_it_as_it_was_when_strict_and_there_are_warnings(
        self, root: Path, run: Run
    ) -> None:
        run("build")
        before = snapshot(root / "site")
        spoil(root, DOUBTFUL)
        assert run("build", "--strict") == 1
        assert snapshot(root / "site") == before

    def test_makes_the_same_bytes_again(self, root: Path, run: Run) -> None:
        run("build")
        first = snapshot(root / "site")
        run("build")
        assert snapshot(root / "site") == first

    def test_removes_the_pages_that_are_no_longer_wanted(self, root: Path, run: Run) -> None:
        write(root, "briefings/new.md", "# New\n")
        run("build")
        (root / "briefings" / "new.md").unlink()
        run("build")
        assert not (root / "site" / "articles" / "new.html").exists()

    def test_leaves_the_files_of_others_alone(self, root: Path, run: Run) -> None:
        run("build")
        write(root, "site/CNAME", "book.example")
        write(root, "site/articles/mine.html", "mine")
        (root / "briefings" / "talks.md").rename(root / "briefings" / "chats.md")
        (root / "briefings" / "talks.yaml").rename(root / "briefings" / "chats.yaml")
        assert run("build") == 0
        assert (root / "site" / "CNAME").read_text() == "book.example"
        assert (root / "site" / "articles" / "mine.html").read_text() == "mine"

    def test_takes_over_a_folder_with_files_of_others_only_when_told_to(
        self, root: Path, run: Run
    ) -> None:
        write(root, "site/notes.txt", "mine")
        assert run("build") == 2
        assert run("build", "--adopt") == 0
        assert (root / "site" / "notes.txt").read_text() == "mine"

    def test_goes_where_it_is_told_to(self, root: Path, run: Run, tmp_path: Path) -> None:
        assert run("build", "-o", str(tmp_path / "elsewhere")) == 0
        assert (tmp_path / "elsewhere" / "index.html").is_file()
        assert not (root / "site").exists()

    def test_of_another_edition_goes_to_a_folder_of_its_own(self, root: Path, run: Run) -> None:
        assert run("build", "--edition", "team") == 0
        assert "Edition: team" in (root / "site-team" / "index.html").read_text("utf-8")
        assert not (root / "site").exists()

    def test_takes_the_base_address_from_the_command_line(self, root: Path, run: Run) -> None:
        assert run("build", "--base-url", "https://book.example/") == 0
        page = (root / "site" / "index.html").read_text("utf-8")
        assert 'href="https://book.example/index.html"' in page
        assert run("build", "--base-url", "book.example") == 2

    def test_publishes_lost_quotes_as_such_when_told_to(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        assert run("build", "--unanchored") == 0
        assert "quote-not-found" in capsys.readouterr().err
        page = (root / "site" / "articles" / "talks.html").read_text("utf-8")
        assert "Unanchored" in page
        assert "We will never sing" in page

    def test_forgives_nothing_else_for_the_sake_of_lost_quotes(
        self, root: Path, run: Run, tmp_path: Path
    ) -> None:
        spoil(root)
        write(tmp_path, "secret.css", "secret")
        (root / "templates" / "assets").mkdir(parents=True)
        (root / "templates" / "assets" / "more.css").symlink_to(tmp_path / "secret.css")
        assert run("build", "--unanchored") == 1
        assert not (root / "site").exists()

    @pytest.mark.parametrize(("day", "is_there"), [("2023-08-31", False), ("2023-09-01", True)])
    def test_judges_embargoes_by_the_day_it_is_told(
        self, root: Path, run: Run, day: str, is_there: bool
    ) -> None:
        write(root, "briefings/new.md", "---\npublish: 2023-09-01\n---\n# New\n")
        run("build", "--today", day)
        assert (root / "site" / "articles" / "new.html").exists() == is_there

    def test_shows_drafts_when_told_to(self, root: Path, run: Run) -> None:
        write(root, "briefings/new.md", "---\ndraft: true\n---\n# New\n")
        run("build", "--drafts")
        assert (root / "site" / "articles" / "new.html").is_file()

    def test_may_forget_what_it_knew(self, root: Path, run: Run) -> None:
        run("build")
        first = snapshot(root / "site")
        assert run("build", "--clean") == 0
        assert snapshot(root / "site") == first


class TestWhatItSays:
    def test_is_little(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        run("build")
        out, err = capsys.readouterr()
        assert len(out.splitlines()) == 1
        assert "made" in out
        assert err == ""

    def test_is_nothing_when_quiet(self, run: Run, capsys: pytest.CaptureFixture[str]) -> None:
        run("build", "-q")
        run("check", "-q")
        assert capsys.readouterr() == ("", "")

    def test_is_every_page_when_verbose(
        self, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run("build", "-v")
        assert "  actors/ann.html\n" in capsys.readouterr().out

    def test_of_problems_goes_to_standard_error_even_when_quiet(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        run("build", "-q")
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("briefings/talks.yaml:1:")
        assert err.endswith("1 error\n")

    def test_repeats_the_problems_that_stand(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root, DOUBTFUL)
        run("build")
        first = capsys.readouterr().err
        run("build")
        assert first == capsys.readouterr().err
        assert "second-hand" in first

    def test_has_no_colour_in_a_pipe(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        run("check")
        assert "\x1b" not in capsys.readouterr().err


class TestACheck:
    def test_makes_nothing(self, root: Path, run: Run) -> None:
        before = snapshot(root)
        run("check")
        assert snapshot(root) == before

    def test_says_so_when_all_is_well(
        self, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        run("check")
        assert capsys.readouterr().out == "nothing to mend\n"

    def test_reports_what_a_build_would(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        run("build")
        built = capsys.readouterr().err
        run("check")
        assert capsys.readouterr().err == built

    def test_reports_what_is_wrong_with_pages_as_well(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        write(root, "briefings/actors.yaml", "{ann: Ann Lee, bo: {name: Bo, was: ann}}")
        assert run("check") == 1
        assert "address-taken" in capsys.readouterr().err

    def test_can_be_read_by_programs(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        assert run("check", "--format", "json") == 1
        out, err = capsys.readouterr()
        assert "quote-not-found" in json.dumps(json.loads(out))
        assert err == ""

    def test_can_be_read_by_code_hosts(
        self, root: Path, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoil(root)
        assert run("check", "--format", "sarif") == 1
        report = json.loads(capsys.readouterr().out)
        assert report["version"] == "2.1.0"
        (result,) = report["runs"][0]["results"]
        assert result["ruleId"] == "quote-not-found"

    @pytest.mark.parametrize("format_", ["json", "sarif"])
    def test_is_valid_data_when_all_is_well_and_when_the_settings_are_wrong(
        self, root: Path, run: Run, format_: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("check", "--format", format_) == 0
        json.loads(capsys.readouterr().out)
        write(root, "config.yaml", "titel: The book\n")
        assert run("check", "--format", format_) == 2
        assert "unknown-field" in json.dumps(json.loads(capsys.readouterr().out))


class TestClean:
    def test_removes_only_what_the_tool_wrote(self, root: Path, run: Run) -> None:
        before = snapshot(root)
        run("build")
        run("build", "--edition", "team")
        write(root, "site/CNAME", "book.example")
        assert run("clean") == 0
        after = snapshot(root)
        assert after.pop("site/CNAME") == b"book.example"
        left = {path for path in after if not path.startswith(".briefbook")} - before.keys()
        assert left == {"site"}

    def test_removes_the_book_as_of_other_days_too(self, root: Path, run: Run) -> None:
        run("build", "--as-of", "2023-10-01")
        assert (root / "site-as-of-2023-10-01/index.html").is_file()
        assert run("clean") == 0
        assert not (root / "site-as-of-2023-10-01").exists()

    def test_of_what_is_clean_changes_nothing(self, root: Path, run: Run) -> None:
        run("clean")
        before = snapshot(root)
        assert run("clean") == 0
        lock = ".briefbook/lock"  # it says since when, to the second
        assert {**snapshot(root), lock: b""} == {**before, lock: b""}

    def test_lets_the_next_build_make_the_same_site(self, root: Path, run: Run) -> None:
        run("build")
        first = snapshot(root / "site")
        run("clean")
        run("build")
        assert snapshot(root / "site") == first


class TestTheCommandLine:
    def test_lists_the_verbs_when_a_word_is_like_none_of_them(
        self, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["xyzzy"]) == 2
        told = capsys.readouterr().err
        assert all(verb in told for verb in registry.VERBS)

    @pytest.mark.parametrize(
        ("written", "meant"), [("biuld", "build"), ("Serve", "serve"), ("handouts", "handout")]
    )
    def test_says_in_a_line_which_verb_a_misspelt_one_may_be(
        self, written: str, meant: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["-q", written, "--edition", "team"]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == f'briefbook: there is no verb "{written}"; did you mean "{meant}"?\n'

    @pytest.mark.parametrize(
        ("arguments", "meant"),
        [
            ("build --editon team", "--edition"),
            ("--editon=team", "--edition"),
            ("build --base_url https://book.example", "--base-url"),
            ("build --watsh", "--watch"),
            ("export --editon team popolo", "--edition"),
            ("handout --formats pdf position-sheet contact", "--format"),
        ],
    )
    def test_says_in_a_line_which_option_a_misspelt_one_may_be(
        self, arguments: str, meant: str, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run(*arguments.split()) == 2
        told = capsys.readouterr().err
        assert told.count("\n") == 1
        assert f'did you mean "{meant}"?' in told

    def test_takes_the_first_letters_of_an_option_for_it(self, root: Path, run: Run) -> None:
        assert run("build", "--edit", "team") == 0
        assert (root / "site-team").is_dir()

    def test_takes_no_word_for_an_option_behind_two_hyphens(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["-C", str(root), "quote", "talks", "--", "--never"]) == 1
        assert "do not stand there" in capsys.readouterr().err

    def test_does_not_print_all_of_its_usage_for_one_mistake(
        self, run: Run, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert run("build", "--today", "tomorrow") == run("quote") == 2
        told = capsys.readouterr().err
        assert "'tomorrow' is not a day such as 2023-08-30" in told
        assert "ARTICLE, WORDS" in told
        assert told.count("\n") == 4
        assert "briefbook quote -h" in told

    def test_explains_itself(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main.main(["--help"]) == 0
        told = capsys.readouterr().out
        assert all(
            words.split(",")[0] in " ".join(told.split()) for words in registry.VERBS.values()
        )

    @pytest.mark.parametrize("verb", list(registry.VERBS))
    def test_explains_every_verb(self, verb: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main.main([verb, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"usage: briefbook {verb}")

    def test_tells_its_version(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main.main(["--version"]) == 0
        assert capsys.readouterr().out.startswith("briefbook ")

    def test_finds_the_workspace_upwards(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        inner = root / "briefings" / "deep"
        inner.mkdir()
        monkeypatch.chdir(inner)
        assert main.main(["check"]) == 0

    def test_stops_in_peace_when_it_is_interrupted(
        self, run: Run, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        def interrupt(*_: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(session, "take_snapshot", interrupt)
        assert run("build") == 130
        assert "Traceback" not in capsys.readouterr().err


class TestOptionsOfAllVerbs:
    @pytest.mark.parametrize("verb", list(registry.VERBS))
    def test_may_stand_before_any_verb(
        self, verb: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["-qv", "-C", "nowhere", verb, "--help"]) == 0
        assert capsys.readouterr().out.startswith(f"usage: briefbook {verb}")

    @pytest.mark.parametrize("written", ["-C {}", "-C{}", "-q -C {}", "-qC{}"])
    def test_name_the_workspace_before_the_verb(self, written: str, root: Path) -> None:
        folder = [word.format(root) for word in written.split()]
        assert main.main([*folder, "build"]) == 0
        assert (root / "site" / "index.html").is_file()

    def test_name_the_workspace_without_a_verb(self, root: Path) -> None:
        assert main.main(["-C", str(root), "--edition", "team"]) == 0
        assert (root / "site-team" / "index.html").is_file()

    def test_count_as_written_after_the_verb_where_they_stand_on_both_sides(
        self, root: Path, tmp_path: Path
    ) -> None:
        assert main.main(["-C", str(tmp_path), "build", "-C", str(root)]) == 0
        assert (root / "site" / "index.html").is_file()

    def test_say_the_same_before_the_verb_as_after_it(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main.main(["--quiet", "-C", str(root), "build"]) == 0
        assert capsys.readouterr().out == ""
        assert main.main(["--verbose", "-C", str(root), "build", "--clean"]) == 0
        assert "actors/ann.html" in capsys.readouterr().out

    @pytest.mark.parametrize("arguments", ["-C", "-q -C", "build -C"])
    def test_need_their_value(self, arguments: str, capsys: pytest.CaptureFixture[str]) -> None:
        assert main.main(arguments.split()) == 2
        assert "-C: expected one argument" in capsys.readouterr().err

    def test_are_listed_with_the_verbs(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main.main(["-C", "nowhere", "--help"]) == 0
        told = capsys.readouterr().out
        assert "-C DIR" in told
        assert "--quiet" in told


@pytest.mark.parametrize("start", ["build.py", "-m briefbook"])
def test_python_runs_the_same_command(start: str, root: Path) -> None:
    named = start.replace("build.py", str(PROJECT / "build.py"))
    done = subprocess.run(
        [sys.executable, *named.split(), "-C", str(root), "--today", "2023-11-03"],
        cwd=root,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "site" / "index.html").is_file()


MORE = {
    "build": "list every page that was made",
    "check": "tell what every name is linked to",
}
"""What the verbs do that have more to say when asked for it."""

ANSWERS = ("quote", "why", "changes", "export", "completion")
"""Verbs that say nothing but what they are asked for."""


@pytest.mark.parametrize("verb", registry.VERBS)
def test_the_help_of_a_verb_says_what_being_quiet_and_verbose_do_there(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main([verb, "-h"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert f"--verbose {MORE.get(verb, 'changes nothing here')}" in said
    less = "changes nothing here" if verb in ANSWERS else "say nothing but problems"
    assert f"--quiet {less}" in said
