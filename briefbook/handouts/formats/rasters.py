"""Pictures as PNG, for programs that show no SVG: drawn by Typst, in the fonts of the PDF."""

import struct
from typing import NamedTuple

from briefbook.handouts.formats.pdf import Fonts

RESOLUTION = 220
"""Dots per inch, the most that Word keeps when it saves a document as it likes best."""
SHEET = """
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(sys.inputs.svg), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


class Raster(NamedTuple):
    """A picture as PNG, and its size on paper in points."""

    png: bytes
    width: float
    height: float


def rasterize(svg: str, width: float, fonts: Fonts) -> Raster:
    """Return a picture as PNG with white ground; ``width`` in points."""
    import typst

    inputs = {"svg": svg, "width": str(width)}
    made: bytes = typst.compile(
        SHEET.encode(), font_paths=fonts.known, sys_inputs=inputs, format="png", ppi=RESOLUTION
    )
    # The size stands in the first chunk: PNG specification, 11.2.2.
    across, down = struct.unpack(">II", made[16:24])
    return Raster(made, width, round(width * down / across, 1))
