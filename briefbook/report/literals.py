"""Words of a text → where they stand in its file: for problems that name them, not a place.

Such a problem comes from a text that was read: what stands there is a link, a citation or
a name, and the ``rank`` of it among its like, from 0.
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice

from briefbook.base.problems import Span
from briefbook.syntax.markdown.allowed_addresses import encode_address
from briefbook.syntax.markdown.document import Block, Document
from briefbook.syntax.markdown.parser import LINE_END, read_markdown
from briefbook.syntax.markdown.places import find_source

_INLINE = r"\]\(\s*(?:<(?P<framed>[^<>\n]*)>|(?P<bare>[^\s()<]*(?:\([^\s()]*\)[^\s()]*)*))"
_DEFINED = r"^[ >]{0,9}\[[^\]\n]+\]:\s*(?:<(?P<kept>[^<>\n]*)>|(?P<open>[^\s<]\S*))"
_ADDRESS = re.compile(f"{_INLINE}|{_DEFINED}", re.MULTILINE)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def find_in_body(text: str, start: int, literal: str, rank: int) -> Span | None:
    """Return the place of a literal in the body that begins at ``start``, or None.

    ``[[target`` and ``[^target]`` are references, ``](address`` is a link or picture,
    whose address alone is the place; all else are words as a reader sees them.
    """
    body = text[start:]
    if literal.startswith(("[[", "[^")):
        found = find_reference(body, literal, rank)
    elif literal.startswith("]("):
        found = pick(find_addresses(body, literal[2:]), rank)
    else:
        found = find_words(body, literal, rank)
    return Span(start + found.start, start + found.end) if found else None


def find_within(text: str, whole: Span, literal: str, rank: int) -> Span:
    """Return the place of a literal within a value, or all of the value."""
    places = (Span(*found.span()) for found in spell(literal).finditer(text, *whole))
    return next(islice(places, rank, None), whole)


def find_reference(body: str, literal: str, rank: int) -> Span | None:
    """Return the place of a reference or citation, as the text's reader ranks them."""
    source = find_source(body, literal, rank)
    found = spell(literal).match(body, source.start) if source else None
    return Span(*found.span()) if found else source


def find_addresses(body: str, address: str) -> Iterator[Span]:
    """Yield the places of an address, percent-encoded as links are when they are read."""
    for found in _ADDRESS.finditer(body):
        name = found.lastgroup or "bare"
        if encode_address(_ESCAPE.sub(r"\1", found[name].strip())) == address:
            yield Span(*found.span(name))


def find_words(body: str, words: str, rank: int) -> Span | None:
    """Return the place of words that stand in the text as it is read, without its markup."""
    document = read_body(body)
    stands = islice(re.finditer(re.escape(words), document.text), rank, None)
    offset = next((found.start() for found in stands), None)
    if offset is None:
        return None
    return find_in_lines(body, document.text, document.blocks, words, offset)


@lru_cache(maxsize=8)
def read_body(body: str) -> Document:
    """Return a body as it is read; one article may have many names to be confirmed."""
    return read_markdown(body, "")[0]


def find_in_lines(
    body: str, text: str, blocks: Iterable[Block], words: str, offset: int
) -> Span | None:
    """Return the place of the words at ``offset`` of the text, from its block's line on."""
    before = [block for block in blocks if block.start <= offset]
    if not before:
        return None
    line = before[-1].line
    first = next(block for block in before if block.line == line)
    starts = [0, *(found.end() for found in LINE_END.finditer(body))]
    places = (Span(*found.span()) for found in spell(words).finditer(body, starts[line]))
    return pick(places, text.count(words, first.start, offset))


def spell(literal: str) -> re.Pattern[str]:
    """Return a pattern of the literal: its blanks may be line ends, marked as a quotation."""
    words = r"[\s>]+".join(map(re.escape, literal.split()))
    goes_on = "[[" in literal and "]" not in literal
    return re.compile(words + r"(?=\s*[\]|\\])" if goes_on else words)


def pick(places: Iterable[Span], rank: int) -> Span | None:
    """Return the place of that rank; the last, if there are fewer."""
    found = list(islice(places, rank + 1))
    return found[-1] if found else None
