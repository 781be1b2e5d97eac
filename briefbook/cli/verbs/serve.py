"""``serve``: builds, watches, and serves the site with what is wrong laid over it."""

import argparse
import time
import webbrowser
from collections.abc import Mapping, Sequence
from contextlib import ExitStack

from briefbook.base.addresses import Address
from briefbook.cli.building import summarise
from briefbook.cli.following import follow_changes
from briefbook.cli.options import (
    add_edition,
    add_publishing,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.desk.desk import Desk
from briefbook.publish.publish import PublishResult
from briefbook.serve.desk_door import Door
from briefbook.serve.faults import ShownProblem, list_faults
from briefbook.serve.live_site import LiveSite
from briefbook.serve.server import is_loopback, serve
from briefbook.session.session import Attempt, Ready, Session, open_session

DONE = 0

MANY = 500
"""Pages that are not held in memory for the server: they are published first, then shown."""

NOT_BUILT = "The site could not be built: the terminal says why."


class Show:
    """The site that is served, from the first build on that says where it is published."""

    def __init__(self, options: argparse.Namespace, session: Session) -> None:
        """Serve nothing yet."""
        self.options, self.session = options, session
        self.exits = ExitStack()
        self.live: LiveSite | None = None
        self.is_local = False
        self.url = ""
        self.shown: Mapping[Address, str] = {}

    def take(self, attempt: Attempt) -> None:
        """Show a build, or what is wrong with it over the last good one."""
        report = write_report(self.session.root, attempt.problems)
        tell_report(report)
        self.start(attempt)
        if attempt.ready and self.live:
            started = time.perf_counter()
            published = self.show(attempt.ready, self.live)
            seconds = attempt.seconds + time.perf_counter() - started
            tell(self.options, summarise(attempt.ready, published, seconds))
        else:
            limit = None if self.is_local else self.session.find_limit(attempt)
            faults = list_faults(self.session.root, attempt.problems, limit)
            self.fail(faults, self.session.list_stale())

    def start(self, attempt: Attempt) -> None:
        """Begin to serve, with what was published last."""
        if self.live or not attempt.output:
            return
        self.shown = self.session.published(attempt.output)
        self.live = LiveSite(attempt.output, self.shown)
        door = self.make_door(attempt)
        listening = serve(self.live, self.options.address, self.options.port, door)
        served = self.exits.enter_context(listening)
        self.is_local = served.is_local
        tell(self.options, f"serving {served.url}")
        self.url = served.url.removesuffix("/")
        if door:
            # Told whatever happens: else nobody could open it.
            print(f"to make notes in this browser, open {self.url}{door.path}")
        if self.options.open:
            webbrowser.open(f"{self.url}{door.path}" if door else served.url)

    def make_door(self, attempt: Attempt) -> Door | None:
        """Return what lets people make notes; None where nobody is to."""
        config, options = attempt.snapshot.config, self.options
        if config is None or self.session.choices.edition not in ("", config.editions[-1]):
            return None
        is_off = options.no_desk or options.as_of
        if is_off or not (options.desk or is_loopback(options.address)):
            return None
        show = self.live.show_page if self.live else None
        return Door(Desk(self.session, show), self.tell_next)

    def tell_next(self, path: str) -> None:
        """Tell the address by which another browser gets the desk."""
        tell(self.options, f"the desk is open; for another browser: {self.url}{path}")

    def show(self, ready: Ready, live: LiveSite) -> PublishResult:
        """Show a build; where it is large, the disk comes first."""
        wanted = ready.built.wanted
        changed = [address for address, _ in wanted.items() - self.shown.items()]
        if len(changed) < MANY:
            number = live.show(wanted, self.session.load(ready, changed))
            published = self.session.publish(ready)
        else:
            published = self.session.publish(ready)
            number = live.show(wanted, {})
        live.settle(number)
        self.shown = wanted
        return published

    def refuse(self, words: str) -> None:
        """Show that there was no building at all, and why."""
        tell_report(words)
        told = words if self.is_local else NOT_BUILT
        self.fail([ShownProblem("error", "refused", told)], ())

    def fail(self, faults: Sequence[ShownProblem], stale: Sequence[Address]) -> None:
        """Lay what is wrong over the last good pages."""
        if self.live:
            self.live.fail(faults, stale)

    def close(self) -> None:
        """End serving; a note that is being written is written first."""
        self.exits.close()
        with self.session.turns.asking():
            self.session.close()


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    add_edition(parser)
    add_publishing(parser)
    parser.add_argument(
        "-p", "--port", type=int, default=8000, help="where to serve (default: 8000; 0: any)"
    )
    parser.add_argument(
        "-a",
        "--address",
        default="127.0.0.1",
        help="whom to serve (default: this machine alone; 0.0.0.0: whoever can reach it)",
    )
    parser.add_argument(
        "-O", "--open", action="store_true", help="open the site in the browser"
    )
    desk = parser.add_mutually_exclusive_group()
    desk.add_argument(
        "--desk", action="store_true", help="let notes be made from another address, too"
    )
    desk.add_argument("--no-desk", action="store_true", help="let no notes be made")
    parser.add_argument(
        "--poll", action="store_true", help="look for changes, where the system tells nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    workspace, choices = open_workspace(options), read_choices(options)
    # Whoever runs it on this machine has the sources.
    choices = choices._replace(highest=options.desk or is_loopback(options.address))
    with open_session(workspace.root, workspace.state, choices) as session:
        show = Show(options, session)
        try:
            follow_changes(options, session, show.take, show.refuse)
        except KeyboardInterrupt:
            tell(options, "stopped")
        finally:
            show.close()
    return DONE
