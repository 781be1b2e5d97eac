"""What an edition shows never needs what it hides; every access is one of the editions."""

from collections.abc import Iterator, Sequence

from briefbook.base.problems import Locus, Problem, problem
from briefbook.base.suggesting import did_you_mean
from briefbook.checks.references import locate_reference
from briefbook.index.editions import Edition, needs
from briefbook.index.ledger import FullView
from briefbook.index.rows import HIGHEST, OPEN, Access
from briefbook.kinds.internal import access_within
from briefbook.kinds.kind import Entry
from briefbook.kinds.references import Reference
from briefbook.statements.date_words import say_date
from briefbook.units.resolving import Contribution


def check_editions(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield unknown accesses, and references from what is visible to what is hidden."""
    edition = view.edition
    sound: set[tuple[str, Access]] = set()
    for entry, references in zip(contribution.entries, contribution.references, strict=True):
        yield from check_access(entry, edition.levels, outer_access(entry, contribution))
        for reference in references:
            pair = (reference.word, access_within(entry, reference.pointer[0]))
            found = None if pair in sound else check_reference(entry, reference, edition, view)
            if found:
                yield found
            else:
                sound.add(pair)


def outer_access(entry: Entry, contribution: Contribution) -> tuple[str, ...]:
    """Return the accesses that an entry has from its article and its folders."""
    unit, folders = contribution.unit, contribution.access.editions
    if entry.path != unit.path or entry.pointer:
        return (*unit.access.editions, *folders)
    return () if entry.kind == "briefing" else folders


def check_access(
    entry: Entry, levels: tuple[str, ...], outer: tuple[str, ...]
) -> Iterator[Problem]:
    """Yield the problem of an entry's own access that is no edition."""
    for name in entry.access.editions:
        if name not in (HIGHEST, *levels, *outer):
            locus = entry.locate("access")
            hint = did_you_mean(name, levels)
            yield problem("unknown-edition", locus, hint, name=name, known=", ".join(levels))


def check_reference(
    entry: Entry, reference: Reference, edition: Edition, view: FullView
) -> Problem | None:
    """Return the problem of a reference that some edition could not follow, if it is one."""
    accesses, own = (
        list_access(reference.word, view),
        access_within(entry, reference.pointer[0]),
    )
    if is_open(edition, accesses, own):
        return None
    locus = locate_reference(entry, reference)
    return explain_hidden(reference.word, locus, edition, accesses[0], own)


def list_access(ref: str, view: FullView) -> list[Access]:
    """Return the accesses of an entry, and of what stands in for it in lower editions."""
    return [access for index in ("card", "stand-in") for _, access in view.guarded(index, ref)]


def find_hidden(
    name: str, locus: Locus, targets: Sequence[Access], source: Access, view: FullView
) -> Iterator[Problem]:
    """Yield the problem of a reference that some edition could not follow, if it is one."""
    edition = view.edition
    if not is_open(edition, targets, source):
        yield explain_hidden(name, locus, edition, targets[0], source)


def is_open(edition: Edition, targets: Sequence[Access], source: Access) -> bool:
    """Tell whether whoever may see ``source`` may see one of ``targets``, if there is any."""
    return not targets or any(is_within(edition, target, source) for target in targets)


def is_within(edition: Edition, target: Access, source: Access) -> bool:
    """Tell whether whoever may see ``source``, today or later, may see ``target`` then."""
    return target in (OPEN, source) or (
        needs(edition.levels, target) <= needs(edition.levels, source)
        and is_in_time(edition, target, source)
    )


def is_in_time(edition: Edition, target: Access, source: Access) -> bool:
    """Tell whether ``target`` is published whenever ``source`` is."""
    waits = target.publish > max(source.publish, edition.today)
    return source.draft or not (target.draft or waits)


def explain_hidden(
    name: str, locus: Locus, edition: Edition, target: Access, source: Access
) -> Problem:
    """Return the problem of a reference to what others may see, and its cure."""
    if is_in_time(edition, target, source):
        needed = edition.levels[min(needs(edition.levels, target), len(edition.levels) - 1)]
        return problem("hidden-reference", locus, name=name, needed=needed)
    when = "is a draft" if target.draft else f"is published on {say_date(target.publish)}"
    return problem("unpublished-reference", locus, name=name, when=when)
