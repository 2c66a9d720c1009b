"""Where the nodes of a step graph stand: in layers, with whole numbers, the same for the same graph.

The method is the layered drawing of Sugiyama, Tagawa and Toda, "Methods for Visual Understanding of Hierarchical
System Structures" (IEEE Transactions on Systems, Man, and Cybernetics 11(2), 1981): break cycles, rank by the longest
path, order each rank by barycentres. One thing is added: the path a person walked is a straight line, lane 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Link = tuple[str, str]

_SWEEPS = 4
"""After four sweeps the order of graphs of this size does not change any more."""


@dataclass(frozen=True)
class Place:
    """A position without a unit: ``rank`` counts layers from the start, ``lane`` the rows away from the path."""

    rank: int
    lane: int


@dataclass(frozen=True)
class Layout:
    """A drawing's skeleton: where nodes stand, where links that go on pass by, and which links lead back or stay."""

    places: Mapping[str, Place]
    ways: Mapping[Link, tuple[Place, ...]]
    loops: tuple[Link, ...]
    ranks: int
    lanes: int


def layered(nodes: Sequence[str], links: Iterable[Link], path: Sequence[str]) -> Layout:
    """Lay out a graph in layers.

    Parameters
    ----------
    nodes
        All nodes in recorded order; the order decides which link of a cycle leads back, and every tie.
    links
        Source and target of each link; repeated ones count once.
    path
        The nodes a person walked through, in order, repetitions allowed. They get lane 0, each further than the last.

    Returns
    -------
    Layout
        No two nodes share a place; a link that is not in ``loops`` goes to a higher rank, and its way names the places
        it passes: its two ends, and one free place in each rank between them unless both ends lie on the path.
    """
    spine = tuple(dict.fromkeys(path))
    order = {node: number for number, node in enumerate(dict.fromkeys((*spine, *nodes)))}
    known = {link for link in links if set(link) <= set(order)}
    real = sorted(known, key=lambda link: (order[link[0]], order[link[1]]))
    onward, topological = _without_cycles(order, real, spine)
    rank = _longest(topological, [*onward, *pairwise(spine)])
    forward = [link for link in real if link in onward]
    chains = {link: _chain(link, rank, spine) for link in forward}
    lane = _lanes(order, rank, chains, spine)
    ways = {link: tuple(_place(item, rank, lane) for item in chain) for link, chain in chains.items()}
    return Layout(
        places={node: Place(rank[node], lane[node]) for node in order},
        ways=ways,
        loops=tuple(link for link in real if link not in onward),
        ranks=max(rank.values(), default=-1) + 1,
        lanes=max(lane.values(), default=-1) + 1,
    )


_Item = str | tuple[Link, int]
"""A node, or the place where a link passes through a rank."""


def _without_cycles(order: Mapping[str, int], links: list[Link], spine: Sequence[str]) -> tuple[set[Link], list[str]]:
    """Return the links that lead on, and all nodes in an order in which they do, by a depth-first search."""
    follow: dict[str, list[str]] = {node: [] for node in order}
    for source, target in (*pairwise(spine), *links):
        if target not in follow[source]:
            follow[source].append(target)
    finished: list[str] = []
    onward: set[Link] = set()
    for root in order:
        if root in finished:
            continue
        stack = [(root, iter(follow[root]))]
        open_nodes = {root}
        while stack:
            node, rest = stack[-1]
            for target in rest:
                if target in open_nodes:
                    continue
                onward.add((node, target))
                if target not in finished:
                    stack.append((target, iter(follow[target])))
                    open_nodes.add(target)
                    break
            else:
                stack.pop()
                open_nodes.discard(node)
                finished.append(node)
    return onward, finished[::-1]


def _longest(topological: list[str], links: list[Link]) -> dict[str, int]:
    rank = dict.fromkeys(topological, 0)
    for node in topological:
        for source, target in links:
            if source == node:
                rank[target] = max(rank[target], rank[node] + 1)
    return rank


def _chain(link: Link, rank: Mapping[str, int], spine: Sequence[str]) -> tuple[_Item, ...]:
    """Return what a link passes; one along the path is drawn as an arc over it and needs no place between."""
    if set(link) <= set(spine):
        return link
    between = range(1, rank[link[1]] - rank[link[0]])
    return (link[0], *((link, step) for step in between), link[1])


def _place(item: _Item, rank: Mapping[str, int], lane: Mapping[_Item, int]) -> Place:
    if isinstance(item, str):
        return Place(rank[item], lane[item])
    (source, _), step = item
    return Place(rank[source] + step, lane[item])


def _lanes(
    order: Mapping[str, int],
    rank: Mapping[str, int],
    chains: Mapping[Link, tuple[_Item, ...]],
    spine: Sequence[str],
) -> dict[_Item, int]:
    rows: list[list[_Item]] = [[] for _ in range(max(rank.values(), default=-1) + 1)]
    for node in order:
        if node not in spine:
            rows[rank[node]].append(node)
    before: dict[_Item, list[_Item]] = {}
    after: dict[_Item, list[_Item]] = {}
    for link, chain in chains.items():
        for step, item in enumerate(chain[1:-1], start=1):
            rows[rank[link[0]] + step].append(item)
        for near, far in pairwise(chain):
            after.setdefault(near, []).append(far)
            before.setdefault(far, []).append(near)
    lane: dict[_Item, int] = dict.fromkeys(spine, 0)
    for row in rows:
        _number(row, lane)
    for sweep in range(_SWEEPS):
        neighbours, ordered = (before, rows) if sweep % 2 == 0 else (after, rows[::-1])
        for row in ordered:
            centre = {item: _barycentre(neighbours.get(item, []), lane, lane[item]) for item in row}
            row.sort(key=lambda item: (centre[item], lane[item]))
            _number(row, lane)
    return lane


def _number(row: list[_Item], lane: dict[_Item, int]) -> None:
    lane.update({item: position for position, item in enumerate(row, start=1)})


def _barycentre(neighbours: list[_Item], lane: Mapping[_Item, int], otherwise: int) -> Fraction:
    if not neighbours:
        return Fraction(otherwise)
    return Fraction(sum(lane[item] for item in neighbours), len(neighbours))
