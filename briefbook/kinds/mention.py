"""Mentions: what a name in this text refers to, settled by an analyst."""

from typing import Annotated, NamedTuple

from briefbook.kinds.fields import (
    SELECTOR_FIELDS,
    EntityId,
    Explained,
    Nth,
    Prefix,
    Suffix,
    YesNo,
)
from briefbook.kinds.kind import Kind

NOBODY = "none"


class Mention(NamedTuple):
    """``id`` is an actor, issue, event or term, or ``none``; ``all`` takes every occurrence."""

    exact: Annotated[str, Explained("the name, as it stands in the text", "Wang")]
    who: Annotated[EntityId, Explained("an actor, issue, event or term, or `none`", "wang-yi")]
    prefix: Prefix = ""
    suffix: Suffix = ""
    nth: Nth = ""
    every: Annotated[YesNo, Explained("`true`: every place", "true")] = False


MENTION = Kind(
    "mention",
    "mentions",
    Mention,
    shape="list",
    in_sidecar=True,
    leading=(*SELECTOR_FIELDS, "all"),
    short=("exact", "who"),
    names={"who": "id", "every": "all"},
    is_named=False,
    is_local=True,
    noted=SELECTOR_FIELDS,
)
