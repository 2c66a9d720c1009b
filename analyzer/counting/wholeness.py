"""Whether a screen was looked at whole, since what was not kept cannot be counted."""

import re
from collections.abc import Iterable

from analyzer.model import Screen
from analyzer.saying import NOTHING, Said, say

_MISSING = re.compile(
    r"(?:frame \d+: )?(?:"
    r"\d+ of \d+ (?:blocks of text|controls) were not (?:kept|looked at)"
    r"|\d+ elements and what they hold were not looked at\b.*"
    r"|\d+ frames inside it were not looked at"
    r"|(?:a frame inside it )?could not be read: .*"
    r")"
)
"""The sentences of ``Screen.limits`` that say that text or controls are missing; the capture writes them."""


def cut(screen: Screen) -> str:
    """Return the sentence that says which blocks or controls of the screen were not kept; "" where it was seen whole.

    Colours, pictures, and a stored page that was cut are other limits: text and controls are all there.
    """
    return next((limit for limit in screen.limits if _MISSING.fullmatch(limit)), "")


def first_cut(screens: Iterable[Screen]) -> Said:
    """Return in one sentence which screen is the first that was not seen whole, and why; "" where all were."""
    told = (
        say("screen {screen:d} was cut: {limit:said}", screen=screen.number, limit=cut(screen))
        for screen in screens
        if cut(screen)
    )
    return next(told, NOTHING)
