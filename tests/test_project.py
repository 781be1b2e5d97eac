"""The frame of the project: lock files, lint, documents, entry point, and the test harness."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from briefbook.base.extras import EXTRAS

ROOT = Path(__file__).parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")
IGNORED_RULES = r"\n(?:ignore|\"[^\"]+\") = \[\n(.*?)\n\]"
MACHINE_PATH = re.compile(r"(?<![\w.~/-])/(home|root|tmp|work|Users)/\S*")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def locked(name: str) -> list[str]:
    """Return the requirements of a lock file, each with its hashes, on one line."""
    return [line for line in read(name).replace("\\\n", " ").splitlines() if line]


def normal(requirement: str) -> str:
    """Return the name that a requirement begins with, as packages are compared."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement)[0]).lower()


def documents() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    yield from (ROOT / "docs").rglob("*.md")


def runtime_dependencies() -> set[str]:
    return set(map(normal, tomllib.loads(read("pyproject.toml"))["project"]["dependencies"]))


def list_extras() -> dict[str, list[str]]:
    """Return the packages of each extra, other extras left out."""
    listed = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
    return {
        extra: [name for name in map(normal, packages) if name != "briefbook"]
        for extra, packages in listed.items()
    }


class TestExtras:
    @pytest.mark.parametrize("extra", EXTRAS)
    def test_are_known_by_the_modules_of_their_packages(self, extra: str) -> None:
        packages = {*list_extras()[extra]} - {"hatchling"}
        brought = packages_distributions()
        known = {normal(name) for module in EXTRAS[extra] for name in brought[module]}
        assert packages <= known
        assert all(name.startswith(tuple(packages)) for name in known)

    def test_all_of_them_are_one(self) -> None:
        listed = tomllib.loads(read("pyproject.toml"))["project"]["optional-dependencies"]
        names = ",".join(sorted(EXTRAS.keys() - {"build"}))
        assert listed["all"] == [f"briefbook[{names}]"]


class TestLockFiles:
    @pytest.mark.parametrize("name", LOCKS)
    def test_pin_each_requirement_by_hash(self, name: str) -> None:
        pinned = re.compile(r"[\w.-]+==\S+ .*--hash=sha256:[0-9a-f]{64}")
        assert [line for line in locked(name) if not pinned.match(line)] == []

    @pytest.mark.parametrize("name", LOCKS)
    def test_name_no_host_and_no_path(self, name: str) -> None:
        assert re.findall(r"\S*://\S*|--\w*(?:index|find-links|host)\S*", read(name)) == []
        assert MACHINE_PATH.search(read(name)) is None

    def test_hold_every_runtime_dependency(self) -> None:
        assert runtime_dependencies() <= set(map(normal, locked("requirements.lock")))

    @pytest.mark.parametrize("extra", ["build", "handouts"])
    def test_of_make_site_hold_what_papers_and_a_checkout_need(self, extra: str) -> None:
        assert set(list_extras()[extra]) <= set(map(normal, locked("requirements.lock")))

    def test_agree_with_each_other(self) -> None:
        runtime, development = (set(locked(name)) for name in LOCKS)
        assert runtime <= development


class TestDocuments:
    def test_name_no_path_of_a_machine(self) -> None:
        named = {
            str(path.relative_to(ROOT)): found[0]
            for path in documents()
            if (found := MACHINE_PATH.search(path.read_text(encoding="utf-8")))
        }
        assert named == {}

    def test_what_is_built_is_never_committed(self) -> None:
        ignored = {line.strip("/") for line in read(".gitignore").splitlines()}
        assert {"site", ".briefbook", ".venv"} <= ignored


def test_every_lint_rule_that_is_ignored_has_a_reason() -> None:
    ignored = re.findall(IGNORED_RULES, read("pyproject.toml"), re.DOTALL)
    lines = [line for entries in ignored for line in entries.splitlines()]
    assert len(lines) > 5
    assert [line for line in lines if not re.search(r'"[A-Z]+\d*", # .*\w \w', line)] == []


class TestEntryPoint:
    def test_holds_nothing_but_the_hand_over(self) -> None:
        names = [
            node.name
            for node in ast.walk(ast.parse(read("build.py")))
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        ]
        assert names == ["main"]
        assert len(read("build.py").splitlines()) < 45

    def test_hands_over_arguments_and_exit_code(self, tmp_path: Path) -> None:
        (tmp_path / "briefbook" / "cli").mkdir(parents=True)
        (tmp_path / "briefbook" / "__init__.py").touch()
        cli = "def main(arguments):\n    print(arguments)\n    return 4\n"
        (tmp_path / "briefbook" / "cli" / "main.py").write_text(cli, encoding="utf-8")
        (tmp_path / "build.py").write_text(read("build.py"), encoding="utf-8")
        done = run_python("build.py", "check", "--strict", folder=tmp_path)
        assert (done.returncode, done.stdout) == (4, "['check', '--strict']\n")

    def test_without_libraries_says_what_to_run(self) -> None:
        done = run_python("-I", "-S", "build.py", folder=ROOT)
        assert done.returncode == 2
        assert "make site" in done.stderr
        assert len(done.stderr.splitlines()) == 1

    def test_looks_for_every_library(self) -> None:
        modules = {
            module
            for module, packages in packages_distributions().items()
            if runtime_dependencies() & set(map(normal, packages)) and module[0] != "_"
        }
        tree = ast.parse(read("build.py"))
        (listed,) = (ast.literal_eval(n.value) for n in tree.body if isinstance(n, ast.Assign))
        assert set(listed) == modules


def run_python(
    *arguments: str, folder: Path, **environment: str
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *arguments]
    kept = {name: value for name, value in os.environ.items() if name != "CI"}
    return subprocess.run(
        command, cwd=folder, env=kept | environment, capture_output=True, text=True, check=False
    )
