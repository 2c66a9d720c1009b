"""Whether a route's goal is reached, looked at once after its last action."""

import fnmatch
import re
from collections.abc import Iterable

import msgspec
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.model import Goal, Screen
from analyzer.walking.loaded import loaded

_STORED = """() => { try {
  return JSON.stringify([["local", localStorage], ["session", sessionStorage]]
    .flatMap(([place, store]) => Object.entries(store).map(([name, value]) => [place, name, String(value)])));
} catch { return '[]'; } }"""


def missing(goal: Goal, screen: Screen, page: Page, context: BrowserContext) -> str:
    """Return what of the goal does not hold, in words, or "" if it is reached.

    ``screen`` is the last one observed, on ``page``. In a glob ``*`` stands for anything; in a cookie's or storage
    entry's glob ``?`` and ``[...]`` work as in file names.
    """
    if goal.url and not matches_url(goal.url, screen.url):
        return f"the address is {screen.url}, not {goal.url}"
    if goal.text and not shows(screen, goal.text):
        return f"the text {goal.text!r} is not on the page {screen.url}"
    if goal.cookie and not _any_like(goal.cookie, _cookies(context)):
        return f"no cookie is like {goal.cookie}"
    if goal.storage and not _any_like(goal.storage, (f"{name}={value}" for _, name, value in stored_in(page))):
        return f"nothing like {goal.storage} is stored for {screen.url}"
    return ""


def matches_url(glob: str, url: str) -> bool:
    """Return whether ``url`` is like ``glob``: only ``*`` is special, because a question mark is part of an address."""
    return re.fullmatch(".*".join(map(re.escape, glob.split("*"))), url, re.DOTALL) is not None


def shows(screen: Screen, text: str) -> bool:
    """Return whether ``text`` can be read on the screen, in running text or on a control, however the lines break."""
    seen = [block.text for block in screen.blocks] + [control.text for control in screen.controls]
    wanted = " ".join(text.split())
    return any(wanted in " ".join(part.split()) for part in (*seen, " ".join(block.text for block in screen.blocks)))


def _any_like(glob: str, entries: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(entry, glob) for entry in entries)


def _cookies(context: BrowserContext) -> list[str]:
    return [f"{cookie.get('name', '')}={cookie.get('value', '')}" for cookie in context.cookies()]


def stored_in(page: Page) -> list[tuple[str, str, str]]:
    """Return what the frames of a page keep: ``local`` or ``session``, name and value."""
    entries: list[tuple[str, str, str]] = []
    for frame in loaded(page.frames):
        try:
            entries += msgspec.json.decode(frame.evaluate(_STORED), type=list[tuple[str, str, str]])
        except (PlaywrightError, msgspec.DecodeError):  # a frame that is going away stores nothing any more
            continue
    return entries
