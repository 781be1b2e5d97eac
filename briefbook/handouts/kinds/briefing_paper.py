"""The briefing paper: a whole briefing for reading at a desk, its paragraphs numbered."""

from collections.abc import Iterable, Iterator

from briefbook.base.folding import sort_name
from briefbook.handouts.document import (
    Block,
    Group,
    HandoutSection,
    HandoutSpan,
    Line,
    Listing,
    Paragraph,
    join_lines,
    words,
)
from briefbook.handouts.events import tell_events
from briefbook.handouts.positions import oppose_all, show_standings
from briefbook.handouts.prose import write_document, write_line
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.source import Source
from briefbook.pages.context import say_day
from briefbook.pages.parts.evidence import find_standings
from briefbook.pages.parts.lists import order_stories
from briefbook.units.unit import Body


def _write_briefing_paper(key: str, writer: HandoutWriter) -> Content:
    briefing: Briefing = writer.one("briefing", key)
    positions = writer.all("positions-in", key)
    events, title = writer.all("events-in-briefing", key), f"Timeline: {briefing.title}"
    points = tuple((write_line(writer, point),) for point in briefing.key_points)
    body = tuple(_number(_read_body(writer, key)))
    sections = (
        HandoutSection("Summary", _summarise(briefing, points), "box"),
        HandoutSection("Overview", body),
        HandoutSection("Views, issue by issue", tuple(_view_issues(writer, positions))),
        HandoutSection(
            "What is disputed", oppose_all(writer, writer.all("claims-in-briefing", key))
        ),
        HandoutSection("Chronology", tuple(tell_events(writer, events, title))),
        HandoutSection("Terms", tuple(_explain_terms(writer, key))),
        HandoutSection("Articles and sources", tuple(_list_sources(writer, key))),
    )
    facts = (("Of", words(say_day(briefing.date))),)
    dates = [briefing.date, *(held.date for held in positions)]
    return Content(briefing.title, sections, facts, dates)


def _summarise(briefing: Briefing, points: tuple[tuple[Line, ...], ...]) -> tuple[Block, ...]:
    lead = (Paragraph(words(briefing.summary), style="lead"),) if briefing.summary else ()
    return (*lead, *((Listing(points),) if points else ()))


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


def _view_issues(
    writer: HandoutWriter, positions: tuple[DatedPosition, ...]
) -> Iterator[Block]:
    for ref in writer.by_name({held.issue for held in positions}):
        yield _view_issue(writer, ref, positions)


def _view_issue(writer: HandoutWriter, ref: str, positions: tuple[DatedPosition, ...]) -> Group:
    issue: Issue = writer.one("issue", ref)
    standings = find_standings(writer, ref, [one for one in positions if one.issue == ref])
    blocks = tuple(show_standings(writer, issue, standings))
    return Group(writer.name(ref, "strong"), words(issue.question), blocks)


def _explain_terms(writer: HandoutWriter, key: str) -> Iterator[Block]:
    texts = {key, *order_stories(writer.view, key)}
    terms = [
        (sort_name(term.term), term.term, term.definition)
        for ref in writer.keys("term")
        if (term := writer.one("term", ref))
        and any(one.ref in texts for one in writer.all("mentioned", ref))
    ]
    items = tuple(
        ((*words(term, "strong"), HandoutSpan(": "), *write_line(writer, definition)),)
        for _, term, definition in sorted(terms)
    )
    if items:
        yield Listing(items)


def _list_sources(writer: HandoutWriter, key: str) -> Iterator[Block]:
    items = tuple(
        (
            join_lines([writer.name(ref), words(_say_date(writer, ref))]),
            *_sources_of(writer, ref),
        )
        for ref in order_stories(writer.view, key)
    )
    if items:
        yield Listing(items)


def _say_date(writer: HandoutWriter, ref: str) -> str:
    card = writer.one("card", ref)
    return say_day(card.date) if card else ""


def _sources_of(writer: HandoutWriter, ref: str) -> tuple[Line, ...]:
    quotes = (writer.one("quote", quote) for quote in writer.all("quotes-of", ref))
    refs = dict.fromkeys(quote.source for quote in quotes if quote and quote.source)
    return tuple(filter(None, (_describe_source(writer, source) for source in refs)))


def _describe_source(writer: HandoutWriter, ref: str) -> Line:
    source: Source | None = writer.one("source", ref)
    if source is None:
        return ()
    authors = words(", ".join(source.author))
    publisher = words(source.publisher if source.title else "")
    day = words(say_day(source.issued))
    address = words(source.URL, "", source.URL)
    return join_lines([authors, writer.name(ref, "emphasis"), publisher, day, address])


BRIEFING_PAPER = HandoutKind(
    "briefing-paper", "Briefing paper", "briefing", _write_briefing_paper
)
