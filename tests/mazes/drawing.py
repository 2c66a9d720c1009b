"""A seed becomes a maze."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

from tests.mazes.building import built
from tests.mazes.decoys import BRANCHES, DECOYS, detour
from tests.mazes.model import Control, Maze
from tests.mazes.planning import Plan, planned

HARD_TO_READ = {"opaque", "tcf"}
"""Where nobody can tell from what is stored which choice it was."""


def maze(seed: int, **given: Any) -> Maze:
    """Return the maze of a seed; parameters of `planning.Plan` that are given are not drawn.

    Raises
    ------
    TypeError
        Where a parameter does not exist.
    """
    return next(drawn for drawn in _drawn(seed, given) if _legible(drawn))


def _drawn(seed: int, given: dict[str, Any]) -> Iterator[Maze]:
    for attempt in count():
        # Seeding by text is the same on every machine and version of Python.
        rng = Random(f"{seed}/{attempt}")
        plan = planned(rng, tuple(DECOYS), given)
        yield _spoken(_grown(built(seed, plan, rng), plan, rng))


def _grown(bare: Maze, plan: Plan, rng: Random) -> Maze:
    grown = bare
    for _ in range(plan.branching):
        honest = plan.flaw == "none" and rng.random() < 0.3
        grown = detour(grown, rng) if honest else rng.choice(BRANCHES)(grown, rng)
    for name in plan.decoys:
        more = DECOYS[name](grown, rng)
        grown = replace(more, traits=(*more.traits, name)) if more != grown else grown
    return grown


def _spoken(drawn: Maze) -> Maze:
    """Let the page say what it stored where labels mislead about it and storage cannot be read."""
    mute = drawn.storage in HARD_TO_READ and any(_misleads(control) for control in _all(drawn))
    return replace(drawn, looks=replace(drawn.looks, says=True)) if mute else drawn


def _misleads(control: Control) -> bool:
    kept = control.effect.stores
    return (control.word in {"refuse", "necessary", "sure"} and kept == "all") or (
        control.word in {"close", "ok"} and bool(kept)
    )


def _legible(drawn: Maze) -> bool:
    """Whether every control can be told by its name on its screen, and every screen by its controls."""
    inventories = Counter[tuple[str, ...]]()
    for screen in drawn.screens:
        controls = (*screen.controls, *(() if screen.whole else drawn.page))
        names = Counter(control.label for control in controls)
        nameless = sum(control.kind == "nameless" for control in controls)
        if nameless > 1 or names[""] != nameless or any(number > 1 for name, number in names.items() if name):
            return False
        if not screen.whole:
            inventories[tuple(sorted(control.label for control in screen.controls))] += 1
    return max(inventories.values()) == 1


def _all(drawn: Maze) -> Iterator[Control]:
    for screen in drawn.screens:
        yield from screen.controls
