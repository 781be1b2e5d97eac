"""A book that is served as ``serve`` does it: built again after each change, with its desk."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from briefbook.desk.desk import Desk
from briefbook.serve.desk_door import Door
from briefbook.serve.faults import list_faults
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import Served, serve
from briefbook.session.session import Attempt, Session
from briefbook.session.turns import GaveWay
from briefbook.watch import Watcher, watch
from tests.desk.books import open_desk
from tests.harness.patience import PATIENCE


class ServedDesk(NamedTuple):
    """A served book: where, the door of its desk, and its folder."""

    url: str
    door: Door
    root: Path
    served: Served

    @property
    def ticket(self) -> str:
        """The address that opens the desk, once."""
        return f"{self.url}{self.door.path}"


@contextmanager
def serve_desk(root: Path) -> Iterator[ServedDesk]:
    """Serve a book with its desk, until the block is left."""
    with open_desk(root) as opened:
        session = opened.session
        output = next(root.glob("*/index.html")).parent
        live = LiveSite(output, session.published(output))
        door = Door(Desk(session, live.show_page))
        watcher = watch(root, [Path("briefings")], tell=print)
        with serve(live, port=0, door=door) as served, watcher:
            builder = Thread(target=_build_always, args=(session, live, watcher), daemon=True)
            builder.start()
            try:
                yield ServedDesk(served.url.removesuffix("/"), door, root, served)
            finally:
                watcher.stop()
                builder.join(PATIENCE)


def _build_always(session: Session, live: LiveSite, watcher: Watcher) -> None:
    while watcher.wait() is not None:
        is_built = False
        while not is_built:
            with suppress(GaveWay), session.turns.building():
                _show(session.build(), session, live)
                is_built = True


def _show(attempt: Attempt, session: Session, live: LiveSite) -> None:
    if attempt.ready:
        wanted = attempt.ready.built.wanted
        number = live.show(wanted, session.load(attempt.ready, list(wanted)))
        session.publish(attempt.ready)
        live.settle(number)
    else:
        live.fail(list_faults(session.root, attempt.problems), [])
