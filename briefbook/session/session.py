"""A session: one edition of a workspace, built once or again and again, with its state.

This is where the edge meets the middle. A look at the disk goes in; the site is built, and
its bytes are there to be shown; publishing them is a second step, after which the state is
saved. The stamp of the state is written when the session ends.
"""

import sqlite3
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import Any, NamedTuple, cast

from briefbook.base.addresses import Address
from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.config import Config, output_folder
from briefbook.build.stages.make_fragments import list_stale
from briefbook.build.withholding import DisclosureContext, Limit, Telling, make_limit
from briefbook.disk.files import NO_STAT, FileStat, PublishFailed, base_of
from briefbook.fonts import load_fonts
from briefbook.fonts.own_fonts import find_own_fonts
from briefbook.index.editions import Edition, top
from briefbook.index.ledger import FullView, Tell, tell_nobody
from briefbook.index.store import Store
from briefbook.publish.guard import SOURCES, check_output
from briefbook.publish.lock import hold_lock
from briefbook.publish.publish import PublishResult, publish
from briefbook.publish.records import NOTHING, Left, Recorded, has_manifest, read_manifest
from briefbook.search_index import NO_INDEX, Index, is_wanted, read_index
from briefbook.session.choices import Choices, WrongUsage
from briefbook.session.state import (
    LAST_RUN,
    LEFT,
    StatePlace,
    close_database,
    describe_program,
    open_database,
    pack_left,
    place_of,
    read_only,
    read_part,
    remove_database,
    stat_of,
    unpack_left,
    write_part,
    write_stamp,
)
from briefbook.session.turns import GaveWay, Turns
from briefbook.session.workers import collect_rarely, make_workers
from briefbook.workspace.load import (
    Known,
    Snapshot,
    load_config,
    make_inputs,
    take_snapshot,
    theme_assets,
)
from briefbook.workspace.scan import FolderStats, look_at_theme

KNOWN = "files"
IN_MEMORY = 32 * 2**20
"""Bytes that are held in memory before a file takes them."""


Changed = Mapping[str, bytes | None]
"""The bytes of files by path, None for those that are gone."""


class Spool(MutableMapping[str, bytes]):
    """Bytes by address, written one after another; a new one under an address counts."""

    def __init__(self, folder: Path, limit: int = IN_MEMORY) -> None:
        """Begin with nothing; the file, if one is needed, has no name in ``folder``."""
        self.folder, self.limit = folder, limit
        self.file = _open_file(limit, folder)
        self.places: dict[str, tuple[int, int]] = {}
        self.end = 0

    def __setitem__(self, address: str, data: bytes) -> None:
        """Keep the bytes of an address."""
        self.file.seek(self.end)
        self.file.write(data)
        self.places[address] = (self.end, len(data))
        self.end += len(data)

    def __getitem__(self, address: str) -> bytes:
        """Return the bytes of an address."""
        start, size = self.places[address]
        self.file.seek(start)
        return self.file.read(size)

    def __delitem__(self, address: str) -> None:
        """Forget an address; its bytes stay until all is cleared."""
        del self.places[address]

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses."""
        return iter(self.places)

    def __len__(self) -> int:
        """Return how many addresses there are."""
        return len(self.places)

    def __contains__(self, address: object) -> bool:
        """Tell whether there are bytes for an address, without reading them."""
        return address in self.places

    def clear(self) -> None:
        """Forget everything."""
        if self.end > self.limit:
            self.file.close()
            self.file = _open_file(self.limit, self.folder)
        self.places.clear()
        self.end = 0

    def close(self) -> None:
        """Let the file go."""
        self.file.close()


class Ready(NamedTuple):
    """A site that can be published, with what it was built of, and where it goes."""

    inputs: pipeline.Inputs
    built: pipeline.Built
    output: Path


class Attempt(NamedTuple):
    """A build: all its problems, and what is ready, None where an error stops it.

    ``theme`` are the stats of the theme's files before they were read. ``output`` is where
    the site goes, None if the config cannot be read. ``seconds`` is how long it took.
    """

    problems: tuple[Problem, ...]
    snapshot: Snapshot
    theme: Mapping[str, FileStat] = {}
    output: Path | None = None
    ready: Ready | None = None
    seconds: float = 0.0

    def read_elsewhere(self) -> dict[str, FileStat]:
        """Return the stats, before they were read, of what articles name and of the theme."""
        known = self.snapshot.known
        named = {path for path in self.snapshot.named if path in known}
        return {**self.theme, **{path: known[path].stat for path in named}}


class Session:
    """One edition with its state: what the last look at the disk saw, and the memory."""

    def __init__(self, root: Path, state: Path, choices: Choices) -> None:
        """Begin; the state is opened when the config says which edition it is."""
        self.root, self.state, self.choices = root, state, choices
        self.program = describe_program(root)
        self.workers = make_workers(choices.jobs)
        self.spool = Spool(state)
        self.place: StatePlace | None = None
        self.memory: pipeline.Site | None = None
        self.known: Mapping[str, Known] = {}
        self.kept: Mapping[str, Known] = {}
        self.recorded: dict[str, Recorded] = {}
        self.last_run: Mapping[str, object] = {}
        self.inputs: pipeline.Inputs | None = None
        self.turns = Turns()
        """Of who builds and publishes, and of who looks into the memory meanwhile."""
        self.tell: Tell = tell_nobody

    def build(self, around: FolderStats | None = None) -> Attempt:
        """Look at the disk and build; nothing is published."""
        started, self.last_run = time.perf_counter(), {}
        memory, theme = self.prepare(), look_at_theme()
        snapshot = take_snapshot(self.root, self.known, around)
        if snapshot.config is None or memory is None:
            return Attempt(snapshot.config_problems, snapshot, theme)
        config = choose_config(self.choices, snapshot.config)
        edition = choose_edition(self.choices, config)
        output = _choose_output(self.root, self.choices, config, edition.name)
        self.known = snapshot.known
        self.tell("fonts", 0, 1)
        own = load_fonts(self.workers.map)
        assets = theme_assets(snapshot.assets, own, config, edition.name)
        fonts = find_own_fonts(self.root, snapshot.fonts)
        inputs = make_inputs(
            snapshot, config, edition, assets, fonts, accept_lost=self.choices.unanchored
        )
        self.inputs, built = inputs, self.make(memory, inputs)
        problems = (*snapshot.problems, *built.problems)
        good = built.complete and not fails(problems, self.choices)
        if not good:
            memory.undo()
        ready = Ready(inputs, built, output) if good else None
        return Attempt(problems, snapshot, theme, output, ready, time.perf_counter() - started)

    def make(self, memory: pipeline.Site, inputs: pipeline.Inputs) -> pipeline.Built:
        """Build; if it gives way to whoever asks, nothing is left of what it made.

        Raises:
            GaveWay: it did.
        """
        try:
            return pipeline.build(memory, inputs)
        except GaveWay:
            memory.undo()
            raise

    def prepare(self) -> pipeline.Site | None:
        """Return the memory of the edition that the config names; None if it cannot be read."""
        config, _ = load_config(self.root)
        return self.open(choose_edition(self.choices, config)) if config else None

    def publish(self, ready: Ready, thorough: bool = False) -> PublishResult:
        """Publish what was built, with the index of full text that is kept, and save the state.

        Where the state cannot be saved there is none, and the site is published all the same.
        Raises as ``publish.publish``.
        """
        memory, place = self.memory, self.place
        assert place
        wants_index, before = is_wanted(ready.inputs.config), self.find_recorded(ready.output)
        index = read_index(place.full_text) if wants_index else NO_INDEX
        try:
            published = publish(
                ready.output,
                {**index.files, **ready.built.wanted},
                lambda needed: self.load_published(ready, index, needed),
                before,
                adopt=self.choices.adopt,
                thorough=thorough,
            )
        except BaseException:
            if memory:
                memory.undo()
            raise
        self.recorded[str(ready.output)] = published.recorded
        self.keep(str(ready.output), before, published.recorded)
        return published

    def keep(self, output: str, before: Recorded, now: Recorded) -> None:
        """Save the state of what was published; where that cannot be, leave none.

        The site is there, and a run that failed would have to take it back. From now on the
        last run can no more be repeated, until this one has said that it can.
        """
        if self.memory is None:
            return
        connection = self.memory.ledger.store.connection
        try:
            write_part(connection, output, before.pages, now.pages, tuple)
            write_part(connection, LEFT, {}, {output: now.left}, pack_left)
            write_part(connection, LAST_RUN, {"": {}}, {}, dict)
            pipeline.commit_build(self.memory)
        except sqlite3.DatabaseError:
            self.drop()

    def foresee(self, changed: Changed) -> tuple[Problem, ...]:
        """Return the problems that there are once some files hold other bytes, and not before.

        They are those that ``check`` would report; the memory is then as it was.
        """
        assert self.memory
        assert self.inputs
        known = Counter(pipeline.understand(self.memory, self.inputs))
        try:
            found = pipeline.understand(self.memory, _put_bytes(self.inputs, changed))
        finally:
            self.memory.undo()
        return tuple((Counter(found) - known).elements())

    def take_in(self, changed: Changed) -> tuple[Problem, ...]:
        """Understand files that were just written, so that the next question knows of them.

        Returns all problems that there are now.
        """
        assert self.memory
        assert self.inputs
        self.inputs = _put_bytes(self.inputs, changed)._replace(load=self.inputs.load)
        found = pipeline.understand(self.memory, self.inputs)
        self.memory.save()
        return found

    def foreshow(self, address: str) -> bytes | None:
        """Return a page as the next build will make it; the memory is then as it was."""
        assert self.memory
        assert self.inputs
        try:
            return pipeline.make_one_page(self.memory, self.inputs, address)
        finally:
            self.memory.undo()

    def oversee(self) -> FullView:
        """Return eyes on all that is written, as the last build understood it."""
        assert self.memory
        assert self.inputs
        edition = self.inputs.edition
        return self.memory.ledger.oversee(top(edition.levels, edition.today))

    def load(self, ready: Ready, addresses: Iterable[Address]) -> dict[Address, bytes]:
        """Return the bytes of files of the site that was just built."""
        assert self.memory
        return dict(pipeline.load(self.memory, ready.inputs, addresses))

    def load_published(
        self, ready: Ready, index: Index, needed: Sequence[Address]
    ) -> Iterator[tuple[Address, bytes]]:
        """Yield the bytes of files of the site, and of its index of full text."""
        assert self.place
        if own := [address for address in needed if address not in index.files]:
            assert self.memory
            yield from pipeline.load(self.memory, ready.inputs, own)
        beside = (address for address in needed if address in index.files)
        yield from ((at, (self.place.full_text / at).read_bytes()) for at in beside)

    def published(self, output: Path) -> Mapping[Address, str]:
        """Return the hashes of what this edition published last to a folder, by address."""
        is_ours = has_manifest(base_of(output), self.find_recorded(output).left)
        return read_manifest(base_of(output)) if is_ours else {}

    def find_recorded(self, output: Path) -> Recorded:
        """Return what is known of an output folder since it was left."""
        name = str(output)
        if name not in self.recorded and self.memory:
            connection = self.memory.ledger.store.connection
            left = read_part(connection, LEFT, unpack_left).get(name, Left())
            pages = read_part(connection, name, FileStat._make)
            self.recorded[name] = Recorded(left, cast("dict[Address, FileStat]", pages))
        return self.recorded.get(name, NOTHING)

    def list_stale(self) -> list[Address]:
        """Return the pages that what was understood last would change."""
        stale = list_stale(self.memory) if self.memory else []
        return [Address(address) for address in stale]

    def find_limit(self, attempt: Attempt) -> Limit:
        """Return how much of each problem others may be told than who has the sources."""
        if self.memory is None or (edition := self.memory.last.edition) is None:
            return lambda _: Telling()
        snapshot = attempt.snapshot
        unread = (*snapshot.problems, *snapshot.config_problems)
        lost = frozenset(found.locus.path for found in unread)
        desk = DisclosureContext(self.memory, edition, snapshot.load, lost)
        return make_limit(desk, attempt.problems)

    def open(self, edition: Edition) -> pipeline.Site:
        """Return the memory of an edition, with what the last session left of it."""
        place = place_of(self.state, edition.name, edition.drafts, edition.as_of)
        if self.memory is None or place != self.place:
            self.close()
            self.place, store = place, self.open_store(place)
            self.memory = pipeline.Site(store, self.workers.executor, self.spool)
            self.memory.ledger.tell = self.go_on
            self.memory.ledger.share = self.workers.share
            self.known = self.kept = read_part(store.connection, KNOWN, unpack_known)
            self.recorded = {}
        return self.memory

    def go_on(self, stage: str, done: int, of: int) -> None:
        """Tell how far a stage is, unless it has to give way."""
        self.turns.give_way()
        self.tell(stage, done, of)

    def open_store(self, place: StatePlace) -> Store:
        """Open the database, and write down how it is now: a killed process leaves it so."""
        connection = open_database(place, self.program)
        try:
            store = Store(connection, read_only(place.database))
            write_stamp(place, self.program, stat_of(place.database))
        except BaseException:
            connection.close()
            raise
        return store

    def close(self) -> None:
        """Leave the state for the next session; where it cannot be left, leave none."""
        if self.memory is None or self.place is None:
            return
        memory, self.memory = self.memory, None
        store = memory.ledger.store
        is_kept = self.write_last(store)
        database = close_database(self.place, store.connection)
        with suppress(OSError):
            write_stamp(self.place, self.program, database if is_kept else NO_STAT)

    def write_last(self, store: Store) -> bool:
        """Write what was understood, and what is known of files and of this run.

        Returns whether that was possible.
        """
        connection = store.connection
        try:
            store.undo()
            store.commit()
            write_part(connection, KNOWN, self.kept, self.known, pack_known)
            write_part(
                connection,
                LAST_RUN,
                {"": {}},
                {"": self.last_run} if self.last_run else {},
                dict,
            )
            connection.execute("COMMIT")
        except sqlite3.OperationalError:
            return False
        return True

    def drop(self) -> None:
        """Leave no state: the next session begins with nothing."""
        memory, self.memory = self.memory, None
        if memory and self.place:
            memory.ledger.store.connection.close()
            # What cannot be removed is not as it was left, and is not used.
            with suppress(OSError):
                remove_database(self.place)

    def end(self) -> None:
        """Leave the state, and let go of files and workers."""
        self.close()
        self.spool.close()
        if self.workers.executor:
            self.workers.executor.shutdown()


def _put_bytes(inputs: pipeline.Inputs, changed: Changed) -> pipeline.Inputs:
    """Return what a build is given if some files hold other bytes than on the disk."""
    new = {path: data for path, data in changed.items() if data is not None}

    def load(path: str) -> bytes:
        return new[path] if path in new else inputs.load(path)

    kept = {path: known for path, known in inputs.files.items() if path not in changed}
    hashes = {path: sha256(data).hexdigest() for path, data in new.items()}
    return inputs._replace(files={**kept, **hashes}, load=load)


def pack_known(one: Known) -> tuple[object, ...]:
    """Return a file as it was last seen in plain values."""
    return tuple(one.stat), *one[1:]


def unpack_known(plain: tuple[Any, ...]) -> Known:
    """Return what ``pack_known`` was given."""
    return Known(FileStat(*plain[0]), *plain[1:])


def fails(problems: Iterable[Problem], choices: Choices) -> bool:
    """Tell whether problems make a run fail: errors, and warnings under ``--strict``."""
    forgiven = pipeline.LOST if choices.unanchored else ()
    grades = {CODES[one.code].severity for one in problems if one.code not in forgiven}
    return (choices.strict and "warning" in grades) or "error" in grades


@contextmanager
def open_session(root: Path, state: Path, choices: Choices) -> Iterator[Session]:
    """Hold the lock of a workspace and give a session; leave its state in the end.

    Raises:
        Locked: another build holds the lock.
        PublishFailed: the state cannot be read or written; it is not used again.
    """
    with hold_lock(root):
        collect_rarely()
        session = Session(root, state, choices)
        try:
            yield session
            session.close()
        except sqlite3.DatabaseError as error:
            session.drop()
            raise PublishFailed(f"the state cannot be kept: {error}") from error
        finally:
            session.end()


def _open_file(limit: int, folder: Path) -> "SpooledTemporaryFile[bytes]":
    """Return an empty file that is in memory up to its limit; the folder must be there then."""
    return SpooledTemporaryFile(limit, mode="w+b", dir=str(folder))


def choose_config(choices: Choices, config: Config) -> Config:
    """Return the settings with what the command line puts in their place."""
    return config._replace(base_url=choices.base_url) if choices.base_url else config


def choose_edition(choices: Choices, config: Config) -> Edition:
    """Return the edition to build: if none is named the lowest, or the highest if chosen.

    Raises:
        WrongUsage: there is no such edition.
    """
    name = choices.edition or config.editions[-1 if choices.highest else 0]
    if name not in config.editions:
        raise WrongUsage(f"no edition {name!r}; there are: {', '.join(config.editions)}")
    return Edition(name, config.editions, choices.today, choices.drafts, choices.as_of)


def _choose_output(root: Path, choices: Choices, config: Config, edition: str) -> Path:
    """Return the folder to publish to, when it is known to be a fit place.

    Raises:
        Refused: it is none.
    """
    then = f"-as-of-{choices.as_of}" if choices.as_of else ""
    output = choices.output or root / f"{output_folder(config, edition)}{then}"
    sources = (*SOURCES, *([config.static] if config.static else []))
    mine = "" if choices.as_of else edition
    check_output(root, output, _other_outputs(root, config, mine), choices.adopt, sources)
    return output


def _other_outputs(root: Path, config: Config, edition: str) -> Sequence[Path]:
    return [root / output_folder(config, name) for name in config.editions if name != edition]
