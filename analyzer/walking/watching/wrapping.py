"""Plain Playwright calls, watched from outside: methods are replaced on Playwright's classes and put back afterwards.

Objects keep Playwright's own types, so that ``expect(locator)`` takes them. Calls that do not concern the watched
context, and the walk's own calls, pass through untouched.
"""

import functools
import inspect
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol

from playwright.sync_api import BrowserContext, Dialog, ElementHandle, FileChooser, Frame, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import WalkError
from analyzer.model import Target
from analyzer.walking.watching.reports import Report
from analyzer.walking.watching.surface import PATIENT, SURFACE, Verb

SyncBase: type = next(base for base in Page.__mro__ if base.__name__ == "SyncBase")
"""Where handlers are registered, for every class."""

Perform = Callable[[], Any]
"""The original call, ready to be made."""


class Stopped(BaseException):
    """The walk ends before this call is made; no script may pass over it, so it is no ``Exception``."""


@dataclass
class Call:
    """One call of a method that acts, and what the page told while it ran.

    ``begun`` is how many reports had come in when it began, ``done`` whether it has returned. ``on`` and ``to`` are the
    element it fell on and where a drag ended, once they are known.
    """

    verb: Verb
    subject: Any
    arguments: dict[str, Any]
    page: Page
    begun: int = 0
    done: bool = False
    result: Any = None
    reports: list[Report] = field(default_factory=list)
    on: Target | None = None
    to: Target | None = None


class Watcher(Protocol):
    """Who is told of the calls on the pages of one context."""

    context: BrowserContext

    def act(self, call: Call, perform: Perform) -> Any:
        """Make a call that acts, and return what the script gets."""

    def look(self, perform: Perform) -> Any:
        """Make a call that looks, and return what the script gets."""

    def bring(self, name: str) -> None:
        """Note that the method ``name`` brings code or content of the script's own into a page."""

    def fail(self, error: Exception | Stopped) -> None:
        """Keep what a handler of the script raised, where nobody would catch it."""


_unwatched: ContextVar[bool] = ContextVar("unwatched", default=False)


@contextmanager
def unwatched() -> Iterator[None]:
    """Make calls of our own: within the block nothing is watched that this greenlet does.

    The script's handlers run in greenlets of their own, so that they stay watched while a call of ours waits.
    """
    token = _unwatched.set(True)
    try:
        yield
    finally:
        _unwatched.reset(token)


@contextmanager
def watched(watcher: Watcher) -> Iterator[None]:
    """Watch every call on the pages of the watcher's context for the duration of the block."""
    with ExitStack() as restored:
        for name, members in SURFACE.items():
            owner = getattr(sys.modules[Page.__module__], name, None)
            if owner is None:
                continue
            for member, verb in members.acts.items():
                _replace(restored, owner, member, functools.partial(_acting, watcher, verb))
            for member in members.looks if name in PATIENT else ():
                _replace(restored, owner, member, functools.partial(_looking, watcher))
            for member in members.brings:
                _replace(restored, owner, member, functools.partial(_bringing, watcher, f"{name}.{member}"))
            for member in members.refuses:
                _replace(restored, owner, member, functools.partial(_refusing, f"{name}.{member}"))
        handlers: dict[Callable[..., Any], Callable[..., Any]] = {}
        for member in ("on", "once", "remove_listener"):
            _replace(restored, SyncBase, member, functools.partial(_handling, watcher, handlers))
        yield


def _replace(restored: ExitStack, owner: type, member: str, wrapping: Callable[[Any], Any]) -> None:
    original = vars(owner)[member]
    if inspect.isfunction(original):
        setattr(owner, member, functools.wraps(original)(wrapping(original)))
        restored.callback(setattr, owner, member, original)


def _acting(watcher: Watcher, verb: Verb, original: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(subject: Any, *args: Any, **kwargs: Any) -> Any:
        page = None if _unwatched.get() else _page_of(subject, watcher.context)
        if page is None:
            return original(subject, *args, **kwargs)
        perform = functools.partial(original, subject, *args, **kwargs)
        try:
            arguments = _signature(original).bind(subject, *args, **kwargs).arguments
        except TypeError:
            return perform()
        if arguments.get("trial"):
            with unwatched():
                return watcher.look(perform)
        with unwatched():
            return watcher.act(Call(verb=verb, subject=subject, arguments=arguments, page=page), perform)

    return wrapper


_signature = functools.cache(inspect.signature)
"""Reading one takes longer than many a call, and few of the watched methods are called in one walk."""


def _looking(watcher: Watcher, original: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(subject: Any, *args: Any, **kwargs: Any) -> Any:
        if _unwatched.get() or _is_elsewhere(subject, watcher.context):
            return original(subject, *args, **kwargs)
        with unwatched():
            return watcher.look(functools.partial(original, subject, *args, **kwargs))

    return wrapper


def _bringing(watcher: Watcher, name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(subject: Any, *args: Any, **kwargs: Any) -> Any:
        if not _unwatched.get() and not _is_elsewhere(subject, watcher.context):
            watcher.bring(name)
        return original(subject, *args, **kwargs)

    return wrapper


def _handling(
    watcher: Watcher, handlers: dict[Callable[..., Any], Callable[..., Any]], original: Callable[..., Any]
) -> Callable[..., Any]:
    """Wrap registering a handler: what one raises would be printed by the event loop, and its dialog left open."""

    def wrapper(subject: Any, event: str, f: Callable[..., Any]) -> Any:
        if _unwatched.get():
            return original(subject, event, f)
        return original(subject, event, handlers.setdefault(f, _guarded(watcher, f)))

    return wrapper


def _guarded(watcher: Watcher, handler: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(handler)
    def guarded(*args: Any) -> Any:
        try:
            return handler(*args)
        except (Exception, Stopped) as error:  # noqa: BLE001 - a script is somebody's code
            watcher.fail(error)
            for dialog in args:
                if isinstance(dialog, Dialog):
                    with unwatched(), suppress(PlaywrightError):
                        dialog.dismiss()

    return guarded


def _refusing(name: str, original: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(subject: Any, *args: Any, **kwargs: Any) -> Any:
        if _unwatched.get():
            return original(subject, *args, **kwargs)
        raise WalkError(f"{name}() is refused in a route: it goes around the page that is watched; act on the page")

    return wrapper


def _page_of(subject: Any, context: BrowserContext) -> Page | None:
    """Return the page of ``context`` that ``subject`` belongs to, or None if it is somebody else's."""
    page: Page | None
    if isinstance(subject, Page):
        page = subject
    elif isinstance(subject, Frame | Locator | Dialog | FileChooser):
        page = subject.page
    elif isinstance(subject, ElementHandle):
        with unwatched():
            frame = subject.owner_frame()
        page = frame.page if frame else None
    else:
        devices = ((page, device) for page in context.pages for device in (page.keyboard, page.mouse, page.touchscreen))
        return next((page for page, device in devices if device is subject), None)
    return page if page is not None and page.context is context else None


def _is_elsewhere(subject: Any, context: BrowserContext) -> bool:
    if isinstance(subject, Page):
        return subject.context is not context
    if isinstance(subject, BrowserContext):
        return subject is not context
    return isinstance(subject, Frame | Locator) and subject.page.context is not context
