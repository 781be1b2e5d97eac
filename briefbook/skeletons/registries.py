"""Entries more in a registry, which is begun with its head where there is none."""

from collections.abc import Mapping
from typing import Any

from briefbook.kinds.kind import Kind
from briefbook.skeletons.files import name_schema
from briefbook.units.files import ROOT
from briefbook.writing.edits import FileChange
from briefbook.writing.tree import Tree, change_file
from briefbook.writing.yaml_edits import Edits, add_values


def change_registry(
    kind: Kind,
    data: bytes | None,
    entries: Mapping[str, Mapping[str, Any]],
    *,
    has_schema: bool,
) -> FileChange:
    """Return the change by which the registry of a kind has entries more.

    ``data`` are the bytes of the registry at the top of the book, None where there is none;
    ``has_schema`` tells whether the workspace has its schema.

    Raises:
        CannotWrite: the file cannot be read, or has one of them.
    """
    path = f"{ROOT}/{kind.section}.yaml"
    values = {key: dict(fields) for key, fields in entries.items()}

    def add(tree: Tree) -> Edits:
        return add_values(tree, values)

    if data is not None:
        return change_file(path, data, [add])
    head = f"{name_schema(kind.section, path)}\n" if has_schema else ""
    return change_file(path, head.encode(), [add])._replace(old=None)
