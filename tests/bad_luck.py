"""Every change of the disk, in every verb, made to fail in turn: ``python -m tests.bad_luck``.

A verb is run again and again on two versions of a small book, each time with a disk that
refuses the next of its changes (``tests.refusals``). Then:

- it ends with 0 and has done its work (what failed was a cache, or came after it), or with 3
  and says why, and what it guards is as it was, byte for byte;
- files of others are as they were;
- the next run, on a good disk, leaves just what a clean one makes.

One table tells how many changes were made to fail, and how often any of this was not so.
"""

import argparse
import os
import re
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout
from functools import cache
from io import StringIO
from itertools import count, takewhile
from pathlib import Path
from typing import NamedTuple
from unittest.mock import patch

from briefbook.base.problems import Problem
from briefbook.cli import main as cli
from briefbook.disk.cache import PLACE
from briefbook.render.rendering import Compiled, compile_templates, generate_code
from briefbook.session import session
from tests.books import SHORT, Files, write_book
from tests.disks import Snapshot, snapshot
from tests.refusals import LUCKS, SQLITE, Luck, watching

TODAY = "2023-11-03"
FOREIGN = {"CNAME": "example.org", "own/notes.txt": "notes"}
KEPT = {path: text.encode() for path, text in FOREIGN.items()}
FAULTS = ("wrong code", "nothing said", "half done", "foreign lost", "not mended")
OWN = re.compile(r"\.briefbook-|(.*/)?\.[^/]+\.old$")
"""What a run may leave for the next one to clear away; nobody is shown it."""

INDEX = re.compile(r"pagefind($|/)")

QUOTE = "quotes: {talk: {speaker: ann, exact: %s, stance: {contact: engage}}}\n"


def write_article(words: str) -> str:
    """Return an article."""
    return f"---\ndate: 2023-09-01\n---\n{words}\n"


def make_version(name: str, others: Files, exact: str = "We will talk") -> Files:
    """Return a version of the book: one actor has another name, and pages come and go."""
    return write_book(
        "“We will talk”, said Ann Lee. Nobody was tired.\n",
        QUOTE % exact,
        f"handouts: {{actor-note: [html]}}\n{SHORT}",
        others,
        actors=f"{{ann: Ann Lee, bo: {name}}}",
        issues="contact: {name: Contact, scale: [engage, wait]}",
    )


def make_reply(exact: str) -> Files:
    """Return another article, with a quote."""
    article = write_article("“We will talk”, said Ann Lee again.")
    return {"briefings/reply.md": article, "briefings/reply.yaml": QUOTE % exact}


VERSIONS = (
    make_version("Bo Kim", {"briefings/visit.md": write_article("Ann Lee came.")}),
    make_version("Bo Lim", {"briefings/spring/reply.md": write_article("A reply.")}),
)
LOST = tuple(make_version("Bo Kim", {}, words) for words in ("We will tolk", "We will talkk"))
LOCKED = tuple(
    make_version("Bo Kim", make_reply(words), words) for words in ("We will", "will talk")
)
SEARCHED = tuple(
    {**version, "config.yaml": f"{version['config.yaml']!s}search: pagefind\n"}
    for version in VERSIONS
)


class Deed(NamedTuple):
    """A verb that is run on versions of a book in turn, and the folder that it guards.

    ``forgets`` are folders that are removed before each run, ``before`` is a verb that is run
    first. ``lasting`` tells that the work done may stay where a run fails after it, since that
    is what the verb is for; so may a new site ``beside`` whose index cannot be kept.
    """

    name: str
    arguments: tuple[str, ...]
    guarded: str
    versions: Sequence[Files] = VERSIONS
    forgets: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    lasting: bool = False
    beside: re.Pattern[str] = OWN


BUILD = ("build", "--adopt", "-j", "1", "--today", TODAY)
HANDOUT = ("handout", "actor-note", "bo", "--format", "html,docx", "--today", TODAY)
DEEDS = {
    deed.name: deed
    for deed in (
        Deed("first build", BUILD, "site", forgets=("site", ".briefbook")),
        Deed("build after an edit", BUILD, "site"),
        Deed("build --clean", (*BUILD, "--clean"), "site"),
        Deed("build with full text", BUILD, "site", SEARCHED, beside=INDEX),
        Deed("handout", (*HANDOUT, "-o", "{root}/out"), "out"),
        Deed("accept", ("accept", "talks#talk"), "briefings", LOST),
        Deed("rename", ("rename", "talks", "meeting"), "briefings"),
        Deed("fmt", ("fmt",), "briefings"),
        Deed("quote", ("quote", "talks", "We will", "--write"), "briefings"),
        Deed("lock", ("lock", "--all", "--today", TODAY), "briefings", LOCKED),
        Deed("check", ("check", "--today", TODAY), "site", forgets=(".briefbook",)),
        Deed("clean", ("clean",), "site", before=BUILD, lasting=True),
    )
}


class Ended(NamedTuple):
    """How a run ended: its exit code, and what it said of errors."""

    code: int
    said: str


class Point(NamedTuple):
    """One change that was refused, and what came of it: ``struck`` is its kind, "" for none."""

    luck: str
    number: int
    struck: str
    wrong: tuple[str, ...]
    ended: Ended


class Trial(NamedTuple):
    """A deed in its folder, and what is in the guarded folder after each version, done well."""

    deed: Deed
    root: Path
    clean: tuple[Snapshot, ...]


# One run


def set_up(deed: Deed, root: Path, version: int) -> None:
    """Make the workspace that of a version, and put the files of others in their places."""
    for folder in deed.forgets:
        shutil.rmtree(root / folder, ignore_errors=True)
    if not deed.forgets:
        run(deed.before, root) if deed.before else None
    shutil.rmtree(root / "briefings", ignore_errors=True)
    for path, text in {**deed.versions[version], **find_foreign(deed)}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(str(text), "utf-8")


def find_foreign(deed: Deed) -> dict[str, str]:
    """Return the files of others in the guarded folder; among sources all are others'."""
    guarded = deed.guarded if deed.guarded != "briefings" else "beside"
    return {f"{guarded}/{path}": text for path, text in FOREIGN.items()}


def run(arguments: Sequence[str], root: Path) -> Ended:
    """Run a verb in this process, its cache on the same disk as its state."""
    given = [argument.format(root=root) for argument in arguments]
    out, err = StringIO(), StringIO()
    cache = patch.dict(os.environ, {PLACE: str(root / ".briefbook" / "cache")})
    with cache, redirect_stdout(out), redirect_stderr(err):
        code = cli.main([*given, "-q", "-C", str(root)])
    return Ended(code, err.getvalue())


@contextmanager
def light() -> Iterator[None]:
    """Spare builds what takes seconds; all that is written is written as ever.

    What is spilled to the disk is spilled at once, and the fonts are two small files.
    """
    with ExitStack() as stack:
        for place, stand_in in STAND_INS.items():
            stack.enter_context(patch(place, stand_in))
        stack.enter_context(patch.object(session.Spool.__init__, "__defaults__", (64,)))
        yield


def write_index(site: Path, output: Path) -> tuple[Problem, ...]:  # noqa: ARG001 (as the real one)
    """Write what stands for an index of full text."""
    output.mkdir()
    (output / "pagefind.js").write_bytes(b"index")
    return ()


@cache
def compile_once(templates: tuple[tuple[str, str], ...]) -> Compiled:
    """Return templates compiled: that takes longer than all else of a build."""
    sources = dict(templates)
    return compile_templates(sources, generate_code(sources))


STAND_INS = {
    "briefbook.fonts.cut_fonts": lambda _: {"fonts/a.woff2": b"a", "fonts/OFL.txt": b"b"},
    "briefbook.fonts.own_fonts.list_letters": lambda _: ((32, 126),),
    "briefbook.workspace.theme_code._compile": lambda found: compile_once((*found.items(),)),
    "briefbook.search_index.find_pagefind": lambda: ["pagefind"],
    "briefbook.search_index.run_pagefind": write_index,
}


# What came of it


def judge(
    trial: Trial, version: int, before: Snapshot, ended: Ended, luck: Luck
) -> Iterator[str]:
    """Yield what is wrong after a run that met bad luck."""
    after = snapshot_of(trial)
    if ended.code not in (0, 3):
        yield "wrong code"
    if ended.code and not is_explained(ended, luck):
        yield "nothing said"
    if luck.vanishing:
        return
    if not is_whole(trial, version, before, after, ended.code):
        yield "half done"
    if trial.deed.guarded != "briefings" and not KEPT.items() <= after.items():
        yield "foreign lost"


def is_explained(ended: Ended, luck: Luck) -> bool:
    """Tell whether a run said why it failed, in one line."""
    words = (os.strerror(luck.code), SQLITE.get(luck.code, "")) if luck.code else ("briefbook",)
    return any(word in ended.said for word in words if word) and "Traceback" not in ended.said


def is_whole(trial: Trial, version: int, before: Snapshot, after: Snapshot, code: int) -> bool:
    """Tell whether a folder is as it was, or as it should be, as the exit code says."""
    clean, beside = trial.clean[version], trial.deed.beside
    if code == 0:
        return find_files(leave_out(after, OWN)) == find_files(leave_out(clean, OWN))
    told = leave_out(leave_out(after, OWN), beside) == leave_out(leave_out(clean, OWN), beside)
    return after == before or (told and (trial.deed.lasting or beside != OWN))


def find_files(found: Snapshot) -> Snapshot:
    """Return the files in a folder; folders left empty are removed by the next run."""
    return {path: data for path, data in found.items() if data is not None}


def leave_out(found: Snapshot, names: re.Pattern[str]) -> Snapshot:
    """Return what is in a folder besides some names."""
    return {path: data for path, data in found.items() if not names.match(path)}


def snapshot_of(trial: Trial) -> Snapshot:
    """Return what is in the guarded folder."""
    return snapshot(trial.root / trial.deed.guarded)


# All of it


def start(deed: Deed, folder: Path) -> Trial:
    """Do the deed well on each version, in a folder of its own, and then for the first time."""
    clean = tuple(do_well(deed, folder / f"clean-{n}", n) for n in range(len(deed.versions)))
    trial = Trial(deed, folder / "book", clean)
    set_up(deed, trial.root, 0)
    assert run(deed.arguments, trial.root).code == 0
    return trial


def do_well(deed: Deed, root: Path, version: int) -> Snapshot:
    """Return what is in the guarded folder after the deed was done where nothing was before."""
    set_up(deed, root, version)
    ended = run(deed.arguments, root)
    assert ended.code == 0, ended
    return snapshot(root / deed.guarded)


def try_luck(trial: Trial, version: int, index: int, luck: Luck) -> Point:
    """Do the deed with a disk that refuses its change ``index``, then on a good disk."""
    set_up(trial.deed, trial.root, version)
    before = snapshot_of(trial)
    with watching(trial.root, index, luck) as watch:
        ended = run(trial.deed.arguments, trial.root)
    wrong = tuple(judge(trial, version, before, ended, luck)) if watch.struck else ()
    set_up(trial.deed, trial.root, version)
    mended = run(trial.deed.arguments, trial.root).code == 0
    if not (mended and snapshot_of(trial) == trial.clean[version]):
        wrong = (*wrong, "not mended")
    return Point(luck.name, index, watch.struck, wrong, ended)


def try_deed(deed: Deed, lucks: Sequence[Luck], step: int = 1) -> Iterator[Point]:
    """Yield what came of every ``step``-th change, until there is none left to be refused."""
    with tempfile.TemporaryDirectory() as folder, light():
        trial = start(deed, Path(folder).resolve())
        for luck in lucks:
            points = (
                try_luck(trial, number % 2, 1 + number * step, luck) for number in count()
            )
            yield from takewhile(lambda point: point.struck, points)


def say(*cells: object) -> None:
    """Print a line of the table."""
    sys.stdout.write("".join(f"{cell!s:>20}" for cell in cells) + "\n")
    sys.stdout.flush()


def tell(deed: Deed, luck: Luck, points: Sequence[Point]) -> int:
    """Print a line of the table, and what was wrong where; return how much that was."""
    mine = [point for point in points if point.luck == luck.name]
    found = Counter(wrong for point in mine for wrong in point.wrong)
    say(deed.name, luck.name, len(mine), *(found[fault] for fault in FAULTS))
    sys.stderr.writelines(f"{point}\n" for point in mine if point.wrong)
    return sum(found.values())


def main() -> int:
    """Try everything, print the table, and tell whether all was well."""
    parser = argparse.ArgumentParser(description="Let every change of the disk fail in turn.")
    parser.add_argument("--deed", choices=DEEDS, help="one of them (default: all)")
    parser.add_argument("--step", type=int, default=1, help="every so many changes alone")
    options = parser.parse_args()
    say("", "", "points", *FAULTS)
    bad = 0
    for name in [options.deed] if options.deed else DEEDS:
        points = list(try_deed(DEEDS[name], LUCKS, options.step))
        bad += sum(tell(DEEDS[name], luck, points) for luck in LUCKS)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
