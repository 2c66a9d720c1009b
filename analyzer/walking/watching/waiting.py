"""While a call of the script waits for the page, the page's clock goes on, as it would for a person."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import Self

import greenlet  # type: ignore[import-untyped]  # it has no types of its own; one call is made

from analyzer.walking.watching.wrapping import unwatched

SECONDS = 1.0
"""How long a call waits before the clock is moved on, and again after each time."""


class Waiting:
    """One call under way; ``times`` says how often the clock was moved on meanwhile.

    Parameters
    ----------
    move
        Moves the page's clock on once.
    let_go_on
        Lets the browser go on for a moment of real time.
    """

    def __init__(self, move: Callable[[], None], let_go_on: Callable[[], None]) -> None:
        self.times = 0
        self._move, self._let_go_on = move, let_go_on
        self._loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = None
        self._moving = self._over = False

    def __enter__(self) -> Self:
        self._timer = self._loop.call_later(SECONDS, self._start)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def once(self) -> None:
        """Move the clock on now."""
        self.times += 1
        self._move()

    def stop(self) -> None:
        """Move the clock no further, and return when it stands."""
        self._over = True
        if self._timer:
            self._timer.cancel()
        while self._moving:
            self._let_go_on()

    def _start(self) -> None:
        # In a greenlet of its own a call may block without blocking the loop, as Playwright's own handlers do.
        if not self._over:
            greenlet.greenlet(self._again).switch()

    def _again(self) -> None:
        self._moving = True
        try:
            with unwatched():
                self.once()
        finally:
            self._moving = False
        if not self._over:
            self._timer = self._loop.call_later(SECONDS, self._start)
