"""One page to look around on: it is opened, looked at, pressed, and put back to where it was."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from analyzer.exploring.reading import Reading
from analyzer.exploring.stored import Stored
from analyzer.walking.browsers.browser import Setting, new_context, own_agent
from analyzer.walking.capturing import observer
from analyzer.walking.exploring import stores, unmarking
from analyzer.walking.exploring.answering import Answering
from analyzer.walking.exploring.eyes import Eyes
from analyzer.walking.exploring.going import Going
from analyzer.walking.exploring.guarding import Guard
from analyzer.walking.exploring.hands import Hands
from analyzer.walking.exploring.menus import Menus
from analyzer.walking.exploring.scripts import opening
from analyzer.walking.exploring.window import Window
from analyzer.walking.manners import PAUSE_MS, Manners

PATIENCE = 10.0
"""Seconds for which what loads or moves is waited for."""


class Visit:
    """A fresh context with one page: the ``window``, ``going`` there, and who operates and looks at it.

    ``silent`` is what a page that was not answered kept by itself, null where haste is not needed (``hasten``).
    """

    def __init__(  # noqa: PLR0913 - all of it is decided by who visits
        self,
        browser: Browser,
        setting: Setting,
        *,
        unmarked: bool,
        allowed: Callable[[str], bool],
        guests: str = "",
        silence: float,
        end: float,
        reading: Reading | None = None,
    ) -> None:
        """Open a context; ``guests`` is the address of a service that is not ours, whose guests we are.

        ``silence`` are the seconds for which a page may be silent, and ``end`` when the visit is over, on the monotonic
        clock. ``reading`` is how its pages are read (``Eyes``).
        """
        self._browser, self._setting, self._unmarked = browser, setting, unmarked
        self._allowed, self._guests = allowed, guests
        self._silence, self._end = silence, end
        self._held: list[str] = []
        self.silent: Stored | None = None
        self._open(reading)

    def _open(self, reading: Reading | None) -> None:
        browser, setting = self._browser, self._setting
        agent = Manners(commit=False).agent(own_agent(browser)) if self._guests else None
        if self._unmarked:
            agent = unmarking.agent(agent or own_agent(browser))
        self.context: BrowserContext = new_context(browser, setting, agent)
        self.context.set_default_timeout(PATIENCE * 1000)
        self.context.add_init_script(observer.script())
        self.context.add_init_script(opening())
        if self._unmarked and agent:
            unmarking.unmark(self.context, agent, browser.version)
        language = setting.locale.partition("-")[0]
        self._guard = Guard(self.context, self._guests, self._allowed, language) if self._guests else None
        self.window = Window(self.context, setting.clock, PATIENCE)
        self._answering = Answering(self.context, self.window.page, self._silence, self._end)
        self.going = Going(self.window, self._allowed)
        self.hands = Hands(self.window, self._be_polite, self.going.enter_what_opened)
        self.menus = Menus(self.window, self.hands)
        self.eyes = Eyes(self.window, reading)

    @property
    def lost(self) -> str:
        """Why the page is there no more, "" while it is."""
        return self._answering.why

    @property
    def reading(self) -> Reading:
        """How the pages are read."""
        return self.eyes.reading or Reading("")

    @reading.setter
    def reading(self, reading: Reading) -> None:
        self.eyes.reading = reading

    @property
    def held(self) -> tuple[str, ...]:
        """What did not leave for a service that is not ours."""
        return (*self._held, *(self._guard.held if self._guard else ()))

    def renew(self) -> None:
        """Begin again with a fresh context, after the page was lost."""
        reads_on, reading = self.going.reads_on, self.eyes.reading
        self._held[:] = self.held
        self.close()
        self._open(reading)
        self.going.reads_on = reads_on
        self.window.hasty = self.silent is not None

    def close(self) -> None:
        """End the visit."""
        self._answering.close()
        with contextlib.suppress(PlaywrightError):
            self.context.close()

    def hasten(self, start: str, silent: Stored) -> None:
        """Open the page at ``start`` as if nobody had been there, and let little time pass there from now on.

        ``silent`` is what it has kept while nobody answered.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        self._be_polite()
        self.silent, self.window.hasty = silent, True
        self.forget()
        self.going.open(start)

    def take_time(self) -> None:
        """Let as much time pass again as usual."""
        self.silent, self.window.hasty = None, False
        self.window.calm()

    def follow(self, url: str, source: str) -> None:
        """Open the address to which a link on the page at ``source`` leads, as pressing it there does.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        self._be_polite()
        self.going.go(url, source)

    def cookies(self) -> list[Mapping[str, Any]]:
        """Return the cookies as the driver gives them, to be put back."""
        return stores.cookies(self.context)

    def forget(self) -> None:
        """Empty cookies and storage, as if nobody had been there."""
        self.window.lift()
        stores.forget(self.context, self.window.page, self.window.tab.session, self.window.origins)
        self.window.sent.clear()

    def remember(self, cookies: list[Mapping[str, Any]], stored: Stored) -> None:
        """Put cookies, and the storage of the page's own origin, back to what they were."""
        self.window.lift()
        stores.remember(self.context, self.window.page, cookies, stored)
        self.window.sent[:] = stored.sent

    def _be_polite(self) -> None:
        if self._guard is not None:
            self.window.page.wait_for_timeout(PAUSE_MS)
