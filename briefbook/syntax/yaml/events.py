"""libyaml's events, bounded: what everything here that reads YAML starts from.

Only the index of a mark counts, in code points: libyaml's lines end at U+0085, U+2028 and
U+2029 too, an editor's do not. Those three are masked, so that they are plain characters.
"""

import re
from collections.abc import Callable
from itertools import islice
from typing import Any, NamedTuple, TypeAlias

from yaml.events import ScalarEvent

from briefbook.base.problems import Span

try:
    from yaml._yaml import CParser
except ImportError as error:
    raise ImportError("Briefbook needs a PyYAML that was built with libyaml") from error

MAX_DEPTH = 32
"""Mappings and lists within each other, at most."""

MAX_EVENTS = 1_000_000
"""Values, and beginnings and ends of mappings and lists, at most."""

Event: TypeAlias = Any
"""One of ``yaml.events``, whose own types leave open whether it has marks: these do."""

Take = Callable[[], Event]
"""Returns the next event.

Raises ``YAMLError`` where the text is no YAML, ``StopIteration`` beyond ``MAX_EVENTS``.
"""

_SEPARATORS = "\x85\u2028\u2029"
# Possessive (``*+``): millions of lines must leave nothing to go back to.
_PREAMBLE = re.compile(r"(?:[ \t]*+(?:#[^\r\n]*+)?[\r\n]|%[^\r\n]*+[\r\n]?)*+")
_DIRECTIVE = re.compile(r"(?<![^\r\n])%[^\r\n]*")
_MOST_DIRECTIVES = 100


class Halt(Exception):  # noqa: N818 - a signal between functions of these modules
    """Reading ends here; why is said already."""


class EventFeed(NamedTuple):
    """Where events come from; ``directives`` are the places of ``%`` lines, left out of it."""

    take: Take
    directives: tuple[Span, ...]


def open_feed(text: str) -> EventFeed:
    """Return the events of a text that does not begin with a byte-order mark."""
    blanked, directives = _blank_directives(text)
    masks = _choose_masks(text)
    masked = blanked.translate(masks) if masks else blanked
    # A lone surrogate becomes bytes that libyaml refuses as it does all that is forbidden.
    take = _bound(CParser(masked.encode("utf-8", "surrogatepass")).get_event, len(text))
    return EventFeed(_unmask(take, masks) if masks else take, directives)


def span_of(event: Event) -> Span:
    """Return the place of an event in the text that it was read from."""
    return Span(event.start_mark.index, event.end_mark.index)


def _bound(take: Take, length: int) -> Take:
    return take if length < MAX_EVENTS // 4 else islice(iter(take, None), MAX_EVENTS).__next__


def _blank_directives(text: str) -> tuple[str, tuple[Span, ...]]:
    """Return the text with its head blanked if ``%`` lines are in it, and their places.

    libyaml compares each ``%TAG`` line with all before it: many of them take minutes.
    """
    if not text.startswith("%") and "\n%" not in text and "\r%" not in text:
        return text, ()
    preamble = _PREAMBLE.match(text)
    end = preamble.end() if preamble else 0
    found = islice(_DIRECTIVE.finditer(text, 0, end), _MOST_DIRECTIVES)
    places = tuple(Span(*one.span()) for one in found)
    return (" " * (end - 1) + "\n" + text[end:] if places else text), places


def _choose_masks(text: str) -> dict[int, int]:
    """Return a private character that the text lacks for each odd line end that it has."""
    if text.isascii():
        return {}
    found = [char for char in _SEPARATORS if char in text]
    free = (code for code in range(0xE000, 0xF900) if chr(code) not in text)
    return {ord(char): code for char, code in zip(found, free, strict=False)}


def _unmask(take: Take, masks: dict[int, int]) -> Take:
    originals = {code: char for char, code in masks.items()}

    def take_unmasked() -> Event:
        event = take()
        if type(event) is ScalarEvent:
            event.value = event.value.translate(originals)
        return event

    return take_unmasked
