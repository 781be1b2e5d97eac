"""The files of the theme that are published with every site."""

import hashlib
from collections.abc import Iterable, Mapping

from briefbook.build.config import Config
from briefbook.build.inputs import SiteFile

JOINED = {"assets/style.css": "assets/style/", "assets/site.js": "assets/site/"}
"""Files that are made of all files of a folder, in the order of their names."""


def accent_style(accent: str) -> bytes:
    """Return the style sheet that sets the accent colour chosen in the config."""
    return f":root {{\n  --accent: {accent};\n}}\n".encode()


def paper_style(config: Config, edition: str) -> bytes:
    """Return the style sheet of printed handouts: the sheet, and what its margins say."""
    mark = quote_text(config.marking.get(edition, config.marking.get("", "")))
    size = {"a4": "A4", "letter": "letter"}[config.paper]
    look = 'font: 8pt "Book Sans", sans-serif; color: #5d5a53;'
    margins = {
        "top-center": mark,
        "bottom-left": quote_text(config.organization),
        "bottom-center": mark,
        "bottom-right": '"page " counter(page) " of " counter(pages)',
    }
    boxes = "".join(f"  @{at} {{ content: {say}; {look} }}\n" for at, say in margins.items())
    return f"@page {{\n  size: {size};\n  margin: 20mm 19mm 19mm;\n{boxes}}}\n".encode()


def quote_text(text: str) -> str:
    """Return a text as a string of CSS, with nothing that could end it."""
    safe = (one if one.isalnum() or one == " " else f"\\{ord(one):x} " for one in text)
    return f'"{"".join(safe)}"'


def theme_assets(
    assets: Mapping[str, SiteFile], fonts: Mapping[str, bytes], config: Config, edition: str
) -> dict[str, SiteFile]:
    """Return every file of the theme by its address."""
    own = {
        name: source
        for name, source in assets.items()
        if not name.rpartition("/")[2].startswith("_")
    }
    made = {
        **fonts,
        "assets/accent.css": accent_style(config.accent),
        "assets/paper.css": paper_style(config, edition),
    }
    return {**own, **{name: bytes_source(data) for name, data in made.items()}}


def join_parts(assets: Mapping[str, SiteFile]) -> dict[str, SiteFile]:
    """Return the files with parts put together; a file of that name takes their place."""
    parts = {
        whole: sorted(name for name in assets if name.startswith(folder))
        for whole, folder in JOINED.items()
    }
    joined = {
        whole: join_files(assets[name] for name in names)
        for whole, names in parts.items()
        if names
    }
    taken = {name for names in parts.values() for name in names}
    return {**joined, **{name: assets[name] for name in assets if name not in taken}}


def join_files(parts: Iterable[SiteFile]) -> SiteFile:
    """Return files as one, with a line between them."""
    return bytes_source(b"\n".join(part.load() for part in parts))


def bytes_source(data: bytes) -> SiteFile:
    """Return bytes as a file that is published as it is."""
    return SiteFile(hashlib.sha256(data).hexdigest(), lambda: data)
