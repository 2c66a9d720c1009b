"""What the driver says of a network is told in words, and without what stood in a query."""

import pytest
from playwright.sync_api import Error

from analyzer.walking.failing import first_line, line


@pytest.mark.parametrize(
    ("code", "why"),
    [
        ("CONNECTION_REFUSED", "nothing answers there"),
        ("NAME_NOT_RESOLVED", "no machine has that name"),
        ("HTTP2_PROTOCOL_ERROR", "the browser says http2 protocol error"),
    ],
)
def test_a_page_that_cannot_be_reached_is_told_in_words(code: str, why: str) -> None:
    error = Error(f"Page.goto: net::ERR_{code} at https://shop.test/a?who=jane\nCall log:\n")

    told = line(error, "refuse.py:3", 30.0)

    assert told.startswith("refuse.py:3: https://shop.test/a?who=")
    assert why in told
    assert why in first_line(error)
    assert not any(word in told + first_line(error) for word in ("net::", "Page.goto", "jane"))
