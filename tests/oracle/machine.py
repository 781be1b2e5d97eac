"""The oracle: after every edit, an incremental build gives what a clean one gives.

The machine edits one workspace at random. It keeps the memory of an edition and builds with it
after every step; beside it stands a build that remembers nothing. Whatever a user
would notice must be the same: addresses, bytes, problems and their order. Now and then the
memory is all that was saved, as after a restart, or nothing, or a build went before it that
came to nothing: it was a mere check, could not be published, or was killed.
"""

import pickle
import sqlite3
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import unified_diff
from functools import cache
from typing import Any, NamedTuple, TypeVar

import pytest
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)

from briefbook.build import pipeline
from briefbook.build.memory import Site
from briefbook.build.stages import make_pages
from briefbook.index import ledger
from briefbook.index import store as tables
from briefbook.index.store import IN_MEMORY, Store, name_id, unpack_kept, unpack_numbers
from briefbook.names import mentions
from briefbook.pages.parts import lists
from tests.oracle.edits import GROUPS, Edit
from tests.oracle.memo import remember, share_pure_work
from tests.oracle.theme import compiled
from tests.oracle.world import EDITIONS, World, load_world, make_inputs, write_world
from tests.workspaces import Outcome, Publisher, build_once

Item = TypeVar("Item")
Result = TypeVar("Result")

UNBOUNDED = 1_000_000_000
"""More bytes than this small workspace makes."""

CRAMPED = 3_000
"""Bytes of which a store holds but a part of this small workspace unpacked."""


MADE = (".html", ".js", ".json", ".jsonld", ".csv", ".bib", ".ics", ".xml", ".txt")
"""How the addresses of what a build makes end: pages, scripts of the search, and data."""

CHARTS = "data/charts/"
"""Where the pictures lie that a build makes; others are taken as they are."""


@contextmanager
def printing_everything() -> Iterator[None]:
    """Have pages show all that their views hold, and begin with nothing remembered.

    Few texts, tasks and entries of lists count as many here, so that all ways of going about
    them are taken.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(make_pages, "make_renderer", compiled)
        share_pure_work(patch)
        patch.setattr(mentions, "_FEW", 2)
        patch.setattr(tables, "WAITING", 20_000)
        patch.setattr(ledger, "WORTHWHILE", 2)
        patch.setattr(Store, "can_be_shared", lambda _: True)
        patch.setattr(lists, "NEWEST", 2)
        # Sequences meet the same worlds again: after an edit in vain, and the nearest ones.
        patch.setattr(sys.modules[__name__], "build_clean", remember(build_clean, 1_000))
        begin.cache_clear()
        yield


def build_clean(world: World, edition: str) -> Outcome:
    """Return what a build gives that remembers nothing, and writes nothing down on its way."""
    return build_once(make_inputs(world, edition))


class Saved(NamedTuple):
    """What lies on a disk: the state, and the published site."""

    state: bytes
    files: dict[str, bytes]


@cache
def begin(edition: str) -> Saved:
    """Return what a keeper made of the world as it is at the start."""
    keeper = Keeper(edition)
    assert keeper.follow(load_world())
    return keeper.save()


def share(
    work: Callable[[Item], Result], items: Sequence[Item], _: Callable[[], None]
) -> Iterator[Result]:
    """Yield what forked processes would send: all is worked out before any of it is taken."""
    return iter([pickle.loads(pickle.dumps(work(item))) for item in items])


class Keeper:
    """The memory of one edition, and the site that is published of it.

    Where it ``shares``, tasks are done as they are by forked processes.
    """

    def __init__(
        self, edition: str, saved: Saved | None = None, *, shares: bool = True
    ) -> None:
        self.edition, self.shares = edition, shares
        self.begin(Site(load_store(saved.state) if saved else None))
        if saved:
            self.publisher.files = dict(saved.files)

    def begin(self, memory: Site) -> None:
        """Go on with a memory."""
        if self.shares:
            memory.ledger.share = share
        self.publisher = Publisher(memory)

    def cramp(self, limit: int) -> None:
        """Have the store hold no more than that in memory."""
        store = self.publisher.memory.ledger.store
        store.tasks.limit = store.opened.limit = limit

    def save(self) -> Saved:
        """Return what is left if the process ends now, as it should."""
        self.publisher.memory.undo()
        self.publisher.memory.ledger.store.commit()
        return self.die()

    def die(self) -> Saved:
        """Return what would be left if the process were killed now."""
        connection = self.publisher.memory.ledger.store.connection
        connection.execute("ROLLBACK")
        state = connection.serialize()
        connection.execute("BEGIN")
        return Saved(state, dict(self.publisher.files))

    def follow(self, world: World) -> bool:
        """Build with the memory and without; return whether the site is complete."""
        inputs, before = make_inputs(world, self.edition), self.publisher.files
        built = self.publisher.build(inputs)
        assert_same(built, build_clean(world, self.edition))
        assert_counted(built, before)
        assert_settled(built, self.publisher.build(inputs))
        return built.complete

    def try_in_vain(self, world: World, outcome: str, waiting: int) -> None:
        """Check or build, no more than some bytes waiting, and have that come to nothing."""
        memory, inputs = self.publisher.memory, make_inputs(world, self.edition)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(tables, "WAITING", waiting)
            (pipeline.check if outcome == "checked" else pipeline.build)(memory, inputs)
        if outcome == "killed":
            saved = self.die()
            self.begin(Site(load_store(saved.state)))
            self.publisher.files = dict(saved.files)
        else:
            memory.undo()


def load_store(state: bytes) -> Store:
    """Return the store that was saved."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(state)
    return Store(connection)


def assert_same(built: Outcome, clean: Outcome) -> None:
    """Fail unless two builds give the same."""
    assert built.problems == clean.problems
    assert built.complete == clean.complete
    assert sorted(built.files) == sorted(clean.files)
    differ = [
        address for address in clean.files if built.files[address] != clean.files[address]
    ]
    assert not differ, show_difference(differ[0], built.files, clean.files)


def show_difference(
    address: str, built: Mapping[str, bytes], clean: Mapping[str, bytes]
) -> str:
    """Return where the bytes of a page part."""
    stale, fresh = built[address].decode(), clean[address].decode()
    start = next(
        (at for at, pair in enumerate(zip(stale, fresh, strict=False)) if len({*pair}) > 1), 0
    )
    around = slice(max(0, start - 100), start + 100)
    return f"{address}: kept …{stale[around]!r}…, clean …{fresh[around]!r}…"


def assert_counted(built: Outcome, published: Mapping[str, bytes]) -> None:
    """Fail unless a build says what it did: pages it made, pages it took away."""
    if not built.complete:
        assert not built.files
        return
    pages = {address for address in built.files if is_made(address)}
    changed = {address for address in pages if published.get(address) != built.files[address]}
    assert changed <= set(built.counts.rendered)
    assert set(built.counts.rendered) <= pages
    assert set(built.counts.removed) == set(filter(is_made, published)) - pages


def is_made(address: str) -> bool:
    """Tell whether a build makes what stands at an address."""
    return address.endswith(MADE) or address.startswith(CHARTS)


def assert_settled(built: Outcome, again: Outcome) -> None:
    """Fail unless a build of the same again does nothing and gives the same."""
    assert_same(again, built)
    assert again.counts.read == ()
    assert not (built.complete and (again.counts.viewed or again.counts.rendered))


def assert_straight(store: Store) -> None:
    """Fail unless the tables tell of the same rows and readers as the tasks do."""
    store.flush()
    tasks = {
        number: unpack_kept(*packed)
        for number, *packed in store.ask("SELECT id, value, rows, reads, cause FROM made")
    }
    rows = {(name_id(*name), task) for task, kept in tasks.items() for name in kept.rows}
    assert set(store.ask("SELECT posting, task FROM row")) == rows
    reads = sorted((posting, task) for task, kept in tasks.items() for posting in kept.reads)
    assert sorted(list_readers(store)) == reads


def list_readers(store: Store) -> Iterator[tuple[int, int]]:
    """Yield (posting list, task) of all that was written down of who reads what."""
    for posting, packed in store.ask("SELECT posting, tasks FROM reader"):
        yield from ((posting, task) for task in unpack_numbers(packed))


class Oracle(RuleBasedStateMachine):
    """Edits, and after each of them the comparison, in one of the ``editions``.

    All of them are worked out in the same way: three sequences with an edition each see three
    times as many edits as one sequence with all. ``focus`` narrows the edits down to a few.
    """

    editions: tuple[str, ...] = EDITIONS
    focus: tuple[Edit, ...] = ()

    def __init__(self) -> None:
        super().__init__()
        self.world = self.good = load_world()
        self.past: list[World] = []
        self.keeper = Keeper(self.editions[0])
        self.complete = True

    @initialize(data=st.data())
    def choose_edition(self, data: st.DataObject) -> None:
        edition = data.draw(st.sampled_from(self.editions))
        self.keeper = Keeper(edition, begin(edition))

    def become(self, world: World) -> None:
        """Go on with another world, and tell how it differs."""
        note(describe(self.world, world))
        self.past.append(self.world)
        self.world = world

    def edit(self, draw: Any, group: str) -> None:
        """Do one of the edits of a group, or of those that are looked at alone."""
        edit = draw(st.sampled_from(self.focus or GROUPS[group]))
        self.become(edit(self.world, draw))

    @rule(data=st.data())
    def edit_field(self, data: st.DataObject) -> None:
        self.edit(data.draw, "field")

    @rule(data=st.data())
    def edit_entry(self, data: st.DataObject) -> None:
        self.edit(data.draw, "entry")

    @rule(data=st.data())
    def edit_face(self, data: st.DataObject) -> None:
        self.edit(data.draw, "face")

    @rule(data=st.data())
    def edit_text(self, data: st.DataObject) -> None:
        self.edit(data.draw, "text")

    @rule(data=st.data())
    def edit_file(self, data: st.DataObject) -> None:
        self.edit(data.draw, "file")

    @rule(data=st.data())
    def edit_unit(self, data: st.DataObject) -> None:
        self.edit(data.draw, "unit")

    @rule(data=st.data())
    def edit_settings(self, data: st.DataObject) -> None:
        self.edit(data.draw, "settings")

    @rule(data=st.data())
    def edit_theme(self, data: st.DataObject) -> None:
        self.edit(data.draw, "theme")

    @precondition(lambda self: not self.complete)
    @rule()
    def mend(self) -> None:
        self.become(self.good)

    @precondition(lambda self: self.past)
    @rule()
    def undo(self) -> None:
        self.become(self.past[-1])

    @rule(limit=st.sampled_from((IN_MEMORY, CRAMPED)), shares=st.booleans())
    def restart(self, limit: int, shares: bool) -> None:
        self.keeper = Keeper(self.keeper.edition, self.keeper.save(), shares=shares)
        self.keeper.cramp(limit)

    @rule()
    def lose_everything(self) -> None:
        self.keeper = Keeper(self.keeper.edition)

    @rule(
        data=st.data(),
        group=st.sampled_from(sorted(GROUPS)),
        outcome=st.sampled_from(("checked", "unpublished", "killed")),
        waiting=st.sampled_from((1, UNBOUNDED)),
        goes_back=st.booleans(),
    )
    def edit_in_vain(
        self, data: st.DataObject, group: str, outcome: str, waiting: int, goes_back: bool
    ) -> None:
        before = self.world
        self.edit(data.draw, group)
        self.try_in_vain(outcome, waiting)
        if goes_back:
            self.become(before)

    def try_in_vain(self, outcome: str, waiting: int) -> None:
        """Build in vain."""
        self.keeper.try_in_vain(self.world, outcome, waiting)

    @invariant()
    def incremental_is_clean(self) -> None:
        self.complete = self.keeper.follow(self.world)
        self.good = self.world if self.complete else self.good

    def teardown(self) -> None:
        assert_straight(self.keeper.publisher.memory.ledger.store)


def describe(before: World, after: World) -> str:
    """Return the difference between two worlds as a patch."""
    old, new = write_world(before), write_world(after)
    settings = [
        f"{name}: {value!r}"
        for name, value, was in zip(after._fields, after, before, strict=True)
        if value != was and name not in ("files", "noise")
    ]
    lines = [
        line
        for path in sorted(old.keys() | new.keys())
        for line in unified_diff(
            old.get(path, "").splitlines(),
            new.get(path, "").splitlines(),
            path,
            path,
            "",
            "",
            0,
            "",
        )
    ]
    return "\n".join((*settings, *lines)) or "no change"
