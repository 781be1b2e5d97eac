"""What an edition shows never needs what it hides; every access is one of the editions."""

from collections.abc import Iterator

from briefbook.checks.references import locate_reference
from briefbook.contributing import Contribution
from briefbook.editions import needs
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import Reference
from briefbook.ledger import Look
from briefbook.problems import Locus, Problem, problem
from briefbook.rows import HIGHEST, OPEN, Gate
from briefbook.suggesting import did_you_mean


def check_editions(contribution: Contribution, look: Look) -> Iterator[Problem]:
    """Yield unknown accesses, and references from what is visible to what is hidden."""
    levels = look.one("config", "editions")
    sound: set[tuple[str, Gate]] = set()
    for entry, references in zip(contribution.entries, contribution.references, strict=True):
        yield from check_access(entry, levels, outer_access(entry, contribution))
        for reference in references:
            pair = (reference.word, entry.gate)
            found = None if pair in sound else check_reference(entry, reference, levels, look)
            if found:
                yield found
            else:
                sound.add(pair)


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
            locus = Locus(entry.path, (*entry.pointer, "access"))
            hint = did_you_mean(name, levels)
            yield problem("unknown-edition", locus, hint, name=name, known=", ".join(levels))


def check_reference(
    entry: Entry, reference: Reference, levels: tuple[str, ...], look: Look
) -> Problem | None:
    """Return the problem of a reference that some edition could not follow, if it is one."""
    gates = gates_of(reference.word, look)
    if not gates or any(is_within(levels, gate, entry.gate) for gate in gates):
        return None
    locus = locate_reference(entry, reference)
    needed = levels[min(needs(levels, gates[0]), len(levels) - 1)]
    return problem("hidden-reference", locus, name=reference.word, needed=needed)


def gates_of(ref: str, look: Look) -> list[Gate]:
    """Return the gates of an entry, and of what stands in for it in lower editions."""
    return [gate for index in ("card", "stand-in") for _, gate in look.guarded(index, ref)]


def is_within(levels: tuple[str, ...], target: Gate, source: Gate) -> bool:
    """Tell whether whoever may see ``source`` may see ``target``, at any time."""
    return target in (OPEN, source) or (
        needs(levels, target) <= needs(levels, source)
        and (source.draft or not target.draft)
        and (source.draft or target.publish <= source.publish)
    )
