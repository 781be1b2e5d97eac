"""The ties of a network, gathered: one bond between any two nodes, and groups of nodes."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Node(NamedTuple):
    """One box of a network; ``kind`` ends up in its class and its shape."""

    id: str
    label: str
    href: str
    kind: str


class NetworkArrow(NamedTuple):
    """One arrow of a network, labelled ``verb``; ``source`` and ``target`` are ids of nodes."""

    source: str
    verb: str
    target: str
    href: str


class Verb(NamedTuple):
    """A verb of a bond: ``forth`` if it runs from the bond's source to its target."""

    words: str
    href: str
    forth: bool


class Bond(NamedTuple):
    """All ties between two nodes, drawn as one line; the first tie tells its direction.

    ``weight`` is how many they are.
    """

    source: str
    target: str
    verbs: tuple[Verb, ...]
    weight: int


def known_ties(nodes: Sequence[Node], ties: Iterable[NetworkArrow]) -> tuple[NetworkArrow, ...]:
    """Return the ties both of whose ends are among ``nodes``."""
    ids = {node.id for node in nodes}
    return tuple(tie for tie in ties if tie.source in ids and tie.target in ids)


def join_ties(ties: Iterable[NetworkArrow]) -> tuple[Bond, ...]:
    """Return one bond for each two nodes that are tied, in the order of their first ties."""
    pairs: dict[frozenset[str], list[NetworkArrow]] = {}
    for tie in ties:
        pairs.setdefault(frozenset((tie.source, tie.target)), []).append(tie)
    return tuple(make_bond(tuple(group)) for group in pairs.values())


def make_bond(ties: Sequence[NetworkArrow]) -> Bond:
    """Return the bond of all ties between the same two nodes."""
    source, target = ties[0].source, ties[0].target
    counts: dict[tuple[str, bool], list[str]] = {}
    for tie in ties:
        counts.setdefault((tie.verb, tie.source == source), []).append(tie.href)
    verbs = tuple(make_verb(*key, hrefs) for key, hrefs in counts.items())
    return Bond(source, target, verbs, len(ties))


def keep_strongest(bonds: Sequence[Bond], most: int) -> tuple[Bond, ...]:
    """Return so many bonds, those of most ties, of equal ones the first; in their order."""
    ranked = sorted(range(len(bonds)), key=lambda number: (-bonds[number].weight, number))
    return tuple(bonds[number] for number in sorted(ranked[:most]))


def keep_tied(
    nodes: Sequence[Node], bonds: Sequence[Bond], kept: Sequence[Bond]
) -> tuple[Node, ...]:
    """Return the nodes without those that were tied by bonds and are by none that is kept."""
    before, after = find_tied(bonds), find_tied(kept)
    return tuple(node for node in nodes if node.id in after or node.id not in before)


def find_tied(bonds: Iterable[Bond]) -> set[str]:
    """Return the ids of all nodes that a bond ties."""
    return {end for bond in bonds for end in (bond.source, bond.target)}


def make_verb(words: str, forth: bool, hrefs: Sequence[str]) -> Verb:
    """Return a verb, counted where it stands several times; it leads to the first."""
    return Verb(words if len(hrefs) == 1 else f"{words} ×{len(hrefs)}", hrefs[0], forth)


def runs_both_ways(bond: Bond) -> bool:
    """Tell whether there are ties in either direction."""
    return len({verb.forth for verb in bond.verbs}) > 1


def find_groups(nodes: Sequence[Node], bonds: Sequence[Bond]) -> tuple[tuple[str, ...], ...]:
    """Return the ids of nodes that hang together, largest groups first, loners left out."""
    group_of = {node.id: node.id for node in nodes}
    for bond in bonds:
        old, new = group_of[bond.source], group_of[bond.target]
        group_of = {node: new if group == old else group for node, group in group_of.items()}
    groups: dict[str, list[str]] = {}
    for node, group in group_of.items():
        groups.setdefault(group, []).append(node)
    tied = find_tied(bonds)
    return tuple(
        sorted((tuple(g) for g in groups.values() if g[0] in tied), key=lambda g: -len(g))
    )
