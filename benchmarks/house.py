"""What the code is like to carry on, counted: ``python -m benchmarks.house [FOLDER ...]``.

Each folder is a checkout; what it holds in ``briefbook/`` is counted, side by side. Logical
lines are statements.
"""

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parents[1]


def main(folders: list[Path]) -> None:
    figures = [dict(measure(folder / "briefbook")) for folder in folders]
    width = max(map(len, figures[0]))
    for name in figures[0]:
        print(f"{name:{width}}", *(f"{one[name]:>10}" for one in figures))


def measure(package: Path) -> Iterator[tuple[str, object]]:
    """Yield each figure with its name."""
    files = sorted(package.rglob("*.py"))
    trees = {file: ast.parse(file.read_text("utf-8")) for file in files}
    texts = [file.read_text("utf-8") for file in files]
    nodes = [node for tree in trees.values() for node in ast.walk(tree)]
    lines = sum(text.count("\n") for text in texts)
    imports = sum(end - start + 1 for start, end in find_imports(nodes))
    yield "modules", len(files)
    yield "lines", lines
    yield "logical lines", sum(isinstance(node, ast.stmt) for node in nodes)
    yield "docstring lines", sum(map(count_docstring, nodes))
    yield (
        "comments",
        sum(line.lstrip().startswith("#") for text in texts for line in text.split("\n")),
    )
    yield (
        "import statements",
        sum(isinstance(one, (ast.Import, ast.ImportFrom)) for one in nodes),
    )
    yield "import lines, % of all", f"{100 * imports / lines:.1f}"
    yield "modules with one importer", len(find_single(package, trees))
    classes = Counter(node.name for node in nodes if isinstance(node, ast.ClassDef))
    yield "class names with two meanings", sum(count > 1 for count in classes.values())
    folders = Counter(file.parent for file in files)
    yield "fullest folder", max(folders.values())
    yield "modules at the top", folders[package]


def find_imports(nodes: list[ast.AST]) -> Iterator[tuple[int, int]]:
    for node in nodes:
        if isinstance(node, (ast.Import, ast.ImportFrom)):
            yield node.lineno, node.end_lineno or node.lineno


def count_docstring(node: ast.AST) -> int:
    if not isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef)):
        return 0
    words = ast.get_docstring(node, clean=False)
    return words.count("\n") + 1 if words else 0


def find_single(package: Path, trees: dict[Path, ast.Module]) -> list[str]:
    """Return the modules that one other module imports, and no table lists."""
    names = {name_module(package, file): file for file in trees}
    importers: defaultdict[str, set[Path]] = defaultdict(set)
    for file, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                for alias in node.names:
                    inner = f"{node.module}.{alias.name}"
                    importers[inner if inner in names else node.module].add(file)
    alone = (name for name in names if len(importers[name]) == 1)
    return [name for name in alone if not is_listed(importers[name], trees)]


def is_listed(importers: set[Path], trees: dict[Path, ast.Module]) -> bool:
    """Tell whether the only importer is a table: ten imports of one package, or more."""
    tree = trees[next(iter(importers))]
    packages = Counter(
        (node.module or "").rpartition(".")[0]
        for node in tree.body
        if isinstance(node, ast.ImportFrom)
    )
    return max(packages.values(), default=0) >= 5


def name_module(package: Path, file: Path) -> str:
    parts = file.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


if __name__ == "__main__":
    main([Path(one) for one in sys.argv[1:]] or [HERE])
