"""Views → finished pages, in batches that any worker can do."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.base.problems import Problem
from briefbook.handouts.formats import PaperSettings, find_maker
from briefbook.render.hrefs import NO_ENDS, Ends, find_ends
from briefbook.render.page import Page
from briefbook.render.rendering import Renderer, render_page


class RenderSettings(NamedTuple):
    """What pages are made with: sources of templates, and the folder of a book's own fonts."""

    templates: Mapping[str, str]
    fonts: str = ""


class Finished(NamedTuple):
    """A finished page: its bytes and where its links lead, and what is to be said of it."""

    address: Address
    data: bytes
    ends: Ends
    problems: tuple[Problem, ...] = ()


def finish_pages(kit: RenderSettings, pages: Iterable[Page]) -> list[Finished]:
    """Return the pages, made."""
    renderer = make_renderer(tuple(kit.templates.items()))
    return [finish_page(kit, renderer, page) for page in pages]


@lru_cache(maxsize=4)
def make_renderer(templates: tuple[tuple[str, str], ...]) -> Renderer:
    """Return a renderer; a worker that goes on with the same templates has it already."""
    return Renderer(dict(templates))


def finish_page(kit: RenderSettings, renderer: Renderer, page: Page) -> Finished:
    """Return a page, made by who makes such pages: most are rendered."""
    make = find_maker(page.template)
    if make:
        press = PaperSettings(kit.templates.get(page.template, ""), kit.fonts)
        made = make(page.data["document"], press)
        return Finished(Address(page.address), made.data, NO_ENDS, made.problems)
    data, problems = render_page(renderer, page)
    ends = NO_ENDS if problems else find_ends(page.address, data)
    return Finished(Address(page.address), data, ends, problems)
