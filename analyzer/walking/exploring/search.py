"""The search: fewest presses first, until accepting and refusing are found or there is nothing left to try."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

from playwright.sync_api import Browser
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.exploring.arrivals import Arrival
from analyzer.exploring.endings import asks_again, has_ended, judged, tells
from analyzer.exploring.frontier import Frontier, Task
from analyzer.exploring.intents import SAVING
from analyzer.exploring.looked import Looked, Spot, only_disclosed, signature
from analyzer.exploring.reading import Reading
from analyzer.exploring.searched import WANTED, Searched
from analyzer.exploring.states import Edge, Identity, State, Step, still_asks
from analyzer.exploring.stored import Stored
from analyzer.exploring.switches import MANY
from analyzer.saying import quoted
from analyzer.walking.exploring.arriving import follow
from analyzer.walking.exploring.beginning import first_look
from analyzer.walking.exploring.ground import Bounds, Ground
from analyzer.walking.exploring.meanwhile import UNFINISHED
from analyzer.walking.exploring.offering import Offering
from analyzer.walking.exploring.place import Place
from analyzer.walking.exploring.reopening import reopened
from analyzer.walking.exploring.switching import Switching, is_moved, moving_others
from analyzer.walking.exploring.visit import Visit

FAILED = 400
"""From here on the status of an answer says that there is no such page (RFC 9110, section 15)."""


class Search:
    """One search on one page, from one look at it; ``searched`` is what it has seen, ``status`` that of the answer."""

    def __init__(self, browser: Browser, ground: Ground, bounds: Bounds, *, unmarked: bool) -> None:
        self.ground, self.bounds = ground, bounds
        self.searched = Searched()
        self.status = 0
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
        self._switching = Switching(self._visit, self._place, self.searched, self._frontier)
        self._learnt = self._switching.learnt
        self._fatal: set[Spot] = set()
        self._stops: Callable[[], bool] = lambda: False

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

    def repeats(self, state: State, where: Spot) -> bool:
        """Return whether what stands there in a state is only what stands around a switch of it."""
        return self._learnt.repeats(where, state)

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
        self.status = self._visit.going.status
        if self.status >= FAILED:
            self.searched.note(f"the page itself: the server answered {self.status}", 1)
        state = State(0, signature(looked, looked.stored), looked, (), offer, self._visit.cookies(), led_here=True)
        self._add(state, Identity(state.key))
        return state

    # Searching

    def run(self, stops: Callable[[], bool] = lambda: False) -> None:
        """Search until both goals are found, nothing is left, a bound is hit, or ``stops`` says so at a step."""
        self._stops = stops
        root = self.searched.root
        with self._outliving("what the page shows under the pointer", 1):
            self._spread(root)
        while True:
            self._expand()
            if self._stops() or not self._doubted():
                break
        if self._stops():
            self.searched.note(UNFINISHED, 0)
        tried = [edge for edge in self.searched.edges if edge.source == root.number]
        root.offer = replace(root.offer, asks=still_asks(root.offer, tried))
        if any(self.searched.best(goal) is None for goal in WANTED):
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
            self._switching.learn(state, self._arrived, self._queue)
        elif task.kind == "plan":
            self._switching.plan(state, self._queue)
        elif not (self._learnt.repeats(task.steps[0].spot, state) or self._fatal & {step.spot for step in task.steps}):
            self._try(state, task.steps)

    def _bound(self) -> str:
        if self._stops():
            return UNFINISHED
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
        self._switching.spread(state)
        if state.offer.cut:
            self.searched.note(f"{state.offer.cut} of the controls of s{state.number + 1}", state.clicks + 1)

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
            clean = self._place.is_clean
            self._place.leave()
            if led := follow(self._visit, state, steps, clean=clean):
                self._arrived(state, steps, led, dict(state.switches))
                return
        if len(steps) > MANY and self._switching.turned(state, steps, self._arrived):
            return
        looked = self._place.arrive(state)
        if looked is None:
            return
        done: list[Step] = []
        switched, wide = dict(state.switches), set[Spot]()
        try:
            for step in steps:
                switched |= self.reading.given(looked.screen, state.offer.switches)
                if len(steps) > 1 and is_moved(state.looked, looked, step):
                    continue
                before = looked
                done.append(self._place.press(looked, step))
                looked = self._visit.eyes.look()
                wide |= moving_others(self.reading, state, before, looked, step) if len(steps) > 1 else set()
        except WalkError as error:
            self._place.leave()
            self.searched.edges.append(Edge(state.number, None, (*done, step), self._visit.lost or str(error)))
            if self._visit.lost:
                self._fatal.add(step.spot)
            return
        if done:
            self._arrived(state, tuple(done), looked, switched)
        self._switching.relearn(state, wide, self._arrived, self._queue)

    def _arrived(self, source: State, steps: tuple[Step, ...], looked: Looked, switched: dict[Spot, bool]) -> None:
        """Take down where a press has led."""
        arrival = Arrival(self.searched.root, source, steps, looked, switched, self.reading)
        identity, last = arrival.identity, steps[-1]
        known = self.searched.known(identity)
        if known is None:
            known = self._reached(arrival)
            self._add(known, identity)
            known.ended = has_ended(known, self.searched)
            if known.offer.switches or tells(known, self.searched, self.reading, self._learnt):
                self._judge()
            # Whatever lies beyond what was only unfolded lies as near without; beyond an answer it does not.
            if not known.ended and (known.said or not only_disclosed(source.looked, looked)):
                self._spread(known)
        else:
            self._place.stand(known, looked)
            if sum(step.clicks for step in arrival.way) < known.clicks:
                self.searched.shorten(known, arrival.way, arrival.at_once)
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
