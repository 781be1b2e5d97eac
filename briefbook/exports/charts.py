"""Pictures as files: SVG that stands alone, and what they show as tables for spreadsheets."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from briefbook.base.addresses import BY_TOP
from briefbook.charts import Drawing, PictureKind
from briefbook.charts.alone import draw_sheet
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


def write_chart(picture: Drawing, form: str, page: str, view: EditionView) -> str:
    """Return a picture as a file in one of ``FORMS``; ``page`` is where it stands."""
    if form == "csv":
        return MARK + "".join(write_rows(TABLES[picture.kind](*picture.parts)))
    base = view.one("config", "base_url")
    source = f"{view.one('config', 'title')}, {f'{base}/{page}' if base else page}"
    svg = draw_sheet(picture, view.one("config", "accent"), f"Source: {source}")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{svg}\n'


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
