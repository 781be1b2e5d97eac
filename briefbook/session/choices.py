"""What the command line chooses for a build."""

from pathlib import Path
from typing import NamedTuple


class WrongUsage(Exception):  # noqa: N818 (it is an answer, not a fault)
    """What was asked for makes no sense; the words say why."""


class Choices(NamedTuple):
    """What the command line says of a build. ``today`` is an ISO day.

    Without an ``edition`` it is the lowest, or, if ``highest``, the highest.
    ``jobs`` is the number of workers, 0 for one a core, or what names others
    (``workers.py``). Everything else is as in the help of ``build``.
    """

    today: str
    edition: str = ""
    drafts: bool = False
    as_of: str = ""
    output: Path | None = None
    base_url: str = ""
    unanchored: bool = False
    strict: bool = False
    adopt: bool = False
    jobs: str = "0"
    highest: bool = False
