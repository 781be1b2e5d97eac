"""Addresses: where the files of a site stand, and the links between them.

An address is what a browser, a Windows share, a Mac and a memory stick all accept:
segments parted by ``/``, each a legal file name on all of them. Code that holds an
``Address`` may join it to a folder without another check.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import NewType
from unicodedata import category, is_normalized, normalize
from urllib.parse import quote, unquote

Address = NewType("Address", str)
SEGMENT_BYTES = 200
ADDRESS_BYTES = 1000
_DEVICE = r"(?:con|prn|aux|nul|(?:com|lpt)[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$|clock\$)"
_DEVICE_NAME = re.compile(rf"{_DEVICE} *(?:\..*)?", re.IGNORECASE | re.DOTALL)
_RESERVED = re.compile(r'[<>:"|?*/\\]')
# C0 and C1 controls, line and paragraph separators, direction marks, lone surrogates.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# Briefbook's own files in an output folder, and the repository that it may be.
_SERVICE = re.compile(r"\.briefbook.*|\.git", re.IGNORECASE | re.DOTALL)
_PLAIN_SEGMENT = rf"(?!{_DEVICE}(?:[./]|\Z))[a-z0-9][a-z0-9_-]*(?:\.[a-z0-9_-]+)*"
_PLAIN = re.compile(rf"{_PLAIN_SEGMENT}(?:/{_PLAIN_SEGMENT})*")
_OUTWARD = re.compile(r"[a-z][a-z0-9+.-]*+:|//", re.IGNORECASE)
_UNRESERVED = re.compile(r"[A-Za-z0-9._~-]+")
BY_TOP = "\0"
"""Begins a link that goes by the top of the site: no text may hold it."""
_PLACED = re.compile(rf"{BY_TOP}([\w.~%/-]*)((?:#[\w.~%-]+)?)", re.ASCII)
_PICTURES = (".png", ".jpg", ".jpeg", ".webp")


def make_address(text: str) -> Address:
    """Return ``text`` as an address.

    Raises:
        ValueError: saying, in words for the author, what is wrong with it.
    """
    if fault := address_fault(text):
        raise ValueError(fault)
    return Address(text)


def address_fault(text: str) -> str:
    """Return why ``text`` cannot be an address, or an empty string if it can."""
    if _is_plain(text):
        return ""
    faults = (f"{part!r} {fault}" for part in text.split("/") if (fault := segment_fault(part)))
    return next(faults, "") or _length_fault(text, ADDRESS_BYTES)


def make_segment(words: str) -> str:
    """Return the part of an address that words become, "" where they have no letter or digit.

    Case, accents and punctuation make no difference. A letter that is not of a Latin alphabet
    is written as its number behind ``_``, which stands nowhere else but behind a name that
    not every system, or not every folder of the site, can have.
    """
    letters = map(_spell_letter, normalize("NFKC", words).casefold())
    segment = "-".join("".join(letters).split())
    is_taken = segment == "index" or (segment and segment_fault(segment))
    return f"{segment}_" if is_taken else segment


def _spell_letter(letter: str) -> str:
    """Return a letter without its accent, the number of another script's, or a space."""
    bare = letter if letter.isascii() else normalize("NFKD", letter)[0]
    if bare.isascii() and bare.isalnum():
        return bare
    is_written = not letter.isascii() and category(letter)[0] in "LMN"
    return f"_{ord(letter):04x}" if is_written else " "


def _is_plain(text: str) -> bool:
    """Tell quickly of most addresses that they are sound, without asking each segment."""
    return len(text) <= SEGMENT_BYTES and _PLAIN.fullmatch(text) is not None


def are_plain(names: Collection[str]) -> bool:
    """Tell quickly that distinct file names are all sound and stay distinct when folded.

    False says nothing: then they have to be asked one by one.
    """
    return (
        _PLAIN.fullmatch("/".join(names)) is not None and max(map(len, names)) <= SEGMENT_BYTES
    )


def segment_fault(segment: str) -> str:
    """Return why ``segment`` cannot be a file name everywhere, or an empty string if it can.

    The words follow the name: "is a name that Windows keeps for a device".
    """
    return "" if _is_plain(segment) and "/" not in segment else _segment_fault(segment)


@lru_cache(maxsize=65_536)
def _segment_fault(segment: str) -> str:
    return (
        _shape_fault(segment) or _name_fault(segment) or _length_fault(segment, SEGMENT_BYTES)
    )


def _shape_fault(segment: str) -> str:
    if segment in ("", ".", ".."):
        return "is no name"
    if found := _RESERVED.search(segment):
        return f"contains {found[0]}, which not every system allows in a name"
    return unseen_fault(segment)


def unseen_fault(text: str) -> str:
    """Return which invisible character stands in a name or path, or an empty string if none."""
    found = _UNSEEN.search(text)
    return f"contains the invisible character U+{ord(found[0]):04X}" if found else ""


def _name_fault(segment: str) -> str:
    if segment[-1] in ". ":
        return "ends with a dot or a space"
    if _DEVICE_NAME.fullmatch(segment):
        return "is a name that Windows keeps for a device"
    if _SERVICE.fullmatch(segment):
        return "is a name kept for Briefbook or Git"
    return "" if is_normalized("NFC", segment) else "is not in the Unicode form NFC"


def _length_fault(text: str, limit: int) -> str:
    size = len(text.encode())
    return f"is {size} bytes long, over the limit of {limit}" if size > limit else ""


def folder_of(address: Address) -> str:
    """Return the folder that ``address`` stands in, ``""`` for the top."""
    return address.rpartition("/")[0]


def folders_of(addresses: Iterable[Address]) -> set[Address]:
    """Return every folder that ``addresses`` need, with the folders around those."""
    nearest = {folder for address in addresses if (folder := folder_of(address))}
    return {outer for folder in nearest for outer in _outward(folder)}


@lru_cache(maxsize=65_536)
def _outward(folder: str) -> tuple[Address, ...]:
    steps = folder.split("/")
    return tuple(Address("/".join(steps[:end])) for end in range(1, len(steps) + 1))


def fold_address(address: str) -> str:
    """Return ``address`` as a file system sees it that ignores case and Unicode form."""
    return address.lower() if address.isascii() else _fold(address)


@lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    return normalize("NFC", normalize("NFD", normalize("NFD", text).casefold()).casefold())


def leads_out(href: str) -> bool:
    """Tell whether a link leaves the site: it names a scheme or a host."""
    return _OUTWARD.match(href) is not None


def encode_address(address: str) -> str:
    """Return ``address`` as the path of a URL: whatever needs it percent-encoded."""
    return address if _PLAIN.fullmatch(address) else "/".join(map(_encode, address.split("/")))


@lru_cache(maxsize=65_536)
def _encode(segment: str) -> str:
    return segment if _UNRESERVED.fullmatch(segment) else quote(segment, safe="")


def relative(from_address: Address, to_address: Address, fragment: str = "") -> str:
    """Return the link on page ``from_address`` that leads to ``to_address``.

    Joined to the encoded address of its page it gives the encoded ``to_address``, with
    ``fragment`` (given as it stands in an ``id``) behind ``#``. A link within one page is
    the bare fragment.
    """
    return place_links(link_by_top(to_address, fragment), from_address)


def link_by_top(address: str, fragment: str = "") -> str:
    """Return a link that is the same on every page, until ``place_links`` finishes it."""
    return f"{BY_TOP}{encode_address(address)}{fragment and f'#{_encode(fragment)}'}"


def place_links(html: str, here: Address) -> str:
    """Return a page with the links of ``link_by_top`` as they lead from where it stands."""
    page = encode_address(here)
    folder = page.rpartition("/")[0]

    def place(link: re.Match[str]) -> str:
        is_within = link[2] and link[1] == page
        return link[2] if is_within else _lead(folder, link[1]) + link[2]

    return _PLACED.sub(place, html)


@lru_cache(maxsize=262_144)
def _lead(folder: str, target: str) -> str:
    """Return the link that leads to an address from every page of a folder, all encoded."""
    steps, names = folder.split("/") if folder else [], target.split("/")
    shared = len(posixpath.commonprefix((steps, names[:-1])))
    return "../" * (len(steps) - shared) + "/".join(names[shared:])


# Relative links that an author wrote in an article → files of the workspace


def is_picture(path: str) -> bool:
    """Tell whether a file is a picture that may be published, by its name."""
    return path.lower().endswith(_PICTURES)


def split_target(target: str) -> tuple[str, str]:
    """Return the path and the fragment of a relative link, its escapes undone."""
    path, _, fragment = target.partition("#")
    return unquote(path.partition("?")[0]), unquote(fragment)


def resolve_path(path: str, target: str) -> str:
    """Return the file that ``target`` means in the article at ``path``; the article for ""."""
    return (
        posixpath.normpath(posixpath.join(posixpath.dirname(path), target)) if target else path
    )


def list_places(path: str, name: str) -> tuple[str, ...]:
    """Return where the file that the article at ``path`` names may lie, the first place first.

    That is beside the article, then from the top of the workspace.
    """
    beside = resolve_path(path, name)
    return (beside,) if name == beside or address_fault(name) else (beside, name)


def list_link_places(path: str, target: str) -> tuple[str, ...]:
    """Return where the file of a link may lie: a picture from the top of the workspace, too."""
    return list_places(path, target) if is_picture(target) else (resolve_path(path, target),)


def name_from(path: str, file: str) -> str:
    """Return a file as the article at ``path`` would name it from its own folder."""
    return posixpath.relpath(file, posixpath.dirname(path))


def name_places(places: Sequence[str]) -> str:
    """Return in words that a file is at none of the places at which it was looked for."""
    return f"there is {'neither' if len(places) > 1 else 'no'} {' nor '.join(places)}"
