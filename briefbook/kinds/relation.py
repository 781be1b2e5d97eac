"""Relations: who does what to whom, as a verb in the third person."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from briefbook.index.rows import Row
from briefbook.kinds.fields import SORT, ActorId, Date, Evidence, Explained, Published
from briefbook.kinds.kind import Added, BookList, BookRecord, Context, Entry, Kind

TYPES = ("urges", "criticises", "condemns", "meets", "sanctions", "advises")
"""The verbs that the model begins with."""


class Relation(NamedTuple):
    """``source`` (written ``from``) does ``type`` to ``target`` (written ``to``).

    Without a ``date`` it has that of its evidence (``standing.py``).
    """

    source: Annotated[
        ActorId, Published("Who does it", name="from"), Explained("who does it", "kearns")
    ]
    type: Annotated[
        str,
        SORT,
        Explained(
            "a verb in the third person: urges, criticises, condemns, meets, sanctions,"
            " advises, or any other",
            "criticises",
        ),
    ]
    target: Annotated[ActorId, Published("To whom", name="to"), Explained("to whom", "hmg")]
    evidence: Annotated[Evidence, Explained("quotes, claims or events", "[buried]")]
    date: Annotated[
        Date,
        Explained(
            "when; without it that of the first event, quote or claim among the evidence, else"
            " that of the article",
            "2023-08-30",
        ),
    ] = ""


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


def relation_rows(entry: Entry, context: Context) -> Iterator[Row]:
    """Yield what a relation tells the site."""
    relation: Relation = entry.fact
    tie = KnownRelation(*relation, context.article)
    for actor in dict.fromkeys((relation.source, relation.target)):
        yield Row("ties-of", actor, tie, entry.access)
    if context.briefing:
        yield Row("ties-in", context.briefing, tie, entry.access)
    for ref in relation.evidence:
        yield Row(
            "cited-by",
            ref,
            ("relation", relation.source, relation.target, relation.type),
            entry.access,
        )


def publish_relation(entry: Entry, context: Context) -> Iterator[BookRecord]:
    """Yield a relation; one without a date gets it where the book is read."""
    relation: Relation = entry.fact
    name = entry.id or f"{relation.source}.{relation.type}.{relation.target}"
    article, address = context.article, context.address
    added = Added(f"{article}#{name}", article=article, address=address)
    yield BookRecord("relations", relation, added, entry.access)


ENDS = ("from", "type", "to")

RELATION = Kind(
    "relation",
    "relations",
    Relation,
    relation_rows,
    shape="list",
    in_sidecar=True,
    short=("source", "type", "target", "evidence"),
    names={"source": "from", "target": "to"},
    publish=publish_relation,
    lists={
        "relations": BookList(
            Relation,
            "Who does what to whom.",
            required=ENDS,
            added=("article", "address"),
            known_by=(ENDS,),
            identity=ENDS,
        )
    },
    is_named=False,
    is_local=True,
    is_captured=True,
)
