"""What is remembered of one edition from build to build."""

from collections.abc import Mapping
from typing import NamedTuple

from briefbook.addressing import Ends
from briefbook.config import Config
from briefbook.editions import Edition
from briefbook.finding import Found
from briefbook.ledger import Delta, Ledger
from briefbook.mentioning import Answers
from briefbook.pages.page import Page
from briefbook.rendering import Renderer
from briefbook.units import UnitFiles

NOTHING_DONE = Delta((), (), ())


class Rendered(NamedTuple):
    """A finished page: its bytes, and where its links lead."""

    data: bytes
    ends: Ends


class Site:
    """The memory of a build: the stages read and write it, and nobody else.

    ``ledger`` knows what every task made. ``config``, ``edition`` and ``prints`` (the hashes
    of each unit's files) tell what came in last time. ``deltas`` is what each stage did
    this time. ``claims`` are the pages by address. ``fresh`` are views that could not be
    rendered yet. ``published`` are the pages of the last complete build, ``due`` those whose
    bytes are others since. ``sound`` are all files when the links were last found good.
    """

    def __init__(self) -> None:
        """Begin with nothing known: the first build makes everything."""
        self.ledger = Ledger()
        self.config: Config | None = None
        self.edition: Edition | None = None
        self.units: Mapping[str, UnitFiles] = {}
        self.prints: Mapping[str, tuple[str, ...]] = {}
        self.renderer = Renderer({})
        self.found: dict[str, Found] = {}
        self.answers: Answers = {}
        self.claims: Mapping[str, tuple[str, str]] = {}
        self.fresh: dict[str, Page] = {}
        self.pages: dict[str, Rendered] = {}
        self.files: Mapping[str, bytes] = {}
        self.sound: frozenset[str] = frozenset()
        self.due: set[str] = set()
        self.published: frozenset[str] = frozenset()
        self.deltas: dict[str, Delta] = {}

    def done(self, stage: str) -> Delta:
        """Return what a stage did in this build."""
        return self.deltas.get(stage, NOTHING_DONE)
