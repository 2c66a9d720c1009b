"""How far the score can move within what is stated as uncertain: exact bounds, no sampling, no constant plus-minus.

The score is a weighted mean ``f(w, r) = sum(w_i r_i) / sum(w_i)`` of ramp values ``r_i`` in 0..1. Two things are
uncertain, each within a box: the weights (the policy's ``weight_low`` to ``weight_high``) and the ramp values (the
low and high of an estimated measurement, seen through the most lenient and the strictest ramp the policy states).

The greatest value of ``f`` over both boxes:

1. ``f`` never falls when an ``r_i`` grows, so every ``r_i`` is at its high end.
2. For fixed ramps, ``df/dw_i = (r_i - f) / sum(w)``. Let ``m`` be the maximum. Where ``r_i > m`` the weight must be
   at its high end and where ``r_i < m`` at its low end, or moving it would raise ``f``; where ``r_i = m`` moving it
   changes nothing. So some maximum has the weights of the ``k`` greatest ramps high and all others low, for one ``k``.
3. Raising weights from the greatest ramp on finds it, until the next ramp lies below the mean so far: that one would
   lower it, and so would all after it. A sort and one pass with running sums.

The least value is the same over ``1 - r_i``. Weights that are all zero define no mean; that corner is left out, and the
bounds are those of all others.

What the bounds contain: every combination of weights, ramps and estimated inputs within their stated ranges, however
unlikely together; they are extremes, not a confidence interval. What they do not contain: measures that could not be
told (the coverage says how much weight that is), other walks of the same flow (``pooling`` puts those in), and measures
nobody thought of.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from analyzer.scoring.policy import Range

Term = tuple[Range, Range]
"""A measure's weight and its ramp value, each with its range."""


def bounds(terms: Sequence[Term]) -> tuple[Fraction, Fraction]:
    """Return the least and the greatest weighted mean over all weights and ramp values within their ranges, in 0..1.

    Parameters
    ----------
    terms
        At least one, and at least one with a weight above 0.
    """
    greatest = _greatest((ramp.high, weight) for weight, ramp in terms)
    least = 1 - _greatest((1 - ramp.low, weight) for weight, ramp in terms)
    return least, greatest


def _greatest(ramps: Iterable[tuple[Fraction, Range]]) -> Fraction:
    ordered = sorted(ramps, key=lambda term: term[0], reverse=True)
    points = sum((ramp * weight.low for ramp, weight in ordered if weight.low), Fraction(0))
    total = sum((weight.low for _, weight in ordered), Fraction(0))
    for ramp, weight in ordered:
        if ramp * total < points:
            break
        points += ramp * (weight.high - weight.low)
        total += weight.high - weight.low
    return points / total
