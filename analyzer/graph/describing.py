"""The step graph in the vocabulary of a report."""

from analyzer import counting
from analyzer.graph.building import StepGraph
from analyzer.graph.identity import title_of
from analyzer.graph.questions import branching, dead_ends, loops, mandatory, shortest
from analyzer.model import Edge, Graph, Node


def describe(graph: StepGraph) -> Graph:
    """Return the graph and the answers to the questions asked of it, for a report.

    ``mandatory`` is asked of the refusal. Nodes stand in the order the routes meet them.
    """
    offered, dead, needed = branching(graph), dead_ends(graph), mandatory(graph, "refuse")
    nodes = tuple(
        Node(
            id=node,
            label=_label(graph, node),
            start=node == graph.start,
            dead_end=node in dead,
            mandatory=node in needed,
            reached=graph.graph.nodes[node]["reached"],
            screens=tuple(f"{route}:{number}" for route, number in graph.graph.nodes[node]["screens"]),
            options=options,
        )
        for node, options in offered.items()
    )
    edges = tuple(
        Edge(
            source=source,
            target=target if graph.graph.nodes[target]["looked"] else "",
            label=edge["label"],
            verb=edge["verb"],
            taken=tuple(dict.fromkeys(route for route, _ in edge["taken"])),
        )
        for source, target, edge in graph.graph.edges(data=True)
    )
    return Graph(
        nodes=nodes,
        edges=edges,
        shortest_refusal=shortest(graph, "refuse"),
        shortest_acceptance=shortest(graph, "accept"),
        mandatory=needed,
        dead_ends=dead,
        loops=loops(graph),
    )


def _label(graph: StepGraph, node: str) -> str:
    route, number = graph.graph.nodes[node]["screens"][0]
    return title_of(counting.screen_of(graph.walks[route], number))
