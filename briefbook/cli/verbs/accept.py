"""``accept``: writes the nearest passage into the sidecar as the words of a lost quote."""

import argparse
from collections.abc import Iterator
from functools import partial

from briefbook.anchoring.deciding import anchor
from briefbook.anchoring.matching import Lost, Nearest, Selector
from briefbook.base.folding import tidy
from briefbook.cli.articles import find_article, load_unit
from briefbook.cli.options import add_workspace, open_workspace
from briefbook.cli.telling import tell
from briefbook.kinds import BY_NAME
from briefbook.kinds.kind import Entry
from briefbook.session.choices import WrongUsage
from briefbook.syntax.yaml.reader import Plain
from briefbook.units.anchoring_entries import AnchoredText, make_selector
from briefbook.units.article_files import Texts, read_texts
from briefbook.workspace.load import take_snapshot
from briefbook.writing.edits import CannotWrite, FileChange
from briefbook.writing.entries import set_field, spell_out
from briefbook.writing.saving import save_changes
from briefbook.writing.tree import Tree, change_file, read_tree
from briefbook.writing.yaml_edits import Edits

FIELDS = ("exact", "prefix", "suffix", "nth")


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
        change = _patch_selector(unit.sidecar, data, entry, nearest.selector)
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
    is_captured = isinstance(texts.capture, AnchoredText) and BY_NAME[entry.kind].is_captured
    text = texts.capture if is_captured else texts.body
    assert isinstance(text, AnchoredText)
    found = anchor(make_selector(entry.fact), text.folded)
    if isinstance(found, Lost) and found.nearest:
        return found.nearest
    why = (
        "there is nothing like these words"
        if isinstance(found, Lost)
        else "the words are there"
    )
    raise WrongUsage(why)


def _patch_selector(path: str, data: bytes, entry: Entry, selector: Selector) -> FileChange:
    """Return the change of a sidecar that gives an entry another selector.

    Raises:
        CannotWrite: a field would have to go, which is for a person to judge.
    """
    wanted = dict(_list_fields(selector))
    fields = spell_out(BY_NAME[entry.kind], read_tree(path, data.decode()).find(entry.pointer))
    if "exact" not in fields or any(name in fields for name in FIELDS if name not in wanted):
        raise CannotWrite("a field of it would have to go")
    steps = [partial(_set_field, entry, name, value) for name, value in wanted.items()]
    return change_file(path, data, steps)


def _list_fields(selector: Selector) -> Iterator[tuple[str, Plain]]:
    """Yield what a selector says: the words, then what goes behind them, the last first."""
    exact: list[Plain] = [tidy(words).strip() for words in selector.exact]
    yield "exact", exact[0] if len(exact) == 1 else exact
    for name in ("nth", "suffix", "prefix"):
        if words := tidy(getattr(selector, name)).strip():
            yield name, words


def _set_field(entry: Entry, name: str, value: Plain, tree: Tree) -> Edits:
    return set_field(tree, BY_NAME[entry.kind], entry.pointer, name, value, after="exact")
