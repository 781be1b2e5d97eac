"""References in Markdown as it was written: where each stands, and rewriting them.

Parsing keeps lines at most.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from briefbook.base.problems import Span

_SOURCE = re.compile(r"\[\[(?!\^)([^\[\]|\\]{1,200})(?:\\?\||\]\])|\[\^([^\s\[\]^]{1,200})\]")
_TARGET = re.compile(r"\[\[([^\[\]|\\\n]{1,200})(?=\||\]\])|\[\^([^\s\[\]^]{1,200})(?=\])")


class LiteralPlace(NamedTuple):
    """A literal reference or citation: key, offset, line, and how many like it stand before."""

    key: str
    start: int
    line: int
    rank: int


def find_source(body: str, key: str, rank: int) -> Span | None:
    """Return the place in a body of a piece that was read from it, or None.

    Args:
        body: the Markdown; offsets are relative to it.
        key: ``[[target`` of a reference, ``[^target]`` of a citation.
        rank: the piece's.
    """
    places = (
        Span(*found.span()) for found in _SOURCE.finditer(body) if key == _make_key(found)
    )
    return next(islice(places, rank, None), None)


def find_sources(body: str) -> tuple[LiteralPlace, ...]:
    """Return all that looks like a reference or citation, in code too, in its order."""
    if "[[" not in body and "[^" not in body:
        return ()
    seen: Counter[str] = Counter()
    sources: list[LiteralPlace] = []
    line = end = 0
    for found in _SOURCE.finditer(body):
        key, start = _make_key(found), found.start()
        line, end = line + body.count("\n", end, start), start
        sources.append(LiteralPlace(key, start, line, seen[key]))
        seen[key] += 1
    return tuple(sources)


def _make_key(found: re.Match[str]) -> str:
    """Return the same key for what stands in the body and in the source of its block.

    There, its line breaks have lost the marks of the quotation that it stands in.
    """
    if found[2]:
        return f"[^{found[2]}]"
    return "[[" + " ".join(found[1].replace(">", " ").split())


def rank_sources(content: str, left: Iterator[LiteralPlace]) -> dict[int, int]:
    """Return the rank of each reference and citation in a block, by its offset in ``content``.

    ``left`` are those on the block's lines: the same ones, in the same order.
    """
    ranks = {}
    for found in find_sources(content):
        same = (source.rank for source in left if source.key == found.key)
        ranks[found.start] = next(same, found.rank)
    return ranks


def rewrite_references(text: str, rewrite: Callable[[str, bool], str]) -> str:
    """Return Markdown with each target of ``[[…]]`` and ``[^…]`` rewritten.

    ``rewrite`` gets the target, and whether it is cited.
    """
    if "[" not in text:
        return text

    def write(found: re.Match[str]) -> str:
        if found[1]:
            return f"[[{rewrite(found[1], False)}"
        return f"[^{rewrite(found[2], True)}"

    return _TARGET.sub(write, text)
