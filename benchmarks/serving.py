"""From saved to served: how long a generator's server takes to show an edit."""

import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from typing import NamedTuple

from benchmarks.building import ENVIRONMENT, Cost, Figure, Site, stop
from benchmarks.editing import edit_body, edit_title, new_word
from benchmarks.peers.peer import Mode

POLL_SECONDS = 0.002
SETTLE_SECONDS = 1.0
STALE_FACTOR = 4
FETCH_SECONDS = 60.0
STALE_SECONDS = 15.0
FIRST_SECONDS = 120.0
FIRST_NUMBER = 10_000


class Server(NamedTuple):
    """A server that runs, and the addresses of the edited article and of its tag's page."""

    process: subprocess.Popen[str]
    port: int
    page: str
    tag_page: str


def measure_serving(site: Site, mode: Mode, repeats: int) -> Iterator[Figure]:
    """Yield how long edits take until they are served, each ``repeats`` times."""
    missing = site.peer.may_serve(site.tool)
    if missing or mode.serve is None:
        yield site.figure(mode.name, "served body", None, missing.reason if missing else "")
        return
    with run_server(site, mode) as server:
        if wait_for(server, server.page, site.target.article.title, site.limit) is None:
            note = "failed" if has_ended(server) else f"over {site.limit:.0f} s"
            yield site.figure(mode.name, "served body", None, note)
            return
        yield from time_edits(site, mode, server, repeats)
    site.target.source.write_text(site.target.text, "utf-8")


@contextmanager
def run_server(site: Site, mode: Mode) -> Iterator[Server]:
    """Run a server for as long as it is needed."""
    assert mode.serve
    port = find_port()
    with site.folder.with_suffix(".log").open("w") as log:
        process = subprocess.Popen(
            mode.serve(site.tool, site.folder, port), cwd=site.folder, text=True,
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            env=ENVIRONMENT,
        )  # fmt: skip
        try:
            yield Server(process, port, *addresses(site))
        finally:
            stop(process)


def find_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def addresses(site: Site) -> tuple[str, str]:
    """Return where the edited article and the page of its tag are served."""
    places = site.peer.places
    pages = (places.page(site.target.article), places.tag_page(site.target.tag))
    first, second = (f"/{page.removesuffix('index.html')}" for page in pages)
    return first, second


def time_edits(site: Site, mode: Mode, server: Server, repeats: int) -> Iterator[Figure]:
    """Yield the seconds of each edit; a page that stays as it was is stale."""
    longest, with_title = 0.0, site.target.text
    for number in range(FIRST_NUMBER, FIRST_NUMBER + repeats):
        body, title = new_word(2 * number), new_word(2 * number + 1)
        with_body = edit_body(site.target, with_title, body)
        with_title = edit_title(site.target, with_body, title)
        for measure, address, text, word in (
            ("served body", server.page, with_body, body),
            ("served title", server.tag_page, with_title, title),
        ):
            rest_before(server, address, longest)
            site.target.source.write_text(text, "utf-8")
            seconds = wait_for(server, address, word, patience(longest))
            longest = max(longest, seconds or 0.0)
            yield served(site, mode, measure, seconds)


def served(site: Site, mode: Mode, measure: str, seconds: float | None) -> Figure:
    """Return the seconds of an edit as a figure."""
    cost = None if seconds is None else Cost(seconds)
    return site.figure(mode.name, measure, cost, "stale" if seconds is None else "")


def patience(longest: float) -> float:
    """Return how long to wait for an edit before its page counts as stale."""
    return STALE_SECONDS + STALE_FACTOR * longest if longest else FIRST_SECONDS


def rest_before(server: Server, address: str, seconds: float) -> None:
    """Look at a page, since some servers care for what was; then leave the server in peace.

    Some go on working after they have answered: they get twice as long as an edit took.
    """
    fetch(server, address, FETCH_SECONDS)
    time.sleep(SETTLE_SECONDS + 2 * seconds)


def wait_for(server: Server, address: str, word: str, limit: float) -> float | None:
    """Return the seconds until a page has a word, None if it has not after ``limit``."""
    start = time.perf_counter()
    while time.perf_counter() - start < limit and not has_ended(server):
        if word.encode() in (fetch(server, address, FETCH_SECONDS) or b""):
            return time.perf_counter() - start
        time.sleep(POLL_SECONDS)
    return None


def has_ended(server: Server) -> bool:
    """Tell whether a server no longer runs."""
    return server.process.poll() is not None


def fetch(server: Server, address: str, limit: float) -> bytes | None:
    """Return what is served at an address, None if nothing is."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=limit)
    try:
        connection.request("GET", address)
        answer = connection.getresponse()
        data = answer.read()
        return data if answer.status == 200 else None
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
