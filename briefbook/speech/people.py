"""Whoever a text names: what is learned about them from the words around their names."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from briefbook.speech.subjects import is_group_noun, is_owner, is_person_noun, is_title
from briefbook.speech.tokens import Token
from briefbook.speech.words import BE, GERMAN_WRITTEN, SOURCES, Words

_MALE = frozenset(
    (
        *("mr", "sir", "lord", "king", "prince", "baron", "father", "brother", "chairman"),
        *("spokesman", "congressman", "policeman", "fisherman", "husband", "son", "herr"),
        *("grandfather", "actor", "herrn", "duke", "count", "man", "boy", "emperor"),
    )
)
_FEMALE = frozenset(
    (
        *("mrs", "ms", "miss", "dame", "lady", "baroness", "queen", "princess", "madam"),
        *("madame", "sister", "chairwoman", "spokeswoman", "congresswoman", "policewoman"),
        *("wife", "daughter", "grandmother", "mother", "actress", "frau", "duchess"),
        *("woman", "girl", "widow", "mistress"),
    )
)
_NO_FEMININE = frozenset(("captain", "chieftain", "kaplan"))
MERGED = frozenset(("vom", "beim", "zum", "zur"))
"""German prepositions with an article in them."""

_SETTLED = frozenset(
    ("parish", "village", "town", "city", "port", "district", "county", "island", "valley")
)
_PLACING = frozenset(("in", "at", "near", "im"))
_BEFORE_PERSONS = frozenset(("for", "with", "by", "to", "about", "against", "like"))
"""Prepositions behind which "Ann Lee, who" is a person, and no place."""

_ROLE = 6
"""Words before a name in which its role is looked for."""

_PHRASE = 10
"""Words before a comma, and behind one, that may describe a name beside it."""

_HEAD = 4
"""Words of a description down to its noun that are kept."""


@dataclass(slots=True, eq=False)
class Person:
    """Somebody or some body that a text names; what is known of them grows as it is read.

    ``words`` are those of the name, folded. ``gender`` is "he", "she" or "". ``heads`` are
    descriptions down to their noun: ("foreign", "secretary"). ``is_shown``: a title or an
    apposition says that it is a person. ``has_person``: something shows
    that it is a person; ``is_free``, ``is_place``: the name stands free of prepositions
    somewhere, or behind "in".
    """

    words: tuple[str, ...]
    name: str
    gender: str = ""
    heads: set[tuple[str, ...]] = field(default_factory=set)
    described: str = ""
    is_shown: bool = False
    has_person: bool = False
    is_free: bool = False
    is_place: bool = False

    @property
    def is_group(self) -> bool:
        """Tell whether the name is that of a body or of something written."""
        sources = any(
            word in SOURCES or word.removesuffix("s") in SOURCES for word in self.words
        )
        return sources or any(map(is_group_noun, self.words))

    @property
    def is_body(self) -> bool:
        """Tell whether the name is that of a body, and nothing shows it to be a person's."""
        return not (self.is_shown or self.is_written) and any(map(is_group_noun, self.words))

    @property
    def is_written(self) -> bool:
        """Tell whether the name is that of something written: "Mill Report", "Clause 14"."""
        kind = next((one for one in reversed(self.words) if not one.isdigit()), "")
        return kind.endswith(GERMAN_WRITTEN) or kind in SOURCES

    @property
    def may_be_he(self) -> bool:
        """Tell whether the name may be that of a person."""
        is_like = self.is_free and not self.is_place and len(self.words) > 1
        return not self.is_group and (self.has_person or is_like)


def learn(
    person: Person, tokens: Sequence[Token], run: tuple[int, int, int], words: Words, text: str
) -> None:
    """Note what stands beside a name: titles, appositions, and whether it may be a person.

    ``run`` are the tokens at which the capitalised words begin, at which the name begins, and
    the one behind the name.
    """
    start, first, last = run
    front = _find_front(tokens, start, words)
    roles = tokens[front:first]
    if any(is_title(one.low, words) for one in roles):
        person.is_shown = person.has_person = True
        _describe(person, roles, words, text)
    _learn_place(person, tokens, front, words)
    _learn_behind(person, tokens, (start, first, last), words, text)
    _learn_before(person, tokens, front, words, text)


@cache
def _list_stops(words: Words) -> frozenset[str]:
    return words.determiners | words.before | words.leads | words.say


def _find_front(tokens: Sequence[Token], start: int, words: Words) -> int:
    """Return where the small words begin that lead up to a name, if they hold a role."""
    stops = _list_stops(words)
    front = start
    while front and start - front < _ROLE and tokens[front - 1].kind == "word":
        if tokens[front - 1].low in stops:
            break
        front -= 1
    return front if front < start and is_person_noun(tokens[start - 1].low) else start


def _learn_place(person: Person, tokens: Sequence[Token], front: int, words: Words) -> None:
    before = tokens[front - 1].low if front else ""
    is_noun = words.nouns_have_capitals and _has_article(tokens, front, words)
    if before not in words.before and before != "the" and not is_noun:
        person.is_free = True
    is_settled = before == "of" and front > 1 and tokens[front - 2].low in _SETTLED
    person.is_place = person.is_place or is_settled or before in _PLACING


def _has_article(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether an article stands before a word, or before an adjective of it."""
    back = [one.low for one in tokens[max(0, at - 2) : at]]
    articles = words.determiners | MERGED
    is_adjective = bool(back) and back[-1].endswith(("e", "en", "er", "es", "em"))
    return bool(back) and (back[-1] in articles or (is_adjective and back[0] in articles))


def _learn_behind(
    person: Person,
    tokens: Sequence[Token],
    run: tuple[int, int, int],
    words: Words,
    text: str,
) -> None:
    """Read an apposition behind a name: "Ann Lee, 61, a nurse"."""
    start, first, last = run
    if last + 1 >= len(tokens) or tokens[last].word not in (",", "("):
        return
    before = tokens[start - 1].low if start else ""
    if before == "of" or (before in words.before and last - first == 1):
        return
    token = tokens[last + 1]
    is_age = token.word.isdigit() and len(token.word) < 3
    is_object = before not in (*words.before, "the") or before in _BEFORE_PERSONS
    if is_age or (token.low in ("who", "whose") and is_object):
        person.is_shown = person.has_person = True
    begin = last + 1
    if token.low == "who" and tokens[last + 2 : last + 3] and tokens[last + 2].low in BE:
        begin = last + 3
    end = _end_phrase(tokens, begin, words)
    if end > begin and is_person_noun(tokens[end - 1].low):
        person.is_shown = person.has_person = True
        _describe(person, tokens[begin:end], words, text)


def _end_phrase(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Return where a description ends before what is tied to it: "a nurse at the mill"."""
    stops = words.before | words.open
    end = at
    while end < min(len(tokens), at + _PHRASE) and tokens[end].kind == "word":
        if tokens[end].low in stops:
            break
        end += 1
    return end


def _learn_before(
    person: Person, tokens: Sequence[Token], front: int, words: Words, text: str
) -> None:
    """Read a description before a name: "the chair, Ann Lee", "the chair (Ann Lee)"."""
    if front and tokens[front - 1].low == "the":  # "the chair, the Hon Ann Lee"
        front -= 1
    if front < 2 or tokens[front - 1].word not in (",", "("):
        return
    start = _find_start(tokens, front, words)
    is_by = start > 0 and tokens[start - 1].low == "by"  # "Asked by his lawyer, Ann Lee said"
    if start >= 0 and not is_by:
        person.is_shown = person.has_person = True
        _describe(person, tokens[start : front - 1], words, text)


def _find_start(tokens: Sequence[Token], front: int, words: Words) -> int:
    """Return where the description begins that ends before a sign, -1 if nowhere."""
    for start in range(front - 2, max(front - _PHRASE - 2, -1), -1):
        if tokens[start].kind != "word":
            return -1
        is_start = tokens[start].low in words.determiners | MERGED or is_owner(tokens[start])
        head = read_head(tokens[start : front - 1], words) if is_start else ()
        if head and is_person_noun(head[-1]):
            return start
    return -1


def _describe(person: Person, phrase: Sequence[Token], words: Words, text: str) -> None:
    head = read_head(phrase, words)
    if head and is_person_noun(head[-1]):
        person.heads.add((*head[:-1], _IN_FULL.get(head[-1], head[-1])))
    person.gender = person.gender or tell_gender([one.low for one in phrase])
    shown = " ".join(text[phrase[0].start : phrase[-1].end].split()) if phrase else ""
    person.described = max(person.described, shown, key=len)


_IN_FULL = {
    "dr": "doctor",
    "prof": "professor",
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "sgt": "sergeant",
    "capt": "captain",
    "lt": "lieutenant",
    "col": "colonel",
    "gen": "general",
    "cllr": "councillor",
    "coun": "councillor",
    "pc": "officer",
}
"""Titles that are written short, as descriptions have them."""


def read_head(phrase: Sequence[Token], words: Words) -> tuple[str, ...]:
    """Return the words of a description down to its noun: ("foreign", "secretary")."""
    found: list[str] = []
    for token in phrase:
        is_article = token.low in words.determiners | MERGED
        if found and (is_article or token.low in words.before or token.low in words.open):
            break
        if is_owner(token):
            found.clear()
        elif token.kind == "word" and not is_article and token.low not in words.before:
            found.append(token.low)
    return tuple(found[-_HEAD:])


def tell_gender(lows: Sequence[str]) -> str:
    """Return "he" or "she" where words tell it, else ""."""
    for low in (one.rpartition("-")[2] for one in lows):
        if low in _MALE:
            return "he"
        is_feminine = low.endswith("in") and is_person_noun(low) and low not in _NO_FEMININE
        if low in _FEMALE or is_feminine:
            return "she"
    return ""
