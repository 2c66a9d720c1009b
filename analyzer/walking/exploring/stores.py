"""What a site keeps in the browser, read, emptied and put back."""

import contextlib
from collections.abc import Mapping
from typing import Any

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.exploring.stored import Stored
from analyzer.walking.exploring.scripts import script
from analyzer.walking.goals import stored_in

_EMPTY = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch {} }"

_FILL = """([local, session]) => { try {
  localStorage.clear(); sessionStorage.clear();
  for (const [name, value] of local) localStorage.setItem(name, value);
  for (const [name, value] of session) sessionStorage.setItem(name, value);
} catch {} }"""


def kept(context: BrowserContext, page: Page, sent: tuple[str, ...]) -> Stored:
    """Return what lies in cookies and storage now, beside what was ``sent``."""
    entries = {f"cookie {one.get('name', '')}": str(one.get("value", "")) for one in context.cookies()}
    entries |= {f"{place} {name}": value for place, name, value in stored_in(page)}
    return Stored(entries | _in_databases(page), sent)


def _in_databases(page: Page) -> dict[str, str]:
    """Return what the frames of a page keep in databases, by database, store and key."""
    entries: dict[str, str] = {}
    for frame in page.frames:
        with contextlib.suppress(PlaywrightError, msgspec.DecodeError):
            entries |= msgspec.json.decode(frame.evaluate(script("databases")), type=dict[str, str])
    return entries


def cookies(context: BrowserContext) -> list[Mapping[str, Any]]:
    """Return the cookies as the driver gives them, to be put back."""
    return [dict(cookie) for cookie in context.cookies()]


def forget(context: BrowserContext, page: Page, session: CDPSession, origins: set[str]) -> None:
    """Empty cookies and the storage of these origins, as if nobody had been there."""
    context.clear_cookies()
    for frame in page.frames:
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
        page.evaluate(_FILL, parts)
