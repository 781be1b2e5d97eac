"""Who says some words of a text, whether in quotation marks or not: a guess at it.

It is for a person to confirm, so that it rather says nothing than something doubtful.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.actors import Bearers, BearersByWords
from briefbook.speech.attributing import attribute_all
from briefbook.speech.cast import Named
from briefbook.speech.chinese import list_sayings
from briefbook.speech.cues import Cue
from briefbook.speech.meaning import find_meant
from briefbook.speech.reading import SpeechReading, read_text, show_tokens
from briefbook.speech.ties import Attributed
from briefbook.speech.words import guess_language


class Guess(NamedTuple):
    """The id of an actor, and the words of the text that suggest it."""

    speaker: str
    words: str


def guess_speaker(
    text: str, span: Span, paragraphs: Sequence[Span], bearers: Bearers
) -> Guess | None:
    """Return who seems to say the words at ``span``, None where that is not sure.

    ``paragraphs`` are those of the text, in order. Words in quotation marks are given to whom
    the text gives the quotation; others, to the one who speaks in their sentence.
    """
    known, code = BearersByWords(bearers), guess_language(text)
    if code == "zh":
        return _guess_chinese(text, span, paragraphs, bearers)
    reading = read_text(text, paragraphs, code)
    found = next((one for one in attribute_all(reading) if _holds(one, span)), None)
    if found:
        speaker = known.find(found.named) if found.link != "colon" else ""
        return Guess(speaker, _show(reading, found.sentence, found.cue)) if speaker else None
    return _guess_in_sentence(reading, span, known)


def _holds(one: Attributed, span: Span) -> bool:
    return any(part.span.start < span.end and span.start < part.span.end for part in one.parts)


def _guess_in_sentence(
    reading: SpeechReading, span: Span, known: BearersByWords
) -> Guess | None:
    """Return who alone speaks in the sentence of words that no quotation marks enclose."""
    number = next(
        (at for at, one in enumerate(reading.sentences) if one.span.end > span.start), None
    )
    cues = reading.cues[number] if number is not None else ()
    if number is None or not cues:
        return None
    named = {known.find(one) for one in _list_named(reading, number, cues)}
    speaker = named.pop() if len(named) == 1 else ""
    return Guess(speaker, _show(reading, number, cues[0])) if speaker else None


def _list_named(
    reading: SpeechReading, number: int, cues: Sequence[Cue]
) -> Iterator[Named | None]:
    return (find_meant(reading.cast, cue.subject, number) for cue in cues)


def _show(reading: SpeechReading, number: int, cue: Cue | None) -> str:
    """Return the words of a cue with its subject; of the sentence, where it has none."""
    if cue is None:
        return show_tokens(reading, number, (0, len(reading.sentences[number].tokens)))
    stop = max(cue.stop, cue.subject.stop if cue.subject else 0)
    return show_tokens(reading, number, (cue.left, stop))


def _guess_chinese(
    text: str, span: Span, paragraphs: Sequence[Span], bearers: Bearers
) -> Guess | None:
    known = BearersByWords(bearers)
    for quotation, saying in list_sayings(text, paragraphs, bearers):
        if quotation.span.start < span.end and span.start < quotation.span.end:
            speaker = known.find_name(saying.name) if saying and saying.is_certain else ""
            return Guess(speaker, saying.name) if saying and speaker else None
    return None
