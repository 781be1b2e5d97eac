"""A document with its anchored text → annotations: proposed quotes, and remarks as notes.

A line is written only if the words are found at the very place that is meant, in the way in
which the build will look for them. All else becomes a comment, for a person to decide.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from briefbook.anchoring.matching import (
    Chain,
    Selector,
    choose,
    find_chains,
    find_limit,
    unfold_chain,
)
from briefbook.anchoring.nearest import cure_selector
from briefbook.base.folding import tidy
from briefbook.base.problems import Span
from briefbook.checks.merging import choose_id, free_id, make_id
from briefbook.importing.document import ImportedDocument, MarginComment, TextBlock
from briefbook.importing.markup import escape_markdown
from briefbook.speech.proposing import Proposal, Speaker, propose
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import AnchoredText
from briefbook.writing.values import write_flow, write_pair

NOBODY = "SOMEBODY"
"""What stands for a speaker whom nobody knows, in lines that are comments."""

_AROUND = 60
"""Characters that a comment shows on either side of doubtful words."""

_WIDEST = 400
"""Characters of words that a note is put at; of longer ones it has the two ends."""

_ENDS = 8
"""Words of these."""

MOST_QUOTES = 500
"""Quotes of one text that are looked up; further ones are doubtful."""

MOST_PLACES = 20
"""Places at which words may stand in a text; whose words they are at each is doubtful then."""

MOST_ACTORS = 200
"""New actors of one text; the words of further ones are doubtful."""


class KnownBook(NamedTuple):
    """What a book has already: who bears each name, and all ids; and who may see remarks."""

    bearers: Mapping[str, AbstractSet[str]]
    taken: AbstractSet[str]
    highest: str = ""


class AnchoredDocument(NamedTuple):
    """A document, and the text in which the build will look for its words.

    ``blocks`` are those of its paragraphs, as far as they are the same; ``day`` is its date.
    """

    document: ImportedDocument
    text: AnchoredText
    blocks: tuple[TextBlock, ...]

    def find_block(self, offset: int) -> TextBlock | None:
        """Return the block in which a place of the text lies."""
        place = self.text.place(offset)
        return self.blocks[place] if place < len(self.blocks) else None

    def find_page(self, offset: int) -> int:
        """Return the page on which a place of the text stands, 0 where that is not known."""
        block = self.find_block(offset)
        return block.find_page(offset - self.text.paragraph(offset).start) if block else 0


class Notes(NamedTuple):
    """The lines of the sections, without what stands before them; and what is in them.

    ``actors`` are the fields of new actors by their ids.
    """

    lines: tuple[str, ...]
    actors: Mapping[str, Mapping[str, Plain]]
    quotes: int
    doubtful: int
    remarks: int


def write_notes(found: AnchoredDocument, known: KnownBook, own: AbstractSet[str]) -> Notes:
    """Return the annotations of a text; ``own`` are ids that its other files take."""
    writer = _Writer(found, known, {*known.taken, *own})
    quotes = list(writer.write_quotes())
    counted = writer.quotes
    remarks = list(writer.write_remarks())
    lines = (*_head("quotes", quotes, counted), *_head("notes", remarks, writer.remarks))
    return Notes(lines, writer.actors, counted, writer.doubtful, writer.remarks)


def _head(section: str, lines: Sequence[str], count: int) -> Iterator[str]:
    """Yield a section with its lines; one in which all is doubtful is a comment as a whole."""
    if lines:
        yield f"{section}:" if count else f"# {section}:"
        yield from lines


class _Writer:
    """What is written so far: the ids that are taken, the actors that are new, the counts."""

    def __init__(self, found: AnchoredDocument, known: KnownBook, taken: set[str]) -> None:
        """Begin with nothing written."""
        self.found, self.known, self.taken = found, known, taken
        self.text = found.text
        self.actors: dict[str, dict[str, Plain]] = {}
        self.names: dict[str, str] = {}
        self.places: dict[Selector, tuple[Chain, ...]] = {}
        self.quotes = self.doubtful = self.remarks = 0

    def write_quotes(self) -> Iterator[str]:
        """Yield the lines of the proposed quotes, in the order of the text."""
        text = self.text.text
        paragraphs = [
            span for span in self.text.paragraphs if not _is_heading(self.found, span)
        ]
        language = self.found.document.language.partition("-")[0].lower()
        for proposal in propose(text, paragraphs, self.known.bearers, language):
            yield from self.write_quote(proposal)

    def write_quote(self, proposal: Proposal) -> Iterator[str]:
        """Yield the lines of a quote, as a comment if anything about it is not certain."""
        proposal = proposal._replace(parts=tuple(map(self.trim, proposal.parts)))
        parts = tuple(tidy(self.text.text[slice(*one)]) for one in proposal.parts)
        if not all(parts):
            return
        is_early = self.quotes < MOST_QUOTES
        selector = self.settle(parts, proposal.parts) if is_early else None
        speaker = self.find_speaker(proposal) if selector else ""
        is_certain = bool(speaker) and proposal.is_certain and proposal.basis == "quoted"
        fields = self.list_fields(
            proposal, speaker or _name_doubtful(proposal), parts, selector
        )
        name = choose_id(parts[0], self.taken, "words")
        if is_certain:
            self.taken.add(name)
            self.quotes += 1
            yield from (f"  {line}" for line in write_pair(name, fields, 2))
        else:
            self.doubtful += 1
            yield from self.write_doubt(proposal, name, fields)

    def trim(self, span: Span) -> Span:
        """Return a place of words without space around them, and without a comma at the end.

        American papers put the comma of their own sentence within the marks.
        """
        words = self.text.text[slice(*span)]
        end = len(words.rstrip().rstrip(",，").rstrip())
        start = min(len(words) - len(words.lstrip()), end)
        return Span(span.start + start, span.start + end)

    def settle(self, parts: tuple[str, ...], spans: tuple[Span, ...]) -> Selector | None:
        """Return what the build finds at the very place of the words and nowhere else."""
        selector = Selector(parts)
        text = self.text.folded.text
        if len(self.find_places(selector)) > MOST_PLACES or find_limit(selector, text):
            return None
        if not self.stands_at(selector, spans):
            try:
                selector = cure_selector(selector, spans, self.text.folded)
            except (LookupError, ValueError):
                return None
        return selector if self.stands_at(selector, spans) else None

    def find_places(self, selector: Selector) -> tuple[Chain, ...]:
        """Return where words stand in the text; the same words may be said many times."""
        if selector not in self.places:
            self.places[selector] = find_chains(selector, self.text.folded.text)
        return self.places[selector]

    def stands_at(self, selector: Selector, spans: tuple[Span, ...]) -> bool:
        """Tell whether words are found at their place, and at no other that may be meant."""
        chosen = choose(selector.nth, self.find_places(selector))
        if len(chosen) != 1 or len(chosen[0]) != len(spans):
            return False
        pairs = zip(unfold_chain(chosen[0], self.text.folded), spans, strict=True)
        return all(one.start < other.end and other.start < one.end for one, other in pairs)

    def find_speaker(self, proposal: Proposal) -> str:
        """Return the id of who speaks, "" if none; a name that nobody bears makes an actor."""
        speaker = proposal.speaker
        if speaker is None or not (proposal.is_certain and proposal.basis == "quoted"):
            return ""
        if speaker.actor:
            return speaker.actor
        is_new = speaker.is_name and len(self.known.bearers.get(speaker.name, ())) == 0
        if is_new and speaker.name not in self.names and len(self.actors) < MOST_ACTORS:
            self.add_actor(speaker)
        return self.names.get(speaker.name, "") if is_new else ""

    def add_actor(self, speaker: Speaker) -> None:
        """Note an actor whom the book lacks, as far as the text tells of them."""
        latin = make_id(speaker.name) or make_id(_find_spelling(speaker.name, self.text.text))
        name = free_id(latin or "speaker", self.taken)
        self.taken.add(name)
        self.names[speaker.name] = name
        self.actors[name] = describe_actor(speaker, self.found)

    def list_fields(
        self,
        proposal: Proposal,
        speaker: str,
        parts: tuple[str, ...],
        selector: Selector | None,
    ) -> dict[str, Plain]:
        """Return the fields of a quote in their usual order."""
        page = self.found.find_page(proposal.parts[0].start)
        fields: dict[str, Plain] = {"speaker": speaker}
        fields |= _write_selector(selector or Selector(parts))
        if page:
            fields["locator"] = f"p. {page}"
        if proposal.addressee:
            fields["addressee"] = self.find_addressee(proposal.addressee)
        if proposal.basis != "quoted":
            fields["basis"] = proposal.basis
        return fields

    def find_addressee(self, words: str) -> Plain:
        """Return to whom words are said: an actor of the book, or the text's own words."""
        bearers = self.known.bearers.get(words, frozenset[str]())
        return next(iter(bearers)) if len(bearers) == 1 else {"text": words}

    def write_doubt(
        self, proposal: Proposal, name: str, fields: dict[str, Plain]
    ) -> Iterator[str]:
        """Yield as comments the words around a doubtful quote, and the line to be written."""
        start, end = proposal.parts[0].start, proposal.parts[-1].end
        text = self.text.text
        before = tidy(text[max(start - _AROUND, 0) : start]).lstrip()
        after = tidy(text[end : end + _AROUND]).rstrip()
        who = proposal.speaker.name if proposal.speaker else ""
        hint = f", perhaps {tidy(who)}" if who else ""
        yield f"  # line {self.text.line(start)}{hint}: … {before}[…]{after} …"
        yield f"  # {name}: {write_flow(fields)}"

    def write_remarks(self) -> Iterator[str]:
        """Yield the lines of the notes that remarks become, at their words."""
        for remark in self.found.document.comments:
            if remark.body:
                yield from self.write_remark(remark)

    def write_remark(self, remark: MarginComment) -> Iterator[str]:
        """Yield the lines of a note; as it was for colleagues, the highest edition has it."""
        body = escape_markdown(": ".join(filter(None, (_sign(remark), remark.body))))
        span = self.place_remark(remark)
        parts = _cut_words(self.text.text, span) if span else ()
        words = tuple(tidy(self.text.text[slice(*one)]).strip() for one in parts)
        selector = self.settle(words, parts) if all(words) and words else None
        if selector is None:
            yield f"  # {tidy(body)}"
            return
        fields = _write_selector(selector)
        fields |= {"access": self.known.highest} if self.known.highest else {}
        fields["body"] = body
        name = choose_id(words[0], self.taken, "note")
        self.taken.add(name)
        self.remarks += 1
        yield from (f"  {line}" for line in write_pair(name, fields, 2))

    def place_remark(self, remark: MarginComment) -> Span | None:
        """Return the place of the words of a remark, None where they are not in the text."""
        blocks = self.found.document.blocks
        if remark.block < 0 or not remark.words:
            return None
        words = blocks[remark.block].text
        at = words.find(remark.words, max(remark.at - 1, 0))
        place = next(
            (
                span
                for span, block in zip(self.text.paragraphs, self.found.blocks, strict=False)
                if block is blocks[remark.block]
            ),
            None,
        )
        if place is None or at < 0:
            return None
        return Span(place.start + at, place.start + at + len(remark.words))


def _write_selector(selector: Selector) -> dict[str, Plain]:
    """Return the fields that a selector is written as."""
    parts = selector.exact
    fields: dict[str, Plain] = {"exact": parts[0] if len(parts) == 1 else list(parts)}
    given = {"prefix": selector.prefix, "suffix": selector.suffix, "nth": selector.nth}
    return fields | {key: value for key, value in given.items() if value}


def _is_heading(found: AnchoredDocument, span: Span) -> bool:
    block = found.find_block(span.start)
    return bool(block and block.heading)


def _name_doubtful(proposal: Proposal) -> str:
    """Return what stands for the speaker of doubtful words: an id, or who it may be."""
    speaker = proposal.speaker
    if speaker is None:
        return NOBODY
    return speaker.actor or (make_id(speaker.name) if speaker.is_name else "") or NOBODY


def describe_actor(speaker: Speaker, found: AnchoredDocument) -> dict[str, Plain]:
    """Return the fields of an actor: name, short name, and the office that the text gives."""
    fields: dict[str, Plain] = {"name": speaker.name}
    if speaker.is_body:
        fields["type"] = "organization"
    elif short := _find_short_name(speaker.name, found.text.text):
        fields["aliases"] = [short]
    if speaker.described:
        fields["role"] = tidy(speaker.described).strip()
        fields |= {"as_of": found.document.date} if found.document.date else {}
    return fields


def _find_spelling(name: str, text: str) -> str:
    """Return the Latin spelling that a text has in brackets behind a name, "" if none."""
    found = re.search(rf"{re.escape(name)}\s?[(（]([A-Za-zÀ-ž.'’ -]{{2,40}})[)）,，]", text)
    return found[1] if found else ""


def _find_short_name(name: str, text: str) -> str:
    """Return the longest end of a name by which a text calls somebody as well, "" if none."""
    words = name.split()
    for first in range(1, len(words)):
        short = " ".join(words[first:])
        if text.count(short) > text.count(f"{words[first - 1]} {short}"):
            return short
    return ""


def _sign(remark: MarginComment) -> str:
    day = f" ({remark.date})" if remark.date else ""
    return f"{remark.author}{day}" if remark.author else ""


def _cut_words(text: str, span: Span) -> tuple[Span, ...]:
    """Return the places of some words: of many, those of the first and the last."""
    words = text[slice(*span)]
    if len(words) <= _WIDEST:
        return (span,)
    first = len(" ".join(words.split(" ")[:_ENDS]))
    last = len(" ".join(words.split(" ")[-_ENDS:]))
    return Span(span.start, span.start + first), Span(span.end - last, span.end)
