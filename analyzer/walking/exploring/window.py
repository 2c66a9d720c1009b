"""The one page of a visit: its context and clock, what it has sent and asked, and waiting until it is at rest."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from playwright.sync_api import BrowserContext, ElementHandle, Frame, Page, Request
from playwright.sync_api import Dialog as PlaywrightDialog
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.model import Control
from analyzer.walking.exploring.ground import origin
from analyzer.walking.exploring.scripts import script
from analyzer.walking.failing import first_line
from analyzer.walking.loaded import loaded
from analyzer.walking.pacing import Pace
from analyzer.walking.stillness import Stillness
from analyzer.walking.watching.tabs import Tab, Tabs

HURRY = 1000
"""How much faster than on a person's screen transitions run."""

STILL_MOVING, MOVING_MS = 40, 25
"""How often, and after how many real milliseconds, a page in which something still moves is waited for."""

SETTLING_MS = 500
"""Milliseconds of the page's clock that pass once its animations have ended."""

HASTY_MS = 1500
"""Milliseconds of the page's clock that pass after an act of somebody who goes on at once."""

READING_MS = 20_000
"""Milliseconds of the page's clock for which somebody who reads stays on a page."""

LINGER_MS = 250
"""Real milliseconds after which a page is looked at again that is not as it should be: a busy machine draws late."""

MOST_SENT = 200
"""How many bodies of requests are kept; what a page sends after them is not looked at."""

_ELEMENT = "key => window.__optout?.elementOf(key) ?? null"


@dataclass
class Asked:
    """Dialogs of the browser's own that opened since the last press, and how they are answered."""

    accept: bool = True
    seen: list[str] = field(default_factory=list)


class Window:
    """A page in a context; ``sent`` are the bodies of its requests, ``origins`` where it has been.

    ``pointed`` says that the pointer lies where something was pressed or pointed at, ``hasty`` that no more time passes
    after an act than somebody needs who acts at once.
    """

    def __init__(self, context: BrowserContext, start: datetime, patience: float) -> None:
        self.context = context
        self.asked = Asked()
        self.sent: list[str] = []
        self.origins: set[str] = set()
        self.pointed = False
        self.hasty = False
        self._acting = False
        self._places: dict[int, int] = {}
        self._pace = Pace(context, start)
        self._tabs = Tabs(context, lambda: self._acting, lambda _: None)
        self._stillness = Stillness(context, self._tabs, patience)
        self.page: Page = self._tabs.first()
        self._hurry()
        context.on("request", self._requested)
        context.on("dialog", self._dialog)

    @property
    def now(self) -> datetime:
        """The time on the page's clock."""
        return self._pace.now()

    @property
    def tab(self) -> Tab:
        """What the browser tells of the page."""
        return self._tabs.tab(self.page)

    # What stands on it

    def place_frames(self) -> None:
        """Remember where each frame stands among the others."""
        for place, frame in enumerate(self.page.frames):
            self._places.setdefault(self.tab.frames.number(frame), place)

    def frame(self, number: int) -> Frame | None:
        """Return the frame of this number, or the one that stands where it stood: a page opened anew has new ones."""
        frame = self.tab.frames.numbered(number)
        place, frames = self._places.get(number), self.page.frames
        return frames[place] if frame is None and place is not None and place < len(frames) else frame

    def element(self, control: Control) -> ElementHandle:
        """Return the element of a control.

        Raises
        ------
        WalkError
            If it is no longer there.
        """
        frame = self.tab.frames.numbered(control.frame)
        element = None
        if frame is not None:
            with contextlib.suppress(PlaywrightError):
                element = frame.evaluate_handle(_ELEMENT, key_of(control)).as_element()
        if element is None:
            raise WalkError("it is no longer there")
        return element

    # What is done on it

    @contextlib.contextmanager
    def acting(self, *, accept: bool = True) -> Iterator[None]:
        """Say that what happens meanwhile is done by us; ``accept`` says how dialogs of the browser are answered."""
        self._acting, self.asked = True, Asked(accept)
        try:
            yield
        finally:
            self._acting = False

    def lift(self) -> None:
        """Take the pointer away: what is opened next must not open its menus under it."""
        if self.pointed:
            with self.acting(), contextlib.suppress(PlaywrightError):
                self.page.mouse.move(0, 0)
            self.pointed = False

    def linger(self, milliseconds: int = LINGER_MS) -> None:
        """Let some real time pass, and none on the page's clock."""
        self._stillness.wait_a_little(milliseconds)

    def stay(self) -> None:
        """Let as much time pass as somebody reads, and do nothing."""
        self.calm()
        self._pace.pass_by(READING_MS)
        self.calm()

    def give_up(self) -> None:
        """Wait for nothing any more that is under way now."""
        self._stillness.give_up()

    def calm(self) -> None:
        """Let the page come to rest, and as much time pass as after a press."""
        self._acting = True
        try:
            self._stillness.rest(lambda: False, self._pass_by)
        finally:
            self._acting = False
        if self._stand():
            self._pace.pass_by(SETTLING_MS)
            self._stand()
        if here := origin(self.page.url):
            self.origins.add(here)

    def _pass_by(self, milliseconds: int) -> None:
        self._pace.pass_by(min(milliseconds, HASTY_MS) if self.hasty else milliseconds)

    def _stand(self) -> bool:
        """Wait until no transition or animation that ends is running, nor one that follows upon another's end.

        Return whether there was one: what a page does when it ends may wait for the page's clock.
        """
        ended: list[str] = []
        for tries in range(STILL_MOVING):
            before, ended = ended, self._animations()
            if "running" not in ended and ended == before:
                return tries > 0
            self._stillness.wait_a_little(MOVING_MS)
        return True

    def _animations(self) -> list[str]:
        """Return how the animations that end stand, shadow roots and frames included; empty where there are none."""
        found: list[str] = []
        for frame in loaded(self.page.frames):
            with contextlib.suppress(PlaywrightError):
                found += frame.evaluate(script("animations"))
        return found

    def _hurry(self) -> None:
        """Have transitions end at once: they go by real time, and a state must not depend on when it was looked at."""
        session = self.tab.session
        session.send("Animation.enable")
        session.send("Animation.setPlaybackRate", {"playbackRate": HURRY})

    # What happens meanwhile

    def _requested(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            if request.method not in {"GET", "HEAD", "OPTIONS"} and request.post_data and len(self.sent) < MOST_SENT:
                self.sent.append(request.post_data[:20_000])

    def _dialog(self, dialog: PlaywrightDialog) -> None:
        self.asked.seen.append(f"{dialog.type}: {dialog.message}"[:300])
        with contextlib.suppress(PlaywrightError):
            if self.asked.accept:
                dialog.accept()
            else:
                dialog.dismiss()


def key_of(control: Control) -> int:
    """Return the number by which the observer of its frame knows a control."""
    return int(control.key.partition(".")[2])


@contextlib.contextmanager
def or_told() -> Iterator[None]:
    """Raise as one line of our own what the driver says.

    Raises
    ------
    WalkError
        If the driver raises an error.
    """
    try:
        yield
    except PlaywrightError as error:
        raise WalkError(first_line(error)) from error
