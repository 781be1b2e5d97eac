"""Which words are meant, and how a sidecar says so."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.folding import tidy
from briefbook.syntax.yaml.quoting import quoted


class Selector(NamedTuple):
    """Which words are meant.

    ``exact`` holds several parts where a quotation is interrupted by its cue. ``prefix``
    and ``suffix`` stand immediately before and after (white space aside). ``nth`` is "",
    a number from "1", or "last", and counts what these leave. ``every`` takes them all.
    """

    exact: tuple[str, ...]
    prefix: str = ""
    suffix: str = ""
    nth: str = ""
    every: bool = False


def to_yaml(selector: Selector) -> str:
    """Return the selector's fields, ready to stand in a flow mapping of a sidecar."""
    return ", ".join(list_fields(selector))


def list_fields(selector: Selector) -> Iterator[str]:
    """Yield each field that says something, as YAML."""
    exact = [quote_exact(part) for part in selector.exact]
    yield f"exact: {exact[0]}" if len(exact) == 1 else f"exact: [{', '.join(exact)}]"
    for name in ("prefix", "suffix"):
        words = getattr(selector, name)
        if words:
            yield f"{name}: {quote_exact(words)}"
    if selector.nth:
        yield f"nth: {selector.nth}"
    if selector.every:
        yield "all: true"


def quote_exact(words: str) -> str:
    """Return words as the value of ``exact`` in a flow mapping, on one line."""
    return quoted(tidy(words).strip())


def strip_frame(selector: Selector) -> Selector:
    """Return the selector of the words alone, wherever they stand."""
    return Selector(selector.exact)
