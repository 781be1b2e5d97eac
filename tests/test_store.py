"""The store gives back what was put into it, whatever was written, undone or begun anew."""

import marshal
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from briefbook.base.addresses import Address
from briefbook.index.editions import Edition
from briefbook.index.rows import OPEN, Access
from briefbook.index.store import (
    Cache,
    IndexKey,
    PageRecord,
    Rows,
    Store,
    StoredTask,
    Task,
    name_id,
    pack,
    pack_numbers,
    pack_rows,
    unpack_numbers,
    unpack_rows,
)

TEAM = Edition("team", ("public", "team"), "2023-08-30")
HIDDEN = Access(editions=("team",))

ANN, BOB = ("write", "ann"), ("write", "bob")
OAKS, ELMS = ("tree", "oak"), ("tree", "elm")
PAGE = Address("a.html")
NUMBER = {name: name_id(*name) for name in (OAKS, ELMS)}


def row(*values: object) -> Rows:
    """Return rows that everybody may see."""
    return tuple((value, OPEN) for value in values)


def keep(store: Store, task: Task, kept: StoredTask | None) -> None:
    """Keep what a task made, as the ledger would: packed, and sometimes unpacked too."""
    if kept is None:
        store.keep(task, None)
        return
    value, names = pack(kept.value), marshal.dumps(kept.rows)
    packed = (value, names, pack_numbers(kept.reads), kept.cause)
    store.keep(task, packed, kept if len(value) % 2 else None)


def do(store: Store, task: Task, value: object = None, /, **put: Rows) -> None:
    """Have a task make a value and rows, in posting lists of ``tree``, as the ledger would."""
    before = store.task(task)
    names = tuple(("tree", key) for key in put)
    for name in {*names, *(before.rows if before else ())}:
        store.put(name, name_id(*name), task, pack_rows(put.get(name[1], ())))
    keep(store, task, StoredTask(value, names))


def reopen(store: Store) -> Store:
    """Return the store as another process finds it: what was not committed is gone."""
    store.connection.execute("ROLLBACK")
    return Store(store.connection)


@pytest.fixture
def store() -> Store:
    return Store()


@pytest.fixture
def asked(store: Store) -> list[str]:
    """Return the statements that the database is given from now on."""
    statements: list[str] = []
    store.connection.set_trace_callback(statements.append)
    return statements


class TestTasks:
    def test_knows_nothing_of_a_task_that_never_ran(self, store: Store) -> None:
        assert store.task(ANN) is None

    def test_keeps_the_last_that_a_task_made(self, store: Store) -> None:
        keep(store, ANN, StoredTask("one"))
        store.flush()
        keep(store, ANN, StoredTask("two"))
        assert store.task(ANN) == StoredTask("two")

    def test_gives_back_all_that_is_kept_of_a_task(self, store: Store) -> None:
        kept = StoredTask(
            {"title": ("Tāiwān", 1)}, (OAKS, ELMS), frozenset({1, 2**63 - 1}), "a name"
        )
        keep(store, ANN, kept)
        store.commit()
        assert reopen(store).task(ANN) == kept

    def test_forgets_a_task_before_and_after_it_is_written(self, store: Store) -> None:
        keep(store, ANN, StoredTask("one"))
        store.commit()
        keep(store, ANN, None)
        assert store.task(ANN) is None
        store.commit()
        assert store.task(ANN) is None
        assert reopen(store).task(ANN) is None

    def test_lists_a_stage_in_the_order_of_keys_with_what_waits(self, store: Store) -> None:
        for key in ("c", "a"):
            keep(store, ("write", key), StoredTask(key))
        store.commit()
        keep(store, ("write", "b"), StoredTask("b"))
        keep(store, ("read", "a"), StoredTask("other"))
        keep(store, ("write", "c"), None)
        assert [(key, kept.value) for key, kept in store.stage("write")] == [
            ("a", "a"),
            ("b", "b"),
        ]

    def test_asks_the_database_once_for_a_task_that_is_wanted_twice(
        self, store: Store, asked: list[str]
    ) -> None:
        keep(store, ANN, StoredTask("one"))
        store.flush()
        store.tasks.clear()
        asked.clear()
        assert store.task(ANN) == store.task(ANN) == StoredTask("one")
        assert len(asked) == 1

    def test_writes_nothing_before_it_is_told_to(self, store: Store, asked: list[str]) -> None:
        do(store, ANN, "one", oak=row(1))
        store.change_reads(ANN, frozenset(), frozenset({1, 2}))
        assert not [one for one in asked if not one.startswith("SELECT")]

    def test_writes_each_task_row_key_and_reader_once(
        self, store: Store, asked: list[str]
    ) -> None:
        for value in range(5):
            do(store, ANN, value, oak=row(value))
        store.change_reads(ANN, frozenset(), frozenset({1}))
        store.flush()
        assert len([one for one in asked if one.startswith("INSERT")]) == 4
        store.flush()
        assert len([one for one in asked if one.startswith("INSERT")]) == 4


class TestPostingLists:
    def test_has_the_rows_of_a_posting_list_in_the_order_of_who_put_them(
        self, store: Store
    ) -> None:
        do(store, BOB, oak=row(3))
        store.flush()
        do(store, ANN, oak=row(2, 1))
        assert list(store.open_key(OAKS).by_task.items()) == [(ANN, row(2, 1)), (BOB, row(3))]
        store.commit()
        again = reopen(store)
        assert list(again.open_key(OAKS).by_task.items()) == [(ANN, row(2, 1)), (BOB, row(3))]

    def test_keeps_the_order_in_a_posting_list_that_is_open(self, store: Store) -> None:
        do(store, BOB, oak=row(3))
        store.open_key(OAKS)
        do(store, ANN, oak=row(1))
        assert list(store.open_key(OAKS).by_task) == [ANN, BOB]

    def test_takes_rows_out(self, store: Store) -> None:
        do(store, ANN, oak=row(1))
        store.commit()
        do(store, ANN, elm=row(1))
        assert store.row(NUMBER[OAKS], ANN) == b""
        assert store.open_key(OAKS).by_task == {}
        store.commit()
        assert reopen(store).open_key(OAKS).by_task == {}

    def test_forgets_what_was_seen_in_a_posting_list_that_changed_and_in_no_other(
        self, store: Store
    ) -> None:
        do(store, ANN, oak=row(1), elm=row(2))
        for name in (OAKS, ELMS):
            store.open_key(name).seen[TEAM] = ("seen",)
        do(store, BOB, oak=row(3))
        assert store.open_key(OAKS).seen == {}
        assert store.open_key(ELMS).seen == {TEAM: ("seen",)}

    def test_loads_a_posting_list_at_one_go_and_no_other(
        self, store: Store, asked: list[str]
    ) -> None:
        for at in range(50):
            do(store, ("write", str(at)), oak=row(at), elm=row(at))
        store.flush()
        asked.clear()
        assert len(store.open_key(OAKS).by_task) == len(store.open_key(OAKS).by_task) == 50
        assert len(asked) == 1

    def test_finds_the_rows_of_one_task_without_loading_the_posting_list(
        self, store: Store, asked: list[str]
    ) -> None:
        do(store, ANN, oak=row(1))
        store.flush()
        asked.clear()
        assert unpack_rows(store.row(NUMBER[OAKS], ANN)) == row(1)
        assert len(asked) == 1
        assert store.opened.get(OAKS) is None


class TestKeys:
    def test_lists_keys_sorted_written_or_not(self, store: Store) -> None:
        do(store, ANN, oak=row(1))
        store.flush()
        do(store, BOB, elm=row(1))
        assert store.keys("tree") == ["elm", "oak"]

    def test_lists_the_keys_of_one_index_alone(self, store: Store) -> None:
        do(store, ANN, oak=row(1))
        store.put(("bush", "gorse"), name_id("bush", "gorse"), ANN, pack_rows(row(1)))
        assert store.keys("bush") == ["gorse"]

    def test_forgets_a_list_of_keys_when_a_row_of_that_index_changes(
        self, store: Store
    ) -> None:
        store.listed["tree"][TEAM] = store.listed["bush"][TEAM] = ("listed",)
        do(store, ANN, oak=row(1))
        assert TEAM not in store.listed["tree"]
        assert TEAM in store.listed["bush"]

    def test_names_a_posting_list_by_its_number(self, store: Store) -> None:
        do(store, ANN, oak=row(1))
        assert store.name(NUMBER[OAKS]) == OAKS
        assert store.name(NUMBER[ELMS]) is None


class TestReaders:
    def test_knows_who_reads_a_posting_list_before_anything_is_written(
        self, store: Store
    ) -> None:
        store.change_reads(ANN, frozenset(), frozenset({1}))
        assert store.readers(1) == [ANN]
        assert store.readers(2) == []

    def test_knows_readers_that_are_written_and_readers_that_wait(self, store: Store) -> None:
        for task in (ANN, BOB):
            store.change_reads(task, frozenset(), frozenset({1}))
            keep(store, task, StoredTask(None, reads=frozenset({1})))
            store.flush()
        store.change_reads(("read", "x"), frozenset(), frozenset({1}))
        assert sorted(store.readers(1)) == [("read", "x"), ANN, BOB]

    def test_drops_a_reader_and_keeps_the_others(self, store: Store) -> None:
        for task in (ANN, BOB):
            store.change_reads(task, frozenset(), frozenset({1}))
            keep(store, task, StoredTask(None, reads=frozenset({1})))
        store.commit()
        store.change_reads(ANN, frozenset({1}), frozenset({2}))
        assert store.readers(1) == [BOB]
        store.commit()
        assert reopen(store).readers(1) == [BOB]

    def test_has_a_reader_once_that_went_and_came_back(self, store: Store) -> None:
        store.change_reads(ANN, frozenset(), frozenset({1}))
        keep(store, ANN, StoredTask(None, reads=frozenset({1})))
        store.flush()
        store.change_reads(ANN, frozenset({1}), frozenset())
        store.change_reads(ANN, frozenset(), frozenset({1}))
        assert store.readers(1) == [ANN]
        store.flush()
        assert store.readers(1) == [ANN]

    def test_does_not_ask_for_readers_while_there_can_be_none(
        self, store: Store, asked: list[str]
    ) -> None:
        assert store.readers(1) == []
        assert asked == []


class TestPagesAndNotes:
    def test_finds_the_pages_that_link_to_any_of_some_ends(self, store: Store) -> None:
        links = {"a.html": [1, 2], "b.html": [2**63 - 1], "c.html": []}
        for address, ends in links.items():
            store.put_page(Address(address), PageRecord("00", ends, [9]))
        assert store.pages_linking({1, 2**63 - 1}) == ["a.html", "b.html"]
        assert store.pages_linking({9}) == []

    def test_has_the_last_record_of_a_page_or_none(self, store: Store) -> None:
        store.put_page(PAGE, PageRecord("00", [1], [2]))
        store.put_page(PAGE, PageRecord("11", [3], [4]))
        found = store.page("a.html")
        assert found is not None
        assert (found.hash, list(found.links), list(found.ids)) == ("11", [3], [4])
        store.put_page(PAGE, None)
        assert store.page("a.html") is None
        assert store.page_hashes() == {}

    def test_keeps_a_note_until_the_next(self, store: Store) -> None:
        assert store.note("last") is None
        store.write_note("last", {"day": 1})
        store.commit()
        store.write_note("last", {"day": 2})
        assert store.note("last") == {"day": 2}
        assert reopen(store).note("last") == {"day": 1}


class TestUndo:
    @pytest.mark.parametrize("way", ["save", "commit", "flush after save", "many saves"])
    def test_leaves_what_was_saved_written_or_not(self, store: Store, way: str) -> None:
        do(store, ANN, "one", oak=row(1))
        store.change_reads(ANN, frozenset(), frozenset({1}))
        if way == "commit":
            store.commit()
        for _ in range(9 if way == "many saves" else 1):
            store.save()
        if way == "flush after save":
            store.flush()
        do(store, ANN, "two", elm=row(2))
        store.change_reads(ANN, frozenset({1}), frozenset({2}))
        store.flush()
        store.undo()
        assert store.task(ANN) == StoredTask("one", (OAKS,))
        assert store.open_key(OAKS).by_task == {ANN: row(1)}
        assert store.open_key(ELMS).by_task == {}
        assert (store.readers(1), store.readers(2)) == ([ANN], [])

    def test_leaves_what_was_saved_after_it_was_written(self, store: Store) -> None:
        do(store, ANN, "one", oak=row(1))
        store.flush()
        store.save()
        do(store, BOB, "two", oak=row(2))
        store.flush()
        store.undo()
        assert (store.task(ANN), store.task(BOB)) == (StoredTask("one", (OAKS,)), None)

    def test_takes_back_whatever_was_not_committed(self, store: Store) -> None:
        do(store, ANN, "one", oak=row(1))
        store.change_reads(ANN, frozenset(), frozenset({1}))
        store.put_page(PAGE, PageRecord("00", [], []))
        store.commit()
        do(store, ANN, "two", elm=row(2))
        store.change_reads(ANN, frozenset({1}), frozenset({2}))
        store.put_page(PAGE, None)
        store.undo()
        assert store.task(ANN) == StoredTask("one", (OAKS,))
        assert store.open_key(OAKS).by_task == {ANN: row(1)}
        assert store.open_key(ELMS).by_task == {}
        assert (store.readers(1), store.readers(2)) == ([ANN], [])
        assert store.page_hashes() == {"a.html": "00"}

    def test_takes_back_what_was_written_but_not_committed(self, store: Store) -> None:
        do(store, ANN, "one", oak=row(1))
        store.change_reads(ANN, frozenset(), frozenset({1}))
        store.flush()
        assert store.open_key(OAKS).by_task
        assert store.task(ANN)
        store.undo()
        assert store.task(ANN) is None
        assert store.open_key(OAKS).by_task == {}
        assert store.readers(1) == []
        assert store.keys("tree") == []


class TestCache:
    def test_drops_the_older_half_when_there_is_too_much(self) -> None:
        cache: Cache[str, str] = Cache(limit=2)
        for key in "abcde":
            cache.put(key, key, 1)
        assert [cache.get(key) for key in "abcde"] == [None, None, "c", "d", "e"]

    def test_keeps_what_was_asked_for_lately(self) -> None:
        cache: Cache[str, str] = Cache(limit=2)
        for key in "abc":
            cache.put(key, key, 1)
        assert cache.get("a") == "a"
        cache.put("d", "d", 1)
        cache.put("e", "e", 1)
        assert (cache.get("a"), cache.get("b")) == ("a", None)

    def test_keeps_the_last_however_heavy_it_is(self) -> None:
        cache: Cache[str, str] = Cache(limit=2)
        cache.put("a", "a", 1000)
        assert cache.get("a") == "a"

    @pytest.mark.parametrize("others", [0, 2])
    def test_forgets_what_is_young_and_what_is_old(self, others: int) -> None:
        cache: Cache[str, str] = Cache(limit=2)
        cache.put("a", "a", 1)
        for key in range(others):
            cache.put(str(key), "", 1)
        cache.pop("a")
        assert cache.get("a") is None


class TestNumbers:
    @given(st.lists(st.integers(0, 2**63 - 1)))
    def test_are_packed_and_unpacked(self, numbers: list[int]) -> None:
        assert list(unpack_numbers(pack_numbers(numbers))) == numbers

    @given(st.text(), st.text())
    def test_stand_for_any_name_and_fit_into_a_column(self, first: str, second: str) -> None:
        assert 0 <= name_id(first, second) < 2**63

    def test_stand_for_names_that_no_file_can_be_given(self) -> None:
        assert name_id("file", "\udcff.md") != name_id("file", "\udcfe.md")

    def test_are_the_same_in_every_process(self) -> None:
        assert name_id("read", "briefings/talks.md") == 6520973437614752439


# The law: any history of a store equals that of plain dicts.

INDEXES = ("tree", "bush")
TASKS = [("write", "ann"), ("write", "bob"), ("read", "ann")]
POSTINGS = [("tree", "oak"), ("tree", "elm"), ("bush", "gorse")]
ADDRESSES = [Address("a.html"), Address("b.html")]

A_TASK, A_KEY = st.sampled_from(TASKS), st.sampled_from(POSTINGS)
VALUES = st.integers(0, 2)
ROWS = st.lists(st.tuples(VALUES, st.sampled_from((OPEN, HIDDEN))), max_size=2).map(tuple)
PUTS = st.dictionaries(A_KEY, ROWS, max_size=3)
ASK = st.booleans()
"""Whether everything is asked for after a step."""
READS = st.frozensets(VALUES, max_size=3)
RECORDS = st.builds(
    PageRecord,
    st.sampled_from(("00", "11")),
    st.lists(VALUES, max_size=2, unique=True),
    st.lists(VALUES, max_size=2, unique=True),
)


class Plain(NamedTuple):
    """What a store is to hold, in plain dicts."""

    tasks: dict[Task, StoredTask]
    rows: dict[IndexKey, dict[Task, Rows]]
    pages: dict[Address, PageRecord]
    notes: dict[str, int]

    def copy(self) -> "Plain":
        rows = {name: dict(by_task) for name, by_task in self.rows.items()}
        return Plain(dict(self.tasks), rows, dict(self.pages), dict(self.notes))


class History(RuleBasedStateMachine):
    """Puts, keeps and reads in any order, written, undone and begun anew at any point."""

    @initialize(limit=st.sampled_from((0, 300, 1 << 20)))
    def begin(self, limit: int) -> None:
        self.limit = limit
        self.now = Plain({}, {name: {} for name in POSTINGS}, {}, {})
        self.last = self.now.copy()
        self.ever: set[IndexKey] = set()
        self.start(Store())

    def start(self, store: Store) -> None:
        self.store = store
        store.tasks.limit = store.opened.limit = self.limit

    @rule(task=A_TASK, value=VALUES, put=PUTS, reads=READS, then=ASK)
    def redo(
        self,
        task: Task,
        value: int,
        put: dict[IndexKey, Rows],
        reads: frozenset[int],
        then: bool,
    ) -> None:
        put = {name: rows for name, rows in put.items() if rows}
        self.replace(task, put, reads)
        kept = self.now.tasks[task] = StoredTask(value, tuple(put), reads, "a cause")
        keep(self.store, task, kept)
        self.ask(then)

    @rule(task=A_TASK, then=ASK)
    def forget(self, task: Task, then: bool) -> None:
        self.replace(task, {}, frozenset())
        self.now.tasks.pop(task, None)
        keep(self.store, task, None)
        self.ask(then)

    def replace(self, task: Task, put: dict[IndexKey, Rows], reads: frozenset[int]) -> None:
        """Put a task's rows and reads in the place of those it had, as the ledger does."""
        before = self.store.task(task) or StoredTask(None)
        self.ever |= put.keys()
        for name in {*before.rows, *put}:
            self.now.rows[name].pop(task, None)
            if name in put:
                self.now.rows[name][task] = put[name]
            self.store.put(name, name_id(*name), task, pack_rows(put.get(name, ())))
        self.store.change_reads(task, before.reads, reads)

    @rule(address=st.sampled_from(ADDRESSES), record=st.none() | RECORDS)
    def put_page(self, address: Address, record: PageRecord | None) -> None:
        self.now.pages.pop(address, None)
        if record:
            self.now.pages[address] = record
        self.store.put_page(address, record)
        self.store.write_note(address, len(self.now.pages))
        self.now.notes[address] = len(self.now.pages)

    @rule(how=st.sampled_from(("flush", "save", "commit")), then=ASK)
    def write(self, how: str, then: bool) -> None:
        getattr(self.store, how)()
        if how != "flush":
            self.last = self.now.copy()
        self.ask(then)

    @rule(ends=st.booleans(), then=ASK)
    def go_back(self, ends: bool, then: bool) -> None:
        self.store.undo()
        self.now = self.last.copy()
        if ends:
            self.store.commit()
            self.start(reopen(self.store))
        self.ask(then)

    @rule(
        tasks=st.sets(A_TASK),
        names=st.sets(A_KEY),
        indexes=st.sets(st.sampled_from(INDEXES)),
    )
    def ask_for_some(self, tasks: set[Task], names: set[IndexKey], indexes: set[str]) -> None:
        for task in tasks:
            self.assert_task(task)
        for name in names:
            self.assert_posting(name)
        for index in indexes:
            self.assert_keys(index)

    def ask(self, everything: bool) -> None:
        if everything:
            self.ask_for_some({*TASKS}, {*POSTINGS}, {*INDEXES})
            for posting in range(3):
                self.assert_readers(posting)
            self.assert_pages()

    @rule(stage=st.sampled_from(("write", "read")))
    def ask_for_a_stage(self, stage: str) -> None:
        kept = [(key, one) for (other, key), one in self.now.tasks.items() if other == stage]
        assert list(self.store.stage(stage)) == sorted(kept)

    def assert_task(self, task: Task) -> None:
        assert self.store.task(task) == self.now.tasks.get(task)
        for name in POSTINGS:
            rows = self.now.rows[name].get(task, ())
            assert unpack_rows(self.store.row(name_id(*name), task)) == rows

    def assert_posting(self, name: IndexKey) -> None:
        opened, rows = self.store.open_key(name), sorted(self.now.rows[name].items())
        assert opened.number == name_id(*name)
        assert list(opened.by_task.items()) == rows
        assert opened.seen.setdefault(TEAM, tuple(rows)) == tuple(rows)

    def assert_keys(self, index: str) -> None:
        full = sorted(
            key for (other, key) in POSTINGS if other == index and self.now.rows[other, key]
        )
        ever = {key for other, key in self.ever if other == index}
        found = self.store.keys(index)
        assert found == sorted(set(found))
        assert {*full} <= {*found} <= ever
        assert self.store.listed[index].setdefault(TEAM, tuple(full)) == tuple(full)

    def assert_readers(self, posting: int) -> None:
        readers = [task for task, kept in self.now.tasks.items() if posting in kept.reads]
        assert sorted(self.store.readers(posting)) == sorted(readers)
        pages = [address for address, page in self.now.pages.items() if posting in page.links]
        assert self.store.pages_linking({posting}) == sorted(pages)

    def assert_pages(self) -> None:
        for address in ADDRESSES:
            found, record = self.store.page(address), self.now.pages.get(address)
            assert (found and PageRecord(found.hash, [*found.links], [*found.ids])) == record
            assert self.store.note(address) == self.now.notes.get(address)
        assert self.store.page_hashes() == {a: one.hash for a, one in self.now.pages.items()}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.connection.close()


TestAnyHistory = History.TestCase
TestAnyHistory.settings = settings(max_examples=100, stateful_step_count=25, deadline=None)
