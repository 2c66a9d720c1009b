"""How far a statistic of pairs could have come out otherwise: the percentile bootstrap, seeded.

The pairs are drawn again with replacement, as many as there are, and the middle 95 % of what the statistic then says is
told (Efron, Bootstrap Methods: Another Look at the Jackknife, 1979). It holds the chance of which flows were taken, and
nothing of how they were taken: flows that somebody chose are no sample of all there are.
"""

import random
from collections.abc import Callable, Sequence

Pairs = Sequence[tuple[float, float]]
"""Two values of each of several things."""

DRAWS = 2000
_TAIL = 40
"""One draw in forty lies beyond each end of the middle 95 %."""


def middle(statistic: Callable[[Pairs], float], pairs: Pairs, seed: int) -> tuple[float, float]:
    """Return the ends of the middle 95 % of a statistic over drawn pairs; the same seed gives the same numbers.

    Parameters
    ----------
    statistic
        What is told of the pairs; it must be defined where all drawn ones are equal.
    pairs
        At least one.
    seed
        Where the drawing starts.
    """
    # Only `random()` is promised to give the same numbers for a seed in every version of Python.
    source = random.Random(seed)  # noqa: S311 - nothing secret
    drawn = sorted(statistic([pairs[int(source.random() * len(pairs))] for _ in pairs]) for _ in range(DRAWS))
    cut = DRAWS // _TAIL
    return drawn[cut], drawn[-cut - 1]
