"""``handout``: makes one handout, in one format or several, without publishing a site."""

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from briefbook.base.addresses import Address
from briefbook.base.extras import require_extra
from briefbook.base.problems import Problem
from briefbook.base.suggesting import did_you_mean
from briefbook.build.config import Config
from briefbook.build.stages.make_pages import Finished, finish_pages, kit_of
from briefbook.cli.earlier_books import read_earlier, read_workspace
from briefbook.cli.options import (
    Workspace,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.disk.replacing import put_files
from briefbook.handouts.document import HandoutDocument
from briefbook.handouts.formats.html import stand_alone
from briefbook.handouts.kinds import BY_NAME, HANDOUTS
from briefbook.handouts.kinds.addendum import NAME as ADDENDUM
from briefbook.handouts.kinds.addendum import make_addendum
from briefbook.handouts.letters import merge_missing, tell_missing
from briefbook.handouts.writing import HandoutKind, HandoutWriter
from briefbook.index.ledger import EditionView
from briefbook.kinds.fields import FORMATS
from briefbook.pages.context import PageContext
from briefbook.pages.handouts import miss_letters, view_document
from briefbook.pages.page import HOME
from briefbook.render.page import Page
from briefbook.session.choices import Choices, WrongUsage
from briefbook.session.session import Ready, Session, fails, open_session
from briefbook.workspace.load import load_config

DONE, CONTENT, USAGE = 0, 1, 2
Books = tuple[Mapping[str, Any], Mapping[str, Any]]
SHEETS = ("style", "accent", "handout", "paper")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    add_edition(parser)
    parser.add_argument("kind", metavar="KIND", type=_read_kind, help=_list_kinds())
    parser.add_argument(
        "subject",
        metavar="SUBJECT",
        help="the meeting, briefing, issue or actor, by its id; of an addendum, an earlier "
        "data/book.json, or a revision in git",
    )
    parser.add_argument(
        "--format",
        metavar="FORMATS",
        type=_read_formats,
        default="pdf",
        help="html, pdf, docx, or several with commas between (default: pdf)",
    )
    parser.add_argument(
        "-o",
        "--output",
        dest="into",
        metavar="DIR",
        type=Path,
        default=Path(),
        help="the folder to put it in (default: this one)",
    )


def _list_kinds() -> str:
    kinds = (f"{kind.name} (of a {kind.index})" for kind in HANDOUTS)
    return ", ".join((*kinds, f"{ADDENDUM} (to an earlier book)"))


def _read_kind(text: str) -> str:
    """Return the name of a kind of handout.

    Raises:
        argparse.ArgumentTypeError: there is no such kind.
    """
    known = sorted((*BY_NAME, ADDENDUM))
    if text not in known:
        hint = did_you_mean(text, known) or f"there are {', '.join(known)}"
        raise argparse.ArgumentTypeError(f"no handout {text!r}; {hint}")
    return text


def _read_formats(text: str) -> tuple[str, ...]:
    """Return the formats that are asked for.

    Raises:
        argparse.ArgumentTypeError: one is unknown.
    """
    names = tuple(dict.fromkeys(name.strip() for name in text.split(",")))
    for name in names:
        if name not in FORMATS:
            hint = did_you_mean(name, FORMATS)
            raise argparse.ArgumentTypeError(f"no format {name!r}; {hint}".rstrip("; "))
    return names


def run(options: argparse.Namespace) -> int:
    """Make a handout in every format asked for."""
    workspace, choices = open_workspace(options), read_choices(options)
    if options.format != FORMATS[:1]:
        require_extra("handouts", "papers as PDF and Word files")
    books = _find_books(options, workspace, choices)
    with open_session(workspace.root, workspace.state, choices) as session:
        attempt = session.build()
        if attempt.ready is None or session.memory is None:
            tell_report(write_report(workspace.root, attempt.problems))
            return CONTENT if attempt.output else USAGE
        problems, files = _make_handout(options, session, attempt.ready, books)
        session.memory.undo()
        put_files(files)
    for path in files:
        tell(options, str(path))
    tell_report(write_report(workspace.root, problems))
    return CONTENT if fails(problems, choices) else DONE


def _find_books(options: argparse.Namespace, workspace: Workspace, choices: Choices) -> Books:
    """Return the two books that an addendum compares; for others, nothing.

    Raises:
        WrongUsage: it cannot be had.
    """
    if options.kind != ADDENDUM:
        return {}, {}
    edition = choices.edition or _read_editions(workspace)[0]
    found = read_earlier(workspace.root, options.subject, choices, edition)
    if found.book is None:
        tell_report(write_report(workspace.root, found.problems))
        raise WrongUsage(f"{options.subject!r} is no book that can be read")
    return found.book, read_workspace(workspace.root, choices).book or {}


def _read_editions(workspace: Workspace) -> tuple[str, ...]:
    """Return the editions of a workspace, those that there are without settings if unknown."""
    config, _ = load_config(workspace.root)
    return (config or Config("")).editions


def _make_handout(
    options: argparse.Namespace, session: Session, ready: Ready, books: Books
) -> tuple[tuple[Problem, ...], dict[Path, bytes]]:
    assert session.memory
    look = session.memory.ledger.look(ready.inputs.edition)
    document = _make_document(options, look, books)
    pdf = document.address.removesuffix("html") + "pdf"
    lacking = merge_missing(tuple(tell_missing(pdf, miss_letters(document, look))))
    names = [name for name in options.format if not (name == "pdf" and lacking)]
    pages = [_view_handout(options, document, name, look) for name in names]
    problems, files = lacking if "pdf" in options.format else (), dict[Path, bytes]()
    for name, made in zip(names, finish_pages(kit_of(ready.inputs), pages), strict=True):
        data = _take_styles_in(made, session, ready) if name == "html" else made.data
        problems = (*problems, *made.problems)
        if data:
            files[options.into / Path(made.address).name] = data
    return problems, files


def _make_document(
    options: argparse.Namespace, look: EditionView, books: Books
) -> HandoutDocument:
    """Return the document that is asked for.

    Raises:
        WrongUsage: this edition has no such subject.
    """
    if options.kind == ADDENDUM:
        return make_addendum(*books, Path(options.subject).name, HandoutWriter(look))
    kind = BY_NAME[options.kind]
    _check_subject(kind, options.subject, look)
    return kind.make(options.subject, HandoutWriter(look))


def _view_handout(
    options: argparse.Namespace, document: HandoutDocument, name: str, look: EditionView
) -> Page:
    address = document.address.removesuffix("html") + name
    return view_document(document, name, PageContext(look, address), HOME, options.subject)


def _check_subject(kind: HandoutKind, key: str, look: EditionView) -> None:
    """Return if this edition has such a subject.

    Raises:
        WrongUsage: it has not.
    """
    if not look.all(kind.index, key):
        hint = did_you_mean(key, look.keys(kind.index))
        edition = look.edition.name
        words = f"there is no {kind.index} {key!r} in the {edition} edition"
        others = [name for name in look.edition.levels if name != edition]
        also = f"try --edition {others[-1]}" if others else ""
        raise WrongUsage("; ".join(filter(None, (words, hint, also))))


def _take_styles_in(made: Finished, session: Session, ready: Ready) -> bytes:
    """Return a page with its style in it, to be sent to somebody."""
    sheets = [Address(f"assets/{name}.css") for name in SHEETS]
    loaded = session.load(ready, [one for one in sheets if one in ready.built.wanted])
    styles: dict[str, str] = {address: data.decode() for address, data in loaded.items()}
    base = ready.inputs.config.base_url
    return stand_alone(made.data.decode(), made.address, base, styles).encode()
