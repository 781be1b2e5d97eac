"""Where the theme lies: beside the package in a checkout, inside it once installed."""

from pathlib import Path


def theme_folder() -> Path:
    """Return the folder of the templates and assets that come with Briefbook."""
    installed = Path(__file__).parents[1] / "templates"
    return installed if installed.is_dir() else Path(__file__).parents[2] / "templates"
