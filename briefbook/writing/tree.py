"""The YAML of a file with the place of each value, and the proof that an edit is right."""

import json
from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from briefbook.base.problems import Span
from briefbook.syntax.text import split_front_matter
from briefbook.syntax.yaml.reader import Plain, Pointer, ValuePlace, locate_values, read_yaml
from briefbook.writing.edits import (
    CannotRead,
    CannotWrite,
    Edit,
    FileChange,
    apply_edits,
    find_line,
    find_newline,
    read_text,
)

MARK = "\ufeff"


class Tree(NamedTuple):
    """The YAML of a file: all of it, or the front matter of an article.

    ``text`` is the whole text; ``inner`` the stretch that is YAML, ``places`` count in the
    text. ``has_fence`` tells whether there are lines of ``---`` around it, or no need of them.
    """

    path: str
    text: str
    inner: Span
    value: Plain
    places: dict[Pointer, ValuePlace]
    has_fence: bool = True

    def slice(self, span: Span) -> str:
        """Return a stretch of the text."""
        return self.text[span.start : span.end]

    def find(self, pointer: Pointer) -> Any:
        """Return the value at a pointer.

        Raises:
            KeyError: there is none.
        """
        value: Any = self.value
        for key in pointer:
            if isinstance(value, list) and key.isdecimal() and int(key) < len(value):
                value = value[int(key)]
            elif isinstance(value, dict) and key in value:
                value = value[key]
            else:
                raise KeyError(pointer)
        return value

    def has(self, pointer: Pointer) -> bool:
        """Tell whether there is a value at a pointer, if only an empty one."""
        return pointer in self.places and (pointer != () or self.value is not None)

    @property
    def newline(self) -> str:
        """Return how lines of the file end."""
        return find_newline(self.text)


def read_tree(path: str, text: str) -> Tree:
    """Return the YAML of a file, of an article (``.md``) its front matter.

    Raises:
        CannotRead: something in it is refused, so that nobody knows what it says.
    """
    inner, has_fence = _find_yaml(path, text)
    yaml = text[inner.start : inner.end]
    value, problems = read_yaml(yaml, path, inner.start)
    if problems:
        at = problems[0].locus.span
        place = f"{path}:{find_line(text, at.start)}" if at else path
        raise CannotRead(f"{place} cannot be read ({problems[0].code}): mend it first")
    return Tree(path, text, inner, value, locate_values(yaml, inner.start), has_fence)


def _find_yaml(path: str, text: str) -> tuple[Span, bool]:
    """Return the stretch of a text that is YAML, and whether it has its fence."""
    if not path.endswith(".md"):
        return Span(0, len(text)), True
    first = len(text) - len(text.removeprefix(MARK))
    halves = split_front_matter(text[first:], path)
    if halves.problems:
        raise CannotRead(f"{path}: its front matter has no end: mend it first")
    start = first + halves.yaml_start
    return Span(start, start + len(halves.yaml)), halves.body_start > 0


def read_body(path: str, text: str) -> tuple[str, int]:
    """Return the Markdown of an article below its front matter, and where it begins.

    Raises:
        CannotRead: the front matter has no end.
    """
    _find_yaml(path, text)
    first = len(text) - len(text.removeprefix(MARK))
    start = first + split_front_matter(text[first:], path).body_start
    return text[start:], start


def make_edits(tree: Tree, edits: Iterable[Edit], wanted: Plain) -> tuple[Edit, ...]:
    """Return edits of a tree if its file then says what is wanted, in this order of keys.

    Raises:
        CannotWrite: it would say something else; what, only a person can settle.
    """
    done = tuple(edits)
    try:
        found = read_tree(tree.path, apply_edits(tree.text, done))
    except CannotWrite:
        found = None
    if found is None or not is_same(found.value, wanted):
        line = find_line(tree.text, min((edit.span.start for edit in done), default=0))
        raise CannotWrite(f"{tree.path}:{line}: this is for you to write by hand")
    return done


def is_same(one: Plain, other: Plain) -> bool:
    """Tell whether values are the same, the order of their keys included."""
    return json.dumps(one) == json.dumps(other)


def change_file(
    path: str, data: bytes | None, steps: Iterable[Callable[[Tree], Iterable[Edit]]]
) -> FileChange:
    """Return the change of a file by edits made one after the other; None is no file yet.

    Raises:
        CannotWrite: the file cannot be read, or an edit cannot be made.
    """
    text = read_text(path, data or b"")
    for step in steps:
        text = apply_edits(text, step(read_tree(path, text)))
    return FileChange(path, data, text.encode())


def list_comments(tree: Tree, span: Span) -> tuple[Span, ...]:
    """Return the comments within a stretch that begins and ends outside of scalars."""
    scalars = sorted(
        piece for piece in _list_scalars(tree) if span.start <= piece.start < span.end
    )
    gaps = zip(
        (span.start, *(one.end for one in scalars)),
        (*(one.start for one in scalars), span.end),
        strict=True,
    )
    return tuple(found for start, end in gaps for found in _find_comments(tree, start, end))


def _list_scalars(tree: Tree) -> Iterable[Span]:
    """Yield the places of all keys, and of all values that are text.

    Behind the mark that begins words over several lines, a comment may stand.
    """
    for pointer, place in tree.places.items():
        if place.key:
            yield place.key
        if not isinstance(tree.find(pointer), list | dict):
            first, _, _ = tree.slice(place.value).partition("\n")
            is_block = first[:1] in ("|", ">")
            yield Span(place.value.start + is_block * len(first), place.value.end)


def _find_comments(tree: Tree, start: int, end: int) -> Iterable[Span]:
    at = tree.text.find("#", start, end)
    while at >= 0:
        stop = tree.text.find("\n", at, end)
        stop = end if stop < 0 else stop
        yield Span(at, stop)
        at = tree.text.find("#", stop, end)
