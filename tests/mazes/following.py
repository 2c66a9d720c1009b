"""Where labels lead that somebody reports to have pressed."""

from collections.abc import Iterable, Iterator

from tests.mazes.model import Maze, State
from tests.mazes.moving import Move, beginning, moves


def ends(maze: Maze, labels: Iterable[str]) -> set[State] | None:
    """Return every state where these presses may end, or None where somebody cannot press them in this order.

    A label may stand for several controls, a control without a name may be called anything, a select may be named or
    not before its option, and the answer to a browser dialog may be left out.
    """
    here, asked = {beginning(maze)}, False
    for label in labels:
        steps = [step for state in here for step in _steps(maze, state, _plain(label))]
        if not steps and not asked:
            return None
        # What is said after a dialog of the browser may be its answer, or a control that is called like it.
        here = {state for state, _ in steps} | (here if asked else set())
        asked = any(move.control.asks for _, move in steps)
    return here


def _steps(maze: Maze, state: State, label: str) -> Iterator[tuple[State, Move]]:
    possible = list(moves(maze, state))
    named = {_plain(name) for move in possible for name in (move.control.label, *move.labels) if name}
    for move in possible:
        names = {_plain(name) for name in move.labels}
        nameless = not move.control.label and label not in named
        if label in names or nameless or label == _plain(f"{move.control.label}: {move.labels[-1]}"):
            yield move.to, move
        if move.control.kind == "select" and label == _plain(move.control.label):
            yield state, move


def _plain(label: str) -> str:
    return " ".join(label.split()).casefold()
