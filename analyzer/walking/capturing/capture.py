"""One screen: what a person sees and can do at this moment, its screenshot, and its page as a file that runs nothing.

One ``evaluate`` a frame that can be seen, and one screenshot over CDP while that is answered and placed. Reading order
is that of the flat tree (shadow roots in place of their hosts' children, slots filled); CSS ``order`` is not followed.
Closed shadow roots cannot be seen. An edge without a border has the colour of what it encloses.
"""

import base64
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
from playwright.sync_api import CDPSession, Frame, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer import storage
from analyzer.errors import WalkError
from analyzer.model import Screen
from analyzer.saying import say
from analyzer.walking.capturing import observer
from analyzer.walking.capturing.placing import Placed, View
from analyzer.walking.capturing.seen import Seen, decode
from analyzer.walking.capturing.together import Photograph
from analyzer.walking.failing import first_line
from analyzer.walking.loaded import loaded

ATTEMPTS = 5
"""How often a page that navigates under our eyes is looked at again."""

LOOK_AGAIN_MS = 100
"""How long is waited before: between two documents a page is loaded and yet cannot be photographed."""

MOST = 10_000
"""How many blocks, and how many controls, one screen keeps."""

MOST_FRAMES = 100
"""How many frames one screen looks into."""

_ASK = "options => window.__optout ? window.__optout.capture(options) : null"


Fit = Callable[[Page, Screen, str], tuple[Screen, str, bool]]
"""Returns of a screen and its stored page what may be written, and whether its screenshot may."""


def unchanged(_: Page, screen: Screen, dom: str) -> tuple[Screen, str, bool]:
    """Let everything be written: the fit of a page that shows nothing of anybody's."""
    return screen, dom, True


@dataclass(frozen=True)
class Moment:
    """Where in the walk a screen stands; see ``Screen`` for what each number counts."""

    number: int
    page: int
    document: int
    at: int


@dataclass
class Frames:
    """The numbers of one page's frames: 0 is the top frame, the others count from 1 as they are first seen."""

    page: Page
    _numbers: dict[Frame, int] = field(default_factory=dict)

    def numbered(self, number: int) -> Frame | None:
        """Return the frame of this number, null where it is gone."""
        return next((frame for frame in self.page.frames if self.number(frame) == number), None)

    def number(self, frame: Frame) -> int:
        """Return the frame's number; it stays the same for as long as the page is open."""
        if frame == self.page.main_frame:
            return 0
        for other in self.page.frames[1:]:
            self._numbers.setdefault(other, len(self._numbers) + 1)
        return self._numbers.setdefault(frame, len(self._numbers) + 1)

    def key(self, frame: Frame, told: int) -> str:
        """Return the key of an element that the observer of ``frame`` calls ``told``."""
        return f"{self.number(frame)}.{told}"


def capture(page: Page, cdp: CDPSession, folder: Path, moment: Moment, frames: Frames, fit: Fit = unchanged) -> Screen:
    """Look at ``page`` once; write its screenshot and stored page below ``folder``, as ``fit``, and return the screen.

    Raises
    ------
    WalkError
        If the page goes on navigating, was closed, or does not let itself be photographed.
    StorageError
        If an exhibit cannot be written.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            with Photograph(cdp) as photograph:
                told = page.main_frame.evaluate(_ASK, _options(page.main_frame, frames))
                view = _look(page.main_frame, frames, told, last=attempt == ATTEMPTS)
                if view.caret:
                    _hold_caret(cdp)
                    photograph.again()
                placed = Placed(view)
                screen, dom, shown = fit(page, _seen_as(view.seen, placed, moment), placed.page)
                name = f"screens/{moment.number:03d}"
                stored = storage.write_exhibit(folder, f"{name}.html", dom.encode())
                shot = photograph.taken(attempt)
            png = storage.write_exhibit(folder, f"{name}.png", base64.b64decode(shot)) if shown else None
            return msgspec.structs.replace(screen, screenshot=png, dom=stored)
        except PlaywrightError as error:
            if page.is_closed() or attempt == ATTEMPTS:
                raise WalkError(f"screen {moment.number}: cannot be captured: {first_line(error)}") from error
            with contextlib.suppress(PlaywrightError):
                page.wait_for_load_state("domcontentloaded")
                page.wait_for_timeout(LOOK_AGAIN_MS)
    raise AssertionError


def glance(page: Page, moment: Moment, frames: Frames) -> Screen:
    """Look at ``page`` once and keep nothing of it: the screen has no screenshot and no stored page.

    Raises
    ------
    WalkError
        If the page goes on navigating, or was closed.
    """
    for attempt in range(1, ATTEMPTS + 1):
        try:
            told = page.main_frame.evaluate(_ASK, _options(page.main_frame, frames) | {"dom": 0})
            view = _look(page.main_frame, frames, told, last=attempt == ATTEMPTS)
            return _seen_as(view.seen, Placed(view), moment)
        except PlaywrightError as error:
            if page.is_closed() or attempt == ATTEMPTS:
                raise WalkError(f"screen {moment.number}: cannot be looked at: {first_line(error)}") from error
            with contextlib.suppress(PlaywrightError):
                page.wait_for_load_state("domcontentloaded")
                page.wait_for_timeout(LOOK_AGAIN_MS)
    raise AssertionError


def _hold_caret(cdp: CDPSession) -> None:
    """Make the caret invisible: it blinks in real time, whatever the page's clock says.

    The rule goes into the inspector's own style sheet: the page's document and its list of style sheets stay as they
    are. It stays for as long as the document does, and the observer then tells of no caret.
    """
    cdp.send("DOM.enable")
    cdp.send("CSS.enable")
    waiting = [cdp.send("Page.getFrameTree")["frameTree"]]
    while waiting:
        tree = waiting.pop()
        sheet = cdp.send("CSS.createStyleSheet", {"frameId": tree["frame"]["id"]})["styleSheetId"]
        rule = {"styleSheetId": sheet, "text": "* { caret-color: transparent !important }"}
        cdp.send("CSS.setStyleSheetText", rule)
        waiting += tree.get("childFrames", [])
    cdp.send("CSS.disable")
    cdp.send("DOM.disable")


def _options(frame: Frame, frames: Frames, shown: Mapping[str, bool] | None = None) -> dict[str, object]:
    """Return what a frame is asked: its number, and which of the frames beside it can be seen, by their index."""
    return {"frame": frames.number(frame), "shown": shown}


def _look(frame: Frame, frames: Frames, told: object, *, last: bool, shown: Mapping[str, bool] | None = None) -> View:
    """Read what one frame told, then ask those inside it that can be seen."""
    number = frames.number(frame)
    limits: tuple[str, ...] = ()
    if told is None:
        frame.evaluate(observer.script())
        told = frame.evaluate(_ASK, _options(frame, frames, shown))
        limits = (say("the observer came late: what happened before was not noticed"),)
    seen = decode(told)
    if seen is None:
        unread = say("could not be read: its answer is not what was asked for")
        return View(number, Seen(index=-1, skipped=False, url=frame.url[:1000], limits=(unread,)), {})
    inner = {}
    if any(element.shown for element in seen.frames):
        visible = {str(element.index): True for element in seen.frames if element.shown}
        for child in loaded(frame.child_frames[:MOST_FRAMES]):
            try:
                answer = child.evaluate(_ASK, _options(child, frames, visible))
                view = _look(child, frames, answer, last=last, shown=visible)
                if not view.seen.skipped:
                    inner[_element_key(child, view, seen)] = view
            except PlaywrightError:
                if not last and not child.is_detached():
                    raise
                limits += (say("a frame inside it could not be read: it kept changing"),)
        if len(frame.child_frames) > MOST_FRAMES:
            limits += (
                say("{count:d} frames inside it were not looked at", count=len(frame.child_frames) - MOST_FRAMES),
            )
    return View(number, msgspec.structs.replace(seen, limits=seen.limits + limits), inner)


def _element_key(frame: Frame, view: View, parent: Seen) -> int:
    for element in parent.frames:
        if element.index == view.seen.index >= 0:
            return element.key
    key = frame.frame_element().evaluate("element => window.__optout.keyOf(element)")
    return key if isinstance(key, int) else 0


def _seen_as(seen: Seen, placed: Placed, moment: Moment) -> Screen:
    limits = placed.limits
    for what, kept in ((say("blocks of text"), placed.blocks), (say("controls"), placed.controls)):
        if len(kept) > MOST:
            limits += (
                say("{cut:d} of {count:d} {what:said} were not kept", cut=len(kept) - MOST, count=len(kept), what=what),
            )
    return Screen(
        number=moment.number,
        page=moment.page,
        document=moment.document,
        at=moment.at,
        url=seen.url,
        title=seen.title,
        language=seen.language,
        viewport=seen.viewport,
        height=seen.height,
        dialogs=tuple(placed.dialogs),
        browser_dialog="",
        focus=placed.focus,
        blocks=tuple(placed.blocks[:MOST]),
        controls=tuple(placed.controls[:MOST]),
        screenshot=None,
        dom=None,
        limits=limits,
    )
