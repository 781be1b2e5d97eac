"""Faults to plant in the engine: what the oracle is there to catch, one function each.

Each makes an incremental build forget, or see too late, one thing that a clean build knows.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import pytest

from briefbook.base.addresses import fold_address
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.build.stages import (
    claim_pages,
    follow_links,
    link_names,
    make_fragments,
    make_pages,
    read_units,
    take_settings,
)
from briefbook.build.stages.link_names import Solved
from briefbook.build.stages.make_pages import Finished
from briefbook.index import ledger, store
from briefbook.index.editions import Edition
from briefbook.index.ledger import EditionView, Ledger, PackedResult
from briefbook.index.store import (
    Cache,
    IndexKey,
    Layer,
    Packed,
    Store,
    Task,
    unpack_rows,
)
from briefbook.names import mentions
from briefbook.names.mentions import Names, Question, answer_question
from briefbook.render.page import Page
from briefbook.render.rendering import Renderer
from briefbook.units.files import find_main
from tests.oracle import edits
from tests.oracle.edits import Edit

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]

KEYS, REPLACE, TOUCH = EditionView.keys, Ledger._replace_rows, Ledger._touch
FORGET, MARK = Ledger._forget, Ledger.mark
LEDGER_REMEMBER, SITE_REMEMBER = Ledger.remember, Site.remember
PUT, KEEP, UNDO = Store.put, Store.keep, Store.undo
CHANGE_READS = Store.change_reads


# Who is told that a posting list changed


def blind_to(patch: Patch, index: str) -> None:
    """Have readers not told of changes in the posting lists of an index."""

    def touch(memory: Ledger, name: IndexKey, posting: int, task: Task, *rows: bytes) -> None:
        if name[0] != index:
            TOUCH(memory, name, posting, task, *rows)

    patch.setattr(Ledger, "_touch", touch)


def stale_target_title(patch: Patch) -> None:
    """A page goes on to call what it links to by its former title."""
    blind_to(patch, "card")


def stale_backlink(patch: Patch) -> None:
    """A page does not learn that another article mentions its subject."""
    blind_to(patch, "mentioned")


def stale_index(patch: Patch) -> None:
    """An index does not learn that an entry came or went."""

    def keys(look: EditionView, index: str) -> tuple[str, ...]:
        before = set(look.reads)
        found = KEYS(look, index)
        look.reads = before
        return found

    patch.setattr(EditionView, "keys", keys)


def stale_problem(patch: Patch) -> None:
    """A unit is not checked again when what it refers to is mended or broken."""

    def touch(memory: Ledger, *touched: Any) -> None:
        due = dict(memory.stale["check"])
        TOUCH(memory, *touched)
        memory.stale["check"] = due

    patch.setattr(Ledger, "_touch", touch)


def ignored_access(patch: Patch) -> None:
    """A row that says the same as before keeps its access, whoever may see it now."""

    def replace(
        memory: Ledger, task: Task, before: tuple[IndexKey, ...], rows: dict[IndexKey, bytes]
    ) -> None:
        old = {name: memory.store.row(store.name_id(*name), task) for name in before}
        kept = {
            name: old[name] if says_same(old.get(name), given) else given
            for name, given in rows.items()
        }
        REPLACE(memory, task, before, kept)

    patch.setattr(Ledger, "_replace_rows", replace)


def says_same(before: bytes | None, after: bytes) -> bool:
    """Tell whether packed rows differ in nothing but their accesses."""
    old, new = unpack_rows(before or b""), unpack_rows(after)
    return before is not None and [v for v, _ in old] == [v for v, _ in new]


def reads_remembered_once(patch: Patch) -> None:
    """A task that asks other keys than the first time is known as a reader of those only."""

    def change(memory: Store, task: Task, before: frozenset[int], now: frozenset[int]) -> None:
        if not (before and now):
            CHANGE_READS(memory, task, before, now)

    patch.setattr(Store, "change_reads", change)


def readers_not_written(patch: Patch) -> None:
    """Who reads what is forgotten when the rest is written down."""
    patch.setattr(store, "_list_gained", lambda _: iter(()))


def readers_unknown_after_restart(patch: Patch) -> None:
    """A process does not know that others wrote down who reads what."""
    patch.setattr(Store, "_load_readers", lambda *_: iter(()))


def lost_readers_take_all(patch: Patch) -> None:
    """When one reader of a posting list goes, all of them are forgotten."""

    def write(memory: Store, layer: Layer) -> None:
        for posting in layer.lost:
            memory.connection.execute("DELETE FROM reader WHERE posting = ?", (posting,))

    patch.setattr(Store, "_write_lost", write)


def lost_readers_kept(patch: Patch) -> None:
    """Who reads a posting list no more is told of its changes for ever."""
    patch.setattr(Store, "_write_lost", lambda *_: None)


# What is seen of a posting list


def stale_sight(patch: Patch) -> None:
    """What an edition saw in a posting list is kept although the list is another now."""

    def put(memory: Store, name: IndexKey, *rows: Any) -> None:
        opened = memory.opened.get(name)
        seen = dict(opened.seen) if opened else {}
        PUT(memory, name, *rows)
        if opened:
            opened.seen.update(seen)

    patch.setattr(Store, "put", put)


def stale_list(patch: Patch) -> None:
    """The keys of an index are listed once and for all."""

    def put(memory: Store, name: IndexKey, *rows: Any) -> None:
        listed = memory.listed.get(name[0])
        PUT(memory, name, *rows)
        if listed is not None:
            memory.listed[name[0]] = listed

    patch.setattr(Store, "put", put)


def deleted_rows_left(patch: Patch) -> None:
    """Rows that were taken out are written down still."""
    patch.setattr(store, "_list_empty", lambda _: iter(()))


def forgotten_task_kept(patch: Patch) -> None:
    """A task that was dropped is known still, when it comes back."""

    def keep(memory: Store, task: Task, packed: Packed | None, *kept: Any) -> None:
        if packed:
            KEEP(memory, task, packed, *kept)

    patch.setattr(Store, "keep", keep)


def old_value_stays(patch: Patch) -> None:
    """What a task made before is remembered although it made something else."""
    patch.setattr(Cache, "pop", lambda *_: None)


# What comes in


def missed_deletion(patch: Patch) -> None:
    """The rows of a file that was deleted stay in their posting lists."""

    def forget(memory: Ledger, task: Task) -> None:
        if task[0] not in ("read", "contribute"):
            FORGET(memory, task)

    patch.setattr(Ledger, "_forget", forget)


def problems_of_the_gone(patch: Patch) -> None:
    """The problems of a file that was deleted are reported for ever."""

    def forget(memory: Ledger, task: Task) -> None:
        problems = dict(memory.problems)
        FORGET(memory, task)
        memory.problems = problems

    patch.setattr(Ledger, "_forget", forget)


def problems_in_order_of_time(patch: Patch) -> None:
    """Problems stand in the order in which they were found, not in that of the files."""

    def list_problems(memory: Ledger, stage: str) -> tuple[Problem, ...]:
        found = (each for task, each in memory.problems.items() if task[0] == stage)
        return tuple(one for each in found for one in each)

    patch.setattr(Ledger, "stage_problems", list_problems)


def hash_collision(patch: Patch) -> None:
    """Two texts of one length have one hash."""

    def read(memory: Site, inputs: Inputs) -> tuple[Problem, ...]:
        files = {path: str(len(inputs.load(path))) for path in inputs.files}
        return READ_UNITS(memory, inputs._replace(files=files))

    swap(patch, "UNDERSTAND", READ_UNITS, read)


def ignored_capture(patch: Patch) -> None:
    """An article is not read again when its capture changes."""

    def find(paths: set[str], *_: Mapping[str, str]) -> Iterator[str]:
        return map(find_main, paths)

    patch.setattr(read_units, "find_mains", find)


def ignored_lock(patch: Patch) -> None:
    """An article is not read again when its quote lock changes."""

    def find(path: str) -> str:
        return path if path.endswith(".json") else find_main(path)

    patch.setattr(read_units, "find_main", find)


def strays_of_the_first_build(patch: Patch) -> None:
    """Which files belong to nobody is asked once."""
    made = read_units.take_files

    def take(memory: Site, inputs: Inputs) -> None:
        strays, is_first = memory.last.strays, not memory.last.files
        made(memory, inputs)
        if not is_first:
            memory.last = memory.last._replace(strays=strays)

    patch.setattr(read_units, "take_files", take)


def stale_picture(patch: Patch) -> None:
    """A picture is published as it was when it was first."""
    seen: dict[str, str] = {}

    def hash_picture(memory: Site, inputs: Inputs, path: str) -> str:
        return seen.setdefault(path, HASH_PICTURE(memory, inputs, path))

    patch.setattr(make_pages, "hash_picture", hash_picture)


# Settings


def config_change_ignored(patch: Patch) -> None:
    """The settings of the first build stay for ever."""

    def mark(memory: Ledger, stage: str, keys: Iterable[str], cause: str = "") -> None:
        if stage != "config" or memory.store.task(("config", "config")) is None:
            MARK(memory, stage, keys, cause)

    patch.setattr(Ledger, "mark", mark)


def day_ignored(patch: Patch) -> None:
    """What may be seen from a day on is not seen when that day comes."""

    def looks(_: Ledger, before: Edition, now: Edition) -> bool:
        return before._replace(today=now.today) != now

    patch.setattr(take_settings, "looks_otherwise", looks)


def embargo_a_day_late(patch: Patch) -> None:
    """What may be seen from a day on is seen the day after."""

    def looks(memory: Ledger, before: Edition, now: Edition) -> bool:
        days = memory.store.keys("publish-day")
        return any((day < before.today) != (day < now.today) for day in days)

    patch.setattr(take_settings, "looks_otherwise", looks)


def template_change_ignored(patch: Patch) -> None:
    """Pages stay as they are when their template changes."""
    patch.setattr(take_settings, "outdated", lambda *_: ())


def partial_change_ignored(patch: Patch) -> None:
    """Pages stay as they are when a part of their template changes."""
    patch.setattr(Renderer, "_closure", lambda _, template, __: {template})


def fragment_template_ignored(patch: Patch) -> None:
    """Fragments stay as they are when their template changes."""
    patch.setattr(take_settings, "outdated_fragments", lambda *_: ())


def template_hash_collision(patch: Patch) -> None:
    """Two templates of one length have one hash."""

    def hash_sources(templates: Mapping[str, str]) -> str:
        return repr(sorted((name, len(text)) for name, text in templates.items()))

    patch.setattr(take_settings, "hash_sources", hash_sources)


# Names in texts


def new_alias_not_searched(patch: Patch) -> None:
    """A text that did not change is not searched for names that are new."""
    patch.setattr(link_names, "update", lambda found, gone, _: mentions.update(found, gone, ()))


def short_names_passed_over(patch: Patch) -> None:
    """A text that changed is not searched for names of few letters."""

    def candidates(names: Names, text: str) -> Iterator[str]:
        return (name for name in CANDIDATES(names, text) if len(name) > 3)

    patch.setattr(mentions, "list_candidates", candidates)


def stale_answer(patch: Patch) -> None:
    """Whom a text means is not asked again while the text is the same."""

    def solve(question: Question, known: Solved | None) -> Solved:
        asked = question.prose.text
        if known and known.question == asked:
            return known
        return Solved(asked, answer_question(question))

    patch.setattr(link_names, "solve", solve)


# Pages and links


def weak_digest(patch: Patch) -> None:
    """Two views of one title count as the same."""

    def digest(page: Page, template: str) -> str:
        return f"{template}{page.data.get('title', page.address)}"

    patch.setattr(make_pages, "digest", digest)


def stale_fragment(patch: Patch) -> None:
    """What pages show of an entry is rendered once, and not again when it changes."""

    def make(memory: Site, inputs: Inputs) -> tuple[Problem, ...]:
        for task in memory.ledger.due("fragment"):
            if memory.ledger.store.task(("fragment", task)):
                memory.ledger.stale["fragment"].pop(task)
        return MAKE_FRAGMENTS(memory, inputs)

    swap(patch, "MAKE", MAKE_FRAGMENTS, make)


def fragment_not_spliced(patch: Patch) -> None:
    """A page keeps the fragment that it was first given."""
    blind_to(patch, "fragment")


def removed_page_kept(patch: Patch) -> None:
    """The page of what was deleted is published still."""

    def drop(memory: Site, address: str) -> None:
        memory.ledger.forget("view", [address])

    patch.setattr(claim_pages, "drop_page", drop)


def dead_link_overlooked(patch: Patch) -> None:
    """Links are not followed again when what they lead to is gone."""
    patch.setattr(follow_links, "find_lost", lambda *_: set())


def lost_place_overlooked(patch: Patch) -> None:
    """Links to a place within a page are not followed again when it is gone from there."""
    made = make_pages.take_page

    def take(memory: Site, *page: Any) -> None:
        made(memory, *page)
        memory.ends.lost.clear()

    patch.setattr(make_pages, "take_page", take)


def lost_file_overlooked(patch: Patch) -> None:
    """Links to a place in a file are not followed again when the file is gone."""
    made = make_pages.take_page

    def take(memory: Site, page: Finished) -> None:
        made(memory, page)
        record = memory.ledger.store.page(page.address)
        links = sorted(store.name_id(*link) for link in page.ends.links)
        memory.put_page(page.address, record and record._replace(links=links))

    patch.setattr(make_pages, "take_page", take)


def collision_overlooked(patch: Patch) -> None:
    """That a file is put where a page stands is not noticed."""
    made = claim_pages.collide

    def collide(memory: Site, inputs: Inputs, touched: set[str]) -> None:
        taken = {fold_address(address) for address in inputs.assets} - touched
        before = memory.last.collisions
        made(memory, inputs, touched)
        kept = {at: found for at, found in before.items() if at in taken}
        new = {at: found for at, found in memory.last.collisions.items() if at not in taken}
        memory.last = memory.last._replace(collisions={**kept, **new})

    patch.setattr(claim_pages, "collide", collide)


# What is saved, and what is taken back


def failed_page_forgotten(patch: Patch) -> None:
    """A page whose template failed is not tried again."""
    patch.setattr(Site, "undo", Site.save)


def inputs_not_taken_back(patch: Patch) -> None:
    """What came in counts as taken in, although all that was made of it was taken back."""

    def remember(memory: Site) -> None:
        last = getattr(memory, "last", None)
        SITE_REMEMBER(memory)
        memory.last = last or memory.last

    patch.setattr(Site, "remember", remember)


def pages_not_taken_back(patch: Patch) -> None:
    """The hashes of pages that could not be published count as those of the site."""

    def remember(memory: Site) -> None:
        hashes = getattr(memory, "hashes", None)
        SITE_REMEMBER(memory)
        memory.hashes = hashes

    patch.setattr(Site, "remember", remember)


def keep_on_undo(patch: Patch, name: str) -> None:
    """Have the store keep something of its own although everything is taken back."""

    def undo(memory: Store) -> None:
        kept = getattr(memory, name)
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(memory, name, Cache(0) if isinstance(kept, Cache) else {})
            UNDO(memory)
        setattr(memory, name, kept)

    patch.setattr(Store, "undo", undo)


def tasks_not_taken_back(patch: Patch) -> None:
    """What tasks made is remembered although it was taken back."""
    keep_on_undo(patch, "tasks")


def posting_lists_not_taken_back(patch: Patch) -> None:
    """What lay in posting lists is remembered although it was taken back."""
    keep_on_undo(patch, "opened")


def readers_not_taken_back(patch: Patch) -> None:
    """Who came to read a posting list is written down although it was taken back."""

    def undo(memory: Store) -> None:
        gained = memory.waiting.gained
        UNDO(memory)
        memory.waiting.gained = gained

    patch.setattr(Store, "undo", undo)


def forget_note(patch: Patch, name: str) -> None:
    """Have a process not know what the last one noted."""

    def remember(memory: Ledger) -> None:
        LEDGER_REMEMBER(memory)
        getattr(memory, name).clear()

    patch.setattr(Ledger, "remember", remember)


def stale_not_saved(patch: Patch) -> None:
    """What a failed build left to do is forgotten over a restart."""
    forget_note(patch, "stale")


def born_not_saved(patch: Patch) -> None:
    """Which pages came or went in a failed build is forgotten over a restart."""
    forget_note(patch, "born")


def problems_not_saved(patch: Patch) -> None:
    """The problems that stand are forgotten over a restart."""
    forget_note(patch, "problems")


# What others work out


def lost_packed_rows(patch: Patch) -> None:
    """Of what a forked process gave, the mentions do not arrive."""

    def lose(work: Callable[[str], PackedResult], key: str) -> PackedResult:
        done = DO_PACKED(work, key)
        rows = {name: each for name, each in done.rows.items() if name[0] != "mentioned"}
        return done._replace(rows=rows)

    patch.setattr(ledger, "_do_packed", lose)


def lost_packed_reads(patch: Patch) -> None:
    """What a task in a forked process has read is not known here."""

    def forget(work: Callable[[str], PackedResult], key: str) -> PackedResult:
        return DO_PACKED(work, key)._replace(reads=b"")

    patch.setattr(ledger, "_do_packed", forget)


def equal_packed_counts_as_same(patch: Patch) -> None:
    """A value from a forked process counts as the one before if it is as long, packed."""

    def remember(memory: Ledger, task: Task, done: PackedResult) -> bool:
        before = memory.store.task(task)
        if done.made is None and before and len(pickle.dumps(before.value)) == len(done.value):
            return False
        return REMEMBER(memory, task, done)

    patch.setattr(Ledger, "_remember", remember)


def old_index_in_others(patch: Patch) -> None:
    """A process goes on with the posting lists that it opened before they were changed."""

    def put(memory: Store, name: IndexKey, *rows: Any) -> None:
        opened = memory.opened.get(name)
        before = opened and opened.by_task
        PUT(memory, name, *rows)
        if opened and before:
            opened.by_task = before

    patch.setattr(Store, "put", put)


DO_PACKED, REMEMBER = ledger._do_packed, Ledger._remember
READ_UNITS, HASH_PICTURE = read_units.read_units, make_pages.hash_picture
CANDIDATES, MAKE_FRAGMENTS = mentions.list_candidates, make_fragments.make_fragments


def swap(patch: Patch, name: str, old: object, new: object) -> None:
    """Put one stage in another's place."""
    stages = getattr(pipeline, name)
    patch.setattr(pipeline, name, tuple(new if stage is old else stage for stage in stages))


FAULTS: dict[Fault, tuple[Edit, ...]] = {
    stale_target_title: (edits.retitle,),
    stale_backlink: (edits.put_paragraph, edits.cut_paragraph),
    stale_index: (edits.add_entry,),
    stale_problem: (edits.delete_entry,),
    ignored_access: (edits.hide_or_show,),
    reads_remembered_once: (edits.refer_elsewhere, edits.retitle),
    readers_not_written: (),
    readers_unknown_after_restart: (),
    lost_readers_take_all: (),
    lost_readers_kept: (),
    stale_sight: (),
    stale_list: (edits.rename_entry,),
    deleted_rows_left: (),
    forgotten_task_kept: (),
    old_value_stays: (),
    missed_deletion: (edits.delete_file,),
    problems_of_the_gone: (edits.delete_file,),
    problems_in_order_of_time: (edits.delete_entry,),
    hash_collision: (edits.swap_word,),
    ignored_capture: (edits.edit_capture,),
    ignored_lock: (edits.change_lock,),
    strays_of_the_first_build: (edits.delete_file,),
    stale_picture: (edits.change_picture,),
    config_change_ignored: (edits.set_config,),
    day_ignored: (edits.set_day,),
    embargo_a_day_late: (edits.set_day,),
    template_change_ignored: (edits.edit_template,),
    partial_change_ignored: (edits.edit_template,),
    fragment_template_ignored: (edits.edit_template,),
    template_hash_collision: (edits.edit_template,),
    new_alias_not_searched: (edits.give_names,),
    short_names_passed_over: (edits.give_names, edits.put_paragraph),
    stale_answer: (edits.give_names,),
    weak_digest: (),
    stale_fragment: (edits.retitle,),
    fragment_not_spliced: (edits.retitle,),
    removed_page_kept: (edits.rename_entry,),
    dead_link_overlooked: (edits.edit_asset,),
    lost_place_overlooked: (edits.drop_ids,),
    lost_file_overlooked: (edits.point_into_file, edits.lose_file),
    collision_overlooked: (edits.put_over_page,),
    failed_page_forgotten: (edits.break_beside,),
    inputs_not_taken_back: (edits.retitle,),
    pages_not_taken_back: (edits.retitle,),
    tasks_not_taken_back: (edits.retitle,),
    posting_lists_not_taken_back: (edits.retitle,),
    readers_not_taken_back: (edits.move_article,),
    stale_not_saved: (edits.retitle,),
    born_not_saved: (edits.add_entry,),
    problems_not_saved: (),
    lost_packed_rows: (),
    lost_packed_reads: (),
    equal_packed_counts_as_same: (),
    old_index_in_others: (),
}
"""Every fault, with the edits that are looked at to find it soon; () for all of them."""

SEEDS: dict[Fault, int] = {
    stale_backlink: 13,
    ignored_access: 1,
    stale_list: 3,
    deleted_rows_left: 4,
    problems_of_the_gone: 1,
    problems_in_order_of_time: 3,
    ignored_lock: 1,
    strays_of_the_first_build: 1,
    stale_picture: 1,
    config_change_ignored: 12,
    embargo_a_day_late: 7,
    template_change_ignored: 1,
    partial_change_ignored: 1,
    fragment_template_ignored: 3,
    template_hash_collision: 11,
    new_alias_not_searched: 1,
    stale_answer: 1,
    dead_link_overlooked: 3,
    lost_file_overlooked: 3,
    failed_page_forgotten: 1,
    inputs_not_taken_back: 4,
    posting_lists_not_taken_back: 7,
    readers_not_taken_back: 4,
    tasks_not_taken_back: 4,
    pages_not_taken_back: 2,
    born_not_saved: 6,
}
"""The seed with which a fault is caught soon, where that is not 0 (see ``seeds.py``)."""
