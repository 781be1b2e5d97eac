"""Pictures for paper: the site's drawings in ink, in the site's fonts, without links."""

import re
from io import BytesIO

from briefbook.charts import Drawing, draw

SANS = "Source Sans Pro"
LINK = re.compile(r"<(/?)a\b([^>]*)>")
HREF = re.compile(r' href="[^"]*"')
START = re.compile(r"(<svg[^>]*>)")
WIDTH = re.compile(r'<svg[^>]* width="([0-9.]+)"')
POINTS = 0.6
"""Points on paper for a pixel of a drawing: its words are then as large as those of tables."""

INK = """
.tl-axis,.tl-tick,.tl-break,.net-line,.sc-axis,.sc-rule,.spark-ground,.net-box{color:#8d887c}
.tl-certain,.tl-uncertain,.tl-hatch,.tl-cross,.net-head,.spark-bar{color:ACCENT}
.tl-when,.tl-tick-label,.tl-skip,.tl-legend,.net-caption,.net-label{color:#5d5a53}
.sc-way,.sc-head,.sc-frame,.sc-note,.sc-off,.st-line,.st-band,.st-frame,.st-idle{color:#5d5a53}
.sc-grid,.st-grid{color:#dcd7ca}
.tl-ground,.sc-hollow,.st-hollow,.net-box{fill:#ffffff}
.sc-step,.st-last,.st-name{font-weight:600}
.sc-off,.st-outside,.net-label{font-style:italic}
"""
"""What the style sheet says of drawings, in the few words that printers' programs know."""


STEPS = ("#20549c", "#5f8fc4", "#7d7a72", "#c28a1f", "#a8500c")
SHAPES = ("sc-dot", "sc-bar", "sc-square", "st-dot", "st-certain", "st-uncertain", "st-span")


def _colour_steps() -> str:
    return "\n".join(
        f".step-{number} .{shape},.step-{number}.{shape}{{color:{colour}}}"
        for number, colour in enumerate(STEPS, 1)
        for shape in SHAPES
    )


def draw_on_paper(picture: Drawing, accent: str) -> str:
    """Return a picture as SVG that stands alone."""
    svg = LINK.sub(lambda found: f"<{found[1]}g{HREF.sub('', found[2])}>", str(draw(picture)))
    ink = INK.replace("ACCENT", accent) + _colour_steps()
    inked = START.sub(lambda found: f"{found[1]}<style>{ink}</style>", svg, count=1)
    return inked.replace('font-family="sans-serif"', f'font-family="{SANS}"')


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
