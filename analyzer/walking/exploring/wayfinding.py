"""Finding the way out of a shipped or own flow without its script: who knows the person and her mailbox, and no way.

The page is the flow's mock, whose state is put back with the browser's when a state is returned to. Where the search
ends is told by how the flow recognises its end; that mark is looked for, and never says where to go.
"""

import contextlib
import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.exploring.agenda import Agenda, Task
from analyzer.exploring.answers import CODE, sought
from analyzer.exploring.choices import Offer
from analyzer.exploring.looked import Looked, found, signature
from analyzer.exploring.scent import ACCEPTING, REFUSING
from analyzer.exploring.states import POINTER, SOUGHT, Edge, State, Step
from analyzer.exploring.verdict import Outcome, Verdict
from analyzer.flows import Flow
from analyzer.mocks import MockSite
from analyzer.saying import quoted
from analyzer.walking.browsers.browser import Setting
from analyzer.walking.course import morning
from analyzer.walking.exploring.arriving import follow, press
from analyzer.walking.exploring.ground import Bounds, Ground, origin
from analyzer.walking.exploring.meanwhile import UNFINISHED
from analyzer.walking.exploring.person import Person
from analyzer.walking.exploring.proposing import MAILBOX, Proposing, fresh_first
from analyzer.walking.exploring.repeating import Done, said_on
from analyzer.walking.exploring.visit import Visit
from analyzer.walking.goals import missing
from analyzer.walking.sites import attached
from analyzer.walking.walker import mock_of

AGAIN = 1.2
"""How much longer is looked for a shorter way, once one was found, in tries made until then."""

LASTING = 0.6
"""How much of what the way to a state cost counts for what is tried next: who came far on a promise follows it up."""


class Wayfinding:
    """One search through the mock of one flow, for one of its routes."""

    def __init__(self, browser: Browser, flow: Flow, language: str, route: str, bounds: Bounds) -> None:
        self.flow, self.route, self.language, self.bounds = flow, flow.routes[route], language, bounds
        self.identity = flow.identity(language)
        self.aim = ACCEPTING if route == "accept" else REFUSING[self.identity.right]
        begins = morning(self.identity, flow.time_zone)
        setting = Setting.of(self.identity.device, language, flow.time_zone, begins)
        self._site: MockSite = mock_of(flow, self.route, language)
        origins = frozenset(map(origin, (*flow.site.origins, *self._site.origins)))
        self.ground = Ground(self.identity.start, setting, language, origins, commits=True)
        self.states: list[State] = []
        self.edges: list[Edge] = []
        self.hit: dict[str, int] = {}
        self.offers: dict[int, int] = {}
        self.verdicts: dict[int, Verdict] = {}
        self._sites: dict[int, Any] = {}
        self._parents: dict[int, tuple[int, tuple[Step, ...]]] = {}
        self._efforts: dict[int, float] = {}
        self._by_key: dict[tuple[str, str], State] = {}
        self._done = Done()
        self._agenda = Agenda(self.states)
        self._tries = self._found = 0
        self._stops: Callable[[], bool] = lambda: False
        self._at: State | None = None
        self._now: Looked | None = None
        self._closing = contextlib.ExitStack()
        self._began = time.monotonic()
        end = self._began + bounds.seconds + bounds.silence
        self._visit = Visit(
            browser, setting, unmarked=False, allowed=self.ground.allows, silence=bounds.silence, end=end
        )
        self._person = Person(self._visit, flow, self.identity.country, language)
        self._proposing = Proposing(
            flow, self.ground, self.aim, language, self._visit, self._person, note=self._note, pointed=self._pointed
        )
        self._closing.callback(self._visit.close)
        self._closing.enter_context(attached(browser, self._visit.context, self._site, lambda: self._visit.window.now))

    @property
    def spared(self) -> list[str]:
        """What was not pressed on purpose."""
        return self._proposing.spared

    def close(self) -> None:
        """End the visit."""
        self._closing.close()

    def run(self, stops: Callable[[], bool] = lambda: False) -> None:
        """Search until the end is found and nothing shorter is left, a bound is hit, or ``stops`` says so at a step.

        Raises
        ------
        WalkError
            If the start cannot be opened.
        """
        self._stops = stops
        self._visit.going.open(self.ground.start)
        self._add(self._visit.eyes.look(), (), 0, None)
        try:
            self._expand()
        except (WalkError, PlaywrightError):
            if not self._visit.lost:
                raise
            self._note(self._visit.lost, self._agenda.fewest())

    def _expand(self) -> None:
        while self._agenda:
            best = self.best()
            if best is not None and self._agenda.fewest() >= best.clicks:
                return
            task = self._agenda.skipping(best)
            if (task is None or self._stops()) and (why := self._bound(best)):
                self._note(why, self._agenda.fewest())
                return
            task = task or self._agenda.pop()
            clicks = self._agenda.clicks(task)
            if clicks > self.bounds.clicks:
                self._note(f"{self.bounds.clicks} clicks", clicks)
                continue
            if self._visit.lost:
                self._note(self._visit.lost, clicks)
                return
            if (best is None or clicks < best.clicks) and not self._done.before(
                self.states[task.state], task.plan.steps, clicks
            ):
                self._tries += 1
                self._found += best is None
                self._try(self.states[task.state], task)

    def best(self) -> State | None:
        """Return the state with the fewest clicks in which the end is reached, null where none was seen."""
        ended = [state for state in self.states if state.ended]
        return min(ended, key=lambda one: (one.clicks, one.number), default=None)

    def proved(self, state: State) -> bool:
        """Return whether all that costs less than the way to ``state`` was tried, and nothing hides such a way."""
        return all(clicks >= state.clicks for clicks in (self._agenda.fewest(), *self.hit.values()))

    def passed(self, state: State) -> list[int]:
        """Return the states that the way to ``state`` passes, start and end included."""
        way = [state.number]
        while way[-1] in self._parents:
            way.append(self._parents[way[-1]][0])
        return way[::-1]

    # Searching

    def _bound(self, best: State | None) -> str:
        if self._stops():
            return UNFINISHED
        if best is not None and self._agenda.effort > self._efforts[best.number] and self._tries > AGAIN * self._found:
            return f"ways of fewer than {best.clicks} clicks that promise less"
        if len(self.states) >= self.bounds.states:
            return f"{self.bounds.states} states"
        if time.monotonic() - self._began > self.bounds.seconds:
            return f"{self.bounds.seconds:g} seconds"
        return ""

    def _try(self, state: State, task: Task) -> None:
        state.tried += 1
        steps = task.plan.steps
        if self._at is not state:
            self._at = None
            self._site.state = self._sites[state.number]
            if led := follow(self._visit, state, steps):
                self._arrived(state, steps, led, task.effort)
                return
        looked = self._arrive(state)
        if looked is None:
            return
        done: list[Step] = []
        try:
            for step in steps:
                looked = self._make(looked, step)
                done.append(step)
        except WalkError as error:
            self._at = None
            self.edges.append(Edge(state.number, None, steps[: len(done) + 1], str(error)))
            return
        self._arrived(state, steps, looked, task.effort)

    def _make(self, looked: Looked, step: Step) -> Looked:
        """Make one step; return what is seen then."""
        self._at = None
        if step.spot == MAILBOX:
            self._visit.going.open(f"{self._person.mailbox}/")
            return self._visit.eyes.look()
        if step.typed in {"", POINTER}:
            press(self._visit, looked, step)
            return self._visit.eyes.look()
        control = found(looked.screen, step.spot)
        if control is None:
            raise WalkError("it is not there")
        if step.typed == SOUGHT:
            self._visit.hands.seek(control, sought(self.aim.topics, self.language))
            return self._visit.eyes.look()
        text = self._person.text(step.typed)
        if not text and step.typed == CODE:
            raise WalkError(f"it asks for a code, and no message with one has come: {quoted(step.label)}")
        self._visit.hands.fill(control, text)
        return self._visit.eyes.look()

    def _arrived(self, source: State, steps: tuple[Step, ...], looked: Looked, effort: float) -> None:
        way = (*source.way, *steps)
        known = self._by_key.get((self._key(looked), said_on(way)))
        if known is None:
            known = self._add(looked, steps, effort, source)
        else:
            self._at, self._now = known, looked
        self.edges.append(Edge(source.number, known.number, steps))
        if sum(step.clicks for step in way) < known.clicks:
            self._shorten()

    def _shorten(self) -> None:
        """Lead every way over what was found to be shorter."""
        shorter = True
        while shorter:
            shorter = False
            for edge in self.edges:
                if edge.target is None:
                    continue
                source, target = self.states[edge.source], self.states[edge.target]
                if source.clicks + sum(step.clicks for step in edge.steps) < target.clicks:
                    target.way = (*source.way, *edge.steps)
                    self._parents[target.number] = source.number, edge.steps
                    shorter = True

    def _key(self, looked: Looked) -> str:
        if not self.states:
            return signature(looked, looked.stored)
        return signature(looked, self.states[0].looked.stored)

    def _add(self, looked: Looked, steps: tuple[Step, ...], effort: float, source: State | None) -> State:
        number = len(self.states)
        way = (*source.way, *steps) if source else ()
        offer = Offer(asks=False, choices=(), switches=(), left_out=0, cut=0)
        state = State(number, self._key(looked), looked, way, offer, self._visit.cookies(), led_here=True)
        self.states.append(state)
        self._by_key[state.key, said_on(way)] = state
        self._sites[number], self._efforts[number] = self._site.state, effort
        if source is not None:
            self._parents[number] = source.number, steps
        self._at, self._now = state, looked
        self._judge(state)
        offered = [] if state.ended else list(self._proposing.plans(state, steps))
        self.offers[number] = len({plan.steps[-1].spot for plan in offered})
        for plan in fresh_first(offered, state, source):
            self._agenda.push(plan.effort + LASTING * effort, state, plan)
        return state

    # Where the page is

    def _pointed(self, state: State) -> None:
        """Notice that what the pointer has changed in a state has not changed back."""
        if self._key(self._visit.eyes.look()) != state.key:
            self._at = None

    def _arrive(self, state: State) -> Looked | None:
        if self._at is state:
            return self._now
        self._at = None
        looked = self._by_address(state) or self._by_parent(state)
        if looked is None:
            self._note(f"s{state.number + 1} could not be reached again", state.clicks + 1)
            return None
        self._at, self._now = state, looked
        return looked

    def _by_address(self, state: State) -> Looked | None:
        if state.arrivals.get("address") is False:
            return None
        self._visit.remember(state.cookies, state.looked.stored)
        self._site.state = self._sites[state.number]
        looked = None
        with contextlib.suppress(WalkError):
            self._visit.going.open(state.looked.screen.url)
            looked = self._visit.eyes.look()
        state.arrivals["address"] = looked is not None and self._key(looked) == state.key
        return looked if state.arrivals["address"] else None

    def _by_parent(self, state: State) -> Looked | None:
        if state.number not in self._parents:
            return None
        number, steps = self._parents[state.number]
        looked = self._arrive(self.states[number])
        try:
            for step in steps:
                looked = self._make(looked, step) if looked else None
        except WalkError:
            return None
        return looked if looked is not None and self._key(looked) == state.key else None

    # What happened

    def _judge(self, state: State) -> None:
        screen, page, context = state.looked.screen, self._visit.window.page, self._visit.context
        marks = {"reached": self.route.goal(self.language)}
        if self.route.expect == "uncertain" and self.language in self.route.ends:
            marks["uncertain"] = self.route.ends[self.language]
        for name, mark in marks.items():
            if not missing(mark, screen, page, context):
                granted = "" if name == "reached" else "; whether it is granted others decide"
                outcome: Outcome = "accepted" if self.route.name == "accept" else "refused"
                self.verdicts[state.number] = Verdict(outcome, f"the flow's own mark of its end holds{granted}")
                state.ended = True
                return

    def _note(self, why: str, clicks: int) -> None:
        """Note what was not looked at, and how many clicks the shortest way has at least that it hides."""
        self.hit[why] = min(clicks, self.hit.get(why, clicks))
