"""What happened, as handouts print it: promises are kept apart from facts."""

from collections.abc import Iterable, Iterator, Sequence

from briefbook.handouts.document import Block, Figure, Line, Table, join_lines, words
from briefbook.handouts.prose import write_line
from briefbook.handouts.writing import HandoutWriter
from briefbook.kinds.event import Attestation, Happening
from briefbook.pages.context import name_of, tell_sentence
from briefbook.pages.parts.events import draw_events, find_events, source_words
from briefbook.statements.basis import stands_in
from briefbook.statements.events import HAPPENED, not_facts, on_day, status
from briefbook.statements.words import say_sentence


def tell_events(writer: HandoutWriter, refs: Iterable[str], title: str) -> Iterator[Block]:
    """Yield the chronology of events, then those only planned, promised or cancelled."""
    events = find_events(writer, refs)
    facts = [event for event in events if event.status == HAPPENED]
    others = [event for event in events if event.status != HAPPENED]
    yield from draw_strip_of(writer, events, title)
    yield from _tabulate(writer, facts, "What happened" if others else "")
    yield from _tabulate(
        writer, others, say_sentence(not_facts([event.status for event in others]))
    )


def draw_strip_of(
    writer: HandoutWriter, events: Sequence[Happening], title: str
) -> Iterator[Figure]:
    """Yield the strip of the dated events."""
    picture = draw_events(writer.beside, events, title, "strip", "strip")
    if picture and len(events) > 1:
        yield Figure(picture, _describe_strip(events, title))


def _describe_strip(events: Sequence[Happening], title: str) -> str:
    told = (
        filter(None, (f"{_say_when(event)}: {event.name}", say_sentence(status(event.status))))
        for event in events
        if event.date
    )
    return f"{title}. {'; '.join(map(', '.join, told))}."


def _tabulate(
    writer: HandoutWriter, events: Sequence[Happening], caption: str
) -> Iterator[Block]:
    rows = tuple(_tell_event(writer, event) for event in events)
    if rows:
        yield Table(caption, ("When", "What", "Who"), rows, (3, 8, 4))


def _tell_event(writer: HandoutWriter, event: Happening) -> tuple[tuple[Line, ...], ...]:
    what = join_lines([writer.name(event.ref), words(event.place)])
    summary = write_line(writer, event.summary)
    lines = [(*what, *cite_event(writer, event.ref)), summary, _say_votes(event)]
    return (
        (words(_say_when(event) or event.due),),
        tuple(filter(None, lines)),
        _say_who(writer, event),
    )


def _say_when(event: Happening) -> str:
    """Return when something happened, "" if that is not known."""
    return say_sentence(on_day(event.date, event.year_inferred))


def _say_who(writer: HandoutWriter, event: Happening) -> tuple[Line, ...]:
    actors, targets = writer.names(event.actors), writer.names(event.targets)
    return tuple(filter(None, (actors, (*words("targets: "), *targets) if targets else ())))


def _say_votes(event: Happening) -> Line:
    if not event.votes:
        return ()
    counted = (
        ("aye", event.votes.aye),
        ("no", event.votes.no),
        ("abstained", event.votes.abstain),
    )
    return words(", ".join(f"{number} {side}" for side, number in counted if number))


def cite_event(writer: HandoutWriter, ref: str) -> Line:
    """Return the numbers of the notes on the texts that attest an event."""
    numbers = [_cite_text(writer, one) for one in writer.all("attested", ref)]
    return tuple(dict.fromkeys(span for line in numbers for span in line))


def _cite_text(writer: HandoutWriter, attested: Attestation) -> Line:
    if attested.evidence and not attested.passage:
        return writer.cite_all(attested.evidence)
    quoted = source_words(attested.passage)
    article = writer.name(attested.article, "emphasis")
    stands = stands_in(name_of(writer, attested.article))
    place = writer.tell(tell_sentence(writer, stands, {"article": attested.article}))
    said = (words(f"“{quoted}”"), article) if quoted else (place,)
    line = join_lines([*said, writer.name(attested.source)])
    return writer.cite_words((*line, *words(".")), attested.address) if attested.article else ()
