"""Lostness is the distance of a path from the shortest one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.exploring.lostness import lostness
from tests.tables import for_each

counts = st.integers(1, 60)


def test_the_published_vector_is_met() -> None:
    assert round(lostness(seen=9, distinct=6, needed=3), 2) == 0.60


@given(counts)
def test_the_shortest_path_is_not_lost(needed: int) -> None:
    assert lostness(needed, needed, needed) == 0


@given(counts, counts, counts)
def test_coming_back_once_more_is_more_lost(one: int, other: int, third: int) -> None:
    needed, distinct, seen = sorted((one, other, third))
    assert lostness(seen, distinct, needed) < lostness(seen + 1, distinct, needed)


@for_each(("seen", "distinct", "needed"), [(3, 4, 2), (4, 3, 4), (1, 1, 0)])
def test_what_are_no_counts_of_a_path_is_refused(seen: int, distinct: int, needed: int) -> None:
    with pytest.raises(ValueError, match="no path has such counts"):
        lostness(seen, distinct, needed)
