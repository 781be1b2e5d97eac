"""Build, wait for a change, build again: ``build --watch``, and what ``serve`` does."""

import argparse
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from briefbook.cli.building import hold_without_index, publish_with_index, summarise
from briefbook.cli.options import Workspace
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.disk.files import NO_STAT, PublishFailed, Refused
from briefbook.session.choices import Choices, WrongUsage
from briefbook.session.session import Attempt, Session, open_session
from briefbook.session.turns import GaveWay
from briefbook.watch import Hint, Watcher, watch
from briefbook.workspace.scan import (
    FolderStats,
    is_ours,
    look_again,
    look_around,
    look_elsewhere,
    theme_folder,
)

Handle = Callable[[Attempt], None]
Refuse = Callable[[str], None]
DONE = 0


def follow_changes(
    options: argparse.Namespace, session: Session, handle: Handle, refuse: Refuse
) -> None:
    """Build now and after every change, until stopped; ``handle`` gets each attempt.

    What only keeps one build from being made (a folder that is in the way, an edition that is
    not there any more) is given to ``refuse``; the next change may mend it.
    """

    def say(words: str) -> None:
        tell(options, words)

    heard = _refuse_once(refuse)
    with watch(session.root, _list_folders(None), tell=say, poll=options.poll) as watcher:
        attempt = _attempt_build(session, None, None, handle, heard)
        while (hint := _next_hint(watcher, attempt)) is not None:
            attempt = _rebuild(session, attempt, hint, handle, heard)


def _refuse_once(refuse: Refuse) -> Refuse:
    """Return what says the same words only once, however often the heart beats."""
    said: set[str] = set()

    def say(words: str) -> None:
        if words not in said:
            refuse(words)
        said.clear()
        said.add(words)

    return say


def _next_hint(watcher: Watcher, attempt: Attempt | None) -> Hint | None:
    """Watch what the last build has shown to matter, and wait for a change."""
    watcher.follow(_list_folders(attempt))
    return watcher.wait()


def _list_folders(attempt: Attempt | None) -> list[Path]:
    """Return the folders that the site is made of: captures and pictures may lie anywhere."""
    folders = {Path("briefings"), Path("templates"), theme_folder()}
    if attempt:
        folders |= {Path(path).parent for path in attempt.snapshot.named if not is_ours(path)}
        config = attempt.snapshot.config
        folders |= {Path(config.static)} if config and config.static else set()
    return sorted(folders)


def _rebuild(
    session: Session, last: Attempt | None, hint: Hint, handle: Handle, refuse: Refuse
) -> Attempt | None:
    """Build after a change: with what was named at once, then with all that has changed."""
    if last and last.ready and not hint.everything:
        around = look_again(session.root, last.snapshot.around, hint.paths)
        if around != last.snapshot.around:
            last = _attempt_build(session, last, around, handle, refuse)
    if last is None or _has_changed(session.root, last):
        last = _attempt_build(session, last, None, handle, refuse)
    return last


def _has_changed(root: Path, last: Attempt) -> bool:
    """Tell whether anything is not as the last build found it, or was too fresh to tell."""
    snapshot, elsewhere = last.snapshot, last.read_elsewhere()
    static = snapshot.config.static if snapshot.config else ""
    return (
        look_around(root, static) != snapshot.around
        or look_elsewhere(root, snapshot.named) != elsewhere
        or any(one.stat == NO_STAT for one in snapshot.known.values())
    )


def _attempt_build(
    session: Session,
    last: Attempt | None,
    around: FolderStats | None,
    handle: Handle,
    refuse: Refuse,
) -> Attempt | None:
    """Build, and hand over what is news; None if there was no building at all."""
    try:
        while True:
            with suppress(GaveWay), session.turns.building():
                attempt = session.build(around)
                if last is None or _is_news(attempt, last):
                    handle(attempt)
                return attempt
            # What was written meanwhile was not looked at.
            around = None
    except (WrongUsage, Refused, PublishFailed) as trouble:
        refuse(str(trouble))
        return None


def _is_news(attempt: Attempt, last: Attempt) -> bool:
    if attempt.problems != last.problems:
        return True
    if attempt.ready and last.ready:
        return attempt.ready.built.wanted != last.ready.built.wanted
    return attempt.ready is not last.ready


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
