"""What a report prints of an address: where it leads, and nothing that somebody typed or is known by."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.queries import hides, without_values

HOST = "https://service.test/done.html"
TYPED = st.text(string.ascii_letters + string.digits + "@+%.-_/", min_size=4).map(lambda value: f"Zz9{value}")


@given(TYPED, st.sampled_from(["?num={}", "?a=b&num={}", "?{}", "#/done?num={}", "#num={}", "?a=1;num={}#top"]))
def test_no_value_of_a_query_is_printed(value: str, way: str) -> None:
    told = without_values(HOST + way.format(value))

    assert value not in told
    assert told.startswith(HOST)
    assert hides(HOST + way.format(value))


@given(st.text())
def test_what_was_hidden_once_stays_as_it_is(address: str) -> None:
    once = without_values(address)

    assert without_values(once) == once
    assert not hides(once)


@pytest.mark.parametrize(
    "address", [HOST, f"{HOST}#/step/2", f"{HOST}#top", "", "about:blank", "https://[", "?", "a?b="]
)
def test_an_address_without_values_is_printed_whole(address: str) -> None:
    assert without_values(address) == address


def test_names_are_kept_and_who_logs_in_is_not() -> None:
    assert without_values("https://jane:secret@service.test/a?num=12&why=a#x") == "https://service.test/a?num=…&why=…#x"
