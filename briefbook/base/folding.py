r"""The folded form of a text, in which words are compared: one table of equivalents.

Texts differ from what is typed after them in ways that no reader means: white space,
the shape of quotation marks, dashes and ellipses, Unicode form, characters that show
nothing. Folding takes these away and remembers where each remaining character began.

All dashes and hyphens are one, whatever their length (``--``), since keyboards have one;
two single marks are a double one; three dots, spaced or not, are an ellipsis. White space
becomes one space, but none between Chinese, Japanese or Korean characters, and none after
a hyphen that ends a line within a compound (``self-\nimposed``). How words may end in dots
where a text has an ellipsis, ``spell_ends`` tells.
"""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import NamedTuple

UNMATCHABLE = "\ufffc"
"""Stands in a text for something that has no words of its own: nothing matches it."""

CJK = (
    "\u2e80-\u2fff\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u3105-\u318f\u3190-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff01-\uffee\U00020000-\U0003ffff"
)
"""Chinese, Japanese and Korean characters, for the brackets of a regular expression.

Left out are those that join the character before them (U+302A, U+3099, Hangul jamo):
taking away a space before one of these would make another character.
"""

IDEOGRAPHS = (
    "\u2e80-\u2fff\u3001-\u3029\u3030-\u3098\u309b-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff01-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
"""Those that are written without spaces. Korean has spaces between its words: those stay."""

INVISIBLE = "".join(
    chr(code)
    for first, last in (
        (0xAD, 0xAD), (0x61C, 0x61C), (0x180B, 0x180E), (0x200B, 0x200F), (0x202A, 0x202E),
        (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""Soft hyphen, joiners, direction and byte-order marks, variation selectors."""

LINE_ENDS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
SPACES = " \t\x1f\xa0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
DASHES = "-‐‑‒–—―−⸺⸻﹘﹣－"

_EQUIVALENTS = (
    ("'", "`´‘’‚‛‹›′＇ʼ"),
    ('"', "“”„‟«»″＂"),
    ("-", DASHES[1:]),
    ("…", "⋯"),
    ("\n", LINE_ENDS[1:]),
    (" ", SPACES[1:]),
)
"""What counts as the same, character by character; lines and runs are folded after it."""

Edit = tuple[int, int, str]
"""(start, end, what stands there instead)"""

_EQUALS = {char: to for to, chars in _EQUIVALENTS for char in chars}
_DROPPED_LAST = SPACES + LINE_ENDS + INVISIBLE
_UNSEEN = frozenset(INVISIBLE)

# Every pattern of the folding itself begins with one character or set: the search skips
# to these, which makes it ten times as fast. A soft hyphen that ends a line broke a word.
_INVISIBLE = re.compile(
    rf"[{INVISIBLE}](?:(?<=\xad)(?=[^\S{LINE_ENDS}]*+[{LINE_ENDS}])\s++(?=\w)|[{INVISIBLE}]*+)"
)
_STOPS = re.compile(r"\.\s*+\.")
_DOTTED = re.compile(r"[.…](?:\s*+[.…])++")
_LINES = re.compile(r"\n\s*+")
_WIDE_SPACES = re.compile(r"[ \n](?:(?<=\n)|\s)\s*+")
_ALL_SPACES = re.compile(r"[ \n]\s*+")
_RUNS = (
    ("-", re.compile(r"-(?<=\w-)-*+ *+\n\s*+(?=\w)"), "-"),
    ("--", re.compile(r"--+"), "-"),
    ("''", re.compile(r"''"), '"'),
)
"""(what must be in the text for the pattern to be found, the pattern, what takes its place)"""

_ELLIPSIS = re.compile(r"(?<![.…])\.(?:\s++\.(?![.…])){2,}|[.…]*…[.…]*|\.{3,}")
_BROKEN_COMPOUND = re.compile(
    rf"(?<=\w)([{DASHES}]++)[^\S{LINE_ENDS}]*+[{LINE_ENDS}]\s*+(?=\w)"
)
_STRETCH = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")
_PRINTABLE = bytes(range(0x20, 0x7F))


@cache
def match_cjk() -> re.Pattern[str]:
    """Return what finds a character; made when it is first needed, as it takes long to make."""
    return re.compile(f"[{CJK}]")


@cache
def _match_between_cjk() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{CJK}])\s++(?=[{CJK}])")


class Folded(NamedTuple):
    """A folded text, and for each of its characters the offset where it began.

    ``offsets`` are code points of the ``original``; they never decrease, and end with its
    length: they are one more than the characters of ``text``. An array is cut and joined
    much faster than a tuple; nobody writes to it.
    """

    text: str
    offsets: "array[int]"
    original: str


def start_folding(text: str) -> Folded:
    """Return a text as it stands, for ``apply_edits``."""
    size = len(text) + 1
    # Offsets are cut from those that are there already, for all but huge texts.
    known = _numbers(size.bit_length())[:size] if size < 1 << 18 else array("I", range(size))
    return Folded(text, known, text)


def fold(text: str) -> Folded:
    """Return ``text`` in the form in which words are compared."""
    shown = start_folding(text)
    if not text.isascii():
        shown = apply_edits(shown, _find_invisible(text))
        shown = apply_edits(shown, _find_decomposed(shown.text))
    marked = shown._replace(text=equalise(shown.text, _EQUALS))
    dotted = apply_edits(marked, _find_ellipses(marked.text))
    return apply_edits(dotted, _find_runs(dotted.text))


def spell_ends(words: str) -> tuple[str, ...]:
    """Return folded words that end in dots as they may stand where a text has an ellipsis.

    People type fewer dots than a text has, or none of its space: ``engage.`` is meant by
    ``engage. . . .`` too. Quotation marks may follow the dots. A full stop alone is not
    meant by an ellipsis that stands apart.
    """
    bare = words.rstrip("\"'")
    core, closing = bare.rstrip(" .…"), words[len(bare) :]
    dots = bare[len(core) :]
    if not core or not dots.strip():
        return ()
    ends = ("…", ". …", " …") if "…" in dots else ("…", ". …")
    return tuple(f"{core}{end}{closing}" for end in ends if end != dots)


def fold_words(words: str) -> str:
    """Return words as they are looked for in a folded text: without space around them."""
    if not words:
        return ""
    is_plain = _is_tidy(words) and words.replace(" ", "").isalnum()
    return (words if is_plain else fold(words).text).strip()


def tidy(text: str) -> str:
    """Return ``text`` as one line, composed, without what shows nothing, its marks kept.

    White space at either end becomes one space. Folding sees no difference.
    """
    if _is_tidy(text):
        return text
    composed = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    shown = _BROKEN_COMPOUND.sub(r"\1", composed)
    close = _match_between_cjk().sub("", shown) if _has_cjk(shown) else shown
    return re.sub(r"\s+", " ", close)


def _is_tidy(text: str) -> bool:
    """Tell quickly of most texts that no character of them needs another look."""
    return text.isascii() and text.isprintable() and "  " not in text


def unfold(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Return the offsets in the original of a stretch of the folded text.

    What was dropped after its last character (spaces, joiners) is left out; of what was
    composed together, nothing is.
    """
    first, last = folded.offsets[start], folded.offsets[end]
    if start < end and last == folded.offsets[end - 1]:
        last = folded.offsets[bisect_right(folded.offsets, last)]
    return first, first + len(folded.original[first:last].rstrip(_DROPPED_LAST))


def refold(folded: Folded, start: int, end: int) -> tuple[int, int]:
    """Return the places in the folded text of a stretch of the original."""
    size = len(folded.text)
    first = bisect_left(folded.offsets, start, hi=size)
    return first, bisect_left(folded.offsets, end, lo=first, hi=size)


def _find_invisible(text: str) -> Iterable[Edit]:
    if _UNSEEN.isdisjoint(pick_unusual(text)):
        return ()
    return ((*found.span(), "") for found in _INVISIBLE.finditer(text))


def _find_ellipses(text: str) -> Iterator[Edit]:
    dotted = "…" in text or _STOPS.search(text)
    for dots in _DOTTED.finditer(text) if dotted else ():
        for found in _ELLIPSIS.finditer(text, *dots.span()):
            yield (*found.span(), "…")


def _find_runs(text: str) -> list[Edit]:
    """Return the runs of marks and of white space; a run holding others comes first."""
    marks = (
        (*found.span(), new)
        for part, pattern, new in _RUNS
        if part in text
        for found in pattern.finditer(text)
    )
    spaces = _find_cjk_spaces if _has_cjk(text) else _find_spaces
    return sorted(chain(marks, spaces(text)), key=itemgetter(0))


def _has_cjk(text: str) -> bool:
    return not text.isascii() and match_cjk().search(pick_unusual(text)) is not None


def _find_spaces(text: str) -> Iterator[Edit]:
    wide = "  " in text or " \n" in text
    return ((*found.span(), " ") for found in (_WIDE_SPACES if wide else _LINES).finditer(text))


def _find_cjk_spaces(text: str) -> Iterator[Edit]:
    for found in _ALL_SPACES.finditer(text):
        new = "" if _match_between_cjk().match(text, found.start()) else " "
        if found[0] != new:
            yield (*found.span(), new)


def _find_decomposed(text: str) -> Iterator[Edit]:
    if unicodedata.is_normalized("NFC", text):
        return
    for stretch in _STRETCH.finditer(text):
        if not unicodedata.is_normalized("NFC", stretch[0]):
            for start, end in _split_clusters(text, *stretch.span()):
                yield start, end, unicodedata.normalize("NFC", text[start:end])


def _split_clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches that compose by themselves: a character and what joins it."""
    cuts = [at for at in range(start + 1, end) if not is_joined(text[at])]
    return zip((start, *cuts), (*cuts, end), strict=True)


def is_joined(char: str) -> bool:
    """Tell whether ``char`` may compose with what is before it: a mark, or a Hangul vowel."""
    return unicodedata.category(char).startswith("M") or "\u1160" <= char <= "\u11ff"


def apply_edits(folded: Folded, edits: Iterable[Edit]) -> Folded:
    """Return ``folded`` with the edits made, in order; one that overlaps is left out.

    Whatever takes the place of characters begins where the first of them did.
    """
    pieces: list[str] = []
    offsets = array("I")
    at = 0
    for start, end, new in edits:
        if start >= at:
            pieces += (folded.text[at:start], new)
            offsets += folded.offsets[at:start]
            offsets += folded.offsets[start : start + 1] * len(new)
            at = end
    if not pieces:
        return folded
    text = "".join((*pieces, folded.text[at:]))
    return Folded(text, offsets + folded.offsets[at:], folded.original)


@cache
def _numbers(bits: int) -> "array[int]":
    return array("I", range(1 << bits))


def pick_unusual(text: str) -> str:
    """Return the characters of ``text`` that are no printable ASCII, in their order.

    Line ends are among them.
    """
    data = text.encode("utf-8", "surrogatepass").translate(None, _PRINTABLE)
    return data.decode("utf-8", "surrogatepass")


def equalise(text: str, equals: Mapping[str, str]) -> str:
    """Return ``text`` with each character replaced by the one that it counts as, if any."""
    for char in {"`", *pick_unusual(text)} & equals.keys():
        text = text.replace(char, equals[char])
    return text


# Names


def strip_accents(name: str) -> str:
    """Return a name without regard to case and accents."""
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def sort_name(name: str) -> tuple[str, str]:
    """Return a key that sorts names without regard to case and accents, ties by the name."""
    return strip_accents(name), name


def first_letter(name: str) -> str:
    """Return the base letter (``É`` → ``e``), ``0`` for digits, ``_`` for other scripts."""
    for character in unicodedata.normalize("NFKD", name).casefold():
        if character.isdigit():
            return "0"
        if character.isalpha():
            return character if "a" <= character <= "z" else "_"
    return "_"


def letter_heading(letter: str) -> str:
    """Return the heading of a letter's part of an index."""
    return {"0": "0–9", "_": "Other scripts"}.get(letter, letter.upper())
