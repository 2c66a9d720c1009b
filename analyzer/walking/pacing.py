"""The page's clock in a walk: it stands still, and each action lets the same time pass.

Nothing happens between two captures except what the walk lets happen, so that the same route meets the same moments.
Timers run in their order (``run_for``) rather than once at the end (``pause_at``), because a countdown ticks and a
timer starts the next one.
"""

import contextlib
from datetime import datetime, timedelta

from playwright.sync_api import BrowserContext
from playwright.sync_api import Error as PlaywrightError

AFTER_AN_ACTION_MS = 5000
"""Milliseconds; as much again where the page asked the service for something: the answer may set timers of its own."""


class Pace:
    """The page clock of one context. ``at`` is milliseconds since the walk began."""

    def __init__(self, context: BrowserContext, start: datetime) -> None:
        self.at = 0
        self._clock = context.clock
        self._start = start
        self._clock.pause_at(start)

    def now(self) -> datetime:
        """Return the time on the page's clock."""
        return self._start + timedelta(milliseconds=self.at)

    def pass_by(self, milliseconds: int) -> None:
        """Let time pass on every page, running the timers that fall due; an error in one is the page's own."""
        self.at += milliseconds
        with contextlib.suppress(PlaywrightError):
            self._clock.run_for(milliseconds)
