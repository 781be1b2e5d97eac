"""Who says a quotation that hangs on no cue: who goes on speaking, or is spoken of."""

from collections.abc import Sequence

from briefbook.anchoring.quotation import count_words
from briefbook.speech.cast import Named
from briefbook.speech.cues import is_reporting
from briefbook.speech.descriptions import find_told_of, tells_of_others
from briefbook.speech.meaning import (
    REPLIES,
    find_lead,
    find_meant,
    find_pronoun_lead,
    find_subject,
)
from briefbook.speech.reading import SpeechReading, is_sure
from briefbook.speech.subjects import Subject, find_behind, is_owner
from briefbook.speech.ties import Attributed
from briefbook.speech.tokens import Token
from briefbook.speech.words import SOURCES

_REACH = 40
"""Tokens before a colon in which a verb would say whose the words behind it are."""

_GOING_ON = 7
"""Words of a paragraph that goes on with somebody's; a shorter one may answer them."""

_SO = (
    *(("so", "said"), ("so", "says"), ("so", "wrote"), ("thus", "spoke"), ("so", "spoke")),
    *(("that", "was", "how"), ("this", "was", "how"), ("so", "sagt"), ("so", "sagte")),
)
"""How a sentence begins that tells who said the words before it."""

_NOUN = 4
"""Tokens of "her long letter" before its noun."""

_BRIEF = 3
"""Sentences of a paragraph that only leads up to whoever speaks in the next one."""

_TOLD = 6
"""Sentences back in which it is looked for who speaks, or of whom the text tells."""

_OWNERS = frozenset(("his", "her", "their", "sein", "seine", "ihr", "ihre"))
_GIVING = frozenset(("gave", "gives", "issued", "posted", "put", "puts", "sent", "sends"))
"""Verbs of whoever gives the words behind a colon: "He sent a message: “…”"."""


def find_introduced(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Named | None:
    """Return whose words a sentence introduces that has no cue, and ends with a colon."""
    tokens = reading.sentences[one.sentence].tokens
    found = find_lead(reading.cast, one.sentence)
    if found is None and _leads_on(tokens):
        found = find_focus(reading, one, done)
    at = reading.ranks[one.parts[0].span.start]
    found = found or _find_writer(reading, one.sentence, at - 2)
    if found is None and any(token.low in _GIVING for token in tokens[:_REACH]):
        found = find_subject(reading.cast, one.sentence)
    return found


def _find_writer(reading: SpeechReading, number: int, last: int) -> Named | None:
    """Return who wrote what a token names, or whose answer it is: "I read her letter: “…”"."""
    tokens = reading.sentences[number].tokens
    if last < 1 or tokens[last].low not in SOURCES | REPLIES:
        return None
    near = range(last - 1, max(-1, last - _NOUN), -1)
    owning = reading.words.determiners
    first = next((at for at in near if tokens[at].low in owning or is_owner(tokens[at])), last)
    subject = Subject("description", first, last + 1, first, last + 1)
    return find_meant(reading.cast, subject, number) if first < last else None


def _leads_on(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says only that somebody goes on: "And then:", "His comment:"."""
    lows = [one.low for one in tokens[:2]]
    return lows[0] in _OWNERS or lows in (["and", "then"], ["und", "dann"])


def find_focus(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Named | None:
    """Return whose words hang on nothing: of whom alone the paragraph tells before them.

    Who spoke before them in the paragraph goes on, if it tells of nobody else in between.
    """
    if found := _find_behind_sentence(reading, one):
        return found
    numbers = list_before(reading, one, 0)
    near = (other for other in done[-3:] if other.paragraph == one.paragraph)
    last = next((other for other in reversed(list(near)) if other.link != "aloof"), None)
    if last and last.named and last.named.person:
        spoken = reading.places[last.parts[-1].span.start]
        numbers = [at for at in numbers if at > spoken]
        if not any(speaks_another(reading, at, last.named) for at in numbers):
            return last.named
    if reading.turns:
        return None
    if not numbers:
        return _find_before(reading, one)
    found = find_told_of(reading.cast, one.sentence, numbers[-1])
    is_other = any(speaks_another(reading, at, found) for at in numbers[:1]) if found else True
    return None if is_other or _is_followed(reading, one, found) else found


def _find_behind_sentence(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return of whom the next sentence says that they said so: "So said Ann Lee"."""
    at = one.sentence + 1
    if at == len(reading.sentences) or reading.sentences[at].paragraph != one.paragraph:
        return None
    tokens = reading.sentences[at].tokens
    lows = tuple(one.low for one in tokens[:3])
    begin = 3 if lows in _SO else 2 if lows[:2] in _SO else 0
    subject = find_behind(tokens, begin, reading.words) if begin else None
    return find_meant(reading.cast, subject, at)


def _find_before(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return who alone comes up in a short paragraph, and then has one to speak."""
    before = list_before(reading, one, 1)
    is_brief = 0 < len(before) <= _BRIEF and not any(reading.cues[at] for at in before)
    is_whole = len(reading.sentences[one.sentence].tokens) == 1
    if not is_brief or not is_whole or any(_has_quotation(reading, at) for at in before):
        return None
    found = find_told_of(reading.cast, one.sentence, before[-1])
    is_other = found and any(speaks_another(reading, at, found) for at in before)
    return None if is_other else found


def speaks_another(reading: SpeechReading, at: int, named: Named) -> bool:
    """Tell whether a sentence tells of anybody but one, or lets somebody else speak."""
    is_other = named.person is None or tells_of_others(reading.cast, at, named.person)
    subjects = (find_meant(reading.cast, cue.subject, at) for cue in reading.cues[at])
    return is_other or any(one != named for one in subjects)


def _is_followed(reading: SpeechReading, one: Attributed, named: Named | None) -> bool:
    """Tell whether the sentence behind some words tells of anybody but one."""
    at = one.sentence + 1
    is_same = at < len(reading.sentences) and reading.sentences[at].paragraph == one.paragraph
    return (
        is_same
        and named is not None
        and named.person is not None
        and (tells_of_others(reading.cast, at, named.person))
    )


def list_before(reading: SpeechReading, one: Attributed, paragraphs: int) -> list[int]:
    """Return the numbers of the few sentences before one in its paragraph, or further back."""
    first = one.paragraph - paragraphs
    near = range(one.sentence - 1, max(-1, one.sentence - _TOLD - 1), -1)
    return [at for at in near if reading.sentences[at].paragraph >= first]


def find_teller(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return whose words a sentence goes on to report: who spoke before, or is spoken of.

    It is the subject of the sentence itself, where only a later clause reports.
    """
    is_later = not is_reporting(_take_clause(reading, one.sentence), reading.words)
    if is_later and (found := find_subject(reading.cast, one.sentence)):
        return found
    for at in list_before(reading, one, 1):
        if subject := find_last_subject(reading, at):
            return find_meant(reading.cast, subject, at)
        is_plain = not is_reporting(reading.sentences[at].tokens, reading.words)
        if is_plain and (found := find_subject(reading.cast, at)):
            return found
    return None


def _take_clause(reading: SpeechReading, number: int) -> Sequence[Token]:
    """Return the tokens of the first clause of a sentence."""
    tokens = reading.sentences[number].tokens
    comma = next((at for at, one in enumerate(tokens[:_REACH]) if one.word == ","), len(tokens))
    return tokens[:comma]


def find_continuing(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Attributed:
    """Return a quotation with whoever goes on speaking in it."""
    before = one.sentence - 1
    if before < 0:
        return one
    distance = one.paragraph - reading.sentences[before].paragraph
    if distance == 0:
        return _continue_sentence(reading, one, before, done)
    if distance == 1:
        return _continue_paragraph(reading, one, before, done)
    return one


def _continue_sentence(
    reading: SpeechReading, one: Attributed, before: int, done: Sequence[Attributed]
) -> Attributed:
    last = done[-1] if done and done[-1].paragraph == one.paragraph else None
    if last and reading.places[last.parts[-1].span.start] == before:
        return _take_over(one, last)
    if not _has_quotation(reading, before) and find_last_subject(reading, before):
        return _give_last(reading, one, before)
    if last and last.named and find_pronoun_lead(reading.cast, before) == last.named:
        return one._replace(named=last.named)
    return one


def _continue_paragraph(
    reading: SpeechReading, one: Attributed, before: int, done: Sequence[Attributed]
) -> Attributed:
    """Return a quotation that begins a paragraph, behind a colon, a cue, or another one."""
    tokens = reading.sentences[before].tokens
    last = find_last_subject(reading, before)
    if tokens[-1].word == ":":
        if last:
            return _give_last(reading, one, before)
        writer = _find_writer(reading, before, len(tokens) - 2)
        return one._replace(named=find_lead(reading.cast, before) or writer)
    is_end = last is not None and reading.cues[before][-1].right >= len(tokens) - 1
    if is_end and not _has_quotation(reading, before):
        return _give_last(reading, one, before)
    return _follow(reading, one, done)


def _follow(reading: SpeechReading, one: Attributed, done: Sequence[Attributed]) -> Attributed:
    """Return a paragraph of quoted words with the one who alone speaks in the one before it."""
    near = (other for other in done[-12:] if other.paragraph == one.paragraph - 1)
    last = [other for other in near if other.link != "aloof"]
    is_whole = reading.sentences[one.sentence].tokens[0].kind == "quotation"
    is_long = count_words(reading.text[slice(*one.parts[0].inner)]) >= _GOING_ON
    if not (last and is_whole and is_long and _may_go_on(reading, one, last)):
        return one
    is_single = all(other.named == last[0].named for other in last)
    is_plain = last[-1].link in ("direct", "alone", "within", "indirect")
    return one._replace(named=last[0].named) if is_single and is_plain else one


def _may_go_on(reading: SpeechReading, one: Attributed, last: Sequence[Attributed]) -> bool:
    """Tell whether the paragraph before begins or ends with quoted words, and nobody else's."""
    end = reading.places[last[-1].parts[-1].span.start]
    is_end = end == one.sentence - 1 and not _is_followed(reading, one, last[-1].named)
    return is_end or _begins_with_words(reading, last[0])


def _begins_with_words(reading: SpeechReading, one: Attributed) -> bool:
    """Tell whether a quotation is the first thing in its paragraph."""
    number = reading.places[one.parts[0].span.start]
    is_first = number == 0 or reading.sentences[number - 1].paragraph < one.paragraph
    return is_first and reading.sentences[number].tokens[0].kind == "quotation"


def _take_over(one: Attributed, last: Attributed) -> Attributed:
    return one._replace(named=last.named, is_certain=last.is_certain)


def _has_quotation(reading: SpeechReading, number: int) -> bool:
    return any(one.kind == "quotation" for one in reading.sentences[number].tokens)


def find_last_subject(reading: SpeechReading, number: int) -> Subject | None:
    """Return who speaks last in a sentence."""
    cues = reading.cues[number]
    return cues[-1].subject if cues else None


def _give_last(reading: SpeechReading, one: Attributed, number: int) -> Attributed:
    """Return a quotation with whoever speaks last in the sentence before it.

    It is certain only where nobody else speaks in that sentence.
    """
    subject = find_last_subject(reading, number)
    named = find_meant(reading.cast, subject, number)
    subjects = {cue.subject for cue in reading.cues[number]}
    is_certain = len(subjects) == 1 and is_sure(reading, subject, number, named)
    return one._replace(named=named, is_certain=is_certain)
