"""How much a ranking owes to the weights: other weights, each measure left out, the least change that swaps two flows.

An opponent's expert says: with other weights another flow comes first. Three answers, none of which needs anybody's
opinion on what the weights should be:

1. **Every weighting.** Weights are drawn evenly from the simplex (all weights at least 0, sum 1) by uniform spacings:
   ``n - 1`` numbers even in 0..1 are sorted, and their gaps are the weights (Devroye, Non-Uniform Random Variate
   Generation, 1986, chapter V.2). Each draw ranks the flows anew; what is told is where each flow stands in the middle
   nine tenths of the draws, and how like the policy's ranking the draws are (Spearman's rank correlation; The Proof and
   Measurement of Association between Two Things, 1904).
2. **Each measure left out** in turn, the others keeping their proportions (Saisana, Saltelli and Tarantola, Uncertainty
   and sensitivity analysis techniques as tools for the quality assessment of composite indicators, 2005).
3. **The least change that swaps two neighbours.** With ``d_i`` the difference of their ramps, the gap is
   ``sum(w_i d_i) / sum(w)``. Weight moved from a measure with difference ``d_i`` to the one with the smallest, ``d_j``,
   closes the gap by ``d_i - d_j`` a share, so that moving it from the greatest ``d_i`` first moves least. Where every
   ``d_i`` favours the same flow no weights swap them.

What this does not vary: the ramps (the score's interval does), which measures there are, and the walks.
"""

import math
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from analyzer.errors import InputError

DRAWS = 2000
"""Weightings that are drawn; the ends of the middle nine tenths then rest on 100 draws each."""
SEED = 20260101
_TAIL = 20
"""One draw in twenty lies beyond each end of the middle nine tenths."""
LEAST_FLOWS = 2


@dataclass(frozen=True, slots=True)
class Ramped:
    """A flow as a policy sees it: measure -> ramp value in 0..1, of the measures that counted.

    ``unranked`` is why it has no place, "" where it has one; see ``places.unranked``.
    """

    name: str
    ramps: Mapping[str, Fraction]
    unranked: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a flow stands: 1 is the most friction, and flows that are equal share the mean of their places.

    ``score`` is that of the policy, 0 to 100. ``low`` and ``high`` are the ends of the middle nine tenths of its places
    over all weightings, ``same`` the share of them that leave it where the policy puts it.
    """

    name: str
    score: Fraction
    rank: float
    low: float
    high: float
    same: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A ranking without one measure: how like the policy's it is, -1 to 1, and who moves from which place to which."""

    measure: str
    likeness: float
    moved: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """What it takes that ``lower`` stands where ``upper`` does: the share of the weight that must move, and from where.

    The weight is that of the measures that both have. ``share`` is null where no weights do it, and 0 where those
    measures put them there already. ``taken`` names the measures that lose weight, the first to lose first, ``given``
    the one that gains it.
    """

    upper: str
    lower: str
    share: Fraction | None
    taken: tuple[str, ...] = ()
    given: str = ""


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """What a ranking owes to its weights; ``likeness`` is that of the median draw, ``least`` of the worst twentieth.

    ``unranked`` are the flows without a place, and why.
    """

    standings: tuple[Standing, ...]
    likeness: float
    least: float
    left_out: tuple[LeftOut, ...]
    swaps: tuple[Swap, ...]
    draws: int
    seed: int
    unranked: tuple[tuple[str, str], ...]


def sensitivity(
    flows: Sequence[Ramped], weights: Mapping[str, Fraction], draws: int = DRAWS, seed: int = SEED
) -> Sensitivity:
    """Return how a ranking depends on its weights; the same input gives the same numbers everywhere.

    Parameters
    ----------
    flows
        At least two that have a place, of different names.
    weights
        Measure -> weight of the policy; those that no flow measured change nothing.
    draws, seed
        How many weightings are drawn, and from where the drawing starts.

    Raises
    ------
    InputError
        If there are fewer than two flows to rank, or one of which no measure with a weight was measured.
    """
    unranked = tuple((one.name, one.unranked) for one in flows if one.unranked)
    flows = [one for one in flows if not one.unranked]
    if len(flows) < LEAST_FLOWS:
        without = "; ".join(f"{name} has no place: {why}" for name, why in unranked)
        raise InputError(f"a ranking needs two runs or more{without and f'; {without}'}")
    known = {measure: weight for measure, weight in weights.items() if any(measure in one.ramps for one in flows)}
    for one in flows:
        if not sum((weight for measure, weight in known.items() if measure in one.ramps), Fraction(0)):
            raise InputError(f"{one.name}: nothing that the policy weighs could be measured; leave it out")
    totals = [total(one, known) for one in flows]
    policy = ranks(totals)
    drawn = [ranks([_rough(one, weighting) for one in flows]) for weighting in _weightings(sorted(known), draws, seed)]
    likeness = sorted(correlation(policy, places) for places in drawn)
    return Sensitivity(
        standings=tuple(
            sorted(
                (_standing(flows[n], totals[n], policy[n], [places[n] for places in drawn]) for n in range(len(flows))),
                key=lambda one: (one.rank, one.name),
            )
        ),
        likeness=likeness[len(likeness) // 2],
        least=likeness[len(likeness) // _TAIL],
        left_out=tuple(_left_out(flows, known, policy)),
        swaps=tuple(_swaps(flows, totals, known)),
        draws=draws,
        seed=seed,
        unranked=unranked,
    )


def total(flow: Ramped, weights: Mapping[str, Fraction]) -> Fraction:
    """Return the weighted mean of a flow's ramps, 0 to 1, over the measures that it has."""
    counted = {measure: weight for measure, weight in weights.items() if measure in flow.ramps}
    weight = sum(counted.values(), Fraction(0))
    return sum((share * flow.ramps[measure] for measure, share in counted.items()), Fraction(0)) / weight


def ranks(totals: Sequence[Fraction | float]) -> list[float]:
    """Return the place of each, 1 for the greatest; equal ones share the mean of their places."""
    ordered = sorted(range(len(totals)), key=lambda n: totals[n], reverse=True)
    places = [0.0] * len(totals)
    at = 0
    while at < len(ordered):
        end = at
        while end < len(ordered) and totals[ordered[end]] == totals[ordered[at]]:
            end += 1
        for n in ordered[at:end]:
            places[n] = (at + 1 + end) / 2
        at = end
    return places


def correlation(one: Sequence[float], other: Sequence[float]) -> float:
    """Return Spearman's rank correlation of two rankings, -1 to 1; 0 where one of them puts all in one place."""
    middle = (len(one) + 1) / 2
    together = sum((a - middle) * (b - middle) for a, b in zip(one, other, strict=True))
    apart = math.sqrt(sum((a - middle) ** 2 for a in one) * sum((b - middle) ** 2 for b in other))
    return together / apart if apart else 0.0


def _weightings(measures: Sequence[str], draws: int, seed: int) -> Iterator[dict[str, float]]:
    # Only `random()` is promised to give the same numbers for a seed in every version of Python.
    source = random.Random(seed)  # noqa: S311 - nothing secret
    for _ in range(draws):
        cuts = sorted(source.random() for _ in measures[1:])
        yield {
            measure: after - before
            for measure, (before, after) in zip(measures, pairwise((0.0, *cuts, 1.0)), strict=True)
        }


def _rough(flow: Ramped, weights: Mapping[str, float]) -> float:
    counted = [(weights[measure], float(ramp)) for measure, ramp in flow.ramps.items() if measure in weights]
    weight = sum(share for share, _ in counted)
    # Equal flows must stay equal in the last digit, whatever the order in which their measures are summed.
    return round(sum(share * ramp for share, ramp in counted) / weight, 12) if weight else 0.0


def _standing(flow: Ramped, score: Fraction, rank: float, places: Sequence[float]) -> Standing:
    ordered = sorted(places)
    beyond = len(ordered) // _TAIL
    return Standing(
        name=flow.name,
        score=100 * score,
        rank=rank,
        low=ordered[beyond],
        high=ordered[-1 - beyond],
        same=sum(place == rank for place in places) / len(places),
    )


def _left_out(flows: Sequence[Ramped], weights: Mapping[str, Fraction], policy: Sequence[float]) -> Iterator[LeftOut]:
    for measure in sorted(weights):
        others = {name: weight for name, weight in weights.items() if name != measure and weight}
        if not all(others.keys() & one.ramps.keys() for one in flows):
            continue
        places = ranks([total(one, others) for one in flows])
        moved = [(one.name, a, b) for one, a, b in zip(flows, policy, places, strict=True) if a != b]
        yield LeftOut(measure, correlation(policy, places), tuple(sorted(moved, key=lambda one: (one[2], one[0]))))


def _swaps(flows: Sequence[Ramped], totals: Sequence[Fraction], weights: Mapping[str, Fraction]) -> Iterator[Swap]:
    ordered = sorted(range(len(flows)), key=lambda n: (-totals[n], flows[n].name))
    for upper, lower in pairwise(ordered):
        yield swap(flows[upper], flows[lower], weights)


def swap(upper: Ramped, lower: Ramped, weights: Mapping[str, Fraction]) -> Swap:
    """Return the least share of weight that must move for ``lower`` to stand as high as ``upper``.

    Only measures that both have are compared: where one is missing, its weight falls on the others in one flow alone.
    """
    common = sorted(weights.keys() & upper.ramps.keys() & lower.ramps.keys())
    whole = sum((weights[measure] for measure in common), Fraction(0))
    if not whole:
        return Swap(upper.name, lower.name, None)
    apart = {measure: upper.ramps[measure] - lower.ramps[measure] for measure in common}
    gap = sum((weights[measure] * apart[measure] for measure in common), Fraction(0)) / whole
    if gap <= 0:
        return Swap(upper.name, lower.name, Fraction(0))
    given = min(common, key=lambda measure: (apart[measure], measure))
    moved, taken = Fraction(0), []
    for measure in sorted(common, key=lambda measure: (-apart[measure], measure)):
        closes = apart[measure] - apart[given]
        if closes <= 0 or not weights[measure]:
            continue
        share = min(weights[measure] / whole, gap / closes)
        moved, gap = moved + share, gap - share * closes
        taken.append(measure)
        if gap <= 0:
            return Swap(upper.name, lower.name, moved, tuple(taken), given)
    return Swap(upper.name, lower.name, None)
