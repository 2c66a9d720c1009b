"""Two sequences laid side by side, in order, so that what is most alike stands together."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")

FULL = 1000
"""The likeness of what is the same; likeness is a whole number, so that sums do not depend on their order."""


def align(
    left: Sequence[_Item], right: Sequence[_Item], likeness: Callable[[_Item, _Item], int], least: int
) -> tuple[tuple[int | None, int | None], ...]:
    """Return pairs of positions in order, null on the side where nothing stands.

    Of all ways to pair the two without crossing, one with the greatest sum of likeness is taken; pairs less alike than
    ``least`` are never made. Where several are equally good, what stands earlier on the left is paired earlier.
    """
    weights = [[likeness(one, other) for other in right] for one in left]
    best = [[0] * (len(right) + 1) for _ in range(len(left) + 1)]
    for i in reversed(range(len(left))):
        for j in reversed(range(len(right))):
            paired = weights[i][j] + best[i + 1][j + 1] if weights[i][j] >= least else 0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(left) and j < len(right):
        if weights[i][j] >= least and best[i][j] == weights[i][j] + best[i + 1][j + 1]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    pairs += [(rest, None) for rest in range(i, len(left))]
    pairs += [(None, rest) for rest in range(j, len(right))]
    return tuple(pairs)


def overlap(left: Counter[str], right: Counter[str]) -> int:
    """Return how much two bags have in common, from 0 to ``FULL``: twice the common part over both (Dice, 1945)."""
    both = left.total() + right.total()
    return FULL * 2 * (left & right).total() // both if both else FULL
