"""A build as the command line does it: once, with a report and a summary.

The index of full text is made of what was published, and then published itself.
"""

import argparse
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from briefbook.base.addresses import Address
from briefbook.base.problems import Problem
from briefbook.build.stages.note_ages import list_turns
from briefbook.cli.options import Workspace
from briefbook.cli.progress import show_progress
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.disk.files import hash_file
from briefbook.publish.publish import PublishResult
from briefbook.search_index import (
    digest_texts,
    find_trouble,
    is_wanted,
    make_index,
    read_index,
)
from briefbook.session.choices import Choices
from briefbook.session.session import Attempt, Ready, Session, open_session
from briefbook.session.state import LOWEST, FirstLook, describe_run, find_span
from briefbook.session.workers import REMOTE, Forks, LateExecutor, Workers
from briefbook.workspace.load import is_settled

DONE, CONTENT, USAGE, OURS = 0, 1, 2, 70
SHOWN = 20


def build_and_publish(
    options: argparse.Namespace,
    workspace: Workspace,
    choices: Choices,
    started: float,
    look: FirstLook,
) -> int:
    """Build the site and publish it if nothing stands in the way; ``look`` came before."""
    with (
        open_session(workspace.root, workspace.state, choices) as session,
        closing(show_progress(not options.quiet, started)) as progress,
    ):
        session.tell = progress.tell
        attempt = hold_without_index(session.build(look.around))
        progress.close()
        report = write_report(workspace.root, attempt.problems)
        tell_report(report)
        ready = attempt.ready
        if ready is None:
            return CONTENT if attempt.output else USAGE
        progress.tell("publish", 0, len(ready.built.counts.rendered))
        published, faults = publish_with_index(session, ready, thorough=options.verify)
        progress.close()
        for address in ready.built.counts.rendered if options.verbose else ():
            tell(options, f"  {address}")
        done = summarise(ready, published, time.perf_counter() - started)
        tell(options, f"{done}{say_workers(choices.jobs, session.workers)}")
        if faults:
            tell_report(write_report(workspace.root, faults))
            return CONTENT
        session.last_run = _note_session(session, attempt, ready, report, look.moment)
        return _verify(options, session, ready) if options.verify else DONE


def _note_session(
    session: Session, attempt: Attempt, ready: Ready, report: str, looked: int
) -> dict[str, object]:
    """Return what a next run must find again to have nothing to do, {} if it cannot be told."""
    if session.memory is None:
        return {}
    around, elsewhere = attempt.snapshot.around, attempt.read_elsewhere()
    if not is_settled((*around.files.values(), *elsewhere.values()), looked):
        return {}
    edition = ready.inputs.edition
    store = session.memory.ledger.store
    turns = list_turns(store, ready.inputs.config).values()
    days = sorted({*store.keys("publish-day"), *turns})
    since, until = find_span(days, edition.today)
    counts = ready.built.counts
    with suppress(OSError):
        (session.state / LOWEST).write_text(edition.levels[0], "utf-8")
    said = {
        "since": since,
        "until": until,
        "static": ready.inputs.config.static,
        "output": str(ready.output),
        "report": report,
        "pages": counts.reused + len(counts.rendered),
    }
    named = tuple(sorted(attempt.snapshot.named))
    return describe_run(session.choices, around, named, elsewhere, said)


def summarise(ready: Ready, published: PublishResult, seconds: float) -> str:
    """Return what was done in one line."""
    counts = ready.built.counts
    return (
        f"{ready.output}: read {len(counts.read)}, made {len(counts.rendered)}, "
        f"reused {counts.reused}, removed {len(published.removed)} in {seconds:.2f} s"
    )


def say_workers(jobs: str, workers: Workers) -> str:
    """Return who worked, where somebody was asked to: and why nobody else did, if so."""
    if jobs == "0":
        return ""
    if any(isinstance(one, Forks | LateExecutor) and one.made for one in workers):
        return f", by {jobs}" if REMOTE in jobs else f", in {jobs} processes"
    return ", in one process" + (": there was too little for more" if jobs != "1" else "")


def _verify(options: argparse.Namespace, session: Session, ready: Ready) -> int:
    """Build anew with nothing remembered, and compare with what lies in the output folder."""
    with TemporaryDirectory(dir=session.state) as folder:
        clean = Session(session.root, Path(folder), session.choices)
        try:
            anew = clean.build().ready
        finally:
            clean.end()
    # Where the sources are broken by now, nothing is wanted.
    wanted = anew.built.wanted if anew else {}
    wrong = sorted(set(_find_differences(ready.output, ready.built.wanted, wanted)))
    if not wrong:
        tell(options, f"verified: all {len(wanted):,} files are those of a clean build")
        return DONE
    tell_report("\n".join(wrong[:SHOWN]))
    tell_report(
        f"{len(wrong):,} files differ from a clean build: a fault of ours; please report it"
    )
    return OURS


def _find_differences(
    output: Path, ours: Mapping[Address, str], clean: Mapping[Address, str]
) -> Iterator[str]:
    for address, _ in ours.items() ^ clean.items():
        yield f"{address}: a clean build makes it otherwise"
    for address, hashed in clean.items():
        if hash_file(f"{output}/{address}") != hashed:
            yield f"{address}: another file lies there"


def hold_without_index(attempt: Attempt) -> Attempt:
    """Return a build, without what is ready if it needs full text that nobody can make."""
    if attempt.ready is None or not (found := find_trouble(attempt.ready.inputs.config)):
        return attempt
    return attempt._replace(problems=(*attempt.problems, *found), ready=None)


def publish_with_index(
    session: Session, ready: Ready, thorough: bool = False
) -> tuple[PublishResult, tuple[Problem, ...]]:
    """Publish a site, and the index of full text behind it; return what went wrong with that.

    What came of it is told of the site alone.
    """
    published = session.publish(ready, thorough)
    assert session.place
    kept, wanted = session.place.full_text, ready.built.wanted
    if not is_wanted(ready.inputs.config) or read_index(kept).texts == digest_texts(wanted):
        return published, ()
    found = make_index(ready.output, kept, wanted)
    if not found:
        session.publish(ready)
    return published, found
