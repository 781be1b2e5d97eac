"""Look for the seeds with which faults are caught soon: ``python -m tests.oracle.seeds``.

With any seed the oracle catches every fault in the end; with these the suite need not wait.
They grow stale as the edits and the world of the oracle change: then print the table anew, for
all faults or for those that are named.
"""

import sys
from collections.abc import Sequence

from tests.oracle.faults import FAULTS, Fault
from tests.oracle.test_faults import MOST, hunt

TRIED = 10
SOON = 3
"""Sequences after which nobody looks for a better seed."""


def find_seed(fault: Fault) -> tuple[int, int]:
    """Return the seed with which a fault is caught soonest, and in which sequence that is."""
    best, soonest = 0, MOST + 1
    for start in range(TRIED):
        if soonest <= SOON:
            break
        # As many are tried as in the suite: what Hypothesis draws depends on it.
        found = hunt(fault, FAULTS[fault], start)
        best, soonest = (start, found) if 0 < found < soonest else (best, soonest)
    return best, soonest


def main(names: Sequence[str]) -> None:
    """Print the rows of ``SEEDS`` for the faults with these names, for all without any."""
    for fault in FAULTS:
        if not names or fault.__name__ in names:
            best, soonest = find_seed(fault)
            if best:
                sys.stdout.write(f"    {fault.__name__}: {best},  # in sequence {soonest}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
