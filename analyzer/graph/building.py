"""Walks -> one frozen step graph."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

import networkx as nx

from analyzer import counting
from analyzer.graph.identity import identity, surface
from analyzer.model import Control, Screen, Transition, Walk
from analyzer.storage import Gathered

ORDER = ("refuse", "accept")
"""Routes are merged in this order, then by name, so that nodes are numbered as a reader of the refusal meets them."""

ARRIVED = frozenset({"reached", "uncertain"})
"""Outcomes after which a person can do no more: whether an uncertain refusal is granted, others decide."""

_Sign = tuple[str, str, int]


@dataclass(frozen=True)
class StepGraph:
    """What was walked and what was offered.

    Nodes are named ``n1``, ``n2`` ... in the order the routes meet them and carry ``screens`` (``(route, number)``
    pairs), ``options`` (how many the screen offers) and ``reached`` (the routes whose goal it is). What an offered but
    untaken control leads to was not looked at: each has a node of its own, ``n1?1``, with ``looked`` false. It hangs
    on the first state of its page that shows it, and none is where a route took the control in any state of the page.
    Edges carry ``verb``, ``label``, ``clicks`` and ``taken`` (``(route, step)`` pairs, empty for mere offers).
    ``node_of`` names the node of every screen of every walk; ``start`` is where the first route begins.
    """

    graph: "nx.MultiDiGraph[str]"
    walks: Mapping[str, Walk]
    doms: Mapping[str, Mapping[int, str]]
    node_of: Mapping[tuple[str, int], str]
    start: str

    def gathered(self, route: str) -> Gathered:
        """Return the walk of a route with its stored DOMs.

        Raises
        ------
        KeyError
            If this route was not walked.
        """
        return Gathered(walk=self.walks[route], doms=self.doms[route])


def build(gathered: Mapping[str, Gathered]) -> StepGraph:
    """Merge the walks of one run into a step graph; the order of the mapping does not matter.

    The screen on which a route arrives at its goal is a node of that route alone, even where it looks like another:
    what makes it the goal (a stored choice) cannot always be seen, and without this the way to accept would count as
    a way to refuse wherever both end on the same page. A silent route is at its goal where it starts.

    Raises
    ------
    InputError
        If a walk does not hold a screen that one of its steps names.
    """
    routes = sorted(gathered, key=lambda route: (ORDER.index(route) if route in ORDER else len(ORDER), route))
    walks = {route: gathered[route].walk for route in routes}
    node_of = _merged(walks)
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for (route, number), node in node_of.items():
        screen = counting.screen_of(walks[route], number)
        if node not in graph:
            graph.add_node(node, looked=True, screens=(), options=len(counting.options(screen)), reached=())
        graph.nodes[node]["screens"] += ((route, number),)
    for route, walk in walks.items():
        _add_taken(graph, walk, node_of)
        goal = _goal(walk)
        if goal is not None:
            graph.nodes[node_of[route, goal]]["reached"] += (route,)
    _add_offered(graph, walks)
    return StepGraph(
        graph=nx.freeze(graph),
        walks=MappingProxyType(walks),
        doms=MappingProxyType({route: gathered[route].doms for route in routes}),
        node_of=MappingProxyType(node_of),
        start=next(iter(node_of.values()), ""),
    )


def _merged(walks: Mapping[str, Walk]) -> dict[tuple[str, int], str]:
    names: dict[tuple[str, str], str] = {}
    node_of = {}
    for route, walk in walks.items():
        goal = None if walk.silence else _goal(walk)
        for screen in walk.screens:
            state = (identity(screen), route if screen.number == goal else "")
            node_of[route, screen.number] = names.setdefault(state, f"n{len(names) + 1}")
    return node_of


def _goal(walk: Walk) -> int | None:
    if walk.outcome not in ARRIVED or not walk.screens:
        return None
    return walk.screens[0].number if walk.silence else walk.screens[-1].number


def _add_taken(graph: "nx.MultiDiGraph[str]", walk: Walk, node_of: Mapping[tuple[str, int], str]) -> None:
    last = 0
    for transition in walk.transitions:
        if transition.source:
            source = node_of[walk.route, counting.screen_of(walk, transition.source).number]
            target = node_of[walk.route, counting.screen_of(walk, transition.target).number]
            if last and last != transition.source:
                _add_step(graph, node_of[walk.route, last], source, ("switch", ""), (walk.route, transition.number), 0)
            clicks = counting.clicks_of(transition, walk)
            _add_step(graph, source, target, _words(transition, walk), (walk.route, transition.number), clicks)
        last = transition.target


def _add_step(
    graph: "nx.MultiDiGraph[str]",
    source: str,
    target: str,
    words: tuple[str, str],
    taken: tuple[str, int],
    clicks: int,
) -> None:
    verb, label = words
    key = f"{verb}: {label}"
    if graph.has_edge(source, target, key):
        edge = graph.edges[source, target, key]
        edge.update(taken=(*edge["taken"], taken), clicks=min(edge["clicks"], clicks))
    else:
        graph.add_edge(source, target, key, verb=verb, label=label, clicks=clicks, taken=(taken,))


def _words(transition: Transition, walk: Walk) -> tuple[str, str]:
    return str(transition.action.__struct_config__.tag), counting.label_of(transition, walk)


def _add_offered(graph: "nx.MultiDiGraph[str]", walks: Mapping[str, Walk]) -> None:
    """Add what each page offers and no route took: once, where it is first shown, though a tick makes other states."""
    met = {sign for walk in walks.values() for sign in _acted_on(walk)}
    for node in list(graph.nodes):
        route, number = graph.nodes[node]["screens"][0]
        screen = counting.screen_of(walks[route], number)
        signs, page = _signs(screen), surface(screen)
        offered = []
        for control in counting.options(screen):
            sign = (page, signs[_place(control)])
            if sign not in met:
                met.add(sign)
                offered.append(control)
        for index, control in enumerate(offered, 1):
            behind = f"{node}?{index}"
            graph.add_node(behind, looked=False, screens=(), options=0, reached=())
            label = control.name or control.text
            graph.add_edge(node, behind, f"offer: {label}", verb="offer", label=label, clicks=0, taken=())


def _acted_on(walk: Walk) -> Iterator[tuple[str, _Sign]]:
    """Yield what the steps of a walk acted on, as (page, control)."""
    for step in walk.transitions:
        on = counting.ticked_beside(step, walk) or counting.target_of(step)
        if step.source and on is not None:
            screen = counting.screen_of(walk, step.source)
            sign = _signs(screen).get((on.key, on.frame))
            if sign:
                yield surface(screen), sign


def _signs(screen: Screen) -> dict[tuple[str, int], _Sign]:
    """Name each control by what it is and which of its equals it is, since keys change with the document."""
    equals: Counter[tuple[str, str]] = Counter()
    signs = {}
    for control in screen.controls:
        named = (control.role, control.name)
        equals[named] += 1
        signs[_place(control)] = (*named, equals[named])
    return signs


def _place(control: Control) -> tuple[str, int]:
    return control.key, control.frame
