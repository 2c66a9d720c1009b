"""The newest policy names exactly the measures, keeps its own rules, and orders published procedures plausibly.

The rows of measurements follow published descriptions; where a description is silent the number is that of the mocked
pages of 2025, or a guess. The order they must come out in was a hypothesis before any of them was scored.
"""

from dataclasses import replace
from fractions import Fraction

import pytest

from analyzer.measures import MEASURES
from analyzer.model import Measurement
from analyzer.scoring.policy import Policy, newest
from analyzer.scoring.score import score

LENGTH = ("clicks", "screens", "page_loads", "scrolls", "estimated_time", "asymmetry")
TYPING = ("keystrokes", "required_fields", "required_text_fields", "optional_fields")

SYMMETRIC = {
    "clicks": 1, "keystrokes": 0, "screens": 2, "page_loads": 1, "scrolls": 0, "required_fields": 0,
    "required_text_fields": 0, "optional_fields": 0, "words": 260, "options_per_screen": 2, "context_switches": 0,
    "declared_waiting": 0, "pointer_only": 0, "estimated_time": 79, "asymmetry": 0, "asked_again": 0,
    "right_first_named": 0, "hidden_in_text": 0, "prominence": 1, "preselected": 0, "confusing_wording": 0,
}  # fmt: skip
PRIVACY_CENTRE_2025 = {
    "clicks": 5, "keystrokes": 0, "screens": 6, "page_loads": 3, "scrolls": 0, "required_fields": 1,
    "required_text_fields": 1, "optional_fields": 1, "words": 984, "options_per_screen": 20, "context_switches": 0,
    "declared_waiting": 12, "pointer_only": 0, "estimated_time": 303, "asymmetry": 5, "asked_again": 0,
    "right_first_named": 3, "hidden_in_text": 2, "preselected": 0, "confusing_wording": 12,
}  # fmt: skip
BRAZIL_DECEMBER_2025 = PRIVACY_CENTRE_2025 | {
    "clicks": 6, "keystrokes": 90, "required_fields": 4, "required_text_fields": 3, "estimated_time": 380,
    "asymmetry": 6, "context_switches": 1,
}  # fmt: skip
NOTIFICATION_2024 = BRAZIL_DECEMBER_2025 | {
    "clicks": 7, "keystrokes": 160, "screens": 8, "page_loads": 6, "words": 1400, "estimated_time": 500,
    "asymmetry": 7, "declared_waiting": 72, "confusing_wording": 16,
}  # fmt: skip
SETTINGS_2024 = NOTIFICATION_2024 | {
    "clicks": 12, "screens": 10, "scrolls": 12, "words": 3000, "estimated_time": 1000, "asymmetry": 12,
    "right_first_named": 8, "hidden_in_text": 19,
}  # fmt: skip


def total(row: dict[str, float]) -> float:
    return score(measurements(row), newest()).total


def measurements(row: dict[str, float]) -> list[Measurement]:
    return [
        Measurement(
            id=name, title=name, outcome="measured", value=value, low=None, high=None, unit="", reason="", findings=()
        )
        for name, value in row.items()
    ]


def test_the_newest_policy_names_exactly_the_measures() -> None:
    assert {entry.measure for entry in newest().entries} == {measure.ID for measure in MEASURES}


def test_its_ranges_follow_the_rule_it_states() -> None:
    moves = {"strong": Fraction(2, 10), "moderate": Fraction(3, 10), "weak": Fraction(1)}
    for entry in newest().entries:
        move = moves[entry.evidence]
        assert entry.weight.low == entry.weight.best * (1 - move)
        assert entry.weight.high == entry.weight.best * (1 + move)
        assert entry.full_at.low == entry.full_at.best * Fraction(8, 10)
        assert entry.full_at.high == entry.full_at.best * Fraction(125, 100)


@pytest.mark.parametrize("overlapping", [LENGTH, TYPING])
def test_measures_that_see_the_same_thing_together_stay_below_a_quarter(overlapping: tuple[str, ...]) -> None:
    weights = {entry.measure: entry.weight.best for entry in newest().entries}

    assert sum(weights[name] for name in overlapping) * 4 < sum(weights.values())


def test_one_change_of_channel_outweighs_three_more_clicks() -> None:
    longer = {"clicks": PRIVACY_CENTRE_2025["clicks"] + 3, "asymmetry": PRIVACY_CENTRE_2025["asymmetry"] + 3}

    assert total(PRIVACY_CENTRE_2025 | {"context_switches": 1}) > total(PRIVACY_CENTRE_2025 | longer)


def test_the_symmetric_design_is_almost_free() -> None:
    assert total(SYMMETRIC) < 2


def test_the_privacy_centre_of_2025_lands_in_the_middle_range() -> None:
    assert 25 < total(PRIVACY_CENTRE_2025) < 60


def test_the_versions_of_one_form_come_out_in_the_order_registered_beforehand() -> None:
    rows = (SETTINGS_2024, NOTIFICATION_2024, BRAZIL_DECEMBER_2025, PRIVACY_CENTRE_2025, SYMMETRIC)
    totals = [total(row) for row in rows]

    assert totals == sorted(totals, reverse=True)


@pytest.mark.parametrize("row", [PRIVACY_CENTRE_2025, NOTIFICATION_2024, SETTINGS_2024], ids=["2025", "2024", "deep"])
def test_the_interval_is_neither_a_point_nor_the_scale_nor_one_width_for_all(row: dict[str, float]) -> None:
    low, high = score(measurements(row), newest()).interval
    other_low, other_high = score(measurements(SYMMETRIC), newest()).interval

    assert 0 < high - low < 60
    assert high - low != other_high - other_low
    assert low > other_high


@pytest.mark.parametrize("source", ["weight", "free_until", "full_at"])
def test_each_stated_uncertainty_widens_the_interval_of_a_real_procedure(source: str) -> None:
    def width(policy: Policy) -> float:
        low, high = score(measurements(PRIVACY_CENTRE_2025), policy).interval
        return high - low

    policy = newest()
    sure = tuple(
        replace(one, **{source: replace(number, low=number.best, high=number.best)})
        for one in policy.entries
        for number in [getattr(one, source)]
    )

    assert width(replace(policy, entries=sure)) < width(policy)
