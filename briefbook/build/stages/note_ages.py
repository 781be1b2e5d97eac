"""The day of the build → which positions are old: a row under the last day of their dates.

Pages ask for the days of their own positions. So another day makes only those pages anew on
which something came of age.
"""

from briefbook.base.problems import Problem
from briefbook.build.config import Config
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.index.ledger import TaskResult
from briefbook.index.rows import Row
from briefbook.index.store import Store
from briefbook.statements.ages import grows_old

AGES = "ages"


def note_ages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put a row under every day that is too long ago; the index is ``old``."""
    edition = inputs.edition
    today = min(edition.today, edition.as_of or edition.today)
    turns = list_turns(site.ledger.store, inputs.config)
    days = tuple(day for day, turn in turns.items() if turn <= today)
    if site.ledger.value(AGES, AGES) != days:
        rows = tuple(Row("old", day, True) for day in days)
        site.ledger.mark(AGES, (AGES,), "the day")
        site.ledger.run(AGES, edition, lambda _, __: TaskResult(days, rows))
    return ()


def list_turns(store: Store, config: Config) -> dict[str, str]:
    """Return the day on which a position of each day counts as old for the first time."""
    days = config.thresholds.stale
    return {day: grows_old(day, days) for day in store.keys("position-day")} if days else {}
