"""Edits of one text, and changes of files: plain values that say what will be different."""

from collections.abc import Iterable
from typing import NamedTuple

from briefbook.base.problems import Span


class CannotWrite(Exception):  # noqa: N818 (it is an answer, not a fault)
    """A change that needs a person's judgement; the words say why, nothing was changed."""


class CannotRead(CannotWrite):
    """A file has errors, so that nobody knows what it says."""


class Edit(NamedTuple):
    """Words that take the place of a stretch of a file's text; an empty span inserts them.

    The span counts code points of the text with its byte-order mark, if it has one.
    """

    path: str
    span: Span
    words: str


class FileChange(NamedTuple):
    """The bytes of a file before and after; None where there is no file."""

    path: str
    old: bytes | None
    new: bytes | None


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """Return the text with every edit made; those of one place stand in the order given.

    Raises:
        ValueError: two edits overlap (a fault of the caller).
    """
    parts, done = list[str](), 0
    for _, span, words in sorted(edits, key=lambda edit: edit.span):
        if span.start < done:
            raise ValueError(f"edits overlap at {span.start}")
        parts += [text[done : span.start], words]
        done = span.end
    return "".join((*parts, text[done:]))


def read_text(path: str, data: bytes) -> str:
    """Return the text of a file with its byte-order mark, if it has one.

    Raises:
        CannotRead: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        raise CannotRead(f"{path} is not UTF-8 text: mend it first") from None


def find_line(text: str, offset: int) -> int:
    """Return the line, from 1, in which an offset lies, as editors count."""
    return text.count("\n", 0, offset) + 1


def find_newline(text: str) -> str:
    r"""Return how the lines of a text end: ``\r\n`` if the first does so, else ``\n``."""
    end = text.find("\n")
    return "\r\n" if end > 0 and text[end - 1] == "\r" else "\n"


def show_diff(change: FileChange) -> str:
    """Return a change of a text file as a unified diff, "" where the bytes are the same."""
    from difflib import unified_diff

    old, new = (
        (data or b"").decode("utf-8", "replace").splitlines(keepends=True)
        for data in (change.old, change.new)
    )
    before, after = (change.path if data is not None else "/dev/null" for data in change[1:])
    lines = unified_diff(old, new, before, after)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
