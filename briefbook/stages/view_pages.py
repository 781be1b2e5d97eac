"""Facts → views: of pages that are new, or that read a bucket which changed.

A view that differs is rendered at once, so that no more than one is held at a time.
"""

from briefbook.inputs import Inputs
from briefbook.ledger import Look, Made
from briefbook.memory import Site
from briefbook.pages import BY_NAME
from briefbook.pages.page import Desk
from briefbook.problems import Problem
from briefbook.rendering import digest
from briefbook.stages.render_pages import render_due


def view_pages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Look at the pages whose facts changed; only those whose view is another are due."""

    def view(address: str, look: Look) -> Made:
        name, key = site.claims[address]
        page = BY_NAME[name].view(key, Desk(look, address))
        print_ = digest(page, site.renderer.fingerprint(page.template))
        made = Made((print_, page.template, name))
        if site.ledger.values.get(("view", address)) != made.value:
            render_due(site, page)
        return made

    delta = site.deltas["view"] = site.ledger.run("view", site.claims, inputs.edition, view)
    site.due |= set(delta.changed)
    for address in delta.removed:
        site.pages.pop(address, None)
        site.fresh.pop(address, None)
    site.due &= site.claims.keys()
    return ()
