"""The checks over the whole book, on everything that there is, whatever edition is built."""

from briefbook.base.problems import Problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site
from briefbook.checks import check_all
from briefbook.checks.merging import merge_problems
from briefbook.index.editions import top
from briefbook.index.ledger import FullView, TaskResult


def check_book(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Check the units that changed, or that refer to something that did.

    Each unit has its own problems; those of one cause are told as one.
    """
    ledger = site.ledger
    ledger.mark("check", site.done("read").changed, "its unit")
    ledger.mark("check", site.done("contribute").changed, "its references")
    everything = top(inputs.config.editions, inputs.edition.today)

    def examine(path: str, view: FullView) -> TaskResult:
        unit = ledger.value("read", path)
        contribution = ledger.value("contribute", path)._replace(unit=unit)
        return TaskResult(None, (), check_all(contribution, view))

    site.deltas["check"] = ledger.run_over("check", everything, examine)
    return merge_problems(ledger.stage_problems("check"), inputs.files)
