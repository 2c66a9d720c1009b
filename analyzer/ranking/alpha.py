"""How far several raters agree: Krippendorff's alpha, exact, for any number of raters and with values missing.

``alpha = 1 - D_o / D_e``: the disagreement that was observed among the values given to the same unit, over the one
expected if values were given to units by chance (Krippendorff, Computing Krippendorff's Alpha-Reliability, 2011; the
test holds its printed example). 1 is agreement, 0 what chance gives, below 0 systematic disagreement.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import permutations
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
    observed = sum(
        (Fraction(sum(distance(a, b) for a, b in permutations(values, 2))) / (len(values) - 1) for values in paired),
        Fraction(0),
    )
    expected = sum(
        (margins[a] * margins[b] * distance(a, b) for a in margins for b in margins), Fraction(0)
    ) / (total - 1)  # fmt: skip
    return 1 - observed / expected


def _distance(level: Level, margins: Counter[Fraction]) -> Callable[[Fraction, Fraction], Fraction]:
    if level == "nominal":
        return lambda a, b: Fraction(a != b)
    if level == "interval":
        return lambda a, b: (a - b) ** 2

    def ordinal(a: Fraction, b: Fraction) -> Fraction:
        low, high = min(a, b), max(a, b)
        between = sum(count for value, count in margins.items() if low <= value <= high)
        return (between - Fraction(margins[a] + margins[b], 2)) ** 2 if a != b else Fraction(0)

    return ordinal
