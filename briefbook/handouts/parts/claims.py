"""Claims in handouts: who asserts, and who disputes, next to each other."""

from collections.abc import Iterable

from briefbook.handouts.document import (
    Beside,
    Block,
    HandoutSpan,
    Line,
    Paragraph,
    join_lines,
    words,
)
from briefbook.handouts.positions import pick_quotes
from briefbook.handouts.writing import HandoutWriter, quote_with_voice
from briefbook.kinds.claim import Asserted
from briefbook.pages.parts.claims import only_actor
from briefbook.pages.parts.days import latest_key
from briefbook.statements.absence import no_dispute
from briefbook.statements.words import say_sentence

DISPUTED = ("disputed", "refuted")


def oppose_all(writer: HandoutWriter, refs: Iterable[str]) -> tuple[Block, ...]:
    """Return the disputed claims among some, the newest first, side by side."""
    found = [claim for ref in dict.fromkeys(refs) if (claim := writer.look.one("claim", ref))]
    disputed = [claim for claim in found if claim.status in DISPUTED]
    disputed.sort(key=lambda claim: (latest_key(claim.date), claim.ref), reverse=True)
    return tuple(oppose(writer, claim) for claim in disputed)


def oppose(writer: HandoutWriter, claim: Asserted) -> Beside:
    """Return a claim with the words for it, and those against it beside."""
    status = "" if claim.status == "disputed" else f" ({claim.status})"
    asserted = (*writer.names(claim.asserted_by, " and "), HandoutSpan(": "))
    left = (
        *asserted,
        HandoutSpan(claim.text, "strong"),
        HandoutSpan(status),
        *bear_out(writer, claim.evidence, only_actor(claim.asserted_by)),
    )
    right = [
        (*writer.name(actor), HandoutSpan(":"), *bear_out(writer, refs, actor))
        for actor, refs in claim.disputed_by
        if writer.name(actor)
    ]
    unknown = words(say_sentence(no_dispute(right)), "quiet")
    return Beside((Paragraph(left),), tuple(Paragraph(line) for line in right or [unknown]))


def bear_out(writer: HandoutWriter, refs: Iterable[str], holder: str) -> Line:
    """Return the words that show something, with the numbers of their notes.

    ``holder`` is who has just been named: whose words they are is said of all others.
    """
    cited = tuple(refs)
    picked = pick_quotes(writer, cited)[:2]
    said = join_lines([quote_with_voice(writer, one, holder) for one in picked], "; ")
    return (*((HandoutSpan(" "), *said) if said else ()), *writer.cite_all(cited))
