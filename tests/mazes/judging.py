"""An explorer's answer against the truth of a maze."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from tests.mazes.following import ends
from tests.mazes.model import Maze
from tests.mazes.truth import Shortest, Truth

Kind = Literal["exact", "too long", "none found", "false", "failed"]
"""``false`` is a way that is none: shorter than any, where none exists, or by labels that lead to something else."""

KINDS: tuple[Kind, ...] = ("exact", "too long", "none found", "false", "failed")
Goal = Literal["refuse", "accept"]


@dataclass(frozen=True)
class Verdict:
    """How right an answer is about one goal, and why not."""

    kind: Kind
    why: str = ""


def judged(maze: Maze, truth: Truth, answer: Mapping[str, Any] | str) -> dict[Goal, Verdict]:
    """Return a verdict a goal; an answer that is a text is the reason why there is none."""
    if isinstance(answer, str):
        return {"refuse": Verdict("failed", answer), "accept": Verdict("failed", answer)}
    cut = " (truncated)" if answer.get("truncated") else "" if answer.get("found_ui", True) else " (no dialog found)"
    return {
        "refuse": _verdict(maze, truth.refuse, answer.get("refuse"), cut, accepting=False),
        "accept": _verdict(maze, truth.accept, answer.get("accept"), cut, accepting=True),
    }


def _verdict(maze: Maze, best: Shortest | None, found: Any, cut: str, *, accepting: bool) -> Verdict:
    if found is None:
        return Verdict("exact") if best is None else Verdict("none found", f"{_told(best)}{cut}")
    try:
        clicks, labels = int(found["clicks"]), [str(label) for label in found["labels"]]
    except (KeyError, TypeError, ValueError):
        return Verdict("failed", f"not a way: {found!r}")
    said = f"{clicks} by {' > '.join(labels)}"
    if best is None:
        return Verdict("false", f"{said}, where there is none")
    reached = ends(maze, labels)
    if reached is not None and not any(set(state.stored or ()) == {accepting} for state in reached):
        stored = ", ".join(sorted({str(state.stored) for state in reached}))
        return Verdict("false", f"{said}, which leaves stored: {stored}; {_told(best)}")
    if clicks != best.clicks:
        return Verdict("false" if clicks < best.clicks else "too long", f"{said}; {_told(best)}{cut}")
    return Verdict("exact", "" if reached is not None else f"{said}: the labels cannot be followed; {_told(best)}")


def _told(best: Shortest) -> str:
    return f"{best.clicks} by {' > '.join(label or '(no name)' for label in best.labels[0])}"
