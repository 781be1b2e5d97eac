"""Footnotes of an author's own: ``[^1]: its text`` on lines of its own, cited as ``[^1]``.

A label that the text defines is a footnote, wherever it is cited; every other one cites a
quote. What a footnote says stands at the foot of the text, in the order of the citations.
"""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

FOOTNOTES = "footnotes"
"""The key of the environment for the labels that the text defines."""

_DEFINITION = re.compile(r"\[\^([^\s\[\]^]{1,200})\]:[ \t]*")
_INDENT = 4
"""Columns by which the further lines of a footnote are indented."""


class Footnote(NamedTuple):
    """A footnote as it is defined: on ``lines`` (first, and past the last), in blocks."""

    label: str
    lines: tuple[int, int]
    tokens: tuple[Token, ...]


class CitedFootnotes(NamedTuple):
    """What is known of the footnotes of a text while it is written.

    By their labels: ``slugs``, which addresses have, and the ``numbers`` of those that have
    been cited so far, in this ``order``.
    """

    slugs: dict[str, str]
    numbers: dict[str, int]
    order: list[str]


def read_footnote(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read the definition of a footnote that lies within no other block."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", begin):
        return False
    found = _DEFINITION.match(state.src, begin, state.eMarks[start])
    if not found or state.sCount[start] - state.blkIndent >= _INDENT:
        return False
    if state.level or state.blkIndent:
        # It ends a paragraph of the block before it, to which it does not belong.
        return silent and state.sCount[start] < state.blkIndent
    if not silent:
        _read_blocks(state, start, end, found)
    return True


def _read_blocks(state: StateBlock, start: int, end: int, found: re.Match[str]) -> None:
    """Read the blocks of a footnote, the first of which begins behind its label."""
    opening = Token("footnote_open", "", 1, info=found[1])
    state.env.setdefault(FOOTNOTES, set()).add(found[1])
    state.tokens.append(opening)
    before = state.bMarks[start], state.tShift[start], state.sCount[start]
    state.bMarks[start], state.tShift[start], state.sCount[start] = found.end(), 0, _INDENT
    state.blkIndent = _INDENT
    state.md.block.tokenize(state, start, end)
    state.blkIndent = 0
    state.bMarks[start], state.tShift[start], state.sCount[start] = before
    state.line = max(state.line, start + 1)
    opening.map = [start, state.line]
    state.tokens.append(Token("footnote_close", "", -1))


def part_footnotes(tokens: Sequence[Token]) -> tuple[list[Token], list[Footnote]]:
    """Return the text without its footnotes, and these in the order of their definitions."""
    rest: list[Token] = []
    found: list[Footnote] = []
    begin = -1
    for at, token in enumerate(tokens):
        if token.type == "footnote_open":
            begin = at
        elif token.type == "footnote_close":
            opening, inner = tokens[begin], tuple(tokens[begin + 1 : at])
            first, end = opening.map or (0, 0)
            found.append(Footnote(opening.info, (first, end), inner))
            begin = -1
        elif begin < 0:
            rest.append(token)
    return rest, found


def list_repeated(footnotes: Iterable[Footnote]) -> list[Footnote]:
    """Return the footnotes whose label one before them has."""
    every = tuple(footnotes)
    first = {one.label: one.lines for one in reversed(every)}
    return [one for one in every if one.lines != first[one.label]]
