"""Paragraphs in which somebody who is known speaks, and that no note covers."""

from collections.abc import Iterator

from briefbook.anchoring.quotation import sentence_around
from briefbook.base.problems import Span
from briefbook.gaps.gap import Gap, GapKind, UnitContext, name_entry
from briefbook.gaps.quotations import longest_part
from briefbook.gaps.speakers import NamedSpeaker, is_single
from briefbook.gaps.texts import ReadText, meets
from briefbook.gaps.unnoted_quotation import write_command
from briefbook.statements.gaps import said_without_note


def find_unnoted_passages(context: UnitContext) -> Iterator[Gap]:
    """Yield the paragraphs with an actor's name beside a verb of saying, and without a note.

    Where words in quotation marks lack a note, the paragraph is not told again.
    """
    text = context.text
    if text is None:
        return
    quoted = [one.span for one in context.unnoted]
    for paragraph in text.paragraphs:
        speaker = find_speaker(context, paragraph)
        is_open = not (text.is_noted(paragraph) or meets(paragraph, quoted))
        if speaker and is_open:
            yield from _tell(context, text, paragraph, speaker)


def find_speaker(context: UnitContext, paragraph: Span) -> NamedSpeaker | None:
    """Return the first in a paragraph of whom it is clear who is meant."""
    inside = (one for one in context.speakers if meets(one.at.name, [paragraph]))
    return next((one for one in inside if is_single(one.actors)), None)


def _tell(
    context: UnitContext, text: ReadText, paragraph: Span, speaker: NamedSpeaker
) -> Iterator[Gap]:
    (actor,) = speaker.actors
    sentence = "".join(sentence_around(text.text, speaker.at.verb, paragraph))
    words = text.show(paragraph)
    said = said_without_note(name_entry(actor, context.view), speaker.verb, words)
    if said:
        cure = write_command(context, longest_part(sentence.strip("… ")), actor)
        article, refs = context.contribution.context.article, (("actor", actor),)
        yield Gap(UNNOTED_PASSAGE.name, text.locate(paragraph), article, said, refs, cure)


UNNOTED_PASSAGE = GapKind(
    "unnoted-passage",
    "Paragraphs without a note in which somebody speaks",
    "Note what is said: briefbook quote ARTICLE WORDS --speaker ID prints the line.",
    in_unit=find_unnoted_passages,
)
