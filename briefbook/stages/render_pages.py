"""Views → bytes: what is left to render, and all that is published."""

from briefbook.addressing import find_ends
from briefbook.inputs import Inputs
from briefbook.memory import Rendered, Site
from briefbook.pages.page import Page
from briefbook.problems import Problem
from briefbook.rendering import render_page


def render_pages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Render what failed when it was viewed; gather all files; return what fails still."""
    left = [site.fresh[address] for address in sorted(site.fresh)]
    problems = dict.fromkeys(found for page in left for found in render_due(site, page))
    pages = {address: page.data for address, page in site.pages.items()}
    site.files = {**pages, **inputs.assets, **load_pictures(site, inputs)}
    return tuple(problems)


def render_due(site: Site, page: Page) -> tuple[Problem, ...]:
    """Render one page, or keep it for later with the problem of its template."""
    data, problems = render_page(site.renderer, page)
    if problems:
        site.fresh[page.address] = page
        return problems
    site.fresh.pop(page.address, None)
    site.pages[page.address] = Rendered(data, find_ends(page.address, data))
    return ()


def load_pictures(site: Site, inputs: Inputs) -> dict[str, bytes]:
    """Return the pictures that visible articles show, by their addresses."""
    look = site.ledger.look(inputs.edition)
    return {
        address: inputs.files[path].load()
        for path in look.keys("uses")
        for address in look.all("file", path)
        if path in inputs.files
    }
