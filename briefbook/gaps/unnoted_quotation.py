"""Words in quotation marks that no note covers."""

import shlex
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.anchoring.quotation import count_words, find_quotations, sentence_around
from briefbook.base.folding import tidy
from briefbook.base.problems import Span
from briefbook.gaps.gap import Gap, GapKind, UnitContext, name_article
from briefbook.gaps.speakers import known_actor
from briefbook.gaps.texts import ReadText
from briefbook.statements.gaps import quoted_without_note
from briefbook.syntax.markdown.document import REFERENCE_CHARACTER

ENOUGH = 3
"""Words in quotation marks that are a quotation wherever they stand.

Fewer may be a title, or a word that somebody keeps at a distance: they count where somebody
who is known stands beside a verb of saying in the sentence.
"""

_MARKS = "\"“”„‟＂'‘’‚«»‹›「」『』`"
_BEHIND = 2
"""Characters behind a quotation within which a quote is cited for it."""


class Unnoted(NamedTuple):
    """A quotation without a note: its place without its marks, and who may have said it."""

    span: Span
    words: str
    actor: str


def find_unnoted_quotations(context: UnitContext) -> Iterator[Gap]:
    """Yield the quotations in the text of an article that no note covers, and none cites."""
    article = context.contribution.context.article
    for one in list_unnoted(context):
        assert context.text
        if said := quoted_without_note(context.text.show(one.span)):
            cure = write_command(context, one.words.rstrip(","), one.actor)
            locus = context.text.locate(one.span)
            yield Gap(UNNOTED_QUOTATION.name, locus, article, said, (), cure)


def list_unnoted(context: UnitContext) -> Iterator[Unnoted]:
    """Yield the quotations without a note; those of few words where it is clear who speaks."""
    text = context.text
    for span, paragraph in find_bare(text) if text else ():
        assert text
        actor = known_actor(context.speakers, find_sentence(text, span, paragraph))
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
    if text.text[span.end - 1] in _MARKS:
        return True
    follower = next((one for one in text.paragraphs if one.start >= span.end), None)
    return follower is not None and text.text[follower.start] in _MARKS


def trim(text: ReadText, span: Span) -> Span:
    """Return a quotation without its marks."""
    words = text.text[slice(*span)]
    start = span.start + len(words) - len(words.lstrip(_MARKS + " \n"))
    return Span(start, start + len(words.strip(_MARKS + " \n")))


def find_sentence(text: ReadText, span: Span, paragraph: Span) -> Span:
    """Return the sentence that a quotation stands in."""
    before, _, after = sentence_around(text.text, span, paragraph)
    return Span(max(paragraph.start, span.start - len(before)), span.end + len(after))


def longest_part(words: str) -> str:
    """Return the longest stretch of words that can be found again: no reference parts it."""
    return max(words.split(REFERENCE_CHARACTER), key=len).strip()


def write_command(context: UnitContext, words: str, actor: str) -> str:
    """Return the command that makes a note of some words."""
    who = f" --speaker {actor}" if actor else ""
    article = name_article(context.contribution.context.path, context.view)
    return f"briefbook quote {shlex.quote(article)} {shlex.quote(words)}{who}"


UNNOTED_QUOTATION = GapKind(
    "unnoted-quotation",
    "Words in quotation marks without a note",
    "Note whose words they are: briefbook quote ARTICLE WORDS --speaker ID prints the line.",
    in_unit=find_unnoted_quotations,
)
