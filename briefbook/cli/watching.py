"""``build --watch``: the site is published again whenever a file changes."""

import argparse
import time

from briefbook.cli.building import summarise
from briefbook.cli.following import follow_changes
from briefbook.cli.indexing import hold_without_index, publish_with_index
from briefbook.cli.options import (
    Workspace,
)
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.session.choices import Choices
from briefbook.session.session import Attempt, open_session

DONE = 0


def watch_and_build(options: argparse.Namespace, workspace: Workspace, choices: Choices) -> int:
    """Build and publish now and after every change, until stopped."""
    with open_session(workspace.root, workspace.state, choices) as session:

        def publish(attempt: Attempt) -> None:
            started, attempt = time.perf_counter(), hold_without_index(attempt)
            tell_report(write_report(workspace.root, attempt.problems))
            if attempt.ready:
                published, faults = publish_with_index(session, attempt.ready)
                tell_report(write_report(workspace.root, faults))
                seconds = attempt.seconds + time.perf_counter() - started
                tell(options, summarise(attempt.ready, published, seconds))

        try:
            follow_changes(options, session, publish, tell_report)
        except KeyboardInterrupt:
            tell(options, "stopped")
    return DONE
