"""That a table of cases is tried whole, and tells of each that fails by what it was given."""

import inspect

import pytest

from tests.tables import for_each


def test_every_case_is_tried_and_those_that_fail_are_told_with_what_they_were_given(
    request: pytest.FixtureRequest,
) -> None:
    tried = []

    @for_each("number", [1, 2, 3])
    def odd(number: int) -> None:
        tried.append(number)
        assert number % 2

    @for_each("number", [4])
    def raising(number: int) -> None:
        with pytest.raises(ValueError, match="never"):
            tried.append(number)

    with pytest.raises(BaseExceptionGroup, match="1 of 3 cases") as told:
        odd(request=request)
    assert [one.__notes__ for one in told.value.exceptions] == [["of {'number': 2}"]]
    with pytest.raises(BaseExceptionGroup, match="1 of 1 cases"):
        raising(request=request)
    assert tried == [1, 2, 3, 4]


def test_stacked_tables_are_tried_in_all_pairs_and_what_is_left_is_a_fixture(request: pytest.FixtureRequest) -> None:
    seen = []

    @for_each("one", "ab")
    @for_each(("two", "three"), [(1, 2), (3, 4)])
    def pairs(one: str, two: int, three: int, given: str) -> None:
        seen.append((one, two, three, given))

    assert list(inspect.signature(pairs).parameters) == ["given", "request"]
    pairs(request=request, given="x")
    assert seen == [("a", 1, 2, "x"), ("a", 3, 4, "x"), ("b", 1, 2, "x"), ("b", 3, 4, "x")]


@pytest.mark.sampled(3)
def test_of_a_table_that_is_sampled_some_cases_are_tried_and_all_in_a_campaign(request: pytest.FixtureRequest) -> None:
    seen = []

    @for_each("number", range(8))
    def each(number: int) -> None:
        seen.append(number)

    each(request=request)
    assert seen == (list(range(8)) if request.config.getoption("--long") else [0, 3, 6])


def test_a_table_without_cases_is_none() -> None:
    with pytest.raises(AssertionError, match="tests nothing"):
        for_each("number", [])
