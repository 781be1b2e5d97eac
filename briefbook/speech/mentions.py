"""The names in a sentence: runs of capitalised words, less what leads up to them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.speech.subjects import SUFFIXES, begin_name, is_owner, is_title
from briefbook.speech.tokens import Token, match_tokens
from briefbook.speech.words import DAYS, ENGLISH, GROUPS, Words

_LONGEST_RUN = 14
_LONGEST_NAME = 8
_CROWNS = ("state", "king", "queen", "people")
_KEPT_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "lord", "lady", "baroness", "officer", "commander", "sister")
)
NameWords = tuple[str, ...]
"""The words of a name as they are compared."""


class NameAt(NamedTuple):
    """A name in a sentence, by its tokens: with what leads up to it, itself, and its words."""

    start: int
    first: int
    last: int
    words: NameWords


def list_mentions(tokens: Sequence[Token], words: Words) -> Iterator[NameAt]:
    """Yield the names in a sentence: runs of capitalised words, less what leads up to them."""
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        end = _end_run(tokens, at, words)
        begin = begin_name(tokens, at, end, words)
        if _is_office(tokens, end):
            at = end
            continue
        if begin == end and is_owner(tokens[end - 1]):
            begin = begin_name(tokens, at, end - 1, words)
        last = _cut(tokens, at, begin, end)
        last -= last - begin > 1 and tokens[last - 1].low in SUFFIXES
        if begin < last <= begin + _LONGEST_NAME and tokens[begin].low not in DAYS:
            yield NameAt(at, begin, last, fold_words(tokens[begin:last]))
        at = max(last, at + 1)


def _is_office(tokens: Sequence[Token], end: int) -> bool:
    """Tell whether what ends with a word is an office: "State's Attorney Ann Lee"."""
    behind = tokens[end].low if end < len(tokens) else ""
    return fold_word(tokens[end - 1].low) in _CROWNS and behind in ("attorney", "counsel")


def _cut(tokens: Sequence[Token], at: int, begin: int, end: int) -> int:
    """Return where a name ends that a title leads up to: "President Lee of Norland"."""
    is_body = any(one.low in GROUPS for one in tokens[at:end])
    if begin == at or is_body:
        return end
    return next((i for i in range(begin, end) if tokens[i].low in ("of", "for")), end)


def _end_run(tokens: Sequence[Token], at: int, words: Words) -> int:
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_RUN and not is_owner(tokens[end - 1]):
        step = _step(tokens, at, end, words)
        if not step:
            break
        end += step
    return end


def _step(tokens: Sequence[Token], at: int, end: int, words: Words) -> int:
    """Return how many tokens more belong to a run of capitalised words, 0 if none."""
    if tokens[end].is_capital:
        return 0 if tokens[end].low in DAYS else 1
    if tokens[end].word == "." and len(tokens[end - 1].word) == 1:
        return 1
    if end + 1 < len(tokens) and tokens[end + 1].is_capital:
        return 2 if _joins(tokens, at, end, words) else 0
    is_inner = tokens[end].low in words.inner and tokens[end].low != "of"
    behind = [one.low for one in tokens[end + 1 : end + 2]]
    is_long = end + 2 < len(tokens) and tokens[end + 2].is_capital
    return 3 if is_inner and is_long and behind[0] in ("the", "la", "der", "den") else 0


def _joins(tokens: Sequence[Token], at: int, end: int, words: Words) -> bool:
    low, before = tokens[end].low, tokens[end - 1]
    if low == ".":
        return len(before.word) == 1 or is_title(before.low, words)
    if low == "and":
        return tokens[at].low in GROUPS and any(one.low == "of" for one in tokens[at:end])
    return low in words.inner or low == "&"


def fold_words(tokens: Sequence[Token]) -> NameWords:
    """Return the words of a name as they are compared."""
    return tuple(fold_word(one.low) for one in tokens if one.kind == "word")


def fold_name_words(name: str, *, with_titles: bool = False) -> NameWords:
    """Return the words of a name as they are compared, without titles or with them."""
    tokens = list(match_tokens(name, 0, len(name)))
    words = ENGLISH
    begin = 0 if with_titles else begin_name(tokens, 0, len(tokens), words)
    return fold_words(tokens[begin:]) or fold_words(tokens)


def fold_word(low: str) -> str:
    """Return a word of a name without the sign of whose something is."""
    return low[:-2] if low.endswith(("'s", "’s")) and len(low) > 2 else low.rstrip("'’")


def show_name(text: str, tokens: Sequence[Token], mention: NameAt) -> str:
    """Return a name as it stands in the text; a single word with its title."""
    first, last = mention.first, tokens[mention.last - 1]
    end = last.end - (len(last.low) - len(fold_word(last.low)) if is_owner(last) else 0)
    if mention.last - first == 1 and first > mention.start:
        before = first - 2 if tokens[first - 1].word == "." else first - 1
        is_kept = before >= mention.start and tokens[before].low in _KEPT_TITLES
        first = before if is_kept else first
    return " ".join(text[tokens[first].start : end].split())


def first_token(mention: NameAt) -> int:
    """Return the token at which a name begins."""
    return mention.first
