"""Which places flows can take in a ranking by friction: an order counts only where two intervals do not touch.

An interval holds every total that the policy's stated doubts allow. A flow is certainly above another where its whole
interval is; between two whose intervals touch the order is open, and both may take either place. So each flow has a
first place, behind all that are certainly above it, and a last one, before all that are certainly below it. Flows
between which nothing is decided have the same first and last place: that is how a tie is printed.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from analyzer.saying import NOTHING, Said, say

Places = tuple[int, int]
"""The first and the last place that a flow can take; 1 has the most friction."""


def unranked(outcome: str, *, yardstick: bool) -> Said:
    """Return why a procedure has no place in any ranking; nothing where it has one.

    Parameters
    ----------
    outcome
        How refusing ended: of a dead end it is not known what refusing would take.
    yardstick
        Whether it is the counterfactual of another, which nobody met.
    """
    if yardstick:
        return say("a counterfactual")
    return say("refusing ends in a dead end") if outcome == "dead_end" else NOTHING


def places(intervals: Sequence[tuple[float, float]]) -> tuple[Places, ...]:
    """Return the places of each of several flows, whose scores lie in these intervals, in their order."""
    lows, highs = sorted(low for low, _ in intervals), sorted(high for _, high in intervals)
    every = len(intervals)
    return tuple((1 + every - bisect_right(lows, high), every - bisect_left(highs, low)) for low, high in intervals)


def told(found: Places) -> Said:
    """Return ``3``, or ``2 to 5`` where the order is not decided."""
    first, last = found
    return Said(str(first)) if first == last else say("{first:d} to {last:d}", first=first, last=last)
