"""The position sheet: who stands where on one issue, shown when, on what evidence."""

from briefbook.handouts.document import HandoutDocument, HandoutSection, Paragraph, words
from briefbook.handouts.events import say_nothing
from briefbook.handouts.positions import (
    draw_standings,
    find_standings,
    oppose_all,
    tabulate_standings,
)
from briefbook.handouts.prose import write_text
from briefbook.handouts.writing import HandoutKind, HandoutWriter, Title, compose
from briefbook.kinds.issue import Issue
from briefbook.pages.parts.evidence import find_claims
from briefbook.statements.absence import no_position
from briefbook.statements.words import say_sentence

NAME = "position-sheet"
WORDS = "Position sheet"


def _make_position_sheet(key: str, writer: HandoutWriter) -> HandoutDocument:
    issue: Issue = writer.one("issue", key)
    standings = find_standings(writer, key, writer.all("positions-on", key))
    question = words(issue.question)
    who = (
        *draw_standings(writer, issue, standings),
        *tabulate_standings(writer, standings),
    )
    quotes = tuple(one.ref for one in writer.all("quotes-on", key))
    sections = (
        HandoutSection(
            "The question", (Paragraph(question, style="lead"),) if question else ()
        ),
        HandoutSection("What it is about", write_text(writer, issue.summary)),
        HandoutSection("Who stands where", who or say_nothing(say_sentence(no_position(who)))),
        HandoutSection("What is disputed", oppose_all(writer, find_claims(writer, quotes))),
        HandoutSection("Our line", write_text(writer, issue.line), "box"),
    )
    dates = [held.date for one in standings for held in one.latest]
    head = Title(NAME, WORDS, issue.name, key, (), dates)
    return compose(writer, head, sections)


POSITION_SHEET = HandoutKind(NAME, WORDS, "issue", _make_position_sheet)
