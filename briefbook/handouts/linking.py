"""Where the links of a handout lead: to the published site, or to the folder beside it."""

import re
from urllib.parse import quote

from briefbook.addresses import Address, relative
from briefbook.handouts.document import Document

OUTSIDE = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def is_outside(address: str) -> bool:
    """Tell whether an address is one of the web, not of this site."""
    return OUTSIDE.match(address) is not None


def say_address(document: Document, address: str) -> str:
    """Return an address as it is printed: whole where the site's own is known."""
    if not address or is_outside(address) or not document.base:
        return address
    return f"{document.base}/{quote(address, safe='/#')}"


def link_beside(here: str, address: str) -> str:
    """Return the link from a page of the site to an address of it, or of the web."""
    if not address or is_outside(address):
        return address
    page, _, fragment = address.partition("#")
    return relative(Address(here), Address(page), fragment)
