"""Measurements as one Markdown table, and as JSON."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from benchmarks.building import Cost, Figure
from benchmarks.figures import (
    Figures,
    cpu,
    growth,
    list_counts,
    list_rows,
    megabytes,
    select,
    typical,
    wall,
)
from benchmarks.targets import write_aims

BUILDS = ("cold", "unchanged", "body", "title")
SERVED = ("served body", "served title")
HEAD = (
    "| | N | cold | unchanged | one body | one title | served: body | served: title "
    "| MB, cold | growth |\n|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)
LEGEND = (
    "Seconds by the clock, in brackets those of processor time (medians of new processes). "
    "Served: milliseconds from saving to the served page. Stale: the page of a tag still shows "
    "the old title. MB: the largest process. Growth: the exponent of the cold build since the "
    "row of a tenth of the articles."
)


class Run(NamedTuple):
    """What was measured: figures, the versions of those measured, and what could not be had."""

    figures: list[Figure]
    versions: dict[str, str]
    missing: dict[str, str]


def write_table(run: Run, notes: Iterable[str]) -> str:
    """Return the whole of it as Markdown."""
    rows = (
        write_row(run.figures, row, count)
        for count in list_counts(run.figures)
        for row in list_rows(run.figures)
        if any(one[:2] == (row, count) for one in run.figures)
    )
    parts = (
        "\n".join((HEAD, *rows)),
        "\n".join((LEGEND, *notes)),
        write_list("Versions", run.versions),
        write_list("Not measured", run.missing),
        write_aims(run.figures),
    )
    return "\n\n".join(filter(None, parts))


def write_list(title: str, items: Mapping[str, str]) -> str:
    """Return names with what is said of each, "" if there are none."""
    said = "; ".join(f"{name}: {text}" for name, text in items.items())
    return f"{title}: {said}." if said else ""


def write_row(figures: Figures, row: str, count: int) -> str:
    """Return the line of a generator at one size."""
    pair = (count // 10, count)
    cells = (
        row,
        f"{count:,}",
        *(write_seconds(figures, row, count, measure) for measure in BUILDS),
        *(write_milliseconds(figures, row, count, measure) for measure in SERVED),
        write_number(typical(figures, row, count, "cold", megabytes), ".0f"),
        write_pair(*(growth(figures, row, pair, "cold", read) for read in (wall, cpu))),
    )
    return f"| {' | '.join(cells)} |"


def write_seconds(figures: Figures, row: str, count: int, measure: str) -> str:
    """Return the medians of a kind of build, and what is wrong with it."""
    shown = write_pair(*(typical(figures, row, count, measure, read) for read in (wall, cpu)))
    return f"{shown} {list_notes(figures, row, count, measure)}".strip()


def write_milliseconds(figures: Figures, row: str, count: int, measure: str) -> str:
    """Return the median of a latency, and what is wrong with it."""
    seconds = typical(figures, row, count, measure)
    shown = write_number(None if seconds is None else seconds * 1000, ".0f")
    return f"{shown} {list_notes(figures, row, count, measure)}".strip()


def write_pair(clock: float | None, busy: float | None) -> str:
    """Return a figure by the clock, and in brackets by processor time; "" for none."""
    return f"{clock:.2f} ({busy or 0:.2f})" if clock is not None else ""


def write_number(value: float | None, form: str) -> str:
    """Return a number, "" for none."""
    return "" if value is None else format(value, form)


def list_notes(figures: Figures, row: str, count: int, measure: str) -> str:
    """Return each note on a kind of measurement, and of how many it holds if not of all."""
    notes = [one.note for one in select(figures, row, count, measure)]
    return ", ".join(
        note
        if notes.count(note) == len(notes)
        else f"{note} ({notes.count(note)} of {len(notes)})"
        for note in dict.fromkeys(filter(None, notes))
    )


# JSON


def write_json(run: Run) -> str:
    """Return what was measured as JSON."""
    figures = [
        {**one._asdict(), "cost": one.cost._asdict() if one.cost else None}
        for one in run.figures
    ]
    return json.dumps({**run._asdict(), "figures": figures}, indent=1)


def read_runs(files: Iterable[Path]) -> Run:
    """Return what was measured in several runs as one."""
    figures: list[Figure] = []
    versions: dict[str, str] = {}
    missing: dict[str, str] = {}
    for file in files:
        found = json.loads(file.read_text("utf-8"))
        figures += map(read_figure, found["figures"])
        versions |= found["versions"]
        missing |= found["missing"]
    return Run(figures, versions, missing)


def read_figure(found: Mapping[str, object]) -> Figure:
    """Return a measurement from JSON."""
    cost = found["cost"]
    read = Cost(**cost) if isinstance(cost, dict) else None
    return Figure(**{**found, "cost": read})  # type: ignore[arg-type]
