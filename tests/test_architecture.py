"""The shape of the program: what may import what, and what the middle may not touch."""

import ast
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import get_type_hints

import pytest

from briefbook.checks import CHECKS
from briefbook.cli import VERBS
from briefbook.kinds import KINDS
from briefbook.kinds.kind import Kind
from briefbook.ledger import Look, Overview
from briefbook.pages.page import Desk, Page, PageKind
from briefbook.pages.table import PAGES
from briefbook.site import MAKE, UNDERSTAND

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "briefbook"

EDGE = (
    "briefbook.__main__",
    "briefbook.arranging",
    "briefbook.build_lock",
    "briefbook.cache",
    "briefbook.carrying",
    "briefbook.choices",
    "briefbook.choosing",
    "briefbook.claiming",
    "briefbook.cli",
    "briefbook.commands",
    "briefbook.disk",
    "briefbook.file_locks",
    "briefbook.finding_workspace",
    "briefbook.fonts",
    "briefbook.full_text",
    "briefbook.journal",
    "briefbook.leaving",
    "briefbook.looking",
    "briefbook.manifest",
    "briefbook.output_guard",
    "briefbook.own_fonts",
    "briefbook.planning",
    "briefbook.progress",
    "briefbook.publishing",
    "briefbook.quiet",
    "briefbook.recorded",
    "briefbook.recovering",
    "briefbook.replacing",
    "briefbook.report",
    "briefbook.report_excerpt",
    "briefbook.report_literals",
    "briefbook.report_places",
    "briefbook.scanning",
    "briefbook.serving",
    "briefbook.session",
    "briefbook.spooling",
    "briefbook.staging",
    "briefbook.state",
    "briefbook.streams",
    "briefbook.surveying",
    "briefbook.theme",
    "briefbook.watching",
    "briefbook.workers",
    "briefbook.workspace",
)
"""What touches the disk, the clock or the terminal, and what serves that alone."""

UNTRACKED = {
    *("asyncio", "fcntl", "getpass", "glob", "http", "io", "locale", "logging", "msvcrt"),
    *("multiprocessing", "os", "platform", "random", "secrets", "select", "shutil", "signal"),
    *("socket", "sqlite3", "subprocess", "sys", "tempfile", "threading", "time"),
    *("urllib.request", "uuid", "webbrowser"),
}
"""Modules by which one reads or changes what is no input of a build."""

ALLOWED = {
    "briefbook.handouts.formats.pdf": {"pathlib.Path"},  # to find the fonts of the theme
    "briefbook.store": {"sqlite3"},  # it is asked for what a build itself has put there
    "briefbook.reading.picture": {"io"},  # bytes in memory, as a file
    "briefbook.handouts.formats.ooxml": {"io"},  # the same
    # The reference document is handed to pandoc as a file, gone as soon as it is read.
    "briefbook.handouts.formats.pandoc": {"subprocess", "tempfile"},
    "briefbook.handouts.formats.codes": {"io"},  # the same
}

READERS = frozenset({"open", "input", "print", "exec", "eval", "__import__", "breakpoint"})
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp"})


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def is_edge(module: str) -> bool:
    return any(module == edge or module.startswith(f"{edge}.") for edge in EDGE)


MIDDLE = [module for module in MODULES if not is_edge(module)]


@cache
def parse(module: str) -> ast.Module:
    return ast.parse(MODULES[module].read_text(encoding="utf-8"))


@cache
def imports_of(module: str) -> frozenset[str]:
    """Return the full names of all that a module imports, wherever in it."""
    return frozenset(name for node in ast.walk(parse(module)) for name in imported_by(node))


def imported_by(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)


def reach(module: str) -> set[str]:
    """Return our modules that are loaded when ``module`` is."""
    found, pending = {module}, [module]
    while pending:
        new = {name for name in imports_of(pending.pop()) if name in MODULES} - found
        found |= new
        pending += new
    return found


def calls(module: str) -> Iterator[str]:
    """Yield the names of the functions and methods that a module calls."""
    for node in ast.walk(parse(module)):
        if isinstance(node, ast.Call):
            function = node.func
            yield (
                function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
            )


class TestTheMiddle:
    def test_is_most_of_the_program(self) -> None:
        assert len(MIDDLE) > len(MODULES) / 2
        assert all(edge in MODULES for edge in EDGE)

    @pytest.mark.parametrize("module", MIDDLE)
    def test_imports_nothing_from_the_edge(self, module: str) -> None:
        assert [name for name in imports_of(module) if is_edge(name)] == []

    @pytest.mark.parametrize("module", MIDDLE)
    def test_reads_nothing_untracked(self, module: str) -> None:
        imported = imports_of(module)
        assert imported & UNTRACKED <= ALLOWED.get(module, set())
        paths = {name for name in imported if name.split(".")[0] == "pathlib"}
        pure = {"pathlib", "pathlib.PurePosixPath"}
        assert paths <= pure | ALLOWED.get(module, set())
        assert set(calls(module)) & (READERS | CLOCKS) == set()

    @pytest.mark.parametrize("module", MIDDLE)
    def test_keeps_no_state_of_its_own(self, module: str) -> None:
        kept = [node for node in ast.walk(parse(module)) if isinstance(node, ast.Global)]
        assert kept == []

    def test_is_all_that_a_build_loads(self) -> None:
        assert {name for name in reach("briefbook.site") if is_edge(name)} == set()


def test_one_module_knows_the_templates_library() -> None:
    knowing = {module for module in MODULES if "jinja2" in imports_of(module)}
    assert knowing == {"briefbook.rendering"}


def test_one_module_knows_the_stages() -> None:
    stages = {f"{stage.__module__}.{stage.__name__}" for stage in (*UNDERSTAND, *MAKE)}
    files = {module for module in MODULES if module.startswith("briefbook.stages.")}
    assert files == {stage.rpartition(".")[0] for stage in stages}
    knowing = {module for module in MODULES if stages & imports_of(module)}
    assert knowing == {"briefbook.site"}


def test_one_module_knows_all_verbs() -> None:
    verbs = {module for module in MODULES if module.startswith("briefbook.commands.cmd_")}
    assert verbs == {f"briefbook.commands.cmd_{name}" for name in VERBS}


PUBLISHING = ("pages", "drawing", "data", "handouts", "finishing", "gathering", "rendering")
"""What makes files of what stands behind the door, by the name after the package's."""

MAKERS = [module for module in MODULES if f"{module}..".split(".")[1] in PUBLISHING]


class TestTheDoor:
    """What is published is made of what stands behind the door, and of nothing else."""

    FULL_MODEL = (
        "briefbook.ledger.Overview",
        "briefbook.ledger.Eyes",
        "briefbook.ledger.Ledger",
        "briefbook.store.Store",
        "briefbook.editions.top",
        "briefbook.editions.Edition",
        "briefbook.reading.unit.Unit",
        "briefbook.contributing",
        "briefbook.withholding",
    )

    @pytest.mark.parametrize("module", MAKERS)
    def test_lets_no_page_see_the_full_model(self, module: str) -> None:
        names = imports_of(module)
        assert [name for name in names if name.startswith(self.FULL_MODEL)] == []

    @pytest.mark.parametrize("module", MAKERS)
    def test_is_not_passed_by_way_of_what_is_private(self, module: str) -> None:
        nodes = (node for node in ast.walk(parse(module)) if isinstance(node, ast.Attribute))
        private = {"guarded", "oversee", "run_over", "_store", "_list"}
        assert {node.attr for node in nodes} & private == set()

    def test_gives_pages_a_look_and_nothing_else(self) -> None:
        assert get_type_hints(PageKind)["view"] == Callable[[str, Desk], Page]
        assert get_type_hints(Desk.__init__)["look"] is Look
        assert not issubclass(Overview, Look)
        assert not hasattr(Look, "guarded")


class TestTables:
    """What is not listed in its table would never be asked."""

    def defined(self, package: str, kind: type) -> set[str]:
        """Return the files of a package that define a value of a kind in capitals."""
        return {
            module
            for module in MODULES
            if module.startswith(f"briefbook.{package}.")
            and kind.__name__ in {name.rpartition(".")[2] for name in imports_of(module)}
            and any(
                isinstance(node, ast.Assign) and self.makes(node, kind)
                for node in parse(module).body
            )
        }

    def makes(self, node: ast.Assign, kind: type) -> bool:
        """Tell whether a constant is given a new value of a kind."""
        function = getattr(node.value, "func", None)
        return getattr(function, "id", "") in (kind.__name__, "fixed", "handout_page")

    def test_hold_every_kind_of_entry(self) -> None:
        listed = {kind.model.__module__ for kind in KINDS}
        assert listed == self.defined("kinds", Kind)
        assert len(KINDS) == len({kind.name for kind in KINDS}) == len(listed)

    def test_hold_every_kind_of_page(self) -> None:
        listed = {self.home(page) for page in PAGES}
        assert listed == self.defined("pages", PageKind)
        assert len(PAGES) == len({page.name for page in PAGES})

    def home(self, page: PageKind) -> str:
        """Return the module that a kind of page stands in."""
        return page.view.__module__

    def test_hold_every_check(self) -> None:
        listed = {check.__module__ for check in CHECKS}
        rules = {
            module
            for module in MODULES
            if module.startswith("briefbook.checks.")
            and any(
                isinstance(node, ast.FunctionDef) and self.is_rule(node)
                for node in parse(module).body
            )
        }
        assert listed == rules

    def is_rule(self, function: ast.FunctionDef) -> bool:
        """Tell whether a function takes a contribution and a look, as every rule does."""
        kinds = [ast.unparse(each.annotation) for each in function.args.args if each.annotation]
        return function.name.startswith("check_") and kinds == ["Contribution", "Overview"]
