"""The files of the theme that are published with every site."""

from collections.abc import Mapping

from briefbook.config import Config


def accent_style(accent: str) -> bytes:
    """Return the style sheet that sets the accent colour chosen in the config."""
    return f":root {{\n  --accent: {accent};\n}}\n".encode()


def theme_assets(
    assets: Mapping[str, bytes], fonts: Mapping[str, bytes], config: Config
) -> dict[str, bytes]:
    """Return every file of the theme by its address."""
    own = {
        name: data
        for name, data in assets.items()
        if not name.rpartition("/")[2].startswith("_")
    }
    return {**own, **fonts, "assets/accent.css": accent_style(config.accent)}
