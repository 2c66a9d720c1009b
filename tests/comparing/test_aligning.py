from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.comparing.aligning import FULL, align, overlap

LETTERS = st.lists(st.sampled_from("abcd"), max_size=7)


def same(one: str, other: str) -> int:
    return FULL * (one == other)


@pytest.mark.lengthy
@given(LETTERS, LETTERS)
def test_everything_stands_once_and_in_order(left: list[str], right: list[str]) -> None:
    pairs = align(left, right, same, 1)
    assert [one for one, _ in pairs if one is not None] == list(range(len(left)))
    assert [other for _, other in pairs if other is not None] == list(range(len(right)))
    assert all(left[one] == right[other] for one, other in pairs if one is not None and other is not None)


@pytest.mark.lengthy
@given(LETTERS)
def test_a_sequence_stands_beside_itself(letters: list[str]) -> None:
    assert align(letters, letters, same, 1) == tuple((at, at) for at in range(len(letters)))


@pytest.mark.lengthy
@given(LETTERS, LETTERS)
def test_as_much_is_paired_in_either_direction(left: list[str], right: list[str]) -> None:
    def paired(one: list[str], other: list[str]) -> int:
        return sum(None not in pair for pair in align(one, other, same, 1))

    assert paired(left, right) == paired(right, left)


def test_what_is_less_alike_than_the_least_is_never_paired() -> None:
    assert align("a", "b", lambda *_: 399, 400) == ((0, None), (None, 0))
    assert align("a", "b", lambda *_: 400, 400) == ((0, 0),)


def test_two_good_pairs_are_better_than_one_very_good_one() -> None:
    likeness = {("a", "x"): 500, ("b", "x"): 900, ("b", "y"): 600}
    assert align("ab", "xy", lambda one, other: likeness.get((one, other), 0), 400) == ((0, 0), (1, 1))


@pytest.mark.lengthy
@given(LETTERS, LETTERS)
def test_overlap_is_the_same_in_both_directions_and_full_only_of_equal_bags(left: list[str], right: list[str]) -> None:
    one, other = Counter(left), Counter(right)
    assert overlap(one, other) == overlap(other, one)
    assert (overlap(one, other) == FULL) == (one == other)
