"""Where a step of a recording takes place: which page, and which frame of it."""

import time
from collections.abc import Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page

from analyzer.walking.performing.locating import StepError, let_time_pass


def frame_of(page: Page, target: str, path: Sequence[int], timeout: float) -> Frame:
    """Return the frame that ``target`` and ``path`` name, seen from ``page``, once it is there.

    ``target`` is ``main``, or the address of a pop-up, or of a frame that Chromium keeps in another process; ``path``
    leads from there by indices of child frames in the order in which they were attached. Where nothing has that address
    in time, it is the one at the same place with another query or fragment, if there is one alone: what opens a pop-up
    or a frame often puts something there that is new each time.

    Raises
    ------
    StepError
        If it does not appear within ``timeout`` milliseconds.
    """
    end = time.monotonic() + timeout / 1000
    while (frame := _top(page, target)) is None:
        if time.monotonic() > end:
            frame = _alike(page, target)
            break
        let_time_pass(page.main_frame)
    if frame is None:
        raise StepError(f"no page or frame at {target} within {timeout / 1000:g} s")
    for depth, index in enumerate(path, 1):
        while index >= len(frame.child_frames):
            if time.monotonic() > end:
                raise StepError(f"no frame {list(path[:depth])} within {timeout / 1000:g} s")
            let_time_pass(frame)
        frame = frame.child_frames[index]
    return frame


def page_of(page: Page, target: str) -> Page:
    """Return the page that shows ``target`` now, ``page`` itself where none does."""
    frame = _top(page, target)
    return frame.page if frame else page


def _top(page: Page, target: str) -> Frame | None:
    if target == "main":
        return page.main_frame
    for other in page.context.pages:
        if other.url == target:
            return other.main_frame
    return next((frame for frame in page.frames if frame.url == target), None)


def _alike(page: Page, target: str) -> Frame | None:
    frames = [*(other.main_frame for other in page.context.pages), *page.frames[1:]]
    alike = [frame for frame in frames if urlsplit(frame.url)[:3] == urlsplit(target)[:3]]
    return alike[0] if len(alike) == 1 else None
