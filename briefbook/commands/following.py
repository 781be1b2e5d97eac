"""Build, wait for a change, build again: for ``build --watch`` and for ``serve``."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

from briefbook.choices import WrongUsage
from briefbook.commands.telling import tell
from briefbook.disk import PublishFailed, Refused
from briefbook.looking import Around, look_again, look_around
from briefbook.session import Attempt, Session
from briefbook.theme import theme_folder
from briefbook.watching.settling import Hint
from briefbook.watching.watcher import Watcher, watch

Handle = Callable[[Attempt], None]
Refuse = Callable[[str], None]


def follow(
    options: argparse.Namespace, session: Session, handle: Handle, refuse: Refuse
) -> None:
    """Build now and after every change, until stopped; ``handle`` gets each attempt.

    What only keeps one build from being made (a folder that is in the way, an edition that is
    not there any more) is given to ``refuse``; the next change may mend it.
    """

    def say(words: str) -> None:
        tell(options, words)

    with watch(session.root, list_folders(None), tell=say, poll=options.poll) as watcher:
        attempt = attempt_build(session, None, handle, refuse)
        while (hint := next_hint(watcher, attempt)) is not None:
            attempt = rebuild(session, attempt, hint, handle, refuse)


def next_hint(watcher: Watcher, attempt: Attempt | None) -> Hint | None:
    """Watch what the last build has shown to matter, and wait for a change."""
    watcher.follow(list_folders(attempt))
    return watcher.wait()


def list_folders(attempt: Attempt | None) -> list[Path]:
    """Return the folders that the site is made of: captures may lie anywhere."""
    folders = {Path("briefings"), Path("templates"), theme_folder()}
    if attempt:
        folders |= {Path(path).parent for path in attempt.snapshot.captures.values()}
        config = attempt.snapshot.config
        folders |= {Path(config.static)} if config and config.static else set()
    return sorted(folders)


def rebuild(
    session: Session, last: Attempt | None, hint: Hint, handle: Handle, refuse: Refuse
) -> Attempt | None:
    """Build after a change: with what was named at once, then with all that has changed."""
    for around in look_closer(session.root, last, hint):
        if last is None or around is None or around != last.snapshot.around:
            last = attempt_build(session, around, handle, refuse) or last
    return last


def look_closer(root: Path, last: Attempt | None, hint: Hint) -> Iterator[Around | None]:
    """Yield the workspace as the named files make it, and as it is; None: all is in doubt."""
    if last is None or last.ready is None or hint.everything:
        yield None
        return
    yield look_again(root, last.snapshot.around, hint.paths)
    yield look_around(root, last.ready.inputs.config.static)


def attempt_build(
    session: Session, around: Around | None, handle: Handle, refuse: Refuse
) -> Attempt | None:
    """Build and hand over what came of it; None if there was no building at all."""
    try:
        attempt = session.build(around)
        handle(attempt)
    except (WrongUsage, Refused, PublishFailed) as trouble:
        refuse(str(trouble))
        return None
    return attempt
