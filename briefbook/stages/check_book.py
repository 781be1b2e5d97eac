"""The checks over the whole book, on everything that there is, whatever edition is built."""

from briefbook.checks import check_all
from briefbook.editions import top
from briefbook.inputs import Inputs
from briefbook.ledger import Look, Made
from briefbook.memory import Site
from briefbook.problems import Problem


def check_book(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Check the units that changed, or that refer to something that did."""
    ledger = site.ledger
    ledger.mark("check", site.done("contribute").changed)
    everything = top(inputs.config.editions, inputs.edition.today)

    def examine(path: str, look: Look) -> Made:
        return Made(check_all(ledger.value("contribute", path), look))

    site.deltas["check"] = ledger.run("check", site.units, everything, examine)
    return tuple(found for _, problems in ledger.stage_values("check") for found in problems)
