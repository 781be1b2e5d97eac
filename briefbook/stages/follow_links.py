"""Every link of the finished site leads to something that is there."""

from briefbook.addressing import find_dead_links
from briefbook.inputs import Inputs
from briefbook.memory import Site
from briefbook.problems import Problem


def follow_links(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return the links that lead nowhere, if a page or the set of files is another."""
    if not site.due and site.sound == site.files.keys():
        return ()
    ends = {address: page.ends for address, page in site.pages.items()}
    dead = tuple(find_dead_links(sorted(ends), ends, site.files))
    site.sound = frozenset() if dead else frozenset(site.files)
    return dead
