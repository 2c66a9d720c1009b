"""A visit to a live service by a person: the window is theirs, and what they do is heard until they close it."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from types import FrameType
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import Browser, BrowserContext, Frame, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import InputError, WalkError
from analyzer.model import Device, Exchange
from analyzer.recordings.acts import Act, Answered, Left, Told, Went
from analyzer.recordings.recorded import Attended
from analyzer.walking.attending import person
from analyzer.walking.browsers.browser import Setting
from analyzer.walking.live import Leave, Live, Log, listening, unasked

_AT_A_TIME_MS = 200
_LARGEST = 2_000_000
"""Characters of the longest act that is taken from a page."""
_OPENING_MS = 60_000


def check_start(url: str) -> None:
    """Refuse an address that no service has.

    Raises
    ------
    InputError
        In one line that says why.
    """
    written = "://" in url or ":" in url.partition("/")[0]
    why = unasked(url, urlsplit(url).hostname or "") if written else "it is no address"
    if why or not url.startswith(("http://", "https://")):
        raise InputError(f"{url[:200]!r}: {why or 'it is no address of a service'}; give one that begins with https://")


def attend(
    browser: Browser,
    start: str,
    *,
    language: str,
    device: Device,
    log: Log = lambda _: None,
    ended: Callable[[BrowserContext], bool] = lambda _: False,
) -> Attended:
    """Open ``start`` and hear what the person does until they close the last window or interrupt, or ``ended`` says so.

    Nothing is written, and nothing is stopped: what they submit is submitted.

    Raises
    ------
    InputError
        If ``start`` is no address of a service.
    WalkError
        If it cannot be opened.
    """
    check_start(start)
    begun = datetime.now(UTC).replace(microsecond=0)
    setting = Setting.of(device, language, "UTC", begun)
    context = _window(browser, setting)
    with (
        _uninterrupted() as interrupted,
        listening(browser, context, lambda: datetime.now(UTC), log, Leave(overhears=True), start) as live,
    ):
        ear = _Ear(context, live)
        page = ear.first()
        try:
            page.goto(start, timeout=_OPENING_MS, wait_until="commit")
        except PlaywrightError as error:
            raise WalkError(f"{start}: cannot be opened: {error.message.splitlines()[0]}") from error
        while not (interrupted() or ended(context)):
            with contextlib.suppress(PlaywrightTimeoutError):
                if ear.let_pass(_AT_A_TIME_MS):
                    break
        ear.keep_traffic()
        with contextlib.suppress(PlaywrightError):
            context.close()
    return Attended(
        start=start,
        language=language,
        device=device,
        width=setting.width,
        height=setting.height,
        acts=tuple(ear.acts),
        traffic=ear.traffic,
        sockets=live.sockets,
        begun=begun,
        notes=tuple(dict.fromkeys((*ear.notes, *map(_unheard, live.unheard)))),
    )


def _unheard(origin: str) -> str:
    return f"a worker that pages share ({origin}): what it said over WebSockets is not in the recording"


def _window(browser: Browser, setting: Setting) -> BrowserContext:
    """Return a window that looks as a walk's does; its clock and chance are real, because a session's safety is."""
    phone: dict[str, Any] = {"is_mobile": True, "has_touch": True} if setting.touch else {}
    return browser.new_context(
        locale=setting.locale or None,
        timezone_id=setting.time_zone,
        viewport={"width": setting.width, "height": setting.height},
        device_scale_factor=setting.scale,
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
        **phone,
    )


@contextlib.contextmanager
def _uninterrupted() -> Iterator[Callable[[], bool]]:
    """Let Ctrl-C end the visit instead of losing it; yields whether it was pressed."""
    pressed: list[int] = []

    def press(number: int, frame: FrameType | None) -> None:
        del frame
        pressed.append(number)

    former = signal.signal(signal.SIGINT, press)
    try:
        yield lambda: bool(pressed)
    finally:
        signal.signal(signal.SIGINT, former)


@dataclass
class _Place:
    """What is known of one page: its name in the recording, its address, and whether the page itself asked to leave."""

    page: Page
    main: bool
    top: str = ""
    url: str = ""
    asked_by_page: bool = False

    @property
    def target(self) -> str:
        return "main" if self.main else self.url


class _Ear:
    """Hears what happens in one context and keeps it in order."""

    def __init__(self, context: BrowserContext, live: Live) -> None:
        self.acts: list[Act] = []
        self.notes: list[str] = []
        self.traffic: tuple[Exchange, ...] = ()
        self._context, self._live = context, live
        self._places: dict[Page, _Place] = {}
        self._opening = 0
        self._heard = 0
        context.expose_binding(person.BINDING, self._told)
        context.add_init_script(person.script())

    def first(self) -> Page:
        """Open the person's window."""
        page = self._context.new_page()
        self._context.on("page", self._page)
        self._watch(page, main=True)
        return page

    def let_pass(self, milliseconds: float) -> bool:
        """Let the person go on for a while; return whether they have closed everything.

        Raises
        ------
        PlaywrightTimeoutError
            Each time when the while is over.
        """
        if not any(not page.is_closed() for page in self._places):
            return True
        try:
            self.keep_traffic()
            self._context.wait_for_event("close", timeout=milliseconds)
        except PlaywrightTimeoutError:
            raise
        except PlaywrightError:  # the browser itself was closed
            pass
        return True

    def keep_traffic(self) -> None:
        """Look at what has gone over the wire so far: once the browser is gone it cannot be asked any more."""
        if (heard := self._live.heard) != self._heard:
            with contextlib.suppress(PlaywrightError):
                self.traffic, self._heard = self._live.traffic, heard

    def _page(self, page: Page) -> None:
        with contextlib.suppress(PlaywrightError):
            if self._opening:
                self._opening -= 1
                self._watch(page, main=False)
            else:
                self.notes.append("what was done in a tab of one's own is not in the recording")

    def _watch(self, page: Page, *, main: bool) -> None:
        place = self._places[page] = _Place(page, main)
        page.on("close", lambda _: self._closed(place))
        page.on("dialog", lambda _: None)  # with a listener the browser's dialog stays open, for the person to answer
        session = self._context.new_cdp_session(page)
        session.on("Page.frameNavigated", lambda told: self._went(place, told["frame"]))
        session.on("Page.navigatedWithinDocument", lambda told: self._went_within(place, told))
        session.on("Page.frameRequestedNavigation", lambda told: self._leaves(place, told))
        session.on("Page.javascriptDialogClosed", lambda told: self._answered(place, told))
        session.on("Page.windowOpen", lambda _: self._window_opens())
        session.send("Page.enable")
        top = session.send("Page.getFrameTree")["frameTree"]["frame"]
        place.top, place.url = top["id"], top["url"]

    def _window_opens(self) -> None:
        self._opening += 1

    def _answered(self, place: _Place, told: dict[str, Any]) -> None:
        self.acts.append(Act(place.target, (), Answered(accepted=told["result"], value=told.get("userInput", ""))))

    def _closed(self, place: _Place) -> None:
        if not place.main:
            self.acts.append(Act(place.target, (), Left()))

    def _leaves(self, place: _Place, told: dict[str, Any]) -> None:
        if told["frameId"] == place.top and told["disposition"] == "currentTab":
            place.asked_by_page = True

    def _went(self, place: _Place, frame: dict[str, Any]) -> None:
        if frame.get("parentId"):
            return
        came_from, before = place.url, place.target
        place.url = frame["url"] + frame.get("urlFragment", "")
        by_page, place.asked_by_page, place.top = place.asked_by_page, False, frame["id"]
        if came_from in {"", "about:blank"} or not frame["url"].startswith(("http:", "https:")):
            return
        self.acts.append(Act(before, (), Went(url=place.url, asked=not by_page)))

    def _went_within(self, place: _Place, told: dict[str, Any]) -> None:
        if told["frameId"] == place.top:
            before, place.url = place.target, told["url"]
            self.acts.append(Act(before, (), Went(url=place.url, asked=False)))

    def _told(self, source: dict[str, Any], said: object) -> None:
        place = self._places.get(source["page"])
        if place is None or not isinstance(said, str) or len(said) > _LARGEST:
            return
        try:
            told = msgspec.json.decode(said, type=Told)
        except msgspec.DecodeError:
            return  # a page can call this too; what is not an act is nothing
        with contextlib.suppress(PlaywrightError, ValueError):
            self.acts.append(Act(place.target, _path(source["frame"]), told))


def _path(frame: Frame) -> tuple[int, ...]:
    """Return how to get to a frame from the top of its page, as a recording says it."""
    path: list[int] = []
    while (parent := frame.parent_frame) is not None:
        path.insert(0, parent.child_frames.index(frame))
        frame = parent
    return tuple(path)
