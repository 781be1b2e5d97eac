"""Names beside verbs of saying, as they stand in a text: for what looks them up itself.

Nothing is resolved here, and pronouns and descriptions count for nothing.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.base.problems import Span
from briefbook.speech.cues import Cue, list_cues
from briefbook.speech.subjects import begin_run
from briefbook.speech.tokens import Token, list_quotations, read_sentences
from briefbook.speech.words import TABLES, Words, guess_language


class SpokenName(NamedTuple):
    """A name beside a verb of saying: their places in the text, in code points.

    ``name`` is what a reader would call them by, ``parts`` are the places of its words with the
    titles before it.
    """

    name: Span
    verb: Span
    parts: tuple[Span, ...]


def find_spoken_names(text: str, paragraphs: Sequence[Span]) -> Iterator[SpokenName]:
    """Yield every name beside a verb of saying in a text, but for those in quotations."""
    words = TABLES.get(guess_language(text))
    if words is None:  # names in Chinese are known only by those of the book
        return
    for sentence in read_sentences(text, paragraphs, list_quotations(text, paragraphs)):
        for cue in list_cues(sentence.tokens, words):
            if cue.form != "shared" and cue.subject and cue.subject.kind == "name":
                yield _make(sentence.tokens, cue, words)


def _make(tokens: Sequence[Token], cue: Cue, words: Words) -> SpokenName:
    assert cue.subject
    first, last = cue.subject.first, cue.subject.last
    begin = max(begin_run(tokens, last - 1, words), cue.subject.start)
    name = Span(tokens[first].start, tokens[last - 1].end)
    parts = [one for one in tokens[min(begin, first) : last] if one.kind == "word"]
    verb = tokens[cue.start]
    spans = tuple(Span(one.start, one.end) for one in parts)
    return SpokenName(name, Span(verb.start, verb.end), spans)
