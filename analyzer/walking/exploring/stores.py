"""What a site keeps in the browser, read, emptied and put back."""

import asyncio
import contextlib
from collections.abc import Mapping
from typing import Any

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.exploring.stored import Stored
from analyzer.walking.exploring.scripts import script
from analyzer.walking.loaded import loaded

ANSWERS_WITHIN = 3.0
"""Seconds for an answer that the page has 300 ms for; on a busy machine it comes late."""

_EMPTY = """() => {
  if (window.parent === window) window.name = "";
  try { localStorage.clear(); sessionStorage.clear(); } catch {}
}"""

_FILL = """([local, session, named]) => { window.name = named; try {
  localStorage.clear(); sessionStorage.clear();
  for (const [name, value] of local) localStorage.setItem(name, value);
  for (const [name, value] of session) sessionStorage.setItem(name, value);
} catch {} }"""


def kept(context: BrowserContext, page: Page, sent: tuple[str, ...]) -> Stored:
    """Return what lies in cookies and storage now, beside what was ``sent``."""
    entries = {f"cookie {one.get('name', '')}": str(one.get("value", "")) for one in context.cookies()}
    for frame in loaded(page.frames):
        # A frame that is going away stores nothing any more.
        with contextlib.suppress(PlaywrightError, msgspec.DecodeError):
            told = msgspec.json.decode(_asked(frame), type=list[tuple[str, str, str]])
            entries |= {f"{place} {name}": value for place, name, value in told}
    return Stored(entries, sent)


def _asked(frame: Frame) -> str:
    """Return what the storage of a frame holds as JSON; nothing where a page keeps the answer to itself.

    The question bounds its own time by what a page can replace. The call is one of the event loop beneath Playwright's
    interface (see ``capturing.together``), which knows no time-out for it.
    """
    asking = frame._impl_obj.evaluate(script("stored"), None)  # noqa: SLF001 - see above
    try:
        return str(frame._sync(asyncio.wait_for(asking, ANSWERS_WITHIN)))  # noqa: SLF001 - see above
    except TimeoutError:
        return "[]"


def cookies(context: BrowserContext) -> list[Mapping[str, Any]]:
    """Return the cookies as the driver gives them, to be put back."""
    return [dict(cookie) for cookie in context.cookies()]


def forget(context: BrowserContext, page: Page, session: CDPSession, origins: set[str]) -> None:
    """Empty cookies and the storage of these origins, as if nobody had been there."""
    context.clear_cookies()
    for frame in loaded(page.frames):
        with contextlib.suppress(PlaywrightError):
            frame.evaluate(_EMPTY)
    for origin in origins:
        with contextlib.suppress(PlaywrightError):
            session.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "all"})


def remember(context: BrowserContext, page: Page, held: list[Mapping[str, Any]], stored: Stored) -> None:
    """Put cookies, and the storage of the page's own origin, back to what they were."""
    context.clear_cookies()
    context.add_cookies(held)  # type: ignore[arg-type]  # they came from the driver as they go
    parts = [
        [[name.partition(" ")[2], value] for name, value in stored.entries.items() if name.startswith(place)]
        for place in ("local ", "session ")
    ]
    with contextlib.suppress(PlaywrightError):
        page.evaluate(_FILL, [*parts, stored.entries.get("window name", "")])
