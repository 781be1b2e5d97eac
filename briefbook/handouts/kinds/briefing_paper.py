"""The briefing paper: a whole briefing for reading at a desk, its paragraphs numbered."""

from collections.abc import Iterable, Iterator

from briefbook.base.folding import sort_name
from briefbook.handouts.document import (
    Block,
    Group,
    Line,
    Paragraph,
    Section,
    join_lines,
    list_items,
    put_words,
    words,
)
from briefbook.handouts.parts import oppose_all, say_article, show_standings, tell_events
from briefbook.handouts.prose import list_texts, write_document, write_line
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.index.rows import Card
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.source import Source, source_outlet
from briefbook.pages.context import say_day, say_role_of
from briefbook.pages.parts.events import find_events
from briefbook.pages.parts.evidence import find_standings
from briefbook.pages.parts.lists import order_stories
from briefbook.units.unit import Body


def _write_briefing_paper(key: str, writer: HandoutWriter) -> Content:
    briefing: Briefing = writer.one("briefing", key)
    positions = writer.all("positions-in", key)
    events = [one.ref for one in writer.all("events-in-briefing", key)]
    claims = [one.ref for one in writer.all("claims-in-briefing", key)]
    points = list_texts(writer, briefing.key_points)
    body = tuple(_number(_read_body(writer, key)))
    issues = writer.by_name({held.issue for held in positions})
    views = tuple(_view_issue(writer, ref, positions) for ref in issues)
    sections = (
        Section("Summary", (*put_words(briefing.summary, "lead"), *points), "box"),
        Section("Overview", body),
        Section("Views, issue by issue", views),
        Section(
            "What is disputed",
            (*oppose_all(writer, claims), *list_texts(writer, briefing.disputed)),
        ),
        Section("What is not known", list_texts(writer, briefing.unknown)),
        Section("Chronology", tuple(tell_events(writer, events))),
        Section("Who is who", _introduce_all(writer, briefing, positions, events)),
        Section("Terms", _explain_terms(writer, key)),
        Section("Articles and sources", _list_sources(writer, key)),
    )
    facts = (("Of", words(say_day(briefing.date))),)
    dates = [briefing.date, *(held.date for held in positions)]
    return Content(briefing.title, sections, facts, dates)


def _read_body(writer: HandoutWriter, key: str) -> tuple[Block, ...]:
    body: Body | None = writer.one("body", key)
    return write_document(writer, body.document, key) if body else ()


def _number(blocks: Iterable[Block]) -> Iterator[Block]:
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.style != "heading":
            count += 1
            yield block._replace(number=count)
        else:
            yield block


def _view_issue(writer: HandoutWriter, ref: str, positions: tuple[DatedPosition, ...]) -> Group:
    issue: Issue = writer.one("issue", ref)
    standings = find_standings(writer, ref, [one for one in positions if one.issue == ref])
    blocks = tuple(show_standings(writer, issue, standings))
    return Group(writer.name(ref, "strong"), words(issue.question), blocks)


def _introduce_all(
    writer: HandoutWriter,
    briefing: Briefing,
    positions: tuple[DatedPosition, ...],
    events: Iterable[str],
) -> tuple[Block, ...]:
    """Return who holds a position or takes part in an event: persons first, then bodies."""
    taking_part = {held.actor for held in positions}
    for event in find_events(writer, events):
        taking_part.update((*event.actors, *event.targets))
    cards = [writer.one("card", ref) for ref in writer.by_name(taking_part)]
    cards.sort(key=lambda card: card.type != "person")
    told = (_introduce(writer, card, briefing.date) for card in cards)
    return list_items((line,) for line in told if line)


def _introduce(writer: HandoutWriter, card: Card, date: str) -> Line:
    """Return who somebody is, with their role on a day; nothing of who is but a name."""
    role = words(say_role_of(writer, card.ref, date))
    about = write_line(writer, card.line)
    named = join_lines([writer.name(card.ref, "strong"), role])
    return join_lines([named, about], ": ") if role or about else ()


def _explain_terms(writer: HandoutWriter, key: str) -> tuple[Block, ...]:
    texts = {key, *order_stories(writer.view, key)}
    terms = [
        (sort_name(term.term), term.term, term.definition)
        for ref in writer.keys("term")
        if (term := writer.one("term", ref))
        and any(one.ref in texts for one in writer.all("mentioned", ref))
    ]
    return list_items(
        ((*words(term, "strong"), *words(": "), *write_line(writer, definition)),)
        for _, term, definition in sorted(terms)
    )


def _list_sources(writer: HandoutWriter, key: str) -> tuple[Block, ...]:
    return list_items(
        (say_article(writer, ref), *_sources_of(writer, ref))
        for ref in order_stories(writer.view, key)
    )


def _sources_of(writer: HandoutWriter, ref: str) -> tuple[Line, ...]:
    quotes = (writer.one("quote", quote) for quote in writer.all("quotes-of", ref))
    refs = dict.fromkeys(quote.source for quote in quotes if quote and quote.source)
    return tuple(filter(None, (_describe_source(writer, source) for source in refs)))


def _describe_source(writer: HandoutWriter, ref: str) -> Line:
    source: Source | None = writer.one("source", ref)
    if source is None:
        return ()
    authors = words(", ".join(source.author))
    publisher = words(source_outlet(source) if source.title else "")
    day = words(say_day(source.issued))
    address = words(source.URL, "", source.URL)
    return join_lines([authors, writer.name(ref, "emphasis"), publisher, day, address])


BRIEFING_PAPER = HandoutKind(
    "briefing-paper", "Briefing paper", "briefing", _write_briefing_paper
)
