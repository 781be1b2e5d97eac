"""Pictures as files: SVG that stands alone, and what they show as tables for spreadsheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from briefbook.base.addresses import BY_TOP
from briefbook.charts import PictureKind
from briefbook.charts.alone import make_sheet
from briefbook.charts.marks import TimelineEntry
from briefbook.charts.months import Month
from briefbook.charts.network import NetworkArrow, Node
from briefbook.charts.steps import Course
from briefbook.exports.tables import MARK, write_rows
from briefbook.index.ledger import EditionView
from briefbook.syntax.edtf import FIRST_DAY, LAST_DAY

FOLDER = "data/charts/"
FORMS = ("svg", "csv")

Row = Sequence[object]


class ChartFiles(NamedTuple):
    """Where the files of a picture lie, without their form, and what stands in them besides."""

    stem: str
    source: str
    accent: str

    def locate(self, form: str) -> str:
        """Return the address of the file in one of ``FORMS``."""
        return f"{self.stem}.{form}"


def name_files(page: str, name: str, view: EditionView) -> ChartFiles:
    """Return the files of a picture that stands on a page."""
    stem = page.removesuffix(".html").removesuffix("/index")
    base = view.one("config", "base_url")
    source = f"{view.one('config', 'title')}, {f'{base}/{page}' if base else page}"
    return ChartFiles(f"{FOLDER}{stem}-{name}", source, view.one("config", "accent"))


def list_files(page: Mapping[str, Any]) -> Iterator[str]:
    """Yield the addresses of the files of a page's pictures, given its values."""
    return (shown["filed"].locate(form) for _, shown in _find_filed(page) for form in FORMS)


def write_files(page: Mapping[str, Any], drawn: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield (address, text) of these, given the values of the page with its pictures drawn."""
    for name, shown in _find_filed(page):
        picture, files = shown["drawing"], shown["filed"]
        source = f"Source: {files.source}"
        svg = make_sheet(drawn[name]["drawing"], picture.title, files.accent, source)
        yield files.locate("svg"), f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'
        rows = TABLES[picture.kind](*picture.parts)
        yield files.locate("csv"), MARK + "".join(write_rows(rows))


def _find_filed(page: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the pictures of a page that have files, by the names of their values."""
    return ((name, one) for name, one in page.items() if type(one) is dict and one.get("filed"))


def _list_events(entries: Sequence[TimelineEntry]) -> Iterator[Row]:
    yield "event", "type", "status", "date", "earliest", "latest", "address"
    for one in entries:
        days = _close(one.earliest), _close(one.latest)
        yield one.label, one.kind, one.status, one.words, *days, _locate(one.href)


def _list_months(months: Sequence[Month]) -> Iterator[Row]:
    yield "when", "events", "address"
    yield from ((one.name, one.number, _locate(one.href)) for one in months)


def _list_relations(nodes: Sequence[Node], ties: Sequence[NetworkArrow]) -> Iterator[Row]:
    yield "who", "does_what", "to_whom", "date", "address"
    names = {node.id: node.label for node in nodes}
    for tie in ties:
        yield names[tie.source], tie.verb, names[tie.target], tie.when, _locate(tie.href)


def _list_moments(courses: Sequence[Course]) -> Iterator[Row]:
    yield "issue", "position", "condition", "date", "earliest", "latest", "address"
    for course in courses:
        for one in course.moments:
            days = one.when, _close(one.earliest), _close(one.latest)
            yield course.issue, one.words, one.condition, *days, _locate(one.href)


TABLES: Mapping[PictureKind, Callable[..., Iterator[Row]]] = {
    "timeline": _list_events,
    "strip": _list_events,
    "months": _list_months,
    "network": _list_relations,
    "steps": _list_moments,
}
"""What each kind of picture on the site shows, row by row under its heads."""


def _close(day: str) -> str:
    """Return a day, "" for an open end."""
    return "" if day in (FIRST_DAY, LAST_DAY) else day


def _locate(href: str) -> str:
    """Return where a link leads, from the top of the site."""
    return href.removeprefix(BY_TOP)
