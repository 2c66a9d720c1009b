"""What a ranking owes to its weights: laws that hold for any flows and weights."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.errors import InputError
from analyzer.ranking.sensitivity import Ramped, correlation, ranks, sensitivity, swap, total
from tests.tables import for_each

shares = st.integers(0, 20).map(lambda n: Fraction(n, 20))
weights = st.fixed_dictionaries({name: st.integers(1, 9).map(Fraction) for name in "abcd"})
flows = st.lists(st.fixed_dictionaries(dict.fromkeys("abcd", shares)), min_size=2, max_size=6).map(
    lambda every: [Ramped(f"flow-{n}", ramps) for n, ramps in enumerate(every)]
)


@given(flows=flows, weights=weights)
def test_places_lie_within_the_ranking_and_the_policys_own_order_is_that_of_its_scores(
    flows: list[Ramped], weights: dict[str, Fraction]
) -> None:
    found = sensitivity(flows, weights, draws=40)
    assert [one.score for one in found.standings] == sorted((100 * total(one, weights) for one in flows), reverse=True)
    for one in found.standings:
        assert 1 <= one.low <= one.high <= len(flows)
        assert 0 <= one.same <= 1
    assert sum(one.rank for one in found.standings) == len(flows) * (len(flows) + 1) / 2
    assert -1 <= found.least <= found.likeness <= 1 + 1e-12


@given(flows=flows, weights=weights)
def test_the_order_in_which_flows_are_given_changes_nothing(flows: list[Ramped], weights: dict[str, Fraction]) -> None:
    assert sensitivity(flows, weights, draws=20) == sensitivity(flows[::-1], dict(reversed(weights.items())), draws=20)


@given(upper=st.fixed_dictionaries(dict.fromkeys("abcd", shares)), weights=weights)
def test_a_flow_that_is_worse_in_every_measure_is_above_under_every_weighting(
    upper: dict[str, Fraction], weights: dict[str, Fraction]
) -> None:
    lower = {measure: ramp / 2 - Fraction(1, 100) for measure, ramp in upper.items()}
    found = sensitivity([Ramped("worse", upper), Ramped("better", lower)], weights, draws=40)
    worse = next(one for one in found.standings if one.name == "worse")
    assert (worse.rank, worse.low, worse.high, worse.same) == (1, 1, 1, 1.0)
    assert found.swaps[0].share is None


@given(flows=flows, weights=weights)
def test_moving_the_least_weight_makes_two_neighbours_level_and_less_does_not(
    flows: list[Ramped], weights: dict[str, Fraction]
) -> None:
    one, other = sorted(flows[:2], key=lambda flow: (-total(flow, weights), flow.name))
    found = swap(one, other, weights)
    whole = sum(weights.values())
    apart = {measure: one.ramps[measure] - other.ramps[measure] for measure in weights}
    if found.share is None:
        assert all(difference > 0 for difference in apart.values())
        return
    if not found.share:
        assert total(one, weights) == total(other, weights)
        return
    moved, left = dict(weights), found.share * whole
    for measure in found.taken:
        taken = min(left, moved[measure])
        moved[measure] -= taken
        moved[found.given] += taken
        left -= taken
    assert not left
    assert total(one, moved) == total(other, moved)
    best = max(apart.values()) - min(apart.values())
    gap = sum(weights[measure] * apart[measure] for measure in weights) / whole
    assert found.share >= gap / best


def test_a_measure_left_out_says_who_moves_where() -> None:
    none, all_ = Fraction(0), Fraction(1)
    flows = [Ramped("a", {"clicks": all_, "words": none}), Ramped("b", {"clicks": none, "words": all_})]
    found = sensitivity(flows, {"clicks": Fraction(2), "words": Fraction(1)}, draws=20)
    assert [(one.measure, one.likeness, one.moved) for one in found.left_out] == [
        ("clicks", -1.0, (("b", 2.0, 1.0), ("a", 1.0, 2.0))),
        ("words", 1.0, ()),
    ]
    assert found.swaps[0].share == Fraction(1, 6)
    assert (found.swaps[0].taken, found.swaps[0].given) == (("clicks",), "words")


@pytest.mark.lengthy
def test_weights_are_drawn_evenly_from_the_simplex() -> None:
    """Of two measures the weight of one is even in 0..1: a flow that leads above a third leads in two thirds."""
    flows = [Ramped("a", {"x": Fraction(1), "y": Fraction(0)}), Ramped("b", {"x": Fraction(0), "y": Fraction(1, 2)})]
    found = sensitivity(flows, {"x": Fraction(1), "y": Fraction(1)}, draws=4000)
    assert next(one.same for one in found.standings if one.name == "a") == pytest.approx(2 / 3, abs=0.03)


def test_equal_flows_share_a_place_in_every_draw() -> None:
    flows = [Ramped(name, {"x": Fraction(1, 3), "y": Fraction(1, 7)}) for name in "ab"]
    found = sensitivity(flows, {"x": Fraction(1), "y": Fraction(2)}, draws=50)
    assert {(one.rank, one.low, one.high, one.same) for one in found.standings} == {(1.5, 1.5, 1.5, 1.0)}
    assert found.swaps[0].share == 0


def test_ranks_and_their_correlation() -> None:
    assert ranks([3, 1, 3, 2]) == [1.5, 4.0, 1.5, 3.0]
    assert correlation([1, 2, 3], [3, 2, 1]) == -1
    assert correlation([2, 2, 2], [1, 2, 3]) == 0


@for_each(
    ("ramps", "why"), [([{"x": 1}], "two runs or more"), ([{"x": 1}, {"z": 1}], "b: nothing that the policy weighs")]
)
def test_what_cannot_be_ranked_is_refused(ramps: list[dict[str, int]], why: str) -> None:
    flows = [Ramped(name, {k: Fraction(v) for k, v in one.items()}) for name, one in zip("ab", ramps, strict=False)]
    with pytest.raises(InputError, match=why):
        sensitivity(flows, {"x": Fraction(1)}, draws=20)
