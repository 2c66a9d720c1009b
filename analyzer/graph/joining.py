"""What was explored, joined to what was walked: one frozen graph, and the script's way beside the shortest in it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import networkx as nx

from analyzer import counting
from analyzer.graph.building import ARRIVED, StepGraph
from analyzer.graph.identity import identity
from analyzer.model import Screen
from analyzer.model.exploration import Exploration, Found

REFUSED = "refused"
"""The one end of all refusals: how each arrived does not matter to whoever wants to arrive."""


@dataclass(frozen=True)
class Joined:
    """Walked and explored ways to refuse.

    Nodes are those of the step graph by their names, and the explored states that nobody walked by theirs; ``shared``
    counts the states that are both. Every refusal leads to ``REFUSED`` for nothing. Edges carry ``clicks`` and
    ``label``, and ``seen``: "walked" or "explored". ``path`` are the nodes of the script's walk, repeated visits
    included.
    """

    graph: "nx.MultiDiGraph[str]"
    start: str
    path: tuple[str, ...]
    shared: int

    @property
    def shortest(self) -> int | None:
        """The fewest clicks from the start to a refusal, null where none was reached."""
        if self.start not in self.graph or REFUSED not in nx.descendants(self.graph, self.start):
            return None
        return int(nx.dijkstra_path_length(self.graph, self.start, REFUSED, weight="clicks"))

    @property
    def needed(self) -> int | None:
        """The fewest different screens on a way to a refusal, the refusal's own included."""
        if self.start not in self.graph or REFUSED not in nx.descendants(self.graph, self.start):
            return None
        return int(nx.shortest_path_length(self.graph, self.start, REFUSED))


def join(steps: StepGraph, found: Exploration) -> Joined:
    """Join an exploration to the step graph of a run of the same flow.

    An explored state is a walked screen where both look the same, and neither or both are a refusal. Of several that
    look the same the one that is reached with the fewest clicks is taken: they differ in what a service keeps, and
    taking them all for one would make ways that nobody can go.

    Raises
    ------
    KeyError
        If no refusal was walked.
    """
    walk = steps.walks["refuse"]
    ends = {node for node, reached in steps.graph.nodes(data="reached") if "refuse" in reached}
    walked = {(identity(screen), node in ends): node for screen, node in _screens(steps)}
    names: dict[str, str] = {}
    for state in sorted(found.nodes, key=lambda one: one.clicks):
        node = walked.get((state.identity, _refused(state)), "")
        names[state.id] = node if node and node not in names.values() else state.id
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for source, target, edge in steps.graph.edges(data=True):
        if any(route == "refuse" for route, _ in edge["taken"]):
            graph.add_edge(source, target, clicks=edge["clicks"], label=edge["label"], seen="walked")
    for press in found.presses:
        if press.target:
            graph.add_edge(
                names[press.source], names[press.target],
                clicks=press.clicks, label=" > ".join(press.labels), seen="explored",
            )  # fmt: skip
    for node in [*ends, *(names[state.id] for state in found.nodes if _refused(state))]:
        graph.add_edge(node, REFUSED, clicks=0, label="", seen="")
    path = [steps.node_of["refuse", screen.number] for screen in walk.screens if not counting.is_channel(screen, walk)]
    return Joined(
        graph=nx.freeze(graph),
        start=path[0] if path else "",
        path=_without_stays(path),
        shared=sum(name != state for state, name in names.items()),
    )


def arrived(steps: StepGraph) -> bool:
    """Return whether the script's walk ended in a refusal."""
    return steps.walks["refuse"].outcome in ARRIVED


def _screens(steps: StepGraph) -> Iterator[tuple[Screen, str]]:
    for (route, number), node in steps.node_of.items():
        if route == "refuse":
            yield counting.screen_of(steps.walks[route], number), node


def _refused(state: Found) -> bool:
    return state.outcome == "refused"


def _without_stays(path: Sequence[str]) -> tuple[str, ...]:
    """Return a path without the screens that are seen again because something was typed there."""
    return tuple(path[:1]) + tuple(after for before, after in pairwise(path) if after != before)
