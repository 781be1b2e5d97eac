"""The picture that an article or a briefing names stands beside it."""

from collections.abc import Iterator

from briefbook.contributing import Contribution
from briefbook.ledger import Look
from briefbook.problems import Locus, Problem, problem
from briefbook.targets import resolve_path


def check_pictures(contribution: Contribution, look: Look) -> Iterator[Problem]:
    """Yield the pictures named in front matter that are not there."""
    for entry in contribution.entries:
        picture = getattr(entry.fact, "picture", None)
        if picture and not look.all("file", resolve_path(entry.path, picture.file)):
            locus = Locus(entry.path, ("picture", "file"))
            yield problem("missing-picture", locus, file=picture.file)
