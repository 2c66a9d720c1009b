"""Places by friction: an order is told only where it is certain."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from analyzer.ranking.places import places, told

INTERVALS = st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: (min(ends), max(ends))))


def test_flows_whose_intervals_do_not_touch_have_one_place_each() -> None:
    assert places([(0, 1), (8, 9), (3, 5)]) == ((3, 3), (1, 1), (2, 2))


def test_flows_whose_intervals_overlap_share_a_range_of_places() -> None:
    assert places([(60, 70), (10, 30), (20, 40), (15, 25), (18, 35), (1, 2)]) == (
        (1, 1), (2, 5), (2, 5), (2, 5), (2, 5), (6, 6),
    )  # fmt: skip
    assert [told(one) for one in places([(5, 9), (1, 6), (0, 0.5)])] == ["1 to 2", "1 to 2", "3"]


def test_an_overlap_that_goes_on_from_flow_to_flow_is_no_tie_of_all() -> None:
    assert places([(8, 10), (5, 9), (2, 6)]) == ((1, 2), (1, 3), (2, 3))


def test_intervals_that_only_touch_leave_the_order_open() -> None:
    assert places([(4, 5), (5, 6), (5, 5)]) == ((1, 3), (1, 3), (1, 3))


def test_nothing_has_no_places() -> None:
    assert places([]) == ()


@given(INTERVALS)
def test_every_flow_has_a_place_between_those_certainly_above_and_certainly_below(
    intervals: list[tuple[float, float]],
) -> None:
    found = places(intervals)
    for (low, high), (first, last) in zip(intervals, found, strict=True):
        assert first == 1 + sum(other > high for other, _ in intervals)
        assert last == len(intervals) - sum(other < low for _, other in intervals)
        assert 1 <= first <= last <= len(intervals)
    # Whatever totals within their intervals the flows have, the place of each lies in its range.
    for totals in ([low for low, _ in intervals], [high for _, high in intervals]):
        for total, (first, last) in zip(totals, found, strict=True):
            assert first <= 1 + sum(other > total for other in totals) <= last


@given(INTERVALS)
def test_sorting_flows_by_any_total_keeps_each_within_its_range(intervals: list[tuple[float, float]]) -> None:
    found = places(intervals)
    ordered = sorted(range(len(intervals)), key=lambda at: (-intervals[at][0], -intervals[at][1]))
    for place, at in enumerate(ordered, start=1):
        assert found[at][0] <= place <= found[at][1]
    assert all(found[one][0] <= found[other][1] for one, other in pairwise(ordered))
