"""``export``: the book in another model, to a file or to standard output."""

import argparse
import json
from pathlib import Path

from briefbook.cli.earlier_books import look_into
from briefbook.cli.options import (
    UNUSED,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
    site_address,
)
from briefbook.cli.telling import print_data, tell_report, write_report
from briefbook.exports.annotations import export_webannotation
from briefbook.exports.book import read_own
from briefbook.exports.followthemoney import export_followthemoney
from briefbook.exports.popolo import export_popolo
from briefbook.index.ledger import EditionView
from briefbook.session.session import fails


def _write_popolo(look: EditionView) -> str:
    return json.dumps(export_popolo(read_own(look)), indent=1, ensure_ascii=False) + "\n"


def _write_followthemoney(look: EditionView) -> str:
    """Return the book in FollowTheMoney, an entity on a line."""
    entities = export_followthemoney(read_own(look))
    return "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in entities)


def _write_webannotation(look: EditionView) -> str:
    return json.dumps(export_webannotation(look), indent=1, ensure_ascii=False) + "\n"


FORMATS = {
    "popolo": _write_popolo,
    "followthemoney": _write_followthemoney,
    "webannotation": _write_webannotation,
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    add_edition(parser)
    formats = ", ".join(FORMATS)
    parser.add_argument("model", metavar="MODEL", choices=FORMATS, help=f"one of {formats}")
    parser.add_argument("-o", "--output", metavar="FILE", type=Path, help="the file to write")
    parser.add_argument(
        "--base-url", metavar="URL", type=site_address, help="where the site will be found"
    )


def run(options: argparse.Namespace) -> int:
    """Write the book in a model; 1 if there are errors in it."""
    workspace, choices = open_workspace(options), read_choices(options)
    look, problems = look_into(workspace.root, choices)
    if look is None or fails(problems, choices):
        tell_report(write_report(workspace.root, problems))
        return 1
    text = FORMATS[options.model](look)
    if options.output:
        options.output.write_bytes(text.encode())
    else:
        print_data(text)
    return 0
