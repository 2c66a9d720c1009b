"""Which states look nearly the same: said to a reader, never merged."""

from collections.abc import Sequence

from analyzer.model import Screen

NEAR = 0.9
"""The share of lines that two screens have in common from which they are called alike; a reader's aid, no judgement."""


def nearest(screen: Screen, others: Sequence[tuple[str, Screen]]) -> str:
    """Return the name of the screen that is most like ``screen``, with how much, "" where none is near.

    The measure is the share of common lines among all lines of both (P. Jaccard, The Distribution of the Flora in the
    Alpine Zone, 1912), over what can be read and what can be operated.
    """
    lines = _lines(screen)
    scored = [(_common(lines, _lines(other)), name) for name, other in others]
    score, name = max(scored, key=lambda one: one[0], default=(0.0, ""))
    return f"{name} ({score:.2f})" if score >= NEAR else ""


def _lines(screen: Screen) -> frozenset[str]:
    controls = (f"{one.role} {one.name} {one.checked} {one.expanded} {one.enabled}" for one in screen.controls)
    return frozenset([*(block.text for block in screen.blocks), *controls])


def _common(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one | other else 1.0
