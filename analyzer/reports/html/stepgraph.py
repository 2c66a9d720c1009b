"""The step graph, ready to be drawn and to be read: who stands where, what leads where, in whose words."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from analyzer.model import Edge, Graph, Node, Report
from analyzer.reports.english import VERBS, counted
from analyzer.reports.html.layout import Layout, Link, layered
from analyzer.reports.html.story import Act, Card

Cards = Mapping[str, Card]
"""``route:number`` of a screen -> its card in the report."""

_GOALS = {"refuse": "refused", "accept": "accepted"}


@dataclass(frozen=True)
class Stop:
    """A node: the numbers of the cards it stands for, its name, what is special about it, what else it offered.

    ``goal`` is the route whose goal it is (``refuse``, ``accept``, ``other``), "" where it is none.
    """

    id: str
    numbers: str
    name: str
    marks: tuple[str, ...]
    anchor: str
    goal: str
    dead_end: bool
    others: str
    exits: tuple["Passage", ...]


@dataclass(frozen=True)
class Passage:
    """All actions from one node to another: the words on them, and which routes took one of them."""

    link: Link
    words: tuple[str, ...]
    kind: str
    to: str
    back: bool


@dataclass(frozen=True)
class StepGraphView:
    """Stops in reading order, passages so that what was walked is drawn last, and the skeleton of the drawing."""

    stops: tuple[Stop, ...]
    passages: tuple[Passage, ...]
    layout: Layout


def view(report: Report, cards: Cards) -> StepGraphView:
    """Return the step graph of a report; decoys that nobody followed are counted at the node that offers them."""
    graph = report.graph
    known = {node.id for node in graph.nodes}
    path = [node for node in _walked(report, graph) if node in known]
    order = list(dict.fromkeys([*path, *(node.id for node in graph.nodes)]))
    bundles = _bundles(graph.edges, known)
    layout = layered(order, bundles, path)
    numbers = {node.id: _numbers(node, cards) for node in graph.nodes}
    names = {node.id: f"{numbers[node.id]} {node.label}".strip() for node in graph.nodes}
    done = {
        node.id: tuple(act for screen in node.screens if screen in cards for act in cards[screen].acts)
        for node in graph.nodes
    }
    passages = {
        link: Passage(
            link,
            tuple(dict.fromkeys(_words(edge, done.get(link[0], ())) for edge in edges)),
            _kind(edges),
            names[link[1]],
            back=link in layout.loops,
        )
        for link, edges in bundles.items()
    }
    decoys = Counter(edge.source for edge in graph.edges if edge.target not in known)
    nodes = {node.id: node for node in graph.nodes}
    ends = {
        name: "open: others decide" if way.outcome == "uncertain" else _GOALS.get(name, f"{name} reached")
        for name, way in report.routes.items()
    }
    stops = tuple(
        _stop(
            nodes[each],
            numbers[each],
            decoys[each],
            tuple(passage for link, passage in passages.items() if link[0] == each),
            cards,
            ends,
        )
        for each in order
    )
    drawn = sorted(passages.values(), key=lambda passage: ("offered", "accept", "refuse").index(passage.kind))
    return StepGraphView(stops, tuple(drawn), layout)


def _walked(report: Report, graph: Graph) -> list[str]:
    """Return the nodes of the refusal in the order of its screens; of the acceptance where no refusal was walked."""
    of_screen = {screen: node.id for node in graph.nodes for screen in node.screens}
    for route in ("refuse", "accept"):
        if route in report.routes and report.routes[route].screens:
            screens = (f"{route}:{card.number}" for card in report.routes[route].screens)
            return [of_screen[screen] for screen in screens if screen in of_screen]
    return [node.id for node in graph.nodes if node.start]


def _bundles(edges: tuple[Edge, ...], known: set[str]) -> Mapping[Link, list[Edge]]:
    bundles: dict[Link, list[Edge]] = {}
    for edge in edges:
        if edge.source in known and edge.target in known:
            bundles.setdefault((edge.source, edge.target), []).append(edge)
    return bundles


def _words(edge: Edge, done: tuple[Act, ...]) -> str:
    """Return an action's words; one that has none is called as on its card."""
    verb = VERBS.get(edge.verb, edge.verb)
    if edge.verb == "focus":
        verb = next((act.verb for act in done if not act.label), verb)
    return edge.label or verb


def _kind(edges: list[Edge]) -> str:
    taken = {route for edge in edges for route in edge.taken}
    return next((route for route in ("refuse", "accept") if route in taken), "offered")


def _numbers(node: Node, cards: Cards) -> str:
    """Return the numbers of the refusal's cards that a node stands for; of all its cards where the refusal has none."""
    shown = [screen for screen in node.screens if screen in cards]
    own = [screen for screen in shown if screen.startswith("refuse:")]
    return ", ".join(cards[screen].number for screen in own or shown)


def _stop(
    node: Node, numbers: str, decoys: int, exits: tuple[Passage, ...], cards: Cards, ends: Mapping[str, str]
) -> Stop:
    marks = [
        *(["start"] if node.start else []),
        *(ends.get(route, f"{route} reached") for route in node.reached),
        *(["dead end"] if node.dead_end else []),
    ]
    return Stop(
        id=node.id,
        numbers=numbers,
        name=node.label,
        marks=tuple(marks),
        anchor=next((cards[screen].anchor for screen in node.screens if screen in cards), ""),
        goal=next((each for each in ("refuse", "accept") if each in node.reached), "other" if node.reached else ""),
        dead_end=node.dead_end,
        others=f"{decoys:,} of {counted(node.options, 'option')} not taken" if decoys else "",
        exits=exits,
    )


def summary(graph: Graph, stops: tuple[Stop, ...]) -> tuple[str, ...]:
    """Return what the graph answers, as sentences: about the ways that were walked, for nothing is known of others."""
    called = {stop.id: f"{stop.numbers} {stop.name}".strip() for stop in stops}
    known = {node.id for node in graph.nodes}
    unseen = _unseen(sum(edge.target not in known for edge in graph.edges))
    told = [
        _distance("refusal", graph.shortest_refusal, unseen),
        _distance("acceptance", graph.shortest_acceptance, ""),
    ]
    if graph.mandatory:
        told.append(f"On every way to a refusal that was walked: {_places(graph.mandatory, called)}.")
    if graph.mandatory and (beside := _beside(graph)):
        told.append(_detours(beside, called))
    told.append(_named("dead end", [called.get(node, node) for node in graph.dead_ends]))
    told.append(_named("loop", [" \N{RIGHTWARDS ARROW} ".join(called.get(n, n) for n in loop) for loop in graph.loops]))
    return tuple(told)


def _beside(graph: Graph) -> list[str]:
    """Return what the refusal passed beside the screens that are on every way, lest these be taken for all."""
    return [
        node.id
        for node in graph.nodes
        if node.id not in graph.mandatory and any(screen.startswith("refuse:") for screen in node.screens)
    ]


def _detours(beside: list[str], called: Mapping[str, str]) -> str:
    them = "it" if len(beside) == 1 else "them"
    return (
        f"Walked to refuse as well: {_places(beside, called)}. The graph takes cards that show the same screen for one "
        f"place, so that what lies between two of them, or beside another way that was walked, is not on every way; "
        f"whether refusing works without {them} was not tried."
    )


def _places(nodes: Iterable[str], called: Mapping[str, str]) -> str:
    return "; ".join(called.get(node, node) for node in nodes)


def _unseen(options: int) -> str:
    if not options:
        return ""
    which = "the option" if options == 1 else f"the {options:,} options"
    return f"; what {which} not followed {'leads' if options == 1 else 'lead'} to was not looked at"


def _distance(what: str, clicks: int | None, unseen: str) -> str:
    if clicks is None:
        return f"No way that was walked led to {'a refusal' if what == 'refusal' else 'an acceptance'}{unseen}."
    return f"Shortest {what} among the ways walked: {counted(clicks, 'click')}{unseen}."


def _named(noun: str, names: list[str]) -> str:
    if not names:
        return f"No {noun} was seen."
    return f"{counted(len(names), noun).capitalize()}: {'; '.join(names)}."
