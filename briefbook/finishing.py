"""Views → finished pages, in batches that any worker can do."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefbook.addresses import Address
from briefbook.addressing import Ends, find_ends
from briefbook.pages.page import Page
from briefbook.problems import Problem
from briefbook.rendering import Renderer, render_page

Templates = Mapping[str, str]
NO_ENDS = Ends(frozenset(), frozenset())


class Finished(NamedTuple):
    """A finished page: its bytes and where its links lead, or the problem of its template."""

    address: Address
    data: bytes
    ends: Ends
    problems: tuple[Problem, ...] = ()


def finish_pages(templates: Templates, pages: Iterable[Page]) -> list[Finished]:
    """Return the pages, rendered."""
    renderer = make_renderer(tuple(templates.items()))
    return [finish_page(renderer, page) for page in pages]


@lru_cache(maxsize=4)
def make_renderer(templates: tuple[tuple[str, str], ...]) -> Renderer:
    """Return a renderer; a worker that goes on with the same templates has it already."""
    return Renderer(dict(templates))


def finish_page(renderer: Renderer, page: Page) -> Finished:
    """Return a page, rendered."""
    data, problems = render_page(renderer, page)
    ends = NO_ENDS if problems else find_ends(page.address, data)
    return Finished(Address(page.address), data, ends, problems)
