"""Entries → fragments: what many pages show of an entry is rendered once, and put into each.

A task is "KIND KEY". Its fragment lies under the same words in the index ``fragment``: so a
page that shows it is made again when it is another, and else does not look at the entry.
"""

from briefbook.base.problems import Problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.build.stages.make_pages import find_renderer
from briefbook.index.ledger import EditionView, TaskResult
from briefbook.index.rows import Row
from briefbook.index.store import name_id
from briefbook.pages.context import PageContext
from briefbook.pages.fragments import FRAGMENT, name_template
from briefbook.pages.table import FRAGMENTS
from briefbook.render.rendering import render_parts


def make_fragments(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Render the fragments of entries that are new or another; return what failed."""
    renderer, ledger = find_renderer(inputs), site.ledger
    ledger.forget(FRAGMENT, list_gone(site))

    def make(task: str, view: EditionView) -> TaskResult:
        kind, _, key = task.partition(" ")
        shown = FRAGMENTS[kind](PageContext(view, ""), key)
        if shown is None:
            return TaskResult(None)
        parts, problems = render_parts(renderer, name_template(kind), {kind: shown})
        return TaskResult(None, (Row(FRAGMENT, task, parts),), problems)

    site.deltas[FRAGMENT] = ledger.run(FRAGMENT, inputs.edition, make)
    return tuple(dict.fromkeys(ledger.stage_problems(FRAGMENT)))


def list_gone(site: Site) -> list[str]:
    """Return the fragments whose entries are no more."""
    names = ((task, task.partition(" ")) for task in site.ledger.due(FRAGMENT))
    return [
        task
        for task, (kind, _, key) in names
        if not site.ledger.store.open_key((kind, key)).by_task
    ]


def list_stale(site: Site) -> list[str]:
    """Return the pages that are due, and those of which a fragment is."""
    ledger = site.ledger
    due = (ledger.store.readers(name_id(FRAGMENT, task)) for task in ledger.due(FRAGMENT))
    return sorted({*ledger.due("view"), *(page for readers in due for _, page in readers)})
