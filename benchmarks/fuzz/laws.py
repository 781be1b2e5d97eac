"""What holds of everything that a parser returns."""

from collections.abc import Iterable

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.report.report import report_text


def keep_problems(problems: Iterable[Problem], text: str) -> None:
    """Every problem has a code of the table, a place within the text, and can be printed."""
    found = tuple(problems)
    for one in found:
        span = one.locus.span
        assert one.code in CODES
        assert span is None or 0 <= span.start <= span.end <= len(text) + 1, one
    assert report_text(found, lambda _: text, colour=False).count("\n") >= len(found) - 1


def split_fields(text: str, count: int) -> list[str]:
    """Return the parts of a text between lines of ``%%``, as many as are asked for."""
    parts = text.split("\n%%\n", count - 1)
    return [*parts, *[""] * (count - len(parts))]
