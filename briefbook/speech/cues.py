"""Verbs of saying, and "according to", with whoever stands beside them."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from briefbook.speech.subjects import (
    Subject,
    find_before,
    find_behind,
    find_front_name,
    find_source,
    is_owner,
)
from briefbook.speech.tokens import Token
from briefbook.speech.words import GOING_ON, Words

CueForm = Literal["before", "behind", "source", "shared"]

_QUESTIONS = frozenset(("whether", "about", "by", "if", "how", "why", "what", "when"))
_PARTICIPLES = frozenset(
    ("asked", "called", "told", "described", "accused", "criticised", "read")
)
_TO = frozenset(
    (
        "told",
        "tells",
        "asked",
        "asks",
        "urged",
        "urges",
        "warned",
        "warns",
        "assured",
        "advised",
    )
)
"""Verbs behind which stands to whom something is said."""

_LATE = frozenset(("said", "says", "added", "wrote", "argued", "warned"))
"""Verbs that may end a sentence with a quotation in it: "It was “…” for all, said Ann Lee"."""

_ARTICLES = frozenset(
    (
        *("the", "a", "an", "his", "her", "its", "their", "our", "my"),
        *("der", "die", "das", "ein", "eine"),
    )
)
_ADVERBS = frozenset(("not", "also", "once", "then", "never", "being", "later"))
_VIEWS = frozenset(("words", "view", "opinion", "phrase", "account"))
_NAME = 6
"""Tokens that "in Ann Lee's words" may have."""

_PARTICLES = frozenset(("back", "in", "on", "out", "up"))
_SHORTEST = 3
"""Letters of words that are shorter than verbs whose form tells what they are."""

_AND = frozenset(("and", "but", "then", "und", "aber"))
_INSERTION = 16
"""Tokens between two commas behind "and": "and, asked about it, said"."""

_REACH = 25
_REPORTING = 40
"""Tokens of a sentence in which a verb would show that it reports what somebody says."""

_PREFACE = 20
"""Tokens that may stand before the subject of a sentence, up to a comma."""


class Cue(NamedTuple):
    """A verb of saying in a sentence: the indexes of its tokens, ``stop`` behind the last.

    ``subject`` is who it is said of, None where that is not plain. ``form`` is where the
    subject stands; "shared" is a verb that has it in common with another one before.
    ``addressee`` are the tokens of whom it is said to, the first and the one behind the last.
    """

    start: int
    stop: int
    subject: Subject | None
    form: CueForm
    addressee: tuple[int, int] = (0, 0)

    @property
    def left(self) -> int:
        """Return the first token of the cue with its subject."""
        is_own = self.subject is not None and self.form != "shared"
        return min(self.start, self.subject.start) if self.subject and is_own else self.start

    @property
    def right(self) -> int:
        """Return the token behind the cue with its subject and its addressee."""
        is_own = self.subject is not None and self.form != "shared"
        stop = self.subject.stop if self.subject and is_own else 0
        return max(self.stop, self.addressee[1], stop)


def list_cues(tokens: Sequence[Token], words: Words) -> list[Cue]:
    """Return the cues of a sentence, in order."""
    found: list[Cue] = []
    starts = words.starts
    for at, token in enumerate(tokens):
        cue = _read_cue(tokens, at, words, found) if token.low in starts else None
        if cue:
            found.append(cue)
    unusual = _read_quotative(tokens, words) if tokens[0].kind == "quotation" else None
    return [unusual, *found] if unusual and unusual.left not in map(_left, found) else found


def _left(cue: Cue) -> int:
    return cue.left


# Verbs of any sort


def _read_quotative(tokens: Sequence[Token], words: Words) -> Cue | None:
    """Return what a sentence that begins with a quotation goes on with: “…,” laughed Ann Lee.

    Behind a quotation with a comma any verb is one of saying, with its subject beside it.
    """
    is_comma = len(tokens) > 1 and tokens[1].word == ","
    at = 2 if is_comma else 1
    if not (is_comma or tokens[0].low in (",", "!", "?")) or at >= len(tokens):
        return None
    if _may_be_verb(tokens[at], words, "" if tokens[0].low == "," else words.verb_ends):
        behind = (
            at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].low in _PARTICLES else at + 1
        )
        subject = find_behind(tokens, behind, words)
        return Cue(at, behind, subject, "behind") if subject else None
    subject = find_front_name(tokens, at, words) or find_behind(tokens, at, words)
    subject = None if words.turns_behind_commas else subject
    verb = subject.stop if subject else len(tokens)
    is_verb = verb < len(tokens) and _may_be_verb(tokens[verb], words, words.verb_ends)
    return Cue(verb, verb + 1, subject, "before") if is_verb else None


def _may_be_verb(token: Token, words: Words, ends: str | tuple[str, ...]) -> bool:
    """Tell whether a word may be a finite verb by its form."""
    is_small = token.kind == "word" and token.word.islower() and len(token.word) > _SHORTEST
    if not is_small or not token.word.endswith(ends):
        return False
    no_verbs = words.before | words.leads | words.between | words.open | words.determiners
    return token.low not in no_verbs


def _read_cue(
    tokens: Sequence[Token], at: int, words: Words, before: Sequence[Cue]
) -> Cue | None:
    """Return the cue that begins with a token, None if none does."""
    low = tokens[at].low
    if source := _match_source(tokens, at, words):
        return source
    behind = {one.low for one in tokens[at + 1 : at + 3]}
    is_put = low in ("put", "puts") and bool(behind & {"it", "matter", "point"})
    if (low in words.say or is_put) and not _is_no_verb(tokens, at, words):
        cue = _read_verb(tokens, at, words, before)
        is_verb = cue.subject or low not in words.nouns or _stands_before(tokens, at)
        return cue if is_verb else None
    if low in words.carry and at > 1 and tokens[at - 1].low == "as":
        # "She quoted Ann Lee as saying"
        return Cue(at, at + 1, find_before(tokens, at - 1, words), "before")
    is_carried = at > 0 and (low in words.carry or _goes_on_to(tokens, at))
    return _share(tokens, at, words, before) if is_carried else None


def _stands_before(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a word leads up to a quotation: "A sign on the door read: “…”"."""
    behind = tokens[at + 1 : at + 3]
    end = 1 if behind and behind[0].word in (":", ",") else 0
    return end < len(behind) and behind[end].kind == "quotation"


def _goes_on_to(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a verb is that of "went on to say"."""
    lows = [one.low for one in tokens[max(0, at - 2) : at]]
    return lows == ["on", "to"] and tokens[at].low in GOING_ON


# Sources


def _match_source(tokens: Sequence[Token], at: int, words: Words) -> Cue | None:
    """Return what names a source from a token on: "according to", "in her words", "so"."""
    lows = tuple(one.low for one in tokens[at : at + 4])
    if lows[0] == "in" and set(lows[1:2]) <= words.owners and set(lows[2:3]) & _VIEWS:
        return Cue(at, at + 3, Subject("pronoun", at + 1, at + 2, at + 1, at + 2), "source")
    if lows[0] == "in" and (owner := _find_owner(tokens, at)):
        return Cue(at, owner + 1, Subject("name", at + 1, owner, at, owner + 1), "source")
    size = next((len(one) for one in words.sources if lows[: len(one)] == one), 0)
    if lows[0] == words.source_behind and _is_behind_words(tokens, at):
        size = 1
    return Cue(at, at + size, find_source(tokens, at + size, words), "source") if size else None


def _find_owner(tokens: Sequence[Token], at: int) -> int:
    """Return where the name ends in "in Ann Lee's words", 0 if nowhere."""
    near = range(at + 2, min(len(tokens), at + _NAME))
    end = next((one for one in near if tokens[one].low in _VIEWS), 0)
    name = tokens[at + 1 : end]
    is_name = bool(name) and all(one.is_capital for one in name) and is_owner(name[-1])
    return end if is_name else 0


def _is_behind_words(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether a quotation and a comma stand right before a token."""
    signs = [one.word for one in tokens[max(0, at - 2) : at]]
    return signs == ["”", ","]


# Verbs


def _is_no_verb(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a form of a verb is a noun, or passive: "was told", "asked about it"."""
    before = at - 1
    if before >= 0 and (tokens[before].low in _ARTICLES or is_owner(tokens[before])):
        return True
    if before >= 0 and tokens[before].low == "to":
        return before == 0 or tokens[before - 1].low != "used"
    while before >= 0 and tokens[before].low in _ADVERBS:
        before -= 1
    if before < 0:
        return tokens[at].low in _PARTICIPLES
    is_first = tokens[before].word in (",", "(") or tokens[before].low in _AND
    return tokens[before].low in words.passive or (is_first and _is_asked(tokens, at))


def _is_asked(tokens: Sequence[Token], at: int) -> bool:
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].low == "asked" and behind is not None and behind.low in _QUESTIONS


def _read_verb(tokens: Sequence[Token], at: int, words: Words, before: Sequence[Cue]) -> Cue:
    addressee = _find_addressee(tokens, at, words)
    subject = find_before(tokens, at, words)
    if subject:
        return Cue(at, at + 1, subject, "before", addressee)
    behind = find_behind(tokens, at + 1, words) if _may_turn(tokens, at, words) else None
    if behind and tokens[behind.first].low != "it":  # "“…”, said it was"
        return Cue(at, at + 1, behind, "behind")
    if _is_coordinated(tokens, at):
        return _share(tokens, at, words, before)
    return Cue(at, at + 1, None, "before", addressee)


def _find_addressee(tokens: Sequence[Token], at: int, words: Words) -> tuple[int, int]:
    found = find_behind(tokens, at + 1, words) if tokens[at].low in _TO else None
    return (found.start, found.stop) if found else (0, 0)


def _may_turn(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether the subject may stand behind: a quotation ends before the verb."""
    if not at:
        return True
    is_comma = tokens[at - 1].word == ","
    if is_comma and words.turns_behind_commas:
        return True
    if is_comma and tokens[at].low in _LATE:
        return any(one.kind == "quotation" for one in tokens[max(0, at - _REACH) : at])
    before = at - 2 if is_comma else at - 1
    return before < 0 or tokens[before].kind == "quotation"


def _is_coordinated(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" stands before a verb, with an insertion between or without."""
    before = at - 1
    if before > 0 and tokens[before].word == ",":
        inner = range(before - 1, max(-1, before - _INSERTION), -1)
        opening = next((one for one in inner if tokens[one].word == ","), 0)
        before = opening - 1 if opening else before
    while before >= 0 and (tokens[before].low in _ADVERBS or tokens[before].low.endswith("ly")):
        before -= 1
    return before >= 0 and tokens[before].low in _AND


def _share(tokens: Sequence[Token], at: int, words: Words, before: Sequence[Cue]) -> Cue:
    """Return a verb that has its subject in common with the one before, or the sentence."""
    last = next((cue.subject for cue in reversed(before) if cue.form != "source"), None)
    subject = last or (None if before else lead_subject(tokens, words))
    return Cue(at, at + 1, subject, "shared", _find_addressee(tokens, at, words))


def is_reporting(tokens: Sequence[Token], words: Words) -> bool:
    """Tell whether a sentence has a verb in the form of reported speech: "er komme", "sei"."""
    return any(
        one.low in words.reporting or _is_subjunctive(tokens, at, words)
        for at, one in enumerate(tokens[1:_REPORTING], start=1)
    )


def _is_subjunctive(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a verb behind a pronoun has no ending of what is told as a fact."""
    low, before = tokens[at].low, tokens[at - 1].low
    is_form = low.endswith("e") and not low.endswith(("te", "ne", "se"))
    is_form = is_form and before in words.reported and tokens[at].word.islower()
    return is_form and low not in words.leads | words.before | words.determiners


def lead_subject(tokens: Sequence[Token], words: Words) -> Subject | None:
    """Return the phrase that a sentence begins with, where it seems to be its subject.

    What stands before it and ends at a comma is passed over: "In a statement, the council …".
    """
    at = 2 if len(tokens) > 1 and tokens[0].word.isdigit() and tokens[1].word == "." else 0
    while at < len(tokens) and tokens[at].low in (*_AND, "yet"):
        at += 1
    if at < len(tokens) and (tokens[at].low in words.before or tokens[at].low.endswith("ing")):
        reach = range(at, min(len(tokens), at + _PREFACE))
        at = next((one + 1 for one in reach if tokens[one].word == ","), len(tokens))
    return find_front_name(tokens, at, words) or find_behind(tokens, at, words)
