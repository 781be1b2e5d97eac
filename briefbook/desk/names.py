"""Whom and what the book knows, as the panel offers it, and as speakers are guessed by it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from briefbook.build.config import Config
from briefbook.index.ledger import FullView
from briefbook.kinds import KINDS, name_kinds
from briefbook.kinds.fields import is_id
from briefbook.kinds.issue import OFF_SCALE


class Choice(NamedTuple):
    """An entry that a field may name: its id, its name, and the other names it goes by.

    ``labels`` are the stances on an issue, in order.
    """

    id: str
    name: str
    also: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


class BookNames(NamedTuple):
    """What the book has: choices by kind, editions from the lowest, and ids that are taken."""

    choices: Mapping[str, tuple[Choice, ...]]
    editions: tuple[str, ...]
    taken: AbstractSet[str]


def list_bearers(actors: Iterable[Choice]) -> dict[str, AbstractSet[str]]:
    """Return the actors by each of their names."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for one in actors:
        for name in (one.name, *one.also):
            if not is_id(name):
                found[name].add(one.id)
    return dict(found)


def read_names(view: FullView, config: Config) -> BookNames:
    """Return what the book has, as the last build understood it."""
    own = tuple(config.vocabulary.stances)
    choices = {
        kind: tuple(sorted(_list_choices(kind, own, view), key=lambda one: one.name.casefold()))
        for kind in name_kinds("is_linkable", "section")
    }
    wide = [kind.name for kind in KINDS if kind.is_named and not kind.is_local]
    taken = {ref for kind in wide for ref in view.all("known", kind)}
    return BookNames(choices, config.editions, taken)


def _list_choices(kind: str, own: tuple[str, ...], view: FullView) -> Iterator[Choice]:
    for ref in dict.fromkeys(view.all("known", kind)):
        card, fact = view.one("card", ref), view.one(kind, ref)
        name = card.name if card else ref
        also = tuple(one for one in getattr(fact, "aliases", ()) if one != name)
        labels = (*fact.scale, *own, *OFF_SCALE) if kind == "issue" and fact else ()
        yield Choice(ref, name, also, labels)


def describe_names(names: BookNames) -> dict[str, Any]:
    """Return what the panel offers."""
    offered = {
        kind: [one._asdict() for one in choices] for kind, choices in names.choices.items()
    }
    return {"choices": offered, "editions": names.editions}
