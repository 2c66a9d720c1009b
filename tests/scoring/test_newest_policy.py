"""The newest policy names exactly the measures, keeps its own rules, and orders published procedures plausibly.

The rows of measurements follow published descriptions; where a description is silent the number is that of the mocked
pages of 2025, or a guess. The order they must come out in was a hypothesis before any of them was scored.
"""

from dataclasses import replace
from fractions import Fraction
from typing import get_args

import pytest
from msgspec.structs import replace as replaced

from analyzer.measures import MEASURES
from analyzer.model import Measurement, Right
from analyzer.scoring.policy import Policy, newest
from analyzer.scoring.score import score
from tests.tables import for_each

LENGTH = ("clicks", "screens", "page_loads", "scrolls", "estimated_time", "asymmetry")
TYPING = ("keystrokes", "required_fields", "required_text_fields", "optional_fields")

SYMMETRIC = {
    "clicks": 1, "keystrokes": 0, "screens": 2, "page_loads": 1, "scrolls": 0, "required_fields": 0,
    "required_text_fields": 0, "optional_fields": 0, "words": 260, "options_per_screen": 2, "context_switches": 0,
    "reauthentication": 0,
    "declared_waiting": 0, "pointer_only": 0, "estimated_time": 79, "asymmetry": 0, "asked_again": 0,
    "right_first_named": 0, "hidden_in_text": 0, "prominence": 1, "preselected": 0, "confusing_wording": 0,
}  # fmt: skip
PRIVACY_CENTRE_2025 = {
    "clicks": 5, "keystrokes": 0, "screens": 6, "page_loads": 3, "scrolls": 0, "required_fields": 1,
    "required_text_fields": 1, "optional_fields": 1, "words": 984, "options_per_screen": 20, "context_switches": 0,
    "reauthentication": 0,
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


@for_each("overlapping", [LENGTH, TYPING])
def test_measures_that_see_the_same_thing_together_stay_below_a_quarter(overlapping: tuple[str, ...]) -> None:
    weights = {entry.measure: entry.weight.best for entry in newest().entries}

    assert sum(weights[name] for name in overlapping) * 4 < sum(weights.values())


def longer(row: dict[str, float], by: int) -> dict[str, float]:
    """The same procedure with so many more clicks, each to a screen and a page of its own and 5 seconds long."""
    more = {name: row[name] + by for name in ("clicks", "asymmetry", "screens", "page_loads")}
    return row | more | {"estimated_time": row["estimated_time"] + 5 * by}


ROWS = {"symmetric": SYMMETRIC, "2025": PRIVACY_CENTRE_2025, "2024": NOTIFICATION_2024 | {"context_switches": 0}}


@for_each("row", ROWS.values())
def test_one_change_of_channel_outweighs_five_more_clicks_each_with_its_page(row: dict[str, float]) -> None:
    assert total(row | {"context_switches": 1}) > total(longer(row, 5))


@for_each("row", ROWS.values())
def test_one_renewed_login_outweighs_five_more_clicks(row: dict[str, float]) -> None:
    more = {name: row[name] + 5 for name in ("clicks", "asymmetry")}

    assert total(row | {"reauthentication": 1}) > total(row | more)


@pytest.mark.lengthy
@for_each("right", get_args(Right))
@for_each("row", ROWS.values())
def test_a_dead_end_outweighs_any_number_of_clicks_under_every_profile(row: dict[str, float], right: Right) -> None:
    policy = newest().under(right)
    untold = {"clicks", "screens", "page_loads", "estimated_time", "asymmetry", "context_switches", "reauthentication"}
    known = [one for one in measurements(row) if one.id not in untold]
    ended = [replaced(one, outcome="cannot_tell", value=None) for one in measurements(row) if one.id in untold]

    assert score([*known, *ended], policy, dead_end=True).total > score(measurements(longer(row, 100)), policy).total


@pytest.mark.lengthy
@for_each("right", get_args(Right))
def test_every_right_has_a_profile_and_it_orders_the_versions_of_one_form_alike(right: Right) -> None:
    policy = newest().under(right)
    rows = (SETTINGS_2024, NOTIFICATION_2024, BRAZIL_DECEMBER_2025, PRIVACY_CENTRE_2025, SYMMETRIC)
    totals = [score(measurements(row), policy).total for row in rows]

    assert policy.used is not None
    assert policy.used.right == right
    assert totals == sorted(totals, reverse=True)
    assert totals[-1] < 2


def test_a_profile_moves_ramps_and_never_weights() -> None:
    for right in get_args(Right):
        weights = [(entry.measure, entry.weight, entry.evidence) for entry in newest().under(right).entries]
        assert weights == [(entry.measure, entry.weight, entry.evidence) for entry in newest().entries]


def test_what_a_profile_says_it_changes_is_what_it_changes() -> None:
    for right in get_args(Right):
        policy = newest().under(right)
        pairs = zip(newest().entries, policy.entries, strict=True)
        moved = {
            new.measure: (float(new.free_until.best), float(new.full_at.best))
            for old, new in pairs
            if (old.free_until, old.full_at) != (new.free_until, new.full_at)
        }
        assert policy.used is not None
        assert moved == {one.measure: (one.free_until[1], one.full_at[1]) for one in policy.used.changes}


def test_duties_differ_where_the_law_says_so() -> None:
    def under(right: Right, **values: float) -> float:
        return score(measurements(SYMMETRIC | values), newest().under(right)).total

    confirmed = {"asked_again": 1, "reauthentication": 1}
    assert under("erasure", **confirmed) < 2 < under("objection", **confirmed)
    assert under("direct_marketing_objection", required_text_fields=2) > under("objection", required_text_fields=2)
    assert under("ccpa_opt_out", reauthentication=1) > under("objection", reauthentication=1)
    assert under("ccpa_opt_out", required_fields=2) < under("objection", required_fields=2)
    assert under("consent_withdrawal", asymmetry=2) > under("objection", asymmetry=2)
    assert under("cancellation", asked_again=1) < under("cancellation", asked_again=2)


def test_every_ramp_says_how_well_it_is_supported_and_why() -> None:
    assert [entry.measure for entry in newest().entries if not entry.ramp_evidence or not entry.ramp_reason] == []


def test_the_strongest_evidence_is_for_hidden_information_obstruction_and_defaults() -> None:
    strong = {entry.measure for entry in newest().entries if entry.evidence == "strong"}

    assert strong == {"asymmetry", "right_first_named", "hidden_in_text", "preselected"}


def test_the_symmetric_design_is_almost_free() -> None:
    assert total(SYMMETRIC) < 2


def test_the_privacy_centre_of_2025_lands_in_the_middle_range() -> None:
    assert 20 < total(PRIVACY_CENTRE_2025) < 60


def test_the_versions_of_one_form_come_out_in_the_order_registered_beforehand() -> None:
    rows = (SETTINGS_2024, NOTIFICATION_2024, BRAZIL_DECEMBER_2025, PRIVACY_CENTRE_2025, SYMMETRIC)
    totals = [total(row) for row in rows]

    assert totals == sorted(totals, reverse=True)


@for_each("row", [PRIVACY_CENTRE_2025, NOTIFICATION_2024, SETTINGS_2024])
def test_the_interval_is_neither_a_point_nor_the_scale_nor_one_width_for_all(row: dict[str, float]) -> None:
    low, high = score(measurements(row), newest()).interval
    other_low, other_high = score(measurements(SYMMETRIC), newest()).interval

    assert 0 < high - low < 60
    assert high - low != other_high - other_low
    assert low > other_high


@for_each("source", ["weight", "free_until", "full_at"])
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
