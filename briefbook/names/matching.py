"""Which of many names occur in a text, as whole words.

What counts as an occurrence:

* Capitals count. A name that begins with a small letter may also begin with a capital:
  a common word ("sanctions") where a sentence, line or quotation begins, a proper name
  ("de Gaulle") anywhere. WORDS IN CAPITALS are matched by an alias in capitals only.
* White space in a name stands for any within a paragraph, and for none between Chinese or
  Japanese characters or after a hyphen that ends a line. Curly and straight apostrophes,
  all hyphens, all middle dots and all Unicode forms of a letter are equal; characters
  that show nothing are passed over.
* A name ends where its word ends. The possessive and other contractions stay outside
  ("Wang's", "MPs’"), as do the elided article ("l'Iran") and the Arabic one ("al-Assad");
  any other apostrophe is part of the word ("Xi" is not in "Xi'an").
* Chinese, Japanese and Korean names, and others written without spaces, need no boundary.
* Hyphens: a word in front in small letters, or a common prefix, leaves a capitalised name
  whole ("pro-Taiwan", "then-Foreign Secretary"), and so does a participle or a common
  second half behind it ("Taiwan-based", "EU-wide"). Any other word in small letters is
  part of one name ("Ing" is not in "Ing-wen"). A capital on the other side makes the name
  ``joined``: what reads it decides ("UK-China" names two, "Anglo-Chinese" none).
* Nothing is found within web and mail addresses.

All of this looks at the text alone, never at the other names: what two finders find is
what one finder made of both their names finds.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation

from briefbook.base.folding import (
    CJK,
    IDEOGRAPHS,
    INVISIBLE,
    LINE_ENDS,
    SPACES,
    Folded,
    apply_edits,
    equalise,
    is_joined,
    pick_unusual,
    start_folding,
    unfold,
)
from briefbook.base.problems import Span

_Edge = Literal["free", "joined", "inside"]


class Spelling(NamedTuple):
    """One way in which ``name`` may be written; ``exact``: as it is, else with a capital.

    ``initial``: only where a sentence begins.
    """

    name: str
    exact: bool
    initial: bool


class Finder(NamedTuple):
    """Many names, ready to be looked for; immutable, made by ``make_finder``."""

    machine: AhoCorasick
    forms: tuple[tuple[Spelling, ...], ...]


class NamePlace(NamedTuple):
    """An occurrence of ``name``: offsets into the text as it was given, in code points.

    ``exact``: as the name is written, not with a capital instead of its small letter.
    ``joined_left``, ``joined_right``: a hyphen ties it to a capitalised word there.
    """

    start: int
    end: int
    name: str
    exact: bool = True
    joined_left: bool = False
    joined_right: bool = False


def make_finder(names: Iterable[str]) -> Finder:
    """Return a finder for the distinct ``names``; blank ones are never found."""
    patterns: dict[str, list[Spelling]] = {}
    for name in sorted(set(names)):
        for written, form in _list_forms(name):
            patterns.setdefault(written, []).append(form)
    machine = AhoCorasick(list(patterns), implementation=Implementation.ContiguousNFA)
    return Finder(machine, tuple(map(tuple, patterns.values())))


def find_names(finder: Finder, text: str) -> tuple[str, ...]:
    """Return the sorted distinct names that occur in ``text``, overlapping ones included.

    They are candidates: names joined by a hyphen count, and nothing is resolved.
    """
    hits = _search(finder, fold_text(text))
    return tuple(sorted({hit.form.name for hit in hits}))


def find_places(finder: Finder, text: str) -> tuple[NamePlace, ...]:
    """Return every occurrence of a name in ``text``, overlapping ones included, in order."""
    folded = fold_text(text)
    hits = _search(finder, folded)
    return tuple(
        sorted(
            NamePlace(*unfold(folded, start, end), form.name, form.exact, *joined)
            for start, end, form, *joined in hits
        )
    )


# The names' forms


@lru_cache(maxsize=1 << 15)
def _list_forms(name: str) -> tuple[tuple[str, Spelling], ...]:
    folded = fold_text(name).text.strip()
    if not folded:
        return ()
    written = (folded, Spelling(name, True, False))
    capital = folded[0].upper()
    if not folded[0].islower() or len(capital) != 1:
        return (written,)
    is_proper = any(character.isupper() for character in folded)
    return written, (capital + folded[1:], Spelling(name, False, not is_proper))


# Folding

PARAGRAPH = "\u2029"
"""What stands in a folded text for a blank line, so that no name reaches across it."""

_HYPHENS = "-\u2010\u2011"
_EQUALS = {
    **dict.fromkeys((SPACES + LINE_ENDS).replace(PARAGRAPH, ""), " "),
    **dict.fromkeys("‘’ʻʼ＇", "'"),
    **dict.fromkeys(_HYPHENS, "-"),
    **dict.fromkeys("•‧・･", "·"),
}
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_BROKEN = re.compile(rf"\w(?:[{_HYPHENS}]\s|\u00ad)\Z")

# Where white space is plain, it needs a look only where a line ends: the search skips to these.
_UNEVEN_LINES = re.compile(rf"\n(?:\s+|(?<=[{_HYPHENS}]\n))")
_UNEVEN_ASCII = re.compile(r"\s(?:\s+|(?<=-\n))")


@cache
def _match_uneven_spaces() -> re.Pattern[str]:
    """Return what finds all that changes its length; it takes long to make."""
    return re.compile(
        rf"[\s{INVISIBLE}](?:[\s{INVISIBLE}]+|(?<=[{INVISIBLE}])"
        rf"|(?<=[{_HYPHENS}]\n)|(?<=[{IDEOGRAPHS}]\s)(?=[{IDEOGRAPHS}]))"
    )


@cache
def _match_odd() -> re.Pattern[str]:
    return re.compile(rf"[^\S\n]|[{INVISIBLE}{IDEOGRAPHS}]")


@cache
def _match_unspaced() -> re.Pattern[str]:
    return re.compile(f"[{IDEOGRAPHS}]")


def fold_text(text: str) -> Folded:
    """Return ``text`` with equivalents made equal (NFC), and its offsets for the way back."""
    uneven = _match_uneven(text).finditer(text)
    evened = apply_edits(
        start_folding(text), ((*one.span(), _make_even(one)) for one in uneven)
    )
    return evened._replace(text=equalise(evened.text, _EQUALS))


def _match_uneven(text: str) -> re.Pattern[str]:
    """Return what finds the parts of ``text`` that change their length when folded."""
    if _has_plain_spaces(text):
        return _UNEVEN_LINES
    if text.isascii():
        return _UNEVEN_ASCII
    if unicodedata.is_normalized("NFC", text):
        return _match_uneven_spaces()
    letters = sorted(set(text))
    marks = "".join(letter for letter in letters if is_joined(letter))
    others = "".join(c for c in letters if not unicodedata.is_normalized("NFC", c))
    cluster = rf"[^\s{INVISIBLE}][{re.escape(marks)}]+" if marks else "(?!)"
    single = f"[{re.escape(others)}]" if others else "(?!)"
    return re.compile(f"{_match_uneven_spaces().pattern}|(?P<letter>{cluster}|{single})")


def _has_plain_spaces(text: str) -> bool:
    """Tell whether only the ends of lines change the length of this text."""
    if "  " in text or " \n" in text or not unicodedata.is_normalized("NFC", text):
        return False
    return not _match_odd().search(pick_unusual(text))


def _make_even(match: re.Match[str]) -> str:
    if match.lastgroup == "letter":
        return unicodedata.normalize("NFC", match[0])
    spaces = match[0].translate(_UNSEEN)
    if spaces.count("\n") > 1 or PARAGRAPH in spaces:
        return PARAGRAPH
    return " " if spaces and not _is_seam(match, spaces) else ""


def _is_seam(match: re.Match[str], spaces: str) -> bool:
    """Return whether the words on either side of this white space are one."""
    start, end = match.span()
    before, after = match.string[max(0, start - 2) : start], match.string[end : end + 1]
    if "\n" in spaces and _BROKEN.search(before + match[0][0]):
        return after.isalnum()
    unspaced = _match_unspaced()
    return bool(unspaced.match(before[-1:]) and unspaced.match(after))


# Searching

# Each looks behind itself, so that a long run of letters is not read once from every letter.
_ADDRESS = re.compile(
    r"(?ai)(?<![\w+.-])(?:[a-z][a-z0-9+.-]*://[!-~]+|www\.[!-~]+|[\w.+-]*@[\w.-]+)"
)


class _Hit(NamedTuple):
    start: int
    end: int
    form: Spelling
    joined_left: bool
    joined_right: bool


def _search(finder: Finder, folded: Folded) -> Iterator[_Hit]:
    """Yield the occurrences in the folded text, one for each form that may stand there."""
    hits = finder.machine.find_matches_as_indexes(folded.text, overlapping=True)
    addresses = _find_addresses(folded.text) if hits else ()
    for pattern, start, end in hits:
        left, right = _left_edge(folded.text, start), _right_edge(folded.text, end)
        if "inside" in (left, right) or (addresses and _meets(addresses, start, end)):
            continue
        for form in finder.forms[pattern]:
            if not form.initial or _begins_sentence(folded.original, folded.offsets[start]):
                yield _Hit(start, end, form, left == "joined", right == "joined")


def _find_addresses(text: str) -> tuple[Span, ...]:
    if "@" not in text and "://" not in text and "www." not in text:
        return ()
    return tuple(Span(*match.span()) for match in _ADDRESS.finditer(text))


def _meets(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Return whether one of the ``spans``, in order and apart, meets start to end."""
    at = bisect_right(spans, start, key=lambda span: span.end)
    return at < len(spans) and spans[at].start < end


_ENDERS = frozenset(".!?…:;\n\u2028\u2029•。！？：；")
_OPENERS = frozenset("\"'“‘«‹„([（【「『《")


def _begins_sentence(text: str, start: int) -> bool:
    """Return whether a sentence, line, item or quotation begins at ``start``."""
    before = start
    while before and not text[before - 1].isalnum():
        before -= 1
    gap = text[before:start]
    return before == 0 or gap[-1:] in _OPENERS or not _ENDERS.isdisjoint(gap)


# Edges of words

_WITHOUT_SPACES = rf"[{CJK}\u3000\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\U0001b000-\U0001b16f]"
_CONTRACTION = re.compile(r"'(?:(?:s|d|ll|re|ve)\b|(?!\w))", re.IGNORECASE)
_ELISION = re.compile(r"(?<!\w)(?:l|L|d|qu|lorsqu|puisqu|jusqu|all|dall|dell|nell|sull)'\Z")
_PREFIX = re.compile(r"(?<![\w-])(?:al|anti|el|ex|non|now|post|pre|pro|then)-\Z", re.IGNORECASE)
_FIRST_HALF = re.compile(r"\w+-\Z")
_SECOND_HALF = re.compile(
    r"-(?:\w+ed|\w{3,}ing|born|bound|built|centric|era|free|friendly|held|hit|level|made|only"
    r"|run|sceptic|side|skeptic|specific|style|type|wide)\b"
)
_REACH = 40


def _left_edge(text: str, start: int) -> _Edge:
    before = text[start - 1 : start]
    if before in ("", " ") or not _is_bound(text[start]):
        return "free"
    if before == "'" and text[start - 2 : start - 1].isalnum():
        return "free" if _ELISION.search(text[max(0, start - _REACH) : start]) else "inside"
    if before == "-":
        return _judge_first_half(text[max(0, start - _REACH) : start], text[start])
    return "inside" if _is_bound(before) else "free"


def _right_edge(text: str, end: int) -> _Edge:
    after = text[end : end + 1]
    if after in ("", " "):
        return "free"
    if not after.isascii() and unicodedata.category(after)[0] == "M":
        return "inside"
    is_bound = _is_bound(text[end - 1])
    if is_bound and after == "-":
        return _judge_second_half(text, end)
    if is_bound and after == "'":
        return "free" if _CONTRACTION.match(text, end) else "inside"
    return "inside" if is_bound and _is_bound(after) else "free"


@lru_cache(maxsize=1 << 12)
def _is_bound(character: str) -> bool:
    """Return whether a word of spaced script would go on over ``character``."""
    if character.isascii():
        return character.isalnum() or character == "_"
    part = character.isalnum() or unicodedata.category(character)[0] == "M"
    return part and re.match(_WITHOUT_SPACES, character) is None


def _judge_first_half(before: str, first: str) -> _Edge:
    """Return the edge of a name that begins with ``first`` after ``before``, up to a hyphen."""
    word = _FIRST_HALF.search(before)
    if word is None or not _is_bound(before[-2]):
        return "free"
    if first.isupper() and (word[0].islower() or _PREFIX.search(before)):
        return "free"
    return "joined" if word[0][0].isupper() else "inside"


def _judge_second_half(text: str, end: int) -> _Edge:
    """Return the edge of a name that ends at ``end``, before a hyphen."""
    after = text[end + 1 : end + 2]
    if not after or not _is_bound(after) or _SECOND_HALF.match(text, end):
        return "free"
    return "joined" if after.isupper() else "inside"
