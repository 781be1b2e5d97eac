"""``check --audit``: what an edition withholds and why, in words or as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from briefbook.base.problems import Problem
from briefbook.build.withholding import REASONS, Audit, Withheld
from briefbook.index.editions import Edition
from briefbook.report.excerpt import clean
from briefbook.report.places import Spot, find_spot, open_sources
from briefbook.workspace.scan import text_reader


class PlacedWithheld(NamedTuple):
    """A withheld entry with its place, None where that is the whole file."""

    one: Withheld
    spot: Spot | None


def place_all(root: Path, audit: Audit) -> list[PlacedWithheld]:
    """Return what is withheld with its places, sorted by them."""
    loci = [Problem("withheld", one.locus) for one in audit.withheld]
    sources = open_sources(loci, text_reader(root))
    placed = [
        PlacedWithheld(one, find_spot(sources.get(one.locus.path), one.locus))
        for one in audit.withheld
    ]
    return sorted(placed, key=lambda each: (each.one.locus.path, find_line(each), each.one.ref))


def find_line(placed: PlacedWithheld) -> tuple[int, int]:
    """Return line and column, zeros for a whole file."""
    first = placed.spot.first if placed.spot else None
    return (first.line, first.column) if first else (0, 0)


def write_audit(root: Path, audit: Audit, edition: Edition) -> str:
    """Return the audit in words: grouped by the first reason, each group with its count."""
    total = sum(not one.field for one in audit.withheld)
    lines = [f"{say_edition(edition)} withholds {total:,} of {audit.entries:,} entries"]
    groups = group(place_all(root, audit))
    for why, placed in groups.items():
        lines += ["", f"because of {why} ({len(placed):,})", *map(write_line, placed)]
    return "\n".join(lines)


def group(placed: list[PlacedWithheld]) -> dict[str, list[PlacedWithheld]]:
    """Return what is withheld by the first of its reasons, in the order of these."""
    groups: dict[str, list[PlacedWithheld]] = {why: [] for why in REASONS}
    for each in placed:
        groups[each.one.reasons[0].why].append(each)
    return {why: held for why, held in groups.items() if held}


def say_edition(edition: Edition) -> str:
    """Return the edition as a person would name it."""
    then = f" as of {edition.as_of}" if edition.as_of else ""
    return f'the edition "{edition.name}"{then}'


def write_line(placed: PlacedWithheld) -> str:
    """Return one entry or field on a line: its place, its name, and why it is withheld."""
    one, (line, column) = placed.one, find_line(placed)
    place = f"{clean(one.locus.path)}:{line}:{column}" if line else clean(one.locus.path)
    why = "; ".join(reason.words for reason in one.reasons)
    shown = f'; shown as "{clean(one.instead)}"' if one.instead else ""
    what = f"{one.kind} {clean(one.ref)}{', ' * bool(one.field)}{one.field}"
    return f"  {place}: {what}: {clean(why)}{shown}"


def describe_audit(root: Path, audit: Audit, edition: Edition) -> dict[str, object]:
    """Return the audit as JSON can hold it; places are null where there is but a file."""
    placed = place_all(root, audit)
    counts: Mapping[str, int] = {why: len(held) for why, held in group(placed).items()}
    return {
        "edition": edition.name,
        "as_of": edition.as_of or None,
        "entries": audit.entries,
        "withheld": list(map(describe_withheld, placed)),
        "counts": counts,
    }


def describe_withheld(placed: PlacedWithheld) -> dict[str, object]:
    """Return one entry that is withheld."""
    one, (line, column) = placed.one, find_line(placed)
    return {
        "kind": one.kind,
        "id": one.ref,
        "field": one.field or None,
        "path": one.locus.path,
        "pointer": list(one.locus.pointer),
        "line": line or None,
        "column": column or None,
        "reasons": [reason._asdict() for reason in one.reasons],
        "instead": one.instead or None,
    }
