"""Ending a browser that no longer answers: Playwright waits for a page in an endless loop for ever.

Only the time in which Playwright waits counts: while a script does something of its own, the event loop stands still,
and so does the watchdog's count.
"""

import asyncio
import contextlib
import os
import signal
import threading
import time
from types import TracebackType
from typing import Self

GRACE = 2.0
"""Seconds beyond the patience, so that a call's own time-out comes first."""
LEAVING = 30.0
"""Seconds for closing what was walked: on a busy machine that takes longer than an answer, and nobody waits for it."""
LOOK_AGAIN = 0.2
"""Seconds between two looks at whether Playwright waits and how long nothing was heard."""


class Watchdog:
    """Kills process ``pid`` when nothing was heard for ``patience`` seconds; ``bitten`` says that it did.

    It is made in the thread whose event loop Playwright runs.
    """

    def __init__(self, pid: int, patience: float) -> None:
        self.bitten = False
        self._pid = pid
        self._limit = patience + GRACE
        self._heard = time.monotonic()
        self._loop = asyncio.get_running_loop()
        self._waits = True
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)

    def beat(self) -> None:
        """Say that something was heard."""
        self._heard = time.monotonic()

    def leave(self) -> None:
        """Say that the walk is over: what is still to come is closing its pages, whose slowness is no page's fault."""
        self.beat()
        self._limit = max(self._limit, LEAVING)

    def __enter__(self) -> Self:
        self.beat()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(LOOK_AGAIN):
            if not self._waits:
                self.beat()
                continue
            if time.monotonic() - self._heard >= self._limit:
                self.bitten = True
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
                return
            self._waits = False
            with contextlib.suppress(RuntimeError):  # a loop that has ended
                self._loop.call_soon_threadsafe(self._playwright_waits)

    def _playwright_waits(self) -> None:
        self._waits = True
