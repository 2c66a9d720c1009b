"""The search: fewest presses first, until accepting and refusing are found or there is nothing left to try."""

import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Any, Literal

from playwright.sync_api import Browser

from analyzer.errors import WalkError
from analyzer.exploring.choices import Choice, Offer, offered
from analyzer.exploring.looked import Looked, Spot, found, label, signature, spot
from analyzer.exploring.meaning import Meaning
from analyzer.exploring.outcome import Ending, Verdict, judge
from analyzer.exploring.switches import Answer, Panel, fewest, moved, option, radios
from analyzer.model import Control
from analyzer.walking.exploring.ground import Bounds, Ground
from analyzer.walking.exploring.visit import Visit

LEADING = frozenset({"settings", "object", "refuse", "refuse_partial"})
"""Intents of controls that lead to a page which is about the choice."""

ON = frozenset({"next", "submit", "save", "info", None})
"""Intents of controls that lead on from such a page to another."""

Goal = Literal["accept", "refuse"]
WANTED: dict[Goal, str] = {"accept": "accepted", "refuse": "refused"}


@dataclass(frozen=True)
class Step:
    """One press on a way: where the control stands, what it is called, and how a dialog of the browser is answered."""

    spot: Spot
    frame: int
    path: str
    label: str
    intent: str | None
    accept: bool = True
    asked: bool = False
    option: int | None = None

    @property
    def clicks(self) -> int:
        """What it costs: a native list is opened and chosen from, an answer to a dialog of the browser is one more."""
        return 1 + self.asked + (self.option is not None)

    @property
    def labels(self) -> tuple[str, ...]:
        """What was pressed, in words."""
        return (self.label, "OK" if self.accept else "Cancel") if self.asked else (self.label,)


@dataclass
class State:
    """A state that was seen, and the cheapest way to it that is known."""

    number: int
    key: str
    looked: Looked
    way: tuple[Step, ...]
    offer: Offer
    cookies: list[dict[str, Any]]
    led_here: bool
    returns: bool | None = None
    ended: bool = False
    switches: dict[Spot, bool] = field(default_factory=dict)
    tried: int = 0
    arrivals: dict[str, bool] = field(default_factory=dict)

    @property
    def clicks(self) -> int:
        """What the way to it costs."""
        return sum(step.clicks for step in self.way)


@dataclass(frozen=True)
class Edge:
    """A press that was tried."""

    source: int
    target: int | None
    steps: tuple[Step, ...]
    why: str = ""


@dataclass(order=True)
class _Task:
    clicks: int
    rank: int
    order: int
    state: int = field(compare=False)
    steps: tuple[Step, ...] | None = field(compare=False)


class Search:
    """One search on one page, from one look at it."""

    def __init__(
        self, browser: Browser, ground: Ground, bounds: Bounds, meaning: Meaning, answers: Answer, *, unmarked: bool
    ) -> None:
        self.ground, self.bounds, self.meaning, self.answers = ground, bounds, meaning, answers
        self.states: list[State] = []
        self.edges: list[Edge] = []
        self.hit: list[str] = []
        self.spared: list[str] = []
        self.verdicts: dict[int, Verdict] = {}
        self._visit = Visit(browser, ground.setting, unmarked=unmarked, allowed=ground.allows, sends=ground.commits)
        self._by_key: dict[str, State] = {}
        self._tasks: list[_Task] = []
        self._defaults: dict[Spot, bool] = {}
        self._order = count()
        self._at: State | None = None
        self._now: Looked | None = None
        self._began = time.monotonic()

    def close(self) -> None:
        """End the visit."""
        self._visit.close()

    def start(self) -> State:
        """Open the page and look at it."""
        self._visit.open(self.ground.start)
        looked = self._visit.look()
        offer = offered(looked, self.meaning, led_here=True)
        return self._add(signature(looked, looked.stored), looked, (), offer, led_here=True)

    def run(self) -> None:
        """Search until both goals are found, nothing is left, or a bound is hit."""
        self._spread(self.states[0])
        while True:
            self._expand()
            if not self._doubted():
                return

    def best(self, goal: Goal) -> State | None:
        """Return the state with the fewest clicks in which the goal is reached, as far as is known."""
        reached = [
            state
            for state in self.states
            if self.verdicts.get(state.number) and self.verdicts[state.number].outcome == WANTED[goal]
        ]
        return min(reached, key=lambda one: (one.clicks, self.verdicts[one.number].by_label, one.number), default=None)

    def passed(self, state: State) -> list[int]:
        """Return the states that the way to ``state`` passes, start and end included, as far as they have a name."""
        ways = {one.way: one.number for one in self.states}
        return [ways[state.way[:length]] for length in range(len(state.way) + 1) if state.way[:length] in ways]

    def proved(self, state: State) -> bool:
        """Return whether all that costs less than the way to ``state`` was tried."""
        return not self.hit and all(task.clicks >= state.clicks for task in self._tasks)

    # Searching

    def _expand(self) -> None:
        while self._tasks:
            task = self._tasks[0]
            if self._is_enough(task.clicks):
                return
            if why := self._bound(task):
                if why not in self.hit:
                    self.hit.append(why)
                return
            heapq.heappop(self._tasks)
            state = self.states[task.state]
            if task.steps is None:
                self._learn(state)
            else:
                self._try(state, task.steps)

    def _is_enough(self, clicks: int) -> bool:
        """Return whether no way of so many clicks can be shorter than what is found."""
        found_ways = [self.best(goal) for goal in WANTED]
        return all(way is not None and way.clicks <= clicks for way in found_ways)

    def _bound(self, task: _Task) -> str:
        if len(self.states) >= self.bounds.states:
            return f"{self.bounds.states} states"
        if task.clicks > self.bounds.clicks:
            return f"{self.bounds.clicks} clicks"
        if time.monotonic() - self._began > self.bounds.seconds:
            return f"{self.bounds.seconds:g} seconds"
        return ""

    def _spread(self, state: State) -> None:
        """Queue what could be pressed in a state."""
        for choice in state.offer.choices:
            step = self._step(state, choice)
            if why := self._withheld(choice):
                self.edges.append(Edge(state.number, None, (step,), why))
                self.spared.append(f"{choice.label!r} was {why}")
                continue
            self._queue(state, (step,), choice.rank)
        if state.offer.switches:
            heapq.heappush(self._tasks, _Task(state.clicks + 1, 3, next(self._order), state.number, None))
        if state.offer.cut:
            self.hit.append(f"{state.offer.cut} of the controls of s{state.number + 1}")

    def _withheld(self, choice: Choice) -> str:
        """Return why a control is not pressed, "" where it is."""
        leads = choice.control.href
        if leads.startswith(("http:", "https:")) and not self.ground.allows(leads):
            return "not pressed: it leads to another origin"
        if leads.startswith(("mailto:", "tel:", "sms:")):
            return "not pressed: it leaves the browser"
        if not self.ground.commits and (choice.commits or (choice.intent is None and not (choice.box or leads))):
            return "not pressed: it may commit"
        return ""

    def _queue(self, state: State, steps: tuple[Step, ...], rank: int) -> None:
        clicks = state.clicks + sum(step.clicks for step in steps)
        heapq.heappush(self._tasks, _Task(clicks, rank, next(self._order), state.number, steps))

    def _step(self, state: State, choice: Choice) -> Step:
        around = state.looked.of(choice.control)
        return Step(choice.spot, choice.control.frame, around.path, choice.label, choice.intent, option=choice.option)

    def _try(self, state: State, steps: tuple[Step, ...]) -> State | None:
        state.tried += 1
        looked = self._arrive(state)
        if looked is None:
            self._note(f"s{state.number + 1} could not be reached again")
            return None
        done: list[Step] = []
        switched = dict(state.switches)
        try:
            for step in steps:
                switched |= Panel.of(looked.screen, state.offer.switches).states
                step_done = self._press(looked, step)
                done.append(step_done)
                looked = self._visit.look()
        except WalkError as error:
            self._at = None
            self.edges.append(Edge(state.number, None, (*done, steps[len(done)]), str(error)))
            return None
        return self._arrived(state, tuple(done), looked, switched)

    def _press(self, looked: Looked, step: Step) -> Step:
        control = found(looked.screen, step.spot)
        if control is None:
            raise WalkError("it is not there")
        self._at = None
        if step.option is not None:
            self._visit.choose(control, step.option)
            return step
        asked = self._visit.press(control, accept=step.accept)
        return replace(step, asked=bool(asked))

    def _arrived(self, source: State, steps: tuple[Step, ...], looked: Looked, switched: dict[Spot, bool]) -> State:
        key = signature(looked, self.states[0].looked.stored)
        way = (*source.way, *steps)
        known = self._by_key.get(key)
        if known is None:
            led_here = self._leads(source, steps[-1], looked)
            offer = offered(looked, self.meaning, led_here=led_here)
            known = self._add(key, looked, way, offer, led_here=led_here)
            known.switches = switched
            self._end(known)
            if not known.ended:
                self._spread(known)
        elif sum(step.clicks for step in way) < known.clicks:
            known.way = way
        self._at, self._now = known, looked
        self.edges.append(Edge(source.number, known.number, steps))
        if steps[-1].asked and steps[-1].accept:
            self._queue(source, (*steps[:-1], replace(steps[-1], accept=False)), 0)
        return known

    def _leads(self, source: State, step: Step, looked: Looked) -> bool:
        """Return whether all of a page is in question: somebody who asked for settings was led there, or is there."""
        elsewhere = looked.screen.url.partition("#")[0] != source.looked.screen.url.partition("#")[0]
        if not elsewhere:
            return source.led_here
        chosen = looked.stored.since(self.states[0].looked.stored).leaves()
        return step.intent in LEADING or (source.led_here and not chosen and step.intent in ON)

    def _add(self, key: str, looked: Looked, way: tuple[Step, ...], offer: Offer, *, led_here: bool) -> State:
        state = State(len(self.states), key, looked, way, offer, self._visit.cookies(), led_here)
        self.states.append(state)
        self._by_key[key] = state
        for one, is_on in Panel.of(looked.screen, offer.switches).states.items():
            self._defaults.setdefault(one, is_on)
        self._at, self._now = state, looked
        return state

    # Switches

    def _learn(self, state: State) -> None:
        """Press each switch of a state once, and queue the fewest presses that turn all off, and all on."""
        looked = self._arrive(state)
        if looked is None:
            self._note(f"s{state.number + 1} could not be reached again")
            return
        panel = Panel.of(looked.screen, state.offer.switches)
        moves: dict[Spot, frozenset[Spot]] = {}
        steps: dict[Spot, Step] = {}
        for one in panel.states:
            again = self._arrive(state)
            control = found(again.screen, one) if again else None
            if again is None or control is None:
                continue
            steps[one] = self._switching(again, control)
            try:
                self._press(again, steps[one])
                after = self._visit.look()
            except WalkError as error:
                self.edges.append(Edge(state.number, None, (steps[one],), str(error)))
                continue
            moves[one] = moved(panel, Panel.of(after.screen, panel.states)) or frozenset({one})
            self._arrived(state, (steps[one],), after, {**state.switches, **panel.states})
            self._undo(state, after, one)
        groups = radios(looked.screen, state.offer.switches)
        for wanted in (False, True):
            needed = panel.other_than(wanted)
            pressed = fewest(needed, {one: moves[one] for one in moves if one in needed})
            chosen = [option(members, self.answers, wanted=wanted) for members in groups]
            plan = [steps[one] for one in pressed if one in steps]
            plan += [self._switching(looked, control) for control in chosen if not control.checked]
            if len(plan) > 1 or (plan and groups):
                self._queue(state, tuple(plan), 3)

    def _switching(self, looked: Looked, control: Control) -> Step:
        where = looked.of(control).path
        return Step(spot(looked.screen, control), control.frame, where, label(control), self.meaning(control, "")[0])

    def _undo(self, state: State, looked: Looked, one: Spot) -> None:
        """Move a switch back: where all is as before, the state need not be reached anew."""
        control = found(looked.screen, one)
        if control is None:
            return
        self._at = None
        try:
            self._visit.press(control)
            back = self._visit.look()
        except WalkError:
            return
        if signature(back, self.states[0].looked.stored) == state.key:
            self._at, self._now = state, back

    # What happened

    def _end(self, state: State) -> None:
        """Note whether something was decided in a state, and judge all endings anew."""
        root = self.states[0]
        changed = state.looked.stored.since(root.looked.stored)
        chosen = bool(changed.leaves())
        gone = root.offer.asks and not state.offer.asks
        state.ended = (chosen or gone) and not state.offer.asks and not (state.led_here and not chosen)
        self._judge()

    def _judge(self) -> None:
        root = self.states[0]
        endings = []
        for state in self.states[1:]:
            changed = state.looked.stored.since(root.looked.stored)
            stored, sent = changed.leaves(), changed.leaves_sent()
            if stored or (root.offer.asks and not state.offer.asks):
                intent = state.way[-1].intent if state.way else None
                # A switch that was not on the way is as it was when it was first seen elsewhere.
                switches = self._defaults | state.switches
                on = sum(switches.values())
                endings.append(
                    Ending(state.number, intent, stored, sent, state.offer.asks, state.returns, on, len(switches) - on)
                )
        self.verdicts = judge(endings)

    def _doubted(self) -> bool:
        """Reload in the best states and see whether the dialog comes back; return whether that changes the answer."""
        for goal in WANTED:
            while (state := self.best(goal)) is not None and state.returns is None:
                if self._arrive(state) is None:
                    state.returns = True
                    self._note(f"s{state.number + 1} could not be reached again")
                else:
                    self._visit.open(self.ground.start)
                    self._at = None
                    looked = self._visit.look()
                    state.returns = self._asks_again(looked)
                self._judge()
        best = [self.best(goal) for goal in WANTED]
        known = all(state is not None and state.returns is not None for state in best)
        return not known and bool(self._tasks) and not self._is_over()

    def _asks_again(self, looked: Looked) -> bool:
        """Return whether a page that was opened anew asks as it did at the start."""
        root = self.states[0]
        if root.offer.asks:
            return offered(looked, self.meaning, led_here=False).asks
        return signature(looked, root.looked.stored) == root.key

    def _is_over(self) -> bool:
        return bool(self._bound(self._tasks[0])) if self._tasks else True

    def _note(self, why: str) -> None:
        if why not in self.hit:
            self.hit.append(why)

    # Going back to a state

    def _arrive(self, state: State) -> Looked | None:
        """Bring the page to a state by the cheapest way that was seen to lead there; null where none does."""
        if self._at is state and self._now is not None:
            return self._now
        ways: tuple[tuple[str, Callable[[State], bool]], ...] = (
            ("address", self._by_address), ("script", self._by_script), ("hand", self._by_hand),
        )  # fmt: skip
        for name, way in ways:
            if state.arrivals.get(name) is False:
                continue
            self._at = None
            try:
                arrived = way(state)
                looked = self._visit.look() if arrived else None
            except WalkError:
                looked = None
            state.arrivals[name] = looked is not None and signature(looked, self.states[0].looked.stored) == state.key
            if looked is not None and state.arrivals[name]:
                self._at, self._now = state, looked
                return looked
        return None

    def _by_address(self, state: State) -> bool:
        if state.number and state.looked.screen.url == self.ground.start:
            return False
        if not state.number:
            self._visit.forget()
        else:
            self._visit.remember(state.cookies, state.looked.stored)
        self._visit.open(state.looked.screen.url)
        return True

    def _by_script(self, state: State) -> bool:
        self._visit.forget()
        self._visit.open(self.ground.start)
        return all(self._visit.again(step.frame, step.path, step.option, accept=step.accept) for step in state.way)

    def _by_hand(self, state: State) -> bool:
        self._visit.forget()
        self._visit.open(self.ground.start)
        for step in state.way:
            self._press(self._visit.look(), step)
        return True
