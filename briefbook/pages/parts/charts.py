"""Pictures of pages: when there is one, what stands over it, and the files that hold it.

A picture is left out where it would say nothing that the list beside it does not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from markupsafe import Markup

from briefbook import exports
from briefbook.charts import Drawing
from briefbook.exports.charts import FOLDER, FORMS, write_chart
from briefbook.index.ledger import EditionView
from briefbook.pages.context import PageContext
from briefbook.pages.page import ONE, PageKind
from briefbook.render.page import Data, Page
from briefbook.syntax.dates import has_open_start, parse_date

POINTS_AT_LEAST = 3
"""Events on a timeline, positions on a scale or over time: fewer are read sooner than seen."""

RELATIONS_AT_LEAST = 5
PARTS_AT_LEAST = 2
"""Months of which bars show how much there is in each."""

TEMPLATE = "data-file.html"


def tells_time(dates: Sequence[str]) -> bool:
    """Tell whether dates are worth a line of time: some, and not all of them one."""
    known = {date for date in dates if not has_open_start(parse_date(date))}
    return len(dates) >= POINTS_AT_LEAST and len(known) > 1


class PageChart(NamedTuple):
    """A picture of a kind of page, with the files that hold it.

    ``draw`` returns it for a key of that kind, None where there is none, and ``page`` the
    address of the page on which it stands.
    """

    name: str
    draw: Callable[[PageContext, str], Drawing | None]
    page: Callable[[str, EditionView], str]

    def show(self, context: PageContext, key: str) -> Data | None:
        """Return ``{drawing, heading, files}``, None where there is no picture."""
        return self.show_drawn(context, key, self.draw(context, key))

    def show_drawn(
        self, context: PageContext, key: str, drawing: Drawing | None
    ) -> Data | None:
        """Return the same of what the page has drawn already."""
        is_filed = exports.asks_for("charts", context.view)
        return drawing and {
            "drawing": drawing,
            "heading": drawing.title,
            "files": {
                form: context.href(self._locate(f"{form} {key}", context.view))
                for form in (FORMS if is_filed else ())
            },
        }

    def make_kind(
        self,
        name: str,
        index: str,
        list_keys: Callable[[str, EditionView], Iterable[str]] | None = None,
    ) -> PageKind:
        """Return the kind of its files, claimed by the keys of an index.

        ``list_keys`` returns those of the pages with a picture, for a key; without it that is
        the key itself, if there is something to draw.
        """

        def list_own(key: str, view: EditionView) -> list[str]:
            is_seen = index == ONE or view.all(index, key)
            return [key] if is_seen and self.draw(PageContext(view, ""), key) else []

        def claim(key: str, view: EditionView) -> Iterator[str]:
            if exports.asks_for("charts", view):
                for one in (list_keys or list_own)(key, view):
                    yield from (f"{form} {one}" for form in FORMS)

        return PageKind(name, index, self._locate, self._view, claim)

    def _locate(self, file: str, view: EditionView) -> str:
        """Return the address of a file, which goes by its form and the key of its page."""
        form, _, key = file.partition(" ")
        page = self.page(key, view).removesuffix(".html").removesuffix("/index")
        return f"{FOLDER}{page}-{self.name}.{form}"

    def _view(self, file: str, context: PageContext) -> Page:
        form, _, key = file.partition(" ")
        drawing, page = self.draw(context, key), self.page(key, context.view)
        text = write_chart(drawing, form, page, context.view) if drawing else ""
        return Page(context.here, TEMPLATE, {"text": Markup(text)})
