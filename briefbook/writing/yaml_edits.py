"""Edits of YAML by pointers: put a value, remove one, write keys and words otherwise.

Each is worked out from the places in the tree, and proved: what is read after it is what was
read before, plus that change. All else stays as it is, comments, order and line ends too.
"""

from collections.abc import Callable, Mapping
from copy import deepcopy
from functools import partial
from typing import Any, NamedTuple

from briefbook.base.problems import Span
from briefbook.syntax.yaml.quoting import quoted
from briefbook.syntax.yaml.reader import Plain, Pointer, read_yaml
from briefbook.writing.edits import CannotWrite, Edit, find_line
from briefbook.writing.tree import MARK, Tree, list_comments, make_edits
from briefbook.writing.values import (
    WIDTH,
    can_spread,
    write_flow,
    write_item,
    write_lines,
    write_pair,
)

END = "-"
"""The last part of a pointer to an item that is yet to come, behind all others of its list."""

Rewrite = Callable[[str], str]
"""Returns a text as it is to be; it is asked of a value, and of the value as it is written."""

Edits = tuple[Edit, ...]


class _New(NamedTuple):
    """What is to be added to a mapping or list."""

    key: str
    value: Plain
    after: str
    spread: bool


def put_value(
    tree: Tree, pointer: Pointer, value: Plain, after: str = "", *, spread: bool = False
) -> Edits:
    """Return the edits after which ``value`` stands at ``pointer``.

    What is there is replaced. What is not is added: at the end of its mapping, or behind the
    key ``after``; at the end of its list where the pointer ends in ``END``. Mappings and lists
    on the way that are not there are made, each on lines of its own; so is, if ``spread``, the
    value.

    Raises:
        CannotWrite: a comment would be lost, or what is there is no mapping or list.
    """
    if tree.has(pointer):
        edits = _replace(tree, pointer, value, spread=spread)
        return make_edits(tree, edits, _with_value(tree, pointer, value))
    if not pointer:
        return make_edits(tree, [_fill_file(tree, value, spread)], value)
    *outer, key = pointer
    parent = tuple(outer)
    if not tree.has(parent) or tree.find(parent) is None:
        made: Plain = [value] if key == END else {key: value}
        return put_value(tree, parent, made, spread=spread or bool(parent))
    if not isinstance(tree.find(parent), list if key == END else dict):
        raise CannotWrite(f"{_say(tree, parent)} cannot hold {key!r}")
    insert = _insert_in_flow if is_flow(tree, parent) else _insert_lines
    edit = insert(tree, parent, _New(key, value, after, spread))
    return make_edits(tree, [edit], _with_value(tree, pointer, value, after))


def add_values(tree: Tree, values: Mapping[str, Plain]) -> Edits:
    """Return the edits after which the mapping that a file is has some keys more, at its end.

    They are proved together: of a long file, that is much faster than one after the other.

    Raises:
        CannotWrite: one of them is there, or the file is no mapping.
    """
    held = tree.find(()) if tree.has(()) else None
    if not held:
        return put_value(tree, (), dict(values))
    if not isinstance(held, dict) or not held.keys().isdisjoint(values):
        raise CannotWrite(f"{_say(tree, ())} cannot hold {', '.join(values)}")
    insert = _insert_in_flow if is_flow(tree, ()) else _insert_lines
    edits = [insert(tree, (), _New(*one, "", spread=False)) for one in values.items()]
    return make_edits(tree, edits, {**held, **values})


def remove_value(tree: Tree, pointer: Pointer) -> Edits:
    """Return the edit after which nothing stands at ``pointer``, neither key nor value.

    Comments within it, and behind it on its last line, go with it. What it was alone in is
    then empty: ``{}`` or ``[]``.

    Raises:
        CannotWrite: there is nothing, or a comment between it and others would be lost.
    """
    if not pointer or not tree.has(pointer):
        raise CannotWrite(f"{_say(tree, pointer)} is not there")
    parent, wanted = pointer[:-1], _change(tree, pointer, _drop)
    siblings = list_children(tree, parent)
    if len(siblings) == 1:
        empty: Plain = [] if isinstance(tree.find(parent), list) else {}
        return make_edits(tree, _replace(tree, parent, empty), wanted)
    cut = _cut_from_flow if is_flow(tree, parent) else _cut_lines
    return make_edits(tree, [cut(tree, siblings, siblings.index(pointer))], wanted)


def rewrite_words(
    tree: Tree, values: Mapping[Pointer, Rewrite], keys: Mapping[Pointer, str]
) -> Edits:
    """Return the edits after which texts and keys are others; all pointers are of this tree.

    Words keep their quotation marks and their line breaks wherever they can.

    Raises:
        CannotWrite: what a pointer leads to is no text, or two keys would be the same.
    """
    edits = [_rewrite(tree, at, rewrite, is_key=False) for at, rewrite in values.items()]
    for at, new in keys.items():
        edits.append(_rewrite(tree, at, partial(swap, at[-1], new), is_key=True))
    return make_edits(tree, edits, _rewrite_plain(tree.value, (), values, keys))


def swap(old: str, new: str, text: str) -> str:
    """Return a text with one stretch replaced by another, all over."""
    return text.replace(old, new)


# What the file is to say


def _with_value(tree: Tree, pointer: Pointer, value: Plain, after: str = "") -> Plain:
    """Return what the tree says, with a value put at a pointer."""

    def put(holder: Any, key: Any) -> None:
        if key == END and isinstance(holder, list):
            holder.append(value)
            return
        later = list(holder)[list(holder).index(after) + 1 :] if after in holder else []
        holder[key] = value
        for name in later if isinstance(holder, dict) else ():
            holder[name] = holder.pop(name)

    return _change(tree, pointer, put)


def _drop(holder: Any, key: Any) -> None:
    del holder[key]


def _change(tree: Tree, pointer: Pointer, change: Callable[[Any, Any], None]) -> Plain:
    """Return what the tree says after ``change`` of a key of what holds the value there."""
    whole: list[Plain] = [deepcopy(tree.value)]
    holder: Any = whole
    key: Any = 0
    for part in pointer:
        holder = holder[key]
        key = int(part) if isinstance(holder, list) and part.isdecimal() else part
    change(holder, key)
    return whole[0]


def _rewrite_plain(
    value: Plain, at: Pointer, values: Mapping[Pointer, Rewrite], keys: Mapping[Pointer, str]
) -> Plain:
    """Return a value with texts and keys written otherwise."""
    if isinstance(value, dict):
        pairs = [
            (keys.get((*at, key), key), _rewrite_plain(one, (*at, key), values, keys))
            for key, one in value.items()
        ]
        if len(dict(pairs)) < len(pairs):
            raise CannotWrite(f"two keys of {'/'.join(at) or 'the file'} would be the same")
        return dict(pairs)
    if isinstance(value, list):
        items = enumerate(value)
        return [_rewrite_plain(one, (*at, str(rank)), values, keys) for rank, one in items]
    return values[at](value) if at in values and value is not None else value


# Where it is to stand


def _say(tree: Tree, pointer: Pointer) -> str:
    return f"{tree.path}: {'/'.join(pointer) or 'the whole'}"


def is_flow(tree: Tree, pointer: Pointer) -> bool:
    """Tell whether a mapping or list stands in braces or brackets."""
    return tree.text[tree.places[pointer].value.start] in "{["


def list_children(tree: Tree, pointer: Pointer) -> list[Pointer]:
    """Return the pointers to what a mapping or list holds, in the order of the file."""
    value = tree.find(pointer)
    names = map(str, range(len(value))) if isinstance(value, list) else value or ()
    return [(*pointer, name) for name in names]


def find_start(tree: Tree, pointer: Pointer) -> int:
    """Return where an item begins: its key, the dash before it, or itself in brackets."""
    place = tree.places[pointer]
    if place.key:
        if tree.text[: place.key.start].rstrip(" ")[-1:] == "?":
            raise CannotWrite(f"{_say(tree, pointer)} has a question mark before its key")
        return place.key.start
    if not pointer or is_flow(tree, pointer[:-1]):
        return place.value.start
    at = tree.text.rfind("-", 0, place.value.start)
    if tree.text[at + 1 : place.value.start].strip():
        raise CannotWrite(f"{_say(tree, pointer)} has a comment behind its dash")
    return at


def find_head(tree: Tree, pointer: Pointer) -> int:
    """Return where what leads to a value ends: behind the colon, or the dash."""
    place, start = tree.places[pointer], find_start(tree, pointer)
    if place.key:
        return tree.text.index(":", place.key.end) + 1
    return start + 1 if start < place.value.start else start


def _find_line_start(tree: Tree, at: int) -> int:
    start = tree.text.rfind("\n", 0, at) + 1
    return start + tree.text.startswith(MARK, start)


def _find_line_end(tree: Tree, at: int) -> int:
    r"""Return where the line of an offset ends, before its ``\n`` or ``\r\n``."""
    end = tree.text.find("\n", at, tree.inner.end)
    end = tree.inner.end if end < 0 else end
    return end - 1 if end > at and tree.text[end - 1] == "\r" else end


def find_column(tree: Tree, pointer: Pointer) -> int:
    """Return the column, from 0, in which an item begins."""
    start = find_start(tree, pointer)
    return start - _find_line_start(tree, start)


# The edits


def _fill_file(tree: Tree, value: Plain, spread: bool) -> Edit:
    """Return the edit of a file, or of a front matter, that says nothing yet."""
    end, newline = tree.inner.end, tree.newline
    lines = [f"{line}{newline}" for line in write_lines(value, 0, spread=spread)]
    fence = [] if tree.has_fence else [f"---{newline}"]
    is_open = tree.inner.start < end and tree.text[end - 1] not in f"\n{MARK}"
    words = "".join([newline if is_open else "", *fence, *lines, *fence])
    return Edit(tree.path, Span(end, end), words)


def _insert_lines(tree: Tree, parent: Pointer, new: _New) -> Edit:
    """Return the edit that adds an item to a mapping or list on lines of its own."""
    children = list_children(tree, parent)
    column = find_column(tree, children[0])
    lines = (
        write_item(new.value, column)
        if new.key == END
        else write_pair(new.key, new.value, column, spread=new.spread)
    )
    at = _find_line_end(tree, tree.places[_choose_before(parent, children, new)].value.end)
    words = "".join(f"{tree.newline}{' ' * column}{line}" for line in lines)
    return Edit(tree.path, Span(at, at), words)


def _insert_in_flow(tree: Tree, parent: Pointer, new: _New) -> Edit:
    is_item = new.key == END
    words = write_flow(new.value) if is_item else write_flow({new.key: new.value})[1:-1]
    children = list_children(tree, parent)
    if not children:
        at = tree.places[parent].value.start + 1
        return Edit(tree.path, Span(at, at), words)
    at = tree.places[_choose_before(parent, children, new)].value.end
    return Edit(tree.path, Span(at, at), f", {words}")


def _choose_before(parent: Pointer, children: list[Pointer], new: _New) -> Pointer:
    return (*parent, new.after) if (*parent, new.after) in children else children[-1]


def _replace(tree: Tree, pointer: Pointer, value: Plain, *, spread: bool = False) -> list[Edit]:
    """Return the edits that put a value in the place of another, which may be empty."""
    place = tree.places[pointer].value
    if list_comments(tree, place):
        raise CannotWrite(f"{_say(tree, pointer)} has comments within it, which would be lost")
    if not pointer:
        in_flow = is_flow(tree, ()) or not value
        words = write_flow(value) if in_flow else tree.newline.join(write_lines(value, 0))
        return [Edit(tree.path, place, words)]
    head = find_head(tree, pointer)
    if not is_flow(tree, pointer[:-1]) and can_spread(value):
        width = head - _find_line_start(tree, head) + 1 + len(write_flow(value))
        if spread or width > WIDTH:
            return _replace_by_lines(tree, pointer, value)
    return [_replace_on_line(tree, Span(head, place.end), place, write_flow(value))]


def _replace_on_line(tree: Tree, whole: Span, place: Span, words: str) -> Edit:
    """Return the edit that puts words behind a key; ``whole`` begins behind its colon."""
    gap = tree.slice(Span(whole.start, place.start))
    if "#" in gap:
        raise CannotWrite(f"{tree.path}: a comment stands between a key and its value")
    if "\n" in gap:
        return Edit(tree.path, whole, f" {words}")
    is_close = not gap and tree.text[whole.start - 1] in ":-"
    return Edit(tree.path, place, f" {words}" if is_close else words)


def _replace_by_lines(tree: Tree, pointer: Pointer, value: Plain) -> list[Edit]:
    """Return the edits that put a mapping or list on lines below its key, or behind its dash.

    A comment behind a key that had no value stays where it is.
    """
    place, head = tree.places[pointer].value, find_head(tree, pointer)
    column, is_item = find_column(tree, pointer) + 2, not tree.places[pointer].key
    written = [f"{' ' * column}{line}" for line in write_lines(value, column)]
    if is_item:
        lines = tree.newline.join(written)[column:]
        return [_replace_on_line(tree, Span(head, place.end), place, lines)]
    words = "".join(f"{tree.newline}{line}" for line in written)
    if "#" in tree.slice(Span(head, place.start)):
        raise CannotWrite(f"{_say(tree, pointer)} has a comment behind its key")
    if tree.find(pointer) is not None:
        return [Edit(tree.path, Span(head, place.end), words)]
    at = _find_line_end(tree, place.end)
    return [Edit(tree.path, Span(head, place.end), ""), Edit(tree.path, Span(at, at), words)]


def _cut_from_flow(tree: Tree, siblings: list[Pointer], rank: int) -> Edit:
    """Return the edit that takes an item from braces, with the comma on one side of it."""
    if rank:
        span = Span(*(tree.places[one].value.end for one in siblings[rank - 1 : rank + 1]))
    else:
        span = Span(*(find_start(tree, one) for one in siblings[:2]))
    return _cut(tree, span)


def _cut_lines(tree: Tree, siblings: list[Pointer], rank: int) -> Edit:
    """Return the edit that takes the lines of an item away, with the end of the last one."""
    start, place = find_start(tree, siblings[rank]), tree.places[siblings[rank]]
    line = _find_line_start(tree, start)
    if tree.text[line:start].strip(" "):  # behind a dash: the next one takes its place
        return _cut(tree, Span(start, find_start(tree, siblings[rank + 1])))
    end = tree.text.find("\n", place.value.end, tree.inner.end) + 1
    return Edit(tree.path, Span(line, end or tree.inner.end), "")


def _cut(tree: Tree, span: Span) -> Edit:
    if list_comments(tree, span):
        line = find_line(tree.text, span.start)
        raise CannotWrite(f"{tree.path}:{line}: a comment there would be lost")
    return Edit(tree.path, span, "")


def _rewrite(tree: Tree, pointer: Pointer, rewrite: Rewrite, *, is_key: bool) -> Edit:
    """Return the edit of one text: as it is written, if that reads as it should, else anew."""
    place = tree.places[pointer].key if is_key else tree.places[pointer].value
    old = pointer[-1] if is_key else tree.find(pointer)
    if not isinstance(old, str) or place is None:
        raise CannotWrite(f"{_say(tree, pointer)} is no text")
    words, wanted = rewrite(tree.slice(place)), rewrite(old)
    in_flow = is_flow(tree, pointer[:-1])
    if not _reads_as(words, wanted, is_key=is_key, is_flow=in_flow):
        words = quoted(wanted)
        if list_comments(tree, place):
            raise CannotWrite(f"{_say(tree, pointer)} has a comment, which would be lost")
    return Edit(tree.path, place, words)


def _reads_as(words: str, wanted: str, *, is_key: bool, is_flow: bool) -> bool:
    pair = f"{words}: v" if is_key else f"k: {words}"
    value, problems = read_yaml(f"{{{pair}}}" if is_flow else f"{pair}\n", "")
    return not problems and value == ({wanted: "v"} if is_key else {"k": wanted})
