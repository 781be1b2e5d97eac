"""``new``: writes a workspace, a briefing, an article, or an entry of a registry."""

import argparse
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefbook.base.suggesting import did_you_mean
from briefbook.cli.book_ids import find_words, read_book_ids
from briefbook.cli.options import Workspace, add_workspace, open_workspace
from briefbook.cli.telling import tell
from briefbook.disk.replacing import put_files
from briefbook.kinds import BY_NAME, REGISTRIES
from briefbook.session.choices import WrongUsage
from briefbook.skeletons.entries import (
    begin_entry,
    check_form,
    check_id,
    read_pairs,
    say_problem,
)
from briefbook.skeletons.files import (
    END,
    SCHEMAS,
    list_book,
    write_head,
    write_sidecar,
)
from briefbook.skeletons.registries import change_registry
from briefbook.units.entries import EntryGroup, read_entry
from briefbook.units.files import ROOT
from briefbook.workspace.load import take_snapshot
from briefbook.writing.edits import FileChange
from briefbook.writing.saving import save_changes

WORKSPACE, BRIEFING, ARTICLE = "workspace", "briefing", "article"
KINDS = {kind.name: kind for kind in REGISTRIES.values()}
WHAT = (WORKSPACE, BRIEFING, ARTICLE, *KINDS)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument(
        "what", metavar="WHAT", type=_read_what, help=f"one of {', '.join(WHAT)}"
    )
    parser.add_argument(
        "name",
        metavar="NAME",
        help="the folder of a workspace, that of a briefing, BRIEFING/ARTICLE, or an id",
    )
    parser.add_argument(
        "fields",
        metavar="FIELD=VALUE",
        nargs="*",
        help='such as role=Chair; one given twice is a list, "[a, b]" is one as well',
    )


def _read_what(text: str) -> str:
    """Return what is to be made.

    Raises:
        argparse.ArgumentTypeError: there is no such thing.
    """
    if text not in WHAT:
        hint = did_you_mean(text, WHAT) or f"there are {', '.join(WHAT)}"
        raise argparse.ArgumentTypeError(f"no {text!r} can be made; {hint}")
    return text


def run(options: argparse.Namespace) -> int:
    """Write what is asked for; nothing that is there already is touched."""
    make: Callable[[argparse.Namespace], None] = {
        WORKSPACE: _make_workspace,
        BRIEFING: _make_briefing,
        ARTICLE: _make_article,
    }.get(options.what, _make_entry)
    make(options)
    return 0


def _make_workspace(options: argparse.Namespace) -> None:
    root = options.folder / options.name
    if options.fields:
        raise WrongUsage(f"a workspace has no fields: say them in {root / 'config.yaml'}")
    there = sorted(path.name for path in _list_seen(root))
    if there:
        raise WrongUsage(f"{root} is not empty: {there[0]} is there")
    files = list_book()
    put_files({root / path: text.encode() for path, text in files.items()})
    for path in files:
        if not path.startswith(f"{SCHEMAS}/"):
            tell(options, str(root / path))
    tell(options, f"{root / SCHEMAS}/: what editors know of these files")
    tell(options, f"next: briefbook serve -C {root}")


def _list_seen(root: Path) -> Iterator[Path]:
    """Yield what lies in a folder, less what is hidden, such as that of git.

    Raises:
        WrongUsage: it is no folder.
    """
    if root.is_dir():
        yield from (path for path in root.iterdir() if not path.name.startswith("."))
    elif root.exists():
        raise WrongUsage(f"{root} is no folder")


def _make_briefing(options: argparse.Namespace) -> None:
    workspace, path = open_workspace(options), f"{ROOT}/{options.name}/index.md"
    for name in options.name.split("/"):
        _check_name(name)
    _write_texts(
        workspace, {path: _write_page(options, BRIEFING, "Write the overview here.\n")}
    )
    tell(options, path)
    tell(options, f"next: briefbook new article {options.name}/SOME-ARTICLE")


def _make_article(options: argparse.Namespace) -> None:
    workspace = open_workspace(options)
    folder, _, stem = options.name.rpartition("/")
    _check_name(stem)
    if stem in REGISTRIES:
        raise WrongUsage(f"{stem}.md cannot be an article: {stem}.yaml is a registry")
    _check_briefing(workspace, folder)
    main, beside = (f"{ROOT}/{options.name}{end}" for end in (".md", ".yaml"))
    text = _write_page(options, ARTICLE, "Write the article here.\n")
    _write_texts(workspace, {main: text, beside: write_sidecar(beside)})
    for path in (main, beside):
        tell(options, path)
    tell(options, f'next, when it has a text: briefbook quote {options.name} "words of it"')


def _check_name(name: str) -> None:
    if why := check_form(name):
        raise WrongUsage(why)


def _check_briefing(workspace: Workspace, folder: str) -> None:
    """Return if a folder is there that an article may lie in.

    Raises:
        WrongUsage: it is not.
    """
    if folder and not (workspace.root / ROOT / folder).is_dir():
        top = workspace.root / ROOT
        known = [path.parent.relative_to(top).as_posix() for path in top.rglob("index.md")]
        hint = did_you_mean(folder, known) or f"first: briefbook new briefing {folder}"
        raise WrongUsage(f"there is no briefing {folder!r}; {hint}")


def _write_page(options: argparse.Namespace, name: str, body: str) -> str:
    """Return an article or overview with the fields that are given.

    Raises:
        WrongUsage: one of them is wrong.
    """
    fields, faults = read_pairs(options.fields)
    title = options.name.rpartition("/")[2].replace("-", " ").capitalize()
    given = {"title": title, **fields}
    _, found = read_entry(BY_NAME[name], options.name, given, EntryGroup("", ()))
    _refuse((*faults, *map(say_problem, found)))
    return write_head(name, given) + body


def _refuse(faults: tuple[str, ...]) -> None:
    """Return if there is nothing wrong.

    Raises:
        WrongUsage: there is.
    """
    if faults:
        raise WrongUsage("\n  ".join(faults))


def _write_texts(workspace: Workspace, texts: Mapping[str, str]) -> None:
    """Write new files.

    Raises:
        WrongUsage: there is one of them already.
    """
    for path in texts:
        if (workspace.root / path).exists():
            raise WrongUsage(f"{workspace.root / path} is there already")
    save_changes(
        workspace.root, [FileChange(path, None, text.encode()) for path, text in texts.items()]
    )


def _make_entry(options: argparse.Namespace) -> None:
    workspace, kind = open_workspace(options), KINDS[options.what]
    snapshot = take_snapshot(workspace.root)
    book = read_book_ids(snapshot, {options.name, *find_words(options.fields)})
    if why := check_id(options.name, book):
        raise WrongUsage(why)
    made = begin_entry(kind, options.name, options.fields, book)
    _refuse(made.faults)
    path = f"{ROOT}/{kind.section}.yaml"
    change = change_registry(
        kind,
        snapshot.load(path) if path in snapshot.files else None,
        {options.name: made.fields},
        has_schema=(workspace.root / SCHEMAS / f"{kind.section}{END}").is_file(),
    )
    save_changes(workspace.root, [change])
    tell(options, f"{change.path}: {options.name}")
    tell(options, "next: briefbook check")
