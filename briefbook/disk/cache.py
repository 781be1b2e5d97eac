"""What took long to make, kept once for each user under the key of what it was made from.

The files may be deleted, damaged or out of reach at any time: that costs the time to make
again what they hold.
"""

import marshal
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

Value = TypeVar("Value")

PLACE = "BRIEFBOOK_CACHE"
"""The variable of the environment that names another folder than the user's own."""
SEAL = 32
"""Bytes of a seal: a SHA-256 of the key and of what is kept."""
EVERY_PYTHON = 4
"""The format of ``marshal`` that every Python reads on which Briefbook runs."""


def remember(name: str, key: bytes, make: Callable[[], Value]) -> Value:
    """Return what ``make`` returns, from the user's cache where that holds it.

    Each key has a file of its own, so that two versions of Briefbook do not take turns.
    """
    if (folder := _find_folder()) is None:
        return make()
    path = folder / f"{name}-{sha256(key).hexdigest()[:16]}.cache"
    kept: Value | None = _read_cache(path, key)
    return _keep_value(path, key, make()) if kept is None else kept


def _find_folder() -> Path | None:
    """Return the folder that the environment names, else the user's own, None without a home.

    The folder is not there before something is kept in it.
    """
    if given := os.environ.get(PLACE):
        return Path(given)
    from platformdirs import user_cache_path

    try:
        folder = user_cache_path("briefbook", appauthor=False)
    except RuntimeError:
        return None
    # Before it raised, platformdirs left the sign for a home that it did not find.
    return folder if folder.is_absolute() else None


def _read_cache(path: Path, key: bytes) -> Any:
    """Return what was kept, None where it is absent, damaged or of another key."""
    try:
        cache = path.read_bytes()
    except OSError:
        return None
    kept = cache[SEAL:]
    return marshal.loads(kept) if cache[:SEAL] == _seal(key, kept) else None


def _keep_value(path: Path, key: bytes, value: Value) -> Value:
    """Return a value, once it is kept; where it cannot be, nothing is lost."""
    kept = marshal.dumps(cast("Any", value), EVERY_PYTHON)
    with suppress(OSError):
        _write_whole(path, _seal(key, kept) + kept)
    return value


def _seal(key: bytes, kept: bytes) -> bytes:
    """Return what tells sound bytes of this key from all others."""
    return sha256(key + kept).digest()


def _write_whole(path: Path, content: bytes) -> None:
    """Put ``content`` at ``path`` at one stroke: readers see all of it or nothing."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as stage:
        staged = Path(stage, path.name)
        staged.write_bytes(content)
        staged.replace(path)
