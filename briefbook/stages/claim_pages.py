"""Rows → pages: which there are, and at which addresses."""

from briefbook.addresses import fold_address
from briefbook.inputs import Inputs
from briefbook.memory import Site
from briefbook.pages import PAGES
from briefbook.problems import Locus, Problem, problem

Claims = dict[str, tuple[str, str]]


def claim_pages(site: Site, inputs: Inputs) -> tuple[Problem, ...]:
    """Find the (kind, key) of every page by its address; return the addresses claimed twice."""
    look = site.ledger.look(inputs.edition)
    claims: Claims = {}
    problems: list[Problem] = []
    folded: dict[str, str] = {}
    for kind in PAGES:
        for key in kind.keys(look):
            address = kind.address(key, look)
            claim = f"{kind.name} {key}"
            if folded.setdefault(fold_address(address), claim) != claim:
                problems.append(problem("address-taken", Locus(address), address=address))
            claims[address] = (kind.name, key)
    problems.extend(
        problem("address-taken", Locus(address), address=address)
        for address in inputs.assets
        if folded.setdefault(fold_address(address), address) != address
    )
    moved = [address for address in claims if site.claims.get(address) != claims[address]]
    site.ledger.mark("view", moved)
    site.claims = claims
    return tuple(problems)
