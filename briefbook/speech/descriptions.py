"""Whom a description means, as "the minister", and of whom a sentence tells."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from briefbook.speech.cast import Cast, Named
from briefbook.speech.mentions import NameAt, NameWords, first_token, fold_word
from briefbook.speech.people import Person, read_head, tell_gender
from briefbook.speech.subjects import (
    Subject,
    find_source,
    is_group_noun,
    is_owner,
    is_person_noun,
)
from briefbook.speech.tokens import Token
from briefbook.speech.words import SOURCES, Words

PARAGRAPHS = 5
"""Paragraphs, this one included, in which it is looked for who is taken up."""

LEAD = 8
"""Tokens at the beginning of a sentence among which its subject stands."""

MENTIONS = 16
"""Names before a word in its sentence that are looked at."""

_REACH = 120
"""Tokens before a word in its sentence in which descriptions are looked for."""

_TAKEN_UP = 3
"""Paragraphs back in which it is looked for whom "the 34-year-old" takes up."""

_POSSESSIVES = frozenset(
    (
        "his",
        "her",
        "their",
        "my",
        "our",
        "sein",
        "seine",
        "seiner",
        "ihr",
        "ihre",
        "ihrer",
        "mein",
    )
)

_CLAUSE = 14
"""Tokens behind what is written in which it stands by whom."""

_LONGEST = 8
"""Words of a description before its noun."""

_LETTERS = frozenset(
    ("letter", "email", "message", "note", "text", "tweet", "memo", "statement")
)
"""What is written by whom it comes from."""

_NEW = frozenset(
    (
        *("a", "an", "one", "another", "each", "every", "my", "our"),
        *("ein", "eine", "einer", "mein", "meine", "unser", "unsere"),
    )
)
"""Articles behind which nobody stands who was named already."""

_KIN = (
    "mum",
    "mom",
    "dad",
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "dame",
    "rentner",
    "rentnerin",
)
"""Nouns for what somebody is besides all else: they take up whoever was named."""

_RELATIVES = frozenset(
    (
        *("wife", "husband", "partner", "mother", "father", "son", "daughter", "brother"),
        *("sister", "lawyer", "spokesman", "spokeswoman", "deputy", "colleague", "friend"),
        *("frau", "mann", "mutter", "vater", "sohn", "tochter", "bruder", "schwester"),
        *("anwalt", "anwältin", "sprecher", "sprecherin", "kollege", "kollegin"),
    )
)
"""Nouns for what somebody is to another: "his wife" is another one beside another name."""

_COMPANIES = frozenset(
    (
        *("company", "firm", "operator", "charity", "union", "airline", "group", "agency"),
        *("unternehmen", "firma", "konzern", "betreiber", "behörde", "verein", "verband"),
    )
)
"""Nouns for bodies that may bear any name."""


def find_described(
    cast: Cast, first: int, last: int, sentence: int, *, is_alone: bool = False
) -> Named:
    """Return whom a description means, itself where the text names nobody for it.

    With ``is_alone`` nobody is meant but whom the text describes so.
    """
    tokens = cast.sentences[sentence].tokens[first:last]
    described = describe(cast, first, last, sentence)
    head = read_head(tokens, cast.words)
    if head and head[-1] in SOURCES:
        return find_author(cast, first, last, sentence) or described
    if not head or tokens[0].low in _NEW:
        return described
    found = _list_called(cast, (first, last), sentence, head)
    if not found and not is_alone:
        return _find_taken_up(cast, tokens, sentence, head) or described
    return Named(found[0]) if len(found) == 1 else described


def _list_called(
    cast: Cast, place: tuple[int, int], sentence: int, head: NameWords
) -> Sequence[Person]:
    """Return those who are called by a description, of several the nearest."""
    first, last = place
    found: Sequence[Person] = cast.list_called(head)
    low = cast.sentences[sentence].tokens[first].low
    if low in _POSSESSIVES and head[-1] in _RELATIVES:
        found = [one for one in found if cast.is_near(one, sentence)]
    if len(found) > 1:
        found = _pick_introduced(cast, found, first, last, sentence) or found
    if len(found) <= 1:
        return found
    return [one for one in found if cast.is_named_before(one, sentence, PARAGRAPHS)]


def _find_taken_up(
    cast: Cast, tokens: Sequence[Token], sentence: int, head: NameWords
) -> Named | None:
    """Return whom a description takes up that tells of them: "the 34-year-old", "the firm"."""
    if head[-1] in _COMPANIES:
        return _find_company(cast, tokens, sentence)
    is_one = _takes_up(cast, tokens, head)
    return _find_only(cast, sentence, tell_gender(head)) if is_one else None


def describe(cast: Cast, first: int, last: int, sentence: int) -> Named:
    """Return a description in its own words, whomever it means."""
    tokens = cast.sentences[sentence].tokens[first:last]
    return Named(None, " ".join(cast.text[tokens[0].start : tokens[-1].end].split()))


def _takes_up(cast: Cast, tokens: Sequence[Token], head: NameWords) -> bool:
    """Tell whether a description takes up somebody who was named: "the 34-year-old"."""
    is_person = cast.words.nouns_have_capitals and is_person_noun(head[-1])
    is_person = is_person and head[-1] not in ("mann", "frau")
    is_known = is_person or head[-1].endswith(("-year-old", "-jährige"))
    is_known = is_known or head[-1].rpartition("-")[2] in _KIN or "-of-" in head[-1]
    return is_known and tokens[0].low in cast.words.articles


def _pick_introduced(
    cast: Cast, found: Sequence[Person], first: int, last: int, sentence: int
) -> list[Person]:
    """Return who is introduced by more of a description's words: "the Minister of State"."""
    lows = [one.low for one in cast.sentences[sentence].tokens[first + 1 : last]]
    phrase = " ".join(lows)
    return [one for one in found if len(lows) > 1 and phrase in one.described.casefold()]


def _find_company(cast: Cast, tokens: Sequence[Token], sentence: int) -> Named | None:
    """Return the body that the last sentence which begins with a name begins with."""
    if tokens[0].low not in cast.words.articles:
        return None
    for number in cast.go_back(sentence, 2):
        for mention in cast.mentions[number][:1] if number < sentence else ():
            person = cast.find_name(mention.words, number)
            is_body = person is not None and not (person.has_person or person.is_place)
            if person and _may_lead(cast, number, mention):
                behind = [one.low for one in cast.sentences[number].tokens[mention.last :][:2]]
                is_body = is_body and (len(person.words) > 1 or behind == [",", "which"])
                return Named(person) if is_body else None
    return None


def _find_only(cast: Cast, sentence: int, gender: str) -> Named | None:
    """Return whom alone the last sentence names that names anybody, if the gender fits."""
    for number in cast.go_back(sentence, _TAKEN_UP):
        people, is_more = list_all(cast, number) if number < sentence else ({}, False)
        if people or is_more:
            known = [one for one in people if gender and one.gender == gender]
            if len(known) == 1:
                return Named(known[0])
            fit = [one for one in people if not gender or one.gender in ("", gender)]
            return Named(fit[0]) if len(people) == len(fit) == 1 and not is_more else None
    return None


def find_author(cast: Cast, first: int, last: int, sentence: int) -> Named | None:
    """Return whose something written is: "the council's report", "a report by the panel"."""
    tokens = cast.sentences[sentence].tokens
    low = tokens[first].low
    found: Named | None = None
    noun = next((at for at in range(first, last) if tokens[at].low in SOURCES), last)
    if by := _find_by(tokens, first):
        subject = find_source(tokens, by, cast.words)
        found = _find_plainly(cast, subject, sentence) if subject else None
    elif owner := next((at for at in range(first, noun) if is_owner(tokens[at])), None):
        found = _find_owner(cast, first, owner, sentence)
    elif low in cast.words.articles:
        found = _find_known_author(cast, tokens, last, sentence)
    is_body = found is not None and found.person is not None
    return found if is_body else None


def _find_plainly(cast: Cast, subject: Subject, sentence: int) -> Named | None:
    """Return whom a name or a description means."""
    if subject.kind == "name":
        return cast.find_named(subject, sentence)
    if subject.kind == "description":
        return find_described(cast, subject.first, subject.last, sentence)
    return None


def _find_known_author(
    cast: Cast, tokens: Sequence[Token], last: int, sentence: int
) -> Named | None:
    """Return whose "the report" is: the panel's, after "a report by the panel"."""
    noun = tokens[last - 1].low
    for number in cast.go_back(sentence, PARAGRAPHS):
        end = last - 1 if number == sentence else None
        like = _list_noun(cast, number, noun, end)
        found = next((one for at in like if (one := _read_author(cast, number, at))), None)
        if found:
            return found
    return None


def _list_noun(cast: Cast, number: int, noun: str, end: int | None) -> list[int]:
    tokens, written = cast.sentences[number].tokens, cast.written[number]
    return [at for at in written if tokens[at].low == noun and (end is None or at < end)]


def _read_author(cast: Cast, number: int, at: int) -> Named | None:
    tokens = cast.sentences[number].tokens
    if by := _find_by(tokens, at):
        subject = find_source(tokens, by, cast.words)
        return _find_plainly(cast, subject, number) if subject else None
    owner = next(
        (one for one in range(at - 1, max(-1, at - 4), -1) if is_owner(tokens[one])), 0
    )
    return _find_owner(cast, 0, owner, number) if owner else None


def _find_owner(cast: Cast, first: int, owner: int, sentence: int) -> Named | None:
    end = bisect_left(cast.mentions[sentence], owner + 1, key=first_token)
    for one in cast.mentions[sentence][max(0, end - 1) : end]:
        if one.last == owner + 1 and one.start >= first:
            person = cast.find_name(one.words, sentence)
            if person and len(person.words) > 1:
                return Named(person)
    noun = fold_word(cast.sentences[sentence].tokens[owner].low)
    like = [one for one in cast.by_noun.get(noun, ()) if one.is_group]
    return Named(like[0]) if len(like) == 1 else None


def list_people(cast: Cast, number: int, limit: int, gender: str) -> dict[Person, NameAt]:
    """Return those in a sentence whom a pronoun may mean, each with the first mention."""
    found: dict[Person, NameAt] = {}
    mentions, tokens = cast.mentions[number], cast.sentences[number].tokens
    end = bisect_left(mentions, limit, key=first_token)
    for mention in mentions[max(0, end - MENTIONS) : end]:
        is_aside = mention.start > 0 and tokens[mention.start - 1].word == "("
        person = None if is_aside else cast.find_name(mention.words, number)
        if person and agrees(person, gender) and not cast.is_noun(person):
            found.setdefault(person, mention)
    return found


def list_described(
    cast: Cast, number: int, limit: int, gender: str
) -> Iterator[tuple[int, int]]:
    """Yield the descriptions that a pronoun may mean, and that no name stands beside."""
    tokens, words = cast.sentences[number].tokens, cast.words
    for at in range(max(1, limit - _REACH), limit):
        low = tokens[at].low
        is_noun = is_person_noun(low) if gender else is_group_noun(low) or low in SOURCES
        if not is_noun or tokens[at].kind != "word" or _is_named(tokens, at, words):
            continue
        start = at
        while start and at - start < _LONGEST and _is_inside(tokens[start], words):
            start -= 1
        is_fit = not gender or tell_gender([low]) in ("", gender)
        if tokens[start].low in words.determiners and is_fit:
            yield start, at + 1


def list_all(cast: Cast, number: int) -> tuple[dict[Person, NameAt], bool]:
    """Return the persons whom a sentence names, and whether it describes others."""
    limit = len(cast.sentences[number].tokens)
    people: dict[Person, NameAt] = {}
    is_more = False
    for gender in ("he", "she"):
        people |= list_people(cast, number, limit, gender)
        for first, last in list_described(cast, number, limit, gender):
            person = find_described(cast, first, last, number, is_alone=True).person
            is_more = is_more or person is None
            people |= {person: NameAt(first, first, last, ())} if person else {}
    return people, is_more


def tells_of_others(cast: Cast, sentence: int, person: Person) -> bool:
    """Tell whether a sentence speaks of anybody but one person."""
    people, is_more = list_all(cast, sentence)
    return is_more or bool(people.keys() - {person})


def tells_between(
    cast: Cast, sentence: int, between: tuple[int, int], person: Person | None
) -> bool:
    """Tell whether some tokens of a sentence name or describe anybody but one person."""
    first, last = between
    described = (list_described(cast, sentence, last, gender) for gender in ("he", "she"))
    if any(start >= first for some in described for start, _ in some):
        return True
    names = [one for one in cast.mentions[sentence] if first <= one.first < last]
    people = [cast.find_name(one.words, sentence) for one in names[:MENTIONS]]
    return any(one and one is not person and one.may_be_he for one in people)


def find_told_of(cast: Cast, sentence: int, first: int) -> Named | None:
    """Return of whom alone the last sentence before one tells that tells of anybody.

    It is looked for down to the sentence ``first``; in English they are its subject.
    """
    for number in range(sentence - 1, first - 1, -1):
        people, is_more = list_all(cast, number)
        if people or is_more:
            ((person, mention),) = people.items() if len(people) == 1 else ((None, None),)
            is_lead = mention is not None and _may_lead(cast, number, mention)
            return Named(person) if person and is_lead and not is_more else None
    return None


def _may_lead(cast: Cast, number: int, mention: NameAt) -> bool:
    """Tell whether a name may be that of a sentence's subject, by its place."""
    before = cast.sentences[number].tokens[mention.start - 1].low if mention.start else ""
    is_early = cast.words.nouns_have_capitals or mention.start <= LEAD
    return is_early and before not in cast.words.before


def _find_by(tokens: Sequence[Token], first: int) -> int:
    """Return where the author of what is written begins: behind "by", in the same clause."""
    end = min(len(tokens), first + _CLAUSE)
    is_letter = False
    for at in range(first, end):
        is_letter = is_letter or tokens[at].low in _LETTERS
        if tokens[at].low == "by" or (is_letter and tokens[at].low == "from"):
            return at + 1
        if tokens[at].kind != "word" and tokens[at].word != ",":
            break
    return 0


def agrees(person: Person, gender: str) -> bool:
    """Tell whether a pronoun of a gender may mean somebody; without gender, a body."""
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
    while start and at - start < LEAD and tokens[start].kind == "word":
        start -= 1
    is_aged = start > 2 and tokens[start - 1].word.isdigit()  # "Ann Lee, 61, a nurse"
    end = start - 3 if is_aged else start - 1
    return start > 0 and tokens[start].word == "," and tokens[end].is_capital
