"""What is remembered of one edition from build to build."""

from collections.abc import Iterator, Mapping, MutableMapping
from concurrent.futures import Executor
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.problems import Problem
from briefbook.build.config import Config
from briefbook.build.inputs import Inputs, OwnFonts
from briefbook.gaps.uses import HELD
from briefbook.index.editions import Edition
from briefbook.index.ledger import Delta, Ledger
from briefbook.index.store import PageRecord, Store
from briefbook.pages.table import FRAGMENTS, PAGES

NOTHING_DONE = Delta((), ())

WATCHED = frozenset({"body", HELD, *FRAGMENTS, *(kind.index for kind in PAGES)})
"""The indexes whose keys make articles, fragments, pages and their like come and go."""


class PreviousInputs(NamedTuple):
    """What came in when it was last taken in, and what was found to stand beside it.

    ``prints`` are the fingerprints of the templates whose sources have the hash
    ``templates``. ``strays`` are the problems of files that belong to no unit,
    ``remarks`` those of pages that were made, ``collisions`` those of addresses by their
    folded form. ``assets`` are the addresses of what is published as it is, and ``beside``
    these and the pictures when links were last followed. ``fonts`` are those of PDFs,
    ``house`` is the template of Word files.
    ``has_gaps`` tells whether gaps are looked for, since the edition shows them.
    """

    config: Config | None = None
    edition: Edition | None = None
    files: Mapping[str, str] = {}
    captures: Mapping[str, str] = {}
    templates: str = ""
    prints: Mapping[str, str] = {}
    strays: tuple[Problem, ...] = ()
    template_problems: tuple[Problem, ...] = ()
    collisions: Mapping[str, tuple[Problem, ...]] = {}
    remarks: Mapping[str, tuple[Problem, ...]] = {}
    fonts: OwnFonts = OwnFonts()
    house: str = ""
    assets: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()
    has_gaps: bool = False


class PendingLinks(NamedTuple):
    """Ends that are to be tied: where new pages link, as {address: fragments}, and ids gone."""

    links: dict[str, set[str]]
    lost: set[int]


class Site:
    """The memory of a build: the stages read and write it, and nobody else.

    ``ledger`` knows what every task made, ``last`` what came in before. ``deltas`` is what
    each stage did this time, ``made`` the bytes of the pages rendered; ``removed`` are pages
    that are gone, and ``ends`` what is to be looked at by who follows links; ``hashes``
    are those of all pages, once they were asked for. ``executor`` is who reads and renders,
    nobody else if it is None.
    """

    def __init__(
        self,
        store: Store | None = None,
        executor: Executor | None = None,
        made: MutableMapping[str, bytes] | None = None,
    ) -> None:
        """Go on with what a store holds; by default, begin with nothing known."""
        self.ledger = Ledger(store, WATCHED)
        self.executor = executor
        self.made: MutableMapping[str, bytes] = {} if made is None else made
        self.remember()

    def remember(self) -> None:
        """Take up what was last saved."""
        self.last: PreviousInputs = self.ledger.store.note("last") or PreviousInputs()
        self.deltas: dict[str, Delta] = {}
        self.removed: dict[str, PageRecord] = {}
        self.ends = PendingLinks({}, set())
        self.hashes: dict[Address, str] | None = None
        self.made.clear()

    def save(self) -> None:
        """Have what is known outlast ``undo``."""
        self.ledger.store.write_note("last", self.last)
        self.ledger.save()

    def undo(self) -> None:
        """Go back to what was last saved."""
        self.ledger.undo()
        self.remember()

    def page_hashes(self) -> dict[Address, str]:
        """Return the SHA-256 of every page by address."""
        if self.hashes is None:
            self.hashes = self.ledger.store.page_hashes()
        return self.hashes

    def put_page(self, address: Address, record: PageRecord | None) -> None:
        """Write down a page that was rendered, or that it is gone."""
        hashes = self.page_hashes()
        hashes.pop(address, None)
        if record:
            hashes[address] = record.hash
        self.ledger.store.put_page(address, record)

    def done(self, stage: str) -> Delta:
        """Return what a stage did in this build."""
        return self.deltas.get(stage, NOTHING_DONE)


def list_pictures(site: Site, inputs: Inputs) -> dict[str, str]:
    """Return the paths of the pictures that visible pages show, by their addresses."""
    return dict(find_pictures(site, inputs))


def find_pictures(site: Site, inputs: Inputs) -> Iterator[tuple[str, str]]:
    """Yield (address, path) of the pictures that visible pages show."""
    view = site.ledger.look(inputs.edition)
    for path in view.keys("uses"):
        if path in inputs.files:
            yield from ((address, path) for address in view.all("file", path))
