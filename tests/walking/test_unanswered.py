"""What the page tells is left without an answer, and nothing of it stays."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from analyzer.walking.watching.unanswered import MOST, Unanswered


@pytest.fixture
def unanswered() -> Iterator[Unanswered]:
    loop = asyncio.new_event_loop()
    yield Unanswered(SimpleNamespace(_loop=loop))  # type: ignore[arg-type]
    loop.close()


def test_a_call_waits_until_all_are_forgotten_and_one_that_comes_later_does_not(unanswered: Unanswered) -> None:
    first = unanswered.one_more()
    assert not first.done()
    unanswered.forget()
    assert first.cancelled()
    assert unanswered.one_more().cancelled()


def test_of_a_page_that_calls_without_end_no_more_than_so_many_wait(unanswered: Unanswered) -> None:
    calls = [unanswered.one_more() for _ in range(2 * MOST + 1)]
    assert [one.cancelled() for one in calls] == [True] * (2 * MOST) + [False]
    unanswered.forget()
    assert [unanswered.one_more().cancelled() for _ in range(2 * MOST)] == [True] * (2 * MOST)
