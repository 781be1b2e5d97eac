"""Where in a body something was written: parsing keeps lines at most."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from briefbook.base.problems import Span

_SOURCE = re.compile(r"\[\[(?!\^)([^\[\]|\\]{1,200})(?:\\?\||\]\])|\[\^([^\s\[\]^]{1,200})\]")


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
    return _make_citation_key(found[2]) if found[2] else _make_reference_key(found[1])


def _make_reference_key(target: str) -> str:
    """Return the same key for a target in the body and in the source of its block.

    There, its line breaks have lost the marks of the quotation that it stands in.
    """
    return "[[" + " ".join(target.replace(">", " ").split())


def _make_citation_key(target: str) -> str:
    return f"[^{target}]"


def rank_sources(content: str, left: Iterator[LiteralPlace]) -> dict[int, int]:
    """Return the rank of each reference and citation in a block, by its offset in ``content``.

    ``left`` are those on the block's lines: the same ones, in the same order.
    """
    ranks = {}
    for found in find_sources(content):
        same = (source.rank for source in left if source.key == found.key)
        ranks[found.start] = next(same, found.rank)
    return ranks
