"""The ticks of an axis: days, months or years, as many as there is room for."""

from collections.abc import Iterator
from datetime import date as calendar_date
from typing import NamedTuple

from briefbook.charts.axis import Axis, Stretch, find_runs, place
from briefbook.syntax.dates.edtf import MONTHS

LAST_ORDINAL = calendar_date.max.toordinal()


class Unit(NamedTuple):
    """A distance of ticks: so many days, months or years, ``days`` long at least."""

    name: str
    step: int
    days: int


UNITS = (
    Unit("day", 1, 1),
    Unit("day", 5, 5),
    Unit("month", 1, 28),
    Unit("month", 3, 90),
    Unit("month", 6, 181),
    *(Unit("year", step, 365 * step) for step in (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)),
)


class Tick(NamedTuple):
    """A place on the axis, its year, and the finer part where it is not a year's first."""

    at: float
    year: str
    fine: str


def make_ticks(axis: Axis, room: float) -> tuple[Tick, ...]:
    """Return ticks that are ``room`` apart at least; every run between breaks has one."""
    fits = (unit for unit in UNITS if unit.days * axis.scale >= room)
    unit = next(fits, UNITS[-1])
    return tuple(tick for run in find_runs(axis) for tick in tick_run(axis, run, unit))


def tick_run(axis: Axis, run: Stretch, unit: Unit) -> Iterator[Tick]:
    """Yield the ticks of one run; if its unit has none there, one for its first day."""
    days = tuple(list_days(run.first, min(run.last, LAST_ORDINAL), unit))
    shown, known = (days, unit) if days else ((run.first,), UNITS[0])
    shift = axis.scale / 2 if known.name == "day" else 0.0
    for day in shown:
        date = calendar_date.fromordinal(day)
        yield Tick(place(axis, day) + shift, str(date.year), say_fine(date, known))


def tick_words(tick: Tick, known: str) -> tuple[str, str]:
    """Return the year, unless it is ``known`` from the tick before, and the finer part."""
    return ("" if tick.fine and tick.year == known else tick.year), tick.fine


def list_days(first: int, last: int, unit: Unit) -> Iterator[int]:
    """Yield the days from ``first`` until before ``last`` that a tick of ``unit`` stands on."""
    if unit.name == "day":
        yield from (day for day in range(first, last) if is_round(day, unit.step))
        return
    start = calendar_date.fromordinal(first)
    months = unit.step * (12 if unit.name == "year" else 1)
    number = -(-(12 * start.year + start.month - 1 + (start.day > 1)) // months) * months
    while number < 120_000 and (day := month_start(number)) < last:
        yield day
        number += months


def is_round(day: int, step: int) -> bool:
    """Tell whether a day is the 1st, 6th … 26th of its month (for a step of 5)."""
    number = calendar_date.fromordinal(day).day
    return step == 1 or (number % step == 1 and number < 30)


def month_start(number: int) -> int:
    """Return the first day of a month counted from the year 0."""
    return calendar_date(number // 12, number % 12 + 1, 1).toordinal()


def say_fine(day: calendar_date, unit: Unit) -> str:
    """Return what stands beside the year: "30 Aug", "Aug", or nothing for a new year."""
    name = MONTHS[day.month - 1][:3]
    if unit.name == "day":
        return f"{day.day} {name}"
    return "" if unit.name == "year" or day.month == 1 else name


def say_length(days: int) -> str:
    """Return roughly how long a break is: "3 years", "16 months", "40 days"."""
    if days >= 3 * 365:
        return f"{round(days / 365.25)} years"
    return f"{round(days / 30.44)} months" if days >= 90 else f"{days} days"
