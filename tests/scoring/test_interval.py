"""The interval is the exact range of the score over the stated boxes, neither guessed nor sampled."""

from fractions import Fraction
from itertools import product

from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer.scoring.interval import Term, bounds
from analyzer.scoring.policy import Range


def ranges(greatest: int) -> st.SearchStrategy[Range]:
    numbers = st.integers(0, 20 * greatest).map(lambda twentieths: Fraction(twentieths, 20))
    return st.lists(numbers, min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))


TERMS = st.tuples(ranges(9), ranges(1)).filter(lambda term: term[0].best > 0)

SHARES = st.integers(0, 7).map(lambda sevenths: Fraction(sevenths, 7))


def inside(one: Range, share: Fraction) -> Fraction:
    return one.low + share * (one.high - one.low)


def mean(weights: tuple[Fraction, ...], ramps: tuple[Fraction, ...]) -> Fraction:
    return sum(w * r for w, r in zip(weights, ramps, strict=True)) / sum(weights, Fraction(0))


def corners(ranges: list[Range]) -> list[tuple[Fraction, ...]]:
    return list(product(*({one.low, one.high} for one in ranges)))


@given(st.lists(TERMS, min_size=1, max_size=4))
def test_the_bounds_are_those_of_trying_every_corner_of_both_boxes(terms: list[Term]) -> None:
    weights = [corner for corner in corners([weight for weight, _ in terms]) if any(corner)]
    means = [mean(one, other) for one in weights for other in corners([ramp for _, ramp in terms])]

    assert bounds(terms) == (min(means), max(means))


@given(st.lists(st.tuples(TERMS, SHARES, SHARES), min_size=1, max_size=6))
def test_no_point_inside_the_boxes_lies_outside_the_bounds(points: list[tuple[Term, Fraction, Fraction]]) -> None:
    weights = tuple(inside(weight, share) for (weight, _), share, _ in points)
    ramps = tuple(inside(ramp, share) for (_, ramp), _, share in points)
    assume(any(weights))
    least, greatest = bounds([term for term, _, _ in points])

    assert 0 <= least <= mean(weights, ramps) <= greatest <= 1
