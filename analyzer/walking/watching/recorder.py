"""Each outermost action of a script becomes one transition: the action, a still page, a capture."""

import asyncio
import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import BrowserContext, Page
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from analyzer.errors import AnalyzerError, WalkError
from analyzer.model import Goal, Screen, Transition
from analyzer.walking import goals
from analyzer.walking.capturing.capture import Fit, Moment, capture, unchanged
from analyzer.walking.pacing import AFTER_AN_ACTION_MS, Pace
from analyzer.walking.stillness import Stillness
from analyzer.walking.watchdog import Watchdog
from analyzer.walking.watching import batches, browser_dialogs, naming, reports
from analyzer.walking.watching.batches import Batch
from analyzer.walking.watching.diary import Diary
from analyzer.walking.watching.holding import Held
from analyzer.walking.watching.reports import Report
from analyzer.walking.watching.tabs import BrowserDialog, Tabs
from analyzer.walking.watching.unanswered import Unanswered
from analyzer.walking.watching.waiting import Waiting
from analyzer.walking.watching.wrapping import Call, Perform, Stopped, unwatched

BINDING = "__optout_report"
"""The name by which the page's observer reports."""


class Recorder:
    """Watches the calls on one context and writes the diary of a walk."""

    def __init__(  # noqa: PLR0913 - the parts it joins; the last four are named
        self,
        context: BrowserContext,
        pace: Pace,
        folder: Path,
        watchdog: Watchdog,
        *,
        language: str,
        patience: float,
        pending: Callable[[], int],
        progress: Callable[[Transition], None],
        before: Callable[[Call], None] = lambda _: None,
        fit: Fit = unchanged,
    ) -> None:
        self.context = context
        self._before, self._fit = before, fit
        self.diary = Diary(progress)
        self.tabs = Tabs(context, self._is_acting, self._dialog_opened)
        self._pace, self._folder, self._watchdog = pace, folder, watchdog
        self._language, self._pending = language, pending
        self._stillness = Stillness(context, self.tabs, patience)
        self._batch: Batch | None = None
        self._held = Held()
        self._early_dialogs: list[tuple[int, BrowserDialog]] = []
        self._failed: Exception | Stopped | None = None
        self._waiting: list[Waiting] = []
        self._arrivals = 0
        self._start: tuple[str, Any] | None = None
        self.unanswered = Unanswered(context)
        context.expose_binding(BINDING, self._told)

    def open(self, url: str) -> Page:
        """Open the start of the route on a fresh page: the first transition."""
        page = self.tabs.first()
        call = Call(verb="open", subject=page, arguments={"url": url}, page=page)
        self._start = (url, self.act(call, lambda: page.goto(url)))
        return page

    def act(self, call: Call, perform: Perform) -> Any:
        """Make a call that acts; the outermost one ends with a capture and a transition."""
        self._watchdog.beat()
        self._before(call)
        if call.verb in {"accept", "dismiss"}:
            return self._make(perform)
        if self._held.takes(call):
            self._held.take(call)
            return self._make(perform)
        if self._batch is not None:
            return self._join(self._batch, call, perform)
        start, self._start = self._start, None
        if start and call.verb == "open" and _address(start[0]) == _address(str(call.arguments["url"])):
            return start[1]
        with self._telling_of_handlers():
            self._turn_to(call)
            batch = self._begin()
            try:
                result = self._join(batch, call, perform)
            except BaseException as error:
                self._give_up(batch, keep=not isinstance(error, KeyboardInterrupt))
                raise
            self._end(batch)
            return result

    def look(self, perform: Perform) -> Any:
        """Make a call that looks; while it waits for the page, the page's clock goes on."""
        self._watchdog.beat()
        if self._batch is not None:
            return self._make(perform)
        with self._telling_of_handlers(), self._going_on() as waiting:
            try:
                result = perform()
            except PlaywrightTimeoutError:
                self._watchdog.beat()
                if not waiting.times:
                    waiting.once()
                with contextlib.suppress(PlaywrightError, AnalyzerError):
                    self._waited(waiting)
                raise
            self._watchdog.beat()
            self._waited(waiting)
            return result

    def bring(self, name: str) -> None:
        """Note that the method ``name`` brings code or content of the script's own into a page."""
        self._watchdog.beat()
        self.diary.doubt(f"{name}(): what it brings into the page may act unseen")

    def fail(self, error: Exception | Stopped) -> None:
        """Keep what a handler of the script raised until the call during which it did so has ended."""
        self._failed = self._failed or error

    def finish(self) -> None:
        """Record keys that were never let go, and dialogs that opened after the last action."""
        for key in tuple(self._held.keys):
            if page := self.tabs.front:
                with unwatched():
                    self.act(Call(verb="key_up", subject=page, arguments={"key": key}, page=page), lambda: None)
        with self._telling_of_handlers():
            if self._early_dialogs:
                with unwatched():
                    self._end(self._begin())

    def lacking(self, goal: Goal) -> str:
        """Return what of the goal does not hold now, or "" if it is reached."""
        last, page = self.diary.last, self.tabs.front
        if last is None or page is None:
            return "no page is left open"
        return goals.missing(goal, last, page, self.context)

    @contextlib.contextmanager
    def _telling_of_handlers(self) -> Iterator[None]:
        """Raise after the block what a handler of the script raised: it comes before what followed from it."""
        try:
            yield
        except Exception as error:
            if self._failed:
                raise self._failed from error
            raise
        if self._failed:
            raise self._failed

    # One action

    def _begin(self) -> Batch:
        self._batch = batch = Batch(dialogs=self._early_dialogs)
        self._early_dialogs = []
        return batch

    def _join(self, batch: Batch, call: Call, perform: Perform) -> Any:
        call.begun = self._arrivals
        self._held.let_go(call)
        batch.calls.append(call)
        try:
            if call.verb == "wait":
                self._pace.pass_by(round(call.arguments["timeout"]))
            else:
                call.result = self._make(perform)
        except BaseException:
            if not any(report.activates for report in call.reports):
                batch.calls.remove(call)
            raise
        finally:
            call.done = True
        if not call.page.is_closed():
            naming.name(call, self.tabs.tab(call.page), self._seen_on(call.page))
        return call.result

    def _make(self, perform: Perform) -> Any:
        batch = self._batch
        if batch is not None:
            batch.running += 1
        try:
            with self._going_on():
                return perform()
        finally:
            self._watchdog.beat()
            if batch is not None:
                batch.running -= 1

    def _seen_on(self, page: Page) -> Screen | None:
        """Return the last screen if it shows ``page``."""
        last = self.diary.last
        return last if last and last.page == self.tabs.tab(page).number else None

    def _turn_to(self, call: Call) -> None:
        """Come back to a page that another one covers: a person sees it again before acting on it."""
        if call.verb in {"open", "back", "forward", "reload"}:
            self.tabs.bring(call.page)
        elif call.verb not in {"front", "close"} and self.tabs.front not in {call.page, None}:
            batch = self._begin()
            batch.calls.append(Call(verb="front", subject=call.page, arguments={}, page=call.page))
            self._end(batch)

    # The end of an outermost action

    def _end(self, batch: Batch, *, only_if_changed: bool = False) -> None:
        try:
            self._calm(batch)
            for call in batch.calls:
                if call.verb == "front":
                    self.tabs.bring(call.page)
            before, page = self.diary.last, self.tabs.front
            after = self._capture(batch, page) if page else before
            if after is None:
                raise WalkError("the page was closed before anything of it was seen")
            if only_if_changed and not batch.dialogs and _alike(before, after):
                self._discard(after)
            else:
                batches.write(batch, self.diary, after, self._seen_on, self._held, self._show)
        finally:
            self._batch = None
            self._held.pressed = self._held.pressed and not any(call.verb == "pointer_up" for call in batch.calls)
            self._watchdog.beat()

    def _give_up(self, batch: Batch, *, keep: bool) -> None:
        """End an action whose call failed: what happened all the same is kept, if the page can still be seen."""
        try:
            seen = not (self.tabs.crashed or self.tabs.asked or self._watchdog.bitten)
            if keep and seen and (batch.calls or batch.dialogs):
                with contextlib.suppress(PlaywrightError, AnalyzerError):
                    self._end(batch)
        finally:
            self._batch = None

    def _calm(self, batch: Batch) -> None:
        """Let the page come to rest, and let the same time pass on its clock after every action."""

        def busy() -> bool:
            return batch.running > 0 or self._pending() > 0

        if batch.only_waits:
            self._stillness.reach(busy)
        else:
            self._stillness.rest(busy, self._pass_by)
        if any(call.verb in {"wheel", "scroll_to"} for call in batch.calls):
            self._stillness.settle_scrolling(lambda: self._arrivals)
        self._watchdog.beat()

    def _capture(self, batch: Batch, page: Page) -> Screen:
        number = len(self.diary.screens) + len(batch.dialogs) + 1
        tab = self.tabs.tab(page)
        moment = Moment(number=number, page=tab.number, document=tab.document, at=self._pace.at)
        return capture(page, tab.session, self._folder, moment, tab.frames, self._fit)

    def _discard(self, screen: Screen) -> None:
        for exhibit in (screen.screenshot, screen.dom):
            if exhibit is not None:
                (self._folder / exhibit.file).unlink(missing_ok=True)

    def _show(self, dialog: BrowserDialog, below: Screen) -> Screen:
        number = len(self.diary.screens) + 1
        return browser_dialogs.screen_of(dialog, number, self._pace.at, below, self._language)

    # While a call waits

    @contextlib.contextmanager
    def _going_on(self) -> Iterator[Waiting]:
        still = self._stillness
        with Waiting(
            lambda: self._pass_by(AFTER_AN_ACTION_MS), still.wait_a_little,
            loads=lambda: still.loading or self.tabs.asked is not None,
            asks=lambda: still.asking or self._pending() > 0, answer=still.answer,
        ) as waiting:  # fmt: skip
            self._waiting.append(waiting)
            try:
                yield waiting
            finally:
                waiting.stop()
                self._waiting.remove(waiting)

    def _pass_by(self, milliseconds: int) -> None:
        self._watchdog.beat()
        self._pace.pass_by(milliseconds)
        self._watchdog.beat()

    def _waited(self, waiting: Waiting) -> None:
        """Record that a look had to wait, where what the page shows has changed meanwhile."""
        waiting.stop()
        page = self.tabs.front
        if waiting.times and page and not self.tabs.crashed and self._batch is None:
            arguments = {"timeout": waiting.times * AFTER_AN_ACTION_MS}
            batch = self._begin()
            batch.calls.append(Call(verb="wait", subject=page, arguments=arguments, page=page, begun=self._arrivals))
            self._end(batch, only_if_changed=True)

    # What the page and the browser tell

    def _is_acting(self) -> bool:
        return self._batch is not None or bool(self._held) or any(waiting.times for waiting in self._waiting)

    def _told(self, source: dict[str, Any], text: object) -> asyncio.Future[None]:
        if event := reports.read(text):
            self._take_in(event, source)
        return self.unanswered.one_more()

    def _take_in(self, event: reports.Event, source: dict[str, Any]) -> None:
        self._arrivals += 1
        number, page = self._arrivals, source["page"]
        target = None
        if event.target is not None:
            with unwatched():
                target = event.target.target(self.tabs.tab(page).frames.number(source["frame"]))
        self._hear(Report(number, event, target), page)

    def _hear(self, report: Report, page: Page) -> None:
        batch = self._batch
        if batch is not None:
            batch.hear(report, page)
        elif self._held:
            self._held.reports.append(report)
        elif report.activates:
            self.diary.wonder(report)
        else:
            self.diary.scripted([report])

    def _dialog_opened(self, dialog: BrowserDialog) -> None:
        self._arrivals += 1
        into = self._batch.dialogs if self._batch else self._early_dialogs
        into.append((self._arrivals, dialog))


def _alike(before: Screen | None, after: Screen) -> bool:
    """Return whether two screens show the same, whatever their numbers and times."""
    return before is not None and _bare(before) == _bare(after)


def _bare(screen: Screen) -> Screen:
    return msgspec.structs.replace(screen, number=0, at=0, screenshot=None, dom=None)


def _address(url: str) -> str:
    """Return a URL as the browser would show it: an origin alone means its root."""
    parts = urlsplit(url)
    return parts._replace(path=parts.path or "/").geturl()
