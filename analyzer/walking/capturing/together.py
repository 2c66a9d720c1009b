"""Photographing a page while something else goes on.

A screenshot waits for the browser's next frames, some 35 ms in which the page can answer and its answer can be worked
on. Playwright's synchronous interface makes one call at a time, so the screenshot is a task on the event loop beneath
it; that loop is reached by names that are not public, which is why Playwright is pinned to one minor version.
"""

import asyncio
from types import TracebackType
from typing import Self

from playwright.sync_api import CDPSession
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

SHOT = {"format": "png", "optimizeForSpeed": True}

UNANSWERED = (3.0, 6.0, 12.0, 24.0, 48.0)
"""Seconds after which a screenshot is given up, at the first attempt and at those after: of a page that goes elsewhere
meanwhile one in some two hundred never comes (4 of 840 with six browsers on two cores). One that comes takes 35 ms, but
of a page that is costly to draw several seconds."""


class Photograph:
    """A screenshot of the page of ``cdp``, under way from the next call to the browser until the block ends."""

    def __init__(self, cdp: CDPSession) -> None:
        self._cdp = cdp
        self._taking = self._begun()

    def again(self) -> None:
        """Take it once more: the page looks different now."""
        self._drop()
        self._taking = self._begun()

    def taken(self, attempt: int) -> str:
        """Wait for it and return it as base64; ``attempt`` counts from 1.

        Raises
        ------
        playwright.sync_api.Error
            If the page does not let itself be photographed, or not within ``UNANSWERED``.
        """
        limit = UNANSWERED[min(attempt, len(UNANSWERED)) - 1]
        try:
            return str(self._cdp._sync(asyncio.wait_for(self._taking, limit))["data"])  # noqa: SLF001 - see above
        except TimeoutError as error:
            raise PlaywrightTimeoutError(f"no screenshot came within {limit:g} s") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._drop()

    def _begun(self) -> asyncio.Task[dict[str, str]]:
        send = self._cdp._impl_obj.send("Page.captureScreenshot", SHOT, None)  # noqa: SLF001 - see above
        taking: asyncio.Task[dict[str, str]] = self._cdp._loop.create_task(send)  # noqa: SLF001 - see above
        taking.add_done_callback(lambda done: done.cancelled() or done.exception())  # no longer asked for: no complaint
        return taking

    def _drop(self) -> None:
        self._taking.cancel()
