"""The manifest: which files of an output folder are ours, and the hash of each.

It lies in the output folder itself, so that losing the state loses nothing. Others can
write there too: nothing in it is believed that is not an address and a hash.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from briefbook.base.addresses import Address, address_fault
from briefbook.disk.files import read_file

MANIFEST_NAME = ".briefbook-manifest.json"
VERSION = 1
HASH_BYTES = 64
SIZE_LIMIT = 256 * 1024 * 1024
Cut = tuple[int, int, bytes]

_SHA256 = re.compile(f"[0-9a-f]{{{HASH_BYTES}}}")


def read_manifest(base: str) -> dict[Address, str]:
    """Return the SHA-256 of each of our files in the folder ``base`` (ending with ``/``).

    Empty where there is no manifest, or none that this version understands.
    """
    return parse_manifest(read_file(base + MANIFEST_NAME, SIZE_LIMIT) or b"")


def parse_manifest(data: bytes) -> dict[Address, str]:
    """Return the entries that are an address and a hash; whatever else is there is ignored."""
    pages = load_mapping(data, VERSION).get("pages")
    return dict(_entries(pages)) if isinstance(pages, dict) else {}


def _entries(pages: dict[str, object]) -> Iterator[tuple[Address, str]]:
    for text, sha256 in pages.items():
        if is_hash(sha256) and not address_fault(text):
            yield Address(text), str(sha256)


def encode_manifest(pages: Mapping[Address, str]) -> bytes:
    """Return the manifest of ``pages``: a line for each, sorted, always the same bytes.

    Neither an address nor a hash has a character that JSON would escape, so that all can be
    joined as they are, which takes an eighth of the time.
    """
    listed = f'"{_join(pages)}"' if pages else ""
    return f'{{"pages": {{{listed}}},\n"version": {VERSION}}}\n'.encode()


def _join(pages: Mapping[Address, str]) -> str:
    """Return addresses and hashes in turn, with what JSON has between them."""
    names = sorted(pages)
    parts = ["", '": "', "", '",\n"'] * len(names)
    parts[0::4] = names
    parts[2::4] = map(pages.__getitem__, names)
    return "".join(parts[:-1])


def replace_hashes(data: bytes, hashes: Mapping[Address, str]) -> bytes:
    """Return the manifest ``data`` with other hashes for some of the pages in it.

    That is the same as encoding them all, if ``data`` was made so.

    Raises:
        ValueError: one of the pages is not in it.
    """
    cuts, start = list[Cut](), 0
    for address in sorted(hashes):
        name = f'"{address}": "'.encode()
        start = data.index(name, start) + len(name)
        cuts.append((start, start + HASH_BYTES, hashes[address].encode()))
    return splice(data, cuts)


def splice(data: bytes, cuts: Iterable[Cut]) -> bytes:
    """Return ``data`` with other bytes in some places, the rest being copied but once.

    A cut is where it begins and ends, and what comes there instead; they are in order.
    """
    view, pieces, end = memoryview(data), list[bytes | memoryview](), 0
    for start, after, put in cuts:
        pieces += (view[end:start], put)
        end = after
    return b"".join((*pieces, view[end:]))


def load_mapping(data: bytes, version: int) -> dict[str, object]:
    """Return the JSON mapping ``data`` of this ``version``; empty if it is anything else."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) and found.get("version") == version else {}


def dump_mapping(mapping: Mapping[str, object]) -> bytes:
    """Return ``mapping`` as JSON, keys sorted, one entry a line."""
    text = json.dumps(mapping, ensure_ascii=False, sort_keys=True, separators=(",\n", ": "))
    return (text + "\n").encode()


def is_hash(text: object) -> bool:
    """Tell whether ``text`` is a SHA-256 in hex."""
    return isinstance(text, str) and _SHA256.fullmatch(text) is not None
