"""The score is a weighted mean that survives being recomputed, reordered, and worsened."""

from dataclasses import replace
from fractions import Fraction
from random import Random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from analyzer import canonical
from analyzer.errors import AnalyzerError
from analyzer.model import Measurement, MeasurementOutcome, Score
from analyzer.scoring.policy import Entry, Policy, Range
from analyzer.scoring.score import filled, ramp, score
from tests.tables import for_each

NUMBERS = st.integers(0, 2000).map(lambda cents: Fraction(cents, 100))
RANGES = st.lists(NUMBERS, min_size=3, max_size=3).map(lambda three: Range(*sorted(three)))


def entry(measure: str, weight: Range, free_until: Range, full_at: Range) -> Entry:
    return Entry(
        measure=measure, weight=weight, free_until=free_until, full_at=full_at,
        evidence="weak", reason="Because.", sources=("Somebody, 2020",),
    )  # fmt: skip


def policy_of(*entries: Entry, min_coverage: Fraction = Fraction(0)) -> Policy:
    return Policy(
        id="p", version="1", name="P", status="draft", note="-", min_coverage=min_coverage, entries=entries,
        source=b"", sha256="0" * 64,
    )  # fmt: skip


def measured(measure: str, value: float, low: float | None = None, high: float | None = None) -> Measurement:
    return Measurement(
        id=measure, title=measure, outcome="measured", value=value, low=low, high=high,
        unit="clicks", reason="", findings=(),
    )  # fmt: skip


def unmeasured(measure: str, outcome: MeasurementOutcome) -> Measurement:
    return Measurement(
        id=measure, title=measure, outcome=outcome, value=None, low=None, high=None,
        unit="clicks", reason="Not looked at.", findings=(),
    )  # fmt: skip


def raised(numbers: Range, by: Fraction) -> Range:
    return Range(numbers.low + by, numbers.best + by, numbers.high + by)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Measurement], Policy]:
    names = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=6, unique=True))
    entries, measurements = [], []
    for name in names:
        free = draw(RANGES)
        full = raised(draw(RANGES), free.high + Fraction(1, 100))
        entries.append(entry(name, raised(draw(RANGES), Fraction(1, 100)), free, full))
        low, value, high = sorted(draw(st.lists(st.integers(0, 3000), min_size=3, max_size=3)))
        measurements.append(measured(name, value / 100, low / 100, high / 100))
    return measurements, policy_of(*entries)


def exactly(numbers: Range) -> Range:
    return Range(numbers.best, numbers.best, numbers.best)


def contains(outer: Score, inner: Score) -> bool:
    return outer.interval[0] <= inner.interval[0] and inner.interval[1] <= outer.interval[1]


@given(cases())
def test_the_total_lies_in_its_interval_and_the_interval_on_the_scale(case: tuple[list[Measurement], Policy]) -> None:
    result = score(*case)

    assert 0 <= result.interval[0] <= result.total <= result.interval[1] <= 100


@given(cases())
def test_the_contributions_sum_to_the_printed_total_exactly(case: tuple[list[Measurement], Policy]) -> None:
    result = score(*case)

    assert sum(round(one.points * 100) for one in result.contributions) == round(result.total * 100)
    assert all(one.points >= 0 for one in result.contributions)
    assert {one.measure for one in result.contributions} == {one.id for one in case[0]}


@given(cases())
def test_a_contribution_is_its_exact_points_to_within_a_hundredth(case: tuple[list[Measurement], Policy]) -> None:
    measurements, policy = case
    weight = sum(one.weight.best for one in policy.entries)
    values = {one.id: Fraction(str(one.value)) for one in measurements}
    printed = {one.measure: Fraction(str(one.points)) for one in score(*case).contributions}

    for one in policy.entries:
        exact = 100 * one.weight.best * ramp(values[one.measure], one.free_until.best, one.full_at.best) / weight
        assert abs(printed[one.measure] - exact) < Fraction(1, 100)


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_measurements_and_entries_does_not_matter(
    case: tuple[list[Measurement], Policy], order: Random
) -> None:
    measurements, policy = case
    shuffled = order.sample(measurements, len(measurements))
    entries = tuple(order.sample(policy.entries, len(policy.entries)))

    assert canonical.line(score(shuffled, replace(policy, entries=entries))) == canonical.line(score(*case))


@given(cases(), st.integers(0, 5), st.integers(1, 1000))
def test_a_worse_measurement_never_lowers_the_score_or_its_bounds(
    case: tuple[list[Measurement], Policy], index: int, cents: int
) -> None:
    measurements, policy = case
    one = measurements[index % len(measurements)]
    numbers = [round((number or 0) * 100 + cents) / 100 for number in (one.value, one.low, one.high)]
    worse = score([*(other for other in measurements if other is not one), measured(one.id, *numbers)], policy)
    before = score(measurements, policy)

    assert worse.total >= before.total
    assert worse.interval[0] >= before.interval[0]
    assert worse.interval[1] >= before.interval[1]


@given(cases())
def test_the_interval_never_narrows_with_any_source_of_uncertainty(case: tuple[list[Measurement], Policy]) -> None:
    measurements, policy = case
    whole = score(measurements, policy)

    assert contains(whole, score([measured(one.id, one.value or 0) for one in measurements], policy))
    for name in ("weight", "free_until", "full_at"):
        sure = tuple(replace(one, **{name: exactly(getattr(one, name))}) for one in policy.entries)
        assert contains(whole, score(measurements, replace(policy, entries=sure)))


SURE = (exactly(Range(Fraction(3), Fraction(3), Fraction(3))), Range(*[Fraction(0)] * 3), Range(*[Fraction(10)] * 3))
UNSURE = {
    "weight": Range(Fraction(1), Fraction(3), Fraction(5)),
    "free_until": Range(Fraction(0), Fraction(0), Fraction(1)),
    "full_at": Range(Fraction(8), Fraction(10), Fraction(12)),
}


@for_each("source", UNSURE)
def test_the_interval_widens_strictly_with_each_uncertainty_of_the_policy(source: str) -> None:
    measurements = [measured("a", 2), measured("b", 8)]
    sure = policy_of(entry("a", *SURE), entry("b", *SURE))
    unsure = replace(sure, entries=(replace(sure.entries[0], **{source: UNSURE[source]}), sure.entries[1]))

    assert score(measurements, sure).interval == (50, 50)
    low, high = score(measurements, unsure).interval
    assert low < 50 <= high
    assert high - low > 0


def test_the_interval_widens_strictly_with_the_range_of_an_estimate() -> None:
    policy = policy_of(entry("a", *SURE), entry("b", *SURE))

    assert score([measured("a", 2, 1, 4), measured("b", 8)], policy).interval == (45, 60)


def test_without_any_uncertainty_the_interval_is_the_score() -> None:
    result = score([measured("a", 5)], policy_of(entry("a", *SURE)))

    assert (result.total, result.interval) == (50, (50, 50))


@for_each("outcome", ["not_applicable", "cannot_tell", "error"])
def test_what_was_not_measured_is_not_zero_friction_but_lowers_the_coverage(outcome: MeasurementOutcome) -> None:
    policy = policy_of(entry("a", *SURE), entry("b", *SURE))
    result = score([measured("a", 5), unmeasured("b", outcome)], policy)

    assert (result.total, result.coverage) == (50, 0.5)
    assert [one.measure for one in result.contributions] == ["a"]
    assert score([measured("a", 5)], policy) == result


def test_a_measure_the_policy_does_not_name_weighs_nothing() -> None:
    policy = policy_of(entry("a", *SURE))

    assert score([measured("a", 5), measured("newer", 9000)], policy) == score([measured("a", 5)], policy)


def test_in_a_dead_end_what_could_not_be_told_counts_in_full_but_not_as_measured() -> None:
    policy = policy_of(entry("a", *SURE), entry("b", *SURE), entry("c", *SURE), entry("d", *SURE))
    answers = [measured("a", 5), unmeasured("b", "cannot_tell"), unmeasured("c", "not_applicable")]
    result = score(answers, policy, dead_end=True)

    assert (result.total, result.interval, result.coverage) == (75, (75, 75), 0.25)
    assert score(answers, policy).total == 50


@given(cases(), st.integers(1, 6))
def test_no_way_is_scored_worse_than_a_dead_end_after_the_same_screens(
    case: tuple[list[Measurement], Policy], untold: int
) -> None:
    measurements, policy = case
    answers = [unmeasured(one.id, "cannot_tell") for one in measurements[:untold]] + measurements[untold:]

    assert score(answers, policy, dead_end=True).total >= score(measurements, policy).total


@given(cases(), st.integers(0, 6), st.sampled_from(["reached", "dead_end"]))
def test_the_score_lies_between_what_it_would_be_if_the_rest_were_nothing_and_all(
    case: tuple[list[Measurement], Policy], untold: int, outcome: str
) -> None:
    measurements, policy = case
    answers = [unmeasured(one.id, "cannot_tell") for one in measurements[:untold]] + measurements[untold:]
    dead_end = outcome == "dead_end"
    assume(dead_end or untold < len(measurements))
    whole, found = filled(answers, policy, dead_end=dead_end), score(answers, policy, dead_end=dead_end)

    assert whole.least - Fraction(1, 100) <= Fraction(str(found.total)) <= whole.most + Fraction(1, 100)
    assert whole.most - whole.least == 100 * whole.out
    assert (whole.out == 0) is (dead_end or not untold)


@given(cases(), st.integers(0, 5))
def test_whatever_a_measure_says_once_it_can_tell_the_least_never_falls_and_the_most_never_rises(
    case: tuple[list[Measurement], Policy], index: int
) -> None:
    measurements, policy = case
    one = measurements[index % len(measurements)]
    untold = filled([unmeasured(one.id, "not_applicable") if one is other else other for other in measurements], policy)
    known = filled(measurements, policy)

    assert untold.least <= known.least <= known.most <= untold.most
    assert (known.least, known.out, known.full) == (known.most, 0, 0)


@for_each("measurements", [[], [unmeasured("a", "error")], [measured("other", 3)]])
def test_where_nothing_could_be_measured_there_is_no_score(measurements: list[Measurement]) -> None:
    with pytest.raises(AnalyzerError, match="no measure that policy 1 weighs could be measured, so there is no score"):
        score(measurements, policy_of(entry("a", *SURE)))


def test_where_less_than_the_policy_asks_for_could_be_measured_there_is_no_score_but_in_a_dead_end() -> None:
    policy = policy_of(*(entry(name, *SURE) for name in "abc"), min_coverage=Fraction(1, 2))
    one = [measured("a", 0), unmeasured("b", "cannot_tell"), unmeasured("c", "not_applicable")]
    said = "only 33 % of the weight of policy 1 could be measured; below 50 % there is no score"

    with pytest.raises(AnalyzerError, match=f"^{said}$"):
        score(one, policy)
    assert score([measured("b", 0), *one[:1]], policy).coverage == 0.66
    assert score(one, policy, dead_end=True).coverage == 0.33


def test_exactly_what_the_policy_asks_for_is_enough() -> None:
    policy = policy_of(entry("a", *SURE), entry("b", *SURE), min_coverage=Fraction(1, 2))

    assert score([measured("a", 0)], policy).coverage == 0.5


@for_each("value", [float("nan"), float("inf"), None])
def test_a_measure_that_breaks_its_promise_is_an_error_by_name(value: float | None) -> None:
    broken = Measurement(
        id="a", title="a", outcome="measured", value=value, low=None, high=None, unit="", reason="", findings=()
    )
    with pytest.raises(AnalyzerError, match="measure a: says it measured, but gives no finite value"):
        score([broken], policy_of(entry("a", *SURE)))


def test_coverage_is_one_only_where_everything_was_measured() -> None:
    heavy = exactly(Range(*[Fraction(999)] * 3))
    policy = policy_of(entry("a", heavy, *SURE[1:]), entry("b", exactly(Range(*[Fraction(1)] * 3)), *SURE[1:]))

    assert score([measured("a", 5)], policy).coverage == 0.99
    assert score([measured("a", 5), measured("b", 5)], policy).coverage == 1
