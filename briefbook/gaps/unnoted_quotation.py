"""Words in quotation marks that no note covers."""

import shlex
from collections.abc import Iterator

from briefbook.gaps.gap import Gap, GapKind, UnitContext, name_article
from briefbook.statements.gaps import quoted_without_note


def find_unnoted_quotations(context: UnitContext) -> Iterator[Gap]:
    """Yield the quotations in the text of an article that no note covers, and none cites."""
    article = context.contribution.context.article
    for one in context.unnoted:
        assert context.text
        if said := quoted_without_note(context.text.show(one.span)):
            cure = write_command(context, one.words.rstrip(","), one.actor)
            locus = context.text.locate(one.span)
            yield Gap(UNNOTED_QUOTATION.name, locus, article, said, (), cure)


def write_command(context: UnitContext, words: str, actor: str) -> str:
    """Return the command that makes a note of some words."""
    who = f" --speaker {actor}" if actor else ""
    article = name_article(context.contribution.context.path, context.view)
    return f"briefbook quote {shlex.quote(article)} {shlex.quote(words)}{who}"


UNNOTED_QUOTATION = GapKind(
    "unnoted-quotation",
    "Words in quotation marks without a note",
    "Note whose words they are: briefbook quote ARTICLE WORDS --speaker ID prints the line.",
    in_unit=find_unnoted_quotations,
)
