"""Pictures for paper, and the code that leads from paper to the site."""

import re
import struct
from base64 import b64encode
from io import BytesIO
from typing import Any, NamedTuple

WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')
POINTS = 0.6
"""Points on paper for a pixel of a drawing: its words are then as large as those of tables."""


RESOLUTION = 220
"""Dots per inch, the most that Word keeps when it saves a document as it likes best."""

SHEET = """
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""
"""A sheet as large as the picture on it."""


class Raster(NamedTuple):
    """A picture as PNG, and its size on paper in points."""

    png: bytes
    width: float
    height: float


def find_width(svg: str) -> float:
    """Return the width of a picture in points."""
    found = WIDTH.search(svg)
    return round(float(found[1]) * POINTS, 1) if found else 0.0


def draw_code(address: str) -> str:
    """Return the QR code of an address, "" for none."""
    if not address:
        return ""
    import segno

    svg = BytesIO()
    segno.make(address, micro=False, error="m").save(svg, kind="svg", border=0, xmldecl=False)
    return svg.getvalue().decode()


def rasterize(svg: str, width: float, fonts: Any) -> Raster:
    """Return a picture as PNG on white; ``width`` in points, ``fonts`` as Typst knows them."""
    import typst

    inputs = {"svg": svg, "width": str(width)}
    made: bytes = typst.compile(
        SHEET.encode(), font_paths=fonts, sys_inputs=inputs, format="png", ppi=RESOLUTION
    )
    # The size stands in the first chunk: PNG specification, 11.2.2.
    across, down = struct.unpack(">II", made[16:24])
    return Raster(made, width, round(width * down / across, 1))


def paint(svg: str, fonts: Any) -> str:
    """Return a picture as SVG with nothing in it but what is painted."""
    made = rasterize(svg, find_width(svg), fonts)
    size = f'width="{made.width / POINTS:.1f}" height="{made.height / POINTS:.1f}"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>'
        f'<image {size} href="data:image/png;base64,{b64encode(made.png).decode()}"/></svg>'
    )
