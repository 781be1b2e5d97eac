"""Proposals: the words of a text that somebody is said to have said, and who that is.

They are for a person to confirm. Nobody is given words that may be another's: what is doubtful
is uncertain, or has no speaker.
"""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.actors import Bearers, BearersByWords
from briefbook.speech.attributing import attribute_all, is_naming, show_words
from briefbook.speech.cast import Named
from briefbook.speech.chinese import list_sayings
from briefbook.speech.judging import is_no_speech
from briefbook.speech.meaning import find_lead, find_meant
from briefbook.speech.reading import (
    SpeechReading,
    is_turn_sure,
    name_turn,
    read_text,
    show_tokens,
)
from briefbook.speech.reported import find_clauses, find_likening
from briefbook.speech.ties import Attributed
from briefbook.speech.words import guess_language

Basis = Literal["quoted", "reported"]

_MOST_REPORTED = 12
"""Clauses of indirect speech that are proposed of one text: they are only suggestions."""


class Speaker(NamedTuple):
    """Who says some words, as far as the text tells.

    ``name`` is the fullest form that the text gives, without titles that are no part of it; a
    description ("the committee's chair") where it names nobody, and then ``is_name`` is false.
    ``actor`` is the id of the one actor in the book that bears the name, "" if none or several.
    ``described`` are the words by which the text introduces them ("chairwoman of the Foreign
    Affairs Committee"), "" if none. ``is_body`` tells whether the name is that of a body.
    """

    name: str
    actor: str = ""
    described: str = ""
    is_name: bool = True
    is_body: bool = False


class Proposal(NamedTuple):
    """Words that may be a quote, and whose they are.

    ``parts`` are their places in the text, in code points, without the quotation marks: several
    where a cue interrupts them, or where they go on in further paragraphs.
    ``basis`` is "reported" for indirect speech, which never is certain.
    ``addressee`` is "Sky News" in "told Sky News", else "".
    """

    parts: tuple[Span, ...]
    speaker: Speaker | None
    is_certain: bool
    basis: Basis = "quoted"
    addressee: str = ""


def propose(
    text: str, paragraphs: Sequence[Span], bearers: Bearers, language: str = ""
) -> list[Proposal]:
    """Return the quotes that a text seems to hold, in its order.

    ``paragraphs`` are those of ``text``, in order; what lies between them is passed over.
    ``bearers`` are the ids of the actors that each name may mean. ``language`` is a code such
    as "de"; without one it is told from the text. In the record of a debate each turn is a
    proposal of its own, whole.
    """
    code = guess_language(text, language)
    if code == "zh":
        return list(_propose_chinese(text, paragraphs, bearers))
    reading, known = read_text(text, paragraphs, code), BearersByWords(bearers)
    found = [
        *_propose_quoted(reading, known),
        *_propose_turns(reading, known),
        *_propose_reported(reading, known),
    ]
    return sorted(found, key=lambda one: one.parts[0])


def _propose_quoted(reading: SpeechReading, known: BearersByWords) -> Iterator[Proposal]:
    last: tuple[Attributed, Proposal] | None = None
    for one in attribute_all(reading):
        words = show_words(reading, one)
        is_given = one.named is not None and not is_naming(reading, one)
        if is_no_speech(words, one.link, is_given=is_given):
            continue
        made = _make_proposal(reading, one, known)
        if last and _goes_on(last[0], one):
            made = last[1]._replace(parts=last[1].parts + made.parts)
        elif last:
            yield last[1]
        last = (one, made)
    if last:
        yield last[1]


def _goes_on(before: Attributed, one: Attributed) -> bool:
    """Tell whether a cue only interrupts the sentence, as in “we go,” she said, “now”."""
    is_same = before.cue is not None and before.cue == one.cue
    return is_same and before.sentence == one.sentence and before.is_behind != one.is_behind


def _make_proposal(reading: SpeechReading, one: Attributed, known: BearersByWords) -> Proposal:
    speaker = _make_speaker(one.named, known)
    return Proposal(
        tuple(part.inner for part in one.parts),
        speaker,
        one.is_certain and speaker is not None and speaker.is_name,
        addressee=show_tokens(reading, one.sentence, one.cue.addressee) if one.cue else "",
    )


def _make_speaker(named: Named | None, known: BearersByWords) -> Speaker | None:
    if named is None or named.person is None:
        described = named.description if named else ""
        return Speaker(described, known.find(named), is_name=False) if described else None
    person = named.person
    return Speaker(person.name, known.find(named), person.described, is_body=person.is_body)


def _propose_turns(reading: SpeechReading, known: BearersByWords) -> Iterator[Proposal]:
    for turn in reading.turns:
        if turn.parts:
            speaker = _make_speaker(name_turn(reading, turn), known)
            yield Proposal(turn.parts, speaker, is_turn_sure(reading, turn))


def _propose_reported(reading: SpeechReading, known: BearersByWords) -> Iterator[Proposal]:
    """Yield a few clauses of indirect speech, none in a record, where all is direct."""
    found = [] if reading.turns else list(_list_reported(reading))
    for span, named, addressee in found[:_MOST_REPORTED]:
        speaker = _make_speaker(named, known)
        yield Proposal((span,), speaker, False, "reported", addressee)


def _list_reported(reading: SpeechReading) -> Iterator[tuple[Span, Named, str]]:
    for number, sentence in enumerate(reading.sentences):
        for span, cue in find_clauses(sentence.tokens, reading.cues[number]):
            named = find_meant(reading.cast, cue.subject, number)
            if named and named.person:
                yield span, named, show_tokens(reading, number, cue.addressee)
        likened = find_likening(sentence.tokens)
        lead = find_lead(reading.cast, number) if likened else None
        if likened and lead:
            yield likened, lead, ""


def _propose_chinese(
    text: str, paragraphs: Sequence[Span], bearers: Bearers
) -> Iterator[Proposal]:
    known = BearersByWords(bearers)
    for quotation, saying in list_sayings(text, paragraphs, bearers):
        speaker = None
        if saying:
            actor = known.find_name(saying.name)
            speaker = Speaker(
                saying.name, actor, saying.described, saying.is_name, saying.is_body
            )
        is_certain = saying is not None and saying.is_certain and saying.is_name
        yield Proposal((quotation.inner,), speaker, is_certain)
