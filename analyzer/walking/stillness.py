"""Waiting until a page has nothing left to do: loaded, no request under way, no window still to open."""

import asyncio
import contextlib
import time
from collections.abc import Callable

from playwright.sync_api import BrowserContext, Request
from playwright.sync_api import Error as PlaywrightError

from analyzer.walking.pacing import AFTER_AN_ACTION_MS
from analyzer.walking.watching.tabs import Tabs

LOOK_AGAIN_MS = 1
SCROLLING_MS = 80
SCROLLS = 25
IN_VAIN_SECONDS = 3.0
"""After so long without any change, or after the patience, the rest counts as standing: a stream, a poll, a window
that was blocked."""


class Stillness:
    """Knows what is under way in one context, and waits for it.

    Requests that were still open when we gave up are not waited for again.
    """

    def __init__(self, context: BrowserContext, tabs: Tabs, patience: float) -> None:
        self._context, self._tabs = context, tabs
        self._patience = patience
        self._open: set[Request] = set()
        self._changes = 0
        context.on("request", self._begins)
        context.on("requestfinished", self._ends)
        context.on("requestfailed", self._ends)

    def reach(self, busy: Callable[[], bool]) -> bool:
        """Return when every page is loaded and still: whether every page has answered since the last of it ended.

        ``busy`` tells of more that must end first. What a page began before its answer to our last call has been heard
        of, because the browser tells things in their order; so a page that was still all along is not asked again. One
        in an endless loop lets nothing return.
        """
        answered = False
        changed, since = self._changes, time.monotonic()
        end = since + self._patience
        while not self._tabs.crashed and (self._under_way or busy()):
            self._load()
            while self._under_way or busy():
                if self._changes != changed or busy():
                    changed, since = self._changes, time.monotonic()
                now = time.monotonic()
                if self._tabs.crashed or now > end or now - since > IN_VAIN_SECONDS:
                    self.give_up()
                    return False
                self.wait_a_little()
            self.answer()
            answered = True
        return answered

    def give_up(self) -> None:
        """Wait for nothing any more that is under way now."""
        self._open.clear()
        self._tabs.give_up_waiting()

    def rest(self, busy: Callable[[], bool], pass_by: Callable[[int], None]) -> None:
        """Let the page come to rest, and its clock go on by ``pass_by``, as after every action."""
        if not self.reach(busy):
            self.answer()
        before = self._changes
        pass_by(AFTER_AN_ACTION_MS)
        self.reach(busy)
        if self._changes != before:
            pass_by(AFTER_AN_ACTION_MS)
            self.reach(busy)

    @property
    def loading(self) -> bool:
        """Whether a document is loading, or a window is about to open."""
        return bool(self._tabs.moving or self._tabs.awaited)

    @property
    def asking(self) -> bool:
        """Whether a request is under way."""
        return bool(self._open)

    def answer(self) -> None:
        """Have every page answer once: what it told before has been heard of then, and what it had put off is done.

        A browser answers us before it tells a page that its address or a dialog has changed, unless asked to queue.
        """
        for page in self._tabs.open():
            with contextlib.suppress(PlaywrightError):
                page.evaluate("() => window.__optout?.turn()")

    def _load(self) -> None:
        for page in self._tabs.open():
            with contextlib.suppress(PlaywrightError):
                page.wait_for_load_state("load", timeout=self._patience * 1000)

    def settle_scrolling(self, heard: Callable[[], int]) -> None:
        """Return when a while has passed in which nothing was heard: scrolling goes on after its call has returned."""
        for _ in range(SCROLLS):
            before = heard()
            self.wait_a_little(SCROLLING_MS)
            if heard() == before:
                return

    def wait_a_little(self, milliseconds: int = LOOK_AGAIN_MS) -> None:
        """Let the browser go on for a moment of real time."""
        # On the event loop beneath Playwright's interface (see ``capturing.together``): ``wait_for_timeout`` would have
        # the driver and us exchange messages every few milliseconds while the page needs the processor.
        with contextlib.suppress(PlaywrightError):
            self._context._sync(asyncio.sleep(milliseconds / 1000))  # noqa: SLF001 - see above

    @property
    def _under_way(self) -> bool:
        return self.asking or self.loading

    def _begins(self, request: Request) -> None:
        self._changes += 1
        self._open.add(request)

    def _ends(self, request: Request) -> None:
        self._changes += 1
        self._open.discard(request)
