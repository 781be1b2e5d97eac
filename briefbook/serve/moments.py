"""Moments as browsers know them: the run of the server, and a number within it."""

import re

_MOMENT = re.compile(r"([0-9a-f]+)\.([0-9]{1,18})")


def write_moment(run: str, number: int) -> str:
    """Return a moment of a run as text."""
    return f"{run}.{number}"


def read_moment(text: str, run: str) -> int | None:
    """Return the number of a moment of this run, or None if it is of another."""
    found = _MOMENT.fullmatch(text)
    return int(found[2]) if found and found[1] == run else None
