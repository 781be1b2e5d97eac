"""An install without extras: what it does all the same, and what it says of the rest."""

import ast
import json
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution, packages_distributions
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pytest

from briefbook.base.extras import EXTRAS
from briefbook.cli.main import main
from tests.books import read_sample
from tests.test_project import normal, runtime_dependencies

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefbook"


def list_imports() -> dict[str, set[str]]:
    """Return the libraries that are imported anywhere, each with the files that do."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            for name in list_names(node):
                top = name.partition(".")[0]
                if top not in sys.stdlib_module_names and top != "briefbook":
                    found.setdefault(top, set()).add(path.relative_to(PACKAGE).as_posix())
    return found


def list_names(node: ast.AST) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return [node.module or ""]
    return [one.name for one in node.names] if isinstance(node, ast.Import) else []


EDGES = {
    "brotli": {"fonts/__init__.py"},
    "distributed": {"session/workers.py"},
    "fontTools": {"fonts/__init__.py", "fonts/own_fonts.py"},
    "lxml": {"importing/formats/html.py"},
    "pypdfium2": {"importing/formats/pdf.py"},
    "segno": {"handouts/formats/pictures.py"},
    "trafilatura": {"importing/formats/html.py"},
    "typst": {"handouts/formats/pdf.py", "handouts/formats/pictures.py"},
}
"""The libraries of extras, and the only files that import them."""

BROUGHT = {"markupsafe", "pydantic-core", "types-pyyaml"}
"""What comes with others: with Jinja, with Pydantic, and for the types of PyYAML."""


class TestImports:
    def test_of_the_core_are_what_it_depends_on(self) -> None:
        brought = packages_distributions()
        needed = {
            normal(name) for module in list_imports().keys() - EDGES for name in brought[module]
        }
        assert needed - BROUGHT == runtime_dependencies()

    def test_of_extras_stand_in_few_files(self) -> None:
        assert {name: files for name, files in list_imports().items() if name in EDGES} == EDGES

    def test_of_extras_wait_until_they_are_needed(self) -> None:
        names = {name for modules in EXTRAS.values() for name in modules}
        asked = f"import sys, briefbook.cli.main; print({names!r} & sys.modules.keys())"
        loaded = (
            "import pkgutil, importlib, briefbook\n"
            "for one in pkgutil.walk_packages(briefbook.__path__, 'briefbook.'):\n"
            "    importlib.import_module(one.name) if '__main__' not in one.name else None\n"
        )
        done = subprocess.run(
            [sys.executable, "-c", loaded + asked],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        assert done.stdout == "set()\n"


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have no extra installed, but what fonts are cut by: a wheel brings these."""
    for name in EXTRAS.keys() - {"build"}:
        monkeypatch.setitem(EXTRAS, name, ("no_such_module",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for path, data in read_sample().items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return tmp_path


def set_handouts(root: Path, setting: str) -> None:
    """Put another setting in the place of that of the sample."""
    lines = (root / "config.yaml").read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(("handouts:", "  "))]
    (root / "config.yaml").write_text("\n".join((*kept, setting, "")), "utf-8")


@pytest.mark.usefixtures("bare", "without_fonts")
class TestWithoutHandouts:
    def test_a_site_that_asks_for_papers_is_not_made(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["build", "-q", "-C", str(root)]) == 1
        said = capsys.readouterr().err
        assert said.count("error[handouts-missing]") == 1
        assert 'pip install "briefbook[handouts]"' in said
        assert not (root / "site").exists()

    def test_check_says_the_same(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["check", "-C", str(root)]) == 1
        assert capsys.readouterr().err.count("error[handouts-missing]") == 1

    @pytest.mark.parametrize("setting", ["", "handouts: {read-ahead: [html]}"])
    def test_a_site_without_papers_or_with_pages_alone_is_made(
        self, root: Path, setting: str
    ) -> None:
        set_handouts(root, setting)
        for edition in ("public", "team"):
            assert main(["build", "-q", "-C", str(root), "--edition", edition]) == 0
        made = {path.suffix for path in (root / "site-team").rglob("*") if path.is_file()}
        assert {".html", ".json"} <= made
        assert not made & {".pdf", ".docx"}

    def test_a_briefing_that_asks_is_named(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        set_handouts(root, "")
        path = next(root.glob("briefings/*/index.md"))
        text = path.read_text("utf-8").replace("---\n", "---\nhandouts: [two-pager]\n", 1)
        path.write_text(text, "utf-8")
        assert main(["build", "-q", "-C", str(root)]) == 1
        place = path.relative_to(root).as_posix()
        assert f"{place}:2:11: error[handouts-missing]" in capsys.readouterr().err

    def test_a_paper_by_itself_is_refused_with_the_command(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        asked = ["handout", "two-pager", "uk-china-2023", "-C", str(root)]
        assert main(asked) == 2
        assert 'pip install "briefbook[handouts]"' in capsys.readouterr().err

    def test_a_paper_is_made_as_a_page(self, root: Path, tmp_path: Path) -> None:
        set_handouts(root, "")
        asked = ["handout", "two-pager", "uk-china-2023", "--format", "html", "-q"]
        assert main([*asked, "-C", str(root), "-o", str(tmp_path / "out")]) == 0
        assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".html"]


@pytest.mark.usefixtures("bare", "without_fonts")
def test_other_machines_are_asked_only_with_their_extra(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_handouts(root, "")
    assert main(["build", "-C", str(root), "-j", "tcp://127.0.0.1:8786"]) == 2
    assert 'pip install "briefbook[dask]"' in capsys.readouterr().err


def test_a_checkout_that_cannot_cut_its_fonts_says_so(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(EXTRAS, "build", ("no_such_module",))
    assert main(["build", "-C", str(root)]) == 2
    assert 'pip install "briefbook[build]"' in capsys.readouterr().err


class Core(NamedTuple):
    """A wheel in an environment of its own, beside nothing but what it depends on."""

    python: Path
    root: Path

    def run(self, *arguments: str, folder: Path | None = None) -> str:
        """Return what the program says, which ends well."""
        done = subprocess.run(
            [self.python, "-I", "-m", "briefbook", *arguments],
            cwd=folder or self.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout


def list_core() -> Iterator[Distribution]:
    """Yield the libraries that the core depends on, and those that these depend on."""
    pending, seen = [*runtime_dependencies()], set[str]()
    while pending:
        name = pending.pop()
        if name not in seen:
            seen.add(name)
            found = distribution(name)
            asked = [one for one in found.requires or () if ";" not in one]
            pending += map(normal, asked)
            yield found


def link_library(library: Distribution, folder: Path) -> None:
    """Put what a library has installed into another environment."""
    tops = {file.parts[0] for file in library.files or () if file.parts[0] != ".."}
    for top in tops - {"__pycache__"}:
        if not (folder / top).exists():
            (folder / top).symlink_to(Path(str(library.locate_file(top))))


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Core:
    """Return the core as a wheel of what lies here; no library is fetched."""
    root = tmp_path_factory.mktemp("core")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(root)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    venv.create(root / "venv", with_pip=False, symlinks=True)
    (packages,) = (root / "venv").glob("lib/python*/site-packages")
    for library in list_core():
        link_library(library, packages)
    (wheel,) = root.glob("*.whl")
    with ZipFile(wheel) as packed:
        packed.extractall(packages)
    return Core(root / "venv/bin/python", root)


class TestTheCoreAlone:
    def test_has_no_extra(self, core: Core) -> None:
        asked = "from briefbook.base.extras import *; print(any(map(has_extra, EXTRAS)))"
        done = subprocess.run(
            [core.python, "-I", "-c", asked], capture_output=True, text=True, check=True
        )
        assert done.stdout == "False\n"

    def test_begins_a_workspace_and_builds_it_with_its_quote(
        self, core: Core, tmp_path: Path
    ) -> None:
        core.run("new", "workspace", "w", folder=tmp_path)
        core.run("check", "--strict", "-q", folder=tmp_path / "w")
        core.run("build", "--strict", "-q", folder=tmp_path / "w")
        book = json.loads((tmp_path / "w/site/data/book.json").read_text("utf-8"))
        assert [one["exact"] for one in book["quotes"]] == ["We choose to go to the moon"]
        fonts = list((tmp_path / "w/site/fonts").glob("*.woff2"))
        assert fonts

    def test_brings_its_templates_half_made(self, core: Core, tmp_path: Path) -> None:
        asked = (
            "import jinja2, sys; jinja2.Environment.parse = None\n"
            "from briefbook.workspace import theme_code\n"
            "print(len(theme_code.load_compiled()) > 40)"
        )
        done = subprocess.run(
            [core.python, "-I", "-c", asked],
            capture_output=True,
            text=True,
            check=True,
            env={"BRIEFBOOK_CACHE": str(tmp_path)},
        )
        assert done.stdout == "True\n"

    def test_builds_the_sample_without_papers(self, core: Core, root: Path) -> None:
        set_handouts(root, "")
        for edition in ("public", "team"):
            core.run("build", "-q", "--edition", edition, folder=root)
        assert (root / "site-team/meetings").is_dir()

    def test_writes_schemas_and_what_shells_complete_by(self, core: Core) -> None:
        assert json.loads(core.run("schema", "actors"))["title"] == "actors.yaml"
        assert "complete" in core.run("completion", "bash")
