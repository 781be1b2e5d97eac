"""Claims: what somebody asserts to be so, and who disputes it."""

from collections import OrderedDict
from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.jump import SearchEntry
from briefbook.index.rows import Card, Listed, Row
from briefbook.kinds.fields import (
    SAID,
    STATE,
    ActorId,
    ActorIds,
    Evidence,
    EvidenceIds,
    Explained,
    Published,
)
from briefbook.kinds.kind import BookList, BookRecord, Context, Entry, FoundAs, Kind
from briefbook.syntax.dates import file_month

Status = Literal["", "uncorroborated", "corroborated", "disputed", "refuted"]


class Claim(NamedTuple):
    """A statement of fact by somebody; ``disputed_by`` maps an actor to the evidence."""

    text: Annotated[
        str, SAID, Explained("the claim, in your words", "Taiwan is an independent country.")
    ]
    asserted_by: Annotated[
        ActorIds, Published("Who asserts it"), Explained("an actor, or a list", "fac")
    ]
    evidence: Annotated[Evidence, Explained("the quotes that show it", "[independent]")]
    disputed_by: Annotated[
        OrderedDict[ActorId, EvidenceIds],
        Published("Who disputes it, each with the evidence"),
        Explained("actors, each with the evidence", "{prc-mfa: [right-wrong]}"),
    ] = OrderedDict()
    status: Annotated[
        Status,
        STATE,
        Explained(
            "`uncorroborated`, `corroborated`, `disputed` or `refuted`; without it a claim that"
            " somebody disputes is `disputed`, and of others nothing is said"
        ),
    ] = ""


class Asserted(NamedTuple):
    """A claim as the site knows it; ``date`` is that of its article."""

    ref: str
    text: str
    asserted_by: tuple[str, ...]
    evidence: tuple[str, ...]
    disputed_by: tuple[tuple[str, tuple[str, ...]], ...]
    status: str
    date: str
    article: str
    address: str


def work_out_status(claim: Claim) -> Status:
    """Return the status given, else that a claim is disputed, if anybody does so."""
    return claim.status or ("disputed" if claim.disputed_by else "")


def make_asserted(entry: Entry, context: Context) -> Asserted:
    """Return the claim with its place and date."""
    claim: Claim = entry.fact
    return Asserted(
        ref=entry.ref,
        text=claim.text,
        asserted_by=claim.asserted_by,
        evidence=claim.evidence,
        disputed_by=tuple(claim.disputed_by.items()),
        status=work_out_status(claim),
        date=context.date,
        article=context.article,
        address=f"{context.address}#{entry.id}",
    )


def claim_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a claim tells the site."""
    asserted = make_asserted(entry, context)
    card = Card("claim", entry.ref, asserted.text, asserted.address)
    yield from entry.list_faces(card, asserted)
    yield Row("claims-of", context.article, entry.ref, entry.access)
    for index, key in claim_keys(asserted, context):
        yield Row(index, key, Listed(asserted.date, entry.ref), entry.access)
    for ref in all_evidence(asserted):
        yield Row("cited-by", ref, ("claim", entry.ref, "", entry.ref), entry.access)


def all_evidence(asserted: Asserted) -> tuple[str, ...]:
    """Return the evidence for and against, each once."""
    against = [ref for _, refs in asserted.disputed_by for ref in refs]
    return tuple(dict.fromkeys((*asserted.evidence, *against)))


def claim_keys(asserted: Asserted, context: Context) -> Iterator[tuple[str, str]]:
    """Yield the lists of claims that grow with the book, of which pages show the newest."""
    yield "claims-in", file_month(asserted.date)
    yield from (("claims-by", actor) for actor in asserted.asserted_by)
    yield from (("claims-against", actor) for actor, _ in asserted.disputed_by)
    if context.briefing:
        yield "claims-in-briefing", context.briefing


def find_claim(entry: Entry, context: Context) -> Iterator[SearchEntry]:
    """Yield a claim by its text; who asserts it stands below."""
    asserted = make_asserted(entry, context)
    who = asserted.asserted_by[0] if asserted.asserted_by else ""
    yield SearchEntry("claim", asserted.text, asserted.address, who=who)


def publish_claim(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a claim; its date is that of its evidence, which the book knows."""
    claim: Claim = entry.fact
    shown = claim._replace(status=work_out_status(claim))
    yield entry.make_record("claims", context, f"{context.address}#{entry.id}", shown)


CLAIM = Kind(
    "claim",
    "claims",
    Claim,
    claim_rows,
    in_sidecar=True,
    finds=find_claim,
    publish=publish_claim,
    lists={
        "claims": BookList(
            Claim,
            "What somebody asserts to be so.",
            required=("text",),
            added=("date", "article", "address", "was"),
            known_by=(("text",),),
            told=4,
            columns="id text asserted_by disputed_by status evidence date article address",
        )
    },
    searched={"claim": FoundAs("Claim", "Claims", 11, is_passage=True)},
    is_local=True,
    is_evidence=True,
    is_captured=True,
    noted=("text", "asserted_by", "evidence"),
)
