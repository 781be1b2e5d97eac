"""The sample with one file damaged: ``python -m tests.hostile.mutated [TIMES]``.

Each file is damaged in one to four places: bytes are cut, and pieces of YAML, Markdown, markup,
or chance put there; now and then a piece is repeated thousands of times. The book is checked as
it would be after each save, and what is found is printed as for a user.
"""

import resource
import sys
import time
import traceback
from collections import Counter
from random import Random
from typing import NamedTuple

from briefbook import site
from briefbook.codes import CODES
from briefbook.config import read_config
from briefbook.reading.text import decode_loosely
from briefbook.report import report_text
from tests.hostile.payloads import ELEMENTS, LINKS
from tests.test_bad_input import SHAPES, TOKENS, mutate, read_sample
from tests.workspaces import make_inputs

SECONDS, MEGABYTES = 2, 200
"""What a damaged file may take at most."""

PIECES = (*TOKENS, *(f" {one} ".encode() for one in (*SHAPES, *ELEMENTS, *LINKS)))
SEED = 6


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


def examine(memory: site.Site, path: str, data: bytes) -> None:
    """Check the sample with one file replaced, and print what is found."""
    files = {**read_sample(), path: data}
    config, problems = read_config(files["config.yaml"])
    if config is not None:
        problems = site.check(memory, make_inputs(files)._replace(templates={}))
    texts = {name: decode_loosely(text) for name, text in files.items()}
    assert all(found.code in CODES for found in problems)
    assert report_text(problems, texts.get, colour=False) or not problems


def measure(memory: site.Site, path: str, data: bytes) -> Cost:
    """Return what it takes to check the sample with one file replaced."""
    before, started = peak(), time.process_time()
    examine(memory, path, data)
    return Cost(time.process_time() - started, peak() - before, path)


def peak() -> float:
    """Return the most memory that this process has had, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(times: int) -> int:
    """Print what became of so many damaged files; return 1 if any bound was broken."""
    random, memory, failed = Random(SEED), site.Site(), Counter[str]()
    examine(memory, "config.yaml", read_sample()["config.yaml"])
    costs = []
    for number in range(times):
        path = random.choice(sorted(read_sample()))
        data = damage(read_sample()[path], random)
        try:
            costs.append(measure(memory, path, data))
        except Exception:  # noqa: BLE001 (counting these is what it is for)
            failed[traceback.format_exc()] += 1
            memory = site.Site()
        if costs and number % 1_000 == 999:
            print(f"{number + 1:,}: {tell(costs)}", flush=True)  # noqa: T201
    print(f"{times:,} files: {failed.total()} tracebacks; {tell(costs)}", *failed, sep="\n")  # noqa: T201
    return int(bool(failed) or max(costs)[0] > SECONDS or largest(costs) > MEGABYTES)


def largest(costs: list[Cost]) -> float:
    return max(cost.megabytes for cost in costs)


def tell(costs: list[Cost]) -> str:
    slowest = max(costs)
    return f"slowest {slowest.seconds:.2f} s ({slowest.name}), largest {largest(costs):.0f} MB"


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
