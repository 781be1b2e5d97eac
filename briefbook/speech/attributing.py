"""Which cue each quotation of a text belongs to, and hence whose words it holds."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words
from briefbook.speech.cast import Named, is_asked
from briefbook.speech.cues import Cue, is_reporting
from briefbook.speech.judging import Link, is_short
from briefbook.speech.reading import SpeechReading, find_turn, name_answer_at, name_turn_at
from briefbook.speech.subjects import Subject, is_owner
from briefbook.speech.tokens import MarkedWords, Token
from briefbook.speech.words import BE, COPULAS, Words

_JUDGED = 10
"""Words of what is called something: "called the agreement of 2019 “…”"."""

_NEAR = 6
"""Words before a quotation in which the text may keep a distance: "the so-called"."""

_REACH = 40
"""Tokens before a colon in which a verb would say whose the words behind it are."""

_ECHOES = 20
"""Quotations without a speaker that are looked for in others: a text has few headings."""

_ECHOED = 2.5
"""Words that a heading repeats, at least."""

_TOLD = 6
"""Sentences back in which it is looked for who speaks, or of whom the text tells."""

_CUES = 3
"""Cues on either side of a quotation that may be its own."""

_JOINING = frozenset(("and", "but", "und", "aber"))
_NEXT = 2
"""Tokens between a verb of saying and what is joined to the words before it."""

_DENYING = frozenset(
    ("never", "not", "whether", "if", "how", "what", "nie", "nicht", "ob", "wie", "was")
)
"""Words behind which nobody asserts that somebody speaks."""

_OWNERS = frozenset(("his", "her", "their", "sein", "seine", "ihr", "ihre"))
_GIVING = frozenset(("gave", "gives", "issued", "posted", "put", "puts", "sent", "sends"))
"""Verbs of whoever gives the words behind a colon: "He sent a message: “…”"."""

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


def attribute_all(reading: SpeechReading) -> Iterator[Attributed]:
    """Yield all quotations with whoever says them, in order."""
    done: list[Attributed] = []
    for parts in reading.groups:
        done.append(_attribute(reading, _tie_group(reading, parts), done))
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


def _tie_group(reading: SpeechReading, parts: Sequence[MarkedWords]) -> Attributed:
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


def _attribute(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Attributed:
    if one.cue is not None:
        named = _find_subject(reading, one)
        return one._replace(named=named, is_certain=_is_certain(reading, one, one.cue, named))
    if one.link == "alone":
        found = _continue(reading, one, done)
        return found if found.named else one._replace(named=_find_focus(reading, one, done))
    if one.link == "colon":
        return one._replace(named=_find_introduced(reading, one, done))
    return one._replace(named=_find_teller(reading, one) if one.link == "told" else None)


def _is_certain(reading: SpeechReading, one: Attributed, cue: Cue, named: Named | None) -> bool:
    """Tell whether a cue leaves no doubt whose words a quotation holds."""
    words = reading.text[slice(*one.parts[0].inner)]
    is_near = one.link == "direct" or (not is_short(words) and _speaks_alone(reading, one))
    is_plain = cue.subject is not None and not _is_supposed(reading, one, cue)
    return is_near and is_plain and _is_sure(reading, cue.subject, one.sentence, named)


def _find_introduced(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Named | None:
    """Return whose words a sentence introduces that has no cue, and ends with a colon."""
    tokens = reading.sentences[one.sentence].tokens
    found = reading.cast.find_lead(one.sentence)
    if found is None and _leads_on(tokens):
        found = _find_focus(reading, one, done)
    if found is None and any(token.low in _GIVING for token in tokens[:_REACH]):
        found = reading.cast.find_subject(one.sentence)
    return found


def _leads_on(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence says only that somebody goes on: "And then:", "His comment:"."""
    lows = [one.low for one in tokens[:2]]
    return lows[0] in _OWNERS or lows in (["and", "then"], ["und", "dann"])


def _find_focus(
    reading: SpeechReading, one: Attributed, done: Sequence[Attributed]
) -> Named | None:
    """Return whose words hang on nothing: of whom alone the paragraph tells before them.

    Who spoke before them in the paragraph goes on, if it tells of nobody else in between.
    """
    numbers = _list_before(reading, one, 0)
    last = done[-1] if done and done[-1].paragraph == one.paragraph else None
    if last and last.named and last.named.person and last.link != "aloof":
        spoken = reading.places[last.parts[-1].span.start]
        between = [at for at in numbers if at > spoken]
        is_other = any(_speaks_another(reading, at, last.named) for at in between)
        return None if is_other else last.named
    if not numbers:
        return _find_before(reading, one)
    found = reading.cast.find_focus(one.sentence, numbers[-1])
    is_other = any(_speaks_another(reading, at, found) for at in numbers[:1]) if found else True
    return None if is_other or _is_followed(reading, one, found) else found


def _find_before(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return who comes up in a paragraph of one sentence, and then has one to speak."""
    before = _list_before(reading, one, 1)
    is_brief = len(before) == 1 and not reading.cues[before[0]]
    is_whole = len(reading.sentences[one.sentence].tokens) == 1
    if not is_brief or not is_whole or _has_quotation(reading, before[0]):
        return None
    return reading.cast.find_focus(one.sentence, before[0])


def _speaks_another(reading: SpeechReading, at: int, named: Named) -> bool:
    """Tell whether a sentence tells of anybody but one, or lets somebody else speak."""
    is_other = named.person is None or reading.cast.tells_of_others(at, named.person)
    subjects = (reading.cast.find(cue.subject, at) for cue in reading.cues[at])
    return is_other or any(one != named for one in subjects)


def _is_followed(reading: SpeechReading, one: Attributed, named: Named | None) -> bool:
    """Tell whether the sentence behind some words tells of anybody but one."""
    at = one.sentence + 1
    is_same = at < len(reading.sentences) and reading.sentences[at].paragraph == one.paragraph
    return (
        is_same
        and named is not None
        and named.person is not None
        and (reading.cast.tells_of_others(at, named.person))
    )


def _list_before(reading: SpeechReading, one: Attributed, paragraphs: int) -> list[int]:
    """Return the numbers of the few sentences before one in its paragraph, or further back."""
    first = one.paragraph - paragraphs
    near = range(one.sentence - 1, max(-1, one.sentence - _TOLD - 1), -1)
    return [at for at in near if reading.sentences[at].paragraph >= first]


def _find_teller(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return whose words a sentence goes on to report: who spoke before, or is spoken of.

    It is the subject of the sentence itself, where only a later clause reports.
    """
    if not is_reporting(_take_clause(reading, one.sentence), reading.words):
        return reading.cast.find_subject(one.sentence)
    for at in _list_before(reading, one, 1):
        if subject := _last_subject(reading, at):
            return reading.cast.find(subject, at)
        if not is_reporting(reading.sentences[at].tokens, reading.words):
            return reading.cast.find_subject(at)
    return None


def _take_clause(reading: SpeechReading, number: int) -> Sequence[Token]:
    """Return the tokens of the first clause of a sentence."""
    tokens = reading.sentences[number].tokens
    comma = next((at for at, one in enumerate(tokens[:_REACH]) if one.word == ","), len(tokens))
    return tokens[:comma]


def _is_supposed(reading: SpeechReading, one: Attributed, cue: Cue) -> bool:
    """Tell whether somebody only may say something: "Ann Lee would say"."""
    return reading.sentences[one.sentence].tokens[cue.start - 1].low in ("would", "will")


def _is_sure(
    reading: SpeechReading, subject: Subject | None, number: int, named: Named | None
) -> bool:
    """Tell whether nobody else can be meant; in a debate only a name leaves no doubt."""
    if named is None or named.person is None:
        return False
    is_spoken = bool(reading.turns) and (subject is None or subject.kind != "name")
    return not is_spoken and reading.cast.is_sure(subject, number, named.person)


def _speaks_alone(reading: SpeechReading, one: Attributed) -> bool:
    """Tell whether one subject has all verbs of saying before a quotation in its sentence."""
    at = reading.ranks[one.parts[0].span.start]
    subjects = {cue.subject for cue in reading.cues[one.sentence] if cue.start < at}
    return len(subjects) <= 1


def _find_subject(reading: SpeechReading, one: Attributed) -> Named | None:
    """Return whom a cue says to speak; "I" is whoever has the turn, "you" whoever answers."""
    subject = one.cue.subject if one.cue else None
    if subject and subject.kind == "pronoun":
        return _find_meant(reading, one, subject)
    if subject is None and not (one.cue and _is_asserted(reading, one, one.cue)):
        return None
    if subject is None:
        return reading.cast.find_subject(one.sentence)
    return reading.cast.find(subject, one.sentence)


def _find_meant(reading: SpeechReading, one: Attributed, subject: Subject) -> Named | None:
    """Return whom a pronoun means."""
    low = reading.sentences[one.sentence].tokens[subject.first].low
    if low in reading.words.speaking:
        return name_turn_at(reading, one.parts[0].span.start)
    if low in reading.words.addressing:
        return name_answer_at(reading, one.parts[0].span.start)
    if reading.turns:
        return _find_in_turn(reading, one, subject)
    found = reading.cast.find(subject, one.sentence)
    return found or _find_last_speaker(reading, one, low)


def _is_asserted(reading: SpeechReading, one: Attributed, cue: Cue) -> bool:
    """Tell whether a sentence says of its subject that they speak, whatever is inserted."""
    tokens = reading.sentences[one.sentence].tokens
    before = [token.low for token in tokens[max(0, cue.start - _REACH) : cue.start]]
    is_denied = any(low in _DENYING or low.endswith(("n't", "n’t")) for low in before)
    is_first = cue == reading.cues[one.sentence][0]
    return is_first and not is_denied and not is_asked(tokens)


def _find_last_speaker(reading: SpeechReading, one: Attributed, low: str) -> Named | None:
    """Return who spoke last before a pronoun that may mean several, if it may mean them."""
    before = _list_before(reading, one, 1)
    last = next((at for at in before if reading.cues[at]), None)
    found = None if last is None else reading.cast.find(_last_subject(reading, last), last)
    if last is None or found is None or found.person is None:
        return None
    is_other = any(_speaks_another(reading, at, found) for at in before if at > last)
    return found if not is_other and reading.cast.may_mean(low, found.person) else None


def _find_in_turn(reading: SpeechReading, one: Attributed, subject: Subject) -> Named | None:
    """Return whom "he" means in somebody's turn: one whom they named, and not themselves."""
    found = reading.cast.find(subject, one.sentence)
    start = one.parts[0].span.start
    turn = find_turn(reading, start)
    if found is None or found.person is None or turn is None:
        return found
    said = reading.text[turn.label.end : start].casefold()
    is_self = name_turn_at(reading, start) == found
    nouns = {head[-1] for head in found.person.heads} | {found.person.words[-1]}
    return found if any(one in said for one in nouns) and not is_self else None


# The cue of a quotation


def _tie(reading: SpeechReading, quotation: MarkedWords, number: int) -> _Tie:
    """Return how a quotation hangs on its sentence."""
    tokens, cues = reading.sentences[number].tokens, reading.cues[number]
    at = reading.ranks[quotation.span.start]
    bracket = _find_bracket(tokens, at)
    cues = [cue for cue in _pick_near(cues, at) if cue.left > bracket]
    if number in reading.alone:
        return _Tie("alone")
    before = _find_governing(tokens, at, cues)
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


def _is_within(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether quoted words go on with a sentence, and are no term: "would “walk”"."""
    before, behind = tokens[at - 1], tokens[at + 1 : at + 2]
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


def _find_governing(tokens: Sequence[Token], at: int, cues: Sequence[Cue]) -> Cue | None:
    """Return the last cue before a quotation that is not that of one before it."""
    before = [cue for cue in cues if cue.right <= at and cue.start < at]
    if not before:
        return None
    goes_on = tokens[at - 1].word in (":", *_DASHES) or tokens[at - 1].low == "that"
    goes_on = goes_on or (tokens[at - 1].low in _JOINING and at - before[-1].right <= _NEXT)
    return before[-1] if goes_on or not _is_used(tokens, before[-1]) else None


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


# Quotations that are sentences of their own


def _continue(
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
    if not _has_quotation(reading, before) and _last_subject(reading, before):
        return _give_last(reading, one, before)
    if last and last.named and reading.cast.find_pronoun_lead(before) == last.named:
        return one._replace(named=last.named)
    return one


def _continue_paragraph(
    reading: SpeechReading, one: Attributed, before: int, done: Sequence[Attributed]
) -> Attributed:
    """Return a quotation that begins a paragraph, behind a colon, a cue, or another one."""
    tokens = reading.sentences[before].tokens
    last = _last_subject(reading, before)
    if tokens[-1].word == ":":
        if last:
            return _give_last(reading, one, before)
        return one._replace(named=reading.cast.find_lead(before))
    is_end = last is not None and reading.cues[before][-1].right >= len(tokens) - 1
    if is_end and not _has_quotation(reading, before):
        return _give_last(reading, one, before)
    return _follow(reading, one, done)


def _follow(reading: SpeechReading, one: Attributed, done: Sequence[Attributed]) -> Attributed:
    """Return a paragraph of quoted words with the one who alone speaks in the one before it."""
    last = [other for other in done[-12:] if other.paragraph == one.paragraph - 1]
    is_whole = reading.sentences[one.sentence].tokens[0].kind == "quotation"
    is_long = not is_short(reading.text[slice(*one.parts[0].inner)])
    if not (last and is_whole and is_long and _begins_with_words(reading, last[0])):
        return one
    is_single = all(other.named == last[0].named for other in last)
    is_plain = last[-1].link in ("direct", "alone")
    return one._replace(named=last[0].named) if is_single and is_plain else one


def _begins_with_words(reading: SpeechReading, one: Attributed) -> bool:
    """Tell whether a quotation is the first thing in its paragraph."""
    number = reading.places[one.parts[0].span.start]
    is_first = number == 0 or reading.sentences[number - 1].paragraph < one.paragraph
    return is_first and reading.sentences[number].tokens[0].kind == "quotation"


def _take_over(one: Attributed, last: Attributed) -> Attributed:
    return one._replace(named=last.named, is_certain=last.is_certain)


def _has_quotation(reading: SpeechReading, number: int) -> bool:
    return any(one.kind == "quotation" for one in reading.sentences[number].tokens)


def _last_subject(reading: SpeechReading, number: int) -> Subject | None:
    cues = reading.cues[number]
    return cues[-1].subject if cues else None


def _give_last(reading: SpeechReading, one: Attributed, number: int) -> Attributed:
    """Return a quotation with whoever speaks last in the sentence before it.

    It is certain only where nobody else speaks in that sentence.
    """
    subject = _last_subject(reading, number)
    named = reading.cast.find(subject, number)
    subjects = {cue.subject for cue in reading.cues[number]}
    is_certain = len(subjects) == 1 and _is_sure(reading, subject, number, named)
    return one._replace(named=named, is_certain=is_certain)
