"""The documentation says what is so: its examples build, and nothing is left out of it."""

import argparse
import json
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, get_args, get_type_hints
from urllib.parse import urljoin

import pytest

from briefbook.base.extras import EXTRAS
from briefbook.build.config import DATA
from briefbook.cli.main import ANSWERS, UNREAD, load_verb, main
from briefbook.disk.cache import PLACE
from briefbook.exports import FILES
from briefbook.kinds import LISTS, REGISTRIES
from briefbook.kinds.fields import SpreadOut
from briefbook.kinds.issue import OFF_SCALE
from briefbook.kinds.kind import Kind
from briefbook.registry import VERBS
from briefbook.schemas.files import NAMES as SCHEMAS
from briefbook.statements.basis import STRENGTH
from briefbook.statements.words import WORDS
from briefbook.syntax.yaml.reader import read_yaml
from briefbook.workspace.scan import theme_folder
from tests.books import hrefs, publish_sample, read_page, write_book
from tests.problem_samples import read_sample as read_sample_of
from tests.problems_page import GROUPS, PAGE, write_page
from tests.workspaces import build_files, build_once, check_files, make_inputs
from tests.writing_page import HEAD, HEADINGS
from tests.writing_page import write_page as write_tables

DOCS = Path(__file__).parents[1] / "docs"
BLOCK = re.compile(r"^```(\w+) (\S+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def read(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def read_section(name: str, heading: str) -> str:
    """Return what stands below a heading, up to the next of its level."""
    _, found, rest = BLOCK.sub("", read(name)).partition(f"\n## {heading}\n")
    assert found, f"add a heading to docs/{name}: {heading}"
    return rest.partition("\n## ")[0]


def read_examples(name: str) -> dict[str, str]:
    """Return the files that the blocks of a page make; blocks of one file are joined."""
    files: dict[str, str] = {}
    for _, path, text in BLOCK.findall(read(name)):
        files[path] = files.get(path, "") + text
    return files


def list_fields(kind: Kind) -> Iterator[str]:
    """Yield what an analyst calls the fields of a kind, and those of their parts."""
    hints = get_type_hints(kind.model, include_extras=True)
    for name, hint in hints.items():
        marks = getattr(hint, "__metadata__", ())
        spread = [mark.fields for mark in marks if isinstance(mark, SpreadOut)]
        names = [field for field, _ in spread[0]] if spread else [name]
        yield from (kind.names.get(one, one) for one in names)
        for part in find_parts(hint):
            yield from part._fields


def find_parts(hint: Any) -> Iterator[Any]:
    if isinstance(hint, type) and hasattr(hint, "_fields"):
        yield hint
    for inner in get_args(hint):
        yield from find_parts(inner)


def find_words(text: str) -> set[str]:
    """Return the words within backticks."""
    return set(re.findall(r"[\w-]+", " ".join(re.findall(r"`([^`\n]+)`", text))))


class TestWriting:
    def test_its_examples_make_a_book_with_nothing_wrong_in_it(self) -> None:
        assert check_files(read_examples("writing.md")) == ()

    def test_the_book_can_be_built_in_every_edition(self) -> None:
        for edition in ("public", "team"):
            assert build_files(read_examples("writing.md"), edition).complete

    @pytest.mark.parametrize("heading", HEADINGS)
    def test_each_field_stands_in_the_section_of_its_kind(self, heading: str) -> None:
        words = find_words(read_section("writing.md", heading))
        assert set(list_fields(HEADINGS[heading])) - words == set()

    def test_its_tables_are_made_of_what_the_kinds_say_of_their_fields(self) -> None:
        page = read("writing.md")
        assert page == write_tables(page), "run python -m tests.writing_page"
        assert page.count(HEAD) == len(HEADINGS) + 1

    def test_what_must_be_in_quotation_marks_is_no_text_without_them(self) -> None:
        section = read_section("writing.md", "YAML, and its traps")
        traps = re.findall(r"^\| `([^`]+)` \| .* \| `([^`]+)` \|$", section, re.MULTILINE)
        assert len(traps) == 5
        for trap, cure in traps:
            assert not is_one_text(trap)
            assert is_one_text(cure)


def is_one_text(line: str) -> bool:
    """Tell whether a line of YAML has a single value, which is text."""
    held, problems = read_yaml(line, "a.yaml")
    values = list(held.values() if isinstance(held, dict) else held or ())
    return not problems and len(values) == 1 and isinstance(values[0], str)


class TestEditions:
    def test_its_example_makes_a_book_with_nothing_wrong_in_it(self) -> None:
        files = read_examples("editions.md")
        assert check_files(files) == ()
        public, team = (build_files(files, name).files for name in ("public", "team"))
        assert b"an aide" in public["articles/talks.html"]
        assert not [page for page in public.values() if b"Bruun" in page or b"Ask her" in page]
        assert b"Ask her" in team["articles/talks.html"]

    def test_the_audit_that_it_shows_is_that_of_its_example(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        for path, text in read_examples("editions.md").items():
            (tmp_path / path).parent.mkdir(exist_ok=True, parents=True)
            (tmp_path / path).write_text(text, "utf-8")
        assert main(["check", "--audit", "-q", "-C", str(tmp_path)]) == 0
        told = capsys.readouterr().out
        assert told in read("editions.md").partition("$ briefbook check --audit\n")[2]

    def test_it_tells_of_every_field_that_withholds(self) -> None:
        words = find_words(read("editions.md"))
        assert {"access", "draft", "publish", "public_name", "editions", "output"} <= words

    def test_the_proofs_that_are_named_are_there(self) -> None:
        security = (DOCS.parent / "SECURITY.md").read_text("utf-8")
        named = re.findall(r"`((?:tests|briefbook)/[\w/]+\.py)`", security)
        assert len(named) > 5
        assert all((DOCS.parent / path).is_file() for path in named)


class TestCommands:
    @pytest.mark.parametrize("verb", VERBS)
    def test_each_option_of_a_verb_is_explained(self, verb: str) -> None:
        shared = read("commands.md").partition("\n## ")[0]
        words = shared + read_section("commands.md", verb)
        options = list_options(load_verb(verb))
        assert [name for name in options if f"`{name}" not in words] == []

    def test_it_explains_every_exit_code(self) -> None:
        section = read_section("commands.md", "Exit codes")
        listed = {int(code) for code in re.findall(r"^\| (\d+) \|", section, re.MULTILINE)}
        assert listed == {0, 1, 70, UNREAD, *ANSWERS.values()}

    def test_each_verb_prints_its_help(self, capsys: pytest.CaptureFixture[str]) -> None:
        for verb, words in VERBS.items():
            assert main([verb, "--help"]) == 0
            assert words in " ".join(capsys.readouterr().out.split())


def list_options(verb: ModuleType) -> list[str]:
    """Return every way in which an option of a verb can be written."""
    parser = argparse.ArgumentParser()
    verb.add_arguments(parser)
    return [
        name
        for action in parser._actions
        for name in (*action.option_strings, *list_values(action))
    ]


def list_values(action: argparse.Action) -> list[str]:
    """Return the values of an option, each behind its name; of an argument, its name."""
    if not action.option_strings:
        return [str(action.metavar)]
    return [f"{action.option_strings[-1]} {value}" for value in action.choices or ()]


KEY = re.compile(r"^    \"?(.)\"?: \{ words:", re.MULTILINE)


class TestInstall:
    def test_it_names_every_extra(self) -> None:
        words = read("install.md")
        assert [name for name in EXTRAS if f"`briefbook[{name}]`" not in words] == ["build"]
        assert ".[build]" in words

    def test_it_shows_what_is_said_without_the_extra_for_papers(self) -> None:
        report = read_sample_of("handouts-missing").report.rpartition("1 error")[0]
        assert report in read("install.md")

    @pytest.mark.usefixtures("without_fonts")
    def test_a_book_is_begun_as_the_first_page_says(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        page = (DOCS.parent / "README.md").read_text("utf-8")
        _, _, section = page.partition("## Begin your own book\n")
        lines = "\n".join(
            re.findall(r"```\n(.*?)```", section.partition("\n## ")[0], re.DOTALL)
        )
        monkeypatch.chdir(tmp_path)
        commands = [shlex.split(line) for line in lines.splitlines()]
        ours = [words[1:] for words in commands if words[:1] == ["briefbook"]]
        assert [words[0] for words in ours] == ["new", "serve", "new", "new", "check"]
        for words in ours:
            if words[0] != "serve":  # it would go on for ever
                assert main([*words, "-q"]) == 0
            if words[1:2] == ["workspace"]:
                monkeypatch.chdir(words[2])
        assert main(["build", "--strict", "-q"]) == 0


class TestEditors:
    def test_they_are_told_of_the_schema_of_every_file(self) -> None:
        page = read("editors.md")
        assert [name for name in SCHEMAS if f"{name}.schema.json" not in page] == []
        setting = json.loads(page.partition("```json\n")[2].partition("```")[0])
        files = {"config.yaml", *(f"{name}.yaml" for name in REGISTRIES)}
        assert {*setting["yaml.schemas"].values()} == files


class TestReading:
    def test_the_keys_are_those_of_the_theme(self) -> None:
        first = re.findall(r"^\| (`.*?) \|", read_section("reading.md", "Keys"), re.MULTILINE)
        listed = {key for cell in first for key in re.findall(r"`(.)`", cell)}
        assert listed == set(KEY.findall(read_theme("assets/site/keys.js")))

    def test_the_words_off_the_scale_are_all_there(self) -> None:
        words = list_first_column(read_section("reading.md", "Positions"))
        assert words[: len(OFF_SCALE)] == list(OFF_SCALE)

    def test_how_a_position_is_known_is_said_in_the_words_of_the_pages(self) -> None:
        words = list_first_column(read_section("reading.md", "Positions"))
        assert words[len(OFF_SCALE) :][: len(STRENGTH)] == [WORDS[one] for one in STRENGTH]

    def test_all_words_that_it_names_are_those_of_pages(self) -> None:
        page = read("reading.md")
        named = {*list_first_column(read_section("reading.md", "Positions"))}
        named |= {words.rstrip(".") for words in re.findall(r"\*([^*\n]+)\*", page)}
        assert {"second-hand", "moved from", "without marks", "Words quoted"} <= named
        said = " ".join(read_all_pages()).lower()
        assert [words for words in sorted(named) if words.lower() not in said] == []


def list_first_column(section: str) -> list[str]:
    """Return the words in backticks that begin the rows of tables."""
    rows = re.findall(r"^\| (`.*?) \|", section, re.MULTILINE)
    return [word for row in rows for word in re.findall(r"`(.+?)`", row)]


def read_theme(name: str) -> str:
    """Return a file of the theme."""
    return (theme_folder() / name).read_text("utf-8")


def read_all_pages() -> list[str]:
    """Return what words of pages come from: the theme, and the views."""
    theme = (*theme_folder().rglob("*.html"), *theme_folder().rglob("*.js"))
    views = (DOCS.parent / "briefbook/pages").rglob("*.py")
    levels = "low confidence medium confidence"
    kinds = [*OFF_SCALE, *WORDS.values(), levels]
    return [*kinds, *(path.read_text("utf-8") for path in (*theme, *views))]


class TestTheme:
    def test_its_example_is_a_template_that_works(self) -> None:
        ((name, text),) = read_examples("theme.md").items()
        inputs = make_inputs({"config.yaml": "title: A book"})
        own = {**inputs.templates, name.removeprefix("templates/"): text}
        built = build_once(inputs._replace(templates=own))
        assert built.complete
        assert b"There is no such page." in built.files["404.html"]

    def test_it_explains_every_variable(self) -> None:
        tokens = (DOCS.parent / "templates/assets/style/tokens.css").read_text("utf-8")
        used = set(re.findall(r"(--[\w-]+):", tokens)) | {"--accent"}
        told = set(re.findall(r"`(--[\w-]+)`", read("theme.md")))
        assert {name for name in used if not re.match("--step-[234]", name)} == told


class TestProblems:
    def test_the_page_is_made_of_the_table_and_the_samples(self) -> None:
        assert PAGE.read_text("utf-8") == write_page(), "run python -m tests.problems_page"

    def test_every_group_begins_with_a_code(self) -> None:
        assert all(f"### {name}\n" in read("problems.md") for name in GROUPS)


BESIDE = ("assets/", "fonts/", "handouts/")
"""Where files lie that are no data."""


def name_chart(address: str) -> str:
    """Return the address of a file of any page's picture as the documentation has it."""
    return re.sub(r"(data/charts/).*(\.\w+)", r"\1PAGE-PICTURE\2", address)


class TestData:
    def test_it_names_the_files_that_a_site_has_and_no_others(self) -> None:
        config = f"{(DOCS.parent / 'config.yaml').read_text('utf-8')}\nbase_url: https://b.example/\n"
        files = {**read_examples("writing.md"), "config.yaml": config}
        made = {
            re.sub("(data/annotations/).*", r"\1ARTICLE.jsonld", name_chart(address))
            for address in build_files(files).files
            if not address.endswith((".html", ".js")) and not address.startswith(BESIDE)
        }
        table = read("data.md").partition("\n[Feeds]")[0]
        told = set(re.findall(r"`([\w./-]+\.\w+)`", table)) - {"config.yaml", "data/index.html"}
        assert told == made

    def test_it_names_every_output_and_every_list_of_the_book(self) -> None:
        words = find_words(read("data.md"))
        missing = {*DATA, *LISTS} - words
        assert not missing, f"name in docs/data.md: {', '.join(sorted(missing))}"

    def test_the_page_of_a_site_leads_to_each_file(self) -> None:
        built = publish_sample("public")
        page = read_page(built, "data/index.html")
        led = {urljoin("http://site/data/", href) for href in hrefs(page)}
        wanted = {f"http://site/{file.address}" for file in FILES if not file.needs_base}
        assert wanted <= led
        assert all(file.address in built.files for file in FILES if not file.needs_base)


class TestContinuousIntegration:
    def test_its_commands_are_understood(self) -> None:
        commands = re.findall(r"briefbook ((?:build|check)[^`\n]*)", read("ci.md"))
        assert len(commands) > 4
        for command in commands:
            verb, *options = command.split()
            known = list_options(load_verb(verb))
            assert [one for one in options if one.startswith("-") and one not in known] == []

    def test_its_examples_are_yaml_that_keeps_the_cache_where_the_program_looks(self) -> None:
        files = read_examples("ci.md")
        read_back: Any = {path: read_yaml(text, path) for path, text in files.items()}
        assert [path for path, (_, found) in read_back.items() if found] == []
        site = read_back[".gitlab-ci.yml"][0]["site"]
        (kept,) = site["cache"]["paths"]
        assert site["variables"][PLACE].endswith(f"/{kept}")

    def test_a_state_on_its_disk_is_used_and_a_copy_of_it_is_not(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        book = tmp_path / "book"
        for path, text in write_book("They talked.").items():
            (book / path).parent.mkdir(parents=True, exist_ok=True)
            (book / path).write_text(str(text), "utf-8")
        edited = book / "briefings/talks.md"
        assert main(["build", "-C", str(book), "-q"]) == 0
        copy = Path(shutil.copytree(book, tmp_path / "copy", copy_function=shutil.copy2))
        for root in (book, copy):
            (root / edited.relative_to(book)).write_text("They talked again.", "utf-8")
            capsys.readouterr()
            assert main(["build", "-C", str(root)]) == 0
            reused = int(re.findall(r"reused (\d+)", capsys.readouterr().out)[0])
            assert (reused > 0) == (root == book)


class TestReliability:
    COMMAND = re.compile(r"`(?:unshare -rm )?python -m ([\w.]+)([^`]*)`")

    def list_commands(self) -> list[tuple[str, list[str]]]:
        """Return what stands behind ``python -m`` in the tables: a module, and the rest."""
        found = self.COMMAND.findall(read("reliability.md"))
        return [(module, rest.split()) for module, rest in found]

    def find_source(self, module: str) -> Path:
        """Return the file that ``python -m`` runs."""
        path = DOCS.parent / module.replace(".", "/")
        return path / "__main__.py" if path.is_dir() else path.with_suffix(".py")

    def test_its_commands_are_there(self) -> None:
        commands = self.list_commands()
        assert {"tests.bad_luck", "benchmarks.crash", "pytest"} <= {
            name for name, _ in commands
        }
        assert [
            name for name, _ in commands if not is_there(self.find_source(name), name)
        ] == []
        paths = [path for _, rest in commands for path in rest if path.startswith("tests/")]
        assert [path for path in paths if not (DOCS.parent / path).exists()] == []

    def test_its_options_are_understood(self) -> None:
        for module, rest in self.list_commands():
            options = [one for one in rest if one[0] == "-"]
            if options and module != "pytest":
                source = self.find_source(module).read_text("utf-8")
                assert [one for one in options if f'"{one}"' not in source] == []

    @pytest.mark.parametrize("heading", ["Bad luck", "The server"])
    def test_every_row_says_how_it_is_seen_again(self, heading: str) -> None:
        rows = [
            row
            for row in read_section("reliability.md", heading).splitlines()
            if row[:1] == "|"
        ]
        assert len(rows) > 10
        for row in rows[2:]:
            assert row.count("|") == 6, row
            assert self.COMMAND.search(row) or "the same |" in row, row


def is_there(source: Path, module: str) -> bool:
    """Tell whether a module is one of ours that exists, or pytest."""
    return module == "pytest" or source.is_file()
