"""Every payload in every field: ``python -m tests.hostile.sweep [BUILDS]``.

Each build puts some dozens of payloads into each field, others into the next; all builds
together put all of them into all fields.
"""

import sys
import time
from collections.abc import Callable
from zlib import crc32

from tests.hostile.inspecting import find_faults, shape_of
from tests.hostile.payloads import PAYLOADS
from tests.hostile.spreading import BOOK, STANDS, Way, build, spread


def choose_payloads(first: int, count: int) -> Callable[[Way], str]:
    """Return what chooses ``count`` payloads for a place, from another one for each place."""

    def choose(way: Way) -> str:
        start = crc32(repr(way).encode()) + first
        return " ".join(PAYLOADS[(start + at) % len(PAYLOADS)] for at in range(count))

    return choose


def main(builds: int) -> int:
    """Print what was tried and what was found; return 1 if anything was."""
    shape = shape_of(build(BOOK.files).files)
    each = -(-len(PAYLOADS) // builds)
    found: list[str] = []
    started, places, files = time.monotonic(), 0, 0
    for number in range(builds):
        stand = [*STANDS][number % len(STANDS)]
        hostile = spread(choose_payloads(number * each, each), stand)
        found += find_faults(hostile.built.files, shape)
        places, files = places + len(hostile.taken), files + len(hostile.built.files)
        print(f"build {number + 1} of {builds}: {len(found)} active", flush=True)  # noqa: T201
    seconds = time.monotonic() - started
    tried = f"{len(PAYLOADS)} payloads, {each} in each of {places:,} places, {files:,} files"
    print(f"{tried}: {len(found)} active, {seconds:.0f} s", *found[:20], sep="\n")  # noqa: T201
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 120))
