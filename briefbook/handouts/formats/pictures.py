"""Pictures for paper, and the code that leads from paper to the site."""

import re
from io import BytesIO

WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')
POINTS = 0.6
"""Points on paper for a pixel of a drawing: its words are then as large as those of tables."""


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
