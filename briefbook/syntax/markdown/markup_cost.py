"""How much work a Markdown text is, before it is done: by what is in it, not by its size.

A megabyte of prose is read in a fifth of a second, 100 KB of nothing but brackets take two.
"""

from bisect import bisect_left

from briefbook.base.problems import Locus, Problem, Span, problem

MOST_MARKS = 100_000
"""Marks that a text may have: each takes up to 17 microseconds.

A book of 600,000 words in lines of 72 letters has 60,000, all ends of lines.
"""

_MARKS = b"\n!&*<[\\]_`~|#>+-"
_OTHERS = bytes(code for code in range(256) if code not in _MARKS)


def is_costly(body: str) -> bool:
    """Tell whether a text has more marks than can be read in the time that it may take."""
    return len(body) * 3 > MOST_MARKS and count_marks(body) > MOST_MARKS


def count_marks(body: str) -> int:
    """Return how many marks there are; what may begin a link or an item counts twice."""
    marks = len(body.encode("utf-8", "replace").translate(None, _OTHERS))
    items = sum(body.count(f"\n{digit}") for digit in range(10))
    return marks + items + body.count("[") + body.count("!")


def refuse_cost(body: str, path: str, start: int) -> Problem:
    """Return the problem of a costly text: on the line where it is too much.

    ``start`` is the offset of the body in its file.
    """
    begin = body.rfind("\n", 0, find_excess(body)) + 1
    end = begin + len(body[begin:].partition("\n")[0].rstrip("\r"))
    locus = Locus(path, span=Span(start + begin, start + end))
    return problem("too-much-markup", locus, most=f"{MOST_MARKS:,}")


def find_excess(body: str) -> int:
    """Return the offset up to which a costly text has as many marks as it may have."""
    return bisect_left(range(len(body)), MOST_MARKS, key=lambda end: count_marks(body[:end]))
