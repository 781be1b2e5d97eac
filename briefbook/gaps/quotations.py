"""The quotations of a text that no note covers, each with who may have said it."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words, find_quotations, find_sentence
from briefbook.base.folding import tidy
from briefbook.base.problems import Span
from briefbook.gaps.speakers import NamedSpeaker, known_actor
from briefbook.gaps.texts import ReadText
from briefbook.speech.tokens import MARKS
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER

ENOUGH = 3
"""Words in quotation marks that are a quotation wherever they stand.

Fewer may be a title, or a word that somebody keeps at a distance: they count where somebody
who is known stands beside a verb of saying in the sentence.
"""

_BEHIND = 2
"""Characters behind a quotation within which a quote is cited for it."""


class Unnoted(NamedTuple):
    """A quotation without a note: its place without its marks, and who may have said it."""

    span: Span
    words: str
    actor: str


def list_unnoted(text: ReadText, speakers: tuple[NamedSpeaker, ...]) -> Iterator[Unnoted]:
    """Yield the quotations without a note; those of few words where it is clear who speaks."""
    for span, paragraph in find_bare(text):
        actor = known_actor(speakers, Span(*find_sentence(text.text, span, paragraph)))
        inner = trim(text, span)
        words = longest_part(tidy(text.text[slice(*inner)]))
        if count_words(words) >= (1 if actor else ENOUGH):
            yield Unnoted(inner, words, actor)


def find_bare(text: ReadText) -> Iterator[tuple[Span, Span]]:
    """Yield quotations without a note, each with its paragraph; of nested ones the outer."""
    last = Span(0, 0)
    for span in find_quotations(text.text, text.paragraphs):
        if span.end <= last.end:
            continue
        last = span
        paragraph = next((one for one in text.paragraphs if span.end <= one.end), None)
        cited = Span(span.start, span.end + _BEHIND)
        if paragraph and is_closed(text, span) and not text.is_noted(cited):
            yield span, paragraph


def is_closed(text: ReadText, span: Span) -> bool:
    """Tell whether a quotation ends, or goes on in the next paragraph with another mark."""
    if text.text[span.end - 1] in MARKS:
        return True
    follower = next((one for one in text.paragraphs if one.start >= span.end), None)
    return follower is not None and text.text[follower.start] in MARKS


def trim(text: ReadText, span: Span) -> Span:
    """Return a quotation without its marks."""
    words = text.text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip(MARKS + " \n"))
    return Span(start, start + len(words.strip(MARKS + " \n")))


def longest_part(words: str) -> str:
    """Return the longest stretch of words that can be found again: no reference parts it."""
    return max(words.split(REFERENCE_CHARACTER), key=len).strip()
