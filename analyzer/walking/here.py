"""Walking a service of this machine: one's own, while it is being made.

Everything is pressed, for nobody else's service is behind it; nothing of anywhere else is asked for.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser

from analyzer.errors import InputError
from analyzer.model import Walk
from analyzer.walking.browsers.browser import HERE_FLAGS, unseeded_context
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.course import Course, go
from analyzer.walking.exploring.ground import is_here
from analyzer.walking.keeping import Keeping
from analyzer.walking.live import Leave, listening

_INSIDE = ("data:", "blob:", "about:")
"""Addresses that ask nobody."""


def walk_here(browser: Browser, course: Course, folder: Path, *, choice: BrowserChoice, patience: float) -> Walk:
    """Go a course that starts on this machine, write the walk into ``folder`` and return it.

    Parameters
    ----------
    browser, choice
        A browser started with ``HERE_FLAGS``, and which build it is.
    patience
        Seconds for which a locator, or a page that does not answer, is waited for.

    Raises
    ------
    InputError
        If the start is not on this machine.
    BrowserError, WalkError, StorageError
        As for ``walker.walk``.
    """
    start = course.identity.start
    if not is_here(start):
        raise InputError(
            f"{start}: is not on this machine; serve it at http://localhost, or walk it as a flow: optout run --live"
        )
    walked, _ = go(
        browser, course, folder,
        choice=choice, patience=patience, progress=lambda _: None, flags=HERE_FLAGS,
        opened=unseeded_context, keeping=Keeping({}),
        attach=lambda context, clock: listening(
            browser, context, clock, lambda _: None, Leave(_stays, overhears=True), start
        ),
    )  # fmt: skip
    return walked


def _stays(paused: Mapping[str, Any]) -> bool:
    """Return whether a request stays on this machine."""
    url = paused["request"]["url"]
    return url.startswith(_INSIDE) or is_here(url)
