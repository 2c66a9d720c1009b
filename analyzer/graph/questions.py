"""What is asked of a step graph: shortest ways, mandatory screens, branching, loops, dead ends."""

from collections.abc import Mapping
from itertools import pairwise
from types import MappingProxyType

import networkx as nx

from analyzer.graph.building import ARRIVED, StepGraph


def shortest(graph: StepGraph, route: str) -> int | None:
    """Return the fewest clicks from the start of a route to its goal over walked edges; None if it was not reached.

    Dijkstra's algorithm with the clicks of each step as weight, clicks as ``analyzer.counting`` counts them. Detours
    and loops of the walk fall away, so this is at most what the walk took; it is the expert's way, not a typical one.
    A silent acceptance is at its goal at the start: 0.
    """
    path = _dijkstra(graph, route)
    return None if path is None else path[0]


def shortest_path(graph: StepGraph, route: str) -> tuple[str, ...]:
    """Return the nodes of one such way, start and goal included; empty if the goal was not reached."""
    path = _dijkstra(graph, route)
    return () if path is None else tuple(path[1])


def mandatory(graph: StepGraph, route: str) -> tuple[str, ...]:
    """Return the screens that every walked way to the goal of a route passes, start and goal included, in order.

    These are the dominators of the goal (Lengauer and Tarjan, A Fast Algorithm for Finding Dominators in a Flowgraph,
    1979) over walked edges; what nobody walked may hold a way around. Empty if the goal was not reached.
    """
    goal, start = _goal(graph, route), _start(graph, route)
    if goal is None or start is None:
        return ()
    dominator = nx.immediate_dominators(_walked(graph), start)
    chain = [goal]
    while chain[-1] != start:
        chain.append(dominator[chain[-1]])
    return tuple(reversed(chain))


def branching(graph: StepGraph) -> Mapping[str, int]:
    """Return how many options each screen offers: controls of its main content or topmost dialog."""
    return MappingProxyType({node: graph.graph.nodes[node]["options"] for node in _nodes(graph)})


def loops(graph: StepGraph) -> tuple[tuple[str, ...], ...]:
    """Return the sets of screens between which walked ways lead in a circle, each in the order first seen.

    These are the strongly connected components of more than one screen. Their number is bounded by that of the screens,
    where that of simple cycles is not. Typing, which leaves a screen the same, is no loop.
    """
    order = {node: index for index, node in enumerate(_nodes(graph))}
    components = (sorted(part, key=order.__getitem__) for part in nx.strongly_connected_components(_walked(graph)))
    return tuple(sorted((tuple(part) for part in components if len(part) > 1), key=lambda part: order[part[0]]))


def dead_ends(graph: StepGraph) -> tuple[str, ...]:
    """Return the screens from which no walked way leads on to a goal, in the order first seen.

    The last screen of a walk that ended in a dead end is one. So is each before it from which nothing but such an end
    was walked. A walk that broke off ends nowhere: what would have followed is not known, so it makes no dead end.
    """
    walked = _walked(graph)
    dead = {
        graph.node_of[route, walk.screens[-1].number]
        for route, walk in graph.walks.items()
        if walk.outcome == "dead_end" and walk.screens
    }
    alive = {node for route in graph.walks for node in _open_ends(graph, route)}
    leading_on = alive.union(*(nx.ancestors(walked, node) for node in alive))
    return tuple(node for node in _nodes(graph) if node in dead or node not in leading_on)


def goals(graph: StepGraph) -> Mapping[str, str]:
    """Return the goal node of every route that arrived at its goal."""
    found = {route: _goal(graph, route) for route in graph.walks}
    return MappingProxyType({route: node for route, node in found.items() if node is not None})


def _open_ends(graph: StepGraph, route: str) -> set[str]:
    walk, goal = graph.walks[route], _goal(graph, route)
    if goal is not None:
        return {goal}
    if walk.outcome == "dead_end" or not walk.screens:
        return set()
    return {graph.node_of[route, walk.screens[-1].number]}


def _dijkstra(graph: StepGraph, route: str) -> tuple[int, list[str]] | None:
    goal, start = _goal(graph, route), _start(graph, route)
    if goal is None or start is None:
        return None
    walked = _walked(graph)
    if goal not in nx.descendants(walked, start) | {start}:
        return None
    path = nx.dijkstra_path(walked, start, goal, weight="clicks")
    return sum(walked.edges[edge]["clicks"] for edge in pairwise(path)), path


def _goal(graph: StepGraph, route: str) -> str | None:
    walk = graph.walks.get(route)
    if walk is None or walk.outcome not in ARRIVED:
        return None
    return next((node for node in _nodes(graph) if route in graph.graph.nodes[node]["reached"]), None)


def _start(graph: StepGraph, route: str) -> str | None:
    walk = graph.walks.get(route)
    return graph.node_of[route, walk.screens[0].number] if walk is not None and walk.screens else None


def _nodes(graph: StepGraph) -> list[str]:
    return [node for node, looked in graph.graph.nodes(data="looked") if looked]


def _walked(graph: StepGraph) -> "nx.DiGraph[str]":
    walked: nx.DiGraph[str] = nx.DiGraph()
    walked.add_nodes_from(_nodes(graph))
    for source, target, edge in graph.graph.edges(data=True):
        if edge["taken"]:
            known = walked.get_edge_data(source, target, {"clicks": edge["clicks"]})
            walked.add_edge(source, target, clicks=min(known["clicks"], edge["clicks"]))
    return walked
