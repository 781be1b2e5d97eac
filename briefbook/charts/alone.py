"""Pictures that stand alone: in ink, in fonts by their names, and without links."""

import re

from briefbook.charts import Drawing, draw
from briefbook.charts.measure import wrap
from briefbook.charts.svg import Drawn, element, rect, steps, write_lines

PAPER_FONT = "Source Sans Pro"
SCREEN_FONTS = (
    "'Source Sans 3', 'Source Sans Pro', Arial, 'Liberation Sans', Helvetica, sans-serif"
)
LINK = re.compile(r"<(/?)a\b([^>]*)>")
HREF = re.compile(r' href="[^"]*"')
START = re.compile(r"<svg([^>]*)>")
SIZE = re.compile(r' (height|width)="([0-9.]+)"')
MARGIN = 16.0
HEADING, HEADING_LINE = 17.0, 22.0
SOURCE, SOURCE_LINE = 12.0, 16.0
LINES_AT_MOST = 12

INK = """
.tl-axis,.tl-tick,.tl-break,.mo-axis,.net-line,.sc-axis,.sc-rule,.spark-ground,.net-box{color:#8d887c}
.tl-certain,.tl-uncertain,.tl-hatch,.tl-cross,.net-head,.spark-bar,.mo-bar{color:ACCENT}
.tl-when,.tl-more,.tl-tick-label,.tl-skip,.tl-legend,.mo-count,.net-caption,.net-label{color:#5d5a53}
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


def draw_alone(picture: Drawing, accent: str) -> str:
    """Return a picture as SVG that stands alone."""
    return _set_alone(draw(picture), accent, PAPER_FONT)


def _set_alone(drawn: Drawn, accent: str, fonts: str) -> str:
    svg = LINK.sub(lambda found: f"<{found[1]}g{HREF.sub('', found[2])}>", str(drawn))
    ink = INK.replace("ACCENT", accent) + _colour_steps()
    inked = START.sub(lambda found: f"<svg{found[1]}><style>{ink}</style>", svg, count=1)
    return inked.replace('font-family="sans-serif"', f'font-family="{fonts}"')


def make_sheet(drawn: Drawn, title: str, accent: str, source: str) -> str:
    """Return a drawn picture as a whole SVG file: under its title, over where it is from."""
    inner = _set_alone(drawn, accent, SCREEN_FONTS)
    size = {name: float(number) for name, number in SIZE.findall(START.findall(inner)[0])}
    across = size["width"]
    heading = wrap(title, across, HEADING, LINES_AT_MOST)
    origin = wrap(source, across, SOURCE, LINES_AT_MOST)
    top = MARGIN + len(heading) * HEADING_LINE + MARGIN / 2
    foot = top + size["height"] + MARGIN
    whole = (across + 2 * MARGIN, foot + len(origin) * SOURCE_LINE + MARGIN / 2)
    bold = {"font_weight": "bold"}
    base = MARGIN + HEADING * 0.9
    parts = (
        element("title", title),
        rect(0, 0, *whole, "sheet", fill="#ffffff"),
        *write_lines((MARGIN, base), HEADING_LINE, heading, "heading", HEADING, **bold),
        Drawn(inner.replace("<svg ", f'<svg x="{MARGIN:g}" y="{top:g}" ', 1)),
        *write_lines((MARGIN, foot + SOURCE), SOURCE_LINE, origin, "source", SOURCE),
    )
    return element(
        "svg",
        *parts,
        color="#1d1c1a",
        font_family=SCREEN_FONTS,
        height=whole[1],
        viewBox=steps(0, 0, *whole),
        width=whole[0],
        xmlns="http://www.w3.org/2000/svg",
    )
