"""The files of the theme that are published with every site."""

import hashlib
from collections.abc import Mapping

from briefbook.config import Config
from briefbook.inputs import Source


def accent_style(accent: str) -> bytes:
    """Return the style sheet that sets the accent colour chosen in the config."""
    return f":root {{\n  --accent: {accent};\n}}\n".encode()


def theme_assets(
    assets: Mapping[str, Source], fonts: Mapping[str, bytes], config: Config
) -> dict[str, Source]:
    """Return every file of the theme by its address."""
    own = {
        name: source
        for name, source in assets.items()
        if not name.rpartition("/")[2].startswith("_")
    }
    made = {**fonts, "assets/accent.css": accent_style(config.accent)}
    return {**own, **{name: bytes_source(data) for name, data in made.items()}}


def bytes_source(data: bytes) -> Source:
    """Return bytes as a file that is published as it is."""
    return Source(hashlib.sha256(data).hexdigest(), lambda: data)
