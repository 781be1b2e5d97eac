"""``serve``: builds, watches, and serves the site with what is wrong laid over it."""

import argparse

from briefbook.cli.following import follow
from briefbook.cli.options import (
    add_edition,
    add_publishing,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.showing import Show
from briefbook.cli.telling import tell
from briefbook.session.session import open_session

DONE = 0


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
    parser.add_argument(
        "--poll", action="store_true", help="look for changes, where the system tells nothing"
    )


def run(options: argparse.Namespace) -> int:
    """Serve until stopped."""
    workspace, choices = open_workspace(options), read_choices(options)
    with open_session(workspace.root, workspace.state, choices) as session:
        show = Show(options, session)
        try:
            follow(options, session, show.take, show.refuse)
        except KeyboardInterrupt:
            tell(options, "stopped")
        finally:
            show.close()
    return DONE
