"""What keeps a file from being imported, as problems with a place."""

from typing import NoReturn

from briefbook.base.problems import Locus, Problem, Span
from briefbook.workspace.scan import Unreadable


def refuse(path: str, code: str, at: int | None = None, **data: str) -> NoReturn:
    """Stop with a problem of a file; ``at`` counts code points of its text.

    Raises:
        Unreadable: always.
    """
    span = Span(at, at + 1) if at is not None else None
    raise Unreadable(Problem(code, Locus(path, span=span), tuple(sorted(data.items()))))


def refuse_format(path: str, name: str, reason: str) -> NoReturn:
    """Stop because a file is not what its name says, or asks too much.

    Raises:
        Unreadable: always.
    """
    refuse(path, "unreadable-document", format=name, reason=reason)
