"""Which folder is the workspace."""

from pathlib import Path

CONFIG = "config.yaml"


def find_workspace(start: Path) -> Path | None:
    """Return the nearest folder upwards that holds a ``config.yaml``."""
    here = start.absolute()
    return next(
        (folder for folder in (here, *here.parents) if (folder / CONFIG).is_file()), None
    )
