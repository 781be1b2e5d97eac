"""Where each value of a YAML text stands: for the report, which alone needs to know."""

from collections.abc import Callable
from contextlib import suppress
from typing import NamedTuple

from yaml import YAMLError
from yaml.events import (
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefbook.base.problems import Span
from briefbook.syntax.yaml.events import MAX_DEPTH, Event, Halt, Take, open_feed, span_of

Pointer = tuple[str, ...]
"""Keys and decimal list positions that lead from the root to a value."""


class ValuePlace(NamedTuple):
    """Where a value stands, and the key that leads to it: None for the root and in lists."""

    key: Span | None
    value: Span


class _Map(NamedTuple):
    """A text, the offset in the file at which it begins, and what was located so far."""

    text: str
    start: int
    take: Take
    places: dict[Pointer, ValuePlace]


def locate(text: str, start: int = 0) -> dict[Pointer, ValuePlace]:
    """Return the place of every value, by its pointer; the root's pointer is ``()``.

    Spans are in code points of the file, in which ``text`` begins at ``start``; they cover
    a scalar with its quotation marks, and a block up to its last character. Of equal keys
    the first counts. Of a text that cannot be read to its end: what stands before that.
    """
    body = text.lstrip("\ufeff")
    places: dict[Pointer, ValuePlace] = {}
    with suppress(YAMLError, StopIteration, Halt):
        take = open_feed(body).take
        _locate_document(_Map(body, start + len(text) - len(body), take, places))
    return places


def _locate_document(run: _Map) -> None:
    run.take()
    if type(run.take()) is DocumentStartEvent:
        _locate_node(run, run.take(), (), None)


def _locate_node(run: _Map, event: Event, pointer: Pointer, key: Span | None) -> int:
    """Record the places of a node and of all within it; return where it ends."""
    begin, end = event.start_mark.index, event.end_mark.index
    if type(event) is ScalarEvent and event.style in ("|", ">"):
        end = begin + len(run.text[begin:end].rstrip())
    run.places[pointer] = ValuePlace(key, Span(run.start + begin, run.start + end))
    if type(event) in INNER:
        end = INNER[type(event)](run, event, pointer)
        run.places[pointer] = ValuePlace(key, Span(run.start + begin, run.start + end))
    return int(end)


def _locate_mapping(run: _Map, opening: Event, pointer: Pointer) -> int:
    end = _enter(opening, pointer)
    while type(key_event := run.take()) is not MappingEndEvent:
        text, key, within = _locate_key(run, key_event, pointer)
        end = _locate_node(within, run.take(), (*pointer, text), key)
    return span_of(key_event).end if opening.flow_style else end


def _locate_sequence(run: _Map, opening: Event, pointer: Pointer) -> int:
    end, rank = _enter(opening, pointer), 0
    while type(event := run.take()) is not SequenceEndEvent:
        end = _locate_node(run, event, (*pointer, str(rank)), None)
        rank += 1
    return span_of(event).end if opening.flow_style else end


INNER: dict[type, Callable[[_Map, Event, Pointer], int]] = {
    MappingStartEvent: _locate_mapping,
    SequenceStartEvent: _locate_sequence,
}


def _locate_key(run: _Map, event: Event, pointer: Pointer) -> tuple[str, Span, _Map]:
    """Return a key, its place, and where the places of its value go: aside, if refused."""
    begin, end = event.start_mark.index, event.end_mark.index
    if type(event) is ScalarEvent and (*pointer, event.value) not in run.places:
        return event.value, Span(run.start + begin, run.start + end), run
    aside = _Map(run.text, run.start, run.take, {})
    end = _locate_node(aside, event, (*pointer, ""), None)
    return "", Span(run.start + begin, run.start + end), aside


def _enter(opening: Event, pointer: Pointer) -> int:
    """Return where a mapping or list ends as long as nothing in it was read."""
    if len(pointer) >= MAX_DEPTH:
        raise Halt
    return span_of(opening).end
