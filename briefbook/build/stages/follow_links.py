"""Every link of the finished site leads to something that is there.

Looked at are the links of new pages, and, where an id or a file is gone, the links of all
pages to it.
"""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from briefbook.base.problems import Locus, Problem, problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site, list_pictures
from briefbook.build.stages.make_pages import render_again
from briefbook.index.store import Store, name_id
from briefbook.render.hrefs import Ends, find_ends


def follow_links(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return the links that lead nowhere."""
    store, beside = site.ledger.store, frozenset((*inputs.assets, *list_pictures(site, inputs)))
    loose = set(find_loose(site, beside)) | find_lost(site, beside)
    site.last = site.last._replace(beside=beside)
    pages = store.pages_linking(loose) if loose else []
    return tuple(found for page in pages for found in explain_link(site, inputs, page, beside))


def find_loose(site: Site, beside: AbstractSet[str]) -> Iterator[int]:
    """Yield the ends that new pages link to, and that are nowhere."""
    for target, fragments in site.ends.links.items():
        if target not in beside:
            known = known_ends(site.ledger.store, target)
            yield from {name_id(target, fragment) for fragment in fragments} - known


def known_ends(store: Store, target: str) -> AbstractSet[int]:
    """Return the ends that a page offers."""
    record = store.page(target)
    return frozenset(record.ids) if record else frozenset()


def find_lost(site: Site, beside: AbstractSet[str]) -> set[int]:
    """Return the ends that there were at the last build, and are no more."""
    lost = site.ends.lost.union(*(record.ids for record in site.removed.values()))
    return lost | {name_id(address, "") for address in site.last.beside - beside}


def explain_link(
    site: Site, inputs: Inputs, page: str, beside: AbstractSet[str]
) -> Iterator[Problem]:
    """Yield the links of a page that lead to no file, or to no place within a page."""
    store = site.ledger.store
    for address, fragment in sorted(ends_of(site, inputs, page).links):
        known = known_ends(store, address)
        if not known and address not in beside:
            yield problem("broken-link", Locus(page), address=address, fragment=fragment)
        elif known and name_id(address, fragment) not in known:
            yield problem("broken-link", Locus(page), address=address, fragment=f"#{fragment}")


def ends_of(site: Site, inputs: Inputs, page: str) -> Ends:
    """Return where the links of a page lead, by name."""
    data = site.made.get(page) or render_again(site, inputs, page)
    return find_ends(page, data)
