"""YAML as plain text, lists and mappings: bounded, and each refusal with its place.

All scalars are text as written (``NO``, ``0123``, ``2023-08-30``): dates and numbers are
made of them by whoever knows the field. Refused is what may surprise an analyst. Where each
value stands is found in a reading of its own, for the report, which alone needs to know.
"""

import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any, NamedTuple, NoReturn, TypeAlias

from yaml import MarkedYAMLError, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from briefbook.base.problems import Locus, Problem, Span, problem, shorten
from briefbook.syntax.text import find_forbidden, has_forbidden
from briefbook.syntax.yaml.events import (
    MAX_DEPTH,
    MAX_EVENTS,
    Event,
    Halt,
    Take,
    open_feed,
    span_of,
)
from briefbook.syntax.yaml.refusals import explain_rest, explain_syntax, is_glued, quote_words

Plain: TypeAlias = str | list["Plain"] | dict[str, "Plain"] | None
"""What YAML may hold here."""

_Trail = tuple[str | None, ...]
"""A pointer with None for each key that was refused: what is in there has no pointer."""

FATAL = frozenset(
    {
        "forbidden-character", "several-documents", "tab-indentation", "yaml-too-deep",
        "too-many-entries", "too-many-problems", "yaml-syntax",
    }
)  # fmt: skip
"""Problems after which the value may lack what follows them in the file."""

MAX_PROBLEMS = 100
"""Problems reported of one text, at most: the last then says that there are more."""

_LONGEST_WORDS = 1_000
_NOTHING = frozenset(("", "~"))
_TAG = re.compile(r"![^\s,\[\]{}]*")
_COMMENT = re.compile(r"#[^\r\n]*")

Pointer = tuple[str, ...]
"""Keys and decimal list positions that lead from the root to a value."""


class ValuePlace(NamedTuple):
    """Where a value stands, and the key that leads to it: None for the root and in lists."""

    key: Span | None
    value: Span


class _Map(NamedTuple):
    text: str
    start: int
    take: Take
    places: dict[Pointer, ValuePlace]


class _Run(NamedTuple):
    take: Take
    text: str
    path: str
    start: int
    problems: list[Problem]


def read_yaml(text: str, path: str, start: int = 0) -> tuple[Plain, tuple[Problem, ...]]:
    """Return the value of a YAML text, and what is wrong with it, in the order found.

    A plain empty scalar and a plain ``~`` are None, every other scalar is a ``str``.
    ``start`` is the offset in the file at which ``text`` begins, in code points: all spans
    are places in the file. What is refused is left out of the value; after a problem of
    ``FATAL``, so is what follows it.
    """
    body = text.lstrip("\ufeff")
    feed, holder = open_feed(body), list[Plain]()
    run = _Run(feed.take, body, path, start + len(text) - len(body), [])
    try:
        for place in feed.directives:
            _refuse(run, "yaml-directive", place)
        _read_document(run, holder)
    except (YAMLError, StopIteration, Halt) as stop:
        run.problems.extend(_explain_stop(run, stop))
    return (holder[0] if holder else None), tuple(run.problems)


def _explain_stop(run: _Run, stop: Exception) -> tuple[Problem, ...]:
    """Return what ended the reading early, unless it was reported when it did."""
    if isinstance(stop, MarkedYAMLError):
        return (explain_syntax(stop, run.text, run.path, run.start),)
    if isinstance(stop, StopIteration):
        return (problem("too-many-entries", Locus(run.path), limit=f"{MAX_EVENTS:,}"),)
    return find_forbidden(run.path, run.text, run.start) if isinstance(stop, YAMLError) else ()


def _read_document(run: _Run, holder: list[Plain]) -> None:
    """Put the root into ``holder`` before what is in it, so that an error leaves it there."""
    run.take()
    if type(run.take()) is DocumentStartEvent:
        _fill_root(run, run.take(), holder)
        run.problems.extend(explain_rest(run.take(), run.text, run.path, run.start))


def _fill_root(run: _Run, event: Event, holder: list[Plain]) -> None:
    if type(event) is ScalarEvent:
        holder.append(_read_scalar(run, event))
    else:
        holder.append(_begin(run, event))
        _fill(run, event, holder[0], ())


def _begin(run: _Run, event: Event) -> Plain:
    """Return the mapping or list, still empty, that an event begins; refuse an alias."""
    if type(event) is AliasEvent:
        _refuse(run, "yaml-alias", span_of(event), name=str(event.anchor))
        return None
    return {} if type(event) is MappingStartEvent else []


def _fill(run: _Run, event: Event, inner: Any, trail: _Trail) -> None:
    """Read into a mapping or list what is in it; an alias has nothing."""
    if len(trail) >= MAX_DEPTH:
        _stop_at_depth(run, event)
    if type(event) is not AliasEvent:
        if event.anchor is not None or event.tag is not None:
            _refuse_properties(run, event)
        _FILLERS[type(event)](run, event, inner, trail)


def _fill_sequence(run: _Run, _: Event, items: list[Plain], trail: _Trail) -> None:
    take = run.take
    while type(event := take()) is not SequenceEndEvent:
        if type(event) is ScalarEvent:
            items.append(_read_scalar(run, event))
        else:
            within = (*trail, str(len(items)))
            items.append(_begin(run, event))
            _fill(run, event, items[-1], within)


def _fill_mapping(
    run: _Run, opening: Event, mapping: dict[str | None, Plain], trail: _Trail
) -> None:
    take, is_flow, last = run.take, opening.flow_style, None
    while type(key_event := take()) is not MappingEndEvent:
        key = _read_key(run, key_event, trail)
        event = take()
        value = _read_scalar(run, event) if type(event) is ScalarEvent else _begin(run, event)
        if value is None and is_flow and _is_bare(run, key_event, event):
            _refuse_bare(run, last, key_event)
            continue
        last, into = event, mapping
        if key is None or key == "<<" or key in mapping:
            into = _admit(run, key_event, key, mapping, trail)
        into[key] = value
        if type(event) is not ScalarEvent:
            _fill(run, event, value, (*trail, key if into is mapping else None))


_FILLERS: dict[type, Callable[[_Run, Event, Any, _Trail], None]] = {
    MappingStartEvent: _fill_mapping,
    SequenceStartEvent: _fill_sequence,
}


def _read_key(run: _Run, event: Event, trail: _Trail) -> str | None:
    """Return the text of a key; of one that is no text, skip all, and return None."""
    if type(event) is ScalarEvent:
        return _read_scalar(run, event)
    level = int(isinstance(event, CollectionStartEvent))
    while level > 0:
        if len(trail) + level >= MAX_DEPTH:
            _stop_at_depth(run, event)
        event = run.take()
        level += isinstance(event, CollectionStartEvent) - isinstance(event, CollectionEndEvent)
    return None


def _read_scalar(run: _Run, event: Event) -> str | None:
    value, style = event.value, event.style
    if event.anchor is not None or event.tag is not None:
        _refuse_properties(run, event)
    if style == '"' and has_forbidden(value):
        _refuse(run, "forbidden-escape", span_of(event))
    return value if style or value not in _NOTHING else None


def _admit(
    run: _Run, event: Event, key: str | None, mapping: dict[str | None, Plain], trail: _Trail
) -> dict[str | None, Plain]:
    """Return where the value of a doubtful key goes: nowhere, if the key is refused."""
    if key is None:
        _refuse(run, "key-not-text", span_of(event))
    elif key in mapping:
        _refuse(run, "duplicate-key", span_of(event), related=_point(run, trail, key), key=key)
    elif not event.style:
        _refuse(run, "yaml-merge-key", span_of(event))
    else:
        return mapping
    return {}


def _point(run: _Run, trail: _Trail, key: str) -> tuple[Locus, ...]:
    """Return the place of a key that was read, by its pointer: the report knows where."""
    pointer = tuple(part for part in trail if part is not None)
    return (Locus(run.path, (*pointer, key), "key"),) if pointer == trail else ()


def _refuse_properties(run: _Run, event: Event) -> None:
    """Refuse an anchor and a tag; the value that bears them is read all the same."""
    begin = event.start_mark.index
    if event.anchor is not None:
        at = run.text.find("&" + event.anchor, begin)
        _refuse(run, "yaml-anchor", Span(at, at + 1 + len(event.anchor)), name=event.anchor)
    if event.tag is not None:
        found = _TAG.search(run.text, begin)
        _refuse(run, "yaml-tag", Span(*found.span()) if found else span_of(event))


def _is_bare(run: _Run, key_event: Event, event: Event) -> bool:
    if type(key_event) is not ScalarEvent or type(event) is not ScalarEvent or event.value:
        return False
    key, value = span_of(key_event), span_of(event)
    gap = run.text[key.end : value.start]
    return value.start == value.end and (":" not in gap or ":" not in _COMMENT.sub("", gap))


def _refuse_bare(run: _Run, last: Event | None, event: Event) -> None:
    """Refuse a key without a colon: most often the rest of a value that has a comma."""
    key = event.value
    if is_glued(key):
        hint = f"a space must follow the colon: {shorten(key.replace(':', ': ', 1), 60)}"
        _refuse(run, "missing-colon", span_of(event), hint, key=key)
    elif last is None or not _is_plain(last) or not _is_plain(event):
        _refuse(run, "missing-colon", span_of(event), key=key)
    else:
        _refuse_comma(run, Span(last.start_mark.index, event.end_mark.index))


def _refuse_comma(run: _Run, words: Span) -> None:
    """Refuse words with a comma; of words with several commas, all at once."""
    known = run.problems[-1] if run.problems else None
    span = known.locus.span if known and known.code == "unquoted-comma" else None
    if span and span.start == run.start + words.start:  # the same, up to an earlier comma
        if words.end - words.start > _LONGEST_WORDS:
            return
        run.problems.pop()
    _refuse(run, "unquoted-comma", words, quote_words(run.text, *words))


def _is_plain(event: Event) -> bool:
    return type(event) is ScalarEvent and not event.style and event.value != ""


def _stop_at_depth(run: _Run, event: Event) -> NoReturn:
    _refuse(run, "yaml-too-deep", span_of(event), limit=str(MAX_DEPTH))
    raise Halt


def _refuse(
    run: _Run, code: str, at: Span, hint: str = "", related: tuple[Locus, ...] = (), **data: str
) -> None:
    """Add a problem at a place in the text; stop reading where there are too many."""
    place = Locus(run.path, span=Span(run.start + at.start, run.start + at.end))
    if len(run.problems) == MAX_PROBLEMS - 1:
        run.problems.append(problem("too-many-problems", place, limit=str(MAX_PROBLEMS)))
        raise Halt
    short = {name: shorten(words, 60) for name, words in data.items()}
    run.problems.append(problem(code, place, hint, related, **short))


def locate_values(text: str, start: int = 0) -> dict[Pointer, ValuePlace]:
    """Return the place of every value, by its pointer; the root's pointer is ``()``.

    Spans are in code points of the file, in which ``text`` begins at ``start``; they cover
    a scalar with its quotation marks, and a block up to its last character. Of equal keys
    the first counts. Of a text that cannot be read to its end: what stands before that.
    """
    body = text.lstrip("\ufeff")
    places: dict[Pointer, ValuePlace] = {}
    with suppress(YAMLError, StopIteration, Halt):
        run = _Map(body, start + len(text) - len(body), open_feed(body).take, places)
        run.take()
        if type(run.take()) is DocumentStartEvent:
            _locate_node(run, run.take(), (), None)
    return places


def _locate_node(run: _Map, event: Event, pointer: Pointer, key: Span | None) -> int:
    """Record the places of a node and of all within it; return where it ends."""
    begin, end = event.start_mark.index, event.end_mark.index
    if type(event) is ScalarEvent and event.style in ("|", ">"):
        end = begin + len(run.text[begin:end].rstrip())
    run.places[pointer] = ValuePlace(key, Span(run.start + begin, run.start + end))
    if type(event) in _INNER:
        end = _INNER[type(event)](run, event, pointer)
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


_INNER: dict[type, Callable[[_Map, Event, Pointer], int]] = {
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
