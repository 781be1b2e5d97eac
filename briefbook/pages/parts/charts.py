"""Pictures of pages: when there is one, what stands over it, and the files that hold it.

A picture is left out where it would say nothing that the list beside it does not.
"""

from collections.abc import Sequence

from briefbook import exports
from briefbook.charts import Drawing
from briefbook.exports.charts import FORMS, name_files
from briefbook.pages.context import PageContext
from briefbook.render.page import Data
from briefbook.syntax.dates import has_open_start, parse_date

POINTS_AT_LEAST = 3
"""Events on a timeline, positions on a scale or over time: fewer are read sooner than seen."""

RELATIONS_AT_LEAST = 5


def tells_time(dates: Sequence[str]) -> bool:
    """Tell whether dates are worth a line of time: some, and not all of them one."""
    known = {date for date in dates if not has_open_start(parse_date(date))}
    return len(dates) >= POINTS_AT_LEAST and len(known) > 1


def show_chart(context: PageContext, drawing: Drawing | None, name: str = "") -> Data | None:
    """Return ``{drawing, heading, files, filed}`` of a picture, None where there is none.

    ``name`` is that of its files among those of the page: without it, it has none. Who makes
    the page makes them, too, as ``filed`` says, so that a picture is drawn once.
    """
    if drawing is None:
        return None
    is_filed = name and exports.asks_for("charts", context.view)
    filed = name_files(context.here, name, context.view) if is_filed else None
    files = {form: context.href(filed.locate(form)) for form in FORMS} if filed else {}
    return {"drawing": drawing, "heading": drawing.title, "files": files, "filed": filed}
