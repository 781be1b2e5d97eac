"""Mentions: what a name in this text refers to, settled by an analyst."""

from typing import NamedTuple

from briefbook.kinds.fields import EntityId, Occurrence, YesNo
from briefbook.kinds.kind import Kind

NOBODY = "none"


class Mention(NamedTuple):
    """``id`` is an actor, issue, event or term, or ``none``; ``all`` takes every occurrence."""

    exact: str
    who: EntityId
    prefix: str = ""
    suffix: str = ""
    nth: Occurrence = ""
    every: YesNo = False


MENTION = Kind(
    "mention",
    "mentions",
    Mention,
    shape="list",
    in_sidecar=True,
    leading=("exact", "prefix", "suffix", "nth", "all"),
    short=("exact", "who"),
    names={"who": "id", "every": "all"},
    is_named=False,
    is_local=True,
)
