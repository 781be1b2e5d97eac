"""``clean``: removes what was made, and nothing that others put there."""

import argparse
from glob import escape

from briefbook.build.config import output_folder
from briefbook.cli.options import add_workspace, forget_state, open_workspace
from briefbook.cli.telling import tell
from briefbook.publish.lock import hold_lock
from briefbook.publish.publish import remove_site
from briefbook.workspace.load import load_config


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)


def run(options: argparse.Namespace) -> int:
    """Remove the output of every edition, and the state."""
    workspace = open_workspace(options)
    config, _ = load_config(workspace.root)
    with hold_lock(workspace.root):
        for edition in config.editions if config else ():
            name = output_folder(config, edition)  # type: ignore[arg-type]
            then = sorted(workspace.root.glob(f"{escape(name)}-as-of-*"))
            for folder in (workspace.root / name, *then):
                tell(options, f"{folder}: removed {len(remove_site(folder))}")
        forget_state(workspace)
    return 0
