"""``optout record`` from the window that opens to the walk from the tape."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playwright.sync_api import BrowserContext

from analyzer import flows
from analyzer.errors import InputError
from analyzer.model import Device, Goal
from analyzer.recordings import folders
from analyzer.recordings.recorded import Recorded, folder_of, write
from analyzer.walking.attending.attending import attend, check_start
from analyzer.walking.attending.trying import Tried, tried
from analyzer.walking.browsers.browser import driver, launched, started
from analyzer.walking.browsers.finding import BrowserChoice, required
from analyzer.walking.course import Progress
from analyzer.walking.live import LIVE_FLAGS, Log


@dataclass(frozen=True)
class Wish:
    """What is to be recorded, and how: see ``optout record``."""

    start: str
    folder: Path
    route: str
    language: str
    device: Device
    goal: Goal | None
    hidden: Sequence[str]

    def check(self) -> None:
        """Refuse what cannot be recorded, before a window opens.

        Raises
        ------
        InputError
            In one line with the remedy.
        """
        check_start(self.start)
        folders.check(self.folder, {}, self.language)
        if not folders.NAME.fullmatch(self.route):
            raise InputError(f"--route {self.route!r}: a route's name is small letters, digits and hyphens")
        if (self.folder / folders.FLOW).exists():
            raise InputError(f"{self.folder / folders.FLOW} is there already; record into another folder")


def record(
    wish: Wish,
    choice: BrowserChoice,
    *,
    headless: bool = False,
    flags: Sequence[str] = LIVE_FLAGS,
    log: Log = lambda _: None,
    ended: Callable[[BrowserContext], bool] = lambda _: False,
) -> Recorded:
    """Open a window, hear the person until they end, and write the flow folder.

    Raises
    ------
    InputError
        If the wish cannot be met, nothing was done, or something that was typed would have been written.
    BrowserError, StorageError, WalkError
        If the window does not open, the disk refuses, or the start cannot be reached.
    """
    wish.check()
    with driver() as playwright:
        browser = started(playwright.chromium, choice, headless=headless, flags=flags)
        visit = attend(browser, wish.start, language=wish.language, device=wish.device, log=log, ended=ended)
    recorded = folder_of(
        visit, wish.folder.name, wish.route, version("optout"), goal=wish.goal, hidden=wish.hidden
    )  # fmt: skip
    write(recorded, wish.folder)
    return recorded


def try_out(folder: Path, route: str, *, patience: float, progress: Progress = lambda _: None) -> Tried:
    """Walk a recorded route once from its tape; what is seen is dropped.

    Raises
    ------
    InputError, BrowserError, StorageError
        As for ``walk``; also if there is no browser.
    """
    choice = required()
    with tempfile.TemporaryDirectory(prefix="optout-") as place, launched(choice) as browser:
        flow = flows.load(folder)
        return tried(browser, flow, route, Path(place), choice=choice, patience=patience, progress=progress)
