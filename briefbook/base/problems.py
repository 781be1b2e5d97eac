"""Problems as values: what is wrong, where, and what would cure it.

A problem names its place by a locus (a file and the keys down to a value), never
by line and column: those are found by the report, so that problems can be cached,
compared and kept while the lines around them move.
"""

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]


class Span(NamedTuple):
    """A stretch of a file's text, in code points: ``start`` inclusive, ``end`` exclusive."""

    start: int
    end: int


class Locus(NamedTuple):
    """The place of an entry or of a value within it.

    ``path`` is relative to the workspace, with ``/``. ``pointer`` holds mapping keys
    and list positions (``("quotes", "posture", "speaker")``, ``("positions", "0")``).
    ``part`` tells whether the value there is meant, or the key that leads to it.
    ``span`` serves where there is no pointer: in a file that cannot be parsed, or in
    Markdown, where it is the stretch of text itself.
    """

    path: str
    pointer: tuple[str, ...] = ()
    part: Literal["value", "key"] = "value"
    span: Span | None = None


class Problem(NamedTuple):
    """One thing that is wrong: ``code`` is a row of ``codes.CODES``, ``data`` fills its words.

    ``hint`` is the cure in this very case ("did you mean …"); where it is empty the
    report prints the cure of the code. ``related`` names other places worth a look.
    """

    code: str
    locus: Locus
    data: tuple[tuple[str, str], ...] = ()
    hint: str = ""
    related: tuple[Locus, ...] = ()


def problem(
    code: str, locus: Locus, hint: str = "", related: tuple[Locus, ...] = (), **data: str
) -> Problem:
    """Return the problem ``code`` at ``locus``, its words filled from ``data``."""
    return Problem(code, locus, tuple(sorted(data.items())), hint, related)


def shorten(words: str, most: int) -> str:
    """Return the beginning of words, short enough to stand in a message."""
    return words if len(words) <= most else f"{words[: most - 1]}…"
