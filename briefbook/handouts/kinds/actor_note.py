"""The actor note: offices, positions over time, words, events and relations of one actor."""

from collections.abc import Iterable, Iterator

from briefbook.handouts.document import (
    Block,
    Figure,
    HandoutSpan,
    Line,
    Quotation,
    Section,
    join_lines,
    list_items,
    words,
)
from briefbook.handouts.parts import oppose_all, tabulate_courses, tell_events
from briefbook.handouts.prose import write_text
from briefbook.handouts.writing import (
    Content,
    HandoutKind,
    HandoutWriter,
    find_sense,
)
from briefbook.kinds.actor import Actor
from briefbook.kinds.quote import Said
from briefbook.kinds.relation import KnownRelation
from briefbook.kinds.standing import Standing
from briefbook.pages.context import say_day, show_roles
from briefbook.pages.parts.evidence import find_quotes, list_standings, order_ties, show_basis
from briefbook.pages.parts.plots import draw_courses
from briefbook.render.page import Data
from briefbook.statements.positions import say_labels


def _write_actor_note(key: str, writer: HandoutWriter) -> Content:
    actor: Actor = writer.one("actor", key)
    standings = list_standings(writer, key)
    quotes = find_quotes(writer, (one.ref for one in writer.all("quotes-by", key)))
    events = dict.fromkeys(one.ref for one in writer.all("events-of", key))
    claimed = (*writer.all("claims-by", key), *writer.all("claims-against", key))
    claims = [one.ref for one in claimed]
    ties = order_ties(writer.all("ties-of", key), writer.view)
    sections = (
        Section("In short", write_text(writer, actor.summary), "box"),
        Section(
            "Offices",
            list_items((_say_role(writer, one),) for one in show_roles(writer, actor.roles)),
        ),
        Section("Positions", tuple(_show_courses(writer, actor, standings))),
        Section("Quotes", tuple(_quote(writer, said, key) for said in quotes)),
        Section("What is disputed", oppose_all(writer, claims)),
        Section("Events", tuple(tell_events(writer, events))),
        Section(
            "Relations", list_items((line,) for tie in ties if (line := _say_tie(writer, tie)))
        ),
    )
    dates = [held.date for one in standings for held in one.latest]
    facts = (
        ("Say", words(actor.pronunciation)),
        ("Address", words(actor.form_of_address)),
        ("Also", words(", ".join(alias for alias in actor.aliases if alias != actor.name))),
        ("Part of", writer.name(actor.part_of)),
    )
    dates += [said.date for said in quotes]
    return Content(actor.name, sections, facts, dates)


def _say_role(writer: HandoutWriter, role: Data) -> Line:
    organization = writer.name(role["organization"]["ref"]) if role["organization"] else ()
    when = words(", ".join(role["when"]), "quiet")
    office = join_lines([words(role["role"]), organization, when])
    return (*office, *writer.cite_all(role["evidence"]))


def _show_courses(
    writer: HandoutWriter, actor: Actor, standings: list[Standing]
) -> Iterator[Block]:
    if picture := draw_courses(writer.beside, standings, actor.name):
        yield Figure(picture, _describe_courses(writer, picture.title, standings))
    yield from tabulate_courses(writer, standings)


def _describe_courses(writer: HandoutWriter, title: str, standings: Iterable[Standing]) -> str:
    told = (
        f"{writer.name(one.issue)[0].words}: "
        + ", then ".join(
            f"{say_labels(held.stance)} ({say_day(held.date)})"
            for held in reversed((*one.latest, *one.earlier))
            if held.date
        )
        for one in standings
    )
    return f"{title}. {'; '.join(told)}."


def _quote(writer: HandoutWriter, said: Said, holder: str) -> Quotation:
    sense = words(find_sense(said), "emphasis")
    sentence = (
        HandoutSpan(said.before),
        HandoutSpan(said.words, "strong"),
        HandoutSpan(said.after),
        HandoutSpan(" "),
        *sense,
    )
    voice = () if said.speaker == holder else writer.name(said.speaker or said.source)
    source = join_lines(
        [
            voice,
            writer.tell(show_basis(writer, said)),
            words(say_day(said.date)),
            writer.name(said.article, "emphasis"),
            writer.name(said.source),
        ]
    )
    full = tuple(span for span in sentence if span.words.strip() or sense)
    return Quotation((*full, *writer.cite(said.ref)), source)


def _say_tie(writer: HandoutWriter, tie: KnownRelation) -> Line:
    """Return a relation in words, nothing where one of both may not be known."""
    source, target = writer.name(tie.source), writer.name(tie.target)
    if not (source and target):
        return ()
    when = f", {say_day(tie.date)}" if tie.date else ""
    told = (*source, HandoutSpan(f" {tie.type} "), *target, HandoutSpan(f"{when}."))
    return (*told, *writer.cite_all(tie.evidence))


ACTOR_NOTE = HandoutKind("actor-note", "Actor note", "actor", _write_actor_note)
