"""``why``: tells what a page was made of, and why it was last made."""

import argparse
from collections import defaultdict
from collections.abc import Iterable, Iterator

from briefbook.base.suggesting import did_you_mean
from briefbook.cli.options import (
    UNUSED,
    add_edition,
    add_workspace,
    open_workspace,
    read_choices,
)
from briefbook.index.ledger import KEYS, Ledger
from briefbook.index.store import IndexKey, StoredTask, Task
from briefbook.pages.fragments import FRAGMENT
from briefbook.session.choices import WrongUsage
from briefbook.session.session import Session, open_session

DONE = 0
NAMED = 8
"""Keys of an index that are named in one line; of more, it is said how many."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of this verb."""
    add_workspace(parser, quiet=UNUSED)
    add_edition(parser)
    parser.add_argument(
        "address", metavar="ADDRESS", help="a page, such as actors/cleverly.html"
    )


def run(options: argparse.Namespace) -> int:
    """Print what the last build knows of a page."""
    workspace, choices = open_workspace(options), read_choices(options)
    with open_session(workspace.root, workspace.state, choices) as session:
        ledger = _open_ledger(session)
        kept = ledger.store.task(("view", options.address))
        if kept is None:
            hint = did_you_mean(options.address, ledger.list_keys("view"))
            raise WrongUsage(
                f"the last build made no page {options.address!r}; {hint}".strip("; ")
            )
        print("\n".join(_explain_page(options.address, kept, ledger)))
    return DONE


def _open_ledger(session: Session) -> Ledger:
    memory = session.prepare()
    if memory is None:
        raise WrongUsage("config.yaml cannot be read; briefbook check tells why")
    return memory.ledger


def _explain_page(address: str, kept: StoredTask, ledger: Ledger) -> Iterator[str]:
    _, template, kind = kept.value
    yield f"{address}: {kind}, made with {template}"
    yield f"  last made for: {_find_cause(kept, ledger) or 'the first build'}"
    yield "  it shows:"
    for (index, path), keys in sorted(_group_reads(kept, ledger).items()):
        yield f"    {index:<22} {path:<44} {_list_keys(keys)}".rstrip()


def _find_cause(kept: StoredTask, ledger: Ledger) -> str:
    """Return what a page was made for; if for a fragment, what that was made for."""
    index, _, task = kept.cause.partition(" ")
    part = (
        ledger.store.task((FRAGMENT, task.partition(" of ")[0])) if index == FRAGMENT else None
    )
    return part.cause if part else kept.cause


def _group_reads(kept: StoredTask, ledger: Ledger) -> dict[tuple[str, str], set[str]]:
    """Return the keys that a page and its fragments read, by index and by their files."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for posting in kept.reads:
        name = ledger.store.name(posting)
        if name and name[1] != KEYS:
            for task in ledger.store.open_key(name).by_task:
                for place, keys in _name_rows(name, task, ledger).items():
                    found[place] |= keys
    return found


def _name_rows(name: IndexKey, task: Task, ledger: Ledger) -> dict[tuple[str, str], set[str]]:
    """Return where the rows of a task under a key come from; of a fragment, what it read."""
    part = ledger.store.task(task) if task[0] == FRAGMENT else None
    return _group_reads(part, ledger) if part else {(name[0], _name_source(task)): {name[1]}}


def _name_source(task: Task) -> str:
    """Return where a row comes from: a file, or the stage that worked it out."""
    stage, key = task
    return {"read": key, "contribute": key, "config": "config.yaml"}.get(
        stage, f"{stage} of {key}"
    )


def _list_keys(keys: Iterable[str]) -> str:
    """Return keys as words, the first of many."""
    named = sorted(filter(None, keys))
    rest = f" and {len(named) - NAMED} more" if len(named) > NAMED else ""
    return ", ".join(named[:NAMED]) + rest
