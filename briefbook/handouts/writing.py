"""What a handout is written with: what its edition sees, its endnotes, and its frame."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from urllib.parse import quote

from briefbook.base.addresses import Address, leads_out, place_links
from briefbook.base.folding import sort_name
from briefbook.base.typography import quote_words
from briefbook.handouts.document import (
    Endnote,
    HandoutDocument,
    HandoutSpan,
    Line,
    Section,
    Style,
    join_lines,
    words,
)
from briefbook.index.ledger import EditionView
from briefbook.kinds.claim import Asserted
from briefbook.kinds.event import Happening
from briefbook.kinds.quote import Said
from briefbook.kinds.source import Source
from briefbook.pages.context import PageContext, say_day, say_role_of
from briefbook.pages.page import find_marking
from briefbook.pages.parts.evidence import attribute, find_place, show_basis
from briefbook.render.page import Data
from briefbook.statements.events import find_newest, newest_day, on_day, status
from briefbook.statements.positions import confidence
from briefbook.statements.words import say_sentence

TOP = "handout"
"""Seen from a page at the top of the site, links are addresses of the site."""


class HandoutWriter(PageContext):
    """One handout in the making: its endnotes are numbered as they are first cited.

    ``introduced`` are the speakers whose office on a day has been told in a note.
    """

    def __init__(self, view: EditionView) -> None:
        """Begin with no notes; ``beside`` links pictures as those of a page."""
        super().__init__(view, TOP)
        self.beside = PageContext(view, TOP)
        self.notes: dict[str, Endnote] = {}
        self.introduced: set[tuple[str, str]] = set()

    def href(self, address: str) -> str:
        """Return an address of the site."""
        return place_links(super().href(address), Address(TOP))

    def cite(self, ref: str) -> Line:
        """Return the number of the note on a quote, claim or event; nothing if it is hidden."""
        if ref not in self.notes:
            line, address = _say_evidence(self, ref)
            if not line:
                return ()
            self.notes[ref] = Endnote(len(self.notes) + 1, line, address)
        return (HandoutSpan("", note=self.notes[ref].number),)

    def cite_all(self, refs: Iterable[str]) -> Line:
        """Return the numbers of the notes on some evidence."""
        return tuple(span for ref in dict.fromkeys(refs) for span in self.cite(ref))

    def cite_words(self, line: Line, address: str) -> Line:
        """Return the number of the note on words that are no quote of their own."""
        if address not in self.notes:
            self.notes[address] = Endnote(len(self.notes) + 1, line, address)
        return (HandoutSpan("", note=self.notes[address].number),)

    def keep_place(self, key: str, address: str) -> int:
        """Return the number of a note whose words come later, by ``fill_place``."""
        if key not in self.notes:
            self.notes[key] = Endnote(len(self.notes) + 1, (), address)
        return self.notes[key].number

    def fill_place(self, key: str, line: Line) -> None:
        """Put the words into a note."""
        self.notes[key] = self.notes[key]._replace(line=line)

    def name(self, ref: str, style: Style = "") -> Line:
        """Return the name of an entry, leading to its page; of an event with its status."""
        card = self.one("card", ref) if ref else None
        if card is None:
            return ()
        told = say_sentence(status(card.status)) if card.status else ""
        name = words(card.name, style, card.address)
        return (*name, HandoutSpan(f" ({told})")) if told else name

    def name_source(self, ref: str) -> Line:
        """Return the name of a source, with the day on which it was published."""
        source: Source | None = self.one("source", ref) if ref else None
        issued = f" ({say_day(source.issued)})" if source and source.issued else ""
        return (*self.name(ref), *words(issued))

    def tell(self, pieces: Iterable[Data]) -> Line:
        """Return a sentence in pieces (see ``tell_sentence``), with links in it."""
        return tuple(
            span
            for one in pieces
            for span in (self.name(one["link"]["ref"]) if one["link"] else words(one["words"]))
        )

    def by_name(self, refs: Iterable[str]) -> list[str]:
        """Return those entries that this edition may see, by name."""
        named = [(name[0].words, ref) for ref in refs if (name := self.name(ref))]
        return [ref for _, ref in sorted((sort_name(name), ref) for name, ref in named)]

    def names(self, refs: Iterable[str], between: str = ", ") -> Line:
        """Return the names of those entries that this edition may see."""
        return join_lines([self.name(ref) for ref in dict.fromkeys(refs)], between)


class Content(NamedTuple):
    """What a handout says, of which sections with nothing in them are left out.

    ``facts`` are (label, words) of its title block. ``dates`` are those of what happened or
    was said: the newest is "as of".
    """

    title: str
    sections: Iterable[Section]
    facts: Iterable[tuple[str, Line]] = ()
    dates: Iterable[str] = ()


class HandoutKind(NamedTuple):
    """One kind of handout: there may be one for each key of ``index``.

    ``words`` is what readers call it. ``write`` returns what it says of the subject ``key``.
    ``sides`` is how many sides it may have, 0 for any number. One that ``may_be_short`` is made
    of every subject, others not of those of whom they would leave most of a side blank.
    """

    name: str
    words: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    write: Callable[[str, HandoutWriter], Content]
    sides: int = 0
    may_be_short: bool = False

    def make(self, key: str, writer: HandoutWriter) -> HandoutDocument:
        """Return the document on the subject ``key``."""
        return compose(writer, self.name, self.words, key, self.write(key, writer))._replace(
            sides=self.sides
        )


def compose(
    writer: HandoutWriter, kind: str, words: str, key: str, content: Content
) -> HandoutDocument:
    """Return a handout of any length: its content, and what the settings say."""
    setting = writer.one
    return HandoutDocument(
        kind=kind,
        title=content.title,
        subtitle=words,
        facts=tuple(_list_facts(writer, content)),
        sections=tuple(section for section in content.sections if section.blocks),
        notes=tuple(writer.notes.values()),
        mark=find_marking(writer),
        organization=setting("config", "organization") or "",
        edition=writer.view.edition.name,
        language=setting("config", "language"),
        paper=setting("config", "paper"),
        sides=0,
        address=handout_address(kind, key),
        base=setting("config", "base_url"),
        accent=setting("config", "accent"),
        fonts=setting("fonts", "") or (),
    )


def _list_facts(writer: HandoutWriter, content: Content) -> Iterator[tuple[str, Line]]:
    """Yield what the title block says: the subject's own, then what every handout says."""
    own = {label: line for label, line in content.facts if line}
    shared = {
        "Contact": writer.one("config", "contact") or "",
        "No.": writer.one("config", "number") or "",
        "As of": say_sentence(newest_day(find_newest(content.dates))),
        "Edition": writer.view.edition.name,
    }
    besides = {
        label: words(told) for label, told in shared.items() if told and label not in own
    }
    yield from (own | besides).items()


def _say_evidence(writer: HandoutWriter, ref: str) -> tuple[Line, str]:
    """Return what an endnote says of a quote, claim or event, and where it is read."""
    said: Said | None = writer.one("quote", ref)
    if said:
        return _say_source(writer, said), said.address
    claim: Asserted | None = writer.one("claim", ref)
    if claim:
        return (
            HandoutSpan(f"Claim: {claim.text}"),
            *_end_line(_say_origin(writer, claim.article)),
        ), claim.address
    event: Happening | None = writer.one("event", ref)
    if event:
        told = (
            say_sentence(status(event.status)),
            say_sentence(on_day(event.date, event.year_inferred)) or event.due,
        )
        named = ", ".join(filter(None, (event.name, *told)))
        return (HandoutSpan(f"{named}."),), writer.one("card", ref).address
    return (), ""


def _say_source(writer: HandoutWriter, said: Said) -> Line:
    speaker = join_lines([writer.name(said.speaker), words(_introduce(writer, said))])
    behalf = writer.name(said.on_behalf_of)
    return _end_line(
        join_lines(
            [
                _quote_words(said),
                speaker,
                (HandoutSpan("on behalf of "), *behalf) if behalf else (),
                writer.tell(show_basis(writer, said)),
                words(say_sentence(confidence(said.confidence))),
                words(say_day(said.date)),
                _say_origin(writer, said.article, said.source, said.locator),
                words(f"verified on {say_day(said.verified)}" if said.verified else ""),
            ]
        )
    )


def _introduce(writer: HandoutWriter, said: Said) -> str:
    """Return the office of a speaker on the day, "" in all notes but the first that says so."""
    role = say_role_of(writer, said.speaker, said.date)
    if (said.speaker, role) in writer.introduced:
        return ""
    writer.introduced.add((said.speaker, role))
    return role


def _say_origin(
    writer: HandoutWriter, article: str, source: str = "", locator: str = ""
) -> Line:
    place = writer.name(article, "emphasis")
    located = words(locator, "", find_place(writer, source, locator))
    return join_lines([place, writer.name_source(source), located])


def _end_line(line: Line) -> Line:
    closed = not line or line[-1].words.endswith((".", "?", "!"))
    return line if closed else (*line, HandoutSpan("."))


def _quote_words(said: Said) -> Line:
    sense = find_sense(said)
    quoted: Line = (HandoutSpan(quote_words(said.words)),)
    return (*quoted, HandoutSpan(f" ({sense})")) if sense else quoted


def quote_with_voice(writer: HandoutWriter, said: Said, holder: str = "") -> Line:
    """Return the words of a quote with whose they are; one who describes stands before them.

    ``holder`` is the person of the card that the words stand on, whose name is not said again.
    """
    shown = attribute(writer, said, holder)
    told, quoted = writer.tell(shown["told"]), _quote_words(said)
    if not told:
        return quoted
    if shown["is_told_first"]:
        return (*told, HandoutSpan(": "), *quoted)
    return (*quoted, HandoutSpan(" ("), *told, HandoutSpan(")"))


def find_sense(said: Said) -> str:
    """Return the translation of a quote in quotation marks, "" for none."""
    return quote_words(said.translation.text) if said.translation else ""


def say_address(document: HandoutDocument, address: str) -> str:
    """Return an address as it is printed, "" for one in a site whose own is not known."""
    if not address or leads_out(address):
        return address
    return f"{document.base}/{quote(address, safe='/#')}" if document.base else ""


def handout_address(kind: str, key: str, name: str = "html") -> str:
    """Return the address of a handout in a format (``a/b`` → ``handouts/KIND-a.b.html``)."""
    return f"handouts/{kind}-{key.replace('/', '.')}.{name}"
