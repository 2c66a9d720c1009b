"""Starting a browser and giving a walk a context in which the same page is the same bytes."""

import contextlib
import hashlib
import logging
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.metadata import version
from typing import Any
from weakref import WeakKeyDictionary

from playwright.sync_api import Browser, BrowserContext, BrowserType, Playwright, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import BrowserError
from analyzer.model import Device, Environment
from analyzer.walking.browsers.finding import BrowserChoice

_NOWHERE = "--host-resolver-rules=MAP * ~NOTFOUND"
STEADY_FLAGS = (
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--font-render-hinting=none",
    "--disable-lcd-text",
    "--force-color-profile=srgb",
    "--disable-partial-raster",
)
"""Nothing leaves by another way than the browser's own requests; the pixels depend on neither screen nor load.

Without the last one Chromium repaints only the changed part of a tile over the picture of the frame before, if that
frame was painted: then a smoothed edge is blended twice, and a round corner differs by one level (in 7 of 24 walks of
``meta-third-party-form-2025`` on a loaded machine; in 0 of 24 with it). With it the same screen comes as the same
bytes: of 1,474 screenshots, 6 walks of every shipped refusal beside two busy loops, none differed.
"""

FLAGS = (_NOWHERE, *STEADY_FLAGS)
"""No name resolves, so that a leak around the mock is an error and not a request; the rest steadies the pixels."""

LOOPBACK_FLAGS = (f"{_NOWHERE}, EXCLUDE *.localhost", *STEADY_FLAGS)
"""The same, but this machine has a name: for a mock that is served on it."""

HERE_FLAGS = (f"{_NOWHERE}, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1, EXCLUDE ::1", *STEADY_FLAGS)
"""The same for a page that somebody serves on this machine."""

QUICK_FLAGS = (
    "--enable-features=CDPScreenshotNewSurface,SkipListAccountsWithoutGaiaCookies,RenderDocument:level/crashed-frame",
)
"""For a search, which opens hundreds of documents: what draws a page is kept from one document to the next.

Opening a small page takes 29 ms of processor time instead of 40 (40 pages each, reloads alike, two processors). The
first two features are those that Playwright asks for itself.
"""

NURSERY = "--max-semi-space-size=4"
"""MiB of new objects that the driver (Node.js) keeps before it looks which still live, instead of 16.

Screenshots pass through it as long texts, which filled 30 MiB more than this for nothing: after 13 walks of
``facebook-2025-privacy-centre`` its memory was 136 MiB (three runs, alternating) instead of 165, its processor time the
same (1.09 to 1.27 s for ten walks, against 1.26 to 1.30; with 1 MiB it is 1.45 to 1.53 at the same memory).
"""

SEED = 1


@dataclass(frozen=True)
class Setting:
    """Where a walk takes place: language, time zone, window, and the page clock's start."""

    locale: str
    time_zone: str
    width: int
    height: int
    scale: float
    touch: bool
    clock: datetime

    @classmethod
    def of(cls, device: Device, locale: str, time_zone: str, clock: datetime) -> "Setting":
        """Return the setting of a device: a common laptop window, or a phone's with touch."""
        if device == "phone":
            return cls(locale, time_zone, 390, 844, 2.0, touch=True, clock=clock)
        return cls(locale, time_zone, 1280, 800, 1.0, touch=False, clock=clock)


@contextlib.contextmanager
def driver() -> Iterator[Playwright]:
    """Start Playwright's driver and end it with the block; what goes wrong in it is raised, never printed as well."""
    # What is raised in a handler ends the next call and is told in one line, and Ctrl-C ends the driver as it ends us:
    # without a handler of their own both loggers would print a traceback beside that line.
    for name in ("playwright", "asyncio"):
        logging.getLogger(name).addHandler(logging.NullHandler())
    with contextlib.ExitStack() as ending:
        with _frugal():
            playwright = ending.enter_context(sync_playwright())
        yield playwright


@contextlib.contextmanager
def _frugal() -> Iterator[None]:
    """Have a driver that is started in the block take less memory; what the user asks of Node.js goes before."""
    asked = os.environ.get("NODE_OPTIONS")
    os.environ["NODE_OPTIONS"] = f"{NURSERY} {asked or ''}".rstrip()
    try:
        yield
    finally:
        if asked is None:
            del os.environ["NODE_OPTIONS"]
        else:
            os.environ["NODE_OPTIONS"] = asked


@contextlib.contextmanager
def launched(choice: BrowserChoice, *, headless: bool = True, flags: Sequence[str] = FLAGS) -> Iterator[Browser]:
    """Start the browser and end it with the block; the sandbox stays on unless we are root.

    Raises
    ------
    BrowserError
        If it does not start: one line with the reason and the remedy.
    """
    with driver() as playwright:
        browser = started(playwright.chromium, choice, headless=headless, flags=flags)
        try:
            yield browser
        finally:
            with contextlib.suppress(PlaywrightError):
                browser.close()


def started(
    chromium: BrowserType, choice: BrowserChoice, *, headless: bool = True, flags: Sequence[str] = FLAGS
) -> Browser:
    """Start the browser; whoever asks for it ends it.

    Raises
    ------
    BrowserError
        As for ``launched``.
    """
    try:
        return chromium.launch(
            executable_path=choice.executable,
            headless=headless,
            chromium_sandbox=not _root(),
            args=list(flags),
            # Ctrl-C is ours to hear: the driver would end the browser, and itself, under what is still to be kept.
            handle_sigint=False,
        )
    except PlaywrightError as error:
        raise BrowserError(_why_not_started(choice, error.message)) from error


def own_agent(browser: Browser) -> str:
    """Return the user agent by which the browser goes by itself."""
    session = browser.new_browser_cdp_session()
    own = str(session.send("Browser.getVersion")["userAgent"])
    session.detach()
    return own


def trouble(choice: BrowserChoice) -> str:
    """Return in one line why the browser does not start and open a page, or "" if it does."""
    try:
        with launched(choice) as browser:
            browser.new_page().close()
    except BrowserError as error:
        return str(error)
    except PlaywrightError as error:
        return f"{choice.executable or choice.build}: opens no page: {error.message.splitlines()[0]}"
    return ""


_TICKING = """(() => {
  const PATIENCE = 10000, PERSISTENCE = 100000, EACH = 100, controller = globalThis.__pwClock?.controller;
  if (!controller?._advanceNow) return;
  const { port1, port2 } = new MessageChannel();
  const post = port2.postMessage.bind(port2), after = queueMicrotask.bind(globalThis);
  let reads = 0, awaited = 0;
  port1.onmessage = () => { awaited = 0; };
  const over = () => { reads = 0; };
  const told = read => () => {
    if (controller._realTime) return read();
    if (++reads === 1) after(over);
    if (++awaited === EACH) post(0);
    if ((reads > PATIENCE && reads % EACH === 0) || (awaited > PERSISTENCE && awaited % EACH === 0))
      controller._advanceNow(controller._now.ticks + 1);
    return read();
  };
  controller.now = told(controller.now.bind(controller));
  controller.performanceNow = told(controller.performanceNow.bind(controller));
})()"""
"""Lets the clock that stands still go on for a task which asks it again and again: a script waits in a loop until 50 ms
have passed. By the number of its questions and not by real time, so that the same page meets the same moments: those of
one call, for which of several tasks comes before the message that ends the count is no page's doing. One that awaits in
its loop must ask ten times as often."""


def new_context(browser: Browser, setting: Setting, agent: str | None = None) -> BrowserContext:
    """Return a fresh context with the setting's language, window, clock and seeded randomness."""
    context = unseeded_context(browser, setting, agent)
    context.add_init_script(_SEEDED.replace("SEED", str(SEED)))
    return context


def unseeded_context(browser: Browser, setting: Setting, agent: str | None = None) -> BrowserContext:
    """Return a fresh context that leaves chance to the browser, for a live service; ``agent`` names the visitor.

    Service workers are blocked because their clock and requests cannot be held; animations are asked to be reduced.
    """
    phone: dict[str, Any] = {"is_mobile": True, "has_touch": True} if setting.touch else {}
    context = browser.new_context(
        user_agent=agent,
        locale=setting.locale,
        timezone_id=setting.time_zone,
        viewport={"width": setting.width, "height": setting.height},
        device_scale_factor=setting.scale,
        color_scheme="light",
        reduced_motion="reduce",
        service_workers="block",
        **phone,
    )
    context.clock.install(time=setting.clock)
    context.add_init_script(_TICKING)
    return context


def environment(
    browser: Browser, choice: BrowserChoice, setting: Setting, flags: tuple[str, ...] = FLAGS
) -> Environment:
    """Describe everything that may move a pixel or a word of a walk made with this browser, its flags and setting."""
    tool, playwright = _versions()
    return Environment(
        tool=tool,
        playwright=playwright,
        browser=browser.version,
        build=choice.build,
        flags=flags,
        locale=setting.locale,
        time_zone=setting.time_zone,
        width=setting.width,
        height=setting.height,
        scale=setting.scale,
        touch=setting.touch,
        clock=setting.clock.isoformat(),
        seed=SEED,
        fonts=fonts(),
    )


@cache
def _versions() -> tuple[str, str]:
    return version("optout"), version("playwright")


@cache
def fonts() -> str:
    """Return the SHA-256 of the sorted list of installed fonts, or "unknown" where fontconfig is not there."""
    command = shutil.which("fc-list")
    if command is None:
        return "unknown"
    listed = subprocess.run([command, ":", "family", "style", "fontversion"], capture_output=True, check=False)  # noqa: S603 - a fixed command
    return hashlib.sha256(b"\n".join(sorted(listed.stdout.splitlines()))).hexdigest()


def process_id(browser: Browser) -> int:
    """Return the process id of the browser, so that a watchdog can end one that no longer answers.

    Raises
    ------
    BrowserError
        If the browser is no longer there.
    """
    try:
        if not browser.is_connected():
            raise BrowserError(GONE)
        if browser not in _PROCESSES:
            _PROCESSES[browser] = _asked_process_id(browser)
    except PlaywrightError as error:
        raise BrowserError(GONE) from error
    return _PROCESSES[browser]


GONE = "the browser is gone, perhaps after an earlier crash; start a new one"

_PROCESSES: WeakKeyDictionary[Browser, int] = WeakKeyDictionary()


def _asked_process_id(browser: Browser) -> int:
    session = browser.new_browser_cdp_session()
    processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
    session.detach()
    return next(int(process["id"]) for process in processes if process["type"] == "browser")


def _root() -> bool:
    return os.geteuid() == 0


def _why_not_started(choice: BrowserChoice, message: str) -> str:
    name = choice.executable or choice.build
    if "sandbox" in message.lower() and not _root():
        return (
            f"{name}: its sandbox cannot start; allow user namespaces as root: sysctl "
            "kernel.apparmor_restrict_unprivileged_userns=0 (Ubuntu), kernel.unprivileged_userns_clone=1 (Debian)"
        )
    if "missing dependencies" in message or "shared libraries" in message:
        return f"{name}: system libraries are missing; run as root: playwright install-deps chromium"
    return f"{name}: does not start: {message.splitlines()[0]}; run: optout doctor"


_SEEDED = """
(() => {
  let state = SEED >>> 0;
  const next = () => {  // mulberry32 (Tommy Ettinger, 2017, public domain algorithm)
    state = (state + 0x6D2B79F5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  Math.random = () => next() / 4294967296;
  const fill = array => {
    const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
    for (let i = 0; i < bytes.length; i++) bytes[i] = next() & 255;
    return array;
  };
  if (globalThis.Crypto) {
    Crypto.prototype.getRandomValues = fill;
    Crypto.prototype.randomUUID = () => {
      const hex = [...fill(new Uint8Array(16))].map((b, i) =>
        (i === 6 ? (b & 15) | 64 : i === 8 ? (b & 63) | 128 : b).toString(16).padStart(2, '0')).join('');
      return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
    };
  }
})();
"""
