"""While a call of the script waits for the page, the page's clock goes on, as it would for a person.

It goes on only where the page has nothing left to do but wait for its own timers: not while a document loads, a
request is under way, or the browser itself is slow, because how long those take is the machine's matter and must not
show in a walk.
"""

import asyncio
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

import greenlet  # type: ignore[import-untyped]  # it has no types of its own; one call is made

from analyzer.walking.watching.wrapping import unwatched

SECONDS = 1.0
"""How long a call waits before the clock is moved on, and again after each time."""
PROMPT_SECONDS = 0.2
"""A page that takes longer than this to answer is busy."""
IN_VAIN = 3
"""How often a request under way is waited for before the clock goes on all the same: a stream, a page that never stops
asking."""


class Waiting:
    """One call under way; ``times`` says how often the clock was moved on meanwhile.

    Parameters
    ----------
    move
        Moves the page's clock on once.
    let_go_on
        Lets the browser go on for a moment of real time.
    loads, asks, answer
        Whether a document is loading, whether a request is under way, and how to have every page answer once.
    """

    def __init__(
        self,
        move: Callable[[], None],
        let_go_on: Callable[[], None],
        *,
        loads: Callable[[], bool],
        asks: Callable[[], bool],
        answer: Callable[[], None],
    ) -> None:
        self.times = 0
        self._move, self._let_go_on = move, let_go_on
        self._loads, self._asks, self._answer = loads, asks, answer
        self._in_vain = 0
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
                if self._is_idle() and not self._over:
                    self.once()
        finally:
            self._moving = False
        if not self._over:
            self._timer = self._loop.call_later(SECONDS, self._start)

    def _is_idle(self) -> bool:
        """Return whether the page only waits for its own timers."""
        if self._loads():
            return False
        if self._asks() and self._in_vain < IN_VAIN:
            self._in_vain += 1
            return False
        since = time.monotonic()
        self._answer()
        if time.monotonic() - since > PROMPT_SECONDS or self._loads():
            return False
        self._in_vain = 0
        return True
