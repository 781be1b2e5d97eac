"""Edits of entries: they know how a kind may be written, as a mapping, a list or one value."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from briefbook.kinds.kind import Kind
from briefbook.syntax.yaml.reader import Plain, Pointer
from briefbook.writing.edits import CannotWrite, FileChange, find_line
from briefbook.writing.tree import Tree, read_tree
from briefbook.writing.yaml_edits import END, Edits, put_value, remove_value


class WrittenEntry(NamedTuple):
    """An entry as it stands in its file: the line, from 1, that it begins on, and its lines."""

    path: str
    line: int
    lines: str


def place_entry(path: str, kind: Kind, key: str = END) -> Pointer:
    """Return where an entry of a kind stands in a registry, a sidecar or a front matter.

    ``key`` is its id, or its rank where the kind is a list.
    """
    if not kind.section:
        return ()
    is_registry = kind.in_registry and path.rpartition("/")[2] == f"{kind.section}.yaml"
    return (key,) if is_registry else (kind.section, key)


def add_entry(tree: Tree, kind: Kind, key: str, fields: Mapping[str, Any]) -> Edits:
    """Return the edits that add an entry behind the others of its kind.

    ``key`` is its id, ``END`` where the kind is a list. A section that is not there is made.

    Raises:
        CannotWrite: there is such an entry.
    """
    pointer = place_entry(tree.path, kind, key)
    if tree.has(pointer):
        raise CannotWrite(f"{tree.path}: there is a {kind.name} {key!r} already")
    return put_value(tree, pointer, dict(fields))


def set_field(
    tree: Tree, kind: Kind, pointer: Pointer, field: str, value: Plain, after: str = ""
) -> Edits:
    """Return the edits after which a field of the entry at ``pointer`` has a value.

    ``field`` is the name that analysts write. An entry that was written as a list or as one
    value, and has no place for the field, becomes a mapping.

    Raises:
        CannotWrite: there is no such entry, or a comment would be lost.
    """
    raw = _find_entry(tree, pointer)
    names = _name_items(kind)
    if isinstance(raw, list) and field in names[: len(raw) + 1]:
        rank = names.index(field)
        return put_value(tree, (*pointer, str(rank) if rank < len(raw) else END), value)
    if isinstance(raw, list | str):
        return put_value(tree, pointer, {**spell_out(kind, raw), field: value})
    return put_value(tree, (*pointer, field), value, after)


def remove_field(tree: Tree, kind: Kind, pointer: Pointer, field: str) -> Edits:
    """Return the edits after which the entry at ``pointer`` lacks a field.

    Raises:
        CannotWrite: there is no such field, or a comment would be lost.
    """
    raw = _find_entry(tree, pointer)
    if field not in spell_out(kind, raw):
        raise CannotWrite(f"{tree.path}: {'/'.join(pointer)} has no {field!r}")
    if isinstance(raw, list) and _name_items(kind).index(field) == len(raw) - 1:
        return remove_value(tree, (*pointer, str(len(raw) - 1)))
    if isinstance(raw, list | str):
        kept = {name: one for name, one in spell_out(kind, raw).items() if name != field}
        return put_value(tree, pointer, kept)
    return remove_value(tree, (*pointer, field))


def spell_out(kind: Kind, raw: Plain) -> dict[str, Plain]:
    """Return an entry as a mapping, by the names that analysts write.

    Raises:
        CannotWrite: no entry of the kind is written so.
    """
    if isinstance(raw, dict):
        return raw
    if isinstance(raw, list) and len(raw) <= len(kind.short):
        return dict(zip(_name_items(kind), raw, strict=False))
    if isinstance(raw, str) and kind.scalar:
        return {kind.scalar: raw}
    if raw is None:
        return {}
    raise CannotWrite(f"no {kind.name} is written so")


def show_entry(change: FileChange, pointer: Pointer) -> WrittenEntry:
    """Return an entry as it stands in a file once that is changed.

    A pointer that ends in ``END`` means the last of a list.
    """
    tree = read_tree(change.path, (change.new or b"").decode())
    if pointer[-1:] == (END,):
        pointer = (*pointer[:-1], str(len(tree.find(pointer[:-1])) - 1))
    place = tree.places[pointer]
    start = place.key.start if place.key else place.value.start
    lines = tree.text[tree.text.rfind("\n", 0, start) + 1 : place.value.end]
    return WrittenEntry(change.path, find_line(tree.text, start), lines)


def _name_items(kind: Kind) -> tuple[str, ...]:
    """Return what analysts call the items of an entry that is written as a list."""
    return tuple(kind.names.get(name, name) for name in kind.short)


def _find_entry(tree: Tree, pointer: Pointer) -> Plain:
    if not tree.has(pointer) and pointer:
        raise CannotWrite(f"{tree.path}: there is no entry at {'/'.join(pointer)}")
    return tree.find(pointer) if tree.has(pointer) else None
