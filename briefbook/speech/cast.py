"""Whom a text speaks of: names in their fullest form, descriptions and pronouns.

A surname, a description ("the minister") or a pronoun is led back to a full name where the
text leaves no doubt.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.cues import lead_subject
from briefbook.speech.people import Person, learn, read_head, tell_gender
from briefbook.speech.subjects import (
    Subject,
    begin_name,
    find_source,
    is_owner,
    is_person_noun,
    is_title,
)
from briefbook.speech.tokens import Token, TokenSentence, match_tokens
from briefbook.speech.words import DAYS, ENGLISH, GERMAN_WRITTEN, GROUPS, SOURCES, Words

_PARAGRAPHS = 5
"""Paragraphs, this one included, in which the person is looked for whom a pronoun means."""

_SENTENCES = 14
"""Sentences of them."""

_LONGEST_RUN = 14
_LONGEST_NAME = 8
_ALIKE = 8
"""Persons with a part of their names in common that are told apart."""

_REACH = 120
"""Tokens before a pronoun in its sentence in which it is looked for whom it means."""

_REPLIES = frozenset(
    ("reply", "answer", "response", "retort", "message", "verdict", "comment", "statement")
)
_MENTIONS = 16
_LOOKED_AT = 64
_LEAD = 8
_NEAR = 2
_KEPT_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "lord", "lady", "baroness", "officer", "commander", "sister")
)
_NEW = frozenset(
    (
        *("a", "an", "one", "another", "each", "every", "my", "our"),
        *("ein", "eine", "einer", "mein", "meine", "unser", "unsere"),
    )
)
"""Articles behind which nobody stands who was named already."""

_KIN = ("mother", "father", "grandmother", "grandfather", "dame", "rentner", "rentnerin")
"""Nouns for what somebody is besides all else: they take up whoever was named."""

_PANELS = ("committee", "panel")
"""Nouns for the same kind of body."""

_Part = tuple[str, ...]


class NameAt(NamedTuple):
    """A name in a sentence, by its tokens: with what leads up to it, itself, and its words."""

    start: int
    first: int
    last: int
    words: _Part


class Named(NamedTuple):
    """Who is meant: a person of the cast, or only a description."""

    person: Person | None
    description: str = ""


class Cast:
    """The names of a text, ready to be asked whom a name, a description or a pronoun means.

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
        self._text, self._sentences, self._words = text, sentences, words
        self._inner = {
            _fold_word(token.low)
            for one in sentences
            for token in one.tokens[1:]
            if token.is_capital
        }
        self._mentions = [tuple(list_mentions(one.tokens, words)) for one in sentences]
        self._written = [tuple(_list_written(one.tokens)) for one in sentences]
        self._people: dict[_Part, Person] = {}
        self._small = {
            token.low for one in sentences for token in one.tokens if token.word.islower()
        }
        self._by_part: defaultdict[_Part, list[Person]] = defaultdict(list)
        self._by_noun: defaultdict[str, list[Person]] = defaultdict(list)
        self._name_all()
        self._learn_all()
        for number in silent:
            self._mentions[number] = ()

    def _name_all(self) -> None:
        """Make a person of each name, short ones of those they are a part of."""
        shown: dict[_Part, str] = {}
        for sentence, some in zip(self._sentences, self._mentions, strict=True):
            for one in some:
                name = _show(self._text, sentence.tokens, one)
                other = shown.get(one.words, name)
                shown[one.words] = min(name, other, key=_count_capitals)
        for words in sorted(shown, key=lambda one: (-len(one), one)):
            if len(words) > 1 or words not in self._by_part:
                self._add(Person(words, shown[words]))

    def _add(self, person: Person) -> None:
        words = person.words
        self._people[words] = person
        parts = [words[-size:] for size in range(1, len(words) + 1)]
        for part in dict.fromkeys((*parts, words[:1])):
            others = self._by_part[part]
            is_part = any(one.words[-len(words) :] == words for one in others)
            if len(others) < _ALIKE and not is_part:
                others.append(person)
        if person.is_group:
            for word in dict.fromkeys((words[0], words[-1])):
                self._by_noun[word].append(person)

    def _learn_all(self) -> None:
        for number, some in enumerate(self._mentions):
            tokens = self._sentences[number].tokens
            for one in some:
                if person := self.find_name(one.words, number):
                    run = (one.start, one.first, one.last)
                    learn(person, tokens, run, self._words, self._text)
        for person in self._people.values():
            for noun in dict.fromkeys(head[-1] for head in person.heads):
                self._by_noun[noun].append(person)

    # Names and labels

    def find_name(self, words: _Part, sentence: int | None) -> Person | None:
        """Return whom the words of a name mean: the one full name that they are a part of.

        Where there are several, the one named in full shortly before; there is none without
        the number of a ``sentence``.
        """
        exact = self._people.get(words)
        if exact and len(words) > 1:
            return exact
        found = self._by_part.get(words, [])
        if len(found) <= 1 or sentence is None:
            return found[0] if len(found) == 1 else None
        near = {
            mention.words
            for number in self._go_back(sentence, _NEAR)
            for mention in self._mentions[number]
        }
        close = [one for one in found if one.words in near]
        return close[0] if len(close) == 1 else None

    def find_label(self, span: Span) -> Person | None:
        """Return whom the label of a turn names, or who alone has the office that it names."""
        tokens = list(match_tokens(self._text, *span))
        begin = begin_name(tokens, 0, len(tokens), self._words)
        if words := _fold(tokens[begin:]):
            return self.find_name(words, None)
        head = read_head(tokens, self._words)
        like = [one for one in self._list_called(head) if len(one.words) > 1] if head else []
        return like[0] if len(like) == 1 else None

    def _go_back(self, sentence: int, paragraphs: int) -> Iterator[int]:
        """Yield the numbers of a sentence and of those before it, not too far back."""
        first = self._sentences[sentence].paragraph - paragraphs
        for number in range(sentence, max(-1, sentence - _SENTENCES), -1):
            if self._sentences[number].paragraph < first:
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

    def _is_common(self, word: str) -> bool:
        singular = word.removesuffix("s")
        is_role = is_person_noun(word) or is_person_noun(singular)
        return is_role or word in self._small or singular in GROUPS

    def is_sure(self, subject: Subject | None, sentence: int, person: Person) -> bool:
        """Tell whether a phrase can mean nobody but the one whom it is taken to mean.

        A name in full can; a description, if they are named not far before and nobody else is
        called by its noun; a pronoun, if
        nobody else whom it may mean is named about as near, nor anybody of a like name.
        """
        if subject is None or subject.kind == "name":
            return self.is_plain(person)
        tokens = self._sentences[sentence].tokens[subject.first : subject.last]
        if any(one.low in SOURCES for one in tokens):
            return False  # a document is the words of its body, as far as one can tell
        if subject.kind == "description" and not self._has_office_alone(tokens):
            return False
        reach = _NEAR if subject.kind == "pronoun" else _PARAGRAPHS
        is_known = self._is_named_before(person, sentence, reach) and self.is_plain(person)
        return is_known and (
            subject.kind != "pronoun" or self._is_alone(subject, sentence, person)
        )

    def _has_office_alone(self, tokens: Sequence[Token]) -> bool:
        """Tell whether only one is called by the noun of a description in the whole text."""
        head = read_head(tokens, self._words)
        return len(self._list_like(head[-1])) == 1 if head else False

    def _is_alone(self, subject: Subject, sentence: int, person: Person) -> bool:
        """Tell whether a pronoun may mean one person alone of those named nearby."""
        words = self._words
        low = self._sentences[sentence].tokens[subject.first].low
        gender = _read_gender(low, words)
        others: set[Person] = set()
        for number in self._go_back(sentence, _NEAR):
            limit = subject.first if number == sentence else len(self._sentences[number].tokens)
            found = self._list_people(number, limit, gender)
            others |= found.keys() | set(self._list_rivals(number, limit, gender))
            if person in found and found[person].start <= self._end_lead(number):
                break
        return not (others - {person}) and not self._has_namesake(person)

    def _list_rivals(self, number: int, limit: int, gender: str) -> Iterator[Person]:
        """Yield those named in a sentence who might be persons, though nothing shows it."""
        end = bisect_left(self._mentions[number], limit, key=_first)
        for mention in self._mentions[number][max(0, end - _MENTIONS) : end]:
            person = self.find_name(mention.words, number)
            if person and gender and _may_rival(person, gender):
                yield person

    def _has_namesake(self, person: Person) -> bool:
        """Tell whether somebody else has a name that begins alike, but goes on otherwise."""
        like = self._by_part[person.words[:1]]
        return any(one is not person and len(one.words) > 1 for one in like)

    # Subjects

    def find(self, subject: Subject | None, sentence: int) -> Named | None:
        """Return whom a phrase in a sentence means, None where that is not plain."""
        if subject is None or subject.kind == "several":
            return None
        if subject.kind == "name":
            return self._find_named(subject, sentence)
        if subject.kind == "description":
            return self._find_described(subject.first, subject.last, sentence)
        token = self._sentences[sentence].tokens[subject.first]
        if token.low in self._words.unnamed:
            return Named(None, token.word)
        return self._find_pronoun(token.low, sentence, subject.first)

    def _find_named(self, subject: Subject, sentence: int) -> Named | None:
        tokens = self._sentences[sentence].tokens[subject.first : subject.last]
        words = _fold(tokens)
        person = self.find_name(words, sentence)
        if person is None and words not in self._by_part:
            person = Person(
                words, " ".join(self._text[tokens[0].start : tokens[-1].end].split())
            )
            self._add(person)
        if person is None:
            return None
        if _is_paper(person):
            return Named(None, person.name)
        is_short = len(person.words) == 1 and not person.is_shown
        if is_short and (words[0] in self._small or words[0] not in self._inner):
            return Named(None, person.name)  # "Contractor denies …": a common noun
        person.has_person = person.has_person or not person.is_group
        return Named(person)

    def find_lead(self, sentence: int) -> Named | None:
        """Return whom the name means that a sentence begins with, None if with no name."""
        tokens = self._sentences[sentence].tokens
        owner = self._find_replying(sentence)
        lead = owner or lead_subject(tokens, self._words)
        if lead is None or lead.kind != "name":
            return None
        person = self.find_name(_fold(tokens[lead.first : lead.last]), sentence)
        is_known = (
            person
            and not _is_paper(person)
            and (person.is_group or person.heads or len(person.words) > 1)
        )
        return Named(person) if is_known else None

    def find_subject(self, sentence: int) -> Named | None:
        """Return whom the phrase means that a sentence begins with, None if with none."""
        tokens = self._sentences[sentence].tokens
        lead = lead_subject(tokens, self._words)
        if lead is None or tokens[lead.start].low in self._words.open:
            return None
        if lead.kind != "description":
            return self.find_lead(sentence) or self.find(lead, sentence)
        if any(one.low in SOURCES for one in tokens[lead.first : lead.last]):
            return self._describe(lead.first, lead.last, sentence)
        return self._find_described(lead.first, lead.last, sentence)

    def _find_replying(self, sentence: int) -> Subject | None:
        """Return who owns what a sentence begins with: "Mrs Lee's reply came at once: …"."""
        tokens = self._sentences[sentence].tokens
        for one in self._mentions[sentence][:1]:
            behind = [token.low for token in tokens[one.last : one.last + 2]]
            is_reply = any(low in _REPLIES for low in behind)
            if is_reply and is_owner(tokens[one.last - 1]) and one.start <= 1:
                return Subject("name", one.first, one.last, one.start, one.last)
        return None

    def find_focus(self, sentence: int, first: int) -> Named | None:
        """Return of whom alone the last sentence before one tells that tells of anybody.

        It is looked for down to the sentence ``first``; in English they are its subject.
        """
        for number in range(sentence - 1, first - 1, -1):
            people, is_more = self._list_all(number)
            if people or is_more:
                ((person, mention),) = people.items() if len(people) == 1 else ((None, None),)
                is_lead = mention is not None and self._may_lead(number, mention)
                return Named(person) if person and is_lead and not is_more else None
        return None

    def _may_lead(self, number: int, mention: NameAt) -> bool:
        """Tell whether a name may be that of a sentence's subject, by its place."""
        before = self._sentences[number].tokens[mention.start - 1].low if mention.start else ""
        is_early = self._words.nouns_have_capitals or mention.start <= _LEAD
        return is_early and before not in self._words.before

    def tells_of_others(self, sentence: int, person: Person) -> bool:
        """Tell whether a sentence speaks of anybody but one person."""
        people, is_more = self._list_all(sentence)
        return is_more or bool(people.keys() - {person})

    def _list_all(self, number: int) -> tuple[dict[Person, NameAt], bool]:
        """Return the persons whom a sentence names, and whether it describes others."""
        limit = len(self._sentences[number].tokens)
        people: dict[Person, NameAt] = {}
        is_more = False
        for gender in ("he", "she"):
            people |= self._list_people(number, limit, gender)
            for first, last in self._list_described(number, limit, gender):
                person = self._find_described(first, last, number, is_alone=True).person
                is_more = is_more or person is None
                people |= {person: NameAt(first, first, last, ())} if person else {}
        return people, is_more

    def find_pronoun_lead(self, sentence: int) -> Named | None:
        """Return whom the pronoun means that a sentence begins with, None if with none."""
        lead = lead_subject(self._sentences[sentence].tokens, self._words)
        return self.find(lead, sentence) if lead and lead.kind == "pronoun" else None

    def _find_described(
        self, first: int, last: int, sentence: int, *, is_alone: bool = False
    ) -> Named:
        """Return whom a description means, itself where the text names nobody for it."""
        tokens = self._sentences[sentence].tokens[first:last]
        described = self._describe(first, last, sentence)
        head = read_head(tokens, self._words)
        if head and head[-1] in SOURCES:
            return self._find_author(first, last, sentence) or described
        if not head or tokens[0].low in _NEW:
            return described
        found = self._list_called(head)
        if len(found) > 1:
            near = [one for one in found if self._is_near(one, sentence)]
            found = near or [
                one for one in found if self._is_named_before(one, sentence, _PARAGRAPHS)
            ]
        if not found and not is_alone and self._takes_up(tokens, head):
            return self._find_taken_up(sentence, tell_gender(head)) or described
        return Named(found[0]) if len(found) == 1 else described

    def _describe(self, first: int, last: int, sentence: int) -> Named:
        tokens = self._sentences[sentence].tokens[first:last]
        return Named(None, " ".join(self._text[tokens[0].start : tokens[-1].end].split()))

    def _takes_up(self, tokens: Sequence[Token], head: _Part) -> bool:
        """Tell whether a description takes up somebody who was named: "the 34-year-old"."""
        is_person = self._words.nouns_have_capitals and is_person_noun(head[-1])
        is_person = is_person and head[-1] not in ("mann", "frau")
        is_known = is_person or head[-1].endswith(("-year-old", "-jährige")) or head[-1] in _KIN
        return is_known and tokens[0].low in self._words.articles

    def _find_taken_up(self, sentence: int, gender: str) -> Named | None:
        """Return whom alone the last sentence names that names anybody, if the gender fits."""
        for number in self._go_back(sentence, 1):
            people, is_more = self._list_all(number) if number < sentence else ({}, False)
            if people or is_more:
                fit = [one for one in people if not gender or one.gender in ("", gender)]
                return Named(fit[0]) if len(people) == len(fit) == 1 and not is_more else None
        return None

    def _find_author(self, first: int, last: int, sentence: int) -> Named | None:
        """Return whose something written is: "its report", "the council's", "by the panel"."""
        tokens = self._sentences[sentence].tokens
        low = tokens[first].low
        found: Named | None = None
        if low in self._words.owners:
            found = self._find_pronoun(low, sentence, first)
        elif owner := next((at for at in range(first, last) if is_owner(tokens[at])), None):
            found = self._find_owner(first, owner, sentence)
        elif by := _find_by(tokens, first):
            subject = find_source(tokens, by, self._words)
            found = self.find(subject, sentence) if subject else None
        elif low in self._words.articles:
            found = self._find_known_author(tokens, last, sentence)
        is_body = found is not None and found.person is not None
        return found if is_body else None

    def _find_known_author(
        self, tokens: Sequence[Token], last: int, sentence: int
    ) -> Named | None:
        """Return whose "the report" is: the panel's, after "a report by the panel"."""
        noun = tokens[last - 1].low
        for number in self._go_back(sentence, _PARAGRAPHS):
            end = last - 1 if number == sentence else None
            like = self._list_noun(number, noun, end)
            found = next((one for at in like if (one := self._read_author(number, at))), None)
            if found:
                return found
        return None

    def _list_noun(self, number: int, noun: str, end: int | None) -> list[int]:
        tokens, written = self._sentences[number].tokens, self._written[number]
        return [at for at in written if tokens[at].low == noun and (end is None or at < end)]

    def _read_author(self, number: int, at: int) -> Named | None:
        tokens = self._sentences[number].tokens
        if by := _find_by(tokens, at):
            subject = find_source(tokens, by, self._words)
            return self.find(subject, number) if subject and subject.kind != "pronoun" else None
        owner = next(
            (one for one in range(at - 1, max(-1, at - 4), -1) if is_owner(tokens[one])), 0
        )
        return self._find_owner(0, owner, number) if owner else None

    def _find_owner(self, first: int, owner: int, sentence: int) -> Named | None:
        end = bisect_left(self._mentions[sentence], owner + 1, key=_first)
        for one in self._mentions[sentence][max(0, end - 1) : end]:
            if one.last == owner + 1 and one.start >= first:
                person = self.find_name(one.words, sentence)
                if person and len(person.words) > 1:
                    return Named(person)
        noun = _fold_word(self._sentences[sentence].tokens[owner].low)
        like = [one for one in self._by_noun.get(noun, ()) if one.is_group]
        return Named(like[0]) if len(like) == 1 else None

    def _list_called(self, head: _Part) -> list[Person]:
        return [one for one in self._list_like(head[-1]) if _is_called(one, head)]

    def _list_like(self, noun: str) -> Sequence[Person]:
        """Return those whom a noun may mean; German ones are parts of longer ones."""
        if not self._words.nouns_have_capitals:
            nouns = (noun, *_PANELS) if noun in _PANELS else (noun,)
            return list(
                dict.fromkeys(one for key in nouns for one in self._by_noun.get(key, ()))
            )
        like = (some for key, some in self._by_noun.items() if key.endswith(noun))
        return list({id(one): one for some in like for one in some}.values())

    def _is_named_before(self, person: Person, sentence: int, paragraphs: int) -> bool:
        """Tell whether somebody is named in a sentence, or before it within some paragraphs."""
        return any(
            self.find_name(one.words, number) is person
            for number in self._go_back(sentence, paragraphs)
            for one in self._mentions[number][-_LOOKED_AT:]
        )

    def _is_near(self, person: Person, sentence: int) -> bool:
        """Tell whether somebody is named in the same paragraph so far, or in the one before."""
        return any(
            self.find_name(one.words, number) is person
            for number in self._go_back(sentence, 1)
            for one in self._mentions[number]
        )

    # Pronouns

    def _find_pronoun(self, low: str, sentence: int, before: int) -> Named | None:
        """Return whom a pronoun means: who was spoken of last, if it can be no other."""
        words = self._words
        if low not in words.he | words.she | words.it:
            return None
        gender = _read_gender(low, words)
        is_outside = low in words.it or is_asked(self._sentences[sentence].tokens)
        for number in self._go_back(sentence, _PARAGRAPHS):
            limit = before if number == sentence else len(self._sentences[number].tokens)
            if number == sentence and is_outside:
                continue
            people = self._list_people(number, limit, gender)
            others = list(self._list_described(number, limit, gender))
            if people or others:
                self._take_in(number, people, others, gender)
                return self._choose(number, people, others, gender)
        return None

    def may_mean(self, low: str, person: Person) -> bool:
        """Tell whether a pronoun may mean somebody, as far as their gender is known."""
        gender = _read_gender(low, self._words)
        return bool(gender) and _agrees(person, gender)

    def _take_in(
        self,
        number: int,
        people: dict[Person, NameAt],
        others: list[tuple[int, int]],
        gender: str,
    ) -> None:
        """Move those to the people whom a description means, if a pronoun may mean them."""
        for first, last in others[:_MENTIONS]:
            person = self._find_described(first, last, number, is_alone=True).person
            if person:
                others.remove((first, last))
                if _agrees(person, gender):
                    people.setdefault(person, NameAt(first, first, last, ()))

    def _list_people(self, number: int, limit: int, gender: str) -> dict[Person, NameAt]:
        """Return those in a sentence whom a pronoun may mean, each with the first mention."""
        found: dict[Person, NameAt] = {}
        mentions, tokens = self._mentions[number], self._sentences[number].tokens
        end = bisect_left(mentions, limit, key=_first)
        for mention in mentions[max(0, end - _MENTIONS) : end]:
            is_aside = mention.start > 0 and tokens[mention.start - 1].word == "("
            person = None if is_aside else self.find_name(mention.words, number)
            if person and _agrees(person, gender):
                found.setdefault(person, mention)
        return found

    def _list_described(
        self, number: int, limit: int, gender: str
    ) -> Iterator[tuple[int, int]]:
        """Yield the descriptions that a pronoun may mean, and that no name stands beside."""
        tokens, words = self._sentences[number].tokens, self._words
        for at in range(max(1, limit - _REACH), limit):
            low = tokens[at].low
            is_noun = is_person_noun(low) if gender else low in GROUPS or low in SOURCES
            if not is_noun or tokens[at].kind != "word" or _is_named(tokens, at, words):
                continue
            start = at
            while start and at - start < _LONGEST_NAME and _is_inside(tokens[start], words):
                start -= 1
            is_fit = not gender or tell_gender([low]) in ("", gender)
            if tokens[start].low in words.determiners and is_fit:
                yield start, at + 1

    def _choose(
        self,
        number: int,
        people: dict[Person, NameAt],
        others: Sequence[tuple[int, int]],
        gender: str,
    ) -> Named | None:
        """Return the one whom a pronoun means of those in a sentence, None if any may be."""
        lead = self._end_lead(number)
        if len(people) > 1 and gender:
            alike = {one: at for one, at in people.items() if one.gender == gender}
            people = alike if len(alike) == 1 else people
        if len(people) > 1:
            shown = {one: at for one, at in people.items() if one.is_shown}
            people = shown if len(shown) == 1 else people
        if not people:
            return self._find_described(*others[0], number) if len(others) == 1 else None
        if len(people) == 1:
            ((person, mention),) = people.items()
            nouns = (self._sentences[number].tokens[last - 1].low for _, last in others)
            is_other = bool(gender) and person.gender != gender
            is_other = is_other and any(tell_gender([noun]) == gender for noun in nouns)
            if is_other or (others and mention.start > lead):
                return None
            person.gender = person.gender or gender
            return Named(person)
        return None

    def _end_lead(self, number: int) -> int:
        """Return the last token at which a name may begin to be a sentence's subject."""
        tokens = self._sentences[number].tokens
        lead = 0
        while lead < min(len(tokens), _LEAD) and self._leads(tokens[lead]):
            lead += 1
        return lead

    def _leads(self, token: Token) -> bool:
        is_word = token.low in self._words.leads or is_title(token.low, self._words)
        return is_word or is_owner(token)


def list_mentions(tokens: Sequence[Token], words: Words) -> Iterator[NameAt]:
    """Yield the names in a sentence: runs of capitalised words, less what leads up to them."""
    at = 0
    while at < len(tokens):
        if not tokens[at].is_capital:
            at += 1
            continue
        end = _end_run(tokens, at, words)
        begin = begin_name(tokens, at, end, words)
        if begin == end and is_owner(tokens[end - 1]):
            begin = begin_name(tokens, at, end - 1, words)
        last = _cut(tokens, at, begin, end)
        if begin < last <= begin + _LONGEST_NAME and tokens[begin].low not in DAYS:
            yield NameAt(at, begin, last, _fold(tokens[begin:last]))
        at = max(last, at + 1)


def _cut(tokens: Sequence[Token], at: int, begin: int, end: int) -> int:
    """Return where a name ends that a title leads up to: "President Lee of Norland"."""
    is_body = any(one.low in GROUPS for one in tokens[at:end])
    if begin == at or is_body:
        return end
    return next((i for i in range(begin, end) if tokens[i].low in ("of", "for")), end)


def _end_run(tokens: Sequence[Token], at: int, words: Words) -> int:
    end = at + 1
    while end < len(tokens) and end - at < _LONGEST_RUN and not is_owner(tokens[end - 1]):
        step = _step(tokens, at, end, words)
        if not step:
            break
        end += step
    return end


def _step(tokens: Sequence[Token], at: int, end: int, words: Words) -> int:
    """Return how many tokens more belong to a run of capitalised words, 0 if none."""
    if tokens[end].is_capital:
        return 0 if tokens[end].low in DAYS else 1
    if tokens[end].word == "." and len(tokens[end - 1].word) == 1:
        return 1
    if end + 1 < len(tokens) and tokens[end + 1].is_capital:
        return 2 if _joins(tokens, at, end, words) else 0
    is_inner = tokens[end].low in words.inner and tokens[end].low != "of"
    behind = [one.low for one in tokens[end + 1 : end + 2]]
    is_long = end + 2 < len(tokens) and tokens[end + 2].is_capital
    return 3 if is_inner and is_long and behind[0] in ("the", "la", "der", "den") else 0


def _joins(tokens: Sequence[Token], at: int, end: int, words: Words) -> bool:
    low, before = tokens[end].low, tokens[end - 1]
    if low == ".":
        return len(before.word) == 1 or is_title(before.low, words)
    if low == "and":
        return tokens[at].low in GROUPS and any(one.low == "of" for one in tokens[at:end])
    return low in words.inner or low == "&"


def _fold(tokens: Sequence[Token]) -> _Part:
    return tuple(_fold_word(one.low) for one in tokens if one.kind == "word")


def fold_name_words(name: str, *, with_titles: bool = False) -> _Part:
    """Return the words of a name as they are compared, without titles or with them."""
    tokens = list(match_tokens(name, 0, len(name)))
    words = ENGLISH
    begin = 0 if with_titles else begin_name(tokens, 0, len(tokens), words)
    return _fold(tokens[begin:]) or _fold(tokens)


def _fold_word(low: str) -> str:
    return low[:-2] if low.endswith(("'s", "’s")) and len(low) > 2 else low.rstrip("'’")


def _show(text: str, tokens: Sequence[Token], mention: NameAt) -> str:
    """Return a name as it stands in the text; a single word with its title."""
    first, last = mention.first, tokens[mention.last - 1]
    end = last.end - (len(last.low) - len(_fold_word(last.low)) if is_owner(last) else 0)
    if mention.last - first == 1 and first > mention.start:
        before = first - 2 if tokens[first - 1].word == "." else first - 1
        is_kept = before >= mention.start and tokens[before].low in _KEPT_TITLES
        first = before if is_kept else first
    return " ".join(text[tokens[first].start : end].split())


def _is_paper(person: Person) -> bool:
    """Tell whether a name is only a noun for what is written: "Clause 14", "Gutachten"."""
    first, *rest = person.words
    is_written = first.endswith(GERMAN_WRITTEN) or first in SOURCES
    return is_written and all(one.isdigit() for one in rest)


def _count_capitals(name: str) -> tuple[int, int]:
    return sum(map(str.isupper, name)), -len(name)


def _is_called(person: Person, head: _Part) -> bool:
    """Tell whether a description fits somebody: its words end those that the text gives."""
    if person.is_group:
        rest = set(head[:-1]) if head[-1] in _PANELS else set(head)
        return bool(rest) and rest <= set(person.words)
    return any(_fits(head, known) for known in person.heads)


def _fits(head: _Part, known: _Part) -> bool:
    is_end = known[-len(head) :] == head
    is_long = len(head) == 1 and len(head[-1]) > _LEAD - 2
    return is_end or (is_long and known[-1].endswith(head[-1]))


def _read_gender(low: str, words: Words) -> str:
    """Return the gender of a pronoun: "he", "she", or "" for any other word."""
    return "he" if low in words.he else "she" if low in words.she else ""


def is_asked(tokens: Sequence[Token]) -> bool:
    """Tell whether a sentence begins with who asks: "Asked by Ann Lee, he said"."""
    lows = (one.low for one in tokens if not one.word.isdigit() and one.word != ".")
    return next(lows, "") == "asked"


def _first(mention: NameAt) -> int:
    return mention.first


def _list_written(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the first few tokens that are nouns for what is written."""
    found = (at for at, one in enumerate(tokens) if one.low in SOURCES)
    return islice(found, _MENTIONS)


def _find_by(tokens: Sequence[Token], first: int) -> int:
    """Return where the author of what is written begins: behind "by", in the same clause."""
    end = min(len(tokens), first + _LONGEST_RUN)
    for at in range(first, end):
        if tokens[at].low == "by":
            return at + 1
        if tokens[at].kind != "word" and tokens[at].word != ",":
            break
    return 0


def _may_rival(person: Person, gender: str) -> bool:
    is_like = len(person.words) > 1 and not person.is_group and not person.is_place
    return is_like and person.gender in ("", gender)


def _agrees(person: Person, gender: str) -> bool:
    if not gender:
        return person.is_group
    return person.may_be_he and person.gender in ("", gender)


def _is_inside(token: Token, words: Words) -> bool:
    """Tell whether a word may stand between an article and its noun."""
    stops = words.determiners | words.before
    return token.kind == "word" and token.low not in stops


def _leads_on(behind: Sequence[Token]) -> bool:
    """Tell whether a name or another noun follows: "a lady named", "witness in Ann Lee"."""
    first, second = behind[0], behind[min(1, len(behind) - 1)]
    is_tied = first.low in ("in", "as") and second.is_capital
    is_noun = first.low in ("named", "called", "namens") or is_person_noun(first.low)
    return first.is_capital or is_noun or is_tied


def _is_named(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a noun describes a name beside it: "the chair, Ann Lee", "a lady named"."""
    behind = tokens[at + 1 : at + 9]
    if behind and behind[0].word == ",":
        behind = behind[1:]
        ends = (i for i, one in enumerate(behind) if one.kind != "word")
        phrase = behind[: next(ends, len(behind))]
        size = 2 if words.nouns_have_capitals else 1
        starts = range(len(phrase) - size + 1)
        if any(all(one.is_capital for one in phrase[i : i + size]) for i in starts):
            return True
    if behind and _leads_on(behind):
        return True
    start = at
    while start and at - start < _LEAD and tokens[start].kind == "word":
        start -= 1
    is_aged = start > 2 and tokens[start - 1].word.isdigit()  # "Ann Lee, 61, a nurse"
    end = start - 3 if is_aged else start - 1
    return start > 0 and tokens[start].word == "," and tokens[end].is_capital
