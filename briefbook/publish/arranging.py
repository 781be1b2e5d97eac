"""The order in which a site's files change, so that no link ever leads nowhere.

New files come first, then changed ones, then deletions: whatever an old or a new page
links to is there. The one exception is made by the file system, where a page and a folder
cannot share a name (nor, on some, two names that differ in case): there the old has to go
before the new can come, and that happens next to each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from briefbook.base.addresses import Address, fold_address, folders_of
from briefbook.publish.journal import Step


def arrange(
    placed: Sequence[Step],
    swapped: Sequence[Step],
    taken: Sequence[Step],
    existing: Collection[Address],
    cleared: Mapping[Address, Sequence[Step]],
) -> tuple[Step, ...]:
    """Return all steps of a publish in their order, with those for folders.

    ``existing`` are the folders that are there; ``cleared`` gives, for a new page, the steps
    that clear folders for it, inner first.
    """
    early = _early(placed, taken)
    blocked = _blocked(placed, early, cleared)
    free = [step for step in placed if step not in blocked] if blocked else placed
    ready = {*existing, *_folders(free)} if blocked else existing
    return (
        *_make_folders(free, existing),
        *free,
        *(step for step in taken if step in early),
        *(clear for step in blocked for clear in cleared.get(step.address, ())),
        *_make_folders(blocked, ready),
        *blocked,
        *swapped,
        *(step for step in taken if step not in early),
    )


def _early(placed: Sequence[Step], taken: Sequence[Step]) -> set[Step]:
    """Return the deletions that make room: of a page for a folder, a folder's for a page."""
    if not taken:
        return set()
    spots = _fold(step.address for step in placed)
    room = spots | _fold(_folders(placed))
    return {
        step
        for step in taken
        if fold_address(step.address) in room or _fold(folders_of([step.address])) & spots
    }


def _blocked(
    placed: Sequence[Step], early: set[Step], cleared: Collection[Address]
) -> dict[Step, None]:
    """Return the new pages that have to wait for a deletion, in their order."""
    if not early and not cleared:
        return {}
    going = _fold(step.address for step in early)
    return {step: None for step in placed if step.address in cleared or _lines(step) & going}


def _lines(step: Step) -> set[str]:
    return _fold((step.address, *folders_of([step.address])))


def _fold(addresses: Iterable[str]) -> set[str]:
    return {fold_address(address) for address in addresses}


def _folders(steps: Iterable[Step]) -> set[Address]:
    return folders_of(step.address for step in steps)


def _make_folders(steps: Iterable[Step], ready: Collection[Address]) -> list[Step]:
    return [Step("folder", folder) for folder in sorted(_folders(steps).difference(ready))]
