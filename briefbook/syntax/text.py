"""One reader for the bytes of every file: strict UTF-8 without characters that deceive.

The text returned is exactly what the bytes say, less one byte-order mark, line ends as
they are: a span counts its code points, and only the report makes lines of them.
"""

import re
from typing import NamedTuple

from briefbook.base.folding import pick_unusual
from briefbook.base.problems import Locus, Problem, Span, problem

YAML_LIMIT = 1 << 20
"""Bytes that a sidecar or a front matter may have at most."""

REGISTRY_LIMIT = 16 << 20
"""Bytes that a registry may have at most."""

ARTICLE_LIMIT = 4 << 20
"""Bytes that an article or a capture may have at most: about 600,000 words."""

OVERVIEW_LIMIT = 1 << 17
"""Bytes that a briefing's overview may have at most, which papers print whole: 20,000 words."""

NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
"""What Unicode will never make a character, for the brackets of a regular expression."""

_KINDS = {
    "control character": "\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f",
    "direction override": "\u202a-\u202e\u2066-\u2069",
    "lone surrogate": "\ud800-\udfff",
    "noncharacter": NONCHARACTERS,
}
_FORBIDDEN = re.compile("[" + "".join(_KINDS.values()) + "]")
_OPENING = re.compile(r"---[ \t]*(?:\r?\n|\Z)")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


class Halves(NamedTuple):
    """An article's front matter and body, each with its offset in the file."""

    yaml: str
    yaml_start: int
    body: str
    body_start: int
    problems: tuple[Problem, ...] = ()


def decode(path: str, data: bytes, limit: int) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of a file, or ``""`` with the problems that make it unreadable.

    ``limit`` is in bytes. Problems: ``file-too-large``, ``not-utf8``, and
    ``forbidden-character``, one for each character that must not be there.
    """
    if len(data) > limit:
        return "", (problem("file-too-large", Locus(path), limit=f"{limit:,}"),)
    try:
        text = data.decode("utf-8", "strict").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        return "", _explain_bytes(path, data, error.start)
    problems = find_forbidden(path, text)
    return ("" if problems else text), problems


def decode_loosely(data: bytes) -> str:
    """Return what can be shown of a file, for the report: it never fails.

    The spans of the problems that ``decode`` finds are places in this very text. Bytes
    that are not UTF-8 become U+FFFD; surrogates stay.
    """
    try:
        text = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode("utf-8", "replace")
    return text.removeprefix("\ufeff")


def find_forbidden(path: str, text: str, start: int = 0) -> tuple[Problem, ...]:
    """Return one ``forbidden-character`` for each distinct one, placed where it stands first.

    ``start`` is the offset in the file at which ``text`` begins, in code points. Of more
    than 20 distinct ones, the lowest 20 are reported: such a file is not a text.
    """
    if not has_forbidden(text):
        return ()
    chars = sorted(char for char in set(text) if _FORBIDDEN.match(char))
    return tuple(_refuse(path, text, start, char) for char in chars[:20])


def has_forbidden(text: str) -> bool:
    """Tell whether a character stands in the text that must not be there."""
    # The usual text passes a test that is many times faster, and stricter.
    unusual = pick_unusual(text).replace("\n", "")
    return not unusual.isprintable() and _FORBIDDEN.search(unusual) is not None


def drop_forbidden(text: str) -> str:
    """Return a text without the characters that must not be there."""
    return _FORBIDDEN.sub("", text) if has_forbidden(text) else text


def _refuse(path: str, text: str, start: int, char: str) -> Problem:
    first, count = start + text.index(char), text.count(char)
    times = "once" if count == 1 else f"{count:,} times"
    what = f"{_kind_of(char)} U+{ord(char):04X}"
    locus = Locus(path, span=Span(first, first + 1))
    return problem("forbidden-character", locus, what=what, times=times)


def _kind_of(char: str) -> str:
    return next(kind for kind, ranges in _KINDS.items() if re.match(f"[{ranges}]", char))


def _explain_bytes(path: str, data: bytes, offset: int) -> tuple[Problem, ...]:
    """Return what is wrong at the first byte that strict UTF-8 refuses."""
    text = decode_loosely(data)
    if re.search(f"[{_KINDS['lone surrogate']}]", text):
        return find_forbidden(path, text)
    place = len(decode_loosely(data[:offset]))
    locus, byte = Locus(path, span=Span(place, place + 1)), f"0x{data[offset]:02X}"
    hint = _guess_encoding(data, offset)
    return (problem("not-utf8", locus, hint, byte=byte, offset=str(offset)),)


def _guess_encoding(data: bytes, offset: int) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "it looks like UTF-16: save it as UTF-8"
    char = data[offset : offset + 1].decode("cp1252", "ignore")
    return char and f"in Windows-1252 this byte is “{char}”: save the file as UTF-8"


def split_front_matter(text: str, path: str) -> Halves:
    """Return the front matter and the body of an article, ``text`` as ``decode`` gives it.

    Without front matter the YAML is "", and all of the text is the body. The same where it
    never ends, with the problem ``unclosed-front-matter``.
    """
    opening = _OPENING.match(text)
    if not opening:
        return Halves("", 0, text, 0)
    closing = _CLOSING.search(text, opening.end())
    if not closing:
        line = Span(0, len(opening[0].rstrip()))
        return Halves(
            "", 0, text, 0, (problem("unclosed-front-matter", Locus(path, span=line)),)
        )
    yaml = text[opening.end() : closing.start()]
    return Halves(yaml, opening.end(), text[closing.end() :], closing.end())
