"""What a walk has gathered so far: screens, transitions, and the tally of pointer activations.

The tally's limit: a click that an ``evaluate`` causes later, while an action is under way, is told from the page's own
by the JavaScript stack, which timers, promises and handlers keep. It is taken for the page's own where the evaluated
code goes through text that the page itself executes: a timer given as a string, markup with handlers, a script element.
The same holds for code sent over a protocol session that the script opens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from analyzer.model import Action, Activations, Input, Screen, Transition
from analyzer.walking.watching.describing import FROM_THE_PAGE_ITSELF
from analyzer.walking.watching.reports import Report
from analyzer.walking.watching.surface import Verb

PRESSING: frozenset[Verb] = frozenset({"click", "double_click", "tap", "pointer_up", "check", "uncheck", "set_checked"})
"""Verbs that press with a pointer; what another verb's call makes the page count stays unexplained."""

DRAGGING: frozenset[Verb] = frozenset({"drag", "pointer_up"})
"""Verbs whose release the browser may report as a click on what holds both ends."""


@dataclass
class Diary:
    """The record as it grows; ``tell`` hears of every transition."""

    tell: Callable[[Transition], None]
    screens: list[Screen] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    inputs: list[Input] = field(default_factory=list)
    seen: int = 0
    counted: int = 0
    unexplained: list[str] = field(default_factory=list)

    @property
    def last(self) -> Screen | None:
        """The screen observed last."""
        return self.screens[-1] if self.screens else None

    def step(self, action: Action, source: int, target: int, given: Input | None) -> None:
        """Add a transition between two screens, by their numbers, with what it put in."""
        transition = Transition(number=len(self.transitions) + 1, source=source, target=target, action=action)
        self.transitions.append(transition)
        if given is not None:
            self.inputs.append(given)
        self.tell(transition)

    def tally(self, verb: Verb, expected: int, reports: Iterable[Report]) -> None:
        """Compare the ``expected`` pointer activations of one call with what the page reported meanwhile."""
        reports = tuple(reports)
        clicks = [report for report in reports if report.activates]
        downs = sum(report.event.type == "pointerdown" and report.event.trusted for report in reports)
        self.seen += expected
        if verb == "dispatch":
            told = any(report.event.type in {"click", "auxclick", "dblclick"} for report in reports)
            self.counted += expected if told else 0
        elif verb in PRESSING and expected:
            # A press on what is disabled, or gone before the pointer is let go, makes no click: the press is counted.
            self.counted += min(max(len(clicks), downs), expected)
            clicks = clicks[expected:]
        elif verb in DRAGGING:
            clicks = []
        for click in clicks:
            self.wonder(click)
        if verb not in FROM_THE_PAGE_ITSELF:
            self.scripted(report for report in reports if report.event.evaluated)

    def scripted(self, reports: Iterable[Report]) -> None:
        """Count clicks that a script made and no action explains."""
        for report in reports:
            if report.event.type in {"click", "auxclick"} and not report.event.trusted:
                self.wonder(report)

    def wonder(self, report: Report) -> None:
        """Count an activation that no action explains."""
        self.counted += 1
        self.unexplained.append(_shown(report))

    def doubt(self, why: str) -> None:
        """Keep a reason for which activations may go unseen."""
        if why not in self.unexplained:
            self.unexplained.append(why)

    def activations(self, strayed: Iterable[str]) -> Activations:
        """Return the tally; ``strayed`` are addresses a script led a page to while nobody acted."""
        left = [f"{url}: opened by a script, outside of any action" for url in strayed]
        return Activations(seen=self.seen, counted=self.counted, unexplained=(*self.unexplained, *left))


def _shown(report: Report) -> str:
    event, target = report.event, report.target
    how = "a pointer's" if event.trusted else "an evaluated" if event.evaluated else "a script's"
    where = f"{target.role or target.tag} {target.name!r}" if target else "the page"
    return f"{how} {event.type} on {where}"
