"""The site as it is at this moment: what stands at each address, and what has changed.

The builder tells it, the server asks it, each in threads of its own. It never mixes: bytes
are given away only under the hash that is theirs, whether they lie in memory or on disk.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from itertools import islice, takewhile
from pathlib import Path
from secrets import token_hex
from threading import Condition, Event
from time import monotonic
from typing import NamedTuple

from briefbook.base.addresses import Address
from briefbook.disk.files import read_file
from briefbook.serve.faults import Failure, ShownProblem

SIZE_LIMIT = 1024 * 1024 * 1024
CHANGES_NAMED = 200
"""Addresses that news name at most; of more it is said only that there are."""

LOOK_AGAIN = 0.02
"""Seconds between two looks at a file that is being replaced."""

Key = tuple[Address, str]


class Reading(NamedTuple):
    """What stands at an address: the SHA-256 of the bytes in hex, and the bytes."""

    sha256: str
    data: bytes


class News(NamedTuple):
    """What has changed up to ``moment``; ``changed`` is None where it is too much to name."""

    moment: int
    changed: tuple[Address, ...] | None


class PageStatus(NamedTuple):
    """What a page asks about: hashes (None: nothing is there), and which have changed since."""

    moment: int
    hashes: dict[str, str | None]
    touched: tuple[str, ...]
    failure: Failure | None


class Unready(Exception):  # noqa: N818 (it is an answer, not a fault)
    """The file at an address does not hold what it should, not even after a wait."""


class LiveSite:
    """What is to be seen at each moment. All methods may be called from any thread."""

    def __init__(
        self, output: Path, manifest: Mapping[Address, str] | None = None, patience: float = 1.0
    ) -> None:
        """Start from the files of ``manifest`` (address → SHA-256 in hex) in ``output``.

        ``patience`` is how many seconds a reader waits for a file that is being replaced.
        """
        self.run = token_hex(4)
        self._base = f"{output}/"
        self._patience = patience
        self._changes = Condition()
        self._moment = 0
        self._shown = 0
        self._manifest = dict(manifest or {})
        self._memory: dict[Key, bytes] = {}
        self._touched: dict[Address, int] = {}
        self._failure: Failure | None = None
        self._failure_moment = 0

    def show(self, manifest: Mapping[Address, str], fresh: Mapping[Address, bytes]) -> int:
        """Replace the site: a build went well. Returns its number, for ``settle``.

        ``fresh`` are bytes that the disk may not hold yet; what was fresh before stays so
        until it is settled or replaced. Browsers hear which addresses have another hash.
        """
        new = {(at, manifest[at]): data for at, data in fresh.items() if at in manifest}
        with self._changes:
            before, self._manifest = self._manifest, dict(manifest)
            old = self._memory.items()
            due = {(at, sha): data for (at, sha), data in old if manifest.get(at) == sha}
            self._memory = due | new
            self._announce(_differing(before, self._manifest), None)
            self._shown += 1
            return self._shown

    def show_page(self, address: Address, data: bytes) -> None:
        """Show a page as the next build will make it, before that is through."""
        digest = sha256(data).hexdigest()
        with self._changes:
            is_same = self._manifest.get(address) == digest
            self._manifest = {**self._manifest, address: digest}
            self._memory[address, digest] = data
            self._announce(() if is_same else (address,), self._failure)

    def settle(self, shown: int) -> None:
        """Drop the fresh bytes: the disk has everything of the build that ``show`` numbered.

        Of a build that is not the last one shown, nothing is dropped: what the disk has now
        may be replaced before the last one is there.
        """
        with self._changes:
            if shown == self._shown:
                self._memory = {}

    def fail(self, faults: Iterable[ShownProblem], stale: Iterable[Address]) -> None:
        """Lay the problems of a failed build over the pages, which stay the last good ones.

        ``stale`` are the pages that are out of date until the problems are mended.
        """
        with self._changes:
            self._announce((), Failure(tuple(faults), tuple(stale)))

    def find(self, text: str) -> Address | None:
        """Return ``text`` as an address if it is one at which something stands."""
        with self._changes:
            return Address(text) if text in self._manifest else None

    def read(self, address: Address) -> Reading | None:
        """Return what stands at an address, None if nothing does (any more).

        Raises:
            Unready: where the disk does not hold the right bytes, not even after a wait.
        """
        end = monotonic() + self._patience
        while found := self._find_bytes(address):
            digest, data = found
            if data is None:
                data = _read_hashed(self._base + address, digest)
            if data is not None:
                return Reading(digest, data)
            if monotonic() >= end:
                raise Unready(address)
            self._pause()
        return None

    def glance(self, addresses: Iterable[str], since: int) -> PageStatus:
        """Return what is to be known of ``addresses``, and which changed after a moment."""
        with self._changes:
            known = [(text, Address(text)) for text in addresses]
            hashes = {text: self._manifest.get(address) for text, address in known}
            touched = (text for text, at in known if self._touched.get(at, 0) > since)
            return PageStatus(self._moment, hashes, tuple(touched), self._failure)

    @property
    def moment(self) -> int:
        """The number of what was announced last."""
        with self._changes:
            return self._moment

    def wait(self, since: int, seconds: float, stop: Event) -> News | None:
        """Wait for something to be announced after a moment; None if nothing was in time."""
        with self._changes:
            self._changes.wait_for(lambda: self._moment > since or stop.is_set(), seconds)
            return self._tell(since) if self._moment > since else None

    def wake(self) -> None:
        """Make all that wait look whether they are to stop."""
        with self._changes:
            self._changes.notify_all()

    def _find_bytes(self, address: Address) -> tuple[str, bytes | None] | None:
        """Return the hash of an address and its bytes in memory, both of the same moment."""
        with self._changes:
            digest = self._manifest.get(address)
            return None if digest is None else (digest, self._memory.get((address, digest)))

    def _announce(self, changed: Iterable[Address], failure: Failure | None) -> None:
        """Give what has changed a number, put it last among the changes, and tell."""
        addresses, turned = tuple(changed), failure != self._failure
        if not addresses and not turned:
            return
        self._moment += 1
        for address in addresses:
            self._touched.pop(address, None)
            self._touched[address] = self._moment
        self._failure = failure
        self._failure_moment = self._moment if turned else self._failure_moment
        self._changes.notify_all()

    def _tell(self, since: int) -> News:
        recent = takewhile(lambda entry: entry[1] > since, reversed(self._touched.items()))
        changed = tuple(address for address, _ in islice(recent, CHANGES_NAMED + 1))
        too_much = len(changed) > CHANGES_NAMED or self._failure_moment > since
        return News(self._moment, None if too_much else changed)

    def _pause(self) -> None:
        with self._changes:
            self._changes.wait(LOOK_AGAIN)


def _differing(before: Mapping[Address, str], after: Mapping[Address, str]) -> set[Address]:
    """Return the addresses at which not the same stands as before, or nothing any more."""
    return {address for address, _ in before.items() ^ after.items()}


def _read_hashed(path: str, digest: str) -> bytes | None:
    """Return the bytes of a file, or None if their SHA-256 is not ``digest``."""
    try:
        data = read_file(path, SIZE_LIMIT)
    except OSError:
        return None
    same = data is not None and sha256(data).hexdigest() == digest
    return data if same else None
