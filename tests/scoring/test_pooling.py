"""Repeated walks scored as one: the interval holds that of every walk, and differs from it only where they differ."""

from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from analyzer.model import Measurement, MeasurementOutcome
from analyzer.scoring.pooling import differing, pooled
from analyzer.scoring.score import score
from tests.scoring.test_score import cases, measured, unmeasured
from tests.tables import for_each

SHIFTS = st.lists(st.integers(0, 9), min_size=1, max_size=5)


def shifted(walk: list[Measurement], by: int) -> list[Measurement]:
    def moved(end: float | None) -> float | None:
        return None if end is None else end + by

    return [replace(one, value=moved(one.value), low=moved(one.low), high=moved(one.high)) for one in walk]


@given(cases(), SHIFTS)
def test_the_interval_holds_the_interval_and_the_score_of_every_walk(
    case: tuple[list[Measurement], object], shifts: list[int]
) -> None:
    walk, policy = case
    walks = [shifted(walk, by) for by in shifts]
    together = score(pooled(walks), policy)
    for one in walks:
        alone = score(one, policy)
        assert together.interval[0] <= alone.interval[0] <= alone.total <= alone.interval[1] <= together.interval[1]


@given(cases(), st.integers(1, 5))
def test_walks_that_agree_are_scored_as_each_of_them(case: tuple[list[Measurement], object], count: int) -> None:
    walk, policy = case
    assert score(pooled([walk] * count), policy) == score(walk, policy)
    assert differing([walk] * count) == ()


@given(cases(), SHIFTS, st.randoms(use_true_random=False))
def test_the_order_of_the_walks_does_not_matter(
    case: tuple[list[Measurement], object], shifts: list[int], dice: object
) -> None:
    walk, policy = case
    walks = [shifted(walk, by) for by in shifts]
    assume(len(walks) > 1)
    others = list(walks)
    dice.shuffle(others)
    assert score(pooled(others), policy) == score(pooled(walks), policy)


def test_the_median_of_an_even_number_is_a_value_that_was_seen() -> None:
    walks = [[measured("clicks", value)] for value in (9, 2, 5, 3)]
    (clicks,) = pooled(walks)
    assert (clicks.value, clicks.low, clicks.high) == (3, 2, 9)
    assert differing(walks) == ("clicks",)


@for_each("outcome", ["not_applicable", "cannot_tell", "error"])
def test_a_measure_that_not_every_walk_answers_alike_cannot_tell(outcome: MeasurementOutcome) -> None:
    (clicks,) = pooled([[measured("clicks", 5)], [unmeasured("clicks", outcome)]])
    assert (clicks.outcome, clicks.value) == ("cannot_tell", None)
    assert clicks.reason == f"the walks do not agree: measured, {outcome.replace('_', ' ')}"
