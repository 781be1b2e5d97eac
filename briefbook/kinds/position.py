"""Positions: dated observations of where an actor stands on an issue."""

from collections.abc import Iterator
from typing import Annotated, Literal, NamedTuple

from briefbook.index.rows import Access, Row
from briefbook.kinds.fields import (
    HOW_SURE,
    IN_MARKDOWN,
    KNOWN_HOW,
    OF_ISSUE,
    ActorId,
    ActorIds,
    Before,
    Date,
    Day,
    Evidence,
    EvidenceIds,
    Explained,
    IssueId,
    Markdown,
    Nth,
    Prefix,
    Published,
    StanceLabel,
    Suffix,
    Summary,
    Texts,
    as_list,
)
from briefbook.kinds.kind import Added, BookList, BookRecord, Context, Entry, Kind
from briefbook.statements.ages import last_day
from briefbook.statements.days import days_of, is_one_day


class Position(NamedTuple):
    """What no single quote makes; several stances mean "one of these"."""

    actor: Annotated[ActorIds, Explained("one, or a list", "kearns")]
    issue: Annotated[IssueId, Explained("one", "engagement")]
    stance: Annotated[
        tuple[StanceLabel, ...],
        Before(as_list),
        Explained(
            "a label of the issue's scale, or a word off every scale; a list means one of"
            " these",
            "unclear",
        ),
    ]
    condition: Annotated[
        str,
        Explained("in a few words; printed with the stance", "if the talks fail"),
    ] = ""
    date: Annotated[Day, Explained("if it is another than the article's", "2023-08~")] = ""
    evidence: Annotated[
        EvidenceIds,
        Explained(
            "quotes, claims or events; those of another article as `article#id`", "[buried]"
        ),
    ] = ()
    exact: Annotated[
        Texts, Explained("the actor's words in place of evidence", "buried deep in Whitehall")
    ] = ()
    prefix: Prefix = ""
    suffix: Suffix = ""
    nth: Nth = ""
    summary: Annotated[Markdown, Explained(IN_MARKDOWN)] = ""
    confidence: Annotated[
        Literal["high", "medium", "low"],
        Explained("`high` (the default), `medium` or `low`"),
    ] = "high"
    basis: Annotated[
        Literal["quoted", "reported", "described", "inferred", "voted", ""],
        Explained(
            "`quoted`, `reported`, `described`, `inferred` or `voted`; without it, and where it"
            " says `quoted`, that of its quotes"
        ),
    ] = ""
    rank: Annotated[
        Literal["normal", "deprecated"],
        Explained("`deprecated`: a mistake that is kept, with a `comment` that says why"),
    ] = "normal"


class DatedPosition(NamedTuple):
    """A position of one actor as the site knows it; ``basis`` "" is that of its evidence.

    So is "quoted" in a line of ``positions:``: that its quotes alone can show.

    ``is_line`` tells a line of ``positions:`` from the stance of a quote.
    """

    ref: str
    actor: Annotated[ActorId, Published("Whose position it is")]
    issue: Annotated[IssueId, OF_ISSUE]
    stance: Annotated[
        tuple[str, ...],
        Published("The label on the issue's scale, or off it; several mean “one of these”"),
    ]
    condition: Annotated[str, Published("On what condition")] = ""
    date: Date = ""
    basis: Annotated[str, KNOWN_HOW] = ""
    confidence: Annotated[str, HOW_SURE] = "high"
    summary: Summary = ""
    evidence: Evidence = ()
    article: str = ""
    address: str = ""
    order: int = 0
    is_line: bool = False


def held_rows(held: DatedPosition, context: Context, access: Access) -> Iterator[Row]:
    """Yield a position under the keys of its actor, issue, article, briefing and quotes."""
    yield Row("positions-of", held.actor, held, access)
    yield Row("positions-on", held.issue, held, access)
    yield Row("positions-from", context.article, held, access)
    if context.briefing:
        yield Row("positions-in", context.briefing, held, access)
        yield Row("issues-in", context.briefing, held.issue, access)
    if held.date and is_one_day(held.date):
        yield Row("answers", question(held), held, access)
    if day := last_day(held.date):
        yield Row("position-day", day, True, access)
    for ref in held.evidence:
        yield Row("stances-of", ref, (held.actor, held.issue, held.stance), access)


def question(held: DatedPosition) -> str:
    """Return what else the same actor may have answered on the same day, as a key."""
    return f"{held.actor}/{held.issue}/{days_of(held.date)[0]}"


def position_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a position tells the site."""
    for held in hold_position(entry, context):
        yield from held_rows(held, context, entry.access)


def hold_position(entry: Entry, context: Context) -> Iterator[DatedPosition]:
    """Yield a position of each of its actors; one that was withdrawn is nobody's."""
    position: Position = entry.fact
    for actor in position.actor if position.rank == "normal" else ():
        yield DatedPosition(
            ref=f"{context.article}#{actor}.{position.issue}.{context.order}",
            actor=actor,
            issue=position.issue,
            stance=position.stance,
            date=position.date or context.date,
            article=context.article,
            order=context.order,
            evidence=position.evidence,
            address=context.address,
            condition=position.condition,
            summary=position.summary,
            confidence=position.confidence,
            basis="" if position.basis == "quoted" else position.basis,
            is_line=True,
        )


def publish_position(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a position of each of its actors; what was withdrawn is not published."""
    for held in hold_position(entry, context):
        unnamed = f"{held.actor}.{held.issue}.{held.date}"
        name = f"{entry.id}.{held.actor}" if entry.id else unnamed
        yield publish_held(held, f"{context.article}#{name}", entry.access)


def publish_held(held: DatedPosition, identity: str, access: Access) -> BookRecord:
    """Return a position as it is published, whether a line or a quote makes it."""
    added = Added(identity, article=held.article, address=held.address)
    return BookRecord("positions", held, added, access)


def find_equals(position: Position) -> Iterator[tuple[str, ...]]:
    """Yield each actor with the issue.

    A line with several actors comes behind whatever any of them has: among those that an
    edition sees, no two are equal because of one that it does not see.
    """
    yield from ((actor, position.issue) for actor in position.actor)


KNOWN_BY = (
    ("actor", "issue", "date", "condition"),
    ("article", "actor", "issue", "evidence"),
    ("article", "actor", "issue", "condition"),
)

POSITION = Kind(
    "position",
    "positions",
    Position,
    position_rows,
    shape="list",
    in_sidecar=True,
    publish=publish_position,
    equals=find_equals,
    lists={
        "positions": BookList(
            DatedPosition,
            "Where one actor stood on one issue on a day.",
            required=("actor", "issue", "stance"),
            added=("article", "address"),
            known_by=KNOWN_BY,
            identity=("actor", "issue", "date"),
            told=1,
            columns="id actor actor_name issue issue_name stance condition date basis"
            " confidence summary evidence article address",
        )
    },
    is_named=False,
    is_local=True,
    is_captured=True,
)
