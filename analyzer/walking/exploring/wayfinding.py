"""Finding the way out of a shipped or own flow without its script: who knows the person and her mailbox, and no way.

The page is the flow's mock, whose state is put back with the browser's when a state is returned to. Where the search
ends is told by how the flow recognises its end; that mark is looked for, and never says where to go.
"""

import contextlib
import heapq
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from analyzer.counting.shown import is_new
from analyzer.errors import WalkError
from analyzer.exploring.answers import CODE, sought
from analyzer.exploring.choices import Offer
from analyzer.exploring.looked import Looked, Spot, found, label, signature, spot, spots, unfolded
from analyzer.exploring.plans import Plan, plans, within_reach
from analyzer.exploring.scent import ACCEPTING, FAIR, GOOD, REFUSING, STRONG
from analyzer.exploring.states import POINTER, SOUGHT, Edge, State, Step
from analyzer.exploring.verdict import Outcome, Verdict
from analyzer.flows import Flow
from analyzer.mocks import MockSite
from analyzer.model import Control
from analyzer.saying import quoted
from analyzer.walking.browsers.browser import Setting
from analyzer.walking.course import morning
from analyzer.walking.exploring.arriving import follow, press
from analyzer.walking.exploring.ground import Bounds, Ground, origin
from analyzer.walking.exploring.menus import Menu
from analyzer.walking.exploring.person import Person
from analyzer.walking.exploring.repeating import Done, said_on
from analyzer.walking.exploring.visit import Visit
from analyzer.walking.goals import missing
from analyzer.walking.sites import attached
from analyzer.walking.walker import mock_of

MAILBOX = Spot("", "mailbox", "", 0)
"""Where the mailbox stands among what could be pressed: it is another channel, and no control of the service."""

AGAIN = 1.2
"""How much longer is looked for a shorter way, once one was found, in tries made until then."""

LASTING = 0.6
"""How much of what the way to a state cost counts for what is tried next: who came far on a promise follows it up."""

FAMILIAR = 2
"""What it costs more to try what could be pressed on the same screen before: a press is made for what comes of it."""


@dataclass(order=True)
class _Task:
    effort: float
    clicks: int
    order: int
    state: int = field(compare=False)
    plan: Plan = field(compare=False)


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
        self.spared: list[str] = []
        self.offers: dict[int, int] = {}
        self.verdicts: dict[int, Verdict] = {}
        self._sites: dict[int, Any] = {}
        self._parents: dict[int, tuple[int, tuple[Step, ...]]] = {}
        self._efforts: dict[int, float] = {}
        self._by_key: dict[tuple[str, str], State] = {}
        self._done = Done()
        self._tasks: list[_Task] = []
        self._order = count()
        self._tries = self._found = 0
        self._at: State | None = None
        self._now: Looked | None = None
        self._closing = contextlib.ExitStack()
        self._began = time.monotonic()
        end = self._began + bounds.seconds + bounds.silence
        self._visit = Visit(
            browser, setting, unmarked=False, allowed=self.ground.allows, silence=bounds.silence, end=end
        )
        self._person = Person(self._visit, flow, self.identity.country, language)
        self._closing.callback(self._visit.close)
        self._closing.enter_context(attached(browser, self._visit.context, self._site, lambda: self._visit.window.now))

    def close(self) -> None:
        """End the visit."""
        self._closing.close()

    def run(self) -> None:
        """Search until the end is found and nothing shorter is left, or a bound is hit.

        Raises
        ------
        WalkError
            If the start cannot be opened.
        """
        self._visit.going.open(self.ground.start)
        self._add(self._visit.eyes.look(), (), 0, None)
        try:
            self._expand()
        except (WalkError, PlaywrightError):
            if not self._visit.lost:
                raise
            self._note(self._visit.lost, self._fewest())

    def _expand(self) -> None:
        while self._tasks:
            best = self.best()
            if best is not None and self._fewest() >= best.clicks:
                return
            task = self._skipping(best)
            if task is None and (why := self._bound(best)):
                self._note(why, self._fewest())
                return
            task = task or heapq.heappop(self._tasks)
            clicks = self._clicks(task)
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
        return all(clicks >= state.clicks for clicks in (self._fewest(), *self.hit.values()))

    def passed(self, state: State) -> list[int]:
        """Return the states that the way to ``state`` passes, start and end included."""
        way = [state.number]
        while way[-1] in self._parents:
            way.append(self._parents[way[-1]][0])
        return way[::-1]

    # Searching

    def _clicks(self, task: _Task) -> int:
        """Return how long a way is, now that a shorter one to where it begins may have been found."""
        return self.states[task.state].clicks + sum(step.clicks for step in task.plan.steps)

    def _fewest(self) -> int:
        """Return the clicks of the shortest way that is still to be tried, more than any where there is none."""
        return min(map(self._clicks, self._tasks), default=sys.maxsize)

    def _skipping(self, best: State | None) -> _Task | None:
        """Take what is pressed on the best way and could be pressed earlier: that may leave a detour out."""
        used: dict[tuple[str, str, str], int] = {}
        for place, step in enumerate(best.way if best else ()):
            used[_named(step)] = sum(one.clicks for one in best.way[: place + 1]) if best else 0
        earlier = [task for task in self._tasks if self._clicks(task) < used.get(_named(task.plan.steps[-1]), 0)]
        if not earlier:
            return None
        taken = min(earlier)
        self._tasks.remove(taken)
        heapq.heapify(self._tasks)
        return taken

    def _bound(self, best: State | None) -> str:
        if (
            best is not None
            and self._tasks[0].effort > self._efforts[best.number]
            and self._tries > AGAIN * self._found
        ):
            return f"ways of fewer than {best.clicks} clicks that promise less"
        if len(self.states) >= self.bounds.states:
            return f"{self.bounds.states} states"
        if time.monotonic() - self._began > self.bounds.seconds:
            return f"{self.bounds.seconds:g} seconds"
        return ""

    def _try(self, state: State, task: _Task) -> None:
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
        offered = [] if state.ended else list(self._plans(state, steps))
        self.offers[number] = len({plan.steps[-1].spot for plan in offered})
        for plan in self._new(offered, state, source):
            clicks = state.clicks + sum(step.clicks for step in plan.steps)
            cost = plan.effort + LASTING * effort
            heapq.heappush(self._tasks, _Task(cost, clicks, next(self._order), number, plan))
        return state

    @staticmethod
    def _new(offered: list[Plan], state: State, source: State | None) -> Iterator[Plan]:
        """Yield the plans that a press has made possible, then those that were there before it; see ``unfolded``."""
        before, after = source.looked if source else None, state.looked
        known = set(spots(before.screen).values()) if before and not is_new(before.screen, after.screen) else set()
        dropped = before is not None and unfolded(before, after)
        for plan in offered:
            if plan.steps[-1].spot not in known:
                yield plan
            elif not dropped:
                yield replace(plan, effort=plan.effort + FAMILIAR)

    def _plans(self, state: State, steps: tuple[Step, ...]) -> Iterator[Plan]:
        """Yield what could be done in a state to which ``steps`` have led."""
        looked = state.looked
        controls = within_reach(looked)
        # A message that starts the route is its first screen, and the link in it the first click.
        channels = self.flow.site.channels.keys() - {origin(self.ground.start)}
        elsewhere = origin(looked.screen.url) in channels
        for plan in plans(looked, self.aim, self.language, self._typed(state, controls)):
            control = found(looked.screen, plan.steps[-1].spot)
            leads = control.href if control else ""
            if leads.startswith(("http:", "https:")) and not self.ground.allows(leads):
                self.spared.append(f"{quoted(plan.steps[-1].label)} was not pressed: it leads to another origin")
                continue
            if leads.startswith(("mailto:", "tel:", "sms:")):
                self.spared.append(f"{quoted(plan.steps[-1].label)} was not pressed: it leaves the browser")
                continue
            yield replace(plan, steps=tuple(replace(step, elsewhere=elsewhere) for step in plan.steps))
        for control in controls:
            if control.role == "searchbox" and sought(self.aim.topics, self.language):
                where, path = spot(looked.screen, control), looked.of(control).path
                yield Plan(GOOD, (Step(where, control.frame, path, label(control), None, typed=SOUGHT),))
        for place in self._menus(state):
            under = Spot("", place.words, place.path, 0)
            yield Plan(FAIR, (Step(under, 0, place.path, place.words, None, typed=POINTER),))
        if self._sends(steps) and not elsewhere and self._person.mailbox:
            answer_comes = any(step.typed == "email" for step in steps)
            cost = STRONG if answer_comes else FAIR
            yield Plan(
                cost, (Step(MAILBOX, 0, "", self.flow.site.channels[self._person.mailbox], None, elsewhere=True),)
            )

    def _menus(self, state: State) -> list[Menu]:
        """Return the places of a page under which more could be pressed; what trying that has changed is noted."""
        places, tried = self._visit.menus.under(0, 0)
        if tried and self._key(self._visit.eyes.look()) != state.key:
            self._at = None
        return places

    def _typed(self, state: State, controls: list[Control]) -> dict[str, str]:
        """Return what the fields of a screen are answered with; what nobody knows is noted as what is in the way."""
        typed, missed = self._person.typed(state.looked, controls)
        for why in missed:
            self._note(why, state.clicks + 1)
        return typed

    @staticmethod
    def _sends(steps: tuple[Step, ...]) -> bool:
        return any(step.fills for step in steps) or (bool(steps) and steps[-1].intent == "submit")

    # Where the page is

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


def _named(step: Step) -> tuple[str, str, str]:
    return step.spot.role, step.spot.name, step.spot.text
