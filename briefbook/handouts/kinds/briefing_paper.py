"""The briefing paper: a whole briefing for reading at a context, its paragraphs numbered."""

from collections.abc import Iterable, Iterator

from briefbook.base.folding import sort_name
from briefbook.handouts.document import (
    Block,
    Group,
    HandoutDocument,
    HandoutSection,
    HandoutSpan,
    Line,
    Listing,
    Paragraph,
    join_lines,
    words,
)
from briefbook.handouts.events import tell_events
from briefbook.handouts.positions import (
    draw_standings,
    find_standings,
    oppose_all,
    tabulate_standings,
)
from briefbook.handouts.prose import write_document, write_line
from briefbook.handouts.writing import HandoutKind, HandoutWriter, Title, compose
from briefbook.kinds.briefing import Briefing
from briefbook.kinds.issue import Issue
from briefbook.kinds.position import DatedPosition
from briefbook.kinds.source import Source
from briefbook.pages.context import say_day
from briefbook.pages.parts.lists import order_stories
from briefbook.units.unit import Body

NAME = "briefing-paper"
WORDS = "Briefing paper"


def make_briefing_paper(key: str, writer: HandoutWriter) -> HandoutDocument:
    """Return the paper on the briefing ``key``."""
    briefing: Briefing = writer.one("briefing", key)
    positions = writer.all("positions-in", key)
    events, title = writer.all("events-in-briefing", key), f"Timeline: {briefing.title}"
    points = tuple((write_line(writer, point),) for point in briefing.key_points)
    body = tuple(number(read_body(writer, key)))
    sections = (
        HandoutSection("Summary", summarise(briefing, points), "box"),
        HandoutSection("Overview", body),
        HandoutSection("Views, issue by issue", tuple(view_issues(writer, positions))),
        HandoutSection(
            "What is disputed", oppose_all(writer, writer.all("claims-in-briefing", key))
        ),
        HandoutSection("Chronology", tuple(tell_events(writer, events, title))),
        HandoutSection("Terms", tuple(explain_terms(writer, key))),
        HandoutSection("Articles and sources", tuple(list_sources(writer, key))),
    )
    facts = (("Of", words(say_day(briefing.date) if briefing.date else "")),)
    dates = [briefing.date, *(held.date for held in positions)]
    head = Title(NAME, WORDS, briefing.title, key, facts, dates)
    return compose(writer, head, sections)


def summarise(briefing: Briefing, points: tuple[tuple[Line, ...], ...]) -> tuple[Block, ...]:
    """Return the summary, then the key points."""
    lead = (Paragraph(words(briefing.summary), style="lead"),) if briefing.summary else ()
    return (*lead, *((Listing(points),) if points else ()))


def read_body(writer: HandoutWriter, key: str) -> tuple[Block, ...]:
    """Return the briefing's own text."""
    body: Body | None = writer.one("body", key)
    return write_document(writer, body.document, key) if body else ()


def number(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks with their paragraphs numbered; headings have none."""
    count = 0
    for block in blocks:
        if isinstance(block, Paragraph) and block.style != "heading":
            count += 1
            yield block._replace(number=count)
        else:
            yield block


def view_issues(writer: HandoutWriter, positions: tuple[DatedPosition, ...]) -> Iterator[Block]:
    """Yield the views on each issue, by its name."""
    for ref in writer.by_name({held.issue for held in positions}):
        yield view_issue(writer, ref, positions)


def view_issue(writer: HandoutWriter, ref: str, positions: tuple[DatedPosition, ...]) -> Group:
    """Return who stands where on one issue."""
    issue: Issue = writer.one("issue", ref)
    standings = find_standings(writer, ref, positions)
    picture = draw_standings(writer, issue, standings)
    blocks = (*picture, *tabulate_standings(writer, standings))
    return Group(writer.name(ref, "strong"), words(issue.question), blocks)


def explain_terms(writer: HandoutWriter, key: str) -> Iterator[Block]:
    """Yield the terms that the briefing and its articles use."""
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


def list_sources(writer: HandoutWriter, key: str) -> Iterator[Block]:
    """Yield the articles in their order, each with the sources that it rests on."""
    items = tuple(
        (join_lines([writer.name(ref), words(say_date(writer, ref))]), *sources_of(writer, ref))
        for ref in order_stories(writer.view, key)
    )
    if items:
        yield Listing(items)


def say_date(writer: HandoutWriter, ref: str) -> str:
    """Return the date of an article in words."""
    card = writer.one("card", ref)
    return say_day(card.date) if card and card.date else ""


def sources_of(writer: HandoutWriter, ref: str) -> tuple[Line, ...]:
    """Return the sources of an article's quotes, each on a line."""
    quotes = (writer.one("quote", quote) for quote in writer.all("quotes-of", ref))
    refs = dict.fromkeys(quote.source for quote in quotes if quote and quote.source)
    return tuple(filter(None, (describe_source(writer, source) for source in refs)))


def describe_source(writer: HandoutWriter, ref: str) -> Line:
    """Return a source with authors, publisher, day and address."""
    source: Source | None = writer.one("source", ref)
    if source is None:
        return ()
    authors = words(", ".join(source.author))
    publisher = words(source.publisher if source.title else "")
    day = words(say_day(source.issued) if source.issued else "")
    address = words(source.URL, "", source.URL)
    return join_lines([authors, writer.name(ref, "emphasis"), publisher, day, address])


BRIEFING_PAPER = HandoutKind(NAME, WORDS, "briefing", make_briefing_paper)
