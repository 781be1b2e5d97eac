"""YAML in its canonical form: what ``fmt`` writes.

Fields stand in the order of their kind, words are quoted by one rule, indents are two spaces,
braces have no spaces inside and take a line at most; comments, the order of entries and empty
lines between them (one at most) stay. What has comments within braces, and words over several
lines, keep their shape.
"""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from briefbook.base.problems import Span
from briefbook.kinds import SECTIONS
from briefbook.kinds.kind import Kind
from briefbook.syntax.yaml.reader import Pointer
from briefbook.units.entries import COMMON_FIELDS, EntryGroup, read_entries, read_entry
from briefbook.units.sidecar import read_sections
from briefbook.writing.edits import CannotWrite
from briefbook.writing.tree import MARK, Tree, list_comments, read_tree
from briefbook.writing.values import WIDTH, can_spread, write_flow, write_lines, write_words
from briefbook.writing.yaml_edits import (
    find_column,
    find_head,
    find_start,
    is_flow,
    list_children,
)


class _Level(NamedTuple):
    """A mapping or list that is being written: its column before and after."""

    before: int
    after: int


class _Place(NamedTuple):
    """Where something is to be written: what stands before it ends at ``end`` in the text."""

    end: int
    indent: int


class _Item(NamedTuple):
    """A key or a dash with its value: the lines above it, and its own."""

    pointer: Pointer
    above: list[str]
    lines: list[str]


def format_text(path: str, text: str, kind: Kind | None) -> str:
    """Return the text of a file with its YAML in canonical form.

    ``kind`` is that of a registry, or of an article's front matter; None for a sidecar.

    Raises:
        CannotRead: it has errors.
        CannotWrite: it cannot be put into shape without a change of meaning.
    """
    is_crlf = "\r\n" in text
    plain = text.removeprefix(MARK).replace("\r\n", "\n")
    tree = read_tree(path, plain)
    if not isinstance(tree.value, dict | list) or not tree.value:
        return text
    done = "\n".join([*_write_root(tree, kind), ""])
    whole = plain[: tree.inner.start] + done + plain[tree.inner.end :]
    _check_meaning(tree, read_tree(path, whole), kind)
    return text[: len(text) - len(text.removeprefix(MARK))] + (
        whole.replace("\n", "\r\n") if is_crlf else whole
    )


def _check_meaning(before: Tree, after: Tree, kind: Kind | None) -> None:
    """Raise if a file would not be read as before; of equal entries the order counts."""
    if before.value != after.value or _read(before, kind) != _read(after, kind):
        raise CannotWrite(f"{before.path}: this cannot be put into shape: left as it is")


def _read(tree: Tree, kind: Kind | None) -> object:
    place = EntryGroup(tree.path, (), "" if kind else tree.path)
    if kind is None:
        return read_sections(tree.value, place)
    if kind.section:
        return read_entries(kind, tree.value, place)
    return read_entry(kind, "", tree.value, place)


# The order of fields


def _find_kind(pointer: Pointer, kind: Kind | None) -> Kind | None:
    """Return the kind of the entry that stands at a pointer, None if none does."""
    if kind is None:
        return SECTIONS.get(pointer[0]) if len(pointer) == 2 else None
    return kind if len(pointer) == bool(kind.section) else None


def _sort_fields(fields: Sequence[str], kind: Kind) -> list[str]:
    """Return fields in the order of their kind; what it does not know stays behind the last."""
    model = [kind.names.get(name, name) for name in kind.model._fields]  # type: ignore[attr-defined]  # models are NamedTuples
    known = {name: at for at, name in enumerate(dict.fromkeys((*kind.leading, *model)))}
    for name in kind.also:  # it has the place of the field that it becomes
        meant = next(iter(kind.tidy({name: ""})), name)
        known.setdefault(name, known.get(meant, len(model)))
    ranks = {**known, **{name: len(known) + 1 + at for at, name in enumerate(COMMON_FIELDS)}}
    also = {name: at for at, name in enumerate(kind.also)}
    return sorted(fields, key=lambda name: (ranks.get(name, len(known)), also.get(name, 0)))


def _order(value: Any, pointer: Pointer, kind: Kind | None) -> Any:
    """Return a value with the fields of the entries in it in their order."""
    if isinstance(value, list):
        return [_order(one, (*pointer, str(at)), kind) for at, one in enumerate(value)]
    if not isinstance(value, dict):
        return value
    own = _find_kind(pointer, kind)
    names = _sort_fields(list(value), own) if own else value
    return {name: _order(value[name], (*pointer, name), kind) for name in names}


# Writing: a line may have several in it, which are words over several lines, and stay so


def _write_root(tree: Tree, kind: Kind | None) -> Iterator[str]:
    """Yield the lines of the YAML of a file, without empty ones at its ends."""
    place, levels = tree.places[()].value, list[_Level]()
    head, _, _ = tree.text[tree.inner.start : place.start].rpartition("\n")
    behind, *tail = tree.text[place.end : tree.inner.end].split("\n")
    if is_flow(tree, ()):
        lines = [*head.split("\n"), *_write_braces(tree, kind, behind.strip())]
    else:
        lines = list(_write_block(tree, (), 0, kind, levels))
    yield from _trim([*lines, *(_shift_comment(line, levels) for line in tail)])


def _write_braces(tree: Tree, kind: Kind | None, behind: str) -> list[str]:
    """Return the lines of a file that is in braces as a whole."""
    place = tree.places[()].value
    if list_comments(tree, place) or behind:
        return [f"{tree.slice(place)}  {behind}".rstrip()]
    value = _order(tree.value, (), kind)
    line = write_flow(value)
    return [line] if len(line) <= WIDTH else list(write_lines(value, 0))


def _trim(lines: Sequence[str]) -> Iterator[str]:
    """Yield lines without empty ones at the ends, and one empty one at most between others."""
    waiting = False
    for at, line in enumerate(lines):
        if line:
            yield from ["", line] if waiting else [line]
        waiting = (waiting or at > 0) if not line else False


def _write_block(
    tree: Tree, pointer: Pointer, indent: int, kind: Kind | None, levels: list[_Level]
) -> Iterator[str]:
    """Yield the lines of a mapping or list on lines of its own.

    ``levels`` are the mappings and lists that are open where the lines before end.
    """
    end, items = _find_inside(tree, pointer), []
    for child in list_children(tree, pointer):
        items.append(_write_child(tree, child, _Place(end, indent), kind, levels))
        end = tree.places[child].value.end
    own = _find_kind(pointer, kind) if isinstance(tree.find(pointer), dict) else None
    if own and not any(line.strip() for item in items for line in item.above):
        names = _sort_fields([item.pointer[-1] for item in items], own)
        items.sort(key=lambda item: names.index(item.pointer[-1]))
    for item in items:
        yield from (*item.above, *item.lines)


def _find_inside(tree: Tree, pointer: Pointer) -> int:
    """Return where the inside of a mapping or list begins: behind its colon or its dash."""
    return find_head(tree, pointer) if pointer else tree.inner.start


def _write_child(
    tree: Tree, pointer: Pointer, place: _Place, kind: Kind | None, levels: list[_Level]
) -> _Item:
    """Return a key or a dash with its value, and what stands above it."""
    level = _Level(find_column(tree, pointer), place.indent)
    gap = tree.text[place.end : find_start(tree, pointer)].split("\n")
    first = 0 if place.end == tree.inner.start else 1
    above = [_shift_comment(line, [*levels, level]) for line in gap[first:-1]]
    levels[:] = [*(one for one in levels if one.before < level.before), level]
    return _Item(pointer, above, list(_write_pair(tree, pointer, level, kind, levels)))


def _shift_comment(line: str, levels: Sequence[_Level]) -> str:
    """Return a comment with the indent of the level that it stood at; other lines bare."""
    words = line.strip()
    if not words.startswith("#"):
        return words
    column = len(line) - len(line.lstrip())
    fitting = [one for one in levels if one.before <= column] or [_Level(0, 0)]
    deepest = max(one.before for one in fitting)
    after = next(one.after for one in reversed(fitting) if one.before == deepest)
    return f"{' ' * after}{words}"


def _write_pair(
    tree: Tree, pointer: Pointer, level: _Level, kind: Kind | None, levels: list[_Level]
) -> Iterator[str]:
    """Yield the lines of a key or a dash with its value."""
    place, value = tree.places[pointer], tree.find(pointer)
    head = f"{write_words(pointer[-1])}:" if place.key else "-"
    start = " " * level.after + head
    if not isinstance(value, dict | list) or is_flow(tree, pointer):
        yield from _write_value(tree, pointer, start, level, kind)
        return
    comment, is_below, _ = tree.slice(
        Span(find_head(tree, pointer), place.value.start)
    ).partition("\n")
    lines = list(_write_block(tree, pointer, level.after + 2, kind, levels))
    if not place.key and (not is_below or not lines[0].lstrip().startswith("#")):
        lines = [line for at, line in enumerate(lines) if line or at]
        lines[0] = f"{start} {lines[0][level.after + 2 :]}"
    else:
        yield f"{start}  {comment.strip()}" if comment.strip() else start
        lines = lines[1:] if not lines[0] else lines
    yield from lines


def _write_value(
    tree: Tree, pointer: Pointer, start: str, level: _Level, kind: Kind | None
) -> Iterator[str]:
    """Yield the lines of a value that stands behind its key, or in braces or brackets."""
    place, value = tree.places[pointer].value, tree.find(pointer)
    behind = tree.text[place.end :].partition("\n")[0].strip()
    tail = f"  {behind}" if behind else ""
    if "#" in tree.slice(Span(find_head(tree, pointer), place.start)):
        raise CannotWrite(f"{tree.path}: a comment stands between a key and its value")
    words = _write_on_line(tree, pointer, value, kind)
    if len(start) + 1 + len(words) <= WIDTH or not can_spread(value) or "\n" in words:
        shaped = _keep_shape(tree, place, level) if _is_kept(tree, place, words) else words
        yield f"{start} {shaped}".rstrip(" ") + tail if shaped else start + tail
        return
    lines = list(write_lines(_order(value, pointer, kind), level.after + 2))
    if pointer[-1:] and tree.places[pointer].key:
        yield start + tail
        yield from (" " * (level.after + 2) + line for line in lines)
    else:
        yield f"{start} {lines[0]}{tail}"
        yield from (" " * (level.after + 2) + line for line in lines[1:])


def _write_on_line(tree: Tree, pointer: Pointer, value: Any, kind: Kind | None) -> str:
    """Return a value on one line, if that can be; else as it stands."""
    place = tree.places[pointer].value
    raw = tree.slice(place)
    if value is None or (isinstance(value, dict | list) and list_comments(tree, place)):
        return raw
    if isinstance(value, str):
        return raw if "\n" in raw or raw[:1] in "|>" else write_words(value, in_line=True)
    return write_flow(_order(value, pointer, kind))


def _is_kept(tree: Tree, place: Span, words: str) -> bool:
    """Tell whether a value keeps its lines: it has several, and would not fit on one."""
    return "\n" in words or ("\n" in tree.slice(place) and len(words) > WIDTH)


def _keep_shape(tree: Tree, place: Span, level: _Level) -> str:
    """Return a value over several lines as it stands, moved with what it stands in."""
    first, *rest = tree.slice(place).split("\n")
    if first[:1] in "|>[{":
        shift = level.after - level.before
        moved = [_move_line(line, shift) for line in rest]
    else:
        indent = " " * (level.after + 2)
        moved = [indent + line.lstrip() if line.strip() else "" for line in rest]
    return "\n".join([first, *moved])


def _move_line(line: str, shift: int) -> str:
    if not line or shift >= 0:
        return " " * shift + line if line else line
    return line[min(-shift, len(line) - len(line.lstrip(" "))) :]
