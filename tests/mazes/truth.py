"""The fewest clicks that refuse everything optional and that accept it, by Dijkstra over every state of a maze."""

import heapq
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count, islice

from tests.mazes.model import Maze, State
from tests.mazes.moving import Move, beginning, moves

FEW = 24
"""As many shortest ways are listed: four toggles can be switched in that many orders."""


@dataclass(frozen=True)
class Shortest:
    """The fewest clicks, and the ways that need no more; ``more`` says that not all of them are listed."""

    clicks: int
    ways: tuple[tuple[Move, ...], ...]
    more: bool

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        """The names pressed, way by way, each sequence once."""
        return tuple(dict.fromkeys(tuple(label for move in way for label in move.labels) for way in self.ways))


@dataclass(frozen=True)
class Truth:
    """What an explorer must find; None where no way exists."""

    accept: Shortest | None
    refuse: Shortest | None


def truth(maze: Maze) -> Truth:
    """Return the shortest ways of both kinds.

    A way ends with the first choice that is stored: accepting first and withdrawing later is no refusal.
    """
    clicks, before = _searched(maze)
    return Truth(accept=_best(clicks, before, goal=True), refuse=_best(clicks, before, goal=False))


def _searched(maze: Maze) -> tuple[dict[State, int], dict[State, list[tuple[State, Move]]]]:
    start, order = beginning(maze), count()
    clicks, before = {start: 0}, defaultdict[State, list[tuple[State, Move]]](list)
    waiting, settled, wanted = [(0, next(order), start)], set[State](), {True, False}
    limit: float = float("inf")
    while waiting:
        spent, _, state = heapq.heappop(waiting)
        if spent > limit:
            break
        if state in settled:
            continue
        settled.add(state)
        if state.stored is not None:
            wanted -= {kind for kind in (True, False) if set(state.stored) == {kind}}
            limit = limit if wanted else min(limit, spent)
            continue
        for move in moves(maze, state):
            total = spent + move.clicks
            if total < clicks.get(move.to, total + 1):
                clicks[move.to], before[move.to] = total, []
                heapq.heappush(waiting, (total, next(order), move.to))
            if total == clicks[move.to] and move.to != state:
                before[move.to].append((state, move))
    return clicks, before


def _best(clicks: dict[State, int], before: dict[State, list[tuple[State, Move]]], *, goal: bool) -> Shortest | None:
    ends = [state for state in clicks if state.stored is not None and set(state.stored) == {goal}]
    if not ends:
        return None
    fewest = min(clicks[state] for state in ends)
    found = (way for state in ends if clicks[state] == fewest for way in _ways(state, before))
    ways = tuple(islice(found, FEW + 1))
    return Shortest(fewest, ways[:FEW], more=len(ways) > FEW)


def _ways(state: State, before: dict[State, list[tuple[State, Move]]]) -> Iterator[tuple[Move, ...]]:
    if not before.get(state):
        yield ()
    for earlier, move in before.get(state, []):
        for way in _ways(earlier, before):
            yield (*way, move)
