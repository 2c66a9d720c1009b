"""Which browser to use: one that is already there, if any."""

import importlib.util
import json
import os
import shutil
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from analyzer.errors import BrowserError

VARIABLE = "OPTOUT_BROWSER"
"""Environment variable that names the executable to use, before anything else."""

COMMANDS = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
)
"""Names looked up on PATH, the cheapest build first: the headless shell needs half the CPU of the full browser."""

APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)

PLAYWRIGHT_BUILD = "playwright-headless-shell"


@dataclass(frozen=True)
class BrowserChoice:
    """An executable and the name of its build; ``executable`` is None for the one Playwright brought itself."""

    executable: Path | None
    build: str


def find(
    environment: dict[str, str] | None = None,
    which: Callable[[str], str | None] = shutil.which,
    applications: Iterable[str] = APPLICATIONS,
) -> BrowserChoice | None:
    """Return the browser to use, or None if there is none.

    In this order: the one ``OPTOUT_BROWSER`` names, the one Playwright installed (made for this version of it),
    one on PATH, one among the applications of macOS.

    Raises
    ------
    BrowserError
        If ``OPTOUT_BROWSER`` names something that cannot be executed.
    """
    environment = dict(os.environ) if environment is None else environment
    if named := _named(environment):
        return named
    if (playwright_folder(environment) / f"chromium_headless_shell-{revision()}" / "INSTALLATION_COMPLETE").is_file():
        return BrowserChoice(None, PLAYWRIGHT_BUILD)
    for command in COMMANDS:
        if found := which(command):
            return BrowserChoice(Path(found), command)
    for application in applications:
        if os.access(application, os.X_OK):
            return BrowserChoice(Path(application), Path(application).name)
    return None


def required() -> BrowserChoice:
    """Return the browser to use.

    Raises
    ------
    BrowserError
        If there is none, or as for ``find``.
    """
    choice = find()
    if choice is None:
        raise BrowserError("no Chromium or Chrome on this machine; run: optout doctor --install")
    return choice


def find_with_window(
    environment: dict[str, str] | None = None,
    which: Callable[[str], str | None] = shutil.which,
    applications: Iterable[str] = APPLICATIONS,
) -> BrowserChoice:
    """Return a browser that can show a window: as ``find``, without the builds that have none.

    Raises
    ------
    BrowserError
        If there is none, nothing to show it on, or ``OPTOUT_BROWSER`` names something that cannot be executed.
    """
    environment = dict(os.environ) if environment is None else environment
    if sys.platform == "linux" and not (environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY")):
        raise BrowserError("no display to open a window on; start it from a desktop, or with xvfb-run")
    if named := _named(environment):
        return named
    for command in COMMANDS:
        if "headless" not in command and (found := which(command)):
            return BrowserChoice(Path(found), command)
    for application in applications:
        if os.access(application, os.X_OK):
            return BrowserChoice(Path(application), Path(application).name)
    raise BrowserError(f"no Chromium or Chrome that shows a window; install one, or name it in {VARIABLE}")


def _named(environment: dict[str, str]) -> BrowserChoice | None:
    named = environment.get(VARIABLE)
    if not named:
        return None
    if not os.access(named, os.X_OK) or Path(named).is_dir():
        raise BrowserError(f"{VARIABLE}={named}: is not an executable; unset it or name a Chromium or Chrome")
    return BrowserChoice(Path(named), Path(named).name)


def revision() -> str:
    """Return the revision of the headless shell that this version of Playwright was made for; another is no use to it.

    Raises
    ------
    BrowserError
        If Playwright is not installed, or does not say it where its versions so far did.
    """
    try:
        package = importlib.util.find_spec("playwright")
        listed = Path(str(package and package.origin)).parent / "driver" / "package" / "browsers.json"
        browsers = json.loads(listed.read_bytes())["browsers"]
        return next(str(one["revision"]) for one in browsers if one["name"] == "chromium-headless-shell")
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise BrowserError(f"Playwright is not installed as it should be ({error}); install optout again") from error


def playwright_folder(environment: dict[str, str]) -> Path:
    """Return the folder into which Playwright installs browsers (Playwright documentation, "Browsers", 2026)."""
    if chosen := environment.get("PLAYWRIGHT_BROWSERS_PATH"):
        return Path(chosen)
    cache = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(environment.get("HOME", "~")).expanduser() / cache / "ms-playwright"
