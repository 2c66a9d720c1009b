"""What a report holds: everything a renderer needs. Its JSON is canonical."""

from typing import Annotated, Literal

from msgspec import Meta

from analyzer.model.flow import Expectation, FlowIdentity, SiteKind, Source
from analyzer.model.judgement import Counts, Measurement, ProfileUsed, Score, Seconds
from analyzer.model.record import Record
from analyzer.model.walk import Box, Environment, Outcome

Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
"""A SHA-256 in lower-case hex."""


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
    """One screen of a filmstrip.

    ``new`` says whether it counts as newly shown. ``url`` lacks the values of its query, which the walk has; what they
    would tell can be somebody's. ``screenshot`` and ``dom`` are files relative to the report, "" with
    their hash where none was taken. ``limits`` says what was not looked at on this screen.
    """

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
    limits: tuple[str, ...]


class RouteReport(Record, frozen=True, kw_only=True):
    """One route: its outcome, what it costs, and its steps; ``failure`` says why a walk is incomplete, else "".

    ``counts`` is null where the page and the watcher disagree about what was activated; ``counts_reason`` then says
    so. ``counts_from_first_link`` and ``seconds_from_first_link`` begin at the flow's first link and are null where
    none is declared or met.
    """

    reached: bool
    outcome: Outcome
    failure: str
    expected: Expectation
    silence: bool
    counts: Counts | None
    counts_reason: str
    counts_from_first_link: Counts | None
    seconds: Seconds | None
    seconds_from_first_link: Seconds | None
    steps: tuple[Step, ...]
    screens: tuple[ScreenCard, ...]
    walk_sha256: Sha256


class Gap(Record, frozen=True, kw_only=True):
    """How far refusing stands from another way in one quantity: a field of ``Counts``, or ``seconds`` (estimated).

    ``difference`` is ``refuse - other``. ``ratio`` is ``(refuse + 1) / (other + 1)``, rounded: the other way may take
    nothing at all.
    """

    quantity: str
    refuse: float
    other: float
    difference: float
    ratio: float


Way = Literal["accept", "counterfactual"]
Since = Literal["first_screen", "first_link"]


class Asymmetry(Record, frozen=True, kw_only=True):
    """Refusing against another way: accepting, or the refusal of the counterfactual, in every quantity.

    Counted ``since`` the first screen, where a person starts, or since the flow's first link, as CCPA regulations,
    section 7004(a)(2)(A), count; a way that has no first link is then counted whole.
    """

    way: Way
    since: Since
    gaps: tuple[Gap, ...]


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
    """The least a lawful design needs, walked and judged the same way; ``score`` as in ``Report``."""

    flow: FlowIdentity
    routes: dict[str, RouteReport]
    score: Score | None
    score_reason: str


class Told(Record, frozen=True, kw_only=True):
    """Whether the refusal tells a person about one kind of data, and where first.

    ``what`` and ``used`` are the flow's ``Scope``; ``quote`` is the text as the screen shows it, in
    ``language``. ``step`` and ``screen`` are null, and the two texts "", where it is never told.
    """

    what: str
    used: bool
    quote: str
    language: str
    step: int | None
    screen: int | None


class Provenances(Record, frozen=True, kw_only=True):
    """What made the result: versions, browser, place, and who described the procedure.

    ``browser``, ``locale``, ``time_zone`` and ``viewport`` (width and height in CSS pixels) are those of the refusal;
    ``environments`` holds the whole environment of each route. ``lexicons`` maps a language to its lexicon's version.
    ``rules_off`` names the wording rules that the policy switches off: what they would find is not in the report.
    ``invented`` lists what no source says: a mock must name it.
    """

    tool: str
    browser: str
    locale: str
    time_zone: str
    viewport: tuple[int, int]
    site_kind: SiteKind
    sources: tuple[Source, ...]
    invented: tuple[str, ...]
    lexicons: dict[str, str]
    rules_off: tuple[str, ...]
    environments: dict[str, Environment]


class Report(Record, frozen=True, kw_only=True):
    """Everything a renderer needs.

    ``score`` is null where a number would look more complete than the walks are: a route is incomplete, or nothing
    could be measured; ``score_reason`` then says so in a sentence, and is "" otherwise. ``asymmetries`` has no entry
    for a way that was not walked, or whose counts cannot be trusted. ``told`` says on
    which screen of the refusal a person learns which data it is about. ``limits`` are sentences. ``profile`` is the
    part of the policy for the right exercised, and null where the policy has none.
    """

    format: Literal["optout-report-1"]
    flow: FlowIdentity
    routes: dict[str, RouteReport]
    counterfactual: Counterfactual | None
    asymmetries: tuple[Asymmetry, ...]
    measurements: tuple[Measurement, ...]
    score: Score | None
    score_reason: str
    graph: Graph
    told: tuple[Told, ...]
    limits: tuple[str, ...]
    provenance: Provenances
    profile: ProfileUsed | None
