"""What is written is seen at once, however large the book, and no build makes anybody wait."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest

from briefbook.base.addresses import Address
from briefbook.desk.desk import Desk
from briefbook.index.ledger import tell_nobody
from briefbook.session.session import Session
from briefbook.session.turns import GaveWay, Turns
from tests.desk.books import ARTICLE, SIDECAR, OpenDesk, open_desk, write_book

PAGE = Address(f"briefings/{ARTICLE}.html")
WINTER = {"stance": {"winter-ferry": "in-favour"}}
WORDS = "The ferry must run all winter"
MARK = b'id="the-ferry-must"'
NEW = [{"kind": "actor", "id": "jo-lind", "fields": {"name": "Jo Lind"}}]


class WatchedDesk(NamedTuple):
    """A desk, and the pages that it showed last, by address."""

    open: OpenDesk
    shown: dict[Address, bytes]

    def build(self) -> dict[Address, bytes]:
        """Build the book, and return the pages that were rendered."""
        attempt = self.open.session.build()
        assert attempt.ready
        made = {Address(at): data for at, data in attempt.ready.built.made.items()}
        self.open.session.publish(attempt.ready)
        return made


@contextmanager
def watch_desk(root: Path, articles: int = 0) -> Iterator[WatchedDesk]:
    """Give a desk on a book with some more articles, all of which take one stance."""
    write_book(root)
    for number in range(articles):
        stem = root / f"briefings/ferry/more-{number}"
        stem.with_suffix(".md").write_text(
            f"---\ntitle: More {number}\ndate: 2026-02-{number % 27 + 1:02}\nsource: report\n"
            f'---\n"{WORDS}."\n'
        )
        stem.with_suffix(".yaml").write_text(
            f"quotes:\n  q: {{speaker: brook, exact: {WORDS}, "
            "stance: {winter-ferry: in-favour}}\n"
        )
    shown: dict[Address, bytes] = {}
    with open_desk(root) as opened:
        desk = Desk(opened.session, shown.__setitem__)
        yield WatchedDesk(opened._replace(desk=desk), shown)


def stop_build(session: Session, stage: str) -> None:
    """Begin a build, and ask something once a stage has begun."""
    with ExitStack() as exits:

        def ask(at: str, *_: object) -> None:
            if at == stage:
                exits.enter_context(session.turns.asking())
                session.turns.give_way()

        session.tell = ask
        with pytest.raises(GaveWay), session.turns.building():
            session.build()
    session.tell = tell_nobody


def copy_book(root: Path) -> Path:
    """Return a copy of a book, without what was built of it."""
    return shutil.copytree(root, root / "copy", ignore=shutil.ignore_patterns("site*", ".*"))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[WatchedDesk]:
    with watch_desk(tmp_path) as watched:
        yield watched


class TestShowing:
    def test_the_page_is_shown_as_the_build_will_make_it(self, desk: WatchedDesk) -> None:
        assert desk.open.quote(WORDS, "write", fields=WINTER)["ok"]
        assert MARK in desk.shown[PAGE]
        assert desk.build()[PAGE] == desk.shown[PAGE]

    def test_so_it_is_after_an_actor_was_made(self, desk: WatchedDesk) -> None:
        fields = {**WINTER, "speaker": "jo-lind"}
        assert desk.open.quote(WORDS, "write", fields=fields, new=NEW)["ok"]
        assert b"Jo Lind" in desk.shown[PAGE]
        assert desk.build()[PAGE] == desk.shown[PAGE]

    def test_what_was_taken_back_is_gone_from_the_page(self, desk: WatchedDesk) -> None:
        before = desk.open.session.inputs
        token = desk.open.quote(WORDS, "write")["token"]
        desk.open.ask("undo", token=token)
        assert MARK not in desk.shown[PAGE]
        assert desk.open.session.inputs
        assert before
        assert desk.open.session.inputs.files == before.files
        assert PAGE not in desk.build()

    def test_so_it_is_where_there_were_no_notes(self, tmp_path: Path) -> None:
        with watch_desk(tmp_path) as desk:
            (tmp_path / SIDECAR).unlink()
            desk.build()
            token = desk.open.quote(WORDS, "write")["token"]
            assert MARK in desk.shown[PAGE]
            desk.open.ask("undo", token=token)
            assert not (tmp_path / SIDECAR).exists()
            assert MARK not in desk.shown[PAGE]

    def test_a_note_may_rest_on_what_was_written_before_any_build(
        self, desk: WatchedDesk
    ) -> None:
        fields = {"speaker": "jo-lind"}
        assert desk.open.quote(WORDS, "write", fields=fields, new=NEW)["ok"]
        offered = desk.open.ask("names")["choices"]["actor"]
        assert "jo-lind" in [one["id"] for one in offered]
        assert desk.open.quote("We shall pay for it", "write", fields=fields)["ok"]

    def test_a_book_with_errors_is_shown_when_it_is_mended(self, desk: WatchedDesk) -> None:
        desk.open.put("briefings/ferry/other.md", "---\ntitle: Other\n---\n[[nobody]]\n")
        assert not desk.open.session.build().ready
        assert desk.open.quote(WORDS, "write")["ok"]
        assert desk.shown == {}

    def test_a_larger_book_costs_no_more_tasks(self, tmp_path: Path) -> None:
        costs = []
        for articles in (3, 30):
            done: Counter[str] = Counter()
            with watch_desk(tmp_path / str(articles), articles) as desk:
                desk.open.session.tell = lambda stage, *_, done=done: done.update([stage])
                assert desk.open.quote(WORDS, "write", fields=WINTER)["ok"]
                costs.append(done)
        assert costs[0] == costs[1]
        assert costs[0]["view"] == 0


class TestTurns:
    def test_a_build_is_given_up_for_whoever_asks(self, desk: WatchedDesk) -> None:
        desk.open.quote(WORDS, "write", fields=WINTER)
        stop_build(desk.open.session, "view")
        assert desk.open.quote("We shall pay for it")["ok"]
        assert desk.build()[PAGE] == desk.shown[PAGE]

    @pytest.mark.parametrize("stage", ["read", "check", "fragment", "view"])
    def test_whenever_it_gives_way_the_book_is_the_same(
        self, desk: WatchedDesk, stage: str
    ) -> None:
        session = desk.open.session
        desk.open.put(SIDECAR, desk.open.read().replace("old and slow", "slow"))
        stop_build(session, stage)
        attempt = session.build()
        assert attempt.ready
        with open_desk(copy_book(desk.open.root)) as clean:
            first = clean.session.build()
            assert first.ready
            assert attempt.ready.built.wanted == first.ready.built.wanted

    def test_what_is_asked_is_done_whoever_asks_besides(self) -> None:
        turns = Turns()
        with turns.asking(), turns.asking():
            turns.give_way()

    def test_a_build_that_has_given_way_for_long_is_made(self) -> None:
        turns = Turns(patience=0)
        with turns.asking(), turns.building():
            turns.give_way()
