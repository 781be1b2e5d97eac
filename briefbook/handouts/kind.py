"""A kind of handout as a table row: what it is about, and how its document is made."""

from collections.abc import Callable
from typing import NamedTuple

from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.writing import HandoutWriter


class HandoutKind(NamedTuple):
    """One kind of handout: there may be one for each key of ``index``.

    ``words`` is what readers call it. ``make`` returns the document on the subject ``key``.
    """

    name: str
    words: str
    index: str  # type: ignore[assignment]  # hides a method of tuples that nobody needs here
    make: Callable[[str, HandoutWriter], HandoutDocument]
