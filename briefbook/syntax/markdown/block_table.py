"""The block rule for tables: the library's own, made safe for references and for size."""

import re

from markdown_it.rules_block import StateBlock, table

BAR = re.compile(r"(\[\[[^\[\]|\\\n]+)\|(?=(?:[^\[\]\\\n]|\\.)*\]\])")
MASK = "\ufdd0"
"""A noncharacter, of the same length as the bar that it stands for."""

MOST_PADDING = 10_000
"""Cells that a text may leave out of its rows: 2 KB can ask for 65,000 of them."""


def read_table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a table in which the bar of ``[[id|words]]`` parts no cells.

    ``env["masked"]`` is the source with those bars masked. A table with too many cells
    left out is not read; its first line is then noted in ``env["padded"]``.
    """
    before, source = len(state.tokens), state.src
    state.src = state.env["masked"]
    found = table(state, start, end, True) and (silent or is_bearable(state, start, end))
    found = found and (silent or table(state, start, end, False))
    state.src = source
    unmask_cells(state, before)
    return found


def is_bearable(state: StateBlock, start: int, end: int) -> bool:
    """Tell whether the table's missing cells are few enough; count them if they are."""
    padding = state.env.get("padding", 0) + count_padding(read_rows(state, start, end))
    if padding > MOST_PADDING:
        state.env.setdefault("padded", start)
        return False
    state.env["padding"] = padding
    return True


def read_rows(state: StateBlock, start: int, end: int) -> list[str]:
    """Return the lines from the head of the table to the next empty one."""
    last = next((line for line in range(start, end) if state.isEmpty(line)), end)
    return [state.src[state.bMarks[line] : state.eMarks[line]] for line in range(start, last)]


def count_padding(rows: list[str]) -> int:
    """Return how many cells would have to be added for all rows to be as wide as the head."""
    bars = [row.count("|") for row in rows]
    return sum(max(0, bars[0] - count) for count in bars)


def unmask_cells(state: StateBlock, before: int) -> None:
    """Put the bars back into the cells that were read."""
    for token in state.tokens[before:]:
        if MASK in token.content:
            token.content = token.content.replace(MASK, "|")


def mask_bars(source: str) -> str:
    """Return the source with the bars within references masked, at its old length."""
    return BAR.sub(rf"\1{MASK}", source) if "[[" in source else source
