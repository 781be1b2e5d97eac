"""Quotes in the book, and the positions that they make."""

from collections.abc import Iterator
from typing import NamedTuple

from briefbook.exports.kinds.position import publish_held
from briefbook.exports.publishing import Published, bare
from briefbook.kinds.fields import (
    ActorId,
    ArticleId,
    Day,
    IssueIds,
    SourceId,
    Texts,
    Translation,
    Words,
)
from briefbook.kinds.kind import Context, Entry
from briefbook.kinds.quote import Said, hold_stances, make_said


class QuoteData(NamedTuple):
    """Words of somebody, as they stand in their text."""

    id: str
    exact: str
    speaker: ActorId = ""
    on_behalf_of: ActorId = ""
    according_to: ActorId = ""
    addressee: ActorId = ""
    addressee_text: str = ""
    date: Day = ""
    place: str = ""
    source: SourceId = ""
    locator: str = ""
    basis: str = ""
    confidence: str = ""
    found_in: str = ""
    verified: str = ""
    best: bool = False
    translation: Translation | None = None
    issues: IssueIds = ()
    article: ArticleId = ""
    address: str = ""
    was: Texts = ()


def publish_quote(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a quote, and the positions that it makes."""
    said = make_said(entry, context)
    yield "quotes", make_quote(said, entry.was), entry.gate
    for held in hold_stances(entry, context, said):
        yield "positions", publish_held(held, held.ref), entry.gate


def make_quote(said: Said, was: tuple[str, ...]) -> QuoteData:
    """Return a quote as it is published."""
    is_text = isinstance(said.addressee, Words)
    given = said.translation
    translation = given if isinstance(given, Translation) else Translation(given)
    return QuoteData(
        id=said.ref,
        exact=said.words,
        speaker=said.speaker,
        on_behalf_of=said.on_behalf_of,
        according_to=said.according_to,
        addressee="" if isinstance(said.addressee, Words) else said.addressee,
        addressee_text=said.addressee[0] if is_text else "",
        date=said.date,
        place=said.place,
        source=said.source,
        locator=said.locator,
        basis=said.basis,
        confidence=said.confidence,
        found_in="" if said.where == "text" else said.where,
        verified=said.verified,
        best=said.best,
        translation=bare(translation) if translation.text else None,
        issues=said.issues,
        article=said.article,
        address=said.address,
        was=was,
    )
