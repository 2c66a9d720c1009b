"""The four answers a measure can give, and how it points at its evidence."""

from dataclasses import dataclass

from analyzer import counting
from analyzer.graph import StepGraph
from analyzer.model import Finding, Measurement, MeasurementOutcome, Reference, Screen, Target, Walk
from analyzer.saying import NOTHING, Said, say

REFUSE = "refuse"
ACCEPT = "accept"


@dataclass(frozen=True)
class Answer:
    """The answers of one measure, named as the measure is."""

    id: str
    title: str
    unit: str

    def measured(self, value: float, findings: tuple[Finding, ...] = (), *, low: float | None = None,
                 high: float | None = None) -> Measurement:  # fmt: skip
        """Return ``value``, exact unless a ``low`` or ``high`` says otherwise, rounded to two decimals."""
        low, high = value if low is None else low, value if high is None else high
        return self._answer("measured", "", (value, low, high), findings)

    def not_applicable(self, reason: Said) -> Measurement:
        """Return that there is nothing to measure here."""
        return self._answer("not_applicable", reason)

    def cannot_tell(self, reason: Said) -> Measurement:
        """Return that there may be something, and why it cannot be told."""
        return self._answer("cannot_tell", reason)

    def error(self, reason: str) -> Measurement:
        """Return that the measure itself failed."""
        return self._answer("error", reason)

    def _answer(
        self,
        outcome: MeasurementOutcome,
        reason: str,
        values: tuple[float, float, float] | None = None,
        findings: tuple[Finding, ...] = (),
    ) -> Measurement:
        value, low, high = (round(float(number), 2) for number in values) if values else (None, None, None)
        return Measurement(
            id=self.id, title=self.title, outcome=outcome, value=value, low=low, high=high, unit=self.unit,
            reason=reason, findings=findings,
        )  # fmt: skip


@dataclass(frozen=True)
class Evidence:
    """What all findings of one measure about one walk share: the rule, what it rests on, what speaks against it."""

    rule: str
    walk: Walk
    refs: tuple[Reference, ...]
    against: str

    def at_step(self, message: Said, step: int, on: Target | None = None, quote: str = "") -> Finding:
        """Return a finding about what was done at a step; it stands on the screen that was acted on."""
        transition = next(other for other in self.walk.transitions if other.number == step)
        number = transition.source or transition.target
        return self.at_screen(message, step, counting.screen_of(self.walk, number), on.key if on else None, quote)

    def at_screen(
        self, message: Said, step: int | None, screen: Screen, control: str | None = None, quote: str = ""
    ) -> Finding:
        """Return a finding about a screen, or about one control on it; the quote is in that control's language."""
        spoken = next((one.language for one in screen.controls if one.key == control and one.language), screen.language)
        return Finding(
            message=message, route=self.walk.route, step=step, screen=screen.number, control=control, quote=quote,
            language=spoken if quote else "", rule=self.rule, refs=self.refs, against=self.against,
        )  # fmt: skip

    def overall(self, message: Said, quote: str = "", language: str = "") -> Finding:
        """Return a finding about the route as a whole."""
        return Finding(
            message=message, route=self.walk.route, step=None, screen=None, control=None, quote=quote,
            language=language, rule=self.rule, refs=self.refs, against=self.against,
        )  # fmt: skip


def unwalked(graph: StepGraph, route: str) -> Said:
    """Return why nothing of a route can be judged; "" where it was walked."""
    walk = graph.walks.get(route)
    if walk is None:
        return say("no route named {route:way} was walked", route=route)
    return NOTHING if walk.screens else say("the walk of route {route:way} saw no screen", route=route)


def unseen(graph: StepGraph, route: str) -> Said:
    """Return why the screens of a route cannot be judged as a whole; "" where they can, be its end a goal or not."""
    walk = graph.walks.get(route)
    if walk is not None and walk.outcome == "incomplete":
        if walk.failure:
            return say(
                "the walk of route {route:way} is incomplete: {failure:english}", route=route, failure=walk.failure
            )
        return say("the walk of route {route:way} is incomplete", route=route)
    return unwalked(graph, route)


def uncosted(graph: StepGraph, route: str) -> Said:
    """Return why it cannot be told what a route costs as a whole; "" where it can.

    It cannot where the walk broke off or met a dead end, because what the rest would cost is not known: a refusal that
    is impossible would look cheap. Nor where the page counted other activations than the steps explain.
    """
    missing = unseen(graph, route)
    if missing:
        return missing
    walk = graph.walks[route]
    if walk.outcome == "dead_end":
        return say("route {route:way} ends in a dead end: no way to the goal was found", route=route)
    return counting.disagreement(walk)
