"""Sentences as values, and the trace of those that are made.

A rule returns a ``Sentence`` or None. Its words are put together as late as they are shown,
so that another language needs another table of words, and nothing else.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import NamedTuple, ParamSpec


class Sentence(NamedTuple):
    """A sentence: its key in ``words.py``, and the values that fill it, by name.

    Dates are in EDTF, and sentences may stand within a sentence: all of it is put into words
    at once.
    """

    key: str
    values: tuple[tuple[str, "Value"], ...] = ()


Value = str | tuple[Sentence, ...]


class Traced(NamedTuple):
    """A sentence that was made: by which rule, and from which facts (name, value)."""

    rule: str
    facts: tuple[tuple[str, str], ...]
    sentence: Sentence


Facts = ParamSpec("Facts")
Tracer = Callable[[Traced], None]

_TRACER: ContextVar[Tracer | None] = ContextVar("tracer", default=None)


def sentence(key: str, **values: Value) -> Sentence:
    """Return the sentence of a key with its values."""
    return Sentence(key, tuple(values.items()))


def traced(rule: Callable[Facts, Sentence | None]) -> Callable[Facts, Sentence | None]:
    """Have a rule tell what it said, and from which facts, while somebody traces it.

    Tracing changes nothing of what a rule returns.
    """
    names = rule.__code__.co_varnames[: rule.__code__.co_argcount]

    @wraps(rule)
    def run(*given: Facts.args, **named: Facts.kwargs) -> Sentence | None:
        tracer = _TRACER.get()
        if tracer is None:
            return rule(*given, **named)
        with trace(None):  # what stands within a sentence is told with it
            made = rule(*given, **named)
        if made:
            facts = {**dict(zip(names, given, strict=False)), **named}
            known = tuple((name, write_fact(fact)) for name, fact in facts.items() if fact)
            tracer(Traced(rule.__name__, known, made))
        return made

    return run


def write_fact(fact: object) -> str:
    """Return a fact as text: of several each, of a value with fields those it has."""
    if hasattr(fact, "_asdict"):
        fields = fact._asdict().items()
        return " ".join(f"{name}={write_fact(one)}" for name, one in fields if one)
    if isinstance(fact, (tuple, list)):
        return " or ".join(map(write_fact, fact))
    return str(fact)


@contextmanager
def trace(tracer: Tracer | None) -> Iterator[None]:
    """Call ``tracer`` with every sentence that is made while the block runs; None: nobody."""
    token = _TRACER.set(tracer)
    try:
        yield
    finally:
        _TRACER.reset(token)
