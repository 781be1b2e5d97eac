"""Events as readers see them, and the timelines made of them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from briefbook.charts import Drawing, PictureKind
from briefbook.charts.marks import TimelineEntry
from briefbook.kinds.event import Attestation, Happening
from briefbook.kinds.kind import Passage
from briefbook.pages.context import (
    PageContext,
    day_key,
    link,
    links,
    name_of,
    render_line,
    show_day,
    show_short_day,
)
from briefbook.pages.fragments import show_fragment
from briefbook.render.page import Data
from briefbook.statements.basis import stands_in
from briefbook.statements.events import HAPPENED, on_day, status
from briefbook.statements.words import say_sentence
from briefbook.syntax.dates import certain_days, parse_date

PROOFS = 5
"""Texts that attest an event, where it is one of many."""


def find_events(context: PageContext, refs: Iterable[str]) -> list[Happening]:
    """Return the events of ``refs`` that can be seen, in the order in which they happened."""
    found = [event for ref in dict.fromkeys(refs) if (event := context.one("event", ref))]
    return in_order(found)


def happened_days(events: Iterable[Happening]) -> list[str]:
    """Return the days of what happened: what is planned or cancelled makes nothing newer."""
    return [event.date for event in events if event.status == HAPPENED]


def in_order(events: Iterable[Happening]) -> list[Happening]:
    """Return events from the first on; on one day, ``after`` and ``before`` decide."""
    ordered = sorted(events, key=lambda event: (day_key(event.date), event.ref))
    earlier = _find_earlier(ordered)
    return _arrange_events(ordered, earlier) if earlier else ordered


def _find_earlier(events: list[Happening]) -> dict[str, set[str]]:
    """Return for each event that has to wait those that must come first: their days meet."""
    known = {event.ref: event for event in events}
    earlier: dict[str, set[str]] = {}
    for first, then in _list_pairs(events):
        one, other = known.get(first), known.get(then)
        if one and other and first != then and _may_be_first(one, other):
            earlier.setdefault(then, set()).add(first)
    return earlier


def _list_pairs(events: list[Happening]) -> Iterator[tuple[str, str]]:
    """Yield (first, then) wherever an event says that it came after or before another."""
    for event in events:
        yield from ((ref, event.ref) for ref in event.after)
        yield from ((event.ref, ref) for ref in event.before)


def _may_be_first(one: Happening, other: Happening) -> bool:
    """Tell whether the days of two events allow that the one came before the other."""
    first = parse_date(one.date).earliest if one.date else ""
    return first <= (parse_date(other.date).latest if other.date else "")


def _arrange_events(
    events: list[Happening], earlier: Mapping[str, set[str]]
) -> list[Happening]:
    """Return events in their order, each behind those that must come before it.

    Of events that wait for each other, the first goes first.
    """
    waiting = {event.ref: event for event in events}
    placed: list[Happening] = []
    while waiting:
        free = (ref for ref in waiting if not waiting.keys() & earlier.get(ref, set()))
        placed.append(waiting.pop(next(free, next(iter(waiting)))))
    return placed


def show_briefly(context: PageContext, event: Happening) -> Data:
    """Return what short lists and notes show of an event: no one else, and no words."""
    return {
        "link": link(context, event.ref),
        "name": event.name,
        "date": show_day(event.date),
        "due": event.due,
        "type": event.type,
        "status_words": say_sentence(status(event.status)),
        "place": event.place,
        "year_inferred": event.year_inferred,
    }


def group_events(context: PageContext, events: Sequence[Happening]) -> list[Data]:
    """Return events in a line each, in the order given, those that are parts with their whole.

    A part is put below the widest event of the list that it belongs to.
    """
    known = {event.ref: event for event in events}
    parts: dict[str, list[Happening]] = {}
    for event in events:
        parts.setdefault(_find_whole(event, known), []).append(event)
    return [
        {
            **_name_event(context, known[ref]),
            "parts": [_name_event(context, one) for one in some if one.ref != ref],
        }
        for ref, some in sorted(parts.items(), key=lambda item: [*known].index(item[0]))
    ]


def _find_whole(event: Happening, known: Mapping[str, Happening]) -> str:
    seen = {event.ref}
    while event.part_of in known and event.part_of not in seen:
        event = known[event.part_of]
        seen.add(event.ref)
    return event.ref


def _name_event(context: PageContext, event: Happening) -> Data:
    return {
        "link": link(context, event.ref),
        "date": show_short_day(event.date),
        "due": event.due,
        "year_inferred": event.year_inferred,
    }


def show_event(context: PageContext, event: Happening) -> Data:
    """Return the fragment of an event, with its date and whether it happened.

    The words of the quotes in it stand on the page, too.
    """
    fragment = show_fragment(context.view, "event", event.ref)
    context.said.update(fragment.get("cites", "").split())
    return {
        **fragment,
        "date": show_day(event.date),
        "status_words": say_sentence(status(event.status)),
    }


def show_listed(context: PageContext, ref: str) -> Data | None:
    """Return what lists show of an event, with who did it to whom and what attests it.

    ``more`` is how much more there is on its own page.
    """
    event: Happening | None = context.one("event", ref)
    attested = context.all("attested", ref)
    return event and {
        **show_briefly(context, event),
        "actors": links(context, event.actors),
        "targets": links(context, event.targets),
        "evidence": [_show_proof(context, one) for one in attested[:PROOFS]],
        "more": len(attested[PROOFS:]),
    }


def show_fully(context: PageContext, event: Happening) -> Data:
    """Return what an event's own page shows of it."""
    return {
        **show_briefly(context, event),
        "summary": render_line(context, event.summary),
    }


def _show_proof(context: PageContext, attested: Attestation) -> Data:
    """Return what attests an event: the words of a source, quotes, or where it stands.

    What we wrote ourselves is no evidence: ``stands_in`` says where it is, without its words.
    """
    return {
        "href": context.href(attested.address) if attested.address else "",
        "words": source_words(attested.passage),
        "quotes": links(context, attested.evidence),
        "stands_in": _say_place(context, attested),
    }


def source_words(passage: Passage | None) -> str:
    """Return the words of a passage if they are a source's: they alone may be quoted."""
    return passage.words if passage and passage.is_source else ""


def _say_place(context: PageContext, attested: Attestation) -> str:
    """Return in which text of ours an event stands, "" where a source's words show it."""
    if source_words(attested.passage) or (attested.evidence and not attested.passage):
        return ""
    return say_sentence(stands_in(name_of(context, attested.article)))


def show_attestation(context: PageContext, attested: Attestation) -> Data:
    """Return all that a text says of an event."""
    passage = attested.passage if source_words(attested.passage) else None
    return {
        **_show_proof(context, attested),
        "before": passage.before if passage else "",
        "after": passage.after if passage else "",
        "article": link(context, attested.article),
        "date": show_day(attested.date),
        "source": link(context, attested.source),
    }


def draw_events(
    context: PageContext,
    events: Iterable[Happening],
    title: str,
    prefix: str,
    kind: PictureKind = "timeline",
) -> Drawing | None:
    """Return the picture of the dated events, None if none is dated."""
    entries = [_timeline_entry(context, event) for event in events if event.date]
    return Drawing(kind, (entries,), title, prefix) if entries else None


def _timeline_entry(context: PageContext, event: Happening) -> TimelineEntry:
    date = parse_date(event.date)
    shown = link(context, event.ref)
    return TimelineEntry(
        label=event.name,
        href=shown["href"] if shown else "",
        earliest=date.earliest,
        latest=date.latest,
        certain=certain_days(date),
        kind=event.type,
        status=event.status,
        words=say_sentence(on_day(event.date, event.year_inferred)),
    )
