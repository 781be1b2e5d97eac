"""Mentions: what a name in this text refers to, settled by an analyst."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from briefbook.index.rows import Row
from briefbook.kinds.fields import EntityId, Occurrence, YesNo
from briefbook.kinds.kind import Context, Entry, Kind

NOBODY = "none"


class Mention(NamedTuple):
    """``id`` is an actor, issue, event or term, or ``none``; ``all`` takes every occurrence."""

    exact: str
    who: EntityId
    prefix: str = ""
    suffix: str = ""
    nth: Occurrence = ""
    every: YesNo = False


def rename_fields(raw: dict[str, Any]) -> dict[str, Any]:
    """Give ``id`` and ``all`` the names of the fields."""
    names = {"id": "who", "all": "every"}
    return {names.get(name, name): value for name, value in raw.items()}


def mention_rows(_: Entry, __: Context) -> Iterator[Row]:
    """Yield nothing: a mention speaks to its own article only, where its place is known."""
    yield from ()


MENTION = Kind(
    "mention",
    "mentions",
    Mention,
    mention_rows,
    shape="list",
    in_sidecar=True,
    short=("exact", "who"),
    tidy=rename_fields,
    names={"who": "id", "every": "all"},
    is_named=False,
    is_local=True,
)
