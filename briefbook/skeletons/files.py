"""New files as texts: each names its schema, and shows in comments what may stand there."""

from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from briefbook.kinds import BY_NAME, REGISTRIES, SECTIONS
from briefbook.kinds.kind import Kind
from briefbook.kinds.written import WrittenField, list_written
from briefbook.schemas.files import NAMES, SIDECAR, make_schema, say_about, write_json
from briefbook.units.files import ROOT
from briefbook.writing.values import write_pair

SCHEMAS = "schemas"
"""The folder in which the schemas of a workspace lie: who clones it has them, too."""

END = ".schema.json"
MODELINE = "# yaml-language-server: $schema={}"
"""The line by which editors know the schema of a file."""

_USUAL = ("speaker", "stance")
"""Fields that hardly any quote is without, though none must have them."""

_BOOK = Path(__file__).with_name("book")
_RENAMED = {"gitignore": ".gitignore"}
"""Files that would have an effect where they lie, if they were called as in a workspace."""


def list_schemas() -> dict[str, str]:
    """Return the schemas of all kinds of files, by their names."""
    return {f"{name}{END}": write_json(make_schema(name)) for name in NAMES}


def list_book() -> dict[str, str]:
    """Return the files of a new workspace: a small book, its schemas, and empty registries."""
    found = {
        path.relative_to(_BOOK).as_posix(): path.read_text("utf-8")
        for path in sorted(_BOOK.rglob("*"))
        if path.is_file() and path.suffix != ".pyc"
    }
    registries = {
        f"{ROOT}/{name}.yaml": write_registry(kind) for name, kind in REGISTRIES.items()
    }
    schemas = {f"{SCHEMAS}/{name}": text for name, text in list_schemas().items()}
    own = {_RENAMED.get(path, path): text for path, text in found.items()}
    return {**registries, **own, **schemas}


def write_registry(kind: Kind) -> str:
    """Return a registry with nothing in it but a commented example."""
    path = f"{ROOT}/{kind.section}.yaml"
    example = {field.name: field.example for field in list_written(kind) if field.example}
    return "".join(
        f"{line}\n"
        for line in (
            name_schema(kind.section, path),
            f"# {say_about(kind)}",
            f"# some-{kind.name}:",
            *(f"#   {name}: {value}" for name, value in example.items()),
        )
    )


def name_schema(name: str, path: str) -> str:
    """Return the line that tells an editor the schema of the file at ``path``."""
    up = "../" * (len(PurePosixPath(path).parts) - 1)
    return MODELINE.format(f"{up}{SCHEMAS}/{name}{END}")


def write_sidecar(path: str) -> str:
    """Return the notes on an article with nothing in them but commented examples."""
    lines = [
        name_schema(SIDECAR, path),
        "# `exact` are words of the text, which the build looks up.",
    ]
    for section, kind in SECTIONS.items():
        if kind.is_local and kind.section not in REGISTRIES:
            lines += _show_section(section, kind)
    return "\n".join((*lines, ""))


def _show_section(section: str, kind: Kind) -> Iterator[str]:
    """Yield a section in comments, with an entry that has what it needs, and the words."""
    shown = [one for one in list_written(kind) if one.is_required or one.name in _USUAL]
    fields = ", ".join(f"{one.name}: {one.example}" for one in shown)
    yield f"# {section}:"
    is_list = kind.shape == "list"
    yield f"#   - {{{fields}}}" if is_list else f"#   some-{kind.name}: {{{fields}}}"


def write_head(name: str, given: Mapping[str, Any]) -> str:
    """Return front matter of an article or briefing: what is given, the rest in comments."""
    fields = [one for one in list_written(BY_NAME[name]) if one.name not in given]
    lines = [line for pair in given.items() for line in write_pair(*pair, 0)]
    return "\n".join(("---", *lines, *map(_show_field, fields), "---", ""))


def _show_field(field: WrittenField) -> str:
    return f"# {field.name}: {field.example}".rstrip()
