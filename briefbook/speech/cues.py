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
from briefbook.speech.words import BE, GOING_ON, Words

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

_NOMINATIVES = frozenset(("er", "man", "ich"))
_AUXILIARIES = frozenset(("hat", "hatte", "habe", "hätte", "haben", "hatten", "soll", "sollen"))
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
    lefts = {cue.left for cue in found}
    at = next((at for at, one in enumerate(tokens[:_REACH]) if one.kind == "quotation"), -1)
    unusual = _read_quotative(tokens, at, words) if at >= 0 else None
    if unusual and unusual.left not in lefts:
        found = sorted((*found, unusual), key=_start)
    return found


def _start(cue: Cue) -> int:
    return cue.start


# Verbs of any sort


def _read_quotative(tokens: Sequence[Token], first: int, words: Words) -> Cue | None:
    """Return what a sentence goes on with behind a quotation: “…,” laughed Ann Lee.

    Behind a quotation with a comma any verb is one of saying, with its subject beside it.
    """
    sign = tokens[first].low
    at = (
        first + 2 if [one.word for one in tokens[first + 1 : first + 2]] == [","] else first + 1
    )
    is_set_off = sign in (",", "!", "?") or (at > first + 1 and not first)
    if not is_set_off or at >= len(tokens):
        return None
    if _may_be_verb(tokens[at], words, "" if sign == "," else words.verb_ends):
        is_more = any(one.low in _PARTICLES for one in tokens[at + 1 : at + 2])
        subject = find_behind(tokens, at + 2 if is_more else at + 1, words)
        return Cue(at, at + 2 if is_more else at + 1, subject, "behind") if subject else None
    subject = find_front_name(tokens, at, words) or find_behind(tokens, at, words)
    subject = None if words.turns_behind_commas else subject
    verb = subject.stop if subject else len(tokens)
    is_verb = verb < len(tokens) and _may_be_verb(tokens[verb], words, words.verb_ends)
    is_verb = is_verb or [one.low for one in tokens[verb : verb + 2]] == ["shot", "back"]
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
    is_carried = is_carried and tokens[at - 1].low not in BE  # "what they are calling"
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
    is_so = lows[0] == words.source_behind
    if is_so and (_is_behind_words(tokens, at) or _is_inserted(tokens, at, words)):
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


def _is_inserted(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether "so" and a name stand between commas: "das sei, so Ann Lee, falsch"."""
    behind = tokens[at + 1 : at + 1 + _NAME]
    is_phrase = bool(behind) and (behind[0].is_capital or behind[0].low in words.determiners)
    is_closed = any(one.word in ",.:" or one.kind == "quotation" for one in behind)
    return at > 0 and tokens[at - 1].word == "," and is_phrase and is_closed


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
    return tokens[before].low in words.passive or (is_first and _is_asked_about(tokens, at))


def _is_asked_about(tokens: Sequence[Token], at: int) -> bool:
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    return tokens[at].low == "asked" and behind is not None and behind.low in _QUESTIONS


def _read_verb(tokens: Sequence[Token], at: int, words: Words, before: Sequence[Cue]) -> Cue:
    addressee = _find_addressee(tokens, at, words)
    subject = _find_of_perfect(tokens, at, words) or find_before(tokens, at, words)
    is_turned = words.nouns_have_capitals and tokens[at + 1 : at + 2] != []
    if is_turned and tokens[at + 1].low in _NOMINATIVES:
        subject = None  # "Das hält er für falsch"
    if subject:
        return Cue(at, at + 1, subject, "before", addressee)
    behind = find_behind(tokens, at + 1, words) if _may_turn(tokens, at, words) else None
    if behind and tokens[behind.first].low != "it":  # "“…”, said it was"
        return Cue(at, at + 1, behind, "behind")
    if _is_coordinated(tokens, at):
        return _share(tokens, at, words, before)
    return Cue(at, at + 1, None, "before", addressee)


def _find_of_perfect(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return who stands beside the auxiliary of a participle: "hatte Ann Lee im Mai gesagt"."""
    if tokens[at].low not in words.perfect:
        return None
    for aux in range(at - 1, max(-1, at - _REACH), -1):
        if tokens[aux].word in ",;:":
            return None
        if tokens[aux].low in _AUXILIARIES:
            return find_behind(tokens, aux + 1, words) or find_before(tokens, aux, words)
    return None


def _find_addressee(tokens: Sequence[Token], at: int, words: Words) -> tuple[int, int]:
    found = find_behind(tokens, at + 1, words) if tokens[at].low in _TO else None
    return (found.start, found.stop) if found else (0, 0)


def _may_turn(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether the subject may stand behind: a quotation ends before the verb."""
    if not at or words.nouns_have_capitals:
        return True  # the verb is second: "In Au sagte Ann Lee"
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
    subject = last or (None if before else _find_clause_subject(tokens, at, words))
    return Cue(at, at + 1, subject, "shared", _find_addressee(tokens, at, words))


def _find_clause_subject(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return the subject of the clause in which a verb stands: "I rose, and Lee sat and"."""
    for one in range(at - 2, max(0, at - _REACH), -1):
        is_clause = tokens[one].word == "," and tokens[one + 1].low in _AND
        if is_clause and (subject := find_behind(tokens, one + 2, words)):
            return subject
    return lead_subject(tokens, words)


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
    behind = tokens[at + 1].low if at + 1 < len(tokens) else ""
    is_beside = before in words.reported or behind in words.reported
    is_form = is_form and is_beside and tokens[at].word.islower()
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


def is_asked(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with who asks: "Asked by Ann Lee, he said"."""
    skipped = (".", *_AND)
    lows = (one.low for one in tokens if not (one.word.isdigit() or one.low in skipped))
    return next(lows, "") == "asked"
