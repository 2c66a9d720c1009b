"""The step graph, ready to be drawn and to be read: who stands where, what leads where, in whose words."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from analyzer.model import Edge, Graph, Node, Report
from analyzer.reports.english import OUTCOMES, VERBS
from analyzer.reports.html.layout import Layout, Link, layered
from analyzer.reports.html.story import Act, Card
from analyzer.saying import NOTHING, Said, say, say_many

Cards = Mapping[str, Card]
"""``route:number`` of a screen -> its card in the report."""

Spoken = Callable[[str], str]
"""Says words of ours in the language of the reader; a picture needs them before its lines are broken."""

_APART = " \N{MIDDLE DOT} "
"""Between names that pages gave, which are of no language that would have marks of its own for it."""

_GOALS = {"refuse": say("refused"), "accept": say("accepted")}


@dataclass(frozen=True)
class Stop:
    """A node: the numbers of the cards it stands for, its name, what is special about it, what else it offered.

    ``called`` is its name, or that it has none. ``goal`` is the route whose goal it is (``refuse``, ``accept``,
    ``other``), "" where it is none.
    """

    id: str
    numbers: str
    name: str
    called: str
    marks: tuple[str, ...]
    anchor: str
    goal: str
    dead_end: bool
    others: str
    exits: tuple["Passage", ...]


@dataclass(frozen=True)
class Passage:
    """All actions from one node to another: the words on them, and which routes took one of them.

    ``more`` says how many words there are beside the first; ``title`` says all of it in a sentence.
    """

    link: Link
    words: tuple[str, ...]
    more: str
    title: str
    kind: str
    to: str
    back: bool


@dataclass(frozen=True)
class StepGraphView:
    """Stops in reading order, passages so that what was walked is drawn last, and the skeleton of the drawing."""

    stops: tuple[Stop, ...]
    passages: tuple[Passage, ...]
    layout: Layout


def view(report: Report, cards: Cards, spoken: Spoken) -> StepGraphView:
    """Return the step graph of a report; decoys that nobody followed are counted at the node that offers them.

    A goal from which nothing leads on has none: nobody who is there is led astray.
    """
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
        link: _passage(link, edges, done[link[0]], names[link[1]], spoken, back=link in layout.loops)
        for link, edges in bundles.items()
    }
    decoys = Counter(edge.source for edge in graph.edges if edge.target not in known)
    leading = {source for source, _ in bundles}
    nodes = {node.id: node for node in graph.nodes}
    ends = {
        name: OUTCOMES["uncertain"] if way.outcome == "uncertain" else _goal(name)
        for name, way in report.routes.items()
    }
    stops = tuple(
        _stop(
            nodes[each],
            numbers[each],
            _said(nodes[each], decoys[each] if each in leading or not nodes[each].reached else 0, ends, spoken),
            tuple(passage for link, passage in passages.items() if link[0] == each),
            cards,
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


def _words(edge: Edge, done: tuple[Act, ...], spoken: Spoken) -> str:
    """Return an action's words; one that has none is called as on its card."""
    verb = VERBS.get(edge.verb, Said(edge.verb))
    if edge.verb == "focus":
        verb = next((act.verb for act in done if not act.label), verb)
    return edge.label or spoken(verb)


def _goal(route: str) -> Said:
    return _GOALS.get(route) or say("{route} reached", route=route)


def _kind(edges: list[Edge]) -> str:
    taken = {route for edge in edges for route in edge.taken}
    return next((route for route in ("refuse", "accept") if route in taken), "offered")


def _numbers(node: Node, cards: Cards) -> str:
    """Return the numbers of the refusal's cards that a node stands for; of all its cards where the refusal has none."""
    shown = [screen for screen in node.screens if screen in cards]
    own = [screen for screen in shown if screen.startswith("refuse:")]
    return ", ".join(cards[screen].number for screen in own or shown)


def _passage(link: Link, edges: list[Edge], done: tuple[Act, ...], to: str, spoken: Spoken, *, back: bool) -> Passage:
    kind = _kind(edges)
    words = tuple(dict.fromkeys(_words(edge, done, spoken) for edge in edges))
    more = len(words) - 1
    joined = _APART.join(words)
    title = {
        "refuse": say("{words}, to {place} (taken to refuse)", words=joined, place=to),
        "accept": say("{words}, to {place} (taken to accept)", words=joined, place=to),
        "offered": say("{words}, to {place} (offered, not taken)", words=joined, place=to),
    }[kind]
    told = spoken(say("and {more:d} more", more=more)) if more else ""
    return Passage(link, words, told, spoken(title), kind, to, back)


class _SaidOfStop(NamedTuple):
    """What is said of a node: its name, or that it has none, what is special about it, what else it offered."""

    called: str
    marks: tuple[str, ...]
    others: str


def _stop(node: Node, numbers: str, said: _SaidOfStop, exits: tuple[Passage, ...], cards: Cards) -> Stop:
    return Stop(
        id=node.id,
        numbers=numbers,
        name=node.label,
        called=said.called,
        marks=said.marks,
        anchor=next((cards[screen].anchor for screen in node.screens if screen in cards), ""),
        goal=next((each for each in ("refuse", "accept") if each in node.reached), "other" if node.reached else ""),
        dead_end=node.dead_end,
        others=said.others,
        exits=exits,
    )


def _said(node: Node, decoys: int, ends: Mapping[str, Said], spoken: Spoken) -> _SaidOfStop:
    marks = [
        *([say("start")] if node.start else []),
        *(ends.get(route) or _goal(route) for route in node.reached),
        *([say("dead end")] if node.dead_end else []),
    ]
    if decoys < node.options:
        left = say_many(
            "{left:,} of {count:,} option not taken", "{left:,} of {count:,} options not taken",
            count=node.options, left=decoys,
        )  # fmt: skip
    else:
        # What was taken stands in the header, or nothing was: of all of them none is no share.
        left = say_many("{count:,} option not taken", "{count:,} options not taken", count=decoys)
    called = node.label or spoken(say("untitled screen"))
    return _SaidOfStop(called, tuple(map(spoken, marks)), spoken(left) if decoys else "")


def summary(graph: Graph, stops: tuple[Stop, ...]) -> tuple[Said, ...]:
    """Return what the graph answers, as sentences: about the ways that were walked, for nothing is known of others."""
    called = {stop.id: f"{stop.numbers} {stop.name}".strip() for stop in stops}
    known = {node.id for node in graph.nodes}
    unseen = _unseen(sum(edge.target not in known for edge in graph.edges))
    told = [
        _refusal(graph.shortest_refusal, unseen),
        _acceptance(graph.shortest_acceptance),
    ]
    if graph.mandatory:
        told.append(
            say("On every way to a refusal that was walked: {places}.", places=_places(graph.mandatory, called))
        )
    if graph.mandatory and (beside := _beside(graph)):
        told.append(_detours(beside, called))
    told.append(_dead_ends([called.get(node, node) for node in graph.dead_ends]))
    told.append(_loops([" \N{RIGHTWARDS ARROW} ".join(called.get(n, n) for n in loop) for loop in graph.loops]))
    return tuple(told)


def _beside(graph: Graph) -> list[str]:
    """Return what the refusal passed beside the screens that are on every way, lest these be taken for all."""
    return [
        node.id
        for node in graph.nodes
        if node.id not in graph.mandatory and any(screen.startswith("refuse:") for screen in node.screens)
    ]


def _detours(beside: list[str], called: Mapping[str, str]) -> Said:
    places = _places(beside, called)
    if len(beside) == 1:
        return say(
            "Walked to refuse as well: {places}. The graph takes cards that show the same screen for one place, so "
            "that what lies between two of them, or beside another way that was walked, is not on every way; whether "
            "refusing works without it was not tried.",
            places=places,
        )
    return say(
        "Walked to refuse as well: {places}. The graph takes cards that show the same screen for one place, so that "
        "what lies between two of them, or beside another way that was walked, is not on every way; whether refusing "
        "works without them was not tried.",
        places=places,
    )


def _places(nodes: Iterable[str], called: Mapping[str, str]) -> str:
    return _APART.join(called.get(node, node) for node in nodes)


def _unseen(options: int) -> Said:
    if not options:
        return NOTHING
    return say_many(
        "what the option not followed leads to was not looked at",
        "what the {count:,} options not followed lead to was not looked at",
        count=options,
    )


def _refusal(clicks: int | None, unseen: Said) -> Said:
    if clicks is None:
        told = say("No way that was walked led to a refusal")
    else:
        told = say_many(
            "Shortest refusal among the ways walked: {count:,} click",
            "Shortest refusal among the ways walked: {count:,} clicks",
            count=clicks,
        )
    return say("{told:said}; {unseen:said}.", told=told, unseen=unseen) if unseen else say("{told:said}.", told=told)


def _acceptance(clicks: int | None) -> Said:
    if clicks is None:
        return say("No way that was walked led to an acceptance.")
    return say_many(
        "Shortest acceptance among the ways walked: {count:,} click.",
        "Shortest acceptance among the ways walked: {count:,} clicks.",
        count=clicks,
    )


def _dead_ends(names: list[str]) -> Said:
    if not names:
        return say("No dead end was seen.")
    return say_many(
        "{count:,} dead end: {places}.", "{count:,} dead ends: {places}.", count=len(names), places=_APART.join(names)
    )


def _loops(names: list[str]) -> Said:
    if not names:
        return say("No loop was seen.")
    return say_many(
        "{count:,} loop: {places}.", "{count:,} loops: {places}.", count=len(names), places=_APART.join(names)
    )
