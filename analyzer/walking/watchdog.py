"""Ending a browser that no longer answers: Playwright waits for a page in an endless loop for ever.

Only the time in which Playwright waits counts: while a script does something of its own, the event loop stands still,
and so does the watchdog's count. A script that does so for too long is interrupted, as by Ctrl-C.
"""

import asyncio
import contextlib
import os
import signal
import threading
import time
from types import TracebackType
from typing import NoReturn, Self

GRACE = 2.0
"""Seconds beyond the patience, so that a call's own time-out comes first."""
LEAVING = 30.0
"""Seconds for closing what was walked: on a busy machine that takes longer than an answer, and nobody waits for it."""
OWN = 4.0
"""How many times as long as a page may keep silent a script may be busy with something of its own."""
LEAST_OWN = 30.0
"""Seconds that it has at least: an impatient walk is impatient with pages, and a busy machine is no script's fault."""
STUBBORN_SCRIPT = (
    "optout: a script was busy for {:g} s with something else than its page and cannot be interrupted; "
    "its process was ended; what was gathered so far is kept and marked incomplete\n"
)
"""The last word of a process that is ended with such a script."""
DEAF = (
    "optout: its browser was ended and nothing of it was heard, as where a script closes files that are not its own; "
    "its process was ended; what was gathered so far is kept and marked incomplete\n"
)
"""The last word of a process that waits for a browser that is gone."""
SAID_WHY = 86
"""Exit status after a last word where another process waits for this one: no program uses it, so that it is known there
that nothing is left to say."""
STUBBORN = 10.0
"""Seconds after which a script that cannot be interrupted is ended with its process."""
LOOK_AGAIN = 0.2
"""Seconds between two looks at whether Playwright waits and how long nothing was heard."""


class _Ending:
    """How this process ends after a last word."""

    status = 2


def is_waited_for() -> None:
    """Have this process end with ``SAID_WHY`` after a last word: whoever started it knows what that means."""
    _Ending.status = SAID_WHY


class Watchdog:
    """Kills process ``pid`` when nothing was heard for ``patience`` seconds; ``bitten`` says that it did.

    It is made in the thread whose event loop Playwright runs. In the main thread, what a script does of its own for
    ``own`` seconds is interrupted; ``interrupted`` says that it was. A script that goes on is ended with its process.
    """

    def __init__(self, pid: int, patience: float) -> None:
        self.bitten = False
        self.interrupted = False
        self.own = max(OWN * patience, LEAST_OWN)
        self._stands = 0.0
        self._leaving = False
        self._interruptible = threading.current_thread() is threading.main_thread()
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
        self._leaving = True
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
                # Looks are counted, not the clock: a process that was stopped in a shell has done nothing meanwhile.
                self._stands += LOOK_AGAIN
                if self._interruptible and not self._leaving:
                    self._interrupt()
                continue
            self._stands = 0.0
            if time.monotonic() - self._heard >= self._limit:
                self.bitten = True
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self._pid, signal.SIGKILL)
                if self._interruptible and not self._over.wait(LEAVING):
                    self._end(DEAF)
                return
            self._waits = False
            with contextlib.suppress(RuntimeError):  # a loop that has ended
                self._loop.call_soon_threadsafe(self._playwright_waits)

    def _interrupt(self) -> None:
        if self._stands >= self.own and not self.interrupted and callable(signal.getsignal(signal.SIGINT)):
            self.interrupted = True
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        elif self.interrupted and self._stands >= self.own + STUBBORN:
            self._end(STUBBORN_SCRIPT.format(self.own))

    def _end(self, said: str) -> NoReturn:
        # Not through sys.stderr, whose lock whoever goes on may hold.
        with contextlib.suppress(OSError):
            os.write(2, said.encode())
        os._exit(_Ending.status)

    def _playwright_waits(self) -> None:
        self._waits = True
