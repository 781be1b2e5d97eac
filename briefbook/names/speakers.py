"""Who says some words of a text: a guess at it, by the names beside verbs of saying.

It is for a person to confirm, so that it rather says nothing than something doubtful.
"""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache
from typing import NamedTuple

from briefbook.anchoring.quotation import find_quotations, find_sentence
from briefbook.base.problems import Span
from briefbook.names.matching import NamePlace, find_places, make_finder

_SAYING = (
    "acknowledged|added|admitted|announced|argued|asserted|claimed|commented|complained|"
    "concluded|conceded|confirmed|contended|continued|declared|denied|emphasised|emphasized|"
    "explained|insisted|maintained|noted|objected|observed|pledged|pointed out|promised|"
    "recalled|remarked|repeated|replied|responded|said|says|stated|stressed|suggested|"
    "tweeted|vowed|wrote|表示|强调|指出|认为|宣布|说|称"
)
_TELLING = (
    "accused|asked|called|criticised|criticized|demanded|described|proposed|told|tells|"
    "urged|urges|warned|warns"
)
"""Verbs behind which stands to whom, or of whom, something is said."""

_BETWEEN = r"(?:,[^,.;:]{1,80},)?(?:\s+(?:who|has|have|had|also|later|then|again|only))*\s*"
_TITLE = r"(?:[A-Z][\w’'-]*|the|an?|its|[a-z-]+(?:er|or|an|ary|ent|air|’s|'s))"
_TITLES = rf"\s*(?:{_TITLE},?\s+){{0,6}}"
_PRONOUNS = "he|she|they|it|who|I|we|他|她|他们"


class Guess(NamedTuple):
    """The id of an actor, and the words of the text that suggest it."""

    speaker: str
    words: str


class _Telling(NamedTuple):
    """Who is said to speak: a place in the text, and a name; "" for a pronoun, None unknown."""

    span: Span
    name: str | None


def guess_speaker(
    text: str, span: Span, paragraph: Span, bearers: Mapping[str, AbstractSet[str]]
) -> Guess | None:
    """Return who seems to say the words at ``span``, None where that is not sure.

    ``bearers`` are the ids of the actors that each name may mean. The sentence of the words
    counts; the one before it, where this one names nobody that speaks, or a pronoun only.
    """
    quotations = find_quotations(text, [paragraph])
    around = _widen(span, quotations)
    bare = _blank(text, quotations)
    sentence = Span(*find_sentence(text, around, paragraph))
    subjects = _list_subjects(bare, sentence, bearers)
    if all(subject.name == "" for subject in subjects) and sentence.start > paragraph.start:
        last = Span(sentence.start - 1, sentence.start)
        sentence = Span(*find_sentence(text, _widen(last, quotations), paragraph))
        subjects = _list_subjects(bare, sentence, bearers)
    meant = [bearers.get(subject.name or "", frozenset[str]()) for subject in subjects]
    if not meant or len(set().union(*meant)) != 1 or not all(meant):
        return None
    stretch = text[min(one.span.start for one in subjects) : subjects[-1].span.end]
    return Guess(next(iter(meant[0])), " ".join(stretch.split()))


def _widen(span: Span, quotations: Sequence[Span]) -> Span:
    """Return the span with the quotations that it lies in, which may have several sentences."""
    met = [one for one in quotations if one.start < span.end and span.start < one.end]
    return Span(min(one.start for one in (span, *met)), max(one.end for one in (span, *met)))


def _blank(text: str, quotations: Sequence[Span]) -> str:
    """Return the text with what is quoted blanked: who is named there does not speak here."""
    for start, end in quotations:
        text = f"{text[:start]}{'”' * (end - start)}{text[end:]}"
    return text


def _list_subjects(
    text: str, sentence: Span, bearers: Mapping[str, AbstractSet[str]]
) -> list[_Telling]:
    """Return who speaks in a sentence, one for each verb of saying in it."""
    places = find_places(make_finder(bearers), text[slice(*sentence)])
    names = [
        one._replace(start=one.start + sentence.start, end=one.end + sentence.start)
        for one in places
    ]
    verbs = _match_verbs().finditer(text, *sentence)
    return [_find_subject(text, sentence, verb, names) for verb in verbs]


def _find_subject(
    text: str, sentence: Span, verb: re.Match[str], names: Sequence[NamePlace]
) -> _Telling:
    """Return who a verb is said of: the name before it, or behind it where that is usual."""
    start, end = verb.span()
    before = [one for one in names if _stands_by(_BETWEEN, text, one.end, start)]
    if before and not verb["source"]:
        first = min(before, key=lambda one: one.start)
        return _Telling(Span(first.start, end), first.name)
    if re.search(rf"(?i)\b(?:{_PRONOUNS}){_BETWEEN}$", text[sentence.start : start]):
        return _Telling(Span(start, end), "")
    after = [one for one in names if _stands_by(_TITLES, text, end, one.start)]
    is_turned = verb["saying"] and _is_behind_words(text, sentence, start)
    if after and (verb["source"] or is_turned):
        last = min(after, key=lambda one: (one.start, -one.end))
        return _Telling(Span(start, last.end), last.name)
    is_pronoun = re.match(rf"\s+(?:{_PRONOUNS})\b", text[end : sentence.end])
    return _Telling(Span(start, end), "" if is_pronoun else None)


def _stands_by(gap: str, text: str, start: int, end: int) -> bool:
    return start <= end and re.fullmatch(gap, text[start:end]) is not None


def _is_behind_words(text: str, sentence: Span, at: int) -> bool:
    """Tell whether a verb begins the sentence, or follows what is said: “…,” said Ann."""
    return text[sentence.start : at].rstrip()[-1:] in ("", "”", "“", ",", "’", '"')


@cache
def _match_verbs() -> re.Pattern[str]:
    return re.compile(
        r"(?P<source>\b[Aa]ccording to\b)|(?<![A-Za-z])"
        rf"(?:(?P<saying>{_SAYING})|{_TELLING})(?![A-Za-z])"
    )
