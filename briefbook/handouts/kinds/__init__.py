"""All kinds of handouts, one file each."""

from briefbook import registry
from briefbook.handouts.writing import HandoutKind

HANDOUTS: tuple[HandoutKind, ...] = tuple(
    registry.load_all("handouts.kinds", registry.HANDOUTS)
)

BY_NAME: dict[str, HandoutKind] = {kind.name: kind for kind in HANDOUTS}
