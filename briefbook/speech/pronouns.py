"""Whom a pronoun means: who was spoken of last, if it can be no other."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefbook.speech.cast import Cast, Named
from briefbook.speech.cues import is_asked
from briefbook.speech.descriptions import (
    LEAD,
    MENTIONS,
    PARAGRAPHS,
    agrees,
    find_described,
    list_described,
    list_people,
)
from briefbook.speech.mentions import NameAt, first_token
from briefbook.speech.people import Person, tell_gender
from briefbook.speech.subjects import Subject, is_owner, is_title
from briefbook.speech.tokens import Token
from briefbook.speech.words import Words

_NEXT = 30
"""Tokens behind a name in which a pronoun takes it up."""

_TELLING = {"he": "he", "himself": "he", "she": "she", "herself": "she", "er": "he"}
_MEANING = {*_TELLING, "him", "her", "ihn", "ihm", "ihr"}
"""Pronouns, of which the first in a sentence tells the gender of whom it begins with."""

_NEAR = 2
"""Paragraphs back in which nobody else may be named, if it is to be sure who is meant."""


def find_pronoun(cast: Cast, low: str, sentence: int, before: int) -> Named | None:
    """Return whom a pronoun means: who was spoken of last, if it can be no other."""
    words = cast.words
    if low not in words.he | words.she | words.it:
        return None
    gender = _read_gender(low, words)
    is_outside = low in words.it or is_asked(cast.sentences[sentence].tokens)
    for number in cast.go_back(sentence, PARAGRAPHS):
        limit = before if number == sentence else len(cast.sentences[number].tokens)
        if number == sentence and is_outside:
            continue
        if number < sentence and gender and _goes_on(cast, number, gender):
            continue
        people = list_people(cast, number, limit, gender)
        others = list(list_described(cast, number, limit, gender))
        if people or others:
            _take_in(cast, number, people, others, gender)
            return _choose(cast, number, people, others, gender)
    return None


def _goes_on(cast: Cast, number: int, gender: str) -> bool:
    """Tell whether a sentence begins with the same pronoun: "She rose. She said"."""
    tokens = cast.sentences[number].tokens
    lows = [one.low for one in tokens[:2]]
    if is_asked(tokens):
        return any(_TELLING.get(one.low) == gender for one in tokens)
    low = lows[-1] if lows[0] in ("and", "but", "then") else lows[0]
    return low in ("he", "she", "er") and _read_gender(low, cast.words) == gender


def learn_genders(cast: Cast) -> None:
    """Note of whom a sentence says "he" or "she" that has named nobody else before."""
    for number, sentence in enumerate(cast.sentences):
        for mention in cast.mentions[number][:1]:
            person = cast.find_name(mention.words, number)
            reach = range(mention.last, min(len(sentence.tokens), mention.last + _NEXT))
            at = next((one for one in reach if sentence.tokens[one].low in _MEANING), 0)
            at = at if sentence.tokens[at].low in _TELLING else 0
            if person and at and not person.gender and mention.start <= _end_lead(cast, number):
                gender = _TELLING[sentence.tokens[at].low]
                is_other = any(True for _ in list_described(cast, number, at, gender))
                if not is_other and set(list_people(cast, number, at, gender)) == {person}:
                    person.gender = gender


def may_mean(cast: Cast, low: str, person: Person) -> bool:
    """Tell whether a pronoun may mean somebody, as far as their gender is known."""
    gender = _read_gender(low, cast.words)
    return bool(gender) and agrees(person, gender)


def _take_in(
    cast: Cast,
    number: int,
    people: dict[Person, NameAt],
    others: list[tuple[int, int]],
    gender: str,
) -> None:
    """Move those to the people whom a description means, if a pronoun may mean them."""
    for first, last in others[:MENTIONS]:
        person = find_described(cast, first, last, number, is_alone=True).person
        if person:
            others.remove((first, last))
            if agrees(person, gender):
                people.setdefault(person, NameAt(first, first, last, ()))


def _choose(
    cast: Cast,
    number: int,
    people: dict[Person, NameAt],
    others: Sequence[tuple[int, int]],
    gender: str,
) -> Named | None:
    """Return the one whom a pronoun means of those in a sentence, None if any may be."""
    lead = _end_lead(cast, number)
    if len(people) > 1 and gender:
        alike = {one: at for one, at in people.items() if one.gender == gender}
        people = alike if len(alike) == 1 else people
    if len(people) > 1:
        shown = {one: at for one, at in people.items() if one.is_shown}
        people = shown if len(shown) == 1 else people
    if not people:
        return find_described(cast, *others[0], number) if len(others) == 1 else None
    if len(people) == 1:
        ((person, mention),) = people.items()
        nouns = (cast.sentences[number].tokens[last - 1].low for _, last in others)
        is_other = bool(gender) and person.gender != gender
        is_other = is_other and any(tell_gender([noun]) == gender for noun in nouns)
        if is_other or (others and mention.start > lead):
            return None
        person.gender = person.gender or gender
        return Named(person)
    return None


def _end_lead(cast: Cast, number: int) -> int:
    """Return the last token at which a name may begin to be a sentence's subject."""
    tokens = cast.sentences[number].tokens
    lead = 0
    while lead < min(len(tokens), LEAD) and _leads(cast, tokens[lead]):
        lead += 1
    return lead


def _leads(cast: Cast, token: Token) -> bool:
    is_word = token.low in cast.words.leads or is_title(token.low, cast.words)
    return is_word or is_owner(token)


def is_alone(cast: Cast, subject: Subject, sentence: int, person: Person) -> bool:
    """Tell whether a pronoun may mean one person alone of those named nearby."""
    words = cast.words
    low = cast.sentences[sentence].tokens[subject.first].low
    gender = _read_gender(low, words)
    others: set[Person] = set()
    for number in cast.go_back(sentence, _NEAR):
        limit = subject.first if number == sentence else len(cast.sentences[number].tokens)
        found = list_people(cast, number, limit, gender)
        others |= found.keys() | set(_list_rivals(cast, number, limit, gender))
        if person in found and found[person].start <= _end_lead(cast, number):
            break
    return not (others - {person}) and not cast.has_namesake(person)


def _list_rivals(cast: Cast, number: int, limit: int, gender: str) -> Iterator[Person]:
    """Yield those named in a sentence who might be persons, though nothing shows it."""
    end = bisect_left(cast.mentions[number], limit, key=first_token)
    for mention in cast.mentions[number][max(0, end - MENTIONS) : end]:
        person = cast.find_name(mention.words, number)
        if person and gender and _may_rival(person, gender):
            yield person


def _read_gender(low: str, words: Words) -> str:
    """Return the gender of a pronoun: "he", "she", or "" for any other word."""
    return "he" if low in words.he else "she" if low in words.she else ""


def _may_rival(person: Person, gender: str) -> bool:
    is_like = len(person.words) > 1 and not person.is_group and not person.is_place
    return is_like and person.gender in ("", gender)
