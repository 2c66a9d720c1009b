"""Asking a page and photographing it at the same time.

A screenshot waits for the browser's next frames, some 35 ms in which the page could answer. Playwright's synchronous
interface makes one call at a time, so both are awaited together on the event loop beneath it; that loop is reached by
names that are not public, which is why Playwright is pinned to one minor version.
"""

import asyncio
from typing import Any

from playwright.sync_api import CDPSession, Frame

SHOT = {"format": "png", "optimizeForSpeed": True}


def ask_and_photograph(frame: Frame, question: str, options: object, cdp: CDPSession) -> tuple[Any, str]:
    """Return what ``question`` evaluates to in ``frame``, and a screenshot of its page as base64.

    Raises
    ------
    playwright.sync_api.Error
        If either fails.
    """

    async def both() -> tuple[Any, dict[str, str]]:
        shot = asyncio.ensure_future(cdp._impl_obj.send("Page.captureScreenshot", SHOT, None))  # noqa: SLF001 - see above
        try:
            told = await frame._impl_obj.evaluate(question, options)  # noqa: SLF001 - see above
        except BaseException:
            shot.cancel()
            raise
        return told, await shot

    told, shot = frame._sync(both())  # noqa: SLF001 - see above
    return told, shot["data"]


def photograph(cdp: CDPSession) -> str:
    """Return a screenshot of the page as base64.

    Raises
    ------
    playwright.sync_api.Error
        If the page does not let itself be photographed.
    """
    return str(cdp.send("Page.captureScreenshot", SHOT)["data"])
