"""Sources → the change of ``sources.yaml`` that adds them; nothing there is overwritten."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from briefbook.base.problems import Span
from briefbook.bibliography.entries import ORDER, SourceRecord
from briefbook.checks.merging import free_id
from briefbook.syntax.text import REGISTRY_LIMIT
from briefbook.syntax.yaml.reader import Plain
from briefbook.writing.edits import CannotWrite, Edit, FileChange
from briefbook.writing.tree import Tree, change_file, make_edits
from briefbook.writing.values import write_pair
from briefbook.writing.yaml_edits import is_flow


class SourcesChange(NamedTuple):
    """What importing sources does: the change of the file, and which ids were added.

    ``same`` are those that stood there already, as they would have been written; ``other``
    those of which something else stands there: they were left as they are.
    """

    changes: tuple[FileChange, ...]
    added: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    other: tuple[str, ...] = ()


def write_sources(
    path: str,
    data: bytes | None,
    records: Iterable[SourceRecord],
    taken: AbstractSet[str] = frozenset(),
    head: str = "",
) -> SourcesChange:
    """Return the change that adds sources behind those of a registry; None is no file yet.

    A new file begins with ``head``. ``taken`` are the ids of the book: a source whose id stands
    for something else gets one of its own. One that came before, under the key of its reference
    manager, is not added again.

    Raises:
        CannotWrite: the file cannot be read or would be too large, or is in braces.
    """
    found: list[SourcesChange] = []

    def add(tree: Tree) -> tuple[Edit, ...]:
        plan = _plan(tree, records, taken)
        found.append(plan.told)
        return _append(tree, plan.new) if plan.new else ()

    change = change_file(path, head.encode() if data is None else data, [add])
    change = change if data is not None else change._replace(old=None)
    if len(change.new or b"") > REGISTRY_LIMIT:
        raise CannotWrite(f"{path} would have more than {REGISTRY_LIMIT >> 20} MiB")
    changes = (change,) if found[0].added else ()
    return found[0]._replace(changes=changes)


class _Plan(NamedTuple):
    new: dict[str, dict[str, Plain]]
    told: SourcesChange


def _plan(tree: Tree, records: Iterable[SourceRecord], taken: AbstractSet[str]) -> _Plan:
    """Return the entries that are new, by their ids, and what is to be told of all."""
    there: dict[str, Any] = tree.value if isinstance(tree.value, dict) else {}
    known = {_find_key(name, fields): name for name, fields in there.items()}
    new: dict[str, dict[str, Plain]] = {}
    same, other = list[str](), list[str]()
    for one in records:
        if one.key in known:
            name = known[one.key]
            (same if {**there, **new}[name] == _write_fields(name, one) else other).append(name)
            continue
        name = free_id(one.id, {*taken, *there, *new})
        new[name] = _write_fields(name, one)
        known[one.key] = name
    return _Plan(new, SourcesChange((), tuple(new), tuple(same), tuple(other)))


def _find_key(name: str, fields: Any) -> str:
    """Return the key under which a source came, else its id."""
    return str(fields.get("id", name)) if isinstance(fields, Mapping) else name


def _write_fields(name: str, one: SourceRecord) -> dict[str, Plain]:
    """Return the fields of an entry; its key is among them where its id is another."""
    fields = {**one.fields, "id": "" if one.key == name else one.key}
    return {field: fields[field] for field in ORDER if fields.get(field)}


def _append(tree: Tree, new: Mapping[str, dict[str, Plain]]) -> tuple[Edit, ...]:
    """Return the edit that adds entries at the end of a file, each on lines of its own."""
    if tree.value is not None and is_flow(tree, ()):
        raise CannotWrite(f"{tree.path} is in braces: write it on lines first (briefbook fmt)")
    lines = [line for name, fields in new.items() for line in write_pair(name, fields, 0)]
    end = len(tree.text)
    before = "" if not tree.text or tree.text.endswith("\n") else "\n"
    words = (before + "\n".join([*lines, ""])).replace("\n", tree.newline)
    there: dict[str, Any] = tree.value if isinstance(tree.value, dict) else {}
    edit = Edit(tree.path, Span(end, end), words)
    return make_edits(tree, [edit], {**there, **new})
