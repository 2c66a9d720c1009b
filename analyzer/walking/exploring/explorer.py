"""The search: fewest presses first, until accepting and refusing are found or there is nothing left to try."""

import heapq
import time
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import Literal

from playwright.sync_api import Browser

from analyzer.errors import WalkError
from analyzer.exploring.bare import Bare, pressable
from analyzer.exploring.choices import Choice, Offer, offered
from analyzer.exploring.concern import concerns
from analyzer.exploring.looked import Looked, Spot, found, label, only_disclosed, signature, spot
from analyzer.exploring.meaning import Meaning, answers_in, meaning_in, refuses_in, spoken
from analyzer.exploring.outcome import ANSWERING, DECIDING, OPEN, REFUSING, SAVING, Ending, Verdict, judge
from analyzer.exploring.states import (
    POINTER,
    SCROLL,
    WAIT,
    Edge,
    State,
    Step,
    out_of_sight,
    said_throughout,
    still_asks,
)
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import (
    EXACT,
    RADIOS,
    SWITCHES,
    Panel,
    fewest,
    lets_on,
    locked_on,
    moved,
    option,
    radios,
    required,
    says_yes,
)
from analyzer.exploring.told import NOTHING, Told, told
from analyzer.model import Control, Screen
from analyzer.saying import quoted
from analyzer.walking.exploring.arriving import arrive, follow, press
from analyzer.walking.exploring.ground import Bounds, Ground
from analyzer.walking.exploring.visit import Menu, Visit

LEADING = frozenset({"settings", "object", "refuse", "refuse_partial"})
"""Intents of controls that lead to a page which is about the choice."""

ON = frozenset({"next", "submit", "save", "info", None})
"""Intents of controls that lead on from such a page to another."""

FAILED = 400
"""From here on the status of an answer says that there is no such page (RFC 9110, section 15)."""

AFTER = 99
"""The rank of what is done once all else of the same price was."""

NAMED = 3
"""How many of the fields are named that a page wants filled in."""

Goal = Literal["accept", "refuse"]
WANTED: dict[Goal, str] = {"accept": "accepted", "refuse": "refused"}


@dataclass(order=True)
class _Task:
    """What is to be done from a state, which costs ``clicks`` at least, once all that comes before ``turn`` was."""

    turn: int
    rank: int
    order: int
    clicks: int = field(compare=False)
    state: int = field(compare=False)
    steps: tuple[Step, ...] | None = field(compare=False)
    plans: bool = field(compare=False, default=False)


@dataclass(frozen=True)
class _Learnt:
    """What pressing each switch of a panel moves, and where it led, from the state in which that was tried."""

    state: int
    moves: dict[Spot, frozenset[Spot]] = field(default_factory=dict)
    led: dict[Spot, int] = field(default_factory=dict)


class Search:
    """One search on one page, from one look at it."""

    def __init__(self, browser: Browser, ground: Ground, bounds: Bounds, *, unmarked: bool) -> None:
        self.ground, self.bounds, self.language = ground, bounds, ground.language
        self.states: list[State] = []
        self.edges: list[Edge] = []
        self.hit: dict[str, int] = {}
        self.spared: list[str] = []
        self.verdicts: dict[int, Verdict] = {}
        guests = "" if ground.commits else ground.start
        self._visit = Visit(
            browser, ground.setting, unmarked=unmarked, allowed=ground.allows, guests=guests, bare=self._pressable
        )
        self._by_key: dict[tuple[str, str | None, str, frozenset[tuple[Spot, int | None]]], State] = {}
        self._tasks: list[_Task] = []
        self._defaults: dict[Spot, bool] = {}
        self._required: set[Spot] = set()
        self._learnt: dict[frozenset[Spot], _Learnt] = {}
        self._aliases: dict[Spot, Spot] = {}
        self._awaited: set[Spot] = set()
        self._order = count()
        self._content = False
        self._at: State | None = None
        self._now: Looked | None = None
        self._began = time.monotonic()

    @property
    def held(self) -> tuple[str, ...]:
        """What did not leave for a service that is not ours."""
        return tuple(self._visit.guard.held) if self._visit.guard else ()

    @property
    def reads_on(self) -> bool:
        """Whether the pointer is moved and the page scrolled wherever it is opened, because else nothing asks."""
        return self._visit.reads_on

    def close(self) -> None:
        """End the visit."""
        self._visit.close()

    def start(self) -> State:
        """Open the page and look at it; if nothing asks, once more when somebody has begun to read."""
        self._visit.open(self.ground.start)
        if self._visit.status >= FAILED:
            self._note(
                f"the page itself: what stands at this address is an answer {self._visit.status} of its server", 1
            )
        looked, offer = self._listened()
        if not offer.asks:
            at_first = self.language, self._content
            self._visit.read_on()
            further, late = self._listened()
            if late.asks:
                looked, offer = further, late
            else:
                self._visit.stop_reading()
                self.language, self._content = at_first
        state = self._add(signature(looked, looked.stored), looked, (), offer, led_here=True)
        self._by_key[state.key, None, "", frozenset()] = state
        return state

    def _listened(self) -> tuple[Looked, Offer]:
        """Look at the start; note its language, and whether its content and no dialog asks."""
        looked, read_in = self._visit.look(), self.language
        self.language = spoken(looked, self.ground.language)
        if self.language != read_in:
            looked = self._visit.look()
        offer = offered(looked, self._meaning, led_here=True)
        if offer.asks:
            return looked, offer
        content = offered(looked, self._meaning, led_here=True, content=True)
        self._content = content.asks
        return looked, content if content.asks else offer

    def run(self) -> None:
        """Search until both goals are found, nothing is left, or a bound is hit."""
        self._spread(self.states[0])
        while True:
            self._expand()
            if not self._doubted():
                break
        root = self.states[0]
        tried = [edge for edge in self.edges if edge.source == root.number]
        root.offer = replace(root.offer, asks=still_asks(root.offer, tried))
        if root.offer.asks and any(self.best(goal) is None for goal in WANTED):
            for state in sorted(self.states, key=lambda one: one.clicks):
                if not (fields := state.offer.fields):
                    continue
                labels = [repr(field) if field else "a field without a label" for field in fields[:NAMED]]
                named = ", ".join(labels) + (" and more" if len(fields) > NAMED else "")
                self._note(
                    f"what lies behind {named}: no text is typed on a page that nobody described", state.clicks + 1
                )

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
        """Return whether all that costs less than the way to ``state`` was tried, and nothing hides such a way."""
        return all(clicks >= state.clicks for clicks in (*(task.clicks for task in self._tasks), *self.hit.values()))

    # Searching

    def _expand(self) -> None:
        while self._tasks:
            task = self._tasks[0]
            if self._is_enough(min(one.clicks for one in self._tasks)):
                return
            if why := self._bound():
                self._note(why, min(one.clicks for one in self._tasks))
                return
            heapq.heappop(self._tasks)
            state = self.states[task.state]
            if self._is_far(task, state):
                self._note(f"{self.bounds.clicks} clicks", task.clicks)
                continue
            if self._is_decided(state):
                continue
            if task.plans:
                self._plan(state)
            elif task.steps is None:
                self._learn(state)
            elif self._aliases.get(task.steps[0].spot) not in state.offer.switches:
                self._try(state, task.steps)

    def _is_enough(self, clicks: int) -> bool:
        """Return whether no way of so many clicks can be shorter than what is found.

        A way that only its switches speak for is not believed before all that is as near was looked at: a tab may hide
        others, which were on. Nor is a refusal after a switch was moved: another may show what that one has left on.
        """
        found_ways = [self.best(goal) for goal in WANTED]
        return all(way is not None and way.clicks + self._rests_on_switches(way) <= clicks for way in found_ways)

    def _rests_on_switches(self, state: State) -> bool:
        moved_one = any(step.spot.role in SWITCHES | RADIOS for step in state.way)
        saves = self.verdicts[state.number].by_label and state.way[-1].intent in SAVING
        return saves or (moved_one and state.way[-1].intent in REFUSING)

    def _is_decided(self, state: State) -> bool:
        """Return whether a press that decides has stored all or nothing: to take that back is no way to the other."""
        verdict = self.verdicts.get(state.number)
        decided = verdict is not None and verdict.outcome in WANTED.values() and not verdict.by_label
        return decided and state.way[-1].intent in DECIDING

    def _bound(self) -> str:
        if len(self.states) >= self.bounds.states:
            return f"{self.bounds.states} states"
        if time.monotonic() - self._began > self.bounds.seconds:
            return f"{self.bounds.seconds:g} seconds"
        return ""

    def _is_far(self, task: _Task, state: State) -> bool:
        """Return whether a way is longer than the bound, where all switches of a panel at once count as one click."""
        return task.clicks - state.at_once - len((task.steps or ())[1:]) > self.bounds.clicks

    def _spread(self, state: State) -> None:
        """Queue what could be pressed in a state."""
        for choice in state.offer.choices:
            where = state.looked.of(choice.control).path
            step = Step(choice.spot, choice.control.frame, where, choice.label, choice.intent, option=choice.option)
            if why := self._withheld(choice):
                self.edges.append(Edge(state.number, None, (step,), why))
                self.spared.append(f"{quoted(choice.label)} was {why}")
                continue
            self._queue(state, (step,), choice.rank)
        for frame, place in self._menus(state):
            under = Spot("", place.words, place.path, frame)
            self._queue(state, (Step(under, frame, place.path, place.words, None, typed=POINTER),), 0)
        if barred := self._barred(state):
            where = state.looked.of(barred).path
            scrolls = self._visit.scrolls(barred)
            waiting = spot(state.looked.screen, barred)
            step = Step(waiting, barred.frame, where, label(barred), None, typed=SCROLL if scrolls else WAIT)
            if scrolls or waiting not in self._awaited:
                self._awaited.add(waiting)
                self._queue(state, (step,), 0)
        if self._is_mixture(state):
            self._note(f"combinations of more than {EXACT} switches", state.clicks + 1)
        elif state.offer.switches:
            # Many switches are learnt after whatever else is near: "Deselect all" may stand above them.
            many = len(state.offer.switches) > len(state.offer.choices) + EXACT
            turn, rank = (state.clicks + 2, AFTER) if many else (state.clicks + 1, 3)
            heapq.heappush(self._tasks, _Task(turn, rank, next(self._order), state.clicks + 1, state.number, None))
        if state.offer.cut:
            self._note(f"{state.offer.cut} of the controls of s{state.number + 1}", state.clicks + 1)

    def _menus(self, state: State) -> list[tuple[int, Menu]]:
        """Return the places, by frame, under which more could be pressed: of what asks, or else of the page."""
        boxes = {choice.box for choice in state.offer.choices if choice.box}
        asked = {(int(box.partition(".")[0]), box.partition(".")[2]) for box in boxes} or {(0, "frame")}
        found = [(frame, self._visit.menus(frame, 0 if box == "frame" else int(box))) for frame, box in sorted(asked)]
        if any(tried for _, (_, tried) in found) and signature(self._visit.look(), self._before) != state.key:
            self._at = None  # what the pointer changed has not changed back
        return [(frame, place) for frame, (places, _) in found for place in places]

    def _barred(self, state: State) -> Control | None:
        """Return a control of what asks that cannot be pressed, one where something around it can be scrolled first."""
        boxes = {choice.box for choice in state.offer.choices if choice.box}
        barred = [
            one
            for one in state.looked.screen.controls
            if not one.enabled and one.role == "button" and state.looked.of(one).box in boxes
        ]
        return next(filter(self._visit.scrolls, barred), barred[0] if barred else None)

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
        heapq.heappush(self._tasks, _Task(clicks, rank, next(self._order), clicks, state.number, steps))

    def _try(self, state: State, steps: tuple[Step, ...]) -> None:
        state.tried += 1
        if self._at is not state and state.keeps_nothing:
            self._at = None
            if led := follow(self._visit, state, steps):
                self._arrived(state, steps, led, dict(state.switches))
                return
        looked = self._arrive(state)
        if looked is None:
            return
        done: list[Step] = []
        switched = dict(state.switches)
        try:
            for step in steps:
                switched |= self._given(looked.screen, state.offer.switches)
                control = found(looked.screen, step.spot)
                if control is not None and control.role in RADIOS and control.checked:
                    continue  # an option of all groups at once has chosen it
                done.append(self._press(looked, step))
                looked = self._visit.look()
        except WalkError as error:
            self._at = None
            self.edges.append(Edge(state.number, None, (*done, step), str(error)))
            return
        if done:
            self._arrived(state, tuple(done), looked, switched)

    def _press(self, looked: Looked, step: Step) -> Step:
        self._at = None
        return replace(step, asked=bool(press(self._visit, looked, step)))

    def _arrived(self, source: State, steps: tuple[Step, ...], looked: Looked, switched: dict[Spot, bool]) -> None:
        key = signature(looked, self._before)
        way = (*source.way, *steps)
        opaque = looked.stored.adds_to(source.looked.stored) and not looked.stored.since(source.looked.stored).leaves()
        unread = self._unread(looked, steps[-1], looked.stored.since(source.looked.stored), opaque=opaque)
        answered = source.answered | self._answers(source, steps, looked)
        hidden = out_of_sight(answered, looked)
        if opaque and steps[-1].intent in SAVING:
            unread = f"{unread} {sorted(map(str, switched.items()))}"
        said = source.said if key == source.key else self._said(source, steps[-1], looked)
        known = self._by_key.get((key, unread, said, hidden))
        if known is None:
            led_here = self._leads(source, steps[-1], looked)
            offer = offered(looked, self._meaning, led_here=led_here, content=self._content)
            known = self._add(key, looked, way, offer, led_here=led_here)
            known.switches, known.answered, known.opaque = switched, answered, opaque
            known.at_once = source.at_once + len(steps) - 1
            known.locked, known.said = source.locked or locked_on(source.looked.screen), said
            if said != source.said and steps[-1].intent == "accept":
                known.locked += (steps[-1].label,)
            self._by_key[key, unread, said, hidden] = known
            known.intents.add(steps[-1].intent)
            self._end(known)
            # Whatever lies beyond what was only unfolded lies as near without; beyond an answer it does not.
            if not known.ended and (said or not only_disclosed(source.looked, looked)):
                self._spread(known)
        else:
            self._at, self._now = known, looked
            if sum(step.clicks for step in way) < known.clicks:
                known.way, known.at_once = way, source.at_once + len(steps) - 1
        if steps[-1].intent not in known.intents:
            known.intents.add(steps[-1].intent)
            self._judge()
        self._note_alias(source, steps, known)
        self.edges.append(Edge(source.number, known.number, steps))
        if steps[-1].asked and steps[-1].accept:
            self._queue(source, (*steps[:-1], replace(steps[-1], accept=False)), 0)

    def _answers(self, source: State, steps: tuple[Step, ...], looked: Looked) -> set[tuple[Spot, int | None]]:
        """Return what these steps have settled: options that were chosen, and switches where all are alike now.

        A switch by itself is passed over: each combination of them would be another state wherever one goes on to.
        """
        panel = self._panel(looked.screen, source.offer.switches)
        alike = len(steps) > 1 or (steps[-1].spot in panel.states and panel.is_uniform)
        return {(one.spot, one.option) for one in steps if alike or one.option is not None or one.spot.role in RADIOS}

    def _said(self, source: State, step: Step, looked: Looked) -> str:
        answers = step.intent in ANSWERING or (step.intent is None and self._content)
        return said_throughout(source.said, step, source.looked, looked) if answers else source.said

    def _unread(self, looked: Looked, step: Step, left: Stored, *, opaque: bool) -> str | None:
        """Return what keeps states apart that look and store the same.

        That is what the page said was done, what a press that decides has sent, and, where the stored choice cannot be
        read, how the last control was called.
        """
        unread = step.intent or step.label if opaque else None
        sent = left.leaves_sent() if step.intent in DECIDING else {}
        if sent:
            unread = f"{unread} {sorted(sent.items())}"
        speaks = step.intent in DECIDING or (step.intent in OPEN and looked.stored.adds_to(self._before))
        said = told(looked.screen, self.states[0].looked.screen, self.language).said if speaks else None
        return f"{unread} {said}" if said else unread

    def _leads(self, source: State, step: Step, looked: Looked) -> bool:
        """Return whether all of a page is in question: somebody who asked for settings was led there, or is there."""
        elsewhere = looked.screen.url.partition("#")[0] != source.looked.screen.url.partition("#")[0]
        if not elsewhere:
            return source.led_here
        chosen = looked.stored.since(self._before).leaves()
        return step.intent in LEADING or (source.led_here and not chosen and step.intent in ON)

    def _add(
        self,
        key: str,
        looked: Looked,
        way: tuple[Step, ...],
        offer: Offer,
        *,
        led_here: bool,
    ) -> State:
        state = State(len(self.states), key, looked, way, offer, self._visit.cookies(), led_here)
        self.states.append(state)
        if looked.unread:
            self._note(
                f"what floats over s{state.number + 1}, which its scripts keep from being told", state.clicks + 1
            )
        for one, is_on in self._given(looked.screen, offer.switches).items():
            self._defaults.setdefault(one, is_on)
        self._at, self._now = state, looked
        return state

    # Switches

    def _learn(self, state: State) -> None:
        """Press each switch of a state once, and queue the fewest presses that turn all off, and all on.

        Where there are more of them than can be tried in every combination, what was learnt of a panel holds wherever
        it is met again, and which of them are needed at all shows once what saves was pressed beside each.
        """
        if self._arrive(state) is None:
            return
        panel = self._panel(state.looked.screen, state.offer.switches)
        alike = frozenset(panel.states)
        if alike not in self._learnt or len(panel) <= EXACT:
            self._learnt[alike] = learnt = _Learnt(state.number)
            self._required |= {one for one in required(self._pressed(state, panel, learnt)) if not panel.states[one]}
        if len(panel) > EXACT:
            clicks = state.clicks + 2
            heapq.heappush(self._tasks, _Task(clicks, AFTER, next(self._order), clicks, state.number, None, plans=True))
        else:
            self._plan(state)

    def _pressed(self, state: State, panel: Panel, learnt: _Learnt) -> dict[Spot, bool]:
        """Press each switch of a panel once; return of each whether it let something be pressed."""
        opens: dict[Spot, bool] = {}
        given = state.switches | self._given(state.looked.screen, state.offer.switches)
        for one in panel.states:
            again = self._arrive(state)
            control = found(again.screen, one) if again else None
            if again is None or control is None:
                continue
            step = self._switching(again, control)
            try:
                self._press(again, step)
                after = self._visit.look()
            except WalkError as error:
                self.edges.append(Edge(state.number, None, (step,), str(error)))
                continue
            opens[one] = lets_on(again.screen, after.screen)
            learnt.moves[one] = moved(panel, self._panel(after.screen, panel.states)) or frozenset({one})
            self._arrived(state, (step,), after, given)
            if self._at is not None:
                learnt.led[one] = self._at.number
            self._undo(state, after, one)
        return opens

    def _plan(self, state: State) -> None:
        """Queue the fewest presses that turn all switches of a state off, and all on, of those that matter."""
        looked = state.looked
        panel = self._panel(looked.screen, state.offer.switches)
        learnt = self._learnt[frozenset(panel.states)]
        idle = self._idle(learnt) if len(panel) > EXACT else frozenset()
        groups = radios(looked.screen, state.offer.switches)
        for wanted in (False, True):
            needed = panel.other_than(wanted=wanted, needed=self._required) - idle
            pressed = fewest(needed, {one: moves for one, moves in learnt.moves.items() if one in needed})
            chosen = [option(members, answers_in(self.language), wanted=wanted) for members in groups]
            controls = [found(looked.screen, one) for one in pressed if one in learnt.moves]
            controls += [control for control in chosen if not control.checked]
            plan = [self._switching(looked, control) for control in controls if control]
            if len(plan) > 1 or (plan and (groups or learnt.state != state.number)):
                self._queue(state, tuple(plan), 3)

    def _is_mixture(self, state: State) -> bool:
        """Return whether a state is one of the many combinations of switches that were each tried by themselves."""
        if not state.way or len(state.offer.switches) <= EXACT:
            return False
        panel = self._panel(state.looked.screen, state.offer.switches)
        return state.way[-1].spot in panel.states and frozenset(panel.states) in self._learnt

    def _idle(self, learnt: _Learnt) -> frozenset[Spot]:
        """Return the switches that change nothing of what is saved, if others do."""
        saving = [
            edge
            for edge in self.edges
            if len(edge.steps) == 1 and edge.target is not None and edge.steps[0].intent in SAVING
        ]
        # Beside what is called after saving, an "OK" may accept whatever the switches say.
        plain = [edge for edge in saving if edge.steps[0].intent != "acknowledge"]
        saved = {(edge.source, edge.steps[0].spot): edge.target for edge in plain or saving}
        first = {where: target for (source, where), target in saved.items() if source == learnt.state}
        idle = set()
        for one, state in learnt.led.items():
            again = {where: saved[state, where] for where in first if (state, where) in saved}
            if again and all(first[where] == target for where, target in again.items()):
                idle.add(one)
        return frozenset(idle) if len(idle) < len(learnt.led) else frozenset()

    def _note_alias(self, source: State, steps: tuple[Step, ...], target: State) -> None:
        """Note that a control around a switch does what the switch does: where both are offered, one is pressed."""
        step = steps[-1]
        if len(steps) > 1 or step.intent is not None or step.typed or step.spot.role in SWITCHES or not step.path:
            return
        for edge in self.edges:
            inner = edge.steps[0]
            if (
                (edge.source, edge.target) == (source.number, target.number)
                and inner.spot.role in SWITCHES
                and inner.frame == step.frame
                and inner.path.startswith(f"{step.path}.")
            ):
                self._aliases[step.spot] = inner.spot

    def _switching(self, looked: Looked, control: Control) -> Step:
        where = looked.of(control).path
        return Step(
            spot(looked.screen, control), control.frame, where, label(control), self._meaning(control, "", ()).intent
        )

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
        if signature(back, self._before) == state.key:
            self._at, self._now = state, back

    # Where the page is

    def _arrive(self, state: State) -> Looked | None:
        """Bring the page to a state; where it cannot be, that is noted."""
        if self._at is state:
            return self._now
        self._at = None
        looked = arrive(self._visit, self.ground.start, self._before, state)
        if looked is None and not (state.way or self._visit.reads_on):
            # A dialog that waits for the pointer may have come by itself the first time, and not again.
            self._visit.reads_on = True
            state.arrivals.clear()
            looked = arrive(self._visit, self.ground.start, self._before, state)
            self._visit.reads_on = looked is not None
        if looked is None:
            self._note(f"s{state.number + 1} could not be reached again", state.clicks + 1)
        else:
            self._at, self._now = state, looked
        return looked

    def _panel(self, screen: Screen, spots: Iterable[Spot]) -> Panel:
        return Panel.of(screen, spots, refuses_in(self.language))

    def _given(self, screen: Screen, spots: Iterable[Spot]) -> dict[Spot, bool]:
        """Return what each switch of a screen gives now, and each group of options that answer, by its first."""
        groups = {spot(screen, one[0]): says_yes(one, answers_in(self.language)) for one in radios(screen, spots)}
        answered = {one: says for one, says in groups.items() if says is not None}
        return {**self._panel(screen, spots).states, **answered}

    def _pressable(self, found: Sequence[Bare], named: Collection[tuple[int, str]]) -> Sequence[Bare]:
        return pressable(found, self._meaning, named)

    @property
    def _meaning(self) -> Meaning:
        return meaning_in(self.language)

    @property
    def _before(self) -> Stored:
        return self.states[0].looked.stored

    # What happened

    def _end(self, state: State) -> None:
        """Note whether something was decided in a state, and judge all endings anew."""
        root = self.states[0]
        changed = state.looked.stored.since(root.looked.stored)
        chosen = bool(changed.leaves()) or state.looked.stored.adds_to(self._before)
        gone = root.offer.asks and not state.offer.asks
        state.ended = (chosen or gone) and not state.offer.asks and not (state.led_here and not chosen)
        self._judge()

    def _judge(self) -> None:
        root = self.states[0]
        endings = []
        for state in self.states[1:]:
            if self._asks_only_now(state):
                continue
            changed = state.looked.stored.since(root.looked.stored)
            # What was stored before the last press says nothing of one whose own trace cannot be read.
            stored, sent = {} if state.opaque else changed.leaves(), changed.leaves_sent()
            kept = state.looked.stored.adds_to(self._before)
            said = self.told(state)
            if not root.offer.asks and not self._concerns(state, changed.leaves()):
                continue
            if stored or kept or said.said or (root.offer.asks and not state.offer.asks):
                intent = state.way[-1].intent if state.way else None
                # A switch that was not on the way is as it was when it was first seen elsewhere.
                switches = self._defaults | state.switches
                switches = {one: is_on for one, is_on in switches.items() if one not in self._required}
                listed = (step for step in state.way if step.option is not None and step.intent in ANSWERING)
                switches |= {step.spot: step.intent == "accept" for step in listed}
                on = sum(switches.values())
                endings.append(
                    Ending(
                        state.number, intent, stored, sent, state.offer.asks, state.returns, kept,
                        on, len(switches) - on, said, frozenset(state.intents), state.locked,
                        state.way[-1].label if state.way else "",
                    )
                )  # fmt: skip
        self.verdicts = judge(endings)

    def _asks_only_now(self, state: State) -> bool:
        """Return whether accepting or refusing is offered that was not at the start: what was kept before is no answer.

        What was switched there may have been kept at once, and to whom a control gave an answer, it was given.
        """
        last = state.way[-1]
        if not state.offer.asks or last.intent in ANSWERING or last.option is not None:
            return False
        if last.spot.role in SWITCHES | RADIOS:
            return False
        offers = self.states[0].offer, state.offer
        asked, asks = ({one.label for one in offer.choices if one.intent in ANSWERING} for offer in offers)
        return bool(asks - asked)

    def _concerns(self, state: State, left: Iterable[str]) -> bool:
        return concerns(state.way, [self.states[number] for number in self.passed(state)], left)

    def told(self, state: State) -> Told:
        """Return what the page said was done, after a press that decides, or one that is open and left something."""
        intent = state.way[-1].intent if state.way else "info"
        if intent not in DECIDING and not (intent in OPEN and state.looked.stored.adds_to(self._before)):
            return NOTHING
        return told(state.looked.screen, self.states[0].looked.screen, self.language)

    def _doubted(self) -> bool:
        """Reload in the best states and see whether the dialog comes back; return whether that changes the answer."""
        for goal in WANTED:
            while (state := self.best(goal)) is not None and not state.settled:
                if self._arrive(state) is None:
                    state.lost = True
                else:
                    self._visit.open(self.ground.start)
                    self._at = None
                    looked = self._visit.look()
                    state.returns = self._asks_again(state, looked)
                self._judge()
        best = [self.best(goal) for goal in WANTED]
        known = all(state is not None and state.settled for state in best)
        return not known and bool(self._tasks) and not self._bound()

    def _asks_again(self, state: State, looked: Looked) -> bool:
        """Return whether a page that was opened anew asks as it did at the start what was decided in a state.

        Something else that asks, such as a newsletter, may come each time: where nothing asked any more, what was
        pressed last of what stood there at the start must be there again.
        """
        root = self.states[0]
        if not root.offer.asks:
            return signature(looked, root.looked.stored) == root.key
        pressed = [step.spot for step in state.way if found(root.looked.screen, step.spot)]
        asks = offered(looked, self._meaning, led_here=False, content=self._content).asks
        return asks and (state.offer.asks or not pressed or found(looked.screen, pressed[-1]) is not None)

    def _note(self, why: str, clicks: int) -> None:
        """Note what was not looked at, and how many clicks the shortest way has at least that it hides."""
        self.hit[why] = min(clicks, self.hit.get(why, clicks))
