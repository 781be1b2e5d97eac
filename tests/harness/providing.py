"""Installs the programs that tests need: ``python -m tests.harness.providing [PROGRAM …]``.

Where that cannot be done, it says so and ends well: the tests that need them are skipped.
"""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from tests.harness.programs import PROGRAMS, find_program

PROVIDE = Path(__file__).with_name("provide")


def list_lacking(names: Iterable[str]) -> list[str]:
    """Return the Debian packages of those programs that are not here."""
    lacking = (PROGRAMS[name].package for name in names if find_program(name) is None)
    return sorted(filter(None, lacking))


def main(names: list[str]) -> None:
    """Install what is lacking of some programs, or of all."""
    if lacking := list_lacking(names or PROGRAMS):
        subprocess.run([PROVIDE, *lacking], check=False)


if __name__ == "__main__":
    main(sys.argv[1:])
