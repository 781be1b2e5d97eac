"""Rows → pages: which there are, and at which addresses.

Every key of an index that claims pages is a task; what it claims lies in a posting list by its
folded address, so that two who claim one address are found there.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefbook.base.addresses import Address, address_fault, fold_address
from briefbook.base.problems import Locus, Problem, problem
from briefbook.build.inputs import Inputs
from briefbook.build.memory import Site, list_pictures
from briefbook.handouts.letters import merge_missing
from briefbook.index.ledger import EditionView, TaskResult
from briefbook.index.rows import Row
from briefbook.pages.about import REDIRECT_PAGE
from briefbook.pages.fragments import FRAGMENT
from briefbook.pages.page import CLAIM, ONE, claim_keys
from briefbook.pages.table import BY_NAME, FRAGMENTS, PAGES

FILE = "file-of"
"""The index of the files that pages make beside themselves: the page, by the address."""


class PageClaim(NamedTuple):
    """A page that there is to be: its address, its kind, and its key among these."""

    address: Address
    kind: str
    key: str


def claim_pages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Find every page; return what cannot be made, and addresses that are claimed twice."""
    ledger = site.ledger
    empty = mark_claims(site)
    before = {task: ledger.value(CLAIM, task) or () for task in ledger.due(CLAIM)}
    ledger.run(CLAIM, inputs.edition, claim)
    moved = {task: (was, ledger.value(CLAIM, task)) for task, was in before.items()}
    ledger.forget(CLAIM, empty)
    touched = {one for was, now in moved.values() for one in set(was) ^ set(now)}
    move_pages(site, inputs, touched)
    # The entries that claim one address may have moved to other files since.
    known = set(site.last.collisions)
    collide(site, inputs, known | {fold_address(one.address) for one in touched})
    collisions = (one for _, each in sorted(site.last.collisions.items()) for one in each)
    missing = dict.fromkeys(merge_missing(ledger.stage_problems(CLAIM)))
    return (*missing, *collisions, *find_clashes(site, inputs))


def find_clashes(site: Site, inputs: Inputs) -> Iterator[Problem]:
    """Yield the pictures whose addresses are those of files that are published as they are."""
    folded = {fold_address(address): address for address in inputs.assets}
    for address, path in sorted(list_pictures(site, inputs).items()):
        if other := folded.get(fold_address(address)):
            yield problem("address-taken", Locus(path), "", (Locus(other),), address=address)


def mark_claims(site: Site) -> list[str]:
    """Mark the keys that came or went since the last time; return the claims of those gone."""
    ledger, gone = site.ledger, []
    indexes = dict.fromkeys((*FRAGMENTS, *(kind.index for kind in PAGES if kind.index != ONE)))
    born = {index: ledger.take_born(index) for index in indexes}
    for index in FRAGMENTS:
        ledger.mark(FRAGMENT, [f"{index} {key}" for key in born[index]], "a new entry")
    for kind in PAGES:
        if kind.index == ONE and ledger.store.task((CLAIM, f"{kind.name} ")) is None:
            ledger.mark(CLAIM, [f"{kind.name} "], "the site")
        for key in born.get(kind.index, ()):
            ledger.mark(CLAIM, [f"{kind.name} {key}"], f"{kind.index} {key}")
            if not ledger.store.open_key((kind.index, key)).by_task:
                gone.append(f"{kind.name} {key}")
    return gone


def claim(task: str, view: EditionView) -> TaskResult:
    """Return the claims of a key, each listed under its address, and where else it is listed.

    What has no proper address has a name that is reported as such, and is never built.
    """
    name, _, key = task.partition(" ")
    kind = BY_NAME[name]
    keys, problems = claim_keys(kind, key, view)
    pages = ((kind.address(page, view), page) for page in keys)
    claims = tuple(
        PageClaim(Address(address), name, page)
        for address, page in pages
        if not address_fault(address)
    )
    rows = [Row(CLAIM, fold_address(one.address), one) for one in claims]
    rows += [Row(kind.listed, "", one.key) for one in claims if kind.listed]
    return TaskResult(claims, tuple(rows), problems)


def move_pages(site: Site, inputs: Inputs, touched: Iterable[PageClaim]) -> None:
    """Have pages made where they are claimed anew, and forget them where no more."""
    view = site.ledger.look(inputs.edition)
    for address in sorted({one.address for one in touched}):
        if find_claim(address, view):
            site.ledger.mark("view", [address], "its address")
        else:
            drop_page(site, address)


def find_claim(address: str, view: EditionView) -> PageClaim | None:
    """Return who claims an address: the first, where there are several."""
    claims: tuple[PageClaim, ...] = view.all(CLAIM, fold_address(address))
    return next((one for one in claims if one.address == address), None)


def list_claims(site: Site) -> list[PageClaim]:
    """Return every page that there is to be, by address."""
    return sorted(one for _, some in site.ledger.stage_values(CLAIM) for one in some)


def drop_page(site: Site, address: Address) -> None:
    """Forget a page that nobody claims any more."""
    for file in list_files_of(site, address):
        drop_made(site, Address(file))
    site.ledger.forget("view", [address])
    drop_made(site, address)


def list_files_of(site: Site, page: str) -> list[str]:
    """Return the addresses of the files that a page made beside itself."""
    kept = site.ledger.store.task(("view", page))
    return [key for index, key in kept.rows if index == FILE] if kept else []


def drop_made(site: Site, address: Address) -> None:
    """Forget what was made at an address."""
    if record := site.ledger.store.page(address):
        site.removed[address] = record
        others = {at: each for at, each in site.last.remarks.items() if at != address}
        site.last = site.last._replace(remarks=others)
        site.put_page(address, None)


def collide(site: Site, inputs: Inputs, touched: set[str]) -> None:
    """Find the addresses that are claimed twice, among the folded ones that were touched."""
    now = frozenset(inputs.assets)
    if now != site.last.assets:
        touched = touched | {fold_address(address) for address in now | site.last.assets}
    beside: dict[str, list[str]] = {}
    for address in sorted(now):
        beside.setdefault(fold_address(address), []).append(address)
    view, found = site.ledger.look(inputs.edition), dict(site.last.collisions)
    for folded in touched:
        found.pop(folded, None)
        if problems := tuple(explain_collision(folded, view, beside.get(folded, []))):
            found[folded] = problems
    site.last = site.last._replace(collisions=found, assets=now)


def explain_collision(folded: str, view: EditionView, assets: list[str]) -> Iterator[Problem]:
    """Yield a problem for every file at a folded address but the first.

    It stands at the entry that claims the address, at its ``was:`` for a former one, and
    names the place of the first, too. A file beside the pages stands for itself.
    """
    claims = sorted(view.all(CLAIM, folded), key=is_former)
    takers = [(one.address, place_of(one, view)) for one in claims]
    takers += [(address, Locus(address)) for address in assets]
    for address, place in takers[1:]:
        yield problem("address-taken", place, "", (takers[0][1],), address=address)


def is_former(claim: PageClaim) -> bool:
    """Tell whether a claim is that of a redirect."""
    return claim.kind == REDIRECT_PAGE.name


def place_of(claim: PageClaim, view: EditionView) -> Locus:
    """Return the place of the entry that a page is of; the address itself, if there is none."""
    if is_former(claim):
        present = find_claim(claim.key.partition(" ")[2], view)
        place = place_of(present, view) if present else Locus(claim.address)
        return place._replace(pointer=(*place.pointer, "was")) if place.pointer else place
    known = [place for kind, place in view.all("id", claim.key) if kind == claim.kind]
    return known[0]._replace(part="key") if known else Locus(claim.address)
