"""What an install may lack: each extra, the modules by which it is known, and who brings them.

A site needs none. What does is told when it is needed, with the command that brings it.
"""

from importlib.util import find_spec

FONTS = ("fontTools", "font_source_sans_pro", "font_source_serif_pro")

EXTRAS = {
    "handouts": (*FONTS, "pypandoc", "segno", "typst"),
    "import": ("lxml", "lxml_html_clean", "pypandoc", "pypdfium2", "trafilatura"),
    "pagefind": ("pagefind", "pagefind_bin"),
    "dask": ("distributed",),
    "build": (*FONTS, "brotli"),
    "arabic": ("pylopdf_fonts_ar",),
    "cjk": ("pylopdf_fonts_zh_cn",),
}
"""The modules of every extra that the program itself uses, as ``pyproject.toml`` has them."""

OF_FONTS = ("arabic", "cjk")
"""The extras that bring nothing but fonts for PDFs."""


class MissingExtra(Exception):  # noqa: N818 (it is an answer, not a fault)
    """What was asked for needs an extra that is not installed; the words say how to get it."""


def has_extra(name: str) -> bool:
    """Tell whether all modules of an extra are installed."""
    return all(map(find_spec, EXTRAS[name]))


def require_extra(name: str, what: str) -> None:
    """Return if an extra is installed.

    Raises:
        MissingExtra: it is not; ``what`` is that which needs it, in the plural.
    """
    if not has_extra(name):
        raise MissingExtra(f'{what} need an extra: pip install "briefbook[{name}]"')
