"""Measurements as values: medians, ratios within one run, and growth."""

from collections.abc import Callable, Iterable, Sequence
from math import log
from statistics import median

from benchmarks.building import Cost, Figure

Figures = Sequence[Figure]
Read = Callable[[Cost], float]


def wall(cost: Cost) -> float:
    """Return the seconds by the clock."""
    return cost.wall


def cpu(cost: Cost) -> float:
    """Return the seconds of processor time."""
    return cost.cpu


def megabytes(cost: Cost) -> float:
    """Return the peak memory of the largest process."""
    return cost.megabytes


def select(figures: Figures, row: str, count: int, measure: str) -> list[Figure]:
    """Return the measurements of one kind, in the order in which they were made."""
    return [one for one in figures if one[:3] == (row, count, measure)]


def costs_of(figures: Figures, row: str, count: int, measure: str) -> list[Cost]:
    """Return what one kind of measurement cost, each time."""
    return [one.cost for one in select(figures, row, count, measure) if one.cost]


def middle(values: Iterable[float]) -> float | None:
    """Return the median, None of nothing."""
    found = list(values)
    return median(found) if found else None


def typical(
    figures: Figures, row: str, count: int, measure: str, read: Read = wall
) -> float | None:
    """Return the median of one kind of measurement, None if there is none."""
    return middle(map(read, costs_of(figures, row, count, measure)))


def ratio(
    figures: Figures, rows: tuple[str, str], count: int, measure: str, read: Read = wall
) -> float | None:
    """Return how many times the second row's figure the first row's is.

    Measurements are taken in pairs, as they were made one after the other, since the machine
    may be faster at one time than at another; the median of their ratios counts.
    """
    ours, theirs = (costs_of(figures, row, count, measure) for row in rows)
    pairs = zip(ours, theirs, strict=False)
    return middle(read(one) / read(other) for one, other in pairs if read(other))


def growth(
    figures: Figures, row: str, counts: tuple[int, int], measure: str, read: Read = wall
) -> float | None:
    """Return the exponent by which a figure grows from one count to another."""
    first, last = (typical(figures, row, count, measure, read) for count in counts)
    if not first or not last:
        return None
    return log(last / first) / log(counts[1] / counts[0])


def list_rows(figures: Figures) -> list[str]:
    """Return the rows in the order in which they were first measured, a peer's together."""
    rows = list(dict.fromkeys(one.row for one in figures))
    return sorted(
        rows, key=lambda row: next(at for at, one in enumerate(rows) if row.startswith(one))
    )


def list_counts(figures: Figures) -> list[int]:
    """Return the sizes of the corpora, the smallest first."""
    return sorted({one.size for one in figures})
