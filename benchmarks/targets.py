"""What is aimed at, and whether it is reached."""

from collections.abc import Iterator
from typing import NamedTuple

from benchmarks.figures import Figures, cpu, growth, list_counts, megabytes, ratio, typical
from benchmarks.peers.eleventy import ELEVENTY
from benchmarks.peers.hugo import HUGO
from benchmarks.peers.mkdocs import MKDOCS
from benchmarks.peers.ours import DEBOUNCE, OURS, OURS_SMALL
from benchmarks.peers.pelican import PELICAN

LARGE, MEDIUM = 10_000, 1_000
SMALL_ROW, THEME_ROW = OURS_SMALL.label, OURS.label
SERVED_BEYOND_DEBOUNCE = 0.05
FLAT = 0.1


class Aim(NamedTuple):
    """Something aimed at: at most ``most``. ``figure`` is None where it was not measured."""

    name: str
    figure: float | None
    most: float
    unit: str = ""
    aside: str = ""

    @property
    def verdict(self) -> str:
        """Whether it is reached."""
        if self.figure is None:
            return "not measured"
        return "met" if self.figure <= self.most else "missed"


def list_aims(figures: Figures) -> list[Aim]:
    """Return everything aimed at, with what was measured of it."""
    return [
        *aims_cold(figures),
        *aims_again(figures),
        *aims_served(figures),
        *aims_growth(figures),
        aim_memory(figures),
    ]


def compare(
    figures: Figures, rows: tuple[str, str], count: int, measure: str, most: float
) -> Aim:
    """Return an aim to be so many times as slow as another, at most."""
    name = f"{measure}, N = {count:,}: {rows[0]} to {rows[1]}"
    by_cpu = ratio(figures, rows, count, measure, cpu)
    aside = f"processor time {by_cpu:.3g}" if by_cpu else ""
    return Aim(name, ratio(figures, rows, count, measure), most, aside=aside)


def aims_cold(figures: Figures) -> Iterator[Aim]:
    """Yield the aims of a cold build."""
    yield compare(figures, (SMALL_ROW, HUGO.label), LARGE, "cold", 0.8)
    yield compare(figures, (SMALL_ROW, HUGO.label), MEDIUM, "cold", 1.0)
    for count in (MEDIUM, LARGE):
        for peer, most in ((MKDOCS, 0.2), (PELICAN, 0.2), (ELEVENTY, 0.5)):
            yield compare(figures, (SMALL_ROW, peer.label), count, "cold", most)
        yield compare(figures, (THEME_ROW, HUGO.label), count, "cold", 2.0)


def aims_again(figures: Figures) -> Iterator[Aim]:
    """Yield the aims of a new process that finds little or nothing changed."""
    for row in (SMALL_ROW, THEME_ROW):
        yield compare(figures, (row, HUGO.label), LARGE, "unchanged", 0.02)
        seconds = typical(figures, row, LARGE, "unchanged", cpu)
        yield Aim(f"unchanged, N = {LARGE:,}: processor time of {row}", seconds, 0.2, " s")
        for measure in ("body", "title"):
            yield compare(figures, (row, HUGO.label), LARGE, measure, 0.04)


def aims_served(figures: Figures) -> Iterator[Aim]:
    """Yield the aims of the server: in seconds, and against the servers of others."""
    most = DEBOUNCE + SERVED_BEYOND_DEBOUNCE
    for measure in ("served body", "served title"):
        seconds = typical(figures, THEME_ROW, LARGE, measure)
        yield Aim(f"{measure}, N = {LARGE:,}: {THEME_ROW}", seconds, most, " s")
        for peer in (HUGO, ELEVENTY):
            yield compare(figures, (THEME_ROW, peer.label), LARGE, measure, 1.0)


def aims_growth(figures: Figures) -> Iterator[Aim]:
    """Yield the aims of growth: about in proportion when cold, hardly any when served."""
    for row in (SMALL_ROW, THEME_ROW):
        for measure, most in (("cold", 1.05), ("served body", FLAT)):
            yield aim_growth(figures, row, measure, most)


def aim_growth(figures: Figures, row: str, measure: str, most: float) -> Aim:
    """Return an aim of growth."""
    counts = (MEDIUM, LARGE)
    by_cpu = growth(figures, row, counts, measure, cpu)
    return Aim(
        f"{measure}: growth from N = {MEDIUM:,} to {LARGE:,}, {row}",
        growth(figures, row, counts, measure),
        most,
        aside=f"processor time {by_cpu:.3g}" if by_cpu else "",
    )


def aim_memory(figures: Figures) -> Aim:
    """Return the aim of memory."""
    found = typical(figures, THEME_ROW, LARGE, "cold", megabytes)
    return Aim(f"cold, N = {LARGE:,}: memory of {THEME_ROW}", found, 1024, " MiB")


def write_aims(figures: Figures) -> str:
    """Return the aims as a Markdown table."""
    head = "| aim | measured | at most | |\n|---|---:|---:|---|"
    lines = (write_aim(aim) for aim in list_aims(figures))
    repeats = f"\nCorpora measured: {', '.join(f'{one:,}' for one in list_counts(figures))}."
    return "\n".join((head, *lines, repeats))


def write_aim(aim: Aim) -> str:
    """Return the line of an aim."""
    found = "" if aim.figure is None else f"{aim.figure:.3g}{aim.unit}"
    aside = f" ({aim.aside})" if aim.aside else ""
    return f"| {aim.name} | {found}{aside} | {aim.most:g}{aim.unit} | {aim.verdict} |"
