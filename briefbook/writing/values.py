"""Plain values → YAML: in braces where that fits on a line, else on lines of their own.

Lines come without the indent of what they stand in; ``indent`` tells it, for their width.
"""

import re
from collections.abc import Iterator
from typing import Any

from briefbook.syntax.yaml.quoting import quoted, quoted_line

_BARE = re.compile("[1-9][0-9]{0,2}|true|false|[12][0-9]{3}(-[01][0-9](-[0-3][0-9])?)?")

WIDTH = 96
"""Columns that a mapping in braces may take."""


def write_flow(value: Any) -> str:
    """Return a value on one line, as it may stand inside braces."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{quoted(k)}: {write_flow(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(write_flow, value)) + "]"
    return "~" if value is None else write_words(str(value))


def write_words(words: str, *, in_line: bool = False) -> str:
    """Return words as a scalar; ``in_line`` tells that it stands outside of braces.

    A small number, a day, true and false are what whoever reads them takes them for, and stay
    bare.
    """
    if _BARE.fullmatch(words):
        return words
    return quoted_line(words) if in_line else quoted(words)


def write_on_line(value: Any) -> str:
    """Return a value as it may stand behind a key or a dash, outside of braces."""
    return write_words(value, in_line=True) if isinstance(value, str) else write_flow(value)


def write_pair(key: str, value: Any, indent: int, *, spread: bool = False) -> Iterator[str]:
    """Yield the lines of a key with its value.

    What is too wide in braces is spread over lines, and so is, if ``spread``, all of a
    mapping or list at its first level.
    """
    line = f"{quoted(key)}: {write_on_line(value)}"
    if can_spread(value) and (spread or indent + len(line) > WIDTH):
        yield f"{quoted(key)}:"
        yield from (f"  {one}" for one in write_lines(value, indent + 2))
    else:
        yield line


def write_item(value: Any, indent: int) -> Iterator[str]:
    """Yield the lines of an item of a list."""
    line = f"- {write_on_line(value)}"
    if isinstance(value, dict) and value and indent + len(line) > WIDTH:
        first, *rest = write_lines(value, indent + 2)
        yield f"- {first}"
        yield from (f"  {one}" for one in rest)
    else:
        yield line


def write_lines(value: Any, indent: int, *, spread: bool = False) -> Iterator[str]:
    """Yield the lines of what a mapping or list holds; ``spread`` is that of its pairs."""
    if isinstance(value, dict):
        for key, one in value.items():
            yield from write_pair(key, one, indent, spread=spread)
    else:
        for one in value:
            yield from write_item(one, indent)


def can_spread(value: Any) -> bool:
    """Tell whether a value may be spread over lines: a list of words is not."""
    return bool(value) and (
        isinstance(value, dict)
        or (isinstance(value, list) and any(isinstance(one, dict | list) for one in value))
    )
