"""The noun phrase beside a verb: a name, a description, a pronoun, or several of them.

All that is read are the tokens of one sentence, and no more than some thirty of them.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from briefbook.speech.tokens import Token
from briefbook.speech.words import (
    DAYS,
    ENGLISH,
    GERMAN_GROUPS,
    GERMAN_PEOPLE,
    GROUPS,
    SOURCES,
    TIMES,
    Words,
)

SubjectKind = Literal["name", "description", "pronoun", "several"]

_APPOSITION = 30
"""Tokens that may stand between the two commas of an apposition."""

_PHRASE = 12
"""Tokens of a description."""

_LONGEST = 8
"""Words of a name."""

_TIE = 7
"""Tokens that tie a description to others: "for the ministry"."""

_JOINING = frozenset(("and", "or", "und", "oder"))
_ARTICLES = ("the", "a", "an")
_TYING = frozenset(("for", "of", "from", "at", "in", "der", "des", "von", "vom", "im"))
_BEFORE_PHRASES = frozenset(("that", "but", "and", "as", "while", "then", "dass", "und", "now"))
_ADVERB_ENDS = ("lich", "weise", "dings", "maßen", "ends")
SUFFIXES = frozenset(("mp", "mep", "msp", "mla", "qc", "kc", "obe", "cbe", "mbe", "phd", "md"))
"""What stands behind names and is no part of them."""

_INSERTING = frozenset((",", "-", "–", "—", "--", ")"))


class Subject(NamedTuple):
    """Who a verb is said of, by indexes of tokens; the last one is the one behind the end.

    ``first`` and ``last`` are the name itself, the description or the pronoun; ``start`` and
    ``stop`` the whole phrase with what is said about it.
    """

    kind: SubjectKind
    first: int
    last: int
    start: int
    stop: int


# Words


def is_owner(token: Token) -> bool:
    """Tell whether a word ends with the sign of whose something is."""
    return token.kind == "word" and token.word.endswith(("'s", "’s", "'", "’"))


@lru_cache(maxsize=1 << 14)
def is_person_noun(low: str) -> bool:
    """Tell whether a word, in small letters, is a noun for one person, or a title."""
    tail = low.rpartition("-")[2]
    return tail in ENGLISH.people or low in ENGLISH.titles or _is_german(low)


@lru_cache(maxsize=1 << 14)
def is_group_noun(low: str) -> bool:
    """Tell whether a word, in small letters, is a noun for a body, one or several."""
    return low in GROUPS or low.removesuffix("s") in GROUPS or low.endswith(GERMAN_GROUPS)


def _is_german(low: str) -> bool:
    stem = low.removesuffix("s").removesuffix("in")
    return stem.endswith(GERMAN_PEOPLE) or low.endswith(GERMAN_PEOPLE)


def is_title(low: str, words: Words) -> bool:
    """Tell whether a word leads up to a name: "Mr", "Minister", "Landwirtin"."""
    return low in words.titles or is_person_noun(low)


def begin_name(tokens: Sequence[Token], first: int, last: int, words: Words) -> int:
    """Return where in a run of capitalised words the name itself begins, ``last`` if nowhere.

    It is behind the last word that leads up to it: "Transport Minister Ann Lee".
    """
    begin = first
    for at in range(first, last):
        low = tokens[at].low
        is_tied = at + 2 < last and tokens[at + 1].low in ("of", "for")
        if is_tied and low in GROUPS:
            return begin
        if is_tied and is_title(low, words):
            return _skip_office(tokens, at, last)
        if low in SUFFIXES and first < at == last - 1:
            return begin  # "Ann Lee MP"
        is_lead = at == begin and low in _list_leads(words)
        if is_lead or is_title(low, words) or is_owner(tokens[at]):
            begin = at + 1
    return begin


@cache
def _list_leads(words: Words) -> frozenset[str]:
    return words.leads | words.inner | DAYS | {"."}


def _skip_office(tokens: Sequence[Token], at: int, last: int) -> int:
    """Return where a name begins behind "Secretary of State"; "Head of Mission" is none."""
    is_state = tokens[at + 2].low == "state" and at + 3 < last
    return at + 3 if is_state and tokens[at + 3].is_capital else last


def _is_pronoun(low: str, words: Words) -> bool:
    return low in words.he | words.she | words.it | words.they | words.speaking


# Before a verb


def find_before(tokens: Sequence[Token], verb: int, words: Words) -> Subject | None:
    """Return the phrase that ends right before a verb, but for words such as "also"."""
    at = verb - 1
    while at >= 0 and (tokens[at].low in words.between or _is_adverb(tokens[at])):
        at -= 1
    if at < 0 or (at == 0 and tokens[0].low.endswith(_ADVERB_ENDS)):
        return None
    low = tokens[at].low
    if low == "who" and at > 0:
        return end_phrase(tokens, at - (2 if tokens[at - 1].word == "," else 1), words)
    if low in ("that", "which"):
        return _find_antecedent(tokens, at, words)
    if low in _INSERTING:
        return _find_over_apposition(tokens, at, words)
    return end_phrase(tokens, at, words)


def _is_adverb(token: Token) -> bool:
    return token.word.islower() and len(token.word) > len("only") and token.low.endswith("ly")


def _find_antecedent(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return what "that" takes up: "a new report, by the panel, that refers to …"."""
    end = at
    if at and tokens[at - 1].word == ",":
        inner = range(at - 2, max(-1, at - _PHRASE), -1)
        end = next((one for one in inner if tokens[one].word == ","), at - 1)
    nouns = range(end - 1, max(0, end - _TIE), -1)
    noun = next((one for one in nouns if tokens[one].low in SOURCES | GROUPS), -1)
    articles = range(noun, max(-1, noun - _TIE), -1)
    first = next((one for one in articles if tokens[one].low in words.determiners), -1)
    return Subject("description", first, noun + 1, first, at) if noun > first >= 0 else None


def _find_over_apposition(
    tokens: Sequence[Token], closing: int, words: Words
) -> Subject | None:
    """Return the phrase before an apposition that ends with a sign, with the apposition."""
    sign = "(" if tokens[closing].word == ")" else tokens[closing].word
    for at in range(closing - 1, max(0, closing - _APPOSITION), -1):
        if tokens[at].kind == "quotation" or tokens[at].word in ";:":
            return None
        if tokens[at].word == sign and at + 1 < closing and _may_stand_by(tokens, at, words):
            found = _join_apposition(tokens, at, closing, words)
            if found:
                return found
    return None


def _may_stand_by(tokens: Sequence[Token], comma: int, words: Words) -> bool:
    """Tell whether what follows a sign may say who the one before it is."""
    token, second = tokens[comma + 1], tokens[comma + 2]
    is_noun = is_person_noun(token.low) or is_person_noun(second.low)
    begins = token.low in words.determiners or token.low in ("who", "whose", "which", "now")
    is_article = second.low in words.articles
    is_placed = token.low in ("of", "from") and (second.is_capital or is_article)
    is_bracket = tokens[comma].word == "(" or token.low.endswith(("ing", "ed"))
    return (
        begins or token.is_capital or token.word.isdigit() or is_noun or is_placed or is_bracket
    )


def _join_apposition(
    tokens: Sequence[Token], comma: int, closing: int, words: Words
) -> Subject | None:
    """Return the name before an apposition, or the one that the apposition is."""
    found = end_phrase(tokens, comma - 1, words)
    inner = _read_whole_name(tokens, comma + 1, closing, words)
    if found and found.kind == "name":  # "Lee Holdings, Bo Kim, said": it may be either
        is_other = inner is not None and tokens[comma + 1].is_capital
        if inner and tokens[found.first - 1].low in words.determiners:
            return inner._replace(start=found.start)  # "a member of this House, Bo Kim, said"
        return found._replace(kind="several") if is_other else found
    if found and found.kind == "description":
        stop = _end_name_behind(tokens, comma + 1, words)
        inner = inner or _read_whole_name(tokens, comma + 1, stop, words)
        return inner._replace(start=found.start) if inner else found
    # "The company that runs the port, Lee Holdings, said"
    is_phrase = found is None and tokens[0].low in words.determiners
    return inner._replace(start=0) if inner and is_phrase else None


def _read_whole_name(
    tokens: Sequence[Token], first: int, last: int, words: Words
) -> Subject | None:
    """Return a name where a stretch holds nothing else: "Dr. Ann Lee"."""
    stretch = tokens[first:last]
    if not all(one.is_capital or one.low in words.inner or one.word == "." for one in stretch):
        return None
    begin = begin_name(tokens, first, last, words)
    return _make_name(tokens, begin, last, first) if begin < last else None


def end_phrase(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return the phrase that ends with a token, None where it is not plain what it is."""
    token = tokens[at] if at >= 0 else None
    if token is None or token.kind != "word" or is_owner(token):
        return None
    if _is_pronoun(token.low, words):
        return Subject("pronoun", at, at + 1, at, at + 1)
    return (_end_name if token.is_capital else _end_description)(tokens, at, words)


def _end_name(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    first = begin_run(tokens, at, words)
    begin = begin_name(tokens, first, at + 1, words)
    front = _judge_front(tokens, first, words)
    if any(one.low in words.open for one in tokens[first:begin]):
        return None
    is_bare = at == begin == first and first > 0 and _has_article(tokens[first - 1], words)
    is_role = is_bare and tokens[at].low not in GROUPS  # "the Postmaster"
    is_role = is_role or (
        at == first and tokens[at].low.removesuffix("s") in GROUPS - {tokens[at].low}
    )
    if begin > at or is_role or front == "owned":
        return _end_description(tokens, at, words)
    if front == "several":
        return Subject("several", first, at + 1, first, at + 1)
    return (
        None if front else _make_name(tokens, begin, at + 1, _begin_roles(tokens, begin, words))
    )


def _has_article(before: Token, words: Words) -> bool:
    """Tell whether a word makes the noun behind it a description: all articles do in German."""
    is_any = words.nouns_have_capitals and before.low in words.determiners
    return is_any or before.low in words.articles


def begin_run(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Return where the capitalised words begin that end with a token."""
    first = at
    while first > 0 and at - first < _PHRASE and _goes_on(tokens, first - 1, words):
        first -= 1
    while first < at and not tokens[first].is_capital:
        first += 1
    return first


def _goes_on(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a token belongs to the name that goes on behind it."""
    token = tokens[at]
    if token.is_capital:
        return not is_owner(token)
    is_inside = at > 0 and (tokens[at - 1].is_capital or tokens[at - 1].low in words.inner)
    if token.low in _JOINING:
        return is_inside and _is_in_body(tokens, at - 1)
    return is_inside and (token.word in (".", "&") or token.low in words.inner)


def _is_in_body(tokens: Sequence[Token], at: int) -> bool:
    """Tell whether "and" stands within the name of a body: "Department of Health and …"."""
    first = at
    while first > 0 and at - first < _TIE and tokens[first].is_capital:
        first -= 1
    return first > 0 and tokens[first].low == "of" and tokens[first - 1].low in GROUPS


def _judge_front(tokens: Sequence[Token], first: int, words: Words) -> str:
    """Return what the words before a name make of it.

    "owned": it is part of a longer phrase, "several": it is one of several, "open": in a
    clause in which nobody asserts anything, "": it stands alone.
    """
    at = first - 1
    is_genitive = words.nouns_have_capitals and at > 0 and tokens[at - 1].is_capital
    if is_genitive and tokens[at].low in ("der", "des"):
        return "owned"
    while at >= 0 and (is_owner(tokens[at]) or (at < first - 1 and tokens[at].is_capital)):
        at -= 1
    at -= 1 if at >= 0 and tokens[at].low in _ARTICLES else 0
    low = tokens[at].low if at >= 0 else ""
    if low in words.before:
        return "owned"
    if low in _JOINING and at > 0 and _may_be_joined(tokens[at - 1]):
        return "several"
    return "open" if low and _is_open(tokens, at, words) else ""


def _may_be_joined(token: Token) -> bool:
    return token.is_capital or is_person_noun(token.low) or token.word == ","


def _is_open(tokens: Sequence[Token], at: int, words: Words) -> bool:
    if tokens[at].low == "that":
        return at == 0 or tokens[at - 1].low not in ("found", "said", "that")
    if tokens[at].low == "what":  # "what Ann Lee calls “…”"
        return all(one.low not in words.judge for one in tokens[at + 1 : at + _PHRASE])
    is_aside = tokens[at].low in ("where", "when") and at > 0 and tokens[at - 1].word == ","
    return tokens[at].low in words.open and not is_aside


def _begin_roles(tokens: Sequence[Token], begin: int, words: Words) -> int:
    """Return where the words begin that lead up to a name: "defence counsel Ann Lee"."""
    start = begin
    while start > max(0, begin - _LONGEST) and _leads_up(tokens[start - 1], words):
        start -= 1
    if not any(is_person_noun(one.low) for one in tokens[start:begin]):
        return _with_article(tokens, begin, words)
    return _with_article(tokens, start, words)


def _with_article(tokens: Sequence[Token], at: int, words: Words) -> int:
    return at - 1 if at and tokens[at - 1].low in words.determiners else at


def _leads_up(token: Token, words: Words) -> bool:
    stops = words.determiners | words.before | words.leads | words.say | words.open | DAYS
    return token.word == "." or (token.kind == "word" and token.low not in stops)


def _end_description(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return a phrase with an article that ends with a token: "a spokesman for the mill"."""
    limit = max(0, at - _PHRASE)
    for start in range(at, limit - 1, -1):
        if not _is_within(tokens[start], words):
            return None
        if _opens_phrase(tokens, start, words) and not _is_inside(tokens, start, words):
            if _is_relative(tokens, start, at, words):
                return end_phrase(tokens, start - 2, words)
            is_whole = start < at and not _may_be_object(tokens, start, words)
            return Subject("description", start, at + 1, start, at + 1) if is_whole else None
    return None


def _is_relative(tokens: Sequence[Token], start: int, at: int, words: Words) -> bool:
    """Tell whether a German article takes up who stands before a comma: "Lee, der am Tag"."""
    is_behind = words.nouns_have_capitals and start > 1 and tokens[start - 1].word == ","
    inner = (one.low for one in tokens[start + 1 : at + 1])
    return is_behind and any(low in words.before or low in words.between for low in inner)


def _is_within(token: Token, words: Words) -> bool:
    stops = token.low in words.say or token.low in words.open or token.low in _JOINING
    return (token.kind == "word" and not stops) or token.word in ".&"


def _opens_phrase(tokens: Sequence[Token], at: int, words: Words) -> bool:
    if tokens[at].low in words.determiners:
        return True
    before = tokens[at - 1] if at else None
    is_first = before is None or not (before.is_capital or before.low in words.determiners)
    return is_owner(tokens[at]) and is_first


def _is_inside(tokens: Sequence[Token], at: int, words: Words) -> bool:
    """Tell whether a phrase belongs to one before it: "a spokesman for the ministry"."""
    if at == 1 and words.nouns_have_capitals and tokens[0].low in words.before:
        return True  # "In einem Papier nennt der Verband"
    if at < 2 or tokens[at - 1].low not in words.before or tokens[at - 1].low == "on":
        return False
    owner = tokens[at - 2]
    return owner.kind == "word" and owner.low not in words.between | _JOINING


def _may_be_object(tokens: Sequence[Token], start: int, words: Words) -> bool:
    """Tell whether a description may be a part of something longer, or an object."""
    before = tokens[start - 1] if start else None
    if before is None or before.kind != "word" or before.low in _BEFORE_PHRASES | DAYS | TIMES:
        return False
    if before.word.isdigit() or before.low.endswith("ly"):
        return False
    back = range(start - 1, max(-1, start - _LONGEST - 1), -1)
    opener = next((one for one in back if tokens[one].kind != "word"), -1)
    return tokens[opener + 1].low not in words.before or before.low in words.before


def _make_name(tokens: Sequence[Token], first: int, last: int, start: int) -> Subject | None:
    stop = last
    if last - first > 1 and tokens[last - 1].low in SUFFIXES:
        last -= 1
    is_fit = last - first <= _LONGEST and tokens[first].is_capital
    is_fit = is_fit and tokens[first].low not in DAYS
    return Subject("name", first, last, start, stop) if is_fit else None


# Behind a verb


def find_source(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return the phrase behind "according to", which may have no comma behind it."""
    name = find_front_name(tokens, at, words)
    behind = tokens[name.last] if name and name.last < len(tokens) else None
    is_noun = behind is not None and (is_person_noun(behind.low) or behind.low in words.inner)
    return name if name and not is_noun else find_behind(tokens, at, words)


def find_behind(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return the phrase that begins with a token: "the chair, Ann Lee", "she"."""
    if at >= len(tokens) or tokens[at].kind != "word":
        return None
    is_noun = any(one.kind == "word" for one in tokens[at + 1 : at + 2])  # "her father"
    is_owning = tokens[at].low in words.owners and is_noun
    if _is_pronoun(tokens[at].low, words) and not is_owning:
        return Subject("pronoun", at, at + 1, at, at + 1)
    last = _end_chunk(tokens, at, words)
    first = _begin_capitals(tokens, at, last, words)
    is_article = tokens[at].low in words.determiners
    if first == last and tokens[at].is_capital and not is_article:  # "said Lee curtly"
        first, last = at, _end_name_behind(tokens, at, words)
    begin = begin_name(tokens, first, last, words) if first < last else last
    is_noun = begin == last - 1 and tokens[at].low in words.articles
    if begin < last and not (is_noun and words.nouns_have_capitals):
        return _finish_name(tokens, at, begin, last, words)
    return _finish_description(tokens, at, last, words)


def _begin_capitals(tokens: Sequence[Token], at: int, last: int, words: Words) -> int:
    first = last
    while first > at and (
        tokens[first - 1].is_capital or _is_joint(tokens, first - 1, at, words)
    ):
        first -= 1
    while first < last and not tokens[first].is_capital:
        first += 1
    return first


def _is_joint(tokens: Sequence[Token], at: int, limit: int, words: Words) -> bool:
    if at <= limit:
        return False
    is_joined = tokens[at].word in (".", "&") or tokens[at].low in words.inner
    before = tokens[at - 1]
    return is_joined and (before.is_capital or before.low in (".", *words.inner))


def find_front_name(tokens: Sequence[Token], at: int, words: Words) -> Subject | None:
    """Return the name that a sentence begins with, behind what leads up to it."""
    first = _find_capital(tokens, at)
    last = _end_name_behind(tokens, first, words)
    if first == at and last == first + 1:  # "Former party leader Ann Lee"
        further = _find_capital(tokens, last)
        if further > last and is_person_noun(tokens[further - 1].low):
            at, first, last = further, further, _end_name_behind(tokens, further, words)
    lead = tokens[at:first]
    is_article = len(lead) == 1 and lead[0].low in words.determiners
    is_led = not lead or is_article or is_person_noun(lead[-1].low)
    if last == first or not is_led or is_owner(tokens[last - 1]):
        return None
    begin = begin_name(tokens, first, last, words)
    return _make_name(tokens, begin, last, at) if begin < last else None


def _find_capital(tokens: Sequence[Token], at: int) -> int:
    """Return the first of a few tokens that has a capital, else where one stopped looking."""
    end = min(len(tokens), at + _TIE)
    return next((one for one in range(at, end) if tokens[one].is_capital), end)


def _end_chunk(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Return where the first words of a phrase end: before a preposition or a sign."""
    end = at + 1 if tokens[at].low in words.determiners else at
    while end < min(len(tokens), at + _PHRASE) and _is_in_chunk(tokens, end, words):
        end += 1
    return end


def _is_in_chunk(tokens: Sequence[Token], at: int, words: Words) -> bool:
    token = tokens[at]
    behind = tokens[at + 1] if at + 1 < len(tokens) else None
    if token.word in (".", "&"):
        before = tokens[at - 1] if at else token
        is_short = token.word == "&" or len(before.word) == 1 or before.low in words.titles
        is_name = behind is not None and (behind.is_capital or behind.low in words.inner)
        return is_short and is_name
    if token.low in words.inner and at and behind:
        is_name = behind.is_capital or behind.low in ("the", *words.inner)
        before = tokens[at - 1]
        return is_name and (before.is_capital or before.low in (".", *words.inner))
    return token.kind == "word" and token.low not in _list_stops(words)


@cache
def _list_stops(words: Words) -> frozenset[str]:
    stops = words.before | words.open | words.say | words.between | _JOINING | DAYS | TIMES
    return stops | words.determiners if words.nouns_have_capitals else stops


def _finish_name(
    tokens: Sequence[Token], at: int, begin: int, last: int, words: Words
) -> Subject | None:
    if is_owner(tokens[last - 1]):
        return None
    behind = tokens[last + 1] if last + 1 < len(tokens) else None
    is_more = behind is not None and (behind.is_capital or behind.low in words.determiners)
    if is_more and tokens[last].low in _JOINING:
        return Subject("several", at, last, at, last)
    return _make_name(tokens, begin, last, at)


def _finish_description(
    tokens: Sequence[Token], at: int, last: int, words: Words
) -> Subject | None:
    """Return a description, or the name that follows it between commas."""
    is_article = tokens[at].low in words.determiners
    if last <= at + is_article or not (is_article or is_owner(tokens[at])):
        return None
    end = _extend(tokens, last, words)
    if end + 1 < len(tokens) and tokens[end].word == ",":
        stop = _end_name_behind(tokens, end + 1, words)
        name = _read_whole_name(tokens, end + 1, stop, words) if stop > end + 1 else None
        if name:
            return name._replace(start=at)
    return Subject("description", at, end, at, end)


def _end_name_behind(tokens: Sequence[Token], at: int, words: Words) -> int:
    """Return where the name ends that begins with a token, with its titles."""
    end = at
    while end < min(len(tokens), at + _LONGEST):
        is_short = end > at and tokens[end].word == "." and tokens[end - 1].low in words.titles
        if not (tokens[end].is_capital or tokens[end].low in words.inner or is_short):
            break
        end += 1
    while end > at and not tokens[end - 1].is_capital:
        end -= 1
    return end


def _extend(tokens: Sequence[Token], last: int, words: Words) -> int:
    """Return where a description ends with what ties it to others: "for the ministry"."""
    if last >= len(tokens) or tokens[last].low not in _TYING:
        return last
    stops = (words.before - _TYING) | words.open | TIMES | DAYS
    stops |= words.leads - words.determiners - _TYING
    end = last + 1
    while end < min(len(tokens), last + _TIE) and tokens[end].kind == "word":
        if tokens[end].low in stops:
            break
        end += 1
    return end
