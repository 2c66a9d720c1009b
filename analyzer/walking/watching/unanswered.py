"""What the page tells and gets no answer to: its observer waits for none, and each would be two messages and a script.

Playwright answers a page that calls an exposed binding once what the binding returns is known; here that never is. The
event loop beneath its interface is reached by a name that is not public (see ``capturing.together``).
"""

import asyncio

from playwright.sync_api import BrowserContext

MOST = 1000
"""Calls that are left waiting; a page that makes more has the former ones forgotten, so that memory is bounded."""


class Unanswered:
    """The calls of one context that are left waiting."""

    def __init__(self, context: BrowserContext) -> None:
        self._loop = context._loop  # noqa: SLF001 - see above
        self._never: asyncio.Future[None] = self._loop.create_future()
        self._waiting = 0

    def one_more(self) -> asyncio.Future[None]:
        """Return what a binding returns to leave its call without an answer."""
        if self._waiting == MOST and not self._never.cancelled():
            self._never.cancel()
            self._never, self._waiting = self._loop.create_future(), 0
        self._waiting += 1
        return self._never

    def forget(self) -> None:
        """Forget all calls, those still to come included: the context is about to close."""
        self._never.cancel()
