"""The position sheet: who stands where on one issue, shown when, on what evidence."""

from briefbook.handouts.document import Paragraph, Section, put_words, words
from briefbook.handouts.parts import oppose_all, show_standings
from briefbook.handouts.prose import write_text
from briefbook.handouts.writing import Content, HandoutKind, HandoutWriter
from briefbook.kinds.issue import Issue
from briefbook.pages.parts.evidence import find_claims, find_standings
from briefbook.statements.absence import no_position
from briefbook.statements.words import say_sentence


def _write_position_sheet(key: str, writer: HandoutWriter) -> Content:
    issue: Issue = writer.one("issue", key)
    standings = find_standings(writer, key, writer.all("positions-on", key))
    who = tuple(show_standings(writer, issue, standings))
    quotes = tuple(one.ref for one in writer.all("quotes-on", key))
    nobody = Paragraph(words(say_sentence(no_position(who)), "quiet"))
    sections = (
        Section("The question", put_words(issue.question, "lead")),
        Section("What it is about", write_text(writer, issue.summary)),
        Section("Who stands where", who or (nobody,)),
        Section("What is disputed", oppose_all(writer, find_claims(writer, quotes))),
        Section("Our line", write_text(writer, issue.line), "box"),
    )
    dates = [held.date for one in standings for held in one.latest]
    return Content(issue.name, sections, dates=dates)


POSITION_SHEET = HandoutKind("position-sheet", "Position sheet", "issue", _write_position_sheet)
