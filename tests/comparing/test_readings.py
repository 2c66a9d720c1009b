import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.comparing.readings import FRICTION, change, difference, span
from analyzer.comparing.tolerances import TOLERANCES
from analyzer.measures import MEASURES
from analyzer.model import Reading
from tests.tables import for_each

NUMBERS = st.integers(0, 5)


def reading(
    value: float | None, low: float | None = None, high: float | None = None, *, applies: bool = True
) -> Reading:
    given_low = value if low is None else low
    return Reading(value=value, low=given_low, high=value if high is None else high, applies=applies, reason="")


@pytest.mark.lengthy
@given(st.sampled_from(["clicks", "words", "friction"]), NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_less_one_way_is_more_the_other(gauge: str, one: int, wide: int, other: int, broad: int) -> None:
    left, right = span([reading(one, one, one + wide)]), span([reading(other, other, other + broad)])
    turned = {"less": "more", "more": "less"}
    there = change(gauge, left, right)
    assert change(gauge, right, left) == turned.get(there, there)


def test_every_gauge_has_its_tolerance_in_one_row_of_the_table() -> None:
    named = [gauge for one in TOLERANCES for gauge in one.gauges]
    assert sorted(named) == sorted([FRICTION.id, *(measure.ID for measure in MEASURES)])
    assert all(one.why for one in TOLERANCES)


@for_each(
    ("gauge", "before", "after", "said"),
    [
        ("clicks", 19, 20, "more"),
        ("required_fields", 20, 19, "less"),
        ("options_per_screen", 19, 20, "about"),
        ("options_per_screen", 20, 19, "about"),
        ("options_per_screen", 18, 20, "about"),
        ("options_per_screen", 17.9, 20, "more"),
        ("words", 260, 235, "about"),
        ("words", 260, 230, "less"),
        ("words", 260, 260, "same"),
        ("a gauge of tomorrow", 19, 20, "more"),
    ],
)
def test_a_change_below_the_tolerance_is_about_the_same(gauge: str, before: float, after: float, said: str) -> None:
    assert difference(gauge, reading(before), reading(after)).change == said


def test_between_ranges_the_nearest_ends_are_held_against_the_tolerance() -> None:
    year = span([reading(80), reading(100)])
    assert change("words", year, span([reading(105), reading(300)])) == "about"
    assert change("words", year, span([reading(112), reading(300)])) == "more"


@for_each(
    ("before", "after", "said"),
    [
        (reading(5), reading(3), "less"),
        (reading(3), reading(5), "more"),
        (reading(3), reading(3), "same"),
        (reading(3, 1, 4), reading(5, 4, 9), "overlapping"),
        (reading(3, 1, 4), reading(5, 4.1, 9), "more"),
        (reading(3, 1, 4), reading(3, 1, 4), "same"),
        (reading(3, 1, 4), reading(3, 1, 5), "overlapping"),
        (reading(3), reading(None), "unknown"),
        (reading(None, applies=False), reading(3), "unknown"),
    ],
)
def test_a_value_changed_only_where_the_ranges_do_not_touch(before: Reading, after: Reading, said: str) -> None:
    found = difference("clicks", before, after)
    assert found.change == said
    told = before.value is not None and after.value is not None
    assert found.difference == ((after.value or 0) - (before.value or 0) if told else None)


def test_equal_ranges_of_several_readings_are_not_the_same_for_anything_may_lie_in_them() -> None:
    year = span([reading(3), reading(9)])
    assert change("clicks", year, year) == "overlapping"
    assert change("clicks", span([reading(5, 3, 9)]), year) == "overlapping"


def test_a_year_spans_from_the_lowest_reading_to_the_highest_and_counts_what_is_not_told() -> None:
    found = span([reading(3), reading(7, 5, 9), reading(None)])
    assert (found.low, found.high, found.told, found.asked, found.applies) == (3, 9, 2, 3, True)
    assert not span([reading(None, applies=False)]).applies
