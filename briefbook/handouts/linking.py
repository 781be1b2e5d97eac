"""Where the links of a handout lead: to the published site, or to the folder beside it."""

from urllib.parse import quote

from briefbook.base.addresses import Address, leads_out, relative
from briefbook.handouts.document import Document


def say_address(document: Document, address: str) -> str:
    """Return an address as it is printed: whole where the site's own is known."""
    if not address or leads_out(address) or not document.base:
        return address
    return f"{document.base}/{quote(address, safe='/#')}"


def link_beside(here: str, address: str) -> str:
    """Return the link from a page of the site to an address of it, or of the web."""
    if not address or leads_out(address):
        return address
    page, _, fragment = address.partition("#")
    return relative(Address(here), Address(page), fragment)
