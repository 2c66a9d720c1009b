import json
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer import canonical
from tests.tables import for_each

numbers = st.integers(-(10**9), 10**9) | st.integers(-(10**9), 10**9).map(lambda cents: cents / 100)
words = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_what_is_written_reads_back_equal_in_both_forms(value: object) -> None:
    assert json.loads(canonical.line(value)) == value
    assert json.loads(canonical.text(value)) == value


@given(st.dictionaries(words, numbers, max_size=6))
def test_the_order_in_which_keys_were_added_does_not_show(value: dict[str, float]) -> None:
    assert canonical.line(value) == canonical.line(dict(reversed(value.items())))


@given(values)
def test_the_short_form_is_one_line(value: object) -> None:
    assert canonical.line(value).count(b"\n") == 1


@for_each("number", [0.005, 1 / 3, math.nan, math.inf])
def test_a_number_that_was_not_rounded_is_refused_wherever_it_stands(number: float) -> None:
    with pytest.raises(ValueError, match="at most 2 decimals"):
        canonical.line({"routes": [{"seconds": number}]})
