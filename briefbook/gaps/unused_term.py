"""Terms of the glossary that no text uses."""

from collections.abc import Iterator

from briefbook.gaps.gap import Gap, GapKind, UnitContext
from briefbook.gaps.uses import USES
from briefbook.statements.gaps import not_used


def find_unused_terms(context: UnitContext) -> Iterator[Gap]:
    """Yield the terms that were found in no text, and that none links to."""
    view = context.view
    for entry in context.contribution.entries:
        if entry.kind == "term":
            found = (*view.all("mentioned", entry.ref), *view.all(USES, entry.ref))
            if said := not_used(entry.fact.term, found):
                locus, refs = entry.locate(part="key"), (("term", entry.ref),)
                yield Gap(UNUSED_TERM.name, locus, entry.ref, said, refs)


UNUSED_TERM = GapKind(
    "unused-term",
    "Terms that no text uses",
    "Add the form that texts use to its aliases, link to it, or drop it.",
    in_unit=find_unused_terms,
)
