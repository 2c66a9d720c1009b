"""Whether a route's goal is reached, looked at once after its last action."""

import fnmatch
import json
import re
from collections.abc import Iterable

from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.model import Goal, Screen

_STORED = """() => { try {
  const entries = store => Object.entries(store).map(pair => pair.join('='));
  return JSON.stringify([localStorage, sessionStorage].flatMap(entries));
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
    if goal.storage and not _any_like(goal.storage, _stored(page)):
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


def _stored(page: Page) -> list[str]:
    entries: list[str] = []
    for frame in page.frames:
        try:
            entries += [entry for entry in json.loads(frame.evaluate(_STORED)) if isinstance(entry, str)]
        except PlaywrightError:  # a frame that is just going away stores nothing any more
            continue
    return entries
