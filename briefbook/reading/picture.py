"""The bytes of a picture → its size, so that a page keeps room for it before it is there."""

from io import BytesIO

from briefbook.reading.unit import Unit


def read_picture(path: str, data: bytes) -> Unit:
    """Return the unit of a picture; its size is (0, 0) where it cannot be told."""
    import imagesize

    width, height = imagesize.get(BytesIO(data))
    return Unit(path, "picture", size=(max(width, 0), max(height, 0)))
