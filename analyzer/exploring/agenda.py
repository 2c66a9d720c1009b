"""What is still to be tried in a service, what promises most first; a way may have become shorter meanwhile."""

import heapq
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count

from analyzer.exploring.plans import Plan
from analyzer.exploring.states import State, Step


@dataclass(order=True)
class Task:
    """A ``plan`` to be tried in a state: ``effort`` is what it costs by its promise and that of the way there.

    ``clicks`` is how long the way was when it was added.
    """

    effort: float
    clicks: int
    order: int
    state: int = field(compare=False)
    plan: Plan = field(compare=False)


class Agenda:
    """The tasks of one search, whose ``states`` are known by their numbers; ``states`` grows beside it."""

    def __init__(self, states: Sequence[State]) -> None:
        self._states = states
        self._tasks: list[Task] = []
        self._order = count()

    def __bool__(self) -> bool:
        return bool(self._tasks)

    def push(self, effort: float, state: State, plan: Plan) -> None:
        """Add what is to be tried."""
        clicks = state.clicks + sum(step.clicks for step in plan.steps)
        heapq.heappush(self._tasks, Task(effort, clicks, next(self._order), state.number, plan))

    def pop(self) -> Task:
        """Take what promises most."""
        return heapq.heappop(self._tasks)

    @property
    def effort(self) -> float:
        """What the one costs that promises most."""
        return self._tasks[0].effort

    def clicks(self, task: Task) -> int:
        """Return how long a way is, now that a shorter one to where it begins may have been found."""
        return self._states[task.state].clicks + sum(step.clicks for step in task.plan.steps)

    def fewest(self) -> int:
        """Return the clicks of the shortest way that is still to be tried, more than any where there is none."""
        return min(map(self.clicks, self._tasks), default=sys.maxsize)

    def skipping(self, best: State | None) -> Task | None:
        """Take what is pressed on the best way and could be pressed earlier: that may leave a detour out."""
        used: dict[tuple[str, str, str], int] = {}
        for place, step in enumerate(best.way if best else ()):
            used[_named(step)] = sum(one.clicks for one in best.way[: place + 1]) if best else 0
        earlier = [task for task in self._tasks if self.clicks(task) < used.get(_named(task.plan.steps[-1]), 0)]
        if not earlier:
            return None
        taken = min(earlier)
        self._tasks.remove(taken)
        heapq.heapify(self._tasks)
        return taken


def _named(step: Step) -> tuple[str, str, str]:
    return step.spot.role, step.spot.name, step.spot.text
