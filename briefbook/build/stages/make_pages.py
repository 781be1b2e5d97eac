"""Facts → views → bytes: of pages that are new, or that read a posting list which changed.

Only a view that differs is rendered, by who views it; or by an executor, which renders while
the next pages are viewed.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from hashlib import sha256
from typing import NamedTuple

from briefbook.base.addresses import Address, fold_address, make_address
from briefbook.base.problems import Locus, Problem, problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site, list_pictures
from briefbook.build.stages.claim_pages import (
    FILE,
    PageClaim,
    drop_made,
    find_claim,
    list_claims,
    list_files_of,
)
from briefbook.build.working import Batches
from briefbook.charts import draw_all
from briefbook.exports.charts import FOLDER, list_files, write_files
from briefbook.handouts.document import HOUSE
from briefbook.handouts.formats import PaperSettings, find_maker
from briefbook.handouts.kinds import BY_NAME as HANDOUTS
from briefbook.index.ledger import EditionView, TaskResult
from briefbook.index.rows import Row
from briefbook.index.store import PageRecord, name_id
from briefbook.pages.context import PageContext
from briefbook.pages.table import BY_NAME
from briefbook.render.hrefs import NO_ENDS, Ends, find_ends
from briefbook.render.page import Page
from briefbook.render.rendering import Compiled, Renderer, digest, render_page
from briefbook.units.picture import bare_photo


class RenderSettings(NamedTuple):
    """What pages are made with: templates, what finds them compiled, and what papers need."""

    templates: Mapping[str, str]
    fonts: str = ""
    compiled: Callable[[], Compiled] = dict
    house: bytes = b""


class Finished(NamedTuple):
    """A finished page: its bytes and where its links lead, and what is to be said of it."""

    address: Address
    data: bytes
    ends: Ends
    problems: tuple[Problem, ...] = ()


def make_pages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """View and render the pages whose facts changed; return what is to be said of pages."""
    before = [file for page in site.ledger.due("view") for file in list_files_of(site, page)]
    run_pages(site, inputs)
    drop_files(site, inputs, before)
    said = (one for _, problems in sorted(site.last.remarks.items()) for one in problems)
    return (*dict.fromkeys(said), *find_taken(site, inputs))


def find_taken(site: Site, inputs: Inputs) -> Iterator[Problem]:
    """Yield the files that are published as they are where pages put theirs."""
    folded = {fold_address(at): at for at in inputs.assets}
    taken = {at: other for at, other in folded.items() if at.startswith(FOLDER)}
    files = site.ledger.look(inputs.edition).keys(FILE) if taken else ()
    for file in files:
        if other := taken.get(fold_address(file)):
            yield problem("address-taken", Locus(other), "", (Locus(file),), address=other)


def run_pages(site: Site, inputs: Inputs) -> None:
    """View and render the pages whose facts changed, with their files."""
    kit, prints = kit_of(inputs), site.last.prints
    renderer = find_renderer(kit)
    take = partial(take_pages, site)
    batches = Batches(site.executor, finish_pages, kit, take) if site.executor else None

    def make_page(address: str, view: EditionView) -> TaskResult:
        claim = find_claim(address, view)
        assert claim is not None
        page = view_page(claim, view)
        print_ = digest(page, prints.get(page.template, ""))
        before = site.ledger.value("view", address)
        is_same = before is not None and before[0] == print_
        made = () if is_same else (page,) if batches else finish_page(kit, renderer, page)
        rows = tuple(Row(FILE, file, address) for file in list_files(page.data))
        return TaskResult((print_, page.template, claim.kind), rows, beside=made)

    run = partial(site.ledger.run, "view", inputs.edition, make_page)
    site.deltas["view"] = run(batches.add if batches else take)
    if batches:
        batches.finish()


def drop_files(site: Site, inputs: Inputs, before: Iterable[str]) -> None:
    """Forget those files of pages that no page has any more."""
    view = site.ledger.look(inputs.edition)
    for address in before:
        if not view.all(FILE, address):
            drop_made(site, Address(address))


def kit_of(inputs: Inputs) -> RenderSettings:
    """Return what pages are made with."""
    house = inputs.load(HOUSE) if inputs.house else b""
    return RenderSettings(inputs.templates, inputs.fonts.folder, inputs.compiled, house)


def view_page(claim: PageClaim, view: EditionView) -> Page:
    """Return a page as a value."""
    return BY_NAME[claim.kind].view(claim.key, PageContext(view, claim.address))


def tell_lengths(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Return the problems of papers that are too long for their sides; none of them is made."""
    from briefbook.handouts.formats.pdf import TEMPLATE, tell_length

    view, kit = site.ledger.look(inputs.edition), kit_of(inputs)
    press = PaperSettings(kit.templates.get(TEMPLATE, ""), kit.fonts)
    pages = (view_page(one, view) for one in list_claims(site) if has_sides(one))
    return tuple(found for page in pages for found in tell_length(page.data["document"], press))


def has_sides(claim: PageClaim) -> bool:
    """Tell whether a page is a PDF that has so many sides at most."""
    kind = HANDOUTS.get(claim.kind)
    return bool(kind and kind.sides and claim.address.endswith(".pdf"))


def take_pages(site: Site, pages: Iterable[Finished]) -> None:
    """Keep pages that were rendered."""
    for page in pages:
        take_page(site, page)


def take_page(site: Site, page: Finished) -> None:
    """Keep a page that was rendered: its bytes, its hash, and the ends that are to be tied."""
    remark(site, page.address, page.problems)
    store, address = site.ledger.store, page.address
    before, new_hash = store.page(address), sha256(page.data).hexdigest()
    if before and before.hash == new_hash and page.ends == NO_ENDS:
        return  # the page has changed, this file of it has not
    whole = {(target, "") for target, _ in page.ends.links}
    links = sorted(name_id(*link) for link in page.ends.links | whole)
    ids = sorted(name_id(address, one) for one in {"", *page.ends.ids})
    site.ends.lost.update(set(before.ids).difference(ids) if before else ())
    for target, fragment in page.ends.links:
        site.ends.links.setdefault(target, set()).add(fragment)
    site.put_page(address, PageRecord(new_hash, links, ids))
    site.made[address] = page.data


def remark(site: Site, address: str, problems: tuple[Problem, ...]) -> None:
    """Remember what is to be said of a page, until it is made again or gone."""
    if problems or address in site.last.remarks:
        others = {one: each for one, each in site.last.remarks.items() if one != address}
        kept = {**others, address: problems} if problems else others
        site.last = site.last._replace(remarks=kept)


def render_again(site: Site, inputs: Inputs, address: str) -> bytes:
    """Return the bytes of a page, or of a file of one, that has not changed."""
    view = site.ledger.look(inputs.edition)
    claim = find_claim(view.one(FILE, address) or address, view)
    assert claim is not None
    made = finish_pages(kit_of(inputs), [view_page(claim, view)])
    return next(one.data for one in made if one.address == address)


def finish_pages(kit: RenderSettings, pages: Iterable[Page]) -> list[Finished]:
    """Return the pages, made, each with its files."""
    renderer = find_renderer(kit)
    return [made for page in pages for made in finish_page(kit, renderer, page)]


def find_renderer(kit: RenderSettings | Inputs) -> Renderer:
    """Return who renders with these templates."""
    return make_renderer(tuple(kit.templates.items()), kit.compiled)


@lru_cache(maxsize=4)
def make_renderer(
    templates: tuple[tuple[str, str], ...], compiled: Callable[[], Compiled]
) -> Renderer:
    """Return a renderer; a worker that goes on with the same templates has it already."""
    return Renderer(dict(templates), compiled)


def finish_page(kit: RenderSettings, renderer: Renderer, page: Page) -> tuple[Finished, ...]:
    """Return a page and the files of its pictures, made by who makes such pages.

    Most are rendered. What is drawn for the page stands in its files, too.
    """
    make = find_maker(page.template)
    if make:
        press = PaperSettings(kit.templates.get(page.template, ""), kit.fonts, kit.house)
        made = make(page.data["document"], press)
        return (Finished(Address(page.address), made.data, NO_ENDS, made.problems),)
    drawn = draw_all(page.data)
    data, problems = render_page(renderer, page._replace(data=drawn))
    ends = NO_ENDS if problems else find_ends(page.address, data)
    files = write_files(page.data, drawn)
    return (
        Finished(Address(page.address), data, ends, problems),
        *(Finished(Address(at), text.encode(), NO_ENDS) for at, text in files),
    )


def gather_files(site: Site, inputs: Inputs) -> dict[Address, str]:
    """Return the SHA-256 of every file of the site by its address."""
    assets = {make_address(at): source.hash for at, source in inputs.assets.items()}
    pictures = {
        make_address(at): hash_picture(site, inputs, path)
        for at, path in list_pictures(site, inputs).items()
    }
    return {**site.page_hashes(), **assets, **pictures}


def hash_picture(site: Site, inputs: Inputs, path: str) -> str:
    """Return the SHA-256 of what is published of a picture."""
    bare: str = site.ledger.value("read", path).bare
    return inputs.files[path] if inputs.config.photo_metadata == "keep" else bare


def load_picture(inputs: Inputs, path: str) -> bytes:
    """Return what is published of a picture."""
    data = inputs.load(path)
    return data if inputs.config.photo_metadata == "keep" else bare_photo(data)


def load_file(site: Site, inputs: Inputs, address: str) -> bytes:
    """Return the bytes of a file of the site."""
    if address in site.made:
        return site.made[address]
    if address in inputs.assets:
        return inputs.assets[address].load()
    path = list_pictures(site, inputs).get(address)
    return load_picture(inputs, path) if path else render_again(site, inputs, address)
