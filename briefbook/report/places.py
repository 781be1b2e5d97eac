"""From a locus to a line and column, and to that line with the problem underlined.

Nowhere else in the program are lines counted.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, islice
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem, Span
from briefbook.syntax.markdown.document import Block, Document
from briefbook.syntax.markdown.inline_pieces import encode_url
from briefbook.syntax.markdown.parser import LINE_END, read_markdown
from briefbook.syntax.markdown.sources import find_source
from briefbook.syntax.text import has_forbidden, split_front_matter
from briefbook.syntax.yaml.reader import Pointer, ValuePlace, locate_values

LEFT_OUT = ("roles", "0")
"""What a pointer may name though it is not written: a single role stands on the actor itself,
a single item without its list."""

Texts = Callable[[str], str | None]
"""Returns the decoded text of a file of the workspace, or None where there is none."""


CHUNK = 1 << 16
"""Code points between two counts of lines, so that none is counted over all of a file."""

_INLINE = r"\]\(\s*(?:<(?P<framed>[^<>\n]*)>|(?P<bare>[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))"
_DEFINED = r"^[ >]{0,9}\[[^\]\n]+\]:\s*(?:<(?P<kept>[^<>\n]*)>|(?P<open>[^\s<]\S*))"
_EMBEDDED = r"!\[\[(?P<embedded>[^\[\]|\\\n]+)"
_ADDRESS = re.compile(f"{_INLINE}|{_DEFINED}|{_EMBEDDED}", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
WIDTH = 96
"""Columns of a line that are shown at most; of a longer one, those around the problem."""

BEHIND = 56
"""Columns shown from the start of the problem on, where a long line is cut."""

_TAB = " " * 4


class Excerpt(NamedTuple):
    """A line as shown, the columns before what is underlined, and the columns of that."""

    line: str
    before: int
    marked: int


class LineColumn(NamedTuple):
    r"""A place as editors count: from 1, in code points, lines ending at ``\n`` only."""

    line: int
    column: int


class Spot(NamedTuple):
    """A place that was found: ``last`` is the position after its last character."""

    span: Span
    first: LineColumn
    last: LineColumn


class ProblemSource(NamedTuple):
    """A file that problems point into: its lines, and where its values stand.

    ``counts`` are the newlines before each chunk of ``CHUNK`` code points. ``body_start``
    is where the body begins, in Markdown only.
    """

    text: str
    counts: list[int]
    places: dict[Pointer, ValuePlace]
    body_start: int | None


def open_sources(problems: Iterable[Problem], texts: Texts) -> dict[str, ProblemSource]:
    """Return every file that a problem, or what is related to it, points into."""
    loci = [locus for found in problems for locus in (found.locus, *found.related)]
    paths = {locus.path for locus in loci}
    pointed = {locus.path for locus in loci if locus.span is None and locus.pointer}
    found = ((path, texts(path)) for path in sorted(paths))
    return {path: _open_source(path, text, path in pointed) for path, text in found if text}


def _open_source(path: str, text: str, is_pointed: bool) -> ProblemSource:
    chunks = (text.count("\n", at, at + CHUNK) for at in range(0, len(text), CHUNK))
    counts = [0, *accumulate(chunks)]
    if is_pointed and path.endswith((".yaml", ".yml")):
        return ProblemSource(text, counts, locate_values(text), None)
    if is_pointed and path.endswith(".md"):
        halves = split_front_matter(text, path)
        places = locate_values(halves.yaml, halves.yaml_start)
        return ProblemSource(text, counts, places, halves.body_start)
    return ProblemSource(text, counts, {}, None)


def find_spot(source: ProblemSource | None, locus: Locus) -> Spot | None:
    """Return the place of a locus; None if it is a whole file, or cannot be found."""
    span = _find_span(source, locus) if source else None
    if source is None or span is None:
        return None
    start = min(max(span.start, 0), len(source.text))
    clear = Span(start, min(max(span.end, start), len(source.text)))
    return Spot(clear, _find_position(source, clear.start), _find_position(source, clear.end))


def find_spots(loci: Sequence[Locus], texts: Texts) -> list[Spot | None]:
    """Return the places of loci, in their order; each file is opened once."""
    sources = open_sources((Problem("", locus) for locus in loci), texts)
    return [find_spot(sources.get(locus.path), locus) for locus in loci]


def _find_span(source: ProblemSource, locus: Locus) -> Span | None:
    """Return the stretch of text that a locus means.

    A pointer may end in ``~words`` and their rank, from 0: words of the body of an article,
    or of the value that the rest of the pointer leads to.
    """
    if locus.span is not None or not locus.pointer:
        return locus.span
    pointer, literal, rank = _part_literal(locus.pointer)
    if literal and not pointer and source.body_start is not None:
        return find_in_body(source.text, source.body_start, literal, rank)
    whole = _find_value(source, pointer, locus.part)
    return find_within(source.text, whole, literal, rank) if whole and literal else whole


def _part_literal(pointer: Pointer) -> tuple[Pointer, str, int]:
    """Return the pointer to a value, and the words within it with their rank, or ""."""
    if len(pointer) < 2 or not pointer[-2].startswith("~") or not pointer[-1].isdecimal():
        return pointer, "", 0
    return pointer[:-2], pointer[-2][1:], int(pointer[-1])


def _find_value(source: ProblemSource, pointer: Pointer, part: str) -> Span | None:
    """Return the place of a value or its key; of a missing one, that of what should hold it.

    What should hold it is shown by its key, where it has one. The whole file is no place.
    """
    found, is_whole = _follow_pointer(source.places, pointer)
    place = source.places[found] if found else None
    if place is None:
        return None
    return place.key if place.key and (part == "key" or not is_whole) else place.value


def _follow_pointer(
    places: Mapping[Pointer, ValuePlace], pointer: Pointer
) -> tuple[Pointer, bool]:
    found: Pointer = ()
    for name in pointer:
        if (*found, name) in places:
            found = (*found, name)
        elif name not in LEFT_OUT:
            return found, False
    return found, True


def _find_position(source: ProblemSource, offset: int) -> LineColumn:
    chunk = offset // CHUNK
    line = source.counts[chunk] + source.text.count("\n", chunk * CHUNK, offset)
    return LineColumn(line + 1, offset - source.text.rfind("\n", 0, offset))


def find_in_body(text: str, start: int, literal: str, rank: int) -> Span | None:
    """Return the place of a literal in the body that begins at ``start``, or None.

    ``[[target`` and ``[^target]`` are references, ``](address`` is a link or picture,
    whose address alone is the place; all else are words as a reader sees them.
    """
    body = text[start:]
    if literal.startswith(("[[", "[^")):
        found = _find_reference(body, literal, rank)
    elif literal.startswith("]("):
        found = _pick(_find_addresses(body, literal[2:]), rank)
    else:
        found = _find_words(body, literal, rank)
    return Span(start + found.start, start + found.end) if found else None


def find_within(text: str, whole: Span, literal: str, rank: int) -> Span:
    """Return the place of a literal within a value, or all of the value."""
    places = (Span(*found.span()) for found in _spell(literal).finditer(text, *whole))
    return next(islice(places, rank, None), whole)


def _find_reference(body: str, literal: str, rank: int) -> Span | None:
    source = find_source(body, literal, rank)
    found = _spell(literal).match(body, source.start) if source else None
    return Span(*found.span()) if found else source


def _find_addresses(body: str, address: str) -> Iterator[Span]:
    """Yield the places of an address, percent-encoded as links are when they are read."""
    for found in _ADDRESS.finditer(body):
        name = found.lastgroup or "bare"
        if encode_url(_ESCAPE.sub(r"\1", found[name].strip())) == address:
            yield Span(*found.span(name))


def _find_words(body: str, words: str, rank: int) -> Span | None:
    """Return the place of words that stand in the text as it is read, without its markup."""
    document = _read_body(body)
    stands = islice(re.finditer(re.escape(words), document.text), rank, None)
    offset = next((found.start() for found in stands), None)
    if offset is None:
        return None
    return _find_in_lines(body, document.text, document.blocks, words, offset)


@lru_cache(maxsize=8)
def _read_body(body: str) -> Document:
    return read_markdown(body, "")[0]


def _find_in_lines(
    body: str, text: str, blocks: Iterable[Block], words: str, offset: int
) -> Span | None:
    """Return the place of the words at ``offset`` of the text, from its block's line on."""
    before = [block for block in blocks if block.start <= offset]
    if not before:
        return None
    line = before[-1].line
    first = next(block for block in before if block.line == line)
    starts = [0, *(found.end() for found in LINE_END.finditer(body))]
    places = (Span(*found.span()) for found in _spell(words).finditer(body, starts[line]))
    return _pick(places, text.count(words, first.start, offset))


def _spell(literal: str) -> re.Pattern[str]:
    """Return a pattern of the literal: its blanks may be line ends, marked as a quotation."""
    words = r"[\s>]+".join(map(re.escape, literal.split()))
    goes_on = "[[" in literal and "]" not in literal
    return re.compile(words + r"(?=\s*[\]|\\])" if goes_on else words)


def _pick(places: Iterable[Span], rank: int) -> Span | None:
    found = list(islice(places, rank + 1))
    return found[-1] if found else None


def make_excerpt(source: ProblemSource, spot: Spot) -> Excerpt:
    """Return the line of a spot; of several lines the first, underlined to its end."""
    text = source.text
    line = _find_line(text, spot.span.start - spot.first.column + 1)
    shown = _cut_line(text, line, min(spot.span.start, line.end))
    front, back = "…" * (shown.start > line.start), "…" * (shown.end < line.end)
    start = min(spot.span.start, shown.end)
    before = len(front) + width_of(text[shown.start : start])
    marked = width_of(text[start : min(spot.span.end, shown.end)])
    return Excerpt(front + clean(text[slice(*shown)]) + back, before, max(1, marked))


def _find_line(text: str, start: int) -> Span:
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    return Span(start, end - text.endswith("\r", start, end))


def _cut_line(text: str, line: Span, focus: int) -> Span:
    """Return what is shown of a line: all of it, or what is around an offset."""
    if line.end - line.start <= WIDTH and width_of(text[slice(*line)]) <= WIDTH:
        return line
    right = focus + _count_fitting(text[focus : min(line.end, focus + BEHIND)], BEHIND)
    left = right - _count_fitting(text[max(line.start, right - WIDTH) : right][::-1], WIDTH)
    return Span(left, left + _count_fitting(text[left : min(line.end, left + WIDTH)], WIDTH))


def _count_fitting(text: str, columns: int) -> int:
    if _is_plain(text):
        return min(len(text), columns)
    widths = accumulate(map(width_of, text))
    return sum(width <= columns for width in widths)


def width_of(text: str) -> int:
    """Return the columns that a terminal needs for a text as ``clean`` shows it."""
    return len(text) if _is_plain(text) else sum(map(_width, clean(text)))


def _is_plain(text: str) -> bool:
    """Tell whether each character takes a column, as nearly all do."""
    return text.isascii() and text.isprintable()


def _width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me", "Cf") and char != "\xad":
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1


def clean(text: str) -> str:
    """Return a text as it may go to a terminal: no character that steers it.

    Tabs become blanks; characters that must not be in a file, pictures of themselves.
    """
    return text if text.isprintable() else "".join(map(_clean, text))


def clean_line(text: str) -> str:
    """Return a text as it may go to a terminal where one line is meant for it."""
    return clean(text).replace("\n", "\u240a")


def _clean(char: str) -> str:
    if char == "\t":
        return _TAB
    if char == "\n" or not (has_forbidden(char) or char in "\r\u2028\u2029"):
        return char
    return chr(0x2400 + ord(char)) if ord(char) < 0x20 else "\ufffd"
