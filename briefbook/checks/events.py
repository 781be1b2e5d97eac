"""An event is defined once, has a date unless it is only promised, and a known type."""

from collections.abc import Iterator

from briefbook.base.problems import Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.editions import find_hidden, list_access
from briefbook.index.ledger import FullView
from briefbook.kinds.event import SYNONYMS, TYPES, Event
from briefbook.kinds.kind import Entry
from briefbook.statements.date_words import say_date
from briefbook.syntax.dates import meets
from briefbook.syntax.edtf import OPEN
from briefbook.units.resolving import Contribution


def check_events(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield what is wrong with the events that this unit defines or attests."""
    for entry in contribution.entries:
        if entry.kind == "event":
            yield from check_event(entry, view)


def check_event(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the problems of one entry of ``events``."""
    yield from check_type(entry, view)
    yield from check_start(entry)
    if entry.fact.name:
        yield from check_definition(entry)
    else:
        yield from check_attestation(entry, view)


def check_type(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the warning of a type that neither the model nor the workspace knows."""
    event: Event = entry.fact
    vocabulary = view.one("config", "vocabulary")
    known = (*TYPES, *SYNONYMS, *(vocabulary.events if vocabulary else ()))
    if event.type and event.type not in known:
        locus = entry.locate("type")
        yield problem(
            "unknown-event-type", locus, did_you_mean(event.type, known), type=event.type
        )


def check_start(entry: Entry) -> Iterator[Problem]:
    """Yield how the date of an event is read that is an interval with an open start."""
    start, _, end = entry.fact.date.partition("/")
    if start == OPEN:
        locus = entry.locate("date")
        written, said = f"[{OPEN}{end}]", say_date(entry.fact.date)
        yield problem("open-start", locus, f"write {written}", date=entry.fact.date, said=said)


def check_definition(entry: Entry) -> Iterator[Problem]:
    """Yield the problem of an event that happened at no time."""
    event: Event = entry.fact
    if not event.date and event.status not in ("promised", "cancelled"):
        locus = entry.locate(part="key")
        yield problem("missing-date", locus, what="this event")


def check_attestation(entry: Entry, view: FullView) -> Iterator[Problem]:
    """Yield the problems of a text that attests an event: it must exist, on the same days."""
    definition = view.one("event", entry.ref)
    if definition is None:
        known = view.all("known", "event")
        locus = entry.locate(part="key")
        yield problem("undefined-event", locus, did_you_mean(entry.id, known), name=entry.id)
    else:
        locus = entry.locate(part="key")
        yield from find_hidden(
            entry.id, locus, list_access(entry.ref, view), entry.access, view
        )
    if (
        definition
        and entry.fact.date
        and definition.date
        and not meets(entry.fact.date, definition.date)
    ):
        locus = entry.locate("date")
        found = view.all("id", entry.ref)
        places = tuple(place._replace(part="key") for _, place in found)
        yield problem(
            "conflicting-date",
            locus,
            related=places,
            date=say_date(entry.fact.date),
            other=say_date(definition.date),
            name=entry.id,
        )
