"""What a report holds: everything a renderer needs. Its JSON is canonical."""

from typing import Literal

from analyzer.model.flow import Expectation, FlowIdentity
from analyzer.model.judgement import Counts, Measurement, Score, Seconds
from analyzer.model.record import Record
from analyzer.model.walk import Box, Environment, Outcome


class Step(Record, frozen=True, kw_only=True):
    """One transition in words: ``verb`` is the action's tag, ``label`` the name of what was acted on.

    ``box`` outlines the acted control on the screenshot of screen ``source``; ``clicks`` and ``keystrokes`` are what
    this step adds to the counts.
    """

    number: int
    source: int
    target: int
    verb: str
    label: str
    role: str
    clicks: int
    keystrokes: int
    box: Box | None


class ScreenCard(Record, frozen=True, kw_only=True):
    """One screen of a filmstrip: ``new`` says whether it counts as newly shown; the file is relative to the report."""

    number: int
    new: bool
    url: str
    title: str
    heading: str
    language: str
    dialog: str
    words: int
    options: int
    screenshot: str
    sha256: str
    dom: str
    dom_sha256: str
    viewport: Box


class RouteReport(Record, frozen=True, kw_only=True):
    """One route: its outcome, what it costs, and its steps.

    ``counts`` is null where the page and the watcher disagree about what was activated; ``counts_reason`` then says
    so. ``counts_from_first_link`` begins at the flow's first link and is null where none is declared or met.
    """

    reached: bool
    outcome: Outcome
    expected: Expectation
    silence: bool
    counts: Counts | None
    counts_reason: str
    counts_from_first_link: Counts | None
    seconds: Seconds | None
    steps: tuple[Step, ...]
    screens: tuple[ScreenCard, ...]
    walk_sha256: str


class Node(Record, frozen=True, kw_only=True):
    """A screen of the step graph. ``screens`` are ``route:number``; ``reached`` names the routes whose goal it is."""

    id: str
    label: str
    start: bool
    dead_end: bool
    mandatory: bool
    reached: tuple[str, ...]
    screens: tuple[str, ...]
    options: int


class Edge(Record, frozen=True, kw_only=True):
    """An action between two nodes; ``taken`` names the routes that took it, empty for what was offered only.

    ``target`` is "" where an offered control was not followed: what lies behind it was not looked at.
    """

    source: str
    target: str
    label: str
    verb: str
    taken: tuple[str, ...]


class Graph(Record, frozen=True, kw_only=True):
    """The step graph and the questions asked of it. Distances are clicks; null where the goal was not reached."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    shortest_refusal: int | None
    shortest_acceptance: int | None
    mandatory: tuple[str, ...]
    dead_ends: tuple[str, ...]
    loops: tuple[tuple[str, ...], ...]


class Counterfactual(Record, frozen=True, kw_only=True):
    """The least a lawful design needs, walked and judged the same way."""

    flow: FlowIdentity
    routes: dict[str, RouteReport]
    score: Score


class Provenances(Record, frozen=True, kw_only=True):
    """What made the result: versions, browser, place; one environment a route."""

    tool: str
    lexicons: dict[str, str]
    environments: dict[str, Environment]


class Report(Record, frozen=True, kw_only=True):
    """Everything a renderer needs."""

    format: Literal["optout-report-1"]
    flow: FlowIdentity
    routes: dict[str, RouteReport]
    counterfactual: Counterfactual | None
    measurements: tuple[Measurement, ...]
    score: Score
    graph: Graph
    limits: tuple[str, ...]
    provenance: Provenances
