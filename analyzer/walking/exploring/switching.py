"""The switches of a search: what each moves is learnt, and the fewest presses that turn all off or on are queued."""

from collections.abc import Callable, Collection, Iterator

from analyzer.errors import WalkError
from analyzer.exploring.frontier import Frontier
from analyzer.exploring.learnt import Learnt, Moves, switching
from analyzer.exploring.looked import Looked, Spot, found
from analyzer.exploring.reading import Reading
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import Edge, State, Step
from analyzer.exploring.switches import EXACT, RADIOS, SWITCHES, Panel, lets_on, moved, required, to_try
from analyzer.walking.exploring.place import Place
from analyzer.walking.exploring.visit import Visit

AFTER = 99
"""The rank of what is done once all else of the same price was."""

Arrived = Callable[[State, tuple[Step, ...], Looked, dict[Spot, bool]], None]
"""Takes down where steps have led from a state, and what the switches on the way gave."""

Queue = Callable[[State, tuple[Step, ...], int], None]
"""Queues steps to be tried from a state, with their rank."""


class Switching:
    """Learns what switches do on the page of a ``visit``, and writes down in ``learnt`` what is known of them."""

    def __init__(self, visit: Visit, place: Place, searched: Searched, frontier: Frontier) -> None:
        self.learnt = Learnt()
        self._visit, self._place, self._searched, self._frontier = visit, place, searched, frontier

    def spread(self, state: State) -> None:
        """Queue what is to be learnt of the switches of a state."""
        clicks = state.clicks + 1
        if self.learnt.is_mixture(state, self._visit.reading):
            self._searched.note(f"combinations of more than {EXACT} switches", clicks)
        elif state.offer.switches:
            # Many switches are learnt after whatever else is near: "Deselect all" may stand above them.
            many = len(state.offer.switches) > len(state.offer.choices) + EXACT
            turn, rank = (clicks + 1, AFTER) if many else (clicks, 3)
            self._frontier.push("learn", state.number, clicks, turn=turn, rank=rank)

    def learn(self, state: State, arrived: Arrived, queue: Queue) -> None:
        """Press each switch of a state once, and queue the fewest presses that turn all off, and all on.

        Of many that look alike a few are pressed; whether the others do the same shows when all are.
        Where there are more of them than can be tried in every combination, what was learnt of a panel holds wherever
        it is met again, and which of them are needed at all shows once what saves was pressed beside each.
        """
        if self._place.arrive(state) is None:
            return
        panel = self._visit.reading.panel(state.looked.screen, state.offer.switches)
        if not self.learnt.knows(panel) or len(panel) <= EXACT:
            learnt, tried = self.learnt.begin(panel, state), to_try(state.looked, panel)
            opens = dict(self._pressed(state, panel, tried, learnt, arrived))
            if left := len(panel) - len(tried):
                learnt.assume(panel.states.keys() - tried)
                self._searched.note(
                    f"what {left} more switches that look like those tried do by themselves", state.clicks + 1
                )
            self.learnt.required |= {one for one in required(opens) if not panel.states[one]}
        if len(panel) > EXACT:
            clicks = state.clicks + 2
            self._frontier.push("plan", state.number, clicks, turn=clicks, rank=AFTER)
        else:
            self.plan(state, queue)

    def relearn(self, state: State, wide: Collection[Spot], arrived: Arrived, queue: Queue) -> None:
        """Try by themselves what was taken for like the others and has moved some of them, and plan anew."""
        panel = self._visit.reading.panel(state.looked.screen, state.offer.switches)
        learnt = self.learnt.moves(panel)
        if learnt is None:
            return
        untried = {one for one in wide if learnt.moves.get(one) == frozenset({one}) and one not in learnt.led}
        if untried and self._place.arrive(state) is not None:
            for _ in self._pressed(state, panel, untried, learnt, arrived):
                pass
            self.plan(state, queue)

    def _pressed(
        self, state: State, panel: Panel, tried: Collection[Spot], learnt: Moves, arrived: Arrived
    ) -> Iterator[tuple[Spot, bool]]:
        """Press those switches of a panel once each; yield it, and whether that let something be pressed."""
        given = state.switches | self._visit.reading.given(state.looked.screen, state.offer.switches)
        for one in (one for one in panel.states if one in tried):
            looked = self._place.arrive(state)
            control = found(looked.screen, one) if looked else None
            if looked is None or control is None:
                continue
            step = switching(looked, control, one, self._visit.reading)
            try:
                self._place.press(looked, step)
                after = self._visit.eyes.look()
            except WalkError as error:
                self._searched.edges.append(Edge(state.number, None, (step,), str(error)))
                continue
            learnt.moves[one] = moved(panel, self._visit.reading.panel(after.screen, panel.states)) or frozenset({one})
            arrived(state, (step,), after, given)
            if (led := self._place.state) is not None:
                learnt.led[one] = led.number
            if led is state:
                learnt.still.add(one)
            self._place.undo(state, after, step)
            yield one, lets_on(looked.screen, after.screen)

    def turned(self, state: State, steps: tuple[Step, ...], arrived: Arrived) -> bool:
        """Turn many switches without looking between two of them; return whether each has turned itself alone."""
        reading, switches = self._visit.reading, state.offer.switches

        def panel(looked: Looked) -> Panel:
            return reading.panel(looked.screen, switches)

        try:
            looked = self._place.turn(state, steps, panel)
        except WalkError:
            looked = None
        if looked is None:
            self._place.leave()
            return False
        # What they gave when the last one was pressed.
        given, last = reading.given(looked.screen, switches), steps[-1].spot
        arrived(state, steps, looked, {**state.switches, **given, last: panel(state.looked).states[last]})
        return True

    def plan(self, state: State, queue: Queue) -> None:
        """Queue the fewest presses that turn all switches of a state off, and all on, of those that matter."""
        for steps in self.learnt.plans(state, self._visit.reading, self._searched.edges):
            queue(state, steps, 3)


def moving_others(reading: Reading, state: State, before: Looked, after: Looked, step: Step) -> set[Spot]:
    """Return the switch that was pressed if it moved others, too."""
    panels = (reading.panel(looked.screen, state.offer.switches) for looked in (before, after))
    return {step.spot} if len(moved(*panels)) > 1 else set()


def is_moved(before: Looked, now: Looked, step: Step) -> bool:
    """Return whether one of several switches to be moved was moved by another already."""
    control, earlier = found(now.screen, step.spot), found(before.screen, step.spot)
    if control is None or control.role in RADIOS:
        return control is not None and control.checked is True
    return earlier is not None and control.role in SWITCHES and control.checked != earlier.checked
