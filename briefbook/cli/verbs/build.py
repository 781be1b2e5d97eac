"""``build``: makes the site of one edition, or says what keeps it from being made."""

import argparse
import time

from briefbook.cli.options import (
    add_edition,
    add_publishing,
    add_workspace,
    forget_state,
    open_workspace,
    read_choices,
)
from briefbook.cli.telling import tell, tell_report
from briefbook.publish.lock import hold_lock
from briefbook.session.state import FirstLook, RepeatableRun, find_unchanged

DONE = 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, verbose="list every page that was made")
    add_edition(parser)
    add_publishing(parser)
    parser.add_argument(
        "--verify",
        action="store_true",
        help="prove that the result equals that of a clean build, byte for byte",
    )
    parser.add_argument(
        "--watch", action="store_true", help="build again whenever a file changes"
    )
    parser.add_argument(
        "--poll", action="store_true", help="with --watch: look, where the system tells nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Build, publish, and say what was done."""
    started = time.perf_counter()
    workspace, choices = open_workspace(options), read_choices(options)
    if options.clean:
        with hold_lock(workspace.root):
            forget_state(workspace)
    if options.watch:
        from briefbook.cli.following import watch_and_build

        return watch_and_build(options, workspace, choices)
    if options.verify:
        look = FirstLook(time.time_ns())
    else:
        with hold_lock(workspace.root):  # nobody else may be at work meanwhile
            look = find_unchanged(workspace.root, workspace.state, choices)
    if look.run:
        return _say_again(options, look.run, started)
    from briefbook.cli.building import build_and_publish

    return build_and_publish(options, workspace, choices, started, look)


def _say_again(options: argparse.Namespace, run: RepeatableRun, started: float) -> int:
    """Say what the last run said; it did nothing that would have to be done now."""
    tell_report(run.report)
    seconds = time.perf_counter() - started
    tell(
        options,
        f"{run.output}: read 0, made 0, reused {run.pages}, removed 0 in {seconds:.2f} s",
    )
    return 0
