"""How each quotation hangs on the sentence in which it stands: on which cue, or on none."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from briefbook.speech.cast import Named
from briefbook.speech.cues import Cue, is_asked, is_reporting
from briefbook.speech.judging import Link, is_title
from briefbook.speech.reading import SpeechReading
from briefbook.speech.subjects import is_owner
from briefbook.speech.tokens import MarkedWords, Token
from briefbook.speech.words import BE, COPULAS, Words

_JUDGED = 10
"""Words of what is called something: "called the agreement of 2019 “…”"."""

_NEAR = 6
"""Words before a quotation in which the text may keep a distance: "the so-called"."""

_REACH = 40
"""Tokens before a colon in which a verb would say whose the words behind it are."""

_WORKS = frozenset(
    (
        *(
            "memoir",
            "autobiography",
            "biography",
            "book",
            "novel",
            "film",
            "documentary",
            "song",
        ),
        *("poem", "play", "musical", "opera", "album", "series", "essay", "painting", "column"),
        *("podcast", "show", "exhibition", "paper", "study", "report", "article", "memoiren"),
        *("lied", "gedicht", "aufsatz", "serie"),
    )
)
"""Nouns for works that have titles."""

_CUES = 3
"""Cues on either side of a quotation that may be its own."""

_JOINING = frozenset(("and", "but", "und", "aber"))
_NEXT = 2
"""Tokens between a verb of saying and what is joined to the words before it."""
_DASHES = (",", "-", "–", "—", "--")
_OPENING = frozenset(("that", "as", "of", "dass", "als", "von"))


class Attributed(NamedTuple):
    """A quotation with what the text tells of whose it is.

    ``parts`` are its paragraphs. ``is_behind`` tells whether the cue stands behind the words.
    ``named`` is None where nobody is said to say it. ``paragraph`` and ``sentence`` are the
    numbers of where it begins.
    """

    parts: Sequence[MarkedWords]
    link: Link
    cue: Cue | None
    is_behind: bool
    sentence: int
    paragraph: int
    named: Named | None = None
    is_certain: bool = False


class _Tie(NamedTuple):
    link: Link
    cue: Cue | None = None
    is_behind: bool = False


def tie_quotation(reading: SpeechReading, parts: Sequence[MarkedWords]) -> Attributed:
    """Return a quotation with its cue, which may stand behind its last paragraph."""
    number = reading.places[parts[0].span.start]
    tie = _tie(reading, parts[0], number)
    if len(parts) > 1 and tie.cue is None:
        last = reading.places[parts[-1].span.start]
        behind = _tie(reading, parts[-1], last)
        if behind.is_behind:
            tie, number = behind, last
    paragraph = reading.sentences[reading.places[parts[0].span.start]].paragraph
    return Attributed(parts, tie.link, tie.cue, tie.is_behind, number, paragraph)


def _tie(reading: SpeechReading, quotation: MarkedWords, number: int) -> _Tie:
    """Return how a quotation hangs on its sentence."""
    tokens, cues = reading.sentences[number].tokens, reading.cues[number]
    at = reading.ranks[quotation.span.start]
    bracket = _find_bracket(tokens, at)
    cues = [cue for cue in _pick_near(cues, at) if cue.left > bracket]
    if number in reading.alone or _is_work(reading, quotation, tokens, at):
        return _Tie("alone" if number in reading.alone else "aloof")
    before = _find_governing(tokens, at, cues, reading.words)
    is_direct = before is not None and _is_direct(tokens, before, at, reading.words)
    behind = next((cue for cue in cues if _follows(tokens, at, cue, reading.words)), None)
    # “…,” said Ann Lee: the cue behind counts, but not in: Ann Lee said: “…”, Bo Kim said.
    if behind and not (is_direct and behind.left - at > 1):
        # "Asked by Ann Lee, “…?”, he answered: “…”"
        return _Tie("none") if is_asked(tokens) else _Tie("direct", behind, True)
    is_judged = is_direct and before and tokens[before.start].low in reading.words.judge
    if not is_judged and _is_aloof(tokens, before.right if before else 0, at, reading.words):
        return _Tie("aloof")
    if before:
        is_within = _is_within(tokens, at, reading.words)
        return _Tie("direct" if is_direct else "within" if is_within else "indirect", before)
    return _tie_loosely(tokens, at, cues, reading.words)


def _is_work(
    reading: SpeechReading, quotation: MarkedWords, tokens: Sequence[Token], at: int
) -> bool:
    """Tell whether the title of a work is quoted: "in his memoir, “A Long Day”, he said"."""
    before = [one.low for one in tokens[max(0, at - 2) : at] if one.word != ","][-1:]
    return (
        set(before) <= _WORKS
        and bool(before)
        and is_title(reading.text[slice(*quotation.inner)])
    )


def _is_within(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether quoted words go on with a sentence, and are no term: "would “walk”"."""
    before, behind = tokens[at - 1], tokens[at + 1 : at + 2]
    if before.low in words.he | words.she | words.it | words.they:
        return True  # "she “would sooner walk”"
    if at > 1 and tokens[at - 2].low in words.determiners:
        return False  # "the new “hub”"
    small = words.determiners | words.before | words.leads
    is_small = before.kind == "word" and before.word.islower() and not is_owner(before)
    is_noun = any(one.kind == "word" and one.low not in small for one in behind)
    return is_small and before.low not in small and not is_noun


def _find_bracket(tokens: Sequence[Token], at: int) -> int:
    """Return the bracket in which a quotation stands, -1 if in none: "[Members: “Shame!”]"."""
    for one in range(at - 1, max(-1, at - _REACH), -1):
        if tokens[one].word in ")]":
            return -1
        if tokens[one].word in "([":
            return one
    return -1


def _pick_near(cues: Sequence[Cue], at: int) -> Sequence[Cue]:
    """Return the few cues before and behind a token, so that a long sentence takes no time."""
    middle = bisect_left(cues, at, key=_start)
    return cues[max(0, middle - _CUES) : middle + _CUES]


def _start(cue: Cue) -> int:
    return cue.start


def _tie_loosely(tokens: Sequence[Token], at: int, cues: Sequence[Cue], words: Words) -> _Tie:
    """Return how a quotation hangs on a cue at the end of its sentence, or on none."""
    around = next((cue for cue in cues if cue.left < at < cue.start and cue.subject), None)
    if around:
        return _Tie("direct", around)  # "hatte Ann Lee „…“ genannt"
    late = next((cue for cue in cues if cue.left > at and _is_late(tokens, at, cue)), None)
    if late:
        is_direct = at > 0 and tokens[at - 1].low in COPULAS
        return _Tie("direct" if is_direct else "indirect", late, True)
    begin = max(0, at - _REACH)
    is_told = any(one.low in words.say for one in tokens[begin:at])  # "Ann Lee was told: “…”"
    is_colon = at > 0 and tokens[at - 1].word == ":" and _find_bracket(tokens, at) < 0
    if not is_told and not is_colon and is_reporting(tokens, words):
        return _Tie("told")
    return _Tie("colon" if is_colon and not is_told else "none")


def _follows(tokens: Sequence[Token], at: int, cue: Cue, words: Words) -> bool:
    """Tell whether a cue stands right behind a quotation."""
    if cue.form == "shared" or cue.left <= at or cue.subject is None:
        return False
    gap = tokens[at + 1 : cue.left]
    return all(one.word in _DASHES or one.low in words.between for one in gap)


def _is_late(tokens: Sequence[Token], at: int, cue: Cue) -> bool:
    """Tell whether a cue ends the sentence: "It was “…” for all, said Ann Lee"."""
    between = tokens[at + 1 : min(cue.left, at + _REACH)]
    if cue.left > at + _REACH:
        return False
    is_plain = not any(one.kind == "quotation" or one.word in ";:" for one in between)
    is_set_off = bool(between) and between[-1].word == ","
    return cue.subject is not None and cue.form != "shared" and is_plain and is_set_off


def _find_governing(
    tokens: Sequence[Token], at: int, cues: Sequence[Cue], words: Words
) -> Cue | None:
    """Return the last cue before a quotation that is not that of one before it."""
    before = [cue for cue in cues if cue.right <= at and cue.start < at]
    if not before:
        return None
    goes_on = tokens[at - 1].word in (":", *_DASHES) or tokens[at - 1].low == "that"
    goes_on = goes_on or (tokens[at - 1].low in _JOINING and at - before[-1].right <= _NEXT)
    last = before[-1]  # "In “The Bay” she called it “…”"
    is_naming = tokens[last.start].low in words.judge and at - last.right <= _NEXT
    goes_on = goes_on or is_naming
    return last if goes_on or not _is_used(tokens, last) else None


def _is_used(tokens: Sequence[Token], cue: Cue) -> bool:
    """Tell whether a quotation stands right before a cue."""
    if cue.subject is None:
        return False
    at = cue.left - 1
    while at >= 0 and tokens[at].word in _DASHES:
        at -= 1
    return at >= 0 and tokens[at].kind == "quotation" and cue.form != "shared"


def _is_direct(tokens: Sequence[Token], cue: Cue, at: int, words: Words) -> bool:
    """Tell whether nothing but a word such as "that" stands between a cue and its words."""
    if at <= cue.right or tokens[at - 1].word in (",", ":"):
        return True
    if tokens[cue.start].low in words.judge and at - cue.stop <= _JUDGED:
        return all(one.kind == "word" for one in tokens[cue.stop : at])
    return tokens[at - 1].low in _OPENING or tokens[at - 1].low in COPULAS


def _is_aloof(tokens: Sequence[Token], first: int, at: int, words: Words) -> bool:
    if at and (tokens[at - 1].word == ":" or tokens[at - 1].low in BE):
        return False
    return any(one.low in words.aloof for one in tokens[max(first, at - _NEAR) : at])
