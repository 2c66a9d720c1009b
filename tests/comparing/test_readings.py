import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.comparing.readings import change, difference, span
from analyzer.model import Reading

NUMBERS = st.integers(0, 5)


def reading(
    value: float | None, low: float | None = None, high: float | None = None, *, applies: bool = True
) -> Reading:
    given_low = value if low is None else low
    return Reading(value=value, low=given_low, high=value if high is None else high, applies=applies, reason="")


@given(NUMBERS, NUMBERS, NUMBERS, NUMBERS)
def test_less_one_way_is_more_the_other(one: int, wide: int, other: int, broad: int) -> None:
    left, right = span([reading(one, one, one + wide)]), span([reading(other, other, other + broad)])
    turned = {"less": "more", "more": "less"}
    there = change(left, right)
    assert change(right, left) == turned.get(there, there)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (reading(5), reading(3), "less"),
        (reading(3), reading(5), "more"),
        (reading(3), reading(3), "same"),
        (reading(3, 1, 4), reading(5, 4, 9), "overlapping"),
        (reading(3, 1, 4), reading(5, 4.1, 9), "more"),
        (reading(3, 1, 4), reading(3, 1, 4), "overlapping"),
        (reading(3), reading(None), "unknown"),
        (reading(None, applies=False), reading(3), "unknown"),
    ],
)
def test_a_value_changed_only_where_the_ranges_do_not_touch(before: Reading, after: Reading, said: str) -> None:
    found = difference("clicks", before, after)
    assert found.change == said
    told = before.value is not None and after.value is not None
    assert found.difference == ((after.value or 0) - (before.value or 0) if told else None)


def test_a_year_spans_from_the_lowest_reading_to_the_highest_and_counts_what_is_not_told() -> None:
    found = span([reading(3), reading(7, 5, 9), reading(None)])
    assert (found.low, found.high, found.told, found.asked, found.applies) == (3, 9, 2, 3, True)
    assert not span([reading(None, applies=False)]).applies
