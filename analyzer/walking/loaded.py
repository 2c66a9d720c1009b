"""Which frames hold a document: for one that does not yet, the driver waits for ever when it is asked anything.

Such are frames far below the window that load once they are scrolled to, and those whose server never answers.
"""

import asyncio
from collections.abc import Sequence

from playwright.sync_api import Frame

ANSWERS_WITHIN = 0.25
"""Seconds within which a frame without an address answers if a script has written into it."""


def loaded(frames: Sequence[Frame]) -> list[Frame]:
    """Return those of some frames of one page that hold a document."""
    unsure = [frame for frame in frames if not frame.url]
    if not unsure:
        return list(frames)

    async def answering() -> list[bool]:
        # The event loop beneath Playwright's interface (see ``capturing.together``): the call knows no time-out.
        asked = [
            asyncio.wait_for(frame._impl_obj.evaluate("() => true", None), ANSWERS_WITHIN)  # noqa: SLF001 - see above
            for frame in unsure
        ]
        return [answer is True for answer in await asyncio.gather(*asked, return_exceptions=True)]

    empty = {frame for frame, answers in zip(unsure, unsure[0]._sync(answering()), strict=True) if not answers}  # noqa: SLF001 - see above
    return [frame for frame in frames if frame not in empty]
