"""Sources of which nothing is kept: neither an archived copy nor their text."""

from collections.abc import Iterator

from briefbook.gaps.gap import Gap, GapKind, UnitContext
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.kinds.source import source_name
from briefbook.statements.gaps import not_kept


def find_unkept_sources(context: UnitContext) -> Iterator[Gap]:
    """Yield the sources without an archived address, a capture or an article of their text.

    One that was seen through another alone was never at hand: that other one counts.
    """
    for entry in context.contribution.entries:
        if entry.kind == "source" and not entry.fact.via:
            kept = [*filter(None, (entry.fact.archive_url, *_list_texts(entry, context.view)))]
            if said := not_kept(source_name(entry.ref, entry.fact), kept):
                locus, refs = entry.locate(part="key"), (("source", entry.ref),)
                yield Gap(UNKEPT_SOURCE.name, locus, entry.ref, said, refs)


def _list_texts(entry: Entry, view: FullView) -> Iterator[str]:
    """Yield the articles that hold the text of a source, or have it as their capture."""
    for listed in view.all("stories-from", entry.ref):
        story = view.one("story", listed.ref)
        if story and (story.has_capture or story.is_source):
            yield listed.ref


UNKEPT_SOURCE = GapKind(
    "unkept-source",
    "Sources of which nothing is kept",
    "Give the source an archive_url, or its article a capture.",
    in_unit=find_unkept_sources,
)
