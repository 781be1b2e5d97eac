"""The build, from the top: the stages in the order in which the data flows.

Each call of ``build`` is given everything that can change (files, config, templates,
assets) and the memory of the last one; it brings every stage up to date, and returns what
the site is now. The first build and a rebuild are the same loop: only how much is stale
differs. Nothing here touches the disk.
"""

from collections.abc import Callable

from briefbook.codes import CODES
from briefbook.inputs import Built, Counts, Inputs, Source
from briefbook.memory import Site
from briefbook.problems import Problem
from briefbook.stages.check_book import check_book
from briefbook.stages.claim_pages import claim_pages
from briefbook.stages.contribute_rows import contribute_rows
from briefbook.stages.follow_links import follow_links
from briefbook.stages.link_names import confirm_names, link_names
from briefbook.stages.read_units import read_units
from briefbook.stages.render_pages import render_pages
from briefbook.stages.take_settings import take_settings
from briefbook.stages.view_pages import view_pages

__all__ = ["Built", "Counts", "Inputs", "Site", "Source", "build", "check"]

Stage = Callable[[Site, Inputs], tuple[Problem, ...]]

UNDERSTAND: tuple[Stage, ...] = (
    take_settings,
    read_units,
    contribute_rows,
    check_book,
    confirm_names,
)
"""What is written, and all that is wrong with it."""

MAKE: tuple[Stage, ...] = (
    link_names,
    claim_pages,
    view_pages,
    render_pages,
    follow_links,
)
"""What is published of it in one edition."""

LOST = ("quote-not-found", "ambiguous-quote", "nth-out-of-range", "capture-missing")


def build(site: Site, inputs: Inputs) -> Built:
    """Return the site as the inputs make it, or the problems that keep it from being made."""
    site.deltas.clear()
    problems = understand(site, inputs)
    if stops(problems, inputs):
        return Built(problems, {}, count(site), complete=False)
    for stage in MAKE:
        found = stage(site, inputs)
        problems = (*problems, *found)
        if stops(found, inputs):
            return Built(problems, {}, count(site), complete=False)
    built = Built(problems, site.files, count(site), complete=True)
    site.due.clear()
    site.published = frozenset(site.pages)
    return built


def check(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return every problem that a build would report before it makes a page."""
    return (*understand(site, inputs), *claim_pages(site, inputs))


def understand(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return every problem of what is written."""
    return tuple(found for stage in UNDERSTAND for found in stage(site, inputs))


def stops(problems: tuple[Problem, ...], inputs: Inputs) -> bool:
    """Tell whether there is an error that keeps the site from being made."""
    forgiven = LOST if inputs.accept_lost else ()
    return any(
        CODES[found.code].severity == "error" and found.code not in forgiven
        for found in problems
    )


def count(site: Site) -> Counts:
    """Return what this build did."""
    return Counts(
        read=site.done("read").ran,
        viewed=site.done("view").ran,
        rendered=tuple(sorted(site.due)),
        reused=len(site.pages) - len(site.due),
        removed=tuple(sorted(site.published - site.claims.keys())),
    )
