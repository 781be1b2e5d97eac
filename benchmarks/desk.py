"""How long the desk takes: ``python -m benchmarks.desk 300 1000``.

A generated book is served by ``serve``, in a process of its own. Each round asks over HTTP, as
the panel does, what a line would be, writes it, and asks for the page of the article until the
mark stands there. Then a page that lists the quote is asked for, until it does, too: that is
when the whole book has been built. Each figure is the median of the rounds.
"""

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from benchmarks.building import ENVIRONMENT, stop
from benchmarks.corpus import make_corpus, write_folder
from briefbook.serve.desk_door import KEY_HEADER, PREFIX

CONFIG = "title: A generated corpus\neditions: [public, team]\n"
ARTICLE = "briefing-0/article-5"
PAUSE = 0.002
LIMIT = 120.0
KEY = re.compile(r'data-key="([^"]+)"')
OPENS = re.compile(r"http://\S+/open/\S+")


class Visitor(NamedTuple):
    """A browser at the desk: where it is served, and the headers by which it is known."""

    host: str
    headers: dict[str, str]

    def ask(self, name: str, asked: dict[str, Any]) -> tuple[float, dict[str, Any]]:
        """Return the seconds and the answer of a request."""
        start = time.perf_counter()
        data = fetch(self.host, f"{PREFIX}{name}", self.headers, json.dumps(asked).encode())
        return time.perf_counter() - start, json.loads(data)

    def wait_for(self, path: str, is_there: Callable[[bytes], bool]) -> float:
        """Return the seconds until a page is as it should be."""
        start = time.perf_counter()
        while not is_there(fetch(self.host, path, self.headers)):
            if time.perf_counter() - start > LIMIT:
                raise SystemExit(f"{path} is not as it should be after {LIMIT:.0f} s")
            time.sleep(PAUSE)
        return time.perf_counter() - start


def main() -> None:
    """Print a line for each size of the book."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("counts", type=int, nargs="+", help="how many articles")
    parser.add_argument("--rounds", type=int, default=7, help="notes that are written (7)")
    options = parser.parse_args()
    print(f"{'articles':>8} {'answer':>8} {'write':>8} {'mark':>8} {'book':>8}   seconds")
    for count in options.counts:
        with tempfile.TemporaryDirectory() as folder:
            rounds = list(measure(Path(folder), count, options.rounds))
        figures = (median(one[place] for one in rounds) for place in range(4))
        print(f"{count:>8}", *(f"{seconds:8.3f}" for seconds in figures), flush=True)


def measure(root: Path, count: int, rounds: int) -> Iterator[Sequence[float]]:
    """Yield the seconds of an answer, a write, and until the mark and the book are there."""
    write_folder(make_corpus(count), root)
    (root / "config.yaml").write_text(CONFIG, "utf-8")
    text = (root / f"briefings/{ARTICLE}.md").read_text("utf-8")
    paragraph = next(part for part in text.split("---\n")[2].split("\n\n") if len(part) > 300)
    words = paragraph.split()
    with serve(root) as visitor:
        _, names = visitor.ask("names", {})
        issue = names["choices"]["issue"][0]
        fields = {
            "speaker": names["choices"]["actor"][0]["id"],
            "stance": {issue["id"]: issue["labels"][0]},
        }
        for number in range(rounds):
            chosen = " ".join(words[4 * number : 4 * number + 4])
            yield write_note(visitor, chosen, f"round-{number}", fields)


def write_note(
    visitor: Visitor, words: str, name: str, fields: dict[str, Any]
) -> Sequence[float]:
    """Write a note, and return how long what took."""
    place = {"where": "text", "paragraph": 1, "words": words, "before": ""}
    draft: dict[str, Any] = {"article": ARTICLE, "kind": "quote", "name": name}
    draft |= {"selection": place, "fields": fields}
    answer, _ = visitor.ask("propose", draft)
    write, reply = visitor.ask("write", draft)
    if not reply["ok"]:
        raise SystemExit(reply["why"])
    start, mark = time.perf_counter() - write, f'id="{name}"'.encode()
    visitor.wait_for(f"/briefings/{ARTICLE}.html", lambda page: mark in page)
    marked = time.perf_counter() - start
    shown = name.encode()
    visitor.wait_for("/data/quotes.csv", lambda data: shown in data)
    return answer, write, marked, time.perf_counter() - start


@contextmanager
def serve(root: Path) -> Iterator[Visitor]:
    """Serve a book, and let a visitor in."""
    command = [sys.executable, "-m", "briefbook", "serve", "-C", str(root), "--port", "0"]
    log = root / "log"
    with log.open("w") as out:
        process = subprocess.Popen(
            command,
            text=True,
            stdout=out,
            stderr=out,
            start_new_session=True,
            env=ENVIRONMENT,
        )
    try:
        yield open_door(wait_for_address(log, process))
    finally:
        stop(process)
        shutil.rmtree(root / ".briefbook", ignore_errors=True)


def wait_for_address(log: Path, process: "subprocess.Popen[str]") -> str:
    """Return the address that the terminal prints, which opens the desk."""
    while not (found := OPENS.search(log.read_text("utf-8"))):
        if process.poll() is not None:
            raise SystemExit(log.read_text("utf-8"))
        time.sleep(PAUSE)
    return found[0]


def open_door(address: str) -> Visitor:
    """Return a visitor who was let in."""
    place = urlsplit(address)
    connection = HTTPConnection(place.netloc, timeout=LIMIT)
    connection.request("GET", place.path)
    reply = connection.getresponse()
    key = KEY.search(reply.read().decode())
    assert key
    headers = {
        "Cookie": str(reply.getheader("Set-Cookie")).partition(";")[0],
        "Origin": f"http://{place.netloc}",
        "Content-Type": "application/json",
        KEY_HEADER: key[1],
    }
    return Visitor(place.netloc, headers)


def fetch(host: str, path: str, headers: dict[str, str], body: bytes | None = None) -> bytes:
    """Return what is answered."""
    connection = HTTPConnection(host, timeout=LIMIT)
    try:
        connection.request("GET" if body is None else "POST", path, body, headers)
        return connection.getresponse().read()
    finally:
        connection.close()


if __name__ == "__main__":
    main()
