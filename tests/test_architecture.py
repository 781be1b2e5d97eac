"""The shape of the program: what may import what, and what the middle may not touch."""

import ast
import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

from briefbook import registry
from briefbook.build.pipeline import MAKE, UNDERSTAND
from briefbook.checks import CHECKS
from briefbook.cli.main import load_verb
from briefbook.index.ledger import EditionView, FullView
from briefbook.kinds import KINDS, LISTS
from briefbook.kinds.kind import Kind
from briefbook.pages.by_name import NamedPages
from briefbook.pages.by_year import YEARLY, YearlyPages
from briefbook.pages.context import PageContext
from briefbook.pages.data import DATA_PAGES
from briefbook.pages.handouts import HANDOUT_PAGES
from briefbook.pages.page import PageKind
from briefbook.pages.plain import list_plain_pages
from briefbook.pages.table import NAMED, PAGES
from briefbook.render.page import Page

ROOT = Path(__file__).parents[1]
PACKAGE, TEMPLATES = ROOT / "briefbook", ROOT / "templates"

LAYERS = (
    ("base",),
    ("syntax",),
    ("statements",),
    ("index",),
    ("kinds",),
    ("anchoring",),
    ("units",),
    ("names",),
    ("speech",),
    ("checks",),
    ("gaps",),
    ("charts",),
    ("render",),
    ("pages", "handouts", "exports"),
    ("build",),
    ("schemas",),
    ("disk",),
    ("publish", "report"),
    ("fonts", "workspace", "search_index"),
    ("writing",),
    ("bibliography",),
    ("skeletons",),
    ("importing",),
    ("session",),
    ("watch",),
    ("desk",),
    ("serve",),
    ("cli",),
)
"""The packages from bottom to top: none imports from a line below its own."""

RANKS = {package: rank for rank, packages in enumerate(LAYERS) for package in packages}

EDGE = RANKS.keys() - {package for package in RANKS if RANKS[package] < RANKS["disk"]}
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
    "briefbook.index.store": {"sqlite3"},  # it is asked for what a build itself has put there
    "briefbook.units.picture": {"io"},  # bytes in memory, as a file
    "briefbook.handouts.formats.ooxml": {"io"},  # the same
    # The reference document is handed to pandoc as a file, gone as soon as it is read.
    "briefbook.handouts.formats.pandoc": {"subprocess", "tempfile"},
    "briefbook.handouts.formats.pictures": {"io"},  # the same
}

READERS = frozenset({"open", "input", "print", "exec", "eval", "__import__", "breakpoint"})
CLOCKS = frozenset({"now", "today", "utcnow", "fromtimestamp"})


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def package_of(name: str) -> str:
    """Return the package of ours that a full name lies in, or ""."""
    top, _, rest = name.partition(".")
    return rest.partition(".")[0] if top == "briefbook" else ""


def rank(name: str) -> int:
    """Return the layer of a full name; what starts the program stands above all."""
    return RANKS.get(package_of(name), len(LAYERS) if name == "briefbook.__main__" else -1)


def is_edge(module: str) -> bool:
    return package_of(module) in EDGE | {"__main__"}


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


class TestPackages:
    def test_are_all_that_stands_at_the_top(self) -> None:
        files = {path.name for path in PACKAGE.glob("*.py")}
        assert files == {"__init__.py", "__main__.py", "registry.py"}
        folders = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
        assert folders == set(RANKS)

    def test_import_nothing_from_those_above_them(self) -> None:
        found = {
            (module, name)
            for module in MODULES
            for name in imports_of(module)
            if rank(name) > rank(module)
        }
        assert found == set()

    def test_say_what_comes_in_and_where_to_start(self) -> None:
        heads = {one: ast.get_docstring(parse(f"briefbook.{one}")) or "" for one in RANKS}
        assert {one for one, words in heads.items() if len(words.split()) < 10} == set()


def test_no_name_of_a_class_means_two_things() -> None:
    classes = Counter(
        node.name
        for module in MODULES
        for node in ast.walk(parse(module))
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, count in classes.items() if count > 1] == []


def test_every_file_that_words_name_is_there() -> None:
    files = {path.name for folder in (PACKAGE, TEMPLATES) for path in folder.rglob("*")}
    named = {
        (path.name, name)
        for folder in (PACKAGE, TEMPLATES)
        for path in folder.rglob("*")
        if path.suffix in (".py", ".js", ".css", ".html")
        for name in re.findall(r"\b(\w+\.py)\b", path.read_text("utf-8"))
    }
    assert {(path, name) for path, name in named if name not in files} == set()


class TestTheMiddle:
    def test_is_most_of_the_program(self) -> None:
        assert len(MIDDLE) > len(MODULES) / 2

    def test_reads_nothing_untracked(self) -> None:
        pure = {"pathlib", "pathlib.PurePosixPath"}
        for module in MIDDLE:
            imported = imports_of(module)
            paths = {name for name in imported if name.split(".")[0] == "pathlib"} - pure
            used = (imported & UNTRACKED) | paths
            assert not used - ALLOWED.get(module, set()), module
            assert not set(calls(module)) & (READERS | CLOCKS), module

    def test_keeps_no_state_of_its_own(self) -> None:
        keeping = {
            module
            for module in MIDDLE
            if any(isinstance(node, ast.Global) for node in ast.walk(parse(module)))
        }
        assert keeping == set()

    def test_is_all_that_a_build_loads(self) -> None:
        assert {name for name in reach("briefbook.build.pipeline") if is_edge(name)} == set()


def test_one_module_of_writing_touches_the_disk() -> None:
    """All else of it are values, so that who writes can show a change before it is made."""
    modules = {module for module in MODULES if package_of(module) == "writing"}
    touching = {
        module
        for module in modules
        if (imports_of(module) & UNTRACKED) | (set(calls(module)) & READERS)
        or any(name.startswith(("pathlib", "briefbook.disk")) for name in imports_of(module))
    }
    assert touching == {"briefbook.writing.saving"}


def test_one_module_knows_the_templates_library() -> None:
    knowing = {module for module in MODULES if "jinja2" in imports_of(module)}
    assert knowing == {"briefbook.render.rendering"}


def test_one_module_knows_the_stages() -> None:
    stages = {f"{stage.__module__}.{stage.__name__}" for stage in (*UNDERSTAND, *MAKE)}
    files = {module for module in MODULES if module.startswith("briefbook.build.stages.")}
    assert files == {stage.rpartition(".")[0] for stage in stages}
    knowing = {module for module in MODULES if stages & imports_of(module)}
    assert knowing == {"briefbook.build.pipeline"}


def test_one_module_knows_all_verbs() -> None:
    verbs = {module for module in MODULES if module.startswith("briefbook.cli.verbs.")}
    assert verbs == {load_verb(name).__name__ for name in registry.VERBS}


PUBLISHING = ("charts", "render", "pages", "handouts", "exports")
MAKE_STAGES = ("briefbook.build.stages.make_fragments", "briefbook.build.stages.make_pages")
MAKERS = [
    module for module in MODULES if package_of(module) in PUBLISHING or module in MAKE_STAGES
]
"""What makes files of what an edition may see."""


class TestAccess:
    """What is published is made of what its edition may see, and of nothing else."""

    FULL_MODEL = (
        "briefbook.index.ledger.FullView",
        "briefbook.index.ledger.View",
        "briefbook.index.ledger.Ledger",
        "briefbook.index.store.Store",
        "briefbook.index.editions.top",
        "briefbook.index.editions.Edition",
        "briefbook.units.unit.Unit",
        "briefbook.build.stages.contribute_rows",
        "briefbook.build.withholding",
    )

    PRIVATE = frozenset({"guarded", "oversee", "run_over", "_store", "_list"})

    def test_lets_no_page_see_the_full_model(self) -> None:
        found = {
            (module, name)
            for module in MAKERS
            for name in imports_of(module)
            if name.startswith(self.FULL_MODEL)
        }
        assert found == set()

    def test_is_not_passed_by_way_of_what_is_private(self) -> None:
        found = {
            (module, node.attr)
            for module in MAKERS
            for node in ast.walk(parse(module))
            if isinstance(node, ast.Attribute) and node.attr in self.PRIVATE
        }
        assert found == set()

    def test_gives_pages_a_look_and_nothing_else(self) -> None:
        assert get_type_hints(PageKind)["view"] == Callable[[str, PageContext], Page]
        assert get_type_hints(PageContext.__init__)["view"] is EditionView
        assert not issubclass(FullView, EditionView)
        assert not hasattr(EditionView, "guarded")


class TestKinds:
    """Who asks what is so of which kinds asks the kinds: no other file lists some of them."""

    ALLOWED = frozenset(
        {
            "briefbook.base.codes",  # what is reported of kinds that are named in fields
            "briefbook.exports.book",  # what records take from other entries
            "briefbook.exports.changes",  # in which words a change is told
            "briefbook.pages.table",  # of which there are fragments
        }
    )
    PARTS = "briefbook.pages."
    """Pages name the parts that they show: many are called like the lists of the book."""

    NAMES = frozenset(kind.name for kind in KINDS)
    SECTIONS = frozenset((*LISTS, *(kind.section for kind in KINDS)))

    def words_of(self, node: ast.AST) -> set[str]:
        """Return the texts in a list, a set or the keys of a mapping that is written out."""
        items = getattr(node, "keys" if isinstance(node, ast.Dict) else "elts", ())
        return {str(one.value) for one in items if isinstance(one, ast.Constant)}

    def has_list(self, words: set[str], *, is_page: bool = False) -> bool:
        named = words & self.NAMES, () if is_page else words & self.SECTIONS
        return max(map(len, named)) > 2

    def test_are_listed_nowhere_else(self) -> None:
        found = {
            module
            for module in MODULES
            for node in ast.walk(parse(module))
            if isinstance(node, ast.Tuple | ast.List | ast.Set | ast.Dict)
            and self.has_list(self.words_of(node), is_page=module.startswith(self.PARTS))
        }
        others = {one for one in found if package_of(one) not in ("kinds", "registry")}
        assert others == self.ALLOWED

    def test_are_listed_in_no_template_or_script(self) -> None:
        files = [path for path in TEMPLATES.rglob("*") if path.suffix in (".html", ".js")]
        lists = re.compile(r"[\[{(][^\[\]{}()]*[\]})]")
        found = {
            path.name
            for path in files
            for one in lists.findall(path.read_text("utf-8"))
            if self.has_list({*re.findall(r"\b(\w+)[\"':]", one)}, is_page=True)
        }
        assert found == set()


class TestTables:
    """What is not listed in its table would never be asked."""

    def defined(self, package: str, kind: type) -> set[str]:
        """Return the names of all values of a kind that the files of a package define."""
        modules = [one for one in MODULES if one.startswith(f"briefbook.{package}.")]
        values = (value for one in modules for value in vars(import_module(one)).values())
        return {value.name for value in values if isinstance(value, kind)}  # type: ignore[attr-defined]  # both have names

    def test_hold_every_kind_of_entry(self) -> None:
        assert {kind.name for kind in KINDS} == self.defined("kinds", Kind)
        files = {kind.model.__module__ for kind in KINDS}
        assert len(KINDS) == len({kind.name for kind in KINDS}) == len(files)

    def test_hold_every_kind_of_page(self) -> None:
        listed = [page for one in (*YEARLY, *NAMED) for page in one.make_kinds()]
        assert {one.name for one in YEARLY} == self.defined("pages", YearlyPages)
        assert {one.name for one in NAMED} == self.defined("pages", NamedPages)
        listed += (*DATA_PAGES, *HANDOUT_PAGES, *list_plain_pages())
        made = {page.name for page in listed}
        assert {page.name for page in PAGES} == self.defined("pages", PageKind) | made
        assert len(PAGES) == len({page.name for page in PAGES})

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
        return function.name.startswith("check_") and kinds == ["Contribution", "FullView"]
