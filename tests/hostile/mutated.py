"""A book with one file damaged: ``python -m tests.hostile.mutated [TIMES] [--papers]``.

Each file is damaged in one to four places: bytes are cut, and pieces of YAML, Markdown, markup,
or chance put there; now and then a piece is repeated thousands of times. The sample is checked
as it would be after each save, and what is found is printed as for a user. With ``--papers`` a
small book is built instead, with every handout in every format.
"""

import argparse
import os
import resource
import sys
import traceback
from collections import Counter
from collections.abc import Mapping
from functools import cache
from random import Random
from typing import NamedTuple

from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build import pipeline
from briefbook.build.config import read_config
from briefbook.report.report import report_text
from briefbook.syntax.text import decode_loosely
from tests.hostile.payloads import ELEMENTS, LINKS
from tests.oracle.world import PICTURES
from tests.reading.test_picture import make_png
from tests.test_bad_input import SHAPES, TOKENS, mutate, read_sample
from tests.workspaces import FIXTURES, make_inputs, read_folder

SECONDS, MEGABYTES = 2, 200
"""What a damaged file may take at most, more than the same book takes undamaged."""

PIECES = (*TOKENS, *(f" {one} ".encode() for one in (*SHAPES, *ELEMENTS, *LINKS)))
SEED = 6
PAPERS = b"""title: Papers
editions: [public, team]
handouts:
  read-ahead: [html, pdf, docx]
  two-pager: [html, pdf, docx]
  briefing-paper: [html, pdf, docx]
  position-sheet: [html, pdf, docx]
  actor-note: [html, pdf, docx]
thresholds: {paper: 0}
"""


class Cost(NamedTuple):
    """What a check took: seconds of the processor, megabytes more than any before it."""

    seconds: float
    megabytes: float
    name: str


def damage(data: bytes, random: Random) -> bytes:
    """Return bytes damaged in some places."""
    places = [(random.randrange(20_000), random.randrange(12), pick(random)) for _ in range(4)]
    return mutate(data, places[: random.randint(1, 4)])


def pick(random: Random) -> bytes:
    """Return what is put into a file at one place."""
    piece = random.choice([random.choice(PIECES), random.randbytes(random.randint(1, 6))])
    return piece * random.choice([1] * 40 + [50, 5_000, 100_000])


@cache
def read_book(*, papers: bool) -> Mapping[str, bytes]:
    """Return the files that are damaged, one at a time."""
    if not papers:
        return read_sample()
    pictures = dict.fromkeys(PICTURES, make_png(30, 20))
    return {**read_folder(FIXTURES / "oracle"), **pictures, "config.yaml": PAPERS}


def examine(memory: pipeline.Site, files: Mapping[str, bytes], *, papers: bool) -> None:
    """Check a book, or build it with its papers, and print what is found."""
    config, problems = read_config(files["config.yaml"])
    if config is not None:
        problems = build(memory, files) if papers else check(memory, files)
    texts = {name: decode_loosely(text) for name, text in files.items()}
    assert all(found.code in CODES for found in problems)
    assert report_text(problems, texts.get, colour=False) or not problems


def check(memory: pipeline.Site, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what is found in a book."""
    return pipeline.check(memory, make_inputs(files)._replace(templates={}))


def build(memory: pipeline.Site, files: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return what is found in a book that is built with all that is printed."""
    built = pipeline.build(memory, make_inputs(files))
    if built.complete:
        pipeline.commit_build(memory)
    return built.problems


def measure(memory: pipeline.Site, path: str, data: bytes, *, papers: bool) -> Cost:
    """Return what it takes to check or build a book with one file replaced."""
    before, started = peak(), work()
    examine(memory, {**read_book(papers=papers), path: data}, papers=papers)
    return Cost(work() - started, peak() - before, path)


def work() -> float:
    """Return the processor seconds of this process and of those that it started."""
    return sum(os.times()[:4])


def peak() -> float:
    """Return the most memory, in megabytes, that this process had, and one that it started."""
    of = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(resource.getrusage(who).ru_maxrss for who in of) / 1024


def main(times: int, *, papers: bool) -> int:
    """Print what became of so many damaged files; return 1 if any bound was broken."""
    random, memory, failed = Random(SEED), pipeline.Site(), Counter[str]()
    book = read_book(papers=papers)
    sound = measure(memory, "config.yaml", book["config.yaml"], papers=papers).seconds
    print(f"undamaged {sound:.2f} s")  # noqa: T201
    costs = []
    for number in range(times):
        path = random.choice(sorted(book))
        data = damage(book[path], random)
        try:
            costs.append(measure(memory, path, data, papers=papers))
        except Exception:  # noqa: BLE001 (counting these is what it is for)
            failed[traceback.format_exc()] += 1
            memory = pipeline.Site()
        if costs and number % 1_000 == 999:
            print(f"{number + 1:,}: {tell(costs)}", flush=True)  # noqa: T201
    print(f"{times:,} files: {failed.total()} tracebacks; {tell(costs)}", *failed, sep="\n")  # noqa: T201
    return int(bool(failed) or max(costs)[0] > SECONDS + sound or largest(costs) > MEGABYTES)


def largest(costs: list[Cost]) -> float:
    return max(cost.megabytes for cost in costs)


def tell(costs: list[Cost]) -> str:
    slowest = max(costs)
    return f"slowest {slowest.seconds:.2f} s ({slowest.name}), largest {largest(costs):.0f} MB"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("times", nargs="?", type=int, default=10_000)
    parser.add_argument("--papers", action="store_true", help="build a book with its papers")
    given = parser.parse_args()
    sys.exit(main(given.times, papers=given.papers))
