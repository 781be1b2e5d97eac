"""``accept``: writes the nearest passage into the sidecar as the words of a lost quote."""

import argparse

from briefbook.anchoring.matching import Nearest
from briefbook.cli.articles import find_article, load_unit
from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import tell
from briefbook.kinds.kind import Entry
from briefbook.session.choices import WrongUsage
from briefbook.units.anchoring_entries import make_selector
from briefbook.units.article_files import Texts, read_texts
from briefbook.workspace.load import take_snapshot
from briefbook.writing.edits import CannotWrite
from briefbook.writing.mending import find_nearest_words, put_selector
from briefbook.writing.saving import save_changes


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser)
    parser.add_argument("quote", metavar="ARTICLE#ID", help="such as beijing-talks#posture")


def run(options: argparse.Namespace) -> int:
    """Patch the sidecar: a person has looked at the passage, and says that it is meant."""
    workspace = open_workspace(options)
    snapshot = take_snapshot(workspace.root)
    name, _, entry_id = options.quote.partition("#")
    unit = find_article(name, snapshot)
    texts = read_texts(unit, load_unit(unit, snapshot))
    entry = _find_entry(texts, entry_id)
    nearest = _find_nearest(texts, entry)
    try:
        data = snapshot.load(unit.sidecar)
        change = put_selector(unit.sidecar, data, entry, nearest.selector)
    except CannotWrite as why:
        raise WrongUsage(f"this is for you to write: {nearest.patch} ({why})") from None
    save_changes(workspace.root, [change])
    tell(options, f"{unit.sidecar}: {entry_id}: {nearest.diff}")
    return 0


def _find_entry(texts: Texts, entry_id: str) -> Entry:
    found = [entry for entry in texts.entries if entry.id == entry_id and _has_words(entry)]
    if not found:
        raise WrongUsage(f"the article has no annotation with words called {entry_id!r}")
    return found[0]


def _has_words(entry: Entry) -> bool:
    return bool(make_selector(entry.fact).exact)


def _find_nearest(texts: Texts, entry: Entry) -> Nearest:
    try:
        return find_nearest_words(texts, entry)
    except CannotWrite as why:
        raise WrongUsage(str(why)) from None
