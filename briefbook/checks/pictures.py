"""The picture that an article or a briefing names is there, for all who may see these."""

from collections.abc import Iterator

from briefbook.base.addresses import list_link_places, name_places, resolve_path
from briefbook.base.problems import Locus, Problem, problem
from briefbook.checks.editions import find_hidden
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.units.resolving import Contribution


def check_pictures(contribution: Contribution, view: FullView) -> Iterator[Problem]:
    """Yield the pictures named in front matter that are not there."""
    for entry in contribution.entries:
        picture = getattr(entry.fact, "picture", None)
        if picture:
            yield from check_picture(entry, picture.file, view)


def check_picture(entry: Entry, file: str, view: FullView) -> Iterator[Problem]:
    """Yield the problem of one picture: it is not there, or hidden from some readers."""
    locus = Locus(entry.path, ("picture", "file"))
    accesses = [access for _, access in view.guarded("file", resolve_path(entry.path, file))]
    if not accesses:
        looked = name_places(list_link_places(entry.path, file))
        yield problem("missing-picture", locus, file=file, looked=looked)
    yield from find_hidden(file, locus, accesses, entry.access, view)
