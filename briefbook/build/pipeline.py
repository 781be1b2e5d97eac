"""The build, from the top: the stages in the order in which the data flows.

Each call of ``build`` is given everything that can change (files, config, templates,
assets) and the memory of the last one; it brings every stage up to date, and returns what
the site is now. The first build and a rebuild are the same loop: only how much is stale
differs. Nothing here touches the disk, but through the memory's store.

What is understood is kept, even where nothing can be made of it. What is made is kept by
``commit_build``, when it has been published, which writes it all; where that cannot be,
``build`` forgets it, and ``Site.undo`` does the same.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from briefbook.base.addresses import Address
from briefbook.base.codes import CODES
from briefbook.base.problems import Problem
from briefbook.build.inputs import Built, Counts, Inputs, SiteFile
from briefbook.build.memory import Site
from briefbook.build.stages.check_book import check_book
from briefbook.build.stages.claim_pages import claim_pages, find_claim, list_claims
from briefbook.build.stages.contribute_rows import contribute_rows
from briefbook.build.stages.find_gaps import find_gaps, list_gaps, mark_gaps
from briefbook.build.stages.follow_links import follow_links
from briefbook.build.stages.link_names import confirm_names, link_names
from briefbook.build.stages.make_fragments import make_fragments
from briefbook.build.stages.make_pages import (
    gather_files,
    load_file,
    make_pages,
    render_again,
    view_page,
)
from briefbook.build.stages.note_ages import note_ages
from briefbook.build.stages.read_units import read_units
from briefbook.build.stages.take_settings import take_settings
from briefbook.gaps.gap import Gap
from briefbook.render.page import Page

__all__ = [
    "Built",
    "Counts",
    "Inputs",
    "Site",
    "SiteFile",
    "build",
    "check",
    "commit_build",
    "list_views",
    "load",
    "make_one_page",
    "survey_gaps",
]

Stage = Callable[[Site, Inputs], tuple[Problem, ...]]

UNDERSTAND: tuple[Stage, ...] = (
    take_settings,
    read_units,
    contribute_rows,
    note_ages,
    check_book,
    confirm_names,
    mark_gaps,
)
"""What is written, and all that is wrong with it."""

MAKE: tuple[Stage, ...] = (
    link_names,
    find_gaps,
    claim_pages,
    make_fragments,
    make_pages,
    follow_links,
)
"""What is published of it in one edition."""

LOST = ("quote-not-found", "ambiguous-quote", "nth-out-of-range", "capture-missing")


def build(site: Site, inputs: Inputs) -> Built:
    """Return the site as the inputs make it, or the problems that keep it from being made."""
    forget_deltas(site)
    problems = understand(site, inputs)
    site.save()
    if stops(problems, inputs):
        return Built(problems, {}, {}, count(site), complete=False)
    for stage in MAKE:
        found = stage(site, inputs)
        problems = (*problems, *found)
        if stops(found, inputs):
            counts = count(site)
            site.undo()
            return Built(problems, {}, {}, counts, complete=False)
    return Built(problems, gather_files(site, inputs), site.made, count(site), complete=True)


def commit_build(site: Site) -> None:
    """Make last what was built: it has been published."""
    site.save()
    site.ledger.store.commit()
    site.made.clear()


def make_one_page(site: Site, inputs: Inputs, address: str) -> bytes | None:
    """Return a page as ``build`` will make it of what was just understood, None if it will not.

    What is made for it stands in the memory, where only ``Site.undo`` takes it back.
    """
    for stage in (link_names, claim_pages, make_fragments):
        stage(site, inputs)
    is_claimed = find_claim(address, site.ledger.look(inputs.edition))
    return render_again(site, inputs, address) if is_claimed else None


def load(
    site: Site, inputs: Inputs, addresses: Iterable[Address]
) -> Iterator[tuple[Address, bytes]]:
    """Yield the bytes of addresses of the site that was just built; old pages are made anew."""
    return ((address, load_file(site, inputs, address)) for address in addresses)


def check(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return every problem that a build would report before it makes a page."""
    forget_deltas(site)
    return (*understand(site, inputs), *claim_pages(site, inputs))


def survey_gaps(site: Site, inputs: Inputs) -> tuple[tuple[Problem, ...], list[Gap]]:
    """Return the problems of what is written, and all that is missing in it."""
    forget_deltas(site)
    problems = understand(site, inputs)
    link_names(site, inputs)
    return problems, list_gaps(site, inputs)


def list_views(site: Site, inputs: Inputs) -> Iterator[tuple[Address, Callable[[], Page]]]:
    """Yield every page of the site that was just checked: its address, and what views it."""
    link_names(site, inputs)
    find_gaps(site, inputs)
    claim_pages(site, inputs)  # some pages are for gaps alone
    make_fragments(site, inputs)
    view = site.ledger.look(inputs.edition)
    yield from ((one.address, partial(view_page, one, view)) for one in list_claims(site))


def forget_deltas(site: Site) -> None:
    """Forget what the last build did."""
    site.deltas.clear()
    site.removed.clear()
    site.made.clear()
    site.ends.links.clear()
    site.ends.lost.clear()


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
    rendered = tuple(sorted(site.made))
    return Counts(
        read=site.done("read").ran,
        viewed=site.done("view").ran,
        rendered=rendered,
        reused=len(site.page_hashes()) - len(rendered),
        removed=tuple(sorted(site.removed)),
    )
