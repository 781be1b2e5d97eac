"""Which cue each quotation of a text belongs to, and hence whose words it holds."""

from collections.abc import Iterator, Sequence

from briefbook.anchoring.quotation import count_words
from briefbook.speech.cast import Named
from briefbook.speech.continuing import (
    find_continuing,
    find_focus,
    find_introduced,
    find_last_subject,
    find_teller,
    list_before,
    speaks_another,
)
from briefbook.speech.cues import Cue, is_asked
from briefbook.speech.descriptions import tells_between
from briefbook.speech.judging import is_short
from briefbook.speech.meaning import find_meant, find_subject
from briefbook.speech.pronouns import may_mean
from briefbook.speech.reading import (
    SpeechReading,
    find_turn,
    is_sure,
    name_answer_at,
    name_turn_at,
    show_tokens,
)
from briefbook.speech.subjects import Subject, find_behind
from briefbook.speech.ties import Attributed, tie_quotation

_REACH = 40
"""Tokens before a verb in which a word may deny that somebody speaks."""

_ECHOES = 20
"""Quotations without a speaker that are looked for in others: a text has few headings."""

_ECHOED = 2.5
"""Words that a heading repeats, at least."""

_DENYING = frozenset(
    ("never", "not", "whether", "if", "how", "what", "nie", "nicht", "ob", "wie", "was")
)
"""Words behind which nobody asserts that somebody speaks."""


def attribute_all(reading: SpeechReading) -> Iterator[Attributed]:
    """Yield all quotations with whoever says them, in order."""
    done: list[Attributed] = []
    for parts in reading.groups:
        done.append(_attribute(reading, tie_quotation(reading, parts), done))
    said = [(one, show_words(reading, one)) for one in done if one.is_certain and one.named]
    unsaid = [one for one in done if one.named is None and one.link in ("alone", "none")]
    echoes = {id(one): _find_echoed(show_words(reading, one), said) for one in unsaid[:_ECHOES]}
    for one in done:
        yield one._replace(named=echoes.get(id(one), one.named))


def show_words(reading: SpeechReading, one: Attributed) -> str:
    """Return the words of a quotation, its paragraphs with spaces between them."""
    return " ".join(reading.text[slice(*part.inner)] for part in one.parts)


def is_naming(reading: SpeechReading, one: Attributed) -> bool:
    """Tell whether a quotation is what somebody calls something: "He calls it “Old Kate”"."""
    tokens = reading.sentences[one.sentence].tokens
    return one.cue is not None and tokens[one.cue.start].low in reading.words.judge


def _find_echoed(words: str, said: Sequence[tuple[Attributed, str]]) -> Named | None:
    """Return whose words a heading repeats: those that are all of a longer quotation's."""
    core = words.rstrip(",.")
    if is_short(core) and count_words(core) < _ECHOED:
        return None
    named = [one.named for one, longer in said if core in longer]
    return named[0] if named and all(one == named[0] for one in named) else None


def _attribute(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Attributed:
    if one.cue is not None:
        named = _find_subject(reading, one)
        return one._replace(named=named, is_certain=_is_certain(reading, one, one.cue, named))
    if one.link == "alone":
        found = find_continuing(reading, one, done)
        return found if found.named else one._replace(named=find_focus(reading, one, done))
    if one.link == "colon":
        return one._replace(named=find_introduced(reading, one, done))
    return one._replace(named=find_teller(reading, one) if one.link == "told" else None)


def _is_certain(reading: SpeechReading, one: Attributed, cue: Cue, named: Named | None) -> bool:
    """Tell whether a cue leaves no doubt whose words a quotation holds."""
    words = reading.text[slice(*one.parts[0].inner)]
    is_near = one.link == "direct" or (not is_short(words) and _speaks_alone(reading, one))
    is_plain = cue.subject is not None and not _is_supposed(reading, one, cue)
    is_plain = is_plain and not _tells_of_another(reading, one, cue, named)
    return is_near and is_plain and is_sure(reading, cue.subject, one.sentence, named)


def _tells_of_another(
    reading: SpeechReading, one: Attributed, cue: Cue, named: Named | None
) -> bool:
    """Tell whether somebody else stands between a verb and the colon before the words."""
    tokens, at = reading.sentences[one.sentence].tokens, reading.ranks[one.parts[0].span.start]
    if one.is_behind or not at or tokens[at - 1].word != ":" or named is None:
        return False
    return tells_between(reading.cast, one.sentence, (cue.right, at), named.person)


def _is_supposed(reading: SpeechReading, one: Attributed, cue: Cue) -> bool:
    """Tell whether somebody only may say something: "Ann Lee would say"."""
    return reading.sentences[one.sentence].tokens[cue.start - 1].low in ("would", "will")


def _speaks_alone(reading: SpeechReading, one: Attributed) -> bool:
    """Tell whether one subject has all verbs of saying before a quotation in its sentence."""
    at = reading.ranks[one.parts[0].span.start]
    subjects = {cue.subject for cue in reading.cues[one.sentence] if cue.start < at}
    return len(subjects) <= 1


def _find_subject(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return whom a cue says to speak; "I" is whoever has the turn, "you" whoever answers."""
    subject = one.cue.subject if one.cue else None
    if subject and subject.kind == "pronoun":
        return _find_by_pronoun(reading, one, subject)
    if subject is None and not (one.cue and _is_asserted(reading, one, one.cue)):
        return None
    if subject is None:
        return find_subject(reading.cast, one.sentence)
    return find_meant(reading.cast, subject, one.sentence)


def _find_by_pronoun(reading: SpeechReading, one: Attributed, subject: Subject) -> Named | None:
    """Return whom a pronoun means."""
    low = reading.sentences[one.sentence].tokens[subject.first].low
    if low in reading.words.speaking:
        return name_turn_at(reading, one.parts[0].span.start)
    if low in reading.words.addressing:
        return name_answer_at(reading, one.parts[0].span.start)
    if low in reading.words.it and reading.words.nouns_have_capitals:
        return _find_written(reading, one, subject)  # "heißt es in dem Bericht"
    if reading.turns:
        return _find_in_turn(reading, one, subject)
    found = find_meant(reading.cast, subject, one.sentence)
    return found or _find_last_speaker(reading, one, low)


def _find_written(reading: SpeechReading, one: Attributed, subject: Subject) -> Named | None:
    """Return where it says so: "in dem Bericht", "aus dem Ministerium"."""
    tokens = reading.sentences[one.sentence].tokens
    at = subject.stop
    if at + 1 >= len(tokens) or tokens[at].low not in reading.words.before:
        return None
    place = find_behind(tokens, at + 1, reading.words)
    shown = show_tokens(reading, one.sentence, (place.start, place.stop)) if place else ""
    return Named(None, shown) if shown else None


def _is_asserted(reading: SpeechReading, one: Attributed, cue: Cue) -> bool:
    """Tell whether a sentence says of its subject that they speak, whatever is inserted."""
    tokens = reading.sentences[one.sentence].tokens
    before = [token.low for token in tokens[max(0, cue.start - _REACH) : cue.start]]
    is_denied = any(low in _DENYING or low.endswith(("n't", "n’t")) for low in before)
    is_first = cue == reading.cues[one.sentence][0]
    return is_first and not is_denied and not is_asked(tokens)


def _find_last_speaker(reading: SpeechReading, one: Attributed, low: str) -> Named | None:
    """Return who spoke last before a pronoun that may mean several, if it may mean them."""
    before = list_before(reading, one, 1)
    last = next((at for at in before if reading.cues[at]), None)
    if last is None:
        return None
    found = find_meant(reading.cast, find_last_subject(reading, last), last)
    if found is None or found.person is None:
        return None
    is_other = any(speaks_another(reading, at, found) for at in before if at > last)
    return found if not is_other and may_mean(reading.cast, low, found.person) else None


def _find_in_turn(reading: SpeechReading, one: Attributed, subject: Subject) -> Named | None:
    """Return whom "he" means in somebody's turn: one whom they named, and not themselves."""
    found = find_meant(reading.cast, subject, one.sentence)
    start = one.parts[0].span.start
    turn = find_turn(reading, start)
    if found is None or found.person is None or turn is None:
        return found
    said = reading.text[turn.label.end : start].casefold()
    is_self = name_turn_at(reading, start) == found
    nouns = {head[-1] for head in found.person.heads} | {found.person.words[-1]}
    return found if any(one in said for one in nouns) and not is_self else None
