"""Units → rows: of units that changed, or that stand in another setting now."""

from briefbook.contributing import contribute
from briefbook.editions import top
from briefbook.inputs import Inputs
from briefbook.ledger import Look, Made
from briefbook.memory import Site
from briefbook.problems import Problem


def contribute_rows(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Put what the units tell the site into buckets."""
    ledger = site.ledger
    ledger.mark("contribute", site.done("read").changed)
    everything = top(inputs.config.editions, inputs.edition.today)

    def work_out(path: str, look: Look) -> Made:
        return contribute(ledger.value("read", path), look)

    site.deltas["contribute"] = ledger.run("contribute", site.units, everything, work_out)
    return ()
