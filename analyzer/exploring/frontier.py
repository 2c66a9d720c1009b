"""The frontier of a search: what is still to be done, cheapest first (best-first search with uniform costs)."""

import heapq
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Literal

from analyzer.exploring.states import Step

Kind = Literal["press", "learn", "plan"]
"""Press what ``steps`` say; press each switch of a state to learn what it moves; find from that the fewest."""


@dataclass(order=True, frozen=True)
class Task:
    """What is to be done from a state, which costs ``clicks`` at least, once all that comes before ``turn`` was."""

    turn: int
    rank: int
    order: int
    clicks: int = field(compare=False)
    state: int = field(compare=False)
    kind: Kind = field(compare=False)
    steps: tuple[Step, ...] = field(compare=False, default=())


class Frontier:
    """A priority queue of tasks."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []
        self._order = count()

    def __len__(self) -> int:
        return len(self._tasks)

    def __iter__(self) -> Iterator[Task]:
        return iter(self._tasks)

    def push(self, kind: Kind, state: int, clicks: int, *, turn: int, rank: int, steps: tuple[Step, ...] = ()) -> None:
        """Add a task."""
        heapq.heappush(self._tasks, Task(turn, rank, next(self._order), clicks, state, kind, steps))

    def pop(self) -> Task:
        """Take the task that comes next."""
        return heapq.heappop(self._tasks)

    @property
    def clicks(self) -> int:
        """The clicks of the shortest way that is still to be tried."""
        return min(one.clicks for one in self._tasks)
