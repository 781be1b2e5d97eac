"""A text read for speech: its sentences, the cues in them, whom it names, and its turns."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.cast import Cast, Named
from briefbook.speech.cues import Cue, list_cues
from briefbook.speech.meaning import is_surely
from briefbook.speech.people import Person
from briefbook.speech.pronouns import learn_genders
from briefbook.speech.records import Turn, find_introduced, find_turns, has_title
from briefbook.speech.subjects import Subject
from briefbook.speech.tokens import (
    MarkedWords,
    Token,
    TokenSentence,
    list_quotations,
    read_sentences,
)
from briefbook.speech.words import TABLES, Words

_BESIDE = frozenset((".", ",", "-", "–", "—", "--"))


class SpeechReading(NamedTuple):
    """What is known of a text before anything is attributed.

    ``cues`` are those of each sentence, ``groups`` the outer quotations, each with those of the
    following paragraphs in which it goes on. ``places`` tells for the offset at which a
    quotation begins the number of its sentence, and ``ranks`` that of its token. ``alone`` are
    the sentences that hold nothing but quotations.
    """

    text: str
    words: Words
    sentences: Sequence[TokenSentence]
    cast: Cast
    cues: Sequence[Sequence[Cue]]
    groups: Sequence[Sequence[MarkedWords]]
    turns: Sequence[Turn]
    places: dict[int, int]
    ranks: dict[int, int]
    alone: frozenset[int]


def read_text(text: str, paragraphs: Sequence[Span], code: str) -> SpeechReading:
    """Return a text as it is read with the words of a language."""
    words = TABLES[code]
    turns = find_turns(text, paragraphs)
    parts = list(_split_labels(paragraphs, turns)) if turns else paragraphs
    quotations = list_quotations(text, parts)
    sentences = read_sentences(text, parts, quotations)
    labels = {turn.label.start for turn in turns}
    places = list(_list_places(sentences))
    silent = [number for number, one in enumerate(sentences) if one.span.start in labels]
    cast = Cast(text, sentences, words, silent)
    learn_genders(cast)
    return SpeechReading(
        text,
        words,
        sentences,
        cast,
        [list_cues(one.tokens, words) for one in sentences],
        _group(text, [one for one in quotations if one.depth == 0]),
        turns,
        {start: number for start, number, _ in places},
        {start: rank for start, _, rank in places},
        frozenset(number for number, one in enumerate(sentences) if _is_alone(one.tokens)),
    )


def _list_places(sentences: Sequence[TokenSentence]) -> Iterator[tuple[int, int, int]]:
    """Yield where each quotation begins, the number of its sentence, and of its token."""
    for number, sentence in enumerate(sentences):
        for rank, token in enumerate(sentence.tokens):
            if token.kind == "quotation":
                yield token.start, number, rank


def _is_alone(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence holds nothing but quotations, a number, and notes in brackets."""
    ends = (at for at, one in enumerate(tokens) if at and one.word in "([")
    return all(
        one.kind == "quotation" or one.word in _BESIDE or one.word.isdigit()
        for one in tokens[: next(ends, len(tokens))]
    )


def _split_labels(paragraphs: Sequence[Span], turns: Sequence[Turn]) -> Iterator[Span]:
    """Yield the paragraphs of a record, with each label on its own."""
    ends = {turn.label.start: turn.label.end for turn in turns}
    for span in paragraphs:
        end = ends.get(span.start, span.end)
        if end < span.end:
            yield Span(span.start, end)
            yield Span(end, span.end)
        else:
            yield span


def _group(text: str, quotations: Sequence[MarkedWords]) -> list[list[MarkedWords]]:
    """Return the quotations, those together that go on from paragraph to paragraph."""
    groups: list[list[MarkedWords]] = []
    for one in quotations:
        last = groups[-1][-1] if groups else one
        is_open = not last.is_closed and last is not one
        if is_open and not text[last.span.end : one.span.start].strip():
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def show_tokens(reading: SpeechReading, number: int, between: tuple[int, int]) -> str:
    """Return the words of some tokens of a sentence, on one line."""
    tokens = reading.sentences[number].tokens[slice(*between)]
    return " ".join(reading.text[tokens[0].start : tokens[-1].end].split()) if tokens else ""


def name_turn(reading: SpeechReading, turn: Turn) -> Named | None:
    """Return whose turn it is: the one whose name stands in the label, else what it says."""
    place = find_introduced(reading.text, turn) or turn.name
    label = reading.text[slice(*place)].strip()
    person = reading.cast.find_label(place) if label else None
    if person and not _may_be_label(reading.cast, person, label):
        person = None
    return Named(person, "" if person else label) if label else None


def _may_be_label(cast: Cast, person: Person, label: str) -> bool:
    """Tell whether a label names somebody, and is not only what they are: "Interpreter:"."""
    is_long = len(person.words) > 1 or person.is_shown or has_title(label)
    return is_long and not cast.is_role(person)


def is_turn_sure(reading: SpeechReading, turn: Turn) -> bool:
    """Tell whether the label of a turn leaves no doubt whose it is."""
    named, label = name_turn(reading, turn), reading.text[slice(*turn.name)].strip()
    person = named.person if named else None
    return person is not None and (has_title(label) or reading.cast.is_plain(person))


def name_turn_at(reading: SpeechReading, offset: int) -> Named | None:
    """Return who has the turn at a place of the text, None where nobody has."""
    turn = find_turn(reading, offset)
    named = name_turn(reading, turn) if turn else None
    return named if named and named.person else None


def name_answer_at(reading: SpeechReading, offset: int) -> Named | None:
    """Return who answers the question that is asked in a turn, None where none is."""
    at = _rank_turn(reading, offset)
    parts = reading.turns[at].parts if at >= 0 else ()
    if not parts or reading.text[parts[-1].end - 1] != "?" or at + 1 == len(reading.turns):
        return None
    named = name_turn(reading, reading.turns[at + 1])
    return named if named and named.person else None


def find_turn(reading: SpeechReading, offset: int) -> Turn | None:
    """Return the turn in which a place of the text lies, None before the first."""
    at = _rank_turn(reading, offset)
    return reading.turns[at] if at >= 0 else None


def _rank_turn(reading: SpeechReading, offset: int) -> int:
    return bisect_right(reading.turns, offset, key=lambda turn: turn.label.start) - 1


def is_sure(
    reading: SpeechReading, subject: Subject | None, number: int, named: Named | None
) -> bool:
    """Tell whether nobody else can be meant; in a debate only a name leaves no doubt."""
    if named is None or named.person is None:
        return False
    is_spoken = bool(reading.turns) and (subject is None or subject.kind != "name")
    return not is_spoken and is_surely(reading.cast, subject, number, named.person)
