"""One page to look around on: it is opened, looked at, pressed, and put back to where it was."""

import contextlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import msgspec
from playwright.sync_api import Browser, BrowserContext, ElementHandle, Frame, Page, Request
from playwright.sync_api import Dialog as PlaywrightDialog
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.exploring.bare import Bare
from analyzer.exploring.looked import Around, Looked, label
from analyzer.exploring.stored import Stored
from analyzer.model import Control, Screen
from analyzer.walking.browsers.browser import Setting, new_context, own_agent
from analyzer.walking.capturing import observer
from analyzer.walking.capturing.capture import Moment, glance
from analyzer.walking.exploring import stores, unmarking
from analyzer.walking.exploring.ground import origin
from analyzer.walking.exploring.guarding import Guard
from analyzer.walking.exploring.scripts import opening, script
from analyzer.walking.failing import first_line
from analyzer.walking.manners import PAUSE_MS, Manners
from analyzer.walking.pacing import Pace
from analyzer.walking.stillness import Stillness
from analyzer.walking.watching.tabs import Tabs

PRESS_MS = 1500
"""Real milliseconds for which a control may be covered, moving or disabled before a press of it has failed."""

HURRY = 1000
"""How much faster than on a person's screen transitions run."""

STILL_MOVING, MOVING_MS = 40, 25
"""How often, and after how many real milliseconds, a page in which something still moves is waited for."""

PATIENCE = 10.0
"""Seconds for which a page may be silent."""

MOST_MENUS = 12
"""Over how many places of one screen the pointer is laid."""

MOST_SENT = 200
"""How many bodies of requests are kept; what a page sends after them is not looked at."""


_ELEMENT = "key => window.__optout?.elementOf(key) ?? null"

_READ_ON = """() => {
  scrollTo({ top: innerHeight, behavior: "instant" });
  document.dispatchEvent(new Event("scroll", { bubbles: true }));
}"""
"""The scroll's own event comes with the next frame, which may be late."""

FRAMES_MS = 60
"""Real milliseconds in which a few frames are drawn."""

SETTLING_MS = 500
"""Milliseconds of the page's clock that pass once its animations have ended."""

READING_MS = 20_000
"""Milliseconds of the page's clock for which somebody who reads stays on a page."""

_RESTING = (200, 300)
"""Pixels from the left and the top where a pointer is moved to begin with: somewhere in every window."""

LINGER_MS = 250
"""Real milliseconds after which a page is looked at again that is not as it should be: a busy machine draws late."""


class _Around(msgspec.Struct, frozen=True):
    box: int
    text: str
    path: str
    covered: bool
    options: tuple[str, ...]
    chosen: int
    drawn: str
    under: str
    leads: bool


class _Surroundings(msgspec.Struct, frozen=True):
    around: tuple[_Around, ...]
    bare: tuple[Bare, ...]


class Menu(msgspec.Struct, frozen=True):
    """A place that the pointer can be laid on, its words, and what lies hidden until then; both by their paths."""

    path: str
    words: str
    hidden: str


Unmarked = Callable[[Sequence[Bare], Collection[tuple[int, str]]], Sequence[Bare]]
"""Returns which of what nothing marks as a control is one, beside controls of these boxes and labels."""


@dataclass
class Asked:
    """Dialogs of the browser's own that opened since the last press, and how they are answered."""

    accept: bool = True
    seen: list[str] = field(default_factory=list)


class Visit:
    """A fresh context with one page."""

    def __init__(
        self,
        browser: Browser,
        setting: Setting,
        *,
        unmarked: bool,
        allowed: Callable[[str], bool],
        guests: str = "",
        patience: float = PATIENCE,
        bare: Unmarked | None = None,
    ) -> None:
        """Open a context; ``guests`` is the address of a service that is not ours, whose guests we are.

        ``bare`` finds the controls that nothing marks as such; without it, none is looked for.
        """
        self._looks = 0
        agent = Manners(commit=False).agent(own_agent(browser)) if guests else None
        if unmarked:
            agent = unmarking.agent(agent or own_agent(browser))
        self.context: BrowserContext = new_context(browser, setting, agent)
        self.context.set_default_timeout(patience * 1000)
        self.context.add_init_script(observer.script())
        self.context.add_init_script(opening())
        if unmarked and agent:
            unmarking.unmark(self.context, agent, browser.version)
        self.guard = Guard(self.context, guests, allowed, setting.locale.partition("-")[0]) if guests else None
        self._allowed = allowed
        self._bare = bare
        self._pace = Pace(self.context, setting.clock)
        self._acting = False
        self.reads_on = False
        """Whether wherever a page is opened somebody begins to read."""
        self._asked = Asked()
        self._sent: list[str] = []
        self.status = 0
        self._pointed: dict[tuple[int, Menu], bool] = {}
        self._places: dict[int, int] = {}
        self._origins: set[str] = set()
        self.tabs = Tabs(self.context, lambda: self._acting, lambda _: None)
        self._stillness = Stillness(self.context, self.tabs, patience)
        self.page: Page = self.tabs.first()
        self._hurry()
        self.context.on("request", self._requested)
        self.context.on("dialog", self._dialog)

    def close(self) -> None:
        """End the visit."""
        with contextlib.suppress(PlaywrightError):
            self.context.close()

    @property
    def now(self) -> datetime:
        """The time on the page's clock."""
        return self._pace.now()

    # Going

    def open(self, url: str) -> None:
        """Open an address and let the page come to rest, as far as it does: a picture may never come.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        self._go(url)
        if self.reads_on:
            self.read_on()

    def _go(self, url: str, referrer: str | None = None) -> None:
        with self._act():
            try:
                answer = self.page.goto(url, wait_until="commit", referer=referrer)
            except PlaywrightError as error:
                raise WalkError(f"{url}: cannot be opened: {first_line(error)}") from error
            try:
                self.page.wait_for_load_state("load")
            except PlaywrightError:
                self._stillness.give_up()
        self.status = answer.status if answer else 0
        self._calm()

    def _be_polite(self) -> None:
        if self.guard is not None:
            self.page.wait_for_timeout(PAUSE_MS)

    def follow(self, url: str, source: str) -> None:
        """Open the address to which a link on the page at ``source`` leads, as pressing it there does.

        Raises
        ------
        WalkError
            If it cannot be opened.
        """
        self._be_polite()
        self._go(url, source)

    def read_on(self) -> None:
        """Move the pointer, scroll, stay and turn to leave, as who reads; from now on wherever a page is opened.

        Some dialogs, and what loads them, wait for that.
        """
        self.reads_on = True
        with self._act(), contextlib.suppress(PlaywrightError):
            self.page.mouse.move(0, 0)
            self.page.mouse.move(*_RESTING, steps=2)
            self.page.mouse.wheel(0, 1)
            self.page.evaluate(_READ_ON)
            # What watches which part of a page is in the window is told with the frames that are drawn next.
            self._stillness.wait_a_little(FRAMES_MS)
        self.stay()
        with self._act(), contextlib.suppress(PlaywrightError):
            self.page.mouse.move(_RESTING[0], -1)
        self._calm()

    def stop_reading(self) -> None:
        """Scroll back, and no more."""
        self.reads_on = False
        with self._act(), contextlib.suppress(PlaywrightError):
            self.page.evaluate("() => scrollTo({ top: 0, behavior: 'instant' })")

    def press(self, control: Control, *, accept: bool = True) -> list[str]:
        """Press a control as a person does; return the browser's own dialogs that were answered on the way.

        Raises
        ------
        WalkError
            If it cannot be pressed: gone, covered, moving, disabled.
        """
        self._be_polite()
        slides = control.role == "slider"
        free = None if slides else self._free(control)
        element = None if free else self._element(control)
        with self._act(accept=accept):
            try:
                if free:
                    # Some buttons step aside when the pointer comes: it is aimed at where they are then.
                    self.page.mouse.move(*free)
                    self.page.mouse.click(*(self._free(control) or free))
                elif element and slides:
                    self._slid(element, to_end=not control.checked)
                elif element:
                    self._clicked(element)
            except PlaywrightError as error:
                if not self._asked.seen:
                    raise WalkError(first_line(error)) from error
        self._calm()
        self._turn()
        return list(self._asked.seen)

    def choose(self, control: Control, place: int) -> None:
        """Choose the option at ``place`` of a native list.

        Raises
        ------
        WalkError
            If it cannot be chosen.
        """
        element = self._element(control)
        with self._act(), _or_told():
            element.select_option(index=place, timeout=PRESS_MS, no_wait_after=True)
        self._calm()

    def fill(self, control: Control, text: str) -> None:
        """Type into a field, or hand a file picker an empty picture.

        Raises
        ------
        WalkError
            If nothing can be typed there.
        """
        element = self._element(control)
        with self._act(), _or_told():
            if control.kind == "file":
                element.set_input_files({"name": "picture.png", "mimeType": "image/png", "buffer": text.encode()})
            else:
                element.fill(text, timeout=PRESS_MS)

    def seek(self, control: Control, text: str) -> None:
        """Type into a search and send it off.

        Raises
        ------
        WalkError
            If nothing can be typed there.
        """
        self.fill(control, text)
        with self._act(), _or_told():
            self._element(control).press("Enter", timeout=PRESS_MS, no_wait_after=True)
        self._calm()
        self._turn()

    def menus(self, number: int, box: int) -> tuple[list[Menu], bool]:
        """Return the places of a box, or of frame ``number`` where ``box`` is 0, under which more comes to be seen.

        That is tried with the pointer, at each place once in a visit; and whether it was, beside the places.
        """
        frame = self.tabs.tab(self.page).frames.numbered(number)
        places: list[Menu] = []
        with contextlib.suppress(PlaywrightError, msgspec.DecodeError):
            places = msgspec.json.decode(frame.evaluate(script("veiled"), box) if frame else "[]", type=list[Menu])
        places = places[:MOST_MENUS]
        new = [place for place in places if (number, place) not in self._pointed]
        for place in new:
            with contextlib.suppress(PlaywrightError, WalkError):
                self.point(number, place.path)
                opens = frame is not None and frame.evaluate(script("unveiled"), place.hidden) is True
                self._pointed[number, place] = opens
        if new:
            with self._act(), contextlib.suppress(PlaywrightError):
                self.page.mouse.move(0, 0)
            self._calm()
        return [place for place in places if self._pointed.get((number, place))], bool(new)

    def point(self, number: int, path: str) -> None:
        """Lay the pointer on what stands at ``path`` in frame ``number``.

        Raises
        ------
        WalkError
            If nothing stands there, or the pointer cannot lie on it.
        """
        frame = self._framed(number)
        element = None
        with self._act(), _or_told():
            if frame is not None:
                element = frame.evaluate_handle(script("standing"), path).as_element()
            if element is None:
                raise WalkError("it is no longer there")
            element.hover(timeout=PRESS_MS)
        self._calm()

    def scrolls(self, control: Control) -> bool:
        """Return whether something around a control, other than the page, can be scrolled further down."""
        with contextlib.suppress(PlaywrightError, WalkError):
            return self._element(control).evaluate(script("scrolling"), arg=False) is True
        return False

    def scroll(self, control: Control) -> None:
        """Scroll what stands around a control to its end.

        Raises
        ------
        WalkError
            If the control is no longer there.
        """
        element = self._element(control)
        with self._act(), _or_told():
            element.evaluate(script("scrolling"), arg=True)
        self._calm()

    def linger(self) -> None:
        """Let some real time pass, and none on the page's clock."""
        self._stillness.wait_a_little(LINGER_MS)

    def stay(self) -> None:
        """Let as much time pass as somebody reads, and do nothing."""
        self._calm()
        self._pace.pass_by(READING_MS)
        self._calm()

    def wait(self) -> None:
        """Let as much time pass as after a press, and do nothing."""
        self._calm()

    def autofill(self, control: Control) -> str:
        """Return what the maker of a field says that a browser may fill in there, "" where nothing is said."""
        return self._element(control).get_attribute("autocomplete") or ""

    def again(self, number: int, path: str, place: int | None, *, accept: bool = True) -> bool:
        """Press by script what stands at ``path`` in frame ``number``, on a way that was gone by hand before.

        ``place`` is that of an option to choose in a native list. Return whether something stood there; whether it was
        the same shows where the way leads.
        """
        frame = self._framed(number)
        pressed = False
        with self._act(accept=accept), contextlib.suppress(PlaywrightError):
            pressed = frame is not None and frame.evaluate(script("again"), [path, place]) is True
        self._calm()
        self._turn()
        return pressed

    # Looking

    def look(self) -> Looked:
        """Look at the page.

        Raises
        ------
        WalkError
            If it cannot be looked at.
        """
        self._looks += 1
        tab = self.tabs.tab(self.page)
        moment = Moment(number=self._looks, page=1, document=tab.document or 1, at=0)
        screen = glance(self.page, moment, tab.frames)
        for place, frame in enumerate(self.page.frames):
            self._places.setdefault(tab.frames.number(frame), place)
        around, controls, unread = self._surroundings(screen)
        return Looked(msgspec.structs.replace(screen, controls=controls), around, self.stored(), unread)

    def stored(self) -> Stored:
        """Return what lies in cookies and storage now, and what was sent since the last reset."""
        return stores.kept(self.context, self.page, tuple(self._sent))

    def cookies(self) -> list[Mapping[str, Any]]:
        """Return the cookies as the driver gives them, to be put back."""
        return stores.cookies(self.context)

    # Going back

    def forget(self) -> None:
        """Empty cookies and storage, as if nobody had been there."""
        stores.forget(self.context, self.page, self.tabs.tab(self.page).session, self._origins)
        self._sent.clear()

    def remember(self, cookies: list[Mapping[str, Any]], stored: Stored) -> None:
        """Put cookies, and the storage of the page's own origin, back to what they were."""
        stores.remember(self.context, self.page, cookies, stored)
        self._sent[:] = stored.sent

    def _hurry(self) -> None:
        """Have transitions end at once: they go by real time, and a state must not depend on when it was looked at."""
        session = self.tabs.tab(self.page).session
        session.send("Animation.enable")
        session.send("Animation.setPlaybackRate", {"playbackRate": HURRY})

    # What happens meanwhile

    @contextlib.contextmanager
    def _act(self, *, accept: bool = True) -> Iterator[None]:
        self._acting, self._asked = True, Asked(accept)
        try:
            yield
        finally:
            self._acting = False

    def _calm(self) -> None:
        self._acting = True
        try:
            self._stillness.rest(lambda: False, self._pace.pass_by)
        finally:
            self._acting = False
        if self._stand():
            self._pace.pass_by(SETTLING_MS)
            self._stand()
        if here := origin(self.page.url):
            self._origins.add(here)

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
        for frame in self.page.frames:
            with contextlib.suppress(PlaywrightError):
                found += frame.evaluate(script("animations"))
        return found

    def _turn(self) -> None:
        """Go on in a window that the page opened, in the page that is there: storage of the two is one."""
        opened = [page for page in self.context.pages if page is not self.page and not page.is_closed()]
        if not opened:
            return
        url = opened[-1].url
        for page in opened:
            with contextlib.suppress(PlaywrightError):
                page.close()
        if url.startswith(("http:", "https:")) and self._allowed(url):
            self.open(url)

    def _requested(self, request: Request) -> None:
        with contextlib.suppress(PlaywrightError):
            if request.method not in {"GET", "HEAD", "OPTIONS"} and request.post_data and len(self._sent) < MOST_SENT:
                self._sent.append(request.post_data[:20_000])

    def _dialog(self, dialog: PlaywrightDialog) -> None:
        self._asked.seen.append(f"{dialog.type}: {dialog.message}"[:300])
        with contextlib.suppress(PlaywrightError):
            if self._asked.accept:
                dialog.accept()
            else:
                dialog.dismiss()

    def _free(self, control: Control) -> tuple[float, float] | None:
        """Return where a pointer falls on a control at once, null where the driver must wait, scroll or say why not.

        The driver's own click first brings its whole library into every new document, which costs more than the page.
        """
        if control.frame:
            return None
        with contextlib.suppress(PlaywrightError):
            if at := self.page.evaluate(script("free"), _key(control)):
                return at[0], at[1]
        return None

    def _clicked(self, element: ElementHandle) -> None:
        """Click an element where a pointer falls on it, or on its label where that is what can be seen."""
        element.scroll_into_view_if_needed(timeout=PRESS_MS)
        target = element.evaluate_handle(script("target")).as_element() or element
        target.click(timeout=PRESS_MS, no_wait_after=True)

    def _slid(self, element: ElementHandle, *, to_end: bool) -> None:
        """Click a slider at one of its ends, as it lies."""
        element.scroll_into_view_if_needed(timeout=PRESS_MS)
        box = element.bounding_box() or {"width": 0, "height": 0}
        x, y = (box["width"] - 1, box["height"] / 2) if to_end else (1, box["height"] / 2)
        element.click(position={"x": x, "y": y}, timeout=PRESS_MS, no_wait_after=True)

    def _framed(self, number: int) -> Frame | None:
        """Return the frame of this number, or the one that stands where it stood: a page opened anew has new ones."""
        frame = self.tabs.tab(self.page).frames.numbered(number)
        place, frames = self._places.get(number), self.page.frames
        return frames[place] if frame is None and place is not None and place < len(frames) else frame

    def _element(self, control: Control) -> ElementHandle:
        frame = self.tabs.tab(self.page).frames.numbered(control.frame)
        element = None
        if frame is not None:
            with contextlib.suppress(PlaywrightError):
                element = frame.evaluate_handle(_ELEMENT, _key(control)).as_element()
        if element is None:
            raise WalkError("it is no longer there")
        return element

    def _surroundings(self, screen: Screen) -> tuple[dict[str, Around], tuple[Control, ...], bool]:
        """Return what lies around each control, these and those that nothing marks, and whether a frame failed."""
        around: dict[str, Around] = {}
        seen = {control.key: control for control in screen.controls}
        unread = False
        numbers = {control.frame for control in screen.controls}
        if self._bare:
            numbers |= {int(block.key.partition(".")[0]) for block in screen.blocks}
        for number in sorted(numbers):
            controls = [control for control in screen.controls if control.frame == number]
            frame = self.tabs.tab(self.page).frames.numbered(number)
            if frame is None:
                continue
            told = self._told_around(frame, controls)
            if told is None:
                unread |= not frame.is_detached()
                continue
            for control, one in zip(controls, told.around, strict=True):
                around[control.key] = Around(
                    _box(number, one.box), one.text, one.path, one.covered, one.options, one.chosen, one.drawn,
                    one.leads,
                )  # fmt: skip
                seen[control.key] = _as_seen(control, one)
            named = {(one.box, label(seen[control.key])) for control, one in zip(controls, told.around, strict=True)}
            for found in self._bare(told.bare, named) if self._bare else ():
                bare = found.control(number)
                seen[bare.key] = bare
                around[bare.key] = Around(
                    _box(number, found.box), found.text, found.path, covered=False, drawn=found.drawn
                )
        return around, tuple(seen.values()), unread

    def _told_around(self, frame: Frame, controls: Sequence[Control]) -> _Surroundings | None:
        """Return what a frame tells of its controls; null where it has gone on, or what browsers bring was replaced."""
        asked = [[_key(one) for one in controls], self._bare is not None]
        try:
            told = msgspec.json.decode(frame.evaluate(script("surroundings"), asked), type=_Surroundings)
        except (PlaywrightError, msgspec.DecodeError):
            return None
        return told if len(told.around) == len(controls) else None


def _as_seen(control: Control, around: _Around) -> Control:
    """Return a control with the words under it where it has none, and a slider as on above its lower end."""
    if control.role == "slider" and around.chosen >= 0:
        return msgspec.structs.replace(control, checked=around.chosen > 0)
    if around.under and not label(control):
        return msgspec.structs.replace(control, text=around.under)
    return control


def _box(frame: int, box: int) -> str:
    """Return how a box is called; a frame is a box of its own: what a tool shows in one floats as a whole."""
    return f"{frame}.{box}" if box else f"{frame}.frame" if frame else ""


@contextlib.contextmanager
def _or_told() -> Iterator[None]:
    try:
        yield
    except PlaywrightError as error:
        raise WalkError(first_line(error)) from error


def _key(control: Control) -> int:
    """Return the number by which the observer of its frame knows a control."""
    return int(control.key.partition(".")[2])
