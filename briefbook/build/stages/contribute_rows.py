"""Units → rows: of units that changed, or that stand in another setting now."""

from briefbook.base.problems import Problem
from briefbook.build.contributing import contribute
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.index.editions import top
from briefbook.index.ledger import FullView, TaskResult
from briefbook.units.unit import Unit

ELSEWHERE = Unit("", "")
"""Stands for the unit within its contribution: it is kept once, by the stage that read it."""


def contribute_rows(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put what the units tell the site into buckets."""
    ledger = site.ledger
    ledger.mark("contribute", site.done("read").changed, "its unit")
    everything = top(inputs.config.editions, inputs.edition.today)

    def work_out(path: str, look: FullView) -> TaskResult:
        value, rows, _ = contribute(ledger.value("read", path), look, inputs.edition.as_of)
        return TaskResult(value._replace(unit=ELSEWHERE), rows)

    site.deltas["contribute"] = ledger.run_over("contribute", everything, work_out)
    return ()
