"""``import``: a file of somebody's becomes an article with its source and proposed quotes."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from briefbook.base.problems import Problem
from briefbook.base.suggesting import did_you_mean
from briefbook.bibliography.reading import PARSERS, can_read
from briefbook.build.config import Config
from briefbook.cli.articles import list_known
from briefbook.cli.book_ids import list_taken
from briefbook.cli.options import Workspace, add_workspace, open_workspace
from briefbook.cli.taking_sources import take_sources
from briefbook.cli.telling import tell, tell_report, write_report
from briefbook.importing.changes import Plan, Wanted, Workplace, plan_import
from briefbook.importing.document import Dropped, ImportedDocument
from briefbook.importing.notes import KnownBook
from briefbook.importing.reading import FORMATS, find_format, read_document
from briefbook.kinds.actor import ACTOR
from briefbook.session.choices import WrongUsage
from briefbook.skeletons.files import END, SCHEMAS
from briefbook.units.files import ROOT
from briefbook.workspace.load import Snapshot, take_snapshot
from briefbook.workspace.scan import Unreadable
from briefbook.writing.edits import CannotRead
from briefbook.writing.saving import save_changes

DONE, CONTENT = 0, 1
LARGEST = max(one.limit for one in FORMATS.values())


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        type=Path,
        help=f"a text ({', '.join(FORMATS)}), or sources ({', '.join(PARSERS)})",
    )
    parser.add_argument(
        "--into",
        metavar="BRIEFING",
        default="",
        help="the briefing that it belongs to (default: the one in which the file lies)",
    )
    parser.add_argument(
        "--as",
        dest="form",
        choices=["capture", "article"],
        default="capture",
        help="capture (the default): a text that is quoted, never published, with an article "
        "to write; article: the text itself is the article",
    )
    parser.add_argument(
        "--url", metavar="URL", default="", help="where it can be read, if it does not say so"
    )
    parser.add_argument(
        "--keep", action="store_true", help="drop nothing, such as advertisements and captions"
    )
    parser.add_argument(
        "--no-notes",
        action="store_true",
        help="leave out the notes and abstracts of sources, which would be published",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="write nothing, say what would be"
    )


def run(options: argparse.Namespace) -> int:
    """Import each file; 1 if one could not be read."""
    workspace = open_workspace(options)
    _check_files(options.files)
    done = [
        (take_sources if can_read(path.name) else _import_file)(options, workspace, path)
        for path in options.files
    ]
    return DONE if all(done) else CONTENT


def _check_files(paths: list[Path]) -> None:
    """Return if each file is there, and of a format that is read.

    Raises:
        WrongUsage: one is not.
    """
    for path in paths:
        if not path.is_file():
            raise WrongUsage(f"there is no file {path}")
        if find_format(path.name) is None and not can_read(path.name):
            known = ", ".join((*FORMATS, *PARSERS))
            raise WrongUsage(
                f"{path}: files of this kind are not read; those that are: {known}"
            )


def _import_file(options: argparse.Namespace, workspace: Workspace, path: Path) -> bool:
    """Import a file; tell what is wrong with it, and return False, if it cannot be read."""
    try:
        document = read_document(str(path), _read_bytes(path), keep=options.keep)
    except Unreadable as trouble:
        tell_report(_write_trouble(trouble.problem))
        return False
    snapshot = take_snapshot(workspace.root)
    wanted = Wanted(
        _find_folder(options, workspace, path), options.form == "article", options.url
    )
    plan = plan_import(path.name, document, wanted, _look_around(workspace, snapshot))
    if not options.dry_run:
        save_changes(workspace.root, plan.changes)
    for line in _describe(plan, document, options):
        tell(options, line)
    return True


def _read_bytes(path: Path) -> bytes:
    """Return the bytes of a file, one more than any may have if it is too large."""
    with path.open("rb") as file:
        return file.read(LARGEST + 1)


def _write_trouble(found: Problem) -> str:
    """Return a report on a file, which may lie anywhere."""
    return write_report(Path.cwd(), [found])


def _find_folder(options: argparse.Namespace, workspace: Workspace, path: Path) -> str:
    """Return the folder of the article.

    Raises:
        WrongUsage: the briefing that is named is not there.
    """
    top = workspace.root / ROOT
    if options.into:
        folder = str(options.into).strip("/")
        if ".." in folder.split("/") or not (top / folder).is_dir():
            known = [one.parent.relative_to(top).as_posix() for one in top.rglob("index.md")]
            hint = did_you_mean(folder, known) or f"first: briefbook new briefing {folder}"
            raise WrongUsage(f"there is no briefing {folder!r}; {hint}")
        return folder
    here = path.absolute().parent
    return here.relative_to(top).as_posix().strip(".") if here.is_relative_to(top) else ""


def _look_around(workspace: Workspace, snapshot: Snapshot) -> Workplace:
    """Return what must be known of the workspace.

    Raises:
        CannotRead: who is in the book cannot be told.
    """
    actors = list_known(ACTOR, snapshot)
    if actors is None:
        raise CannotRead(f"{ROOT}/{ACTOR.section}.yaml has errors: mend them first")
    registry = f"{ROOT}/{ACTOR.section}.yaml"
    config = snapshot.config or Config("")
    return Workplace(
        KnownBook(
            actors.names,
            list_taken(snapshot),
            config.editions[-1] if len(config.editions) > 1 else "",
        ),
        snapshot.load(registry) if registry in snapshot.files else None,
        (workspace.root / SCHEMAS / f"{ACTOR.section}{END}").is_file(),
        config.language,
        lambda path: (workspace.root / path).is_file(),
    )


def _describe(
    plan: Plan, document: ImportedDocument, options: argparse.Namespace
) -> Iterator[str]:
    """Yield what was written, what was dropped, and what comes next."""
    notes = plan.notes
    if options.dry_run:
        yield "nothing is written; this would be:"
    if document.encoding:
        yield f"read as {document.encoding}, which is a guess"
    text = f", its text {plan.capture} (never published)" if plan.capture else ""
    yield f"{plan.article}: {'an article to write' if plan.capture else 'the article'}{text}"
    counts = [_count(notes.quotes, "quote"), f"{notes.doubtful} doubtful in comments"]
    counts += [_count(notes.remarks, "note")] if document.comments else []
    yield f"{plan.sidecar}: {', '.join(counts)}"
    if notes.actors:
        yield f"{ROOT}/{ACTOR.section}.yaml: {', '.join(notes.actors)}"
    if document.dropped:
        yield f"dropped {_count(len(document.dropped), 'passage')} (--keep keeps them):"
        yield from (f"  {_show_dropped(one)}" for one in document.dropped)
    yield "next: briefbook build"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _show_dropped(one: Dropped) -> str:
    page = f"page {one.page}, " if one.page else ""
    line = f"line {one.line}: " if one.line else ""
    text = one.text if len(one.text) <= 60 else f"{one.text[:59]}…"
    return f"{page}{line}{one.reason}: {text}"
