"""The bytes of a picture → its size, so that a page keeps room for it before it is there."""

import hashlib
from io import BytesIO

from briefbook.units.photo import bare_photo
from briefbook.units.unit import Unit

LARGEST = 100_000
"""Pixels that a picture may be wide or high; damaged ones say four thousand million."""


def read_picture(path: str, data: bytes) -> Unit:
    """Return the unit of a picture; its size is (0, 0) where it cannot be told.

    ``bare`` is the hash of what is published of it.
    """
    import imagesize

    width, height = imagesize.get(BytesIO(data))
    is_told = 0 < width <= LARGEST and 0 < height <= LARGEST
    bare = hashlib.sha256(bare_photo(data)).hexdigest()
    return Unit(path, "picture", size=(width, height) if is_told else (0, 0), bare=bare)
