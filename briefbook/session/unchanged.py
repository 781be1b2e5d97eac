"""Nothing changed: what a run must find again to know that, and what it says then.

Nothing is loaded but the stamp of the state, and nothing looked at but names and stats: of
the workspace, of the theme, and of the folders that were published.
"""

import marshal
import time
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from briefbook.disk.files import FileStat
from briefbook.publish.records import decode_left, is_as_left
from briefbook.session.choices import Choices
from briefbook.session.state import Stamp, describe_program, place_of, read_stamp
from briefbook.workspace.scan import FolderStats, look_around, look_elsewhere

LOWEST = "lowest"
"""The file that names the edition which is built where none is named."""

TICK = 100_000_000
"""Nanoseconds within which a file may change twice and bear one time."""

EVER = "9999-12-31"

EVERY_TIME_THE_SAME = 2
"""The format of marshal that writes equal values alike, whichever of them are one object."""


class RepeatableRun(NamedTuple):
    """A run that can be repeated by saying the same: its circumstances, and what was said.

    It holds from the day ``since`` until the day before ``until``. Stats are there as their
    digests.
    """

    choices: str
    since: str
    until: str
    static: str
    files: bytes
    elsewhere: bytes
    named: tuple[str, ...]
    trouble: str
    output: str
    report: str
    pages: int


class FirstLook(NamedTuple):
    """What a first look gave: the run that can be repeated, or what lay around.

    ``moment`` is when the look began, in nanoseconds since 1970.
    """

    moment: int
    quiet: RepeatableRun | None = None
    around: FolderStats | None = None


def find_quiet(root: Path, state: Path, choices: Choices) -> FirstLook:
    """Return the last run if it would say and do the same again, else what was seen."""
    name = name_edition(state, choices)
    place = place_of(state, name, choices.drafts, choices.as_of)
    stamp = read_stamp(place, describe_program(root))
    moment, quiet = time.time_ns(), RepeatableRun(**stamp.quiet) if stamp.quiet else None
    if quiet is None or not is_asked_again(quiet, choices):
        return FirstLook(moment)
    around = look_around(root, quiet.static)
    if is_same_workspace(root, quiet, around) and is_same_output(quiet, stamp):
        return FirstLook(moment, quiet)
    return FirstLook(moment, None, around)


def name_edition(state: Path, choices: Choices) -> str:
    """Return the name of the edition that would be built, as far as is known."""
    try:
        return choices.edition or (state / LOWEST).read_text("utf-8")
    except (OSError, ValueError):
        return ""


def is_asked_again(quiet: RepeatableRun, choices: Choices) -> bool:
    """Tell whether the same was asked for in that run, on a day that makes no difference."""
    is_same_day = quiet.since <= choices.today < quiet.until
    return is_same_day and quiet.choices == describe_choices(choices)


def is_same_workspace(root: Path, quiet: RepeatableRun, around: FolderStats) -> bool:
    """Tell whether the files of the workspace and of the theme are the same."""
    return (
        repr(around.problems) == quiet.trouble
        and digest_stats(around.files) == quiet.files
        and digest_stats(look_elsewhere(root, quiet.named)) == quiet.elsewhere
    )


def digest_stats(stats: Mapping[str, FileStat]) -> bytes:
    """Return what tells paths with their stats from others: sooner read than all of them."""
    plain = [*stats, *map(tuple, stats.values())]
    return blake2b(marshal.dumps(plain, EVERY_TIME_THE_SAME), digest_size=16).digest()


def is_same_output(quiet: RepeatableRun, stamp: Stamp) -> bool:
    """Tell whether the output folder is as we left it, by a look at its folders."""
    left, _ = stamp.recorded.get(quiet.output, (b"", b""))
    return is_as_left(Path(quiet.output), decode_left(left))


def describe_choices(choices: Choices) -> str:
    """Return the choices that have a say in what is published; the day has its own."""
    return repr(choices._replace(today="", jobs=""))


def note_quiet(
    choices: Choices,
    around: FolderStats,
    named: tuple[str, ...],
    elsewhere: Mapping[str, FileStat],
    said: dict[str, Any],
) -> dict[str, Any]:
    """Return a run as it is kept in the stamp."""
    return {
        "choices": describe_choices(choices),
        "files": digest_stats(around.files),
        "elsewhere": digest_stats(elsewhere),
        "named": named,
        "trouble": repr(around.problems),
        **said,
    }


def is_settled(stats: Iterable[FileStat], now_ns: int) -> bool:
    """Tell whether no file changed so lately that another change could hide behind its time."""
    return all(0 <= stat.ctime_ns < now_ns - TICK for stat in stats)


def find_span(days: list[str], today: str) -> tuple[str, str]:
    """Return from which day until before which other the embargoes give the same as today."""
    since = max((day for day in days if day <= today), default="")
    return since, min((day for day in days if day > today), default=EVER)
