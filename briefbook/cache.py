"""What took long to make, kept in a file under the key of what it was made from.

The file may be deleted or damaged at any time: that costs the time to make it again.
"""

import marshal
import tempfile
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

SEAL = 32
"""Bytes of a seal: a SHA-256 of the key and of what is kept."""
EVERY_PYTHON = 4
"""The format of ``marshal`` that every Python reads on which Briefbook runs."""


def read_cache(path: Path, key: bytes) -> Any:
    """Return what was kept, None where it is absent, damaged or of another key."""
    try:
        cache = path.read_bytes()
    except OSError:
        return None
    kept = cache[SEAL:]
    return marshal.loads(kept) if cache[:SEAL] == seal(key, kept) else None


def keep(path: Path, key: bytes, value: Value) -> Value:
    """Return a value, once it is kept; where it cannot be, nothing is lost.

    Its folder is made, but not the one around that: where there is none, nobody builds.
    """
    kept = marshal.dumps(cast("Any", value), EVERY_PYTHON)
    with suppress(OSError):
        write_whole(path, seal(key, kept) + kept)
    return value


def seal(key: bytes, kept: bytes) -> bytes:
    """Return what tells sound bytes of this key from all others."""
    return sha256(key + kept).digest()


def write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` at one stroke: readers see all of it or nothing."""
    path.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as stage:
        staged = Path(stage, path.name)
        staged.write_bytes(content)
        staged.replace(path)
