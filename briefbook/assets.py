"""The files of the theme that are published with every site."""

import hashlib
from collections.abc import Iterable, Mapping

from briefbook.config import Config
from briefbook.inputs import Source

JOINED = {"assets/style.css": "assets/style/", "assets/site.js": "assets/site/"}
"""Files that are made of all files of a folder, in the order of their names."""


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


def join_parts(assets: Mapping[str, Source]) -> dict[str, Source]:
    """Return the files with parts put together; a file of that name takes their place."""
    parts = {
        whole: sorted(name for name in assets if name.startswith(folder))
        for whole, folder in JOINED.items()
    }
    joined = {
        whole: join(assets[name] for name in names) for whole, names in parts.items() if names
    }
    taken = {name for names in parts.values() for name in names}
    return {**joined, **{name: assets[name] for name in assets if name not in taken}}


def join(parts: Iterable[Source]) -> Source:
    """Return files as one, with a line between them."""
    return bytes_source(b"\n".join(part.load() for part in parts))


def bytes_source(data: bytes) -> Source:
    """Return bytes as a file that is published as it is."""
    return Source(hashlib.sha256(data).hexdigest(), lambda: data)
