"""What an edition shows never needs what it hides; every access is one of the editions."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.references import locate_reference
from briefbook.index.editions import needs
from briefbook.index.ledger import FullView
from briefbook.index.rows import HIGHEST, OPEN, Gate
from briefbook.kinds.internal import gate_within
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import Reference
from briefbook.statements.date_words import say_date
from briefbook.units.resolving import Contribution


class Doors(NamedTuple):
    """What decides who sees what: the names of the editions, lowest first, and the day."""

    levels: tuple[str, ...]
    today: str


def check_editions(contribution: Contribution, look: FullView) -> Iterator[Problem]:
    """Yield unknown accesses, and references from what is visible to what is hidden."""
    doors = find_doors(look)
    sound: set[tuple[str, Gate]] = set()
    for entry, references in zip(contribution.entries, contribution.references, strict=True):
        yield from check_access(entry, doors.levels, outer_access(entry, contribution))
        for reference in references:
            pair = (reference.word, gate_within(entry, reference.pointer[0]))
            found = None if pair in sound else check_reference(entry, reference, doors, look)
            if found:
                yield found
            else:
                sound.add(pair)


def find_doors(look: FullView) -> Doors:
    """Return what decides who sees what."""
    return Doors(look.one("config", "editions"), look.edition.today)


def outer_access(entry: Entry, contribution: Contribution) -> tuple[str, ...]:
    """Return the accesses that an entry has from its article and its folders."""
    unit, folders = contribution.unit, contribution.gate.access
    if entry.path != unit.path or entry.pointer:
        return (*unit.gate.access, *folders)
    return () if entry.kind == "briefing" else folders


def check_access(
    entry: Entry, levels: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the problem of an entry's own access that is no edition."""
    for name in entry.gate.access:
        if name not in (HIGHEST, *levels, *outer):
            locus = entry.locate("access")
            hint = did_you_mean(name, levels)
            yield problem("unknown-edition", locus, hint, name=name, known=", ".join(levels))


def check_reference(
    entry: Entry, reference: Reference, doors: Doors, look: FullView
) -> Problem | None:
    """Return the problem of a reference that some edition could not follow, if it is one."""
    gates, own = gates_of(reference.word, look), gate_within(entry, reference.pointer[0])
    if is_open(doors, gates, own):
        return None
    locus = locate_reference(entry, reference)
    return explain_hidden(reference.word, locus, doors, gates[0], own)


def gates_of(ref: str, look: FullView) -> list[Gate]:
    """Return the gates of an entry, and of what stands in for it in lower editions."""
    return [gate for index in ("card", "stand-in") for _, gate in look.guarded(index, ref)]


def find_hidden(
    name: str, locus: Locus, targets: Sequence[Gate], source: Gate, look: FullView
) -> Iterator[Problem]:
    """Yield the problem of a reference that some edition could not follow, if it is one."""
    doors = find_doors(look)
    if not is_open(doors, targets, source):
        yield explain_hidden(name, locus, doors, targets[0], source)


def is_open(doors: Doors, targets: Sequence[Gate], source: Gate) -> bool:
    """Tell whether whoever may see ``source`` may see one of ``targets``, if there is any."""
    return not targets or any(is_within(doors, target, source) for target in targets)


def is_within(doors: Doors, target: Gate, source: Gate) -> bool:
    """Tell whether whoever may see ``source``, today or later, may see ``target`` then."""
    return target in (OPEN, source) or (
        needs(doors.levels, target) <= needs(doors.levels, source)
        and is_in_time(doors, target, source)
    )


def is_in_time(doors: Doors, target: Gate, source: Gate) -> bool:
    """Tell whether ``target`` is published whenever ``source`` is."""
    waits = target.publish > max(source.publish, doors.today)
    return source.draft or not (target.draft or waits)


def explain_hidden(
    name: str, locus: Locus, doors: Doors, target: Gate, source: Gate
) -> Problem:
    """Return the problem of a reference to what is behind another door, and its cure."""
    if is_in_time(doors, target, source):
        needed = doors.levels[min(needs(doors.levels, target), len(doors.levels) - 1)]
        return problem("hidden-reference", locus, name=name, needed=needed)
    when = "is a draft" if target.draft else f"is published on {say_date(target.publish)}"
    return problem("unpublished-reference", locus, name=name, when=when)
