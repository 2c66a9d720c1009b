"""Going to an address, as it is typed or as a link leads there, and reading on where one has come."""

import contextlib
from collections.abc import Callable

from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.walking.exploring.window import Window
from analyzer.walking.failing import first_line

FRAMES_MS = 60
"""Real milliseconds in which a few frames are drawn."""

_READ_ON = """() => {
  scrollTo({ top: innerHeight, behavior: "instant" });
  document.dispatchEvent(new Event("scroll", { bubbles: true }));
}"""
"""The scroll's own event comes with the next frame, which may be late."""

_RESTING = (200, 300)
"""Pixels from the left and the top where a pointer is moved to begin with: somewhere in every window."""


class Going:
    """Takes a window to addresses that are ``allowed``.

    ``reads_on`` says that somebody begins to read wherever a page is opened; ``status`` is that of the last answer.
    """

    def __init__(self, window: Window, allowed: Callable[[str], bool]) -> None:
        self.reads_on = False
        self.status = 0
        self._window, self._allowed = window, allowed

    def open(self, url: str) -> None:
        """Open an address and let the page come to rest, as far as it does: a picture may never come.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        self.go(url)
        if self.reads_on:
            self.read_on()

    def go(self, url: str, referrer: str | None = None) -> None:
        """Go to an address, from ``referrer`` if that is given, and let the page come to rest.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        window = self._window
        with window.acting():
            try:
                answer = window.page.goto(url, wait_until="commit", referer=referrer)
            except PlaywrightError as error:
                raise WalkError(f"{url}: cannot be opened: {first_line(error)}") from error
            try:
                window.page.wait_for_load_state("load")
            except PlaywrightError:
                window.give_up()
        self.status = answer.status if answer else 0
        window.calm()

    def read_on(self) -> None:
        """Move the pointer, scroll, stay and turn to leave, as who reads; from now on wherever a page is opened.

        Some dialogs, and what loads them, wait for that.
        """
        self.reads_on = True
        window, page = self._window, self._window.page
        with window.acting(), contextlib.suppress(PlaywrightError):
            page.mouse.move(0, 0)
            page.mouse.move(*_RESTING, steps=2)
            page.mouse.wheel(0, 1)
            page.evaluate(_READ_ON)
            # What watches which part of a page is in the window is told with the frames that are drawn next.
            window.linger(FRAMES_MS)
        window.stay()
        with window.acting(), contextlib.suppress(PlaywrightError):
            page.mouse.move(_RESTING[0], -1)
        window.calm()

    def stop_reading(self) -> None:
        """Scroll back, and no more."""
        self.reads_on = False
        with self._window.acting(), contextlib.suppress(PlaywrightError):
            self._window.page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")

    def enter_what_opened(self) -> None:
        """Go on in a window that the page opened, in the page that is there: storage of the two is one."""
        page, context = self._window.page, self._window.context
        opened = [other for other in context.pages if other is not page and not other.is_closed()]
        if not opened:
            return
        url = opened[-1].url
        for other in opened:
            with contextlib.suppress(PlaywrightError):
                other.close()
        if url.startswith(("http:", "https:")) and self._allowed(url):
            self.open(url)
