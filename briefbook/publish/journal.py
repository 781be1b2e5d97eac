"""The journal: what one publish is going to do to the output folder, step by step.

It is written before the first step and removed after the last, so that whoever finds it
can finish the work or undo it (``carrying``, ``recovering``). Others can write into the
folder too: a journal that says anything that we never say is not believed.
"""

import re
from collections.abc import Callable
from typing import Any, Literal, NamedTuple, TypeGuard

from briefbook.base.addresses import Address, address_fault
from briefbook.publish.manifest import dump_mapping, is_hash, load_mapping

JOURNAL_NAME = ".briefbook-journal.json"
STAGING_PREFIX = ".briefbook-staging-"
# The names in the staging folder of what is not a page; pages are numbered there.
STAGED_MANIFEST = "manifest"
STAGED_JOURNAL = "journal"
OLD = ".old"
VERSION = 1
SIZE_LIMIT = 512 * 1024 * 1024
# The kinds of step that have a file in staging, and those of them that bring new bytes.
NUMBERED = frozenset({"place", "swap", "take", "clear", "bring", "inside"})
STAGED = frozenset({"place", "swap", "inside"})
STAGING_NAME = re.compile(re.escape(STAGING_PREFIX) + "[0-9a-z]{1,32}")
_NUMBER = re.compile("[0-9]{1,9}")

Kind = Literal["folder", "place", "swap", "take", "clear", "bring", "inside"]
KINDS = NUMBERED | {"folder"}


class JournalStep(NamedTuple):
    """One change of the output folder.

    ``folder`` makes a folder at ``address``, ``place`` puts a new file there, ``swap`` a file
    in the place of one of ours, ``take`` moves one of ours away, ``clear`` an empty folder
    that a page takes the place of. ``bring`` puts a new folder there in one piece, and each
    page in it is a step ``inside``, which is done by that. ``name`` is the file or folder in
    staging, with ``.old`` behind it for what was there; ``sha256`` is the hash of the new
    bytes. Undoing needs no room on a full disk: all that was there can be put back by a
    rename.
    """

    kind: Kind
    address: Address
    name: str = ""
    sha256: str = ""


def staged_name(step: JournalStep) -> str:
    """Return where the new bytes of a page wait in the staging folder."""
    inside = step.kind == "inside"
    return f"{step.name}/{step.address.rpartition('/')[2]}" if inside else step.name


def is_staging_room(name: str) -> bool:
    """Tell whether a name in the staging folder may be that of a folder to be brought."""
    return _NUMBER.fullmatch(name) is not None


class Journal(NamedTuple):
    """What one publish does: its steps, then the new manifest, then folders left empty.

    ``staging`` is the name of the folder in the output folder, ``manifest`` the hash of the
    new manifest, ``sweep`` the folders to be removed if nothing is left in them, inner first.
    """

    staging: str
    manifest: str
    steps: tuple[JournalStep, ...]
    sweep: tuple[Address, ...] = ()


def encode_journal(journal: Journal) -> bytes:
    """Return the journal as JSON."""
    return dump_mapping({**journal._asdict(), "version": VERSION})


def parse_journal(data: bytes) -> Journal | None:
    """Return the journal in ``data``, or None if any of it is not what we would write."""
    found = load_mapping(data, VERSION)
    steps, sweep = found.get("steps"), found.get("sweep")
    staging, manifest = found.get("staging"), found.get("manifest")
    if not (isinstance(staging, str) and STAGING_NAME.fullmatch(staging) and is_hash(manifest)):
        return None
    if not (_is_list_of(steps, _is_step) and _is_list_of(sweep, _is_address)):
        return None
    return Journal(
        staging, str(manifest), tuple(JournalStep(*step) for step in steps), tuple(sweep)
    )


def _is_list_of(found: object, test: Callable[[object], bool]) -> TypeGuard[list[Any]]:
    return isinstance(found, list) and all(map(test, found))


def _is_address(found: object) -> bool:
    return isinstance(found, str) and not address_fault(found)


def _is_step(found: object) -> bool:
    if not (_is_list_of(found, _is_text) and len(found) == len(JournalStep._fields)):
        return False
    step = JournalStep(*found)
    named = _NUMBER.fullmatch(step.name) if step.kind in NUMBERED else not step.name
    hashed = is_hash(step.sha256) if step.kind in STAGED else not step.sha256
    return step.kind in KINDS and not address_fault(step.address) and bool(named and hashed)


def _is_text(found: object) -> bool:
    return isinstance(found, str)
