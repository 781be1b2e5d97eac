"""Pictures made at build time: pure functions from plain values to the text of an SVG.

In: days, stances and names; out: an SVG; a page has a list beside it that says the same.
Start here: a picture is ordered as a ``Drawing`` when a page is viewed, and drawn when it is
rendered. So a view stays small, and the drawing is done by whoever renders.
"""

from collections.abc import Callable, Mapping
from typing import Any, Literal, NamedTuple

from briefbook.charts.months import draw_months, draw_spark
from briefbook.charts.network import draw_network
from briefbook.charts.scale import draw_scale
from briefbook.charts.steps import draw_steps
from briefbook.charts.strip import draw_strip
from briefbook.charts.svg import Drawn
from briefbook.charts.timeline import draw_timeline

PictureKind = Literal["timeline", "strip", "network", "scale", "steps", "spark", "months"]


class Drawing(NamedTuple):
    """A picture to be drawn: of what, what it finds, and what the ids in it begin with.

    The last, ``prefix``, must be used once in a page.
    """

    kind: PictureKind
    parts: tuple[Any, ...]
    title: str
    prefix: str


DRAWERS: Mapping[PictureKind, Callable[..., Drawn]] = {
    "timeline": draw_timeline,
    "strip": draw_strip,
    "network": draw_network,
    "scale": draw_scale,
    "steps": draw_steps,
    "spark": draw_spark,
    "months": draw_months,
}


def draw(picture: Drawing) -> Drawn:
    """Return a picture as SVG."""
    return DRAWERS[picture.kind](*picture.parts, picture.title, picture.prefix)


def draw_all(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return values by their names, with the pictures among them drawn."""
    return {name: _draw_value(value) for name, value in values.items()}


def _draw_value(value: Any) -> Any:
    """Return a picture drawn, by itself, in a row or with its heading; else as it is."""
    if isinstance(value, Drawing):
        return draw(value)
    if type(value) is tuple and value and isinstance(value[0], Drawing):
        return tuple(map(draw, value))
    return draw_all(value) if type(value) is dict and "drawing" in value else value
