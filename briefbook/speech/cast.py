"""Whom a text names: in their fullest form, with what it tells of them.

``descriptions.py`` and ``pronouns.py`` ask it who is meant by other words.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.mentions import (
    NameWords,
    fold_word,
    fold_words,
    list_mentions,
    show_name,
)
from briefbook.speech.people import Person, learn, read_head
from briefbook.speech.subjects import Subject, begin_name, is_group_noun, is_person_noun
from briefbook.speech.tokens import Token, TokenSentence, match_tokens
from briefbook.speech.words import GERMAN_WRITTEN, SOURCES, Words

_SENTENCES = 14
"""Sentences back in which somebody is looked for."""

_ALIKE = 8
"""Persons with a part of their names in common that are told apart."""

_MENTIONS = 16
"""Nouns for what is written in a sentence that are looked at."""

_LOOKED_AT = 64
"""Names in a sentence that are looked at."""

_NEAR = 2
"""Paragraphs back in which a name in full stands near."""

_LONG = 6
"""Letters of a noun, at least, that may be the end of a longer one."""

_PANELS = ("committee", "panel")
"""Nouns for the same kind of body."""


class Named(NamedTuple):
    """Who is meant: a person of the cast, or only a description."""

    person: Person | None
    description: str = ""


class Cast:
    """The names of a text, ready to be asked whom a name means.

    ``silent`` are the numbers of sentences whose names are known but spoken of by nobody.
    """

    def __init__(
        self,
        text: str,
        sentences: Sequence[TokenSentence],
        words: Words,
        silent: Sequence[int] = (),
    ) -> None:
        """Read all sentences once."""
        self.text, self.sentences, self.words = text, sentences, words
        self.inner = {
            fold_word(token.low)
            for one in sentences
            for token in one.tokens[1:]
            if token.is_capital
        }
        self.mentions = [tuple(list_mentions(one.tokens, words)) for one in sentences]
        self.written = [tuple(_list_written(one.tokens)) for one in sentences]
        self.people: dict[NameWords, Person] = {}
        self.small = {
            token.low for one in sentences for token in one.tokens if token.word.islower()
        }
        self.by_part: defaultdict[NameWords, list[Person]] = defaultdict(list)
        self.by_noun: defaultdict[str, list[Person]] = defaultdict(list)
        self._name_all()
        self._learn_all()
        for number in silent:
            self.mentions[number] = ()

    def _name_all(self) -> None:
        """Make a person of each name, short ones of those they are a part of."""
        shown: dict[NameWords, str] = {}
        for sentence, some in zip(self.sentences, self.mentions, strict=True):
            for one in some:
                name = show_name(self.text, sentence.tokens, one)
                other = shown.get(one.words, name)
                shown[one.words] = min(name, other, key=_count_capitals)
        for words in sorted(shown, key=lambda one: (-len(one), one)):
            if len(words) > 1 or words not in self.by_part:
                self._add(Person(words, shown[words]))

    def _add(self, person: Person) -> None:
        words = person.words
        self.people[words] = person
        parts = [words[-size:] for size in range(1, len(words) + 1)]
        for part in dict.fromkeys((*parts, words[:1])):
            others = self.by_part[part]
            is_part = any(one.words[-len(words) :] == words for one in others)
            if len(others) < _ALIKE and not is_part:
                others.append(person)
        is_noun = self.words.nouns_have_capitals and len(words) == 1
        if person.is_group and not is_noun:
            for word in dict.fromkeys((words[0], words[-1])):
                self.by_noun[word].append(person)

    def _learn_all(self) -> None:
        for number, some in enumerate(self.mentions):
            tokens = self.sentences[number].tokens
            for one in some:
                if person := self.find_name(one.words, number):
                    run = (one.start, one.first, one.last)
                    learn(person, tokens, run, self.words, self.text)
        for person in self.people.values():
            for noun in dict.fromkeys(head[-1] for head in person.heads):
                self.by_noun[noun].append(person)

    def find_name(self, words: NameWords, sentence: int | None) -> Person | None:
        """Return whom the words of a name mean: the one full name that they are a part of.

        Where there are several, the one named in full shortly before; there is none without
        the number of a ``sentence``.
        """
        exact = self.people.get(words)
        if exact and len(words) > 1:
            return exact
        found = self.by_part.get(words, [])
        if len(found) <= 1 or sentence is None:
            return found[0] if len(found) == 1 else None
        near = {
            mention.words
            for number in self.go_back(sentence, _NEAR)
            for mention in self.mentions[number]
        }
        close = [one for one in found if one.words in near]
        return close[0] if len(close) == 1 else None

    def find_label(self, span: Span) -> Person | None:
        """Return whom the label of a turn names, or who alone has the office that it names."""
        tokens = list(match_tokens(self.text, *span))
        begin = begin_name(tokens, 0, len(tokens), self.words)
        if words := fold_words(tokens[begin:]):
            return self.find_name(words, None)
        head = read_head(tokens, self.words)
        like = [one for one in self.list_called(head) if len(one.words) > 1] if head else []
        return like[0] if len(like) == 1 else None

    def go_back(self, sentence: int, paragraphs: int) -> Iterator[int]:
        """Yield the numbers of a sentence and of those before it, not too far back."""
        first = self.sentences[sentence].paragraph - paragraphs
        for number in range(sentence, max(-1, sentence - _SENTENCES), -1):
            if self.sentences[number].paragraph < first:
                return
            yield number

    def is_plain(self, person: Person) -> bool:
        """Tell whether a name is beyond doubt one: no role, no document, no common noun.

        A single word needs a title or an apposition; a body has more words than one; and what
        is written without a capital elsewhere is a common noun.
        """
        if person.is_shown:
            return not person.is_written
        if len(person.words) == 1 or person.is_written:
            return False
        return person.is_group or not all(self._is_common(word) for word in person.words)

    def is_role(self, person: Person) -> bool:
        """Tell whether a name is only what somebody does or is: "Members", "Interpreter"."""
        return all(
            is_person_noun(one) or is_person_noun(one.removesuffix("s")) for one in person.words
        )

    def is_noun(self, person: Person) -> bool:
        """Tell whether a name is rather a noun: a role, or any single word in German."""
        is_short = len(person.words) == 1 and not person.is_shown
        return self.is_role(person) or (is_short and self.words.nouns_have_capitals)

    def _is_common(self, word: str) -> bool:
        singular = word.removesuffix("s")
        is_role = is_person_noun(word) or is_person_noun(singular)
        return is_role or word in self.small or is_group_noun(singular)

    def has_namesake(self, person: Person) -> bool:
        """Tell whether somebody else has a name that begins alike, but goes on otherwise."""
        like = self.by_part[person.words[:1]]
        return any(one is not person and len(one.words) > 1 for one in like)

    def find_named(self, subject: Subject, sentence: int) -> Named | None:
        """Return whom a name beside a verb means; it may be no name but a common noun."""
        tokens = self.sentences[sentence].tokens[subject.first : subject.last]
        words = fold_words(tokens)
        person = self.find_name(words, sentence)
        if person is None and words not in self.by_part:
            person = Person(
                words, " ".join(self.text[tokens[0].start : tokens[-1].end].split())
            )
            self._add(person)
        if person is None:
            return None
        if is_paper(person) or (not person.is_shown and self._is_unnamed(person)):
            return Named(None, person.name)
        person.has_person = person.has_person or not person.is_group
        return Named(person)

    def _is_unnamed(self, person: Person) -> bool:
        """Tell whether a name beside a verb is none: "Contractor denies …", "Witness B"."""
        if person.is_written or len(person.words) > 1:
            return person.is_written
        word = person.words[0]
        is_noun = self.words.nouns_have_capitals or len(word) == 1
        return is_noun or word in self.small or word not in self.inner

    def list_called(self, head: NameWords) -> list[Person]:
        """Return those whom the text describes by the words of a description."""
        return [one for one in self.list_like(head[-1]) if _is_called(one, head)]

    def list_like(self, noun: str) -> Sequence[Person]:
        """Return those whom a noun may mean; German ones are parts of longer ones."""
        if not self.words.nouns_have_capitals:
            nouns = (noun, *_PANELS) if noun in _PANELS else (noun,)
            return list(
                dict.fromkeys(one for key in nouns for one in self.by_noun.get(key, ()))
            )
        like = (some for key, some in self.by_noun.items() if key.endswith(noun))
        return list({id(one): one for some in like for one in some}.values())

    def is_named_before(self, person: Person, sentence: int, paragraphs: int) -> bool:
        """Tell whether somebody is named in a sentence, or before it within some paragraphs."""
        return any(
            self.find_name(one.words, number) is person
            for number in self.go_back(sentence, paragraphs)
            for one in self.mentions[number][-_LOOKED_AT:]
        )

    def is_near(self, person: Person, sentence: int) -> bool:
        """Tell whether somebody is named in the same paragraph so far, or in the one before."""
        return any(
            self.find_name(one.words, number) is person
            for number in self.go_back(sentence, 1)
            for one in self.mentions[number]
        )

    def has_office_alone(self, tokens: Sequence[Token]) -> bool:
        """Tell whether only one is called by the noun of a description in the whole text."""
        head = read_head(tokens, self.words)
        return len(self.list_like(head[-1])) == 1 if head else False


def is_paper(person: Person) -> bool:
    """Tell whether a name is only a noun for what is written: "Clause 14", "Gutachten"."""
    first, *rest = person.words
    is_written = first.endswith(GERMAN_WRITTEN) or first in SOURCES
    return is_written and all(one.isdigit() for one in rest)


def _list_written(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the first few tokens that are nouns for what is written."""
    found = (at for at, one in enumerate(tokens) if one.low in SOURCES)
    return islice(found, _MENTIONS)


def _count_capitals(name: str) -> tuple[int, int]:
    return sum(map(str.isupper, name)), -len(name)


def _is_called(person: Person, head: NameWords) -> bool:
    """Tell whether a description fits somebody: its words end those that the text gives."""
    if person.is_group:
        rest = set(head[:-1]) if head[-1] in _PANELS else set(head)
        return bool(rest) and rest <= set(person.words)
    return any(_fits(head, known) for known in person.heads)


def _fits(head: NameWords, known: NameWords) -> bool:
    is_end = known[-len(head) :] == head
    is_long = len(head) == 1 and len(head[-1]) > _LONG
    return is_end or (is_long and known[-1].endswith(head[-1]))
