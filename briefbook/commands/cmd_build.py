"""``build``: makes the site of one edition, or says what keeps it from being made."""

import argparse
import time
from pathlib import Path

from briefbook import site
from briefbook.addresses import make_address
from briefbook.build_lock import hold_lock
from briefbook.commands.options import (
    Workspace,
    add_edition,
    add_workspace,
    choose_edition,
    forget_state,
    make_inputs,
    open_workspace,
)
from briefbook.commands.telling import fails, tell, tell_problems
from briefbook.config import Config, output_folder
from briefbook.fonts import cached_fonts
from briefbook.kinds.fields import ADDRESS_PATTERN
from briefbook.output_guard import SOURCES, check_output
from briefbook.publishing import Published, publish_pages
from briefbook.workspace import take_snapshot

NAME = "build"
HELP = "make the site of one edition"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    add_edition(parser)
    parser.add_argument(
        "-o", "--output", metavar="DIR", type=Path, help="the folder to publish to"
    )
    parser.add_argument(
        "--base-url", metavar="URL", type=web_address, help="where the site will be found"
    )
    parser.add_argument(
        "--unanchored",
        action="store_true",
        help="publish lost quotes as such instead of failing",
    )
    parser.add_argument(
        "--adopt", action="store_true", help="take over an output folder with files of others"
    )
    parser.add_argument("--clean", action="store_true", help="forget the state first")


def web_address(text: str) -> str:
    """Return a web address, or tell that it is none."""
    if not ADDRESS_PATTERN.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a web address")
    return text


def run(options: argparse.Namespace) -> int:
    """Build, publish, and say what was done."""
    workspace = open_workspace(options)
    with hold_lock(workspace.root):
        if options.clean:
            forget_state(workspace)
        return build_and_publish(options, workspace)


def build_and_publish(options: argparse.Namespace, workspace: Workspace) -> int:
    """Build the site and publish it if nothing stands in the way."""
    started = time.monotonic()
    snapshot = take_snapshot(workspace.root)
    if snapshot.config is None:
        tell_problems(workspace.root, snapshot.config_problems)
        return 2
    config = settle_config(options, snapshot.config)
    edition = choose_edition(options, config)
    output = find_output(options, workspace, config, edition.name)
    others = other_outputs(workspace, config, edition.name)
    sources = (*SOURCES, *([config.static] if config.static else []))
    check_output(workspace.root, output, others, options.adopt, sources)
    fonts = cached_fonts(workspace.state / "fonts")
    inputs = make_inputs(snapshot, config, edition, fonts)
    built = site.build(site.Site(), inputs._replace(accept_lost=options.unanchored))
    problems = (*snapshot.problems, *built.problems)
    tell_problems(workspace.root, problems)
    if not built.complete or fails(problems, options):
        return 1
    published = publish_pages(
        output, {make_address(name): data for name, data in built.files.items()}
    )
    tell_done(options, built, published, output, time.monotonic() - started)
    return 0


def settle_config(options: argparse.Namespace, config: Config) -> Config:
    """Return the settings with what the command line overrides."""
    return config._replace(base_url=options.base_url) if options.base_url else config


def find_output(
    options: argparse.Namespace, workspace: Workspace, config: Config, edition: str
) -> Path:
    """Return the folder to publish to."""
    if options.output:
        return Path(options.output).absolute()
    return workspace.root / output_folder(config, edition)


def other_outputs(workspace: Workspace, config: Config, edition: str) -> list[Path]:
    """Return the folders of the other editions."""
    return [
        workspace.root / output_folder(config, name)
        for name in config.editions
        if name != edition
    ]


def tell_done(
    options: argparse.Namespace,
    built: site.Built,
    published: Published,
    output: Path,
    seconds: float,
) -> None:
    """Say what was read, made, reused and removed, and how long it took."""
    counts = built.counts
    for address in counts.rendered if options.verbose else ():
        tell(options, f"  {address}")
    tell(
        options,
        f"{output}: read {len(counts.read)}, made {len(counts.rendered)}, "
        f"reused {counts.reused}, removed {len(published.removed)} in {seconds:.2f} s",
    )
