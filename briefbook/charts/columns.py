"""Which column each node of a network stands in, so that most arrows run rightwards."""

from collections.abc import Iterable, Mapping, Sequence

COLUMNS_AT_MOST = 3
ROUNDS = 12
COSTS = {1: 0, -1: 4, 0: 5, 2: 6, -2: 9}

Pair = tuple[str, str]


def choose_columns(nodes: Sequence[str], pairs: Sequence[Pair]) -> dict[str, int]:
    """Return the column of each node, as few columns as cost no more than others.

    ``pairs`` are (source, target). The order of ``nodes`` settles what is equally good.
    """
    tried = [
        improve(start, nodes, pairs, count)
        for count in range(2, COLUMNS_AT_MOST + 1)
        for start in (start_by_direction(nodes, pairs, count), dict.fromkeys(nodes, 0))
    ]
    best = min(tried, key=lambda columns: total_cost(columns, pairs))
    least = min(best.values())
    return {node: column - least for node, column in best.items()}


def start_by_direction(
    nodes: Sequence[str], pairs: Sequence[Pair], count: int
) -> dict[str, int]:
    """Return a guess: what only acts on the left, what is only acted upon on the right."""
    sources, targets = {source for source, _ in pairs}, {target for _, target in pairs}
    middle = (count - 1) // 2
    return {
        node: 0 if node not in targets else count - 1 if node not in sources else middle
        for node in nodes
    }


def improve(
    columns: Mapping[str, int], nodes: Sequence[str], pairs: Sequence[Pair], count: int
) -> dict[str, int]:
    """Return columns after moving one node at a time to where its arrows cost least."""
    current = dict(columns)
    around = {node: [pair for pair in pairs if node in pair] for node in nodes}
    for _ in range(ROUNDS):
        before = dict(current)
        for node in nodes:
            current[node] = best_column(node, current, around[node], count)
        if current == before:
            break
    return current


def best_column(
    node: str, columns: Mapping[str, int], pairs: Iterable[Pair], count: int
) -> int:
    """Return the cheapest column of a node while all others stay; where it is, if equal."""
    own = tuple(pairs)
    costs = [total_cost({**columns, node: column}, own) for column in range(count)]
    return columns[node] if costs[columns[node]] == min(costs) else costs.index(min(costs))


def total_cost(columns: Mapping[str, int], pairs: Iterable[Pair]) -> int:
    """Return how far arrows are from all leading to the next column on the right."""
    return sum(COSTS[columns[target] - columns[source]] for source, target in pairs)
