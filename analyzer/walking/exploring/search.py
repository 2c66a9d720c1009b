"""The search: fewest presses first, until accepting and refusing are found or there is nothing left to try."""

import time
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import replace

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.exploring.arrivals import Arrival
from analyzer.exploring.endings import asks_again, has_ended, judged
from analyzer.exploring.frontier import Frontier, Task
from analyzer.exploring.learnt import Learnt, Moves, switching
from analyzer.exploring.looked import Looked, Spot, found, only_disclosed, signature
from analyzer.exploring.outcome import SAVING
from analyzer.exploring.reading import Reading
from analyzer.exploring.searched import WANTED, Searched
from analyzer.exploring.states import Edge, Identity, State, Step, still_asks
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import EXACT, MANY, RADIOS, SWITCHES, Panel, lets_on, moved, required, to_try
from analyzer.model.exploration import ITSELF
from analyzer.saying import quoted
from analyzer.walking.exploring.arriving import follow
from analyzer.walking.exploring.beginning import first_look
from analyzer.walking.exploring.ground import Bounds, Ground
from analyzer.walking.exploring.offering import Offering
from analyzer.walking.exploring.place import Place
from analyzer.walking.exploring.reopening import reopened
from analyzer.walking.exploring.visit import Visit

FAILED = 400
"""From here on the status of an answer says that there is no such page (RFC 9110, section 15)."""

AFTER = 99
"""The rank of what is done once all else of the same price was."""


class Search:
    """One search on one page, from one look at it; ``searched`` is what it has seen."""

    def __init__(self, browser: Browser, ground: Ground, bounds: Bounds, *, unmarked: bool) -> None:
        self.ground, self.bounds = ground, bounds
        self.searched = Searched()
        self._began = time.monotonic()
        self._visit = Visit(
            browser,
            ground.setting,
            unmarked=unmarked,
            allowed=ground.allows,
            guests="" if ground.commits else ground.start,
            silence=bounds.silence,
            end=self._began + bounds.seconds + bounds.silence,
            reading=Reading(ground.language),
        )
        self._place = Place(self._visit, ground.start, self.searched)
        self._offering = Offering(self._visit, ground, self.searched, self._place)
        self._frontier = Frontier()
        self._learnt = Learnt()
        self._fatal: set[Spot] = set()

    @property
    def reading(self) -> Reading:
        """How the pages are read."""
        return self._visit.reading

    @property
    def held(self) -> tuple[str, ...]:
        """What did not leave for a service that is not ours."""
        return self._visit.held

    @property
    def reads_on(self) -> bool:
        """Whether the pointer is moved and the page scrolled wherever it is opened, because else nothing asks."""
        return self._visit.going.reads_on

    @property
    def silent(self) -> Stored | None:
        """What a page keeps that asks for a while and is not answered, null where it goes on asking."""
        return self._visit.silent

    def close(self) -> None:
        """End the visit."""
        self._visit.close()

    def proved(self, state: State) -> bool:
        """Return whether all that costs less than the way to ``state`` was tried, and nothing hides such a way."""
        left = (*(task.clicks for task in self._frontier), *self.searched.hit.values())
        return all(clicks >= state.clicks for clicks in left)

    # Beginning

    def start(self) -> State:
        """Open the page and look at it; if nothing asks, once more when somebody has begun to read.

        Raises
        ------
        WalkError
            If it cannot be opened, or does not answer.
        """
        try:
            looked, offer = first_look(self._visit, self.ground.start, self.ground.language)
        except (WalkError, PlaywrightError) as error:
            if not self._visit.lost:
                raise
            raise WalkError(f"{self.ground.start}: cannot be looked at: {self._visit.lost}") from error
        if self._visit.going.status >= FAILED:
            self.searched.note(
                f"{ITSELF}: what stands at this address is an answer {self._visit.going.status} of its server", 1
            )
        state = State(0, signature(looked, looked.stored), looked, (), offer, self._visit.cookies(), led_here=True)
        self._add(state, Identity(state.key))
        return state

    # Searching

    def run(self) -> None:
        """Search until both goals are found, nothing is left, or a bound is hit."""
        root = self.searched.root
        with self._outliving("what the page shows under the pointer", 1):
            self._spread(root)
        while True:
            self._expand()
            if not self._doubted():
                break
        tried = [edge for edge in self.searched.edges if edge.source == root.number]
        root.offer = replace(root.offer, asks=still_asks(root.offer, tried))
        if root.offer.asks and any(self.searched.best(goal) is None for goal in WANTED):
            self.searched.note_fields()

    def _expand(self) -> None:
        while self._frontier:
            if self.searched.is_enough(self._frontier.clicks):
                return
            if why := self._bound():
                self.searched.note(why, self._frontier.clicks)
                return
            task = self._frontier.pop()
            state = self.searched.states[task.state]
            if self._is_far(task, state):
                self.searched.note(f"{self.bounds.clicks} clicks", task.clicks)
            elif not self.searched.is_decided(state):
                what = f"what comes of {quoted(task.steps[-1].label)}" if task.steps else "what the switches do"
                with self._outliving(f"{what} in s{state.number + 1}", task.clicks):
                    self._do(task, state)

    @contextmanager
    def _outliving(self, what: str, clicks: int) -> Iterator[None]:
        """Go on where something fails or loses the page; ``what`` was not seen then, of a way of so many ``clicks``."""
        why = ""
        try:
            yield
        except WalkError as error:
            why = str(error)
        except PlaywrightError:
            if not self._visit.lost:
                raise
        if why or self._visit.lost:
            self._place.leave()
            self.searched.note(f"{what}: {self._visit.lost or why}", clicks)
        if self._visit.lost and not self._bound():
            self._visit.renew()

    def _do(self, task: Task, state: State) -> None:
        if task.kind == "learn":
            self._learn(state)
        elif task.kind == "plan":
            self._plan(state)
        elif not (self._learnt.repeats(task.steps[0], state) or self._fatal & {step.spot for step in task.steps}):
            self._try(state, task.steps)

    def _bound(self) -> str:
        if len(self.searched.states) >= self.bounds.states:
            return f"{self.bounds.states} states"
        if time.monotonic() - self._began > self.bounds.seconds:
            return f"{self.bounds.seconds:g} seconds"
        return ""

    def _is_far(self, task: Task, state: State) -> bool:
        """Return whether a way is longer than the bound, where all switches of a panel at once count as one click.

        A shorter way to where it begins may have been found since.
        """
        clicks = min(task.clicks, state.clicks + max(sum(step.clicks for step in task.steps), 1))
        return clicks - state.at_once - len(task.steps[1:]) > self.bounds.clicks

    def _spread(self, state: State) -> None:
        """Queue what could be done in a state."""
        for step, rank in self._offering.steps(state):
            self._queue(state, (step,), rank)
        clicks = state.clicks + 1
        if self._learnt.is_mixture(state, self.reading):
            self.searched.note(f"combinations of more than {EXACT} switches", clicks)
        elif state.offer.switches:
            # Many switches are learnt after whatever else is near: "Deselect all" may stand above them.
            many = len(state.offer.switches) > len(state.offer.choices) + EXACT
            turn, rank = (clicks + 1, AFTER) if many else (clicks, 3)
            self._frontier.push("learn", state.number, clicks, turn=turn, rank=rank)
        if state.offer.cut:
            self.searched.note(f"{state.offer.cut} of the controls of s{state.number + 1}", clicks)

    def _queue(self, state: State, steps: tuple[Step, ...], rank: int) -> None:
        clicks = state.clicks + sum(step.clicks for step in steps)
        at_once = state.at_once + len(steps) - 1
        # What turns a panel at once, and saves it then, is not put off until all that costs less was tried: what a way
        # costs is one thing, what it promises another. Of a long panel, nothing is.
        saves = steps[-1].intent in SAVING and bool(state.at_once)
        turn = clicks - at_once if at_once > MANY or saves or len(steps) > 1 else clicks
        self._frontier.push("press", state.number, clicks, turn=turn, rank=rank, steps=steps)

    def _try(self, state: State, steps: tuple[Step, ...]) -> None:
        state.tried += 1
        if self._place.state is not state and state.keeps_nothing:
            self._place.leave()
            if led := follow(self._visit, state, steps):
                self._arrived(state, steps, led, dict(state.switches))
                return
        looked = self._place.arrive(state)
        if looked is None:
            return
        done: list[Step] = []
        switched, wide = dict(state.switches), set[Spot]()
        try:
            for step in steps:
                switched |= self.reading.given(looked.screen, state.offer.switches)
                if len(steps) > 1 and self._is_moved(state.looked, looked, step):
                    continue
                before = looked
                done.append(self._place.press(looked, step))
                looked = self._visit.eyes.look()
                wide |= self._moving_others(state, before, looked, step) if len(steps) > 1 else set()
        except WalkError as error:
            self._place.leave()
            self.searched.edges.append(Edge(state.number, None, (*done, step), self._visit.lost or str(error)))
            if self._visit.lost:
                self._fatal.add(step.spot)
            return
        if done:
            self._arrived(state, tuple(done), looked, switched)
        self._relearn(state, wide)

    def _moving_others(self, state: State, before: Looked, after: Looked, step: Step) -> set[Spot]:
        """Return the switch that was pressed if it moved others, too."""
        panels = (self.reading.panel(looked.screen, state.offer.switches) for looked in (before, after))
        return {step.spot} if len(moved(*panels)) > 1 else set()

    @staticmethod
    def _is_moved(before: Looked, now: Looked, step: Step) -> bool:
        """Return whether one of several switches to be moved was moved by another already."""
        control, earlier = found(now.screen, step.spot), found(before.screen, step.spot)
        if control is None or control.role in RADIOS:
            return control is not None and control.checked is True
        return earlier is not None and control.role in SWITCHES and control.checked != earlier.checked

    def _arrived(self, source: State, steps: tuple[Step, ...], looked: Looked, switched: dict[Spot, bool]) -> None:
        """Take down where a press has led."""
        arrival = Arrival(self.searched.root, source, steps, looked, switched, self.reading)
        identity, last = arrival.identity, steps[-1]
        known = self.searched.known(identity)
        if known is None:
            known = self._reached(arrival)
            self._add(known, identity)
            known.ended = has_ended(known, self.searched)
            self._judge()
            # Whatever lies beyond what was only unfolded lies as near without; beyond an answer it does not.
            if not known.ended and (known.said or not only_disclosed(source.looked, looked)):
                self._spread(known)
        else:
            self._place.stand(known, looked)
            if sum(step.clicks for step in arrival.way) < known.clicks:
                known.way, known.at_once = arrival.way, arrival.at_once
        if known is source and last.option is not None:
            unseen = f"what the list {quoted(last.spot.name)} is set to, which does not show"
            self.searched.note(unseen, source.clicks + 2)
        if last.intent not in known.intents:
            known.intents.add(last.intent)
            self._judge()
        edge = Edge(source.number, known.number, steps)
        self._learnt.note_alias(edge)
        self.searched.edges.append(edge)
        if last.asked and last.accept:
            self._queue(source, (*steps[:-1], replace(last, accept=False)), 0)

    def _reached(self, arrival: Arrival) -> State:
        """Return the state to which a press has led for the first time."""
        number, led_here = len(self.searched.states), arrival.led_here
        offer = self.reading.offer(arrival.looked, led_here=led_here, opened=arrival.opened)
        return State(
            number, arrival.key, arrival.looked, arrival.way, offer, self._visit.cookies(), led_here,
            switches=arrival.switched, answered=arrival.answered, opaque=arrival.opaque, at_once=arrival.at_once,
            locked=arrival.locked, said=arrival.said, intents={arrival.last.intent},
        )  # fmt: skip

    def _add(self, state: State, identity: Identity) -> None:
        self.searched.add(state, identity)
        self._learnt.see(self.reading.given(state.looked.screen, state.offer.switches))
        self._place.stand(state, state.looked)

    def _judge(self) -> None:
        self.searched.verdicts = judged(self.searched, self.reading, self._learnt)

    # Switches

    def _learn(self, state: State) -> None:
        """Press each switch of a state once, and queue the fewest presses that turn all off, and all on.

        Of many that look alike a few are pressed; whether the others do the same shows when all are.
        Where there are more of them than can be tried in every combination, what was learnt of a panel holds wherever
        it is met again, and which of them are needed at all shows once what saves was pressed beside each.
        """
        if self._place.arrive(state) is None:
            return
        panel = self.reading.panel(state.looked.screen, state.offer.switches)
        if not self._learnt.knows(panel) or len(panel) <= EXACT:
            learnt, tried = self._learnt.begin(panel, state), to_try(state.looked, panel)
            opens = dict(self._pressed(state, panel, tried, learnt))
            if left := len(panel) - len(tried):
                learnt.assume(panel.states.keys() - tried)
                self.searched.note(
                    f"what {left} more switches that look like those tried do by themselves", state.clicks + 1
                )
            self._learnt.required |= {one for one in required(opens) if not panel.states[one]}
        if len(panel) > EXACT:
            clicks = state.clicks + 2
            self._frontier.push("plan", state.number, clicks, turn=clicks, rank=AFTER)
        else:
            self._plan(state)

    def _relearn(self, state: State, wide: Collection[Spot]) -> None:
        """Try by themselves what was taken for like the others and has moved some of them, and plan anew."""
        panel = self.reading.panel(state.looked.screen, state.offer.switches)
        learnt = self._learnt.moves(panel)
        if learnt is None:
            return
        untried = {one for one in wide if learnt.moves.get(one) == frozenset({one}) and one not in learnt.led}
        if untried and self._place.arrive(state) is not None:
            for _ in self._pressed(state, panel, untried, learnt):
                pass
            self._plan(state)

    def _pressed(
        self, state: State, panel: Panel, tried: Collection[Spot], learnt: Moves
    ) -> Iterator[tuple[Spot, bool]]:
        """Press those switches of a panel once each; yield it, and whether that let something be pressed."""
        given = state.switches | self.reading.given(state.looked.screen, state.offer.switches)
        for one in (one for one in panel.states if one in tried):
            looked = self._place.arrive(state)
            control = found(looked.screen, one) if looked else None
            if looked is None or control is None:
                continue
            step = switching(looked, control, self.reading)
            try:
                self._place.press(looked, step)
                after = self._visit.eyes.look()
            except WalkError as error:
                self.searched.edges.append(Edge(state.number, None, (step,), str(error)))
                continue
            learnt.moves[one] = moved(panel, self.reading.panel(after.screen, panel.states)) or frozenset({one})
            self._arrived(state, (step,), after, given)
            if (led := self._place.state) is not None:
                learnt.led[one] = led.number
            if led is state:
                learnt.still.add(one)
            self._place.undo(state, after, step)
            yield one, lets_on(looked.screen, after.screen)

    def _plan(self, state: State) -> None:
        """Queue the fewest presses that turn all switches of a state off, and all on, of those that matter."""
        for steps in self._learnt.plans(state, self.reading, self.searched.edges):
            self._queue(state, steps, 3)

    # Doubting

    def _doubted(self) -> bool:
        """Reload in the best states and see whether the dialog comes back; return whether that changes the answer."""
        for goal in WANTED:
            while (state := self.searched.best(goal)) is not None and not state.settled:
                with self._outliving(f"whether s{state.number + 1} lasts", state.clicks):
                    if self._place.arrive(state) is not None:
                        self._visit.going.open(self.ground.start)
                        self._place.leave()
                        looked = self._visit.eyes.look()
                        state.returns = asks_again(state, looked, self.searched.root, self.reading)
                        if not state.returns and self.searched.verdicts[state.number].is_read_as_a_whole:
                            state.reopened = reopened(self._visit, self.ground, looked)
                state.lost = state.returns is None
                self._judge()
        best = [self.searched.best(goal) for goal in WANTED]
        known = all(state is not None and state.settled for state in best)
        return not known and bool(self._frontier) and not self._bound()
