"""Around quoted words: the quotation marks, the sentence; and how many words there are."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal, NamedTuple

from briefbook.folding import CJK, INVISIBLE, tidy
from briefbook.problems import Span

Basis = Literal["quoted", "partly-quoted", "reported"]
Side = Literal["open", "close", "either", "apostrophe"]

LONGEST = 300
"""Characters of a passage that are shown with quoted words, these included."""


class Mark(NamedTuple):
    """A quotation mark: which one, where, and which side of a quotation it can be."""

    sign: str
    start: int
    end: int
    side: Side


DOUBLE = frozenset(('"', "“", "”", "„", "‟", "＂", "``", "''"))
SINGLE = frozenset(("'", "‘", "’", "‚"))
FAMILIES = (DOUBLE, frozenset("«»"), frozenset("‹›"), frozenset("「」"), frozenset("『』"))
"""Marks that can close each other; those of different families nest."""

_ALWAYS_OPEN = frozenset(("“", "„", "‟", "``", "‘", "‚", "「", "『"))
_ALWAYS_CLOSE = frozenset("」』’")
_LOW = frozenset("„‚")
_SIGN = re.compile(r"``|''|[\"“”„‟＂'‘’‚«»‹›「」『』]")
_SIGNS = re.compile(r"[`\"“”„‟＂'‘’‚«»‹›「」『』]+")
_BEFORE_OPENING = frozenset("([{-–—/…")
_AFTER_CLOSING = frozenset(")]},.;:!?-–—/…")
_ELISION = re.compile(r"(?i)\d\ds?\b|(?:tis|twas|em|cause|til|till|n|bout|round)\b")
_IS_CJK = re.compile(f"[{CJK}]")
_POSSESSIVE = re.compile(r"(?i)(?<=s)['’](?=\s+\w)")

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s|$)|[。！？]+[」』”’）]*")
_OPENERS = re.compile(r"\s*[\"'“‘«(\[]*")
_LAST_WORD = re.compile(r"[\w.]*\w$")
_INITIALS = re.compile(r"(?:\w\.)*\w")
ABBREVIATED = """
    adm al amb approx apr aug bros capt cf co col corp dec dept dr est etc feb gen gov hon inc
    jan jr jul jun lt ltd maj mar messrs mlle mme mr mrs ms mt nov oct pres prof rep reps rev
    sen sens sep sept sgt sir sr st vs
"""
NUMBERED = "art ch cl fig no nos p par para pp sec vol"
"""Abbreviations only where a number follows: "No. 10", but "He said No." """

_ABBREVIATED = frozenset(ABBREVIATED.split())
_NUMBERED = frozenset(NUMBERED.split())

_HALF = (
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3031-\u303c\u3041-\u30ff\u3105-\u312f"
    "\u31a0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
_HALF_WORD = re.compile(rf"(?=\w)[{_HALF}]")
_LETTERS = rf"[^\W{_HALF}]+"
_WHOLE_WORD = re.compile(rf"{_LETTERS}(?:(?:['’.·]|(?<=\d),(?=\d)){_LETTERS})*")
_WORD = re.compile(r"\w+")


def judge_basis(text: str, spans: Sequence[Span], paragraphs: Sequence[Span]) -> Basis:
    """Return whether the words at ``spans`` stand in quotation marks: all, some or none.

    ``paragraphs`` are those of ``text``, in order. Marks at the edges of a span do not
    count, only words do.
    """
    near = _pick_near(spans, paragraphs)
    return judge_spans(text, spans, find_quotations(text, near))


def judge_spans(text: str, spans: Sequence[Span], quotations: Sequence[Span]) -> Basis:
    """Return the same from quotations already found, for many spans of one text."""
    inside = {
        any(start <= word[0] and word[1] <= end for start, end in quotations)
        for span in spans
        for word in _list_words(text, span)
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
    families = (family for family in FAMILIES if family & present)
    double = (_pair_family(family, marks, paragraphs) for family in families)
    single = _pair_singles(text, marks, paragraphs)
    return tuple(sorted(chain(chain.from_iterable(double), single)))


def sentence_around(text: str, span: Span, paragraph: Span) -> tuple[str, str, str]:
    """Return (before, words, after): the sentence that holds the words, on one line.

    ``paragraph`` holds the beginning of ``span``. The three read on from each other, with
    the space between them. Together they are shortened to about 300 characters, with
    an ellipsis; the words themselves never are.
    """
    ends = list(_find_ends(text, paragraph))
    start = max((end for end in ends if end <= span.start), default=paragraph.start)
    stop = min((end for end in ends if end >= span.end), default=max(paragraph.end, span.end))
    words = tidy(text[slice(*span)])
    before = tidy(text[start : span.start]).lstrip()
    after = tidy(text[span.end : stop]).rstrip()
    return _fit(before, words, after)


def count_words(text: str) -> float:
    """Return how many words ``text`` has, by Unicode's rules but for dictionaries.

    "U.K.", "don't" and "1,500" are one word, "self-imposed" is two. A Chinese character
    or Japanese kana counts as half a word; Korean has spaces, and is counted by them.
    """
    shown = text if text.isascii() else _strip_marks(text)
    return len(_WHOLE_WORD.findall(shown)) + len(_HALF_WORD.findall(shown)) / 2


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
    held = [
        rank
        for rank, paragraph in enumerate(paragraphs)
        if any(span.start < paragraph.end and paragraph.start < span.end for span in spans)
    ]
    return paragraphs[max(0, held[0] - 1) : held[-1] + 2] if held else ()


def _list_words(text: str, span: Span) -> list[Span]:
    words = [Span(*word.span()) for word in _WORD.finditer(text, *span)]
    return words or [span]


def _list_marks(text: str, paragraph: Span) -> Iterator[Mark]:
    """Yield the quotation marks of a paragraph; those together see the same neighbours."""
    for signs in _SIGNS.finditer(text, *paragraph):
        opening = _is_before_opening(text, signs.start(), paragraph)
        closing = _is_after_closing(text, signs.end(), paragraph)
        for sign in _SIGN.finditer(text, *signs.span()):
            yield Mark(sign[0], *sign.span(), _judge_side(sign[0], opening, closing))


def _is_before_opening(text: str, at: int, paragraph: Span) -> bool:
    before = text[at - 1] if at > paragraph.start else " "
    return before.isspace() or before in _BEFORE_OPENING or _IS_CJK.match(before) is not None


def _is_after_closing(text: str, at: int, paragraph: Span) -> bool:
    after = text[at] if at < paragraph.end else " "
    return after.isspace() or after in _AFTER_CLOSING or _IS_CJK.match(after) is not None


def _judge_side(sign: str, opening: bool, closing: bool) -> Side:
    """Return the side of a mark from its shape and its neighbours."""
    if sign in SINGLE and not opening and not closing:
        return "apostrophe"
    if sign in _ALWAYS_OPEN:
        return "open"
    if sign in "«»‹›" or (opening == closing and sign in '"＂'):
        return "either"
    opens = opening and not closing and sign not in _ALWAYS_CLOSE
    return "open" if opens else "close"


def _pair_family(
    family: frozenset[str], marks: Sequence[Sequence[Mark]], paragraphs: Sequence[Span]
) -> Iterator[Span]:
    """Yield the quotations by marks of one family."""
    carried = False
    for paragraph, all_marks in zip(paragraphs, marks, strict=True):
        ours = [mark for mark in all_marks if mark.sign in family]
        if carried and ours and ours[0].side == "close":
            ours.insert(0, Mark("", paragraph.start, paragraph.start, "open"))
        found, left = _pair(ours)
        carried = left is not None
        yield from found
        if left:
            yield Span(left.start, paragraph.end)


def _pair(marks: Sequence[Mark]) -> tuple[list[Span], Mark | None]:
    """Return the quotations of one paragraph, and the mark that is left open."""
    found: list[Span] = []
    opened: Mark | None = None
    for mark in marks:
        if opened is None:
            opened = None if mark.side == "close" else mark
        elif _closes(mark, opened):
            found.append(Span(opened.start, mark.end))
            opened = None
    return found, opened


def _closes(mark: Mark, opened: Mark) -> bool:
    """Tell whether ``mark`` closes; a high opening mark closes a low one, as in German."""
    return mark.side != "open" or (opened.sign in _LOW and mark.sign in "“‘")


def _pair_singles(
    text: str, marks: Sequence[Sequence[Mark]], paragraphs: Sequence[Span]
) -> Iterator[Span]:
    """Yield the quotations in single marks, which must be told from apostrophes."""
    singles = [[mark for mark in some if mark.sign in SINGLE] for some in marks]
    for rank, paragraph in enumerate(paragraphs):
        found, left = _pair(_drop_apostrophes(text, singles[rank]))
        yield from found
        if left and _is_continued(left, singles[rank + 1 : rank + 2], paragraphs, rank):
            yield Span(left.start, paragraph.end)


def _is_continued(
    left: Mark, following: Sequence[Sequence[Mark]], paragraphs: Sequence[Span], rank: int
) -> bool:
    """Tell whether the next paragraph begins with the mark that this one left open."""
    marks = following[0] if following else ()
    return bool(marks) and (marks[0].sign, marks[0].start) == (
        left.sign,
        paragraphs[rank + 1].start,
    )


def _drop_apostrophes(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks that can be quotation marks.

    A plural's possessive (``the parents' view``) closes only if nothing after it does.
    """
    kept: list[Mark] = []
    closes_later = False
    for mark in reversed([mark for mark in marks if _is_able(text, mark)]):
        possessive = _POSSESSIVE.match(text, mark.start) is not None
        if not (possessive and closes_later):
            kept.append(mark)
        closes_later = mark.side != "open" and (closes_later or not possessive)
    return kept[::-1]


def _is_able(text: str, mark: Mark) -> bool:
    elided = mark.side == "open" and _ELISION.match(text, mark.end)
    return mark.side != "apostrophe" and not elided


# Sentences


def _find_ends(text: str, paragraph: Span) -> Iterator[int]:
    """Yield the ends of the sentences of a paragraph, closing marks included."""
    for found in _SENTENCE_END.finditer(text, *paragraph):
        follows = _OPENERS.match(text, found.end(), paragraph.end)
        at = follows.end() if follows else found.end()
        after = text[at] if at < paragraph.end else ""
        if not after.islower() and not _is_abbreviated(text, found, paragraph, after):
            yield found.end()


def _is_abbreviated(text: str, found: re.Match[str], paragraph: Span, after: str) -> bool:
    """Tell whether the full stop belongs to an abbreviation or to initials."""
    if found[0] != ".":
        return False
    last = _LAST_WORD.search(text, max(paragraph.start, found.start() - 20), found.start())
    word = last[0].casefold() if last else ""
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
