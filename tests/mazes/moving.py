"""What can be pressed in a state, what it costs in clicks, and where it leads."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.mazes.model import CLOSED, Control, Effect, Guard, Maze, State


@dataclass(frozen=True)
class Move:
    """One thing somebody does: a press, a press and an answer, or an option taken."""

    control: Control
    to: State
    clicks: int
    labels: tuple[str, ...]
    option: int = -1
    cancels: bool = False


def beginning(maze: Maze) -> State:
    """Return the state of a first visit."""
    return State(maze.start, tuple(value for _, value in maze.variables), None)


def offered(maze: Maze, state: State) -> tuple[Control, ...]:
    """Return the controls that are shown and can be pressed with a mouse."""
    values = dict(zip((name for name, _ in maze.variables), state.values, strict=True))
    return tuple(control for control in _there(maze, state) if _holds(control.shown, values))


def moves(maze: Maze, state: State) -> Iterator[Move]:
    """Yield every move; one that changes nothing is yielded too, for somebody may make it."""
    values = dict(zip((name for name, _ in maze.variables), state.values, strict=True))
    for control in offered(maze, state):
        if control.fixed or not _holds(control.enabled, values):
            continue
        if control.options:
            for number, option in enumerate(control.options):
                sets = (*option.sets, (control.chosen, number))
                labels = (control.label, option.label) if control.kind == "select" else (option.label,)
                yield Move(control, after(maze, state, Effect(sets=sets)), len(labels), labels, option=number)
        elif control.asks:
            yield Move(control, after(maze, state, control.effect), 2, (control.label,))
            yield Move(control, after(maze, state, control.otherwise), 2, (control.label,), cancels=True)
        else:
            yield Move(control, after(maze, state, control.effect), 1, (control.label,))


def after(maze: Maze, state: State, effect: Effect) -> State:
    """Return the state that an effect makes of another."""
    values = dict(zip((name for name, _ in maze.variables), state.values, strict=True)) | dict(effect.sets)
    if effect.flips:
        values |= dict.fromkeys(effect.flips, int(not all(values[name] for name in effect.flips)))
    if effect.resets:
        values = dict(maze.variables)
    screen, stored = effect.to or state.screen, state.stored
    if effect.stores:
        kept = tuple(bool(values[name]) for name in maze.purposes)
        stored = {"all": (True,) * len(kept), "none": (False,) * len(kept), "toggles": kept}[effect.stores]
        screen = CLOSED
    elif stored is not None and effect.to == maze.start:
        screen = CLOSED
    return State(screen, tuple(values[name] for name, _ in maze.variables), stored)


def _there(maze: Maze, state: State) -> tuple[Control, ...]:
    if state.screen == CLOSED:
        # A choice once made is kept: what would open the dialog again goes with it.
        return tuple(control for control in maze.page if state.stored is None or not _reopens(maze, control))
    screen = maze.screen(state.screen)
    beside = maze.page if maze.looks.shape in {"banner", "page"} and not screen.whole else ()
    return (*screen.controls, *beside)


def _reopens(maze: Maze, control: Control) -> bool:
    return bool(control.effect.to) and not maze.screen(control.effect.to).whole


def _holds(guard: Guard | None, values: dict[str, int]) -> bool:
    return guard is None or values[guard.variable] in guard.among
