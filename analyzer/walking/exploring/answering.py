"""Ending a visit whose page answers nobody any more: in an endless loop, asking one thing after the other, crashed.

Playwright waits for such a page for ever, while nothing happens on the event loop beneath it (see
``capturing.together``) but what is begun there: so the page is asked there, beside whatever is waited for. Only the
time in which that loop runs counts, for what we do ourselves is no page's silence.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any

from playwright.sync_api import BrowserContext, Page

from analyzer.walking.capturing.capture import MOST_FRAMES

EVERY = 0.5
"""Seconds between two questions."""

TICK = 0.1
"""Seconds for which an answer is waited for at a time: one that came while the loop stood still is never missed."""

_TURN = "() => window.__optout?.turn()"


class Answering:
    """Asks all frames of ``page``, and closes its context when one was silent for ``silence`` seconds or at ``end``.

    ``end`` is a moment of the monotonic clock. ``why`` says why it is over, "" while it is not.
    """

    def __init__(self, context: BrowserContext, page: Page, silence: float, end: float) -> None:
        self.why = ""
        self._context, self._page = context, page
        self._silence, self._end = silence, end
        page.on("crash", self._crashed)
        self._task = page._loop.create_task(self._watch())  # noqa: SLF001 - see above
        self._task.add_done_callback(lambda done: done.cancelled() or done.exception())  # whoever waits is told

    def close(self) -> None:
        """Ask no more."""
        self._task.cancel()

    async def _watch(self) -> None:
        while not self.why:
            await self._within(asyncio.sleep(EVERY), float("inf"))
            if not self.why and not await self._within(self._asked(), self._silence):
                self.why = self.why or f"the page did not answer for {self._silence:g} s"
        await self._context._impl_obj.close(None)  # noqa: SLF001 - see above

    async def _within(self, what: Coroutine[Any, Any, Any], seconds: float) -> bool:
        """Wait for something; return whether it came in time."""
        waiting = asyncio.ensure_future(what)
        waited = 0.0
        try:
            while not waiting.done() and waited < seconds and not self.why:
                await asyncio.wait({waiting}, timeout=TICK)
                waited += TICK
                if time.monotonic() > self._end:
                    self.why = "its time was over"
            return waiting.done()
        finally:
            waiting.cancel()

    async def _asked(self) -> None:
        # A frame without a document never answers, however well the page does (see ``walking.loaded``).
        there = [frame for frame in self._page._impl_obj.frames if frame.url]  # noqa: SLF001 - see above
        await asyncio.gather(*(frame.evaluate(_TURN, None) for frame in there[:MOST_FRAMES]), return_exceptions=True)

    def _crashed(self, _page: Page) -> None:
        self.why = self.why or "the page crashed"
