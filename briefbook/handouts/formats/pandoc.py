"""Pandoc: its document model as plain data, and the program that writes DOCX from it."""

import json
import subprocess
import tempfile
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any, NamedTuple

API = [1, 23, 1]
"""The version of pandoc's model that is meant here."""
NO_TIME = "0"
Node = dict[str, Any]
"""A block or an inline of pandoc's: its type, and what it holds."""
Nodes = list[Node]


def node(kind: str, *content: Any) -> Node:
    """Return a node with what it holds, one thing or a list of them."""
    return {"t": kind, "c": content[0] if len(content) == 1 else list(content)}


def attributes(**given: str) -> list[Any]:
    """Return the attributes of a node; ``_`` in a name stands for ``-``."""
    return ["", [], [[key.replace("_", "-"), value] for key, value in given.items() if value]]


def style_block(style: str, *blocks: Node) -> Node:
    """Return blocks in a paragraph style."""
    return node("Div", attributes(custom_style=style), list(blocks))


def style_words(style: str, *inlines: Node) -> Node:
    """Return words in a character style."""
    return node("Span", attributes(custom_style=style), list(inlines))


def put_raw(xml: str) -> Node:
    """Return a piece of XML within a line, as it is: it must hold no words of anybody's."""
    return node("RawInline", "openxml", xml)


class Grid(NamedTuple):
    """A table: ``widths`` are shares of the page's; head and rows hold the blocks of cells.

    ``style`` is the identity of a style, where paragraphs and words are given its name.
    ``beside`` stands at the right of all rows, in a last column of its own; None for nothing.
    """

    style: str
    widths: Sequence[float]
    head: Sequence[Nodes]
    rows: Sequence[Sequence[Nodes]]
    beside: Nodes | None = None


def tabulate(grid: Grid) -> Node:
    """Return a table."""
    columns = [
        [{"t": "AlignDefault"}, node("ColWidth", round(share, 4))] for share in grid.widths
    ]
    rows = [_make_row([_make_cell(cell) for cell in row]) for row in grid.rows]
    if grid.beside is not None:
        rows[0][1].append(_make_cell(grid.beside, len(rows)))
    top = [_make_row([_make_cell(cell) for cell in grid.head])] if grid.head else []
    none = attributes()
    look = attributes(custom_style=grid.style)
    bodies = [[none, 0, [], rows]]
    return node("Table", look, [None, []], columns, [none, top], bodies, [none, []])


def _make_row(cells: list[Any]) -> list[Any]:
    return [attributes(), cells]


def _make_cell(blocks: Nodes, deep: int = 1) -> list[Any]:
    return [attributes(), {"t": "AlignDefault"}, deep, 1, blocks]


def convert(blocks: Nodes, language: str, reference: bytes, *, is_leftward: bool) -> bytes:
    """Return blocks as DOCX, in the styles of a reference document.

    Raises:
        subprocess.CalledProcessError: pandoc does not know what it is handed.
    """
    direction = {"dir": node("MetaString", "rtl")} if is_leftward else {}
    meta = {"lang": node("MetaString", language), **direction}
    handed = json.dumps({"pandoc-api-version": API, "meta": meta, "blocks": blocks})
    with tempfile.NamedTemporaryFile(prefix="briefbook-", suffix=".docx") as given:
        given.write(reference)
        given.flush()
        options = ("-f", "json", "-t", "docx", f"--reference-doc={given.name}", "-o", "-")
        return _run_pandoc(*options, handed=handed.encode())


@cache
def fetch_reference() -> bytes:
    """Return the reference document that comes with pandoc."""
    return _run_pandoc("--print-default-data-file", "reference.docx")


def _run_pandoc(*options: str, handed: bytes = b"") -> bytes:
    """Return what pandoc writes; it sees no settings of anybody's, and no net."""
    command = [_find_pandoc(), "--sandbox", "--data-dir=/nonexistent", *options]
    surroundings = {"SOURCE_DATE_EPOCH": NO_TIME, "LC_ALL": "C.UTF-8", "TZ": "UTC"}
    done = subprocess.run(
        command, input=handed, capture_output=True, check=True, env=surroundings
    )
    return done.stdout


@cache
def _find_pandoc() -> str:
    """Return the path of the program within its package: never another that is on the PATH."""
    spec = find_spec("pypandoc")
    assert spec is not None
    assert spec.submodule_search_locations is not None
    return f"{spec.submodule_search_locations[0]}/files/pandoc"
