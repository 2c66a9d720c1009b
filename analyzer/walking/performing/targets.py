"""Where a step of a recording takes place: which page, and which frame of it."""

import time
from collections.abc import Callable, Sequence
from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page

from analyzer.recordings.steps import OnElement
from analyzer.walking.performing.locating import StepError, let_time_pass, shows


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


def frame_showing(page: Page, step: OnElement, timeout: float) -> Frame:
    """Return the frame in which a step's element is, once it is there.

    The recorder counts only the frames that are in the process of their parent, as those of the same site are
    (``SDKUtils.ts`` of Chrome DevTools, Google, BSD); what replays counts all. Both are looked into. Where neither
    shows the element in time, it is the one frame that does: pages add frames in an order of their own each time.

    Raises
    ------
    StepError
        If there is no such frame.
    """
    if not step.frame:
        return frame_of(page, step.target, (), timeout)
    end = time.monotonic() + timeout / 1000
    while True:
        top = _top(page, step.target)
        named = [frame for frame in (_at(top, step.frame, _of_site), _at(top, step.frame, _any)) if frame]
        for frame in named:
            if shows(frame, step.selectors):
                return frame
        if time.monotonic() > end:
            break
        let_time_pass(page.main_frame)
    framed = [frame for frame in (top.page.frames if top else ()) if frame.parent_frame]
    showing = [frame for frame in framed if shows(frame, step.selectors)]
    if len(showing) == 1:
        return showing[0]
    if not named:
        raise StepError(f"no frame {list(step.frame)} within {timeout / 1000:g} s")
    return named[0]


def _at(top: Frame | None, path: Sequence[int], counted: Callable[[Frame], bool]) -> Frame | None:
    for index in path:
        children = [frame for frame in top.child_frames if counted(frame)] if top else []
        top = children[index] if index < len(children) else None
    return top


def _any(_: Frame) -> bool:
    return True


def _of_site(frame: Frame) -> bool:
    """Return whether a frame is of the site of its parent; an empty one, or one whose page its parent wrote, is."""
    parent = frame.parent_frame
    return parent is None or not frame.url.startswith("http") or _site(frame.url) == _site(parent.url)


def _site(url: str) -> tuple[str, list[str]]:
    """Return a scheme and the last two names of a host, which is the site but for hosts below two public suffixes."""
    parts = urlsplit(url)
    return parts.scheme, (parts.hostname or "").split(".")[-2:]


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
