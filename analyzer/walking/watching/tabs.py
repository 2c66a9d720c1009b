"""The pages of a walk: which is in front, their numbers and documents, and what the browser itself says about them."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.walking.capturing.capture import Frames
from analyzer.walking.watching.wrapping import unwatched

DialogType = Literal["alert", "confirm", "prompt", "beforeunload"]


@dataclass
class BrowserDialog:
    """A dialog of the browser's own, seen when it opened; ``accepted`` and ``text`` say how it was answered."""

    page: Page
    type: DialogType
    message: str
    accepted: bool = False
    text: str = ""


@dataclass
class Tab:
    """One page: its number, CDP session, the numbers of its frames, its top frame's id, its document's number.

    ``moving`` holds the ids of frames that are loading or on their way to another document.
    """

    page: Page
    number: int
    session: CDPSession
    frames: Frames
    top: str = ""
    document: int = 0
    moving: set[str] = field(default_factory=set)


class _Navigated(msgspec.Struct, frozen=True):
    id: str
    loaderId: str  # noqa: N815 - the protocol's name
    url: str
    parentId: str = ""  # noqa: N815 - the protocol's name


class Tabs:
    """All pages of one context, in the order in which they opened.

    ``awaited`` counts windows the browser said it would open and that are not there yet; ``crashed`` says that a page
    died. ``strayed`` holds the addresses a script led a page to while nobody was acting.
    """

    def __init__(
        self, context: BrowserContext, is_acting: Callable[[], bool], told: Callable[[BrowserDialog], None]
    ) -> None:
        self.awaited = 0
        self.crashed = False
        self.strayed: list[str] = []
        self._context = context
        self._is_acting = is_acting
        self._told = told
        self._tabs: dict[Page, Tab] = {}
        self._order: list[Page] = []
        self._documents: dict[str, int] = {}
        self._dialogs: dict[Page, BrowserDialog] = {}

    def first(self) -> Page:
        """Open the page the route gets."""
        page = self._context.new_page()
        self._context.on("page", self._opened)
        self.tab(page)
        return page

    @property
    def front(self) -> Page | None:
        """The page in front: the one that came last to the front and is still open."""
        return next((page for page in reversed(self._order) if not page.is_closed()), None)

    def bring(self, page: Page) -> None:
        """Take ``page`` to the front."""
        self._order = [other for other in self._order if other is not page]
        self._order.append(page)

    def tab(self, page: Page) -> Tab:
        """Return what is known of a page, looking at it for the first time if need be."""
        return self._tabs.get(page) or self._watch(page)

    def open(self) -> tuple[Page, ...]:
        """Return the pages that are still open."""
        return tuple(page for page in self._order if not page.is_closed())

    @property
    def moving(self) -> bool:
        """Whether an open page is loading or on its way to another document."""
        return any(tab.moving or _unnumbered(tab) for tab in self._tabs.values() if not tab.page.is_closed())

    @property
    def asked(self) -> BrowserDialog | None:
        """A dialog of the browser's own that stands open on an open page, and lets nothing else happen there."""
        return next((dialog for page, dialog in self._dialogs.items() if not page.is_closed()), None)

    def give_up_waiting(self) -> None:
        """Take what is still under way for what stays so."""
        self.awaited = 0
        for tab in self._tabs.values():
            tab.moving.clear()

    def _opened(self, page: Page) -> None:
        if page in self._order:
            return
        # A window the page opened covers what was there; one the script opened is blank until it goes somewhere.
        self._order.insert(len(self._order) if self.awaited else 0, page)
        self.awaited = max(self.awaited - 1, 0)
        with unwatched(), contextlib.suppress(PlaywrightError):
            self.tab(page)

    def _watch(self, page: Page) -> Tab:
        if page not in self._order:
            self._order.append(page)
        session = self._context.new_cdp_session(page)
        if page in self._tabs:  # another greenlet was faster
            return self._tabs[page]
        tab = self._tabs[page] = Tab(page, len(self._tabs) + 1, session, Frames(page))
        page.on("crash", self._crash)
        session.on("Page.frameNavigated", lambda told: self._navigated(tab, told))
        session.on("Page.frameRequestedNavigation", lambda told: self._moves(tab, told))
        session.on("Page.frameStartedLoading", lambda told: tab.moving.add(told["frameId"]))
        for ended in ("Page.frameStoppedLoading", "Page.frameDetached", "Page.downloadWillBegin"):
            session.on(ended, lambda told: tab.moving.discard(told["frameId"]))
        session.on("Page.windowOpen", self._window_opens)
        session.on("Page.javascriptDialogOpening", lambda told: self._dialog_opens(page, told))
        session.on("Page.javascriptDialogClosed", lambda told: self._dialog_closes(page, told))
        session.send("Page.enable")
        tree = session.send("Page.getFrameTree")["frameTree"]
        tab.top = tree["frame"]["id"]
        self._navigated(tab, tree)
        return tab

    def _crash(self, _page: Page) -> None:
        self.crashed = True

    def _navigated(self, tab: Tab, told: dict[str, Any]) -> None:
        frame = msgspec.convert(told["frame"], _Navigated)
        if frame.parentId or frame.url == "about:blank":
            return
        tab.document = self._documents.setdefault(frame.loaderId, len(self._documents) + 1)

    def _moves(self, tab: Tab, told: dict[str, Any]) -> None:
        if told["disposition"] != "currentTab":
            return
        tab.moving.add(told["frameId"])
        timed = told["reason"] in {"metaTagRefresh", "httpHeaderRefresh"}
        if told["frameId"] == tab.top and not timed and not self._is_acting():
            self.strayed.append(told["url"])

    def _window_opens(self, _told: dict[str, Any]) -> None:
        self.awaited += 1

    def _dialog_opens(self, page: Page, told: dict[str, Any]) -> None:
        dialog = BrowserDialog(page, told["type"], str(told["message"]))
        self._dialogs[page] = dialog
        self._told(dialog)

    def _dialog_closes(self, page: Page, told: dict[str, Any]) -> None:
        if dialog := self._dialogs.pop(page, None):
            dialog.accepted = bool(told["result"])
            dialog.text = str(told["userInput"]) if dialog.accepted and dialog.type == "prompt" else ""


def _unnumbered(tab: Tab) -> bool:
    """Return whether a page is at an address already and its first document has not been told of yet."""
    return not tab.document and tab.page.url not in {"", "about:blank"}
