"""Menus under the pointer: places on which more comes to be seen while it lies there."""

import contextlib

import msgspec
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.walking.exploring.hands import Hands
from analyzer.walking.exploring.scripts import script
from analyzer.walking.exploring.window import Window

MOST_MENUS = 12
"""Over how many places of one screen the pointer is laid."""


class Menu(msgspec.Struct, frozen=True):
    """A place that the pointer can be laid on, its words, and what lies hidden until then; both by their paths."""

    path: str
    words: str
    hidden: str


class Menus:
    """Knows over which places of a visit the pointer was laid, and whether something opened."""

    def __init__(self, window: Window, hands: Hands) -> None:
        self._window, self._hands = window, hands
        self._opens: dict[tuple[int, Menu], bool] = {}

    def under(self, number: int, box: int) -> tuple[list[Menu], bool]:
        """Return the places of a box, or of frame ``number`` where ``box`` is 0, under which more comes to be seen.

        That is tried with the pointer, at each place once in a visit; and whether it was, beside the places.
        """
        frame = self._window.tab.frames.numbered(number)
        places: list[Menu] = []
        with contextlib.suppress(PlaywrightError, msgspec.DecodeError):
            places = msgspec.json.decode(frame.evaluate(script("veiled"), box) if frame else "[]", type=list[Menu])
        places = places[:MOST_MENUS]
        new = [place for place in places if (number, place) not in self._opens]
        for place in new:
            with contextlib.suppress(PlaywrightError, WalkError):
                self._hands.point(number, place.path)
                opens = frame is not None and frame.evaluate(script("unveiled"), place.hidden) is True
                self._opens[number, place] = opens
        if new:
            self._hands.rest()
        return [place for place in places if self._opens.get((number, place))], bool(new)
