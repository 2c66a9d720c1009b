"""When two screens are the same state, so that walks can be merged.

A screen is known by its origin and path, its open dialogs, its headings, and the skeleton of its controls: their roles,
names and states. Digits are masked and repetitions collapsed, so that a feed of three posts and one of seven are the
same screen, and so is a counter that went on. What was typed does not matter; what was ticked, rejected or opened does.
Comparing markup or addresses instead splits on every reload, or misses a box that was ticked.
"""

import re
from typing import Any
from urllib.parse import urlsplit

from analyzer import canonical
from analyzer.counting.shown import AROUND, mask_digits
from analyzer.model import Control, Screen
from analyzer.queries import without_values

LONGEST_REPETITION = 12
"""How many controls one repeated item (a post with its buttons) may have and still be seen as a repetition."""

_TOKEN = re.compile(r"(?=[^/]*\d)[0-9a-z_-]{16,}|[0-9a-f]{8}-[0-9a-f-]{27}", re.IGNORECASE)


def identity(screen: Screen) -> str:
    """Return a hash that is equal for screens that are the same state."""
    if screen.browser_dialog:
        said = [mask_digits(block.text) for block in screen.blocks]
        return _hash(["browser dialog", screen.browser_dialog, said])
    return _hash([*_surface(screen), _collapsed([_bones(control) for control in screen.controls])])


def surface(screen: Screen) -> str:
    """Return a hash that is equal for the states of one page: address, dialogs and headings, whatever was ticked."""
    return identity(screen) if screen.browser_dialog else _hash(_surface(screen))


def title_of(screen: Screen) -> str:
    """Return what a person would call the screen.

    That is a browser dialog's message; the topmost dialog's name or first heading; else the main heading of the
    content, the document's title, or its address without values. Lesser headings name parts: the first post of a feed
    is not the page.
    """
    if screen.browser_dialog:
        return next((block.text for block in screen.blocks), screen.browser_dialog)
    if screen.dialogs:
        top = len(screen.dialogs) - 1
        inside = (block.text for block in screen.blocks if block.dialog == top and block.level)
        return screen.dialogs[-1] or next(inside, "") or screen.title or without_values(screen.url)
    content = (block for block in screen.blocks if block.dialog is None and block.region not in AROUND)
    return next((block.text for block in content if block.level == 1), "") or screen.title or without_values(screen.url)


def place(url: str) -> str:
    """Return origin and path of an address with its ids masked; query and fragment are left out.

    The skeleton tells apart what a query changes; what it does not change (a session, a campaign) is no other state.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return mask_digits(url)
    path = "/".join("*" if _TOKEN.fullmatch(segment) else mask_digits(segment) for segment in parts.path.split("/"))
    return f"{parts.scheme}://{parts.netloc}{path}".lower()


def _surface(screen: Screen) -> list[Any]:
    headings = [mask_digits(block.text) for block in screen.blocks if block.level]
    return [place(screen.url), list(map(mask_digits, screen.dialogs)), _collapsed(headings)]


def _bones(control: Control) -> list[str | bool | None]:
    chosen = control.text if control.tag == "select" else ""
    states = [control.checked, control.expanded, control.enabled, control.invalid]
    return [control.role, mask_digits(control.name), mask_digits(chosen), control.dialog is not None, *states]


def _collapsed(items: list[Any]) -> list[Any]:
    kept: list[Any] = []
    for item in items:
        kept.append(item)
        for length in range(1, min(LONGEST_REPETITION, len(kept) // 2) + 1):
            if kept[-1 - length] == item and kept[-length:] == kept[-2 * length : -length]:
                del kept[-length:]
                break
    return kept


def _hash(value: object) -> str:
    return canonical.sha256(canonical.line(value))
