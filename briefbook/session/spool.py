"""A spool: rendered bytes on their way to the site, in memory while they are few."""

from collections.abc import Iterator, MutableMapping
from pathlib import Path
from tempfile import SpooledTemporaryFile

IN_MEMORY = 32 * 2**20
"""Bytes that are held in memory before a file takes them."""


def open_file(limit: int, folder: Path) -> "SpooledTemporaryFile[bytes]":
    """Return an empty file that is in memory up to its limit; the folder must be there then."""
    return SpooledTemporaryFile(limit, mode="w+b", dir=str(folder))


class Spool(MutableMapping[str, bytes]):
    """Bytes by address, written one after another; a new one under an address counts."""

    def __init__(self, folder: Path, limit: int = IN_MEMORY) -> None:
        """Begin with nothing; the file, if one is needed, has no name in ``folder``."""
        self.folder, self.limit = folder, limit
        self.file = open_file(limit, folder)
        self.places: dict[str, tuple[int, int]] = {}
        self.end = 0

    def __setitem__(self, address: str, data: bytes) -> None:
        """Keep the bytes of an address."""
        self.file.seek(self.end)
        self.file.write(data)
        self.places[address] = (self.end, len(data))
        self.end += len(data)

    def __getitem__(self, address: str) -> bytes:
        """Return the bytes of an address."""
        start, size = self.places[address]
        self.file.seek(start)
        return self.file.read(size)

    def __delitem__(self, address: str) -> None:
        """Forget an address; its bytes stay until all is cleared."""
        del self.places[address]

    def __iter__(self) -> Iterator[str]:
        """Yield the addresses."""
        return iter(self.places)

    def __len__(self) -> int:
        """Return how many addresses there are."""
        return len(self.places)

    def __contains__(self, address: object) -> bool:
        """Tell whether there are bytes for an address, without reading them."""
        return address in self.places

    def clear(self) -> None:
        """Forget everything."""
        if self.end > self.limit:
            self.file.close()
            self.file = open_file(self.limit, self.folder)
        self.places.clear()
        self.end = 0

    def close(self) -> None:
        """Let the file go."""
        self.file.close()
