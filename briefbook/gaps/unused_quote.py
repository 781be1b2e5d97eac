"""Quotes on which nothing rests, and that no text cites."""

from collections.abc import Iterator

from briefbook.gaps.gap import Gap, GapKind, UnitContext, name_entry
from briefbook.gaps.texts import SHOWN, cut_words
from briefbook.gaps.uses import USES
from briefbook.index.ledger import FullView
from briefbook.kinds.kind import Entry
from briefbook.kinds.quote import make_said
from briefbook.statements.gaps import rests_on_nothing


def find_unused_quotes(context: UnitContext) -> Iterator[Gap]:
    """Yield the quotes of an article that make no position, and that nobody refers to."""
    for entry in context.contribution.entries:
        is_open = entry.kind == "quote" and not entry.is_implied and not entry.fact.stance
        if is_open and entry.passage and entry.passage.where != "lost":
            yield from _judge(entry, context, context.view)


def _judge(entry: Entry, context: UnitContext, view: FullView) -> Iterator[Gap]:
    said = make_said(entry, context.contribution.context)
    speaker = said.speaker or said.on_behalf_of or said.source or said.article
    words = cut_words(said.words, SHOWN)
    if told := rests_on_nothing(words, name_entry(speaker, view), view.all(USES, entry.ref)):
        locus, refs = entry.locate(part="key"), (("words", entry.ref), ("speaker", speaker))
        yield Gap(UNUSED_QUOTE.name, locus, said.article, told, refs)


UNUSED_QUOTE = GapKind(
    "unused-quote",
    "Quotes on which nothing rests",
    "Give it a stance, name it as evidence, or cite it in a text.",
    in_unit=find_unused_quotes,
)
