"""Relations: who does what to whom, as a verb in the third person."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefbook.index.rows import Row
from briefbook.kinds.fields import ActorId, ArticleId, Day, EvidenceIds
from briefbook.kinds.kind import BookList, Context, Entry, Kind, Published


class Relation(NamedTuple):
    """``source`` (written ``from``) does ``type`` to ``target`` (written ``to``).

    Without a ``date`` it has that of its evidence (``standing.py``).
    """

    source: ActorId
    type: str
    target: ActorId
    evidence: EvidenceIds
    date: Day = ""


class KnownRelation(NamedTuple):
    """A relation as the site knows it; ``date`` is its own, "" if it has none.

    ``is_year_inferred`` tells of the event that dates it whether its year is.
    """

    source: str
    type: str
    target: str
    evidence: tuple[str, ...]
    date: str
    article: str
    is_year_inferred: bool = False


def rename_ends(raw: dict[str, Any]) -> dict[str, Any]:
    """Give ``from`` and ``to`` the names of the fields."""
    names = {"from": "source", "to": "target"}
    return {names.get(name, name): value for name, value in raw.items()}


def relation_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a relation tells the site."""
    relation: Relation = entry.fact
    tie = KnownRelation(*relation, context.article)
    yield Row("ties", "", tie, entry.gate)
    for actor in dict.fromkeys((relation.source, relation.target)):
        yield Row("ties-of", actor, tie, entry.gate)
    if context.briefing:
        yield Row("ties-in", context.briefing, tie, entry.gate)
    for ref in relation.evidence:
        yield Row(
            "cited-by",
            ref,
            ("relation", relation.source, relation.target, relation.type),
            entry.gate,
        )


class RelationData(NamedTuple):
    """Who does what to whom."""

    id: str
    from_: ActorId
    type: str
    to: ActorId
    evidence: EvidenceIds = ()
    date: Day = ""
    article: ArticleId = ""
    address: str = ""


def publish_relation(entry: Entry, context: Context) -> Iterator[Published]:
    """Yield a relation; one without a date gets it where the book is read."""
    relation: Relation = entry.fact
    name = entry.id or f"{relation.source}.{relation.type}.{relation.target}"
    shown = RelationData(
        id=f"{context.article}#{name}",
        from_=relation.source,
        type=relation.type,
        to=relation.target,
        evidence=relation.evidence,
        date=relation.date,
        article=context.article,
        address=context.address,
    )
    yield "relations", shown, entry.gate


RELATION = Kind(
    "relation",
    "relations",
    Relation,
    relation_rows,
    shape="list",
    in_sidecar=True,
    short=("source", "type", "target", "evidence"),
    tidy=rename_ends,
    names={"source": "from", "target": "to"},
    publish=publish_relation,
    lists={
        "relations": BookList(RelationData, (("from", "type", "to"),), ("from", "type", "to"))
    },
    is_named=False,
    is_local=True,
    is_captured=True,
)
