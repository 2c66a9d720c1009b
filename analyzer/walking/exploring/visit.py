"""One page to look around on: it is opened, looked at, pressed, and put back to where it was."""

import contextlib
from collections.abc import Callable, Mapping
from typing import Any

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as PlaywrightError

from analyzer.exploring.stored import Stored
from analyzer.walking.browsers.browser import Setting, new_context, own_agent
from analyzer.walking.capturing import observer
from analyzer.walking.exploring import stores, unmarking
from analyzer.walking.exploring.eyes import Eyes, Unmarked
from analyzer.walking.exploring.going import Going
from analyzer.walking.exploring.guarding import Guard
from analyzer.walking.exploring.hands import Hands
from analyzer.walking.exploring.menus import Menus
from analyzer.walking.exploring.scripts import opening
from analyzer.walking.exploring.window import Window
from analyzer.walking.manners import PAUSE_MS, Manners

PATIENCE = 10.0
"""Seconds for which a page may be silent."""


class Visit:
    """A fresh context with one page: the ``window``, ``going`` there, and who operates and looks at it."""

    def __init__(
        self,
        browser: Browser,
        setting: Setting,
        *,
        unmarked: bool,
        allowed: Callable[[str], bool],
        guests: str = "",
        patience: float = PATIENCE,
        bare: Unmarked | None = None,
    ) -> None:
        """Open a context; ``guests`` is the address of a service that is not ours, whose guests we are.

        ``bare`` finds the controls that nothing marks as such; without it, none is looked for.
        """
        agent = Manners(commit=False).agent(own_agent(browser)) if guests else None
        if unmarked:
            agent = unmarking.agent(agent or own_agent(browser))
        self.context: BrowserContext = new_context(browser, setting, agent)
        self.context.set_default_timeout(patience * 1000)
        self.context.add_init_script(observer.script())
        self.context.add_init_script(opening())
        if unmarked and agent:
            unmarking.unmark(self.context, agent, browser.version)
        self.guard = Guard(self.context, guests, allowed, setting.locale.partition("-")[0]) if guests else None
        self.window = Window(self.context, setting.clock, patience)
        self.going = Going(self.window, allowed)
        self.hands = Hands(self.window, self._be_polite, self.going.enter_what_opened)
        self.menus = Menus(self.window, self.hands)
        self.eyes = Eyes(self.window, bare)

    def close(self) -> None:
        """End the visit."""
        with contextlib.suppress(PlaywrightError):
            self.context.close()

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
        stores.forget(self.context, self.window.page, self.window.tab.session, self.window.origins)
        self.window.sent.clear()

    def remember(self, cookies: list[Mapping[str, Any]], stored: Stored) -> None:
        """Put cookies, and the storage of the page's own origin, back to what they were."""
        stores.remember(self.context, self.window.page, cookies, stored)
        self.window.sent[:] = stored.sent

    def _be_polite(self) -> None:
        if self.guard is not None:
            self.window.page.wait_for_timeout(PAUSE_MS)
