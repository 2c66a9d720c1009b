"""The step graph as GraphML (Brandes, Eiglsperger, Lerner, Pich, GraphML Primer): networkx, Gephi, yEd, igraph read it.

GraphML knows no lists, so that what a node or an edge has several of is joined by spaces. Written without lxml, which
networkx would take where it is installed: the bytes do not depend on that.
"""

from collections.abc import Iterable, Mapping

import networkx as nx

from analyzer import counting, graph
from analyzer.graph import StepGraph
from analyzer.queries import without_values
from analyzer.reports.legible import line
from analyzer.storage import Gathered


def graphml(gathered: Mapping[str, Gathered]) -> bytes:
    """Return the step graph of a run's walks; nodes are screens, edges are actions.

    A node has ``label`` (what a person would call the screen), ``looked`` (false for what lies behind a control that
    nobody took), ``start``, ``dead_end``, ``mandatory`` (every way of the refusal passes it), ``reached`` (the routes
    whose goal it is), ``routes``, ``screens`` (``refuse:3``), ``urls``, and ``options``. An edge has ``label`` (the
    words on the control), ``action``, ``taken``, ``routes``, ``steps`` (``refuse:2``) and ``clicks``. Characters that
    cannot be seen, or that XML 1.0 forbids, are spelled out.

    Raises
    ------
    InputError
        If a walk does not hold a screen that one of its steps names.
    """
    steps = graph.build(gathered)
    flow = next(iter(steps.walks.values())).flow
    drawn: nx.MultiDiGraph[str] = nx.MultiDiGraph(
        flow=line(flow.id), variant=line(flow.variant), language=line(flow.language), title=line(flow.title),
        service=line(flow.service), site=flow.site.kind,
    )  # fmt: skip
    ends, needed = set(graph.dead_ends(steps)), set(graph.mandatory(steps, "refuse"))
    for node in steps.graph.nodes:
        drawn.add_node(
            node,
            **_screen(steps, node),
            start=node == steps.start,
            dead_end=node in ends,
            mandatory=node in needed,
        )
    for number, (source, target, edge) in enumerate(steps.graph.edges(data=True), 1):
        drawn.add_edge(
            source,
            target,
            f"e{number}",
            label=line(edge["label"]) or edge["verb"],
            action=edge["verb"],
            taken=bool(edge["taken"]),
            routes=_joined(route for route, _ in edge["taken"]),
            steps=_joined(f"{route}:{step}" for route, step in edge["taken"]),
            clicks=edge["clicks"],
        )
    lines = nx.generate_graphml(drawn)
    return "".join(f"{text}\n" for text in lines).encode()


def _screen(steps: StepGraph, node: str) -> dict[str, str | int | bool]:
    told = steps.graph.nodes[node]
    screens = [counting.screen_of(steps.walks[route], number) for route, number in told["screens"]]
    return {
        "label": line(graph.title_of(screens[0])) if screens else "not looked at",
        "looked": told["looked"],
        "reached": _joined(told["reached"]),
        "routes": _joined(route for route, _ in told["screens"]),
        "screens": _joined(f"{route}:{number}" for route, number in told["screens"]),
        "urls": _joined(without_values(screen.url) for screen in screens),
        "options": told["options"],
    }


def _joined(several: Iterable[str]) -> str:
    return " ".join(dict.fromkeys(line(one) for one in several))
