"""A text as sentences of tokens, in which what stands in quotation marks is one token."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from briefbook.anchoring.quotation import find_quotations
from briefbook.base.problems import Span
from briefbook.speech.words import TABLES
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER

Kind = Literal["word", "mark", "quotation"]

MARKS = "\"“”„‟＂'‘’‚«»‹›「」『』`"
_DOUBLE, _SINGLE = '"“”„', "'‘’‚"
_WORD = (
    r"[^\W_][\u0300-\u036f]*(?:['’.‐‑-]?[^\W_][\u0300-\u036f]*)*"
    r"(?:(?<=s)['’](?= \w))?"  # "the skippers’ union"
)
_TOKEN = re.compile(rf"{_WORD}|{REFERENCE_CHARACTER}|--+|[^\w\s]")
_END = frozenset(".!?…")
_SHORT_WORDS = """
    adm al approx apr aug bros capt cllr co col corp dec dept det dr est etc feb gen gov hon inc
    insp jan jr jul jun lt ltd maj mar messrs mlle mme mr mrs ms mt nov oct pres prof rep reps
    rev sen sens sep sept sgt sir sr st supt vs no bzw ca
    """
_SHORT = frozenset(_SHORT_WORDS.split())
"""Words whose full stop ends no sentence."""


class Token(NamedTuple):
    """A word, a sign or a whole quotation of a text; ``low`` is the word in small letters.

    The ``word`` of a quotation is a mark, its ``low`` the sign that its words end with.
    """

    start: int
    end: int
    word: str
    low: str
    kind: Kind

    @property
    def is_capital(self) -> bool:
        """Tell whether a word begins with a capital, or is a reference to something named."""
        first = self.word[0]
        return self.kind == "word" and (first.isupper() or first == REFERENCE_CHARACTER)


class TokenSentence(NamedTuple):
    """The tokens of a sentence, and the number of its paragraph."""

    tokens: Sequence[Token]
    paragraph: int

    @property
    def span(self) -> Span:
        """Return the place of a sentence in its text."""
        return Span(self.tokens[0].start, self.tokens[-1].end)


class MarkedWords(NamedTuple):
    """A stretch in quotation marks: its place with them, and without them.

    ``is_closed`` tells whether it ends with a mark; else it may go on in the next paragraph.
    ``depth`` is 0 for one that lies in no other.
    """

    span: Span
    inner: Span
    is_closed: bool
    depth: int = 0


def list_quotations(text: str, paragraphs: Sequence[Span]) -> list[MarkedWords]:
    """Return the stretches in quotation marks, in order, those around others first."""
    found: list[MarkedWords] = []
    around: list[Span] = []
    spans = sorted(find_quotations(text, paragraphs), key=lambda one: (one.start, -one.end))
    for span in spans:
        while around and around[-1].end <= span.start:
            around.pop()
        if not around or span.end <= around[-1].end:
            found.append(_strip(text, span, len(around)))
            around.append(span)
    return [one for one in found if one.inner.start < one.inner.end]


def _strip(text: str, span: Span, depth: int) -> MarkedWords:
    """Return a quotation of which the marks are known; ``` `` ``` and ``''`` are one mark."""
    start = span.start + (2 if text[span.start : span.start + 2] in ("``", "''") else 1)
    opened = text[span.start]
    if opened not in MARKS:  # it goes on from the paragraph before
        start = span.start
    last = text[span.end - 1]
    is_other = (opened in _DOUBLE and last in _SINGLE) or (
        opened in _SINGLE and last in _DOUBLE
    )
    is_closed = last in MARKS and not is_other and span.end - 1 >= start
    double = text[max(start, span.end - 2) : span.end] in ("''", "``") and opened == "`"
    end = span.end - (2 if double else 1) if is_closed else span.end
    words = text[start:end]
    left = len(words) - len(words.lstrip())
    return MarkedWords(span, Span(start + left, start + len(words.rstrip())), is_closed, depth)


def read_sentences(
    text: str, paragraphs: Sequence[Span], quotations: Sequence[MarkedWords]
) -> list[TokenSentence]:
    """Return the sentences of a text; outer quotations are tokens, what they hold is not read.

    Quotations in them do not end a sentence, unless they end with the sign that does so.
    """
    outer = [one.span for one in quotations if one.depth == 0]
    found: list[TokenSentence] = []
    at = 0
    for number, paragraph in enumerate(paragraphs):
        while at < len(outer) and outer[at].end <= paragraph.start:
            at += 1
        last = at
        while last < len(outer) and outer[last].start < paragraph.end:
            last += 1
        tokens = list(_read_tokens(text, paragraph, outer[at:last]))
        found += (TokenSentence(some, number) for some in _split_sentences(tokens))
    return found


def _read_tokens(text: str, paragraph: Span, quotations: Sequence[Span]) -> Iterator[Token]:
    start = paragraph.start
    for quotation in quotations:
        yield from match_tokens(text, start, max(start, quotation.start))
        start = min(quotation.end, paragraph.end)
        sign = text[quotation.start : start].rstrip(MARKS + " \n")[-1:]
        yield Token(quotation.start, start, "”", sign, "quotation")
    yield from match_tokens(text, start, paragraph.end)


def match_tokens(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the words and signs of a stretch of text."""
    for found in _TOKEN.finditer(text, start, end):
        word = found[0]
        is_word = word[0].isalnum() or word == REFERENCE_CHARACTER
        yield Token(*found.span(), word, word.casefold(), "word" if is_word else "mark")


def _split_sentences(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    first = 0
    for at in range(len(tokens)):
        if at >= first and _is_last(tokens, at):
            yield tokens[first : at + 1]
            first = at + 1
    if first < len(tokens):
        yield tokens[first:]


def _is_last(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a sentence ends with a token."""
    token = tokens[at]
    follower = tokens[at + 1] if at + 1 < len(tokens) else None
    if follower is None:
        return True
    begins = follower.kind == "quotation" or not follower.word[0].islower()
    if token.kind == "quotation":
        is_note = follower.word in "([" or follower.word.isdigit()
        begins = follower.is_capital or follower.kind == "quotation" or is_note
        return (
            token.low in _END and begins and not (token.low in "!?" and _is_cue(tokens, at + 1))
        )
    if token.word not in _END or not begins or follower.word in ",;:)":
        return False
    return token.word != "." or not _is_abbreviated(tokens, at)


def _is_cue(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether only a name and a verb follow a quotation, as in “Who?” Ann Lee asked."""
    end = at
    while end < min(len(tokens), at + 5) and tokens[end].is_capital:
        end += 1
    return end > at and end < len(tokens) and tokens[end].low in _list_verbs()


@cache
def _list_verbs() -> frozenset[str]:
    return frozenset().union(*(one.say for one in TABLES.values()))


def _is_abbreviated(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a full stop belongs to an abbreviation or to initials."""
    before = tokens[at - 1] if at else None
    if before is None or before.kind != "word" or before.end != tokens[at].start:
        return False
    is_initial = len(before.word) == 1 and before.word.isupper() and before.word != "I"
    is_letters = "." in before.word and all(len(one) == 1 for one in before.word.split("."))
    is_ordinal = before.word.isdigit() and len(before.word) < 3 and tokens[at + 1].is_capital
    return before.low in _SHORT or is_initial or is_letters or (is_ordinal and at < 2)
