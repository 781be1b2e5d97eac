"""Every link of the finished site leads to something that is there."""

from briefbook.addressing import find_dead_links
from briefbook.inputs import Inputs
from briefbook.memory import Site
from briefbook.problems import Problem


def follow_links(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return the links that lead nowhere, if any page is another than before."""
    if not site.due and not site.gone:
        return ()
    ends = {address: page.ends for address, page in site.pages.items()}
    return tuple(find_dead_links(sorted(ends), ends, site.files))
