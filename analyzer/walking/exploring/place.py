"""Where the page is while a search goes on: in which of its states, and how it is brought to another one."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from analyzer.errors import WalkError
from analyzer.exploring.looked import Looked, found, signature
from analyzer.exploring.searched import Searched
from analyzer.exploring.states import State, Step
from analyzer.exploring.switches import TURNED, Panel, moved
from analyzer.walking.exploring.arriving import arrive, press
from analyzer.walking.exploring.visit import Visit


class Place:
    """Where the page of ``visit`` is; ``state`` is null while nobody knows."""

    def __init__(self, visit: Visit, start: str, searched: Searched) -> None:
        self.state: State | None = None
        self._looked: Looked | None = None
        self._visit, self._start, self._searched = visit, start, searched
        self._unfit: set[str] = set()

    @property
    def is_clean(self) -> bool:
        """Whether it is known that nothing is kept where the page is."""
        return self._looked is not None and not (self._looked.stored.entries or self._visit.window.sent)

    def stand(self, state: State, looked: Looked) -> None:
        """Say that the page is in a state, and looks like this."""
        self.state, self._looked = state, looked

    def leave(self) -> None:
        """Say that nobody knows where the page is."""
        self.state = self._looked = None

    def arrive(self, state: State) -> Looked | None:
        """Bring the page to a state; where it cannot be, that is noted."""
        if self.state is state:
            return self._looked
        self.leave()
        if self._visit.lost:
            return None
        looked = arrive(self._visit, self._start, self._searched.before, state, self._unfit)
        if looked is None and not (state.way or self._visit.going.reads_on):
            # A dialog that waits for the pointer may have come by itself the first time, and not again.
            self._visit.going.reads_on = True
            state.arrivals.clear()
            looked = arrive(self._visit, self._start, self._searched.before, state, self._unfit)
            self._visit.going.reads_on = looked is not None
        if looked is None:
            self._searched.note(f"s{state.number + 1} could not be reached again", state.clicks + 1)
        else:
            self.stand(state, looked)
        return looked

    def press(self, looked: Looked, step: Step) -> Step:
        """Make a step by hand; return it with whether the browser asked something on the way.

        Raises
        ------
        WalkError
            If the control is not there, or cannot be pressed.
        """
        self.leave()
        return replace(step, asked=bool(press(self._visit, looked, step)))

    def turn(self, state: State, steps: Sequence[Step], panel: Callable[[Looked], Panel]) -> Looked | None:
        """Turn many switches of a state at once, by script; return what is seen then.

        It is null, and the page somewhere, where anything but these has moved, or one of them has not.
        """
        looked = self.arrive(state)
        frames = {step.frame for step in steps}
        if looked is None or len(frames) > 1 or any(step.spot.role not in TURNED for step in steps):
            return None
        self.leave()
        if not self._visit.hands.turn(steps[0].frame, [step.path for step in steps]):
            return None
        after = self._visit.eyes.look()
        return after if moved(panel(looked), panel(after)) == {step.spot for step in steps} else None

    def undo(self, state: State, looked: Looked, step: Step) -> None:
        """Move a switch back: where all is as before, the state need not be reached anew."""
        control = found(looked.screen, step.spot)
        if control is None:
            return
        self.leave()
        try:
            self._visit.hands.press(control)
            back = self._visit.eyes.look()
        except WalkError:
            return
        if signature(back, self._searched.before) == state.key:
            self.stand(state, back)
