"""Relative links in a text lead to an article or a picture of the workspace."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from briefbook.base.addresses import list_link_places, name_places, split_target
from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.editions import find_hidden, list_access
from briefbook.checks.prose import all_prose
from briefbook.index.ledger import FullView
from briefbook.index.rows import Access
from briefbook.syntax.markdown.document import Address, Document
from briefbook.units.files import article_key
from briefbook.units.resolving import Contribution, find_file


class RelativeLink(NamedTuple):
    """A relative link: the file it stands in, its place, and the access of its text."""

    path: str
    piece: Address
    locus: Locus
    access: Access


def check_places(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the relative links of a unit's text that lead nowhere."""
    for prose in all_prose(contribution):
        seen: Counter[str] = Counter()
        for piece in prose.document.pieces:
            if isinstance(piece, Address):
                literal = f"~]({piece.address}"
                pointer = (*prose.locus.pointer, literal, str(seen[literal]))
                seen[literal] += 1
                locus = prose.locus._replace(pointer=pointer)
                path = contribution.unit.path
                yield from check_link(RelativeLink(path, piece, locus, prose.access), view)


def check_link(link: RelativeLink, view: FullView) -> Iterator[Problem]:
    """Yield the problem of one relative link."""
    written = link.piece.address
    target, fragment = split_target(written)
    file = find_file(link.path, target, view)
    accesses = [access for _, access in view.guarded("file", file)]
    if not accesses:
        looked = name_places(list_link_places(link.path, target))
        yield problem("dead-link", link.locus, address=written, looked=looked)
    elif fragment and not has_fragment(file, fragment, view):
        hint = did_you_mean(fragment, list_slugs(file, view))
        yield problem("dead-fragment", link.locus, hint, address=written, fragment=fragment)
    elif fragment not in list_slugs(file, view):
        accesses = list_access(f"{name_key(file)}#{fragment}", view) or accesses
    yield from find_hidden(written, link.locus, accesses, link.access, view)


def has_fragment(file: str, fragment: str, view: FullView) -> bool:
    """Tell whether the article in ``file`` has a heading or an annotation called so.

    What stands in an article that could not be read is not known, and is not missed.
    """
    key = name_key(file)
    is_lost = file.endswith(".md") and not view.all("body", key)
    is_there = is_lost or view.all("id", f"{key}#{fragment}")
    return bool(is_there) or fragment in list_slugs(file, view)


def list_slugs(file: str, view: FullView) -> set[str]:
    """Return what the headings of an article are called in addresses."""
    body = view.one("body", name_key(file))
    document: Document | None = body.document if body else None
    return {heading.slug for heading in document.headings} if document else set()


def name_key(file: str) -> str:
    """Return the key of an article, or of the briefing whose overview it is."""
    return article_key(file).removesuffix("/index")
