"""Who stands beside a verb of saying: "Alicia Kearns, chair of the committee, said".

Only what a reader would take for a speaker at a glance counts:

* a name right before the verb (``Cleverly later said``), with at most an apposition between
  two commas; not one behind a preposition ("officials in Beijing said");
* a name right behind it, where a quotation ends before the verb (``”, said Ann Lee``);
* a name behind "according to".

A name is words with capitals, joined by small ones such as "of" and "van". Nothing is resolved
here, and pronouns count for nothing.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER

_VERBS_WORDS = """
    acknowledged added adds admitted announced argued argues asked claimed complained declared
    denied emphasised emphasized explained insisted insists noted pledged predicted promised
    remarked replied said says stated stressed suggested testified told tweeted urged vowed
    warned warns wrote
    """
VERBS = frozenset(_VERBS_WORDS.split())
_TURNED = frozenset(("added", "asked", "said", "says", "replied", "wrote"))
"""Verbs behind which their subject may stand."""

_BETWEEN = frozenset(
    ("also", "again", "had", "has", "have", "himself", "herself", "later", "then")
)
"""Words that may stand between a name and its verb."""

_BEFORE_WORDS = """
    about against among around as at behind between by during for from in into near of on onto
    outside over through to toward towards under with within without
    """
_BEFORE = frozenset(_BEFORE_WORDS.split())
"""Words behind which a name is not whose verb follows."""

_JOINING = frozenset(("and", "or", "the", ","))
"""What stands between names of which a verb is told in common."""

_OPEN_WORDS = "how if that what whatever when whenever where whether which who whom whose why"
_OPEN = frozenset(_OPEN_WORDS.split())
"""Words that begin a clause in which nobody says anything yet: "what Ann Lee said"."""

_INNER_WORDS = "al bin da das de del den der di dos du el for ibn la le of the van von"
_INNER = frozenset(_INNER_WORDS.split())
"""Small words within a name."""

_LEADING_WORDS = """
    a after all although an and another as asked at because before both but by each even every
    few finally first from he her here his how however i if in instead it its later many may
    meanwhile more most much my nevertheless no none not now of on once one only or others our
    perhaps second several she so some still such that the their then there these they this
    those though through thus to today together tomorrow tonight two under we what when where
    whether which while who whose why with yes yesterday yet you your
    monday tuesday wednesday thursday friday saturday sunday january february march april june
    july august september october november december
    """
_LEADING = frozenset(_LEADING_WORDS.split())
"""Words that begin a sentence with a capital, and are no part of a name."""

_TITLES_WORDS = """
    acting admiral ambassador archbishop baroness bishop brigadier captain chair chairman
    chairwoman chancellor chief col colonel commissioner congressman congresswoman councillor
    dame defence defense deputy director dr finance foreign gen general gov governor hon
    interior judge justice king lady leader lord madam major mayor minister miss mp mr mrs ms
    pope premier president prime prince princess prof professor queen rep representative rev
    secretary sen senator sergeant sheikh sir speaker spokesman spokesperson spokeswoman
    treasury under vice
    """
_TITLES = frozenset(_TITLES_WORDS.split())
_TOKEN = re.compile(rf"[^\W_](?:[\w'’.‐‑-]*[\w.])?|{REFERENCE_CHARACTER}|[^\w\s]")
_CLOSING = frozenset("\"”’»'")
_APPOSITION = 14
"""Words that may stand between the two commas of an apposition."""

_LONGEST = 8
"""Words of a name."""


class Attribution(NamedTuple):
    """A name beside a verb of saying: their places in the text, in code points.

    ``parts`` are the places of the words of the name.
    """

    name: Span
    verb: Span
    parts: tuple[Span, ...]


class _Token(NamedTuple):
    start: int
    end: int
    word: str

    @property
    def bare(self) -> str:
        """Return the word in small letters, without a full stop at its end."""
        return self.word.casefold().rstrip(".")


def find_attributions(text: str, paragraph: Span) -> Iterator[Attribution]:
    """Yield every name beside a verb of saying in a paragraph of ``text``, in its order."""
    if not _match_verb().search(text, *paragraph):
        return
    tokens = [_Token(*one.span(), one[0]) for one in _TOKEN.finditer(text, *paragraph)]
    for at, token in enumerate(tokens):
        if name := _find_name(tokens, at):
            yield _attribute(name, token)


def _find_name(tokens: Sequence[_Token], at: int) -> Sequence[_Token]:
    """Return the name beside a word, nothing where that is no verb of saying."""
    if tokens[at].word.rstrip(".") in VERBS:
        return _find_before(tokens, at) or _find_behind(tokens, at)
    is_according = tokens[at].bare == "according" and _has_word(tokens, at + 1, "to")
    return _read_name(tokens, at + 2) if is_according else ()


@cache
def _match_verb() -> re.Pattern[str]:
    return re.compile(rf"\b(?:[Aa]ccording|{'|'.join(sorted(VERBS))})\b")


def _attribute(name: Sequence[_Token], verb: _Token) -> Attribution:
    parts = tuple(Span(one.start, one.end) for one in name)
    end = verb.start + len(verb.word.rstrip("."))
    return Attribution(Span(name[0].start, name[-1].end), Span(verb.start, end), parts)


def _has_word(tokens: Sequence[_Token], at: int, word: str) -> bool:
    return at < len(tokens) and tokens[at].word == word


def _find_before(tokens: Sequence[_Token], verb: int) -> Sequence[_Token]:
    """Return the name that ends right before a verb, or before an apposition."""
    at = verb - 1
    while at > 0 and tokens[at].word in _BETWEEN:
        at -= 1
    if at > 0 and tokens[at].word == ",":
        at = _skip_apposition(tokens, at)
    first = at + 1
    while first > 0 and _goes_on(tokens, first - 1, at):
        first -= 1
    while first <= at and not _is_capital(tokens[first]):
        first += 1
    name = tokens[first : at + 1]
    return _fit(name) if name and _is_subject(tokens, first) else ()


def _is_subject(tokens: Sequence[_Token], first: int) -> bool:
    """Tell whether a name before a verb can be whose verb it is, in a clause that asserts."""
    before = first - 2 if _has_word(tokens, first - 1, "the") else first - 1
    if before >= 0 and tokens[before].bare in _BEFORE:
        return False
    begin = first
    while begin > 0 and (_is_capital(tokens[begin - 1]) or tokens[begin - 1].word in _JOINING):
        begin -= 1
    return not any(one.bare in _OPEN for one in tokens[max(0, begin - 1) : first + 1])


def _skip_apposition(tokens: Sequence[_Token], comma: int) -> int:
    """Return where the name ends before an apposition that ends at a comma, else -1."""
    for at in range(comma - 1, max(0, comma - _APPOSITION - 1), -1):
        if tokens[at].word == ",":
            return at - 1 if at < comma - 1 else -1
        if not (tokens[at].word[0].isalnum() or tokens[at].word in "-–&’'"):
            return -1
    return -1


def _goes_on(tokens: Sequence[_Token], at: int, last: int) -> bool:
    """Tell whether a word belongs to the name that ends at the word ``last``."""
    token = tokens[at]
    if token.word.endswith((".", "'s", "’s")) and at < last and not _is_short(token):
        return False
    return _is_capital(token) or (at < last and token.word in _INNER)


def _is_short(token: _Token) -> bool:
    """Tell whether a full stop belongs to the word: to a title, or to initials."""
    is_initials = len(token.bare) == 1 or "." in token.bare
    return token.word.endswith(".") and (token.bare in _TITLES or is_initials)


def _is_capital(token: _Token) -> bool:
    return token.word[0].isupper() or token.word == REFERENCE_CHARACTER


def _find_behind(tokens: Sequence[_Token], verb: int) -> Sequence[_Token]:
    """Return the name right behind a verb before which a quotation ends."""
    before = tokens[verb - 1].word if verb else ""
    if before == "," and verb > 1:
        before = tokens[verb - 2].word
    is_turned = tokens[verb].word.rstrip(".") in _TURNED and before in _CLOSING
    return _read_name(tokens, verb + 1) if is_turned else ()


def _read_name(tokens: Sequence[_Token], at: int) -> Sequence[_Token]:
    """Return the name that begins at a place, behind an article or not."""
    first = at + 1 if _has_word(tokens, at, "the") else at
    last = first
    while last < len(tokens) and (_is_capital(tokens[last]) or tokens[last].word in _INNER):
        last += 1
        if tokens[last - 1].word.endswith(".") and not _is_short(tokens[last - 1]):
            break
    while last > first and not _is_capital(tokens[last - 1]):
        last -= 1
    # "according to Ann Lee's brother"
    is_owner = last > first and tokens[last - 1].word.endswith(("'s", "’s"))
    return () if is_owner else _fit(tokens[first:last])


def _fit(name: Sequence[_Token]) -> Sequence[_Token]:
    """Return a name, without the full stop of its sentence; nothing where it is none."""
    if not strip_titles([one.word for one in name]) or len(name) > _LONGEST:
        return ()
    *rest, last = name
    if last.word.endswith(".") and not _is_short(last):
        last = last._replace(end=last.end - 1, word=last.word[:-1])
    return (*rest, last)


def strip_titles(words: Sequence[str]) -> Sequence[str]:
    """Return the words of a name without what only leads up to it: titles, "On Monday"."""
    at = 0
    while at < len(words) and words[at].casefold().rstrip(".") in _TITLES | _LEADING | _INNER:
        at += 1
    return words[at:]
