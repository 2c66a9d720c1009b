"""How far several raters agree: Krippendorff's alpha, exact, for any number of raters and with values missing.

``alpha = 1 - D_o / D_e``: the disagreement that was observed among the values given to the same unit, over the one
expected if values were given to units by chance (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; the
test holds its printed example). 1 is agreement, 0 what chance gives, below 0 systematic disagreement.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import accumulate, permutations
from typing import Literal

Level = Literal["nominal", "ordinal", "interval"]
"""What of the values counts: whether they are the same, their order, or their distance."""


def alpha(units: Sequence[Sequence[Fraction]], level: Level) -> Fraction | None:
    """Return Krippendorff's alpha, or None where it is not defined.

    It is not where no unit was rated twice, nor where all values are the same: where nothing varies, none shows.

    Parameters
    ----------
    units
        For each unit the values that raters gave it, in any order; what is missing is left out.
    level
        At which level the values are measured.
    """
    paired = [values for values in units if len(values) > 1]
    margins = Counter(value for values in paired for value in values)
    total = sum(margins.values())
    if len(margins) < 2:  # noqa: PLR2004 - one value alone
        return None
    distance = _distance(level, margins)
    observed = sum((_apart(Counter(values), distance) / (len(values) - 1) for values in paired), Fraction(0))
    return 1 - observed / (_apart(margins, distance) / (total - 1))


def _apart(values: Counter[Fraction], distance: Callable[[Fraction, Fraction], Fraction]) -> Fraction:
    """Return the sum of the distances of all ordered pairs; equal values are none apart, however many there are."""
    pairs = (many * other * distance(a, b) for (a, many), (b, other) in permutations(values.items(), 2))
    return sum(pairs, Fraction(0))


def _distance(level: Level, margins: Counter[Fraction]) -> Callable[[Fraction, Fraction], Fraction]:
    if level == "nominal":
        return lambda a, b: Fraction(a != b)
    if level == "interval":
        return lambda a, b: (a - b) ** 2

    values = sorted(margins)
    up_to = dict(zip(values, accumulate(margins[value] for value in values), strict=True))

    def ordinal(a: Fraction, b: Fraction) -> Fraction:
        low, high = min(a, b), max(a, b)
        between = up_to[high] - up_to[low] + margins[low]
        return (between - Fraction(margins[a] + margins[b], 2)) ** 2 if a != b else Fraction(0)

    return ordinal
