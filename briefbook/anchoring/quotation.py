"""Around quoted words: the quotation marks, the sentence; and how many words there are."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate, chain
from operator import attrgetter
from typing import Literal, NamedTuple

from briefbook.base.folding import CJK, INVISIBLE, UNMATCHABLE, match_cjk, tidy
from briefbook.base.problems import Span

Basis = Literal["quoted", "partly-quoted", "reported"]
_Side = Literal["open", "close", "either", "apostrophe"]

LONGEST = 300
"""Characters of a passage that are shown with quoted words, these included."""


class _QuotationMark(NamedTuple):
    sign: str
    start: int
    end: int
    side: _Side


_DOUBLE = frozenset(('"', "“", "”", "„", "‟", "＂", "``", "''"))
_SINGLE = frozenset(("'", "‘", "’", "‚"))
_FAMILIES = (_DOUBLE, frozenset("«»"), frozenset("‹›"), frozenset("「」"), frozenset("『』"))
"""Marks that can close each other; those of different families nest."""

_ALWAYS_OPEN = frozenset(("“", "„", "‟", "``", "‘", "‚", "「", "『"))
_ALWAYS_CLOSE = frozenset("」』’")
_LOW = frozenset("„‚")
_SIGN = re.compile(r"``|''|[\"“”„‟＂'‘’‚«»‹›「」『』]")
_SIGNS = re.compile(r"[`\"“”„‟＂'‘’‚«»‹›「」『』][`\"“”„‟＂'‘’‚«»‹›「」『』]*")
_BEFORE_OPENING = frozenset("([{-–—/…")
_AFTER_CLOSING = frozenset(")]},.;:!?-–—/…")
_ELISION = re.compile(r"(?i)\d\ds?\b|(?:tis|twas|em|cause|til|till|n|bout|round)\b")
_POSSESSIVE = re.compile(r"(?i)(?<=s)['’](?=\s+\w)")

# It begins with one set, to which the search skips: that is much faster than two ways.
_SENTENCE_END = re.compile(
    r"[.!?…。！？](?:(?<=[.!?…])(?<![.!?…].)[.!?…]*+[\"'”’»)\]]*+(?=\s|$)"
    r"|(?<=[。！？])[。！？]*[」』”’）]*)"
)
_OPENERS = re.compile(r"\s*[\"'“‘«(\[]*")
_LAST_WORD = re.compile(r"\n?(\w[\w.]*)")
"""Backwards: from a full stop to what is before it."""

_INITIALS = re.compile(r"(?:\w\.)*\w")
_ABBREVIATIONS = """
    adm al amb approx apr aug bros capt cf co col corp dec dept dr est etc feb gen gov hon inc
    jan jr jul jun lt ltd maj mar messrs mlle mme mr mrs ms mt nov oct pres prof rep reps rev
    sen sens sep sept sgt sir sr st vs
"""
_ABBREVIATED = frozenset(_ABBREVIATIONS.split())
_NUMBERED = frozenset(
    ("art", "ch", "cl", "fig", "no", "nos", "p", "par", "para", "pp", "sec", "vol")
)
"""Abbreviations only where a number follows: "No. 10", but "He said No." """

_HALF = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3041-\u30ff\u3105-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_LETTERS = rf"[^\W{_HALF}]+"
_WORD = re.compile(r"\w+")
_START, _END = attrgetter("start"), attrgetter("end")

# These patterns take long to make, and most runs need none of them.


@cache
def _match_half_word() -> re.Pattern[str]:
    return re.compile(rf"(?=\w)[{_HALF}]")


@cache
def _match_whole_word() -> re.Pattern[str]:
    return re.compile(rf"{_LETTERS}(?:(?:['’.·]|(?<=\d),(?=\d)){_LETTERS})*")


def judge_basis(text: str, spans: Sequence[Span], paragraphs: Sequence[Span]) -> Basis:
    """Return whether the words at ``spans`` stand in quotation marks: all, some or none.

    ``paragraphs`` are those of ``text``, in order. Marks at the edges of a span do not
    count, only words do.
    """
    near = _pick_near(spans, paragraphs)
    return judge_spans(text, spans, find_quotations(text, near))


def judge_spans(text: str, spans: Sequence[Span], quotations: Sequence[Span]) -> Basis:
    """Return the same from quotations already found, for many spans of one text."""
    if spans and all(_lies_inside(span, quotations) for span in spans):
        return "quoted"
    inside = {
        _lies_inside(word, quotations) for span in spans for word in _list_words(text, span)
    }
    if inside == {True}:
        return "quoted"
    return "partly-quoted" if True in inside else "reported"


def find_quotations(text: str, paragraphs: Sequence[Span]) -> tuple[Span, ...]:
    """Return the stretches of ``text`` in quotation marks, the marks included; some overlap.

    A double quotation that is never closed runs to the end of its paragraph, and from the
    beginning of the next if that one closes it; usually the next opens with a mark again.
    Single marks must close, or be opened again by the next paragraph: else they are
    apostrophes.
    """
    marks = [list(_list_marks(text, paragraph)) for paragraph in paragraphs]
    present = {mark.sign for some in marks for mark in some}
    families = (family for family in _FAMILIES if family & present)
    double = (_pair_family(family, marks, paragraphs) for family in families)
    single = _pair_singles(text, marks, paragraphs) if _SINGLE & present else ()
    return tuple(sorted(chain(chain.from_iterable(double), single)))


def sentence_around(text: str, span: Span, paragraph: Span) -> tuple[str, str, str]:
    """Return (before, words, after): the sentence that holds the words, on one line.

    ``paragraph`` holds the beginning of ``span``. The three read on from each other, with
    the space between them. Together they are shortened to about 300 characters, with
    an ellipsis; the words themselves never are. What has no words of its own is one, too.
    """
    start, stop = find_sentence(text, span, paragraph)
    words = tidy(text[slice(*span)])
    before = tidy(text[start : span.start]).lstrip()
    after = tidy(text[span.end : stop]).rstrip()
    return _fit(*(part.replace(UNMATCHABLE, "…") for part in (before, words, after)))


def count_words(text: str) -> float:
    """Return how many words ``text`` has, by Unicode's rules but for dictionaries.

    "U.K.", "don't" and "1,500" are one word, "self-imposed" is two. A Chinese character
    or Japanese kana counts as half a word; Korean has spaces, and is counted by them.
    """
    shown = text if text.isascii() else _strip_marks(text)
    return len(_match_whole_word().findall(shown)) + len(_match_half_word().findall(shown)) / 2


def _strip_marks(text: str) -> str:
    """Return ``text`` without what is no letter of its own: accents, vowel signs, joiners."""
    return "".join(
        char
        for char in unicodedata.normalize("NFD", text)
        if char not in INVISIBLE and unicodedata.category(char)[0] != "M"
    )


# Quotation marks


def _pick_near(spans: Sequence[Span], paragraphs: Sequence[Span]) -> Sequence[Span]:
    """Return the paragraphs that hold the spans, with one more on either side."""
    held: list[int] = []
    for span in spans:
        first = bisect_right(paragraphs, span.start, key=_END)
        last = bisect_left(paragraphs, span.end, key=_START)
        held += (first, last) if first < last else ()
    return paragraphs[max(0, min(held) - 1) : max(held) + 1] if held else ()


def _lies_inside(stretch: tuple[int, int], quotations: Sequence[Span]) -> bool:
    return any(start <= stretch[0] and stretch[1] <= end for start, end in quotations)


def _list_words(text: str, span: Span) -> list[tuple[int, int]]:
    words = [word.span() for word in _WORD.finditer(text, *span)]
    return words or [span]


def _list_marks(text: str, paragraph: Span) -> Iterator[_QuotationMark]:
    """Yield the quotation marks of a paragraph; those together see the same neighbours."""
    for signs in _SIGNS.finditer(text, *paragraph):
        start, end = signs.span()
        opening = _is_before_opening(text, start, paragraph)
        is_joined = start > paragraph.start and _is_cjk(text[start - 1])
        closing = _is_after_closing(text, end, paragraph)
        is_one = end - start == 1 and signs[0] != "`"
        for sign in (signs,) if is_one else _SIGN.finditer(text, start, end):
            may_open = opening and not (is_joined and sign[0] == "”")  # 。”8日
            yield _QuotationMark(sign[0], *sign.span(), _judge_side(sign[0], may_open, closing))


def _is_before_opening(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    return before.isspace() or before in _BEFORE_OPENING or _is_cjk(before)


def _is_after_closing(text: str, at: int, paragraph: Span) -> bool:
    after = text[at] if at < paragraph.end else " "
    return after.isspace() or after in _AFTER_CLOSING or _is_cjk(after)


def _is_cjk(character: str) -> bool:
    return character >= CJK[0] and match_cjk().match(character) is not None


def _judge_side(sign: str, opening: bool, closing: bool) -> _Side:
    """Return the side of a mark from its shape and its neighbours."""
    is_elided = sign == "’" and opening and not closing
    if is_elided or (sign in _SINGLE and not opening and not closing):
        return "apostrophe"
    if sign in _ALWAYS_OPEN:
        return "open"
    if sign in "«»‹›" or (opening == closing and sign in '"＂'):
        return "either"
    opens = opening and not closing and sign not in _ALWAYS_CLOSE
    return "open" if opens else "close"


def _pair_family(
    family: frozenset[str],
    marks: Sequence[Sequence[_QuotationMark]],
    paragraphs: Sequence[Span],
) -> Iterator[Span]:
    carried = False
    for paragraph, all_marks in zip(paragraphs, marks, strict=True):
        ours = [mark for mark in all_marks if mark.sign in family]
        if carried and ours and ours[0].side == "close":
            ours.insert(0, _QuotationMark("", paragraph.start, paragraph.start, "open"))
        found, left = _pair(ours)
        carried = left is not None
        yield from found
        if left:
            yield Span(left.start, paragraph.end)


def _pair(marks: Sequence[_QuotationMark]) -> tuple[list[Span], _QuotationMark | None]:
    """Return the quotations of one paragraph, and the mark that is left open."""
    if _is_nested(marks):
        return list(_pair_nested(marks)), None
    found: list[Span] = []
    opened: _QuotationMark | None = None
    for mark in marks:
        if opened is None:
            opened = None if mark.side == "close" else mark
        elif _closes(mark, opened):
            found.append(Span(opened.start, mark.end))
            opened = None
    return found, opened


def _is_nested(marks: Sequence[_QuotationMark]) -> bool:
    """Tell whether each of the marks “ and ” has its own, some within others: “a “b” c”."""
    if {(one.sign, one.side) for one in marks} != {("“", "open"), ("”", "close")}:
        return False
    depths = list(accumulate(1 if one.side == "open" else -1 for one in marks))
    return min(depths) == depths[-1] == 0 and max(depths) > 1


def _pair_nested(marks: Sequence[_QuotationMark]) -> Iterator[Span]:
    opened: list[_QuotationMark] = []
    for mark in marks:
        if mark.side == "open":
            opened.append(mark)
        else:
            yield Span(opened.pop().start, mark.end)


def _closes(mark: _QuotationMark, opened: _QuotationMark) -> bool:
    """Tell whether ``mark`` closes; a high opening mark closes a low one, as in German."""
    return mark.side != "open" or (opened.sign in _LOW and mark.sign in "“‘")


def _pair_singles(
    text: str, marks: Sequence[Sequence[_QuotationMark]], paragraphs: Sequence[Span]
) -> Iterator[Span]:
    """Yield the quotations in single marks, which must be told from apostrophes."""
    singles = [[mark for mark in some if mark.sign in _SINGLE] for some in marks]
    firsts = {(some[0].sign, some[0].start) for some in singles if some}
    followers = (*(paragraph.start for paragraph in paragraphs[1:]), -1)
    for paragraph, ours, follower in zip(paragraphs, singles, followers, strict=True):
        found, left = _pair(_drop_apostrophes(text, ours))
        yield from found
        # One that is left open goes on if the next paragraph begins with the same mark.
        if left and (left.sign, follower) in firsts:
            yield Span(left.start, paragraph.end)


def _drop_apostrophes(text: str, marks: Sequence[_QuotationMark]) -> list[_QuotationMark]:
    """Return the marks that can be quotation marks.

    A plural's possessive (``the parents' view``) closes only if nothing after it does.
    """
    kept: list[_QuotationMark] = []
    closes_later = False
    for mark in reversed(marks):
        elided = mark.side == "open" and _ELISION.match(text, mark.end)
        if mark.side == "apostrophe" or elided:
            continue
        possessive = _POSSESSIVE.match(text, mark.start) is not None
        if not (possessive and closes_later):
            kept.append(mark)
        closes_later = mark.side != "open" and (closes_later or not possessive)
    return kept[::-1]


# Sentences


def find_sentence(
    text: str, span: Span, paragraph: Span, reach: int = LONGEST // 2
) -> tuple[int, int]:
    """Return where the sentence of the words begins and ends.

    It is looked for from ever further before the words: most sentences are short.
    """
    begin = max(paragraph.start, span.start - reach)
    start, stop = _pick_ends(_find_ends(text, paragraph, begin), span)
    if start is None and begin > paragraph.start:
        return find_sentence(text, span, paragraph, reach * 8)
    return (
        paragraph.start if start is None else start,
        max(paragraph.end, span.end) if stop is None else stop,
    )


def _pick_ends(ends: Iterator[int], span: Span) -> tuple[int | None, int | None]:
    """Return the last end before the words, and the first behind them."""
    start = None
    for end in ends:
        start = end if end <= span.start else start
        if end >= span.end:
            return start, end
    return start, None


def _find_ends(text: str, paragraph: Span, begin: int) -> Iterator[int]:
    """Yield the ends of the sentences of a paragraph, closing marks included."""
    for found in _SENTENCE_END.finditer(text, begin, paragraph.end):
        follows = _OPENERS.match(text, found.end(), paragraph.end)
        at = follows.end() if follows else found.end()
        after = text[at] if at < paragraph.end else ""
        if not after.islower() and not _is_abbreviated(text, found, paragraph, after):
            yield found.end()


def _is_abbreviated(text: str, found: re.Match[str], paragraph: Span, after: str) -> bool:
    """Tell whether the full stop belongs to an abbreviation or to initials."""
    if found[0] != ".":
        return False
    before = text[max(paragraph.start, found.start() - 20) : found.start()]
    last = _LAST_WORD.match(before[::-1])
    word = last[1][::-1].casefold() if last else ""
    return (
        word in _ABBREVIATED
        or (word in _NUMBERED and after.isdigit())
        or (_INITIALS.fullmatch(word) is not None and not word.isdigit() and word != "i")
    )


def _fit(before: str, words: str, after: str) -> tuple[str, str, str]:
    """Return the three with as much of the sentence as there is room for."""
    room = max(0, LONGEST - len(words))
    half = room // 2
    return (
        _cut_front(before, max(half, room - len(after))),
        words,
        _cut_back(after, max(half, room - len(before))),
    )


def _cut_front(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[len(text) - max(0, room - 2) :]
    return "… " + (kept.partition(" ")[2] if " " in kept.rstrip() else kept.lstrip())


def _cut_back(text: str, room: int) -> str:
    if len(text) <= room:
        return text
    kept = text[: max(0, room - 2)]
    return (kept.rpartition(" ")[0] if " " in kept.lstrip() else kept.rstrip()) + " …"
