"""A recorded flow walked once from its tape: whether it can be, and what its traffic lacks."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext

from analyzer.errors import WalkError
from analyzer.flows import Flow
from analyzer.mocks import Site
from analyzer.tape import Tape
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.browsers.finding import BrowserChoice
from analyzer.walking.course import Progress
from analyzer.walking.sites import Attachment, Transport, attached
from analyzer.walking.walker import walk


@dataclass(frozen=True)
class Tried:
    """How it went: ``failure`` is "" where the goal was reached; requests not on the tape, or too often for it."""

    failure: str
    misses: tuple[str, ...]
    overruns: tuple[str, ...]


def tried(
    browser: Browser,
    flow: Flow,
    route: str,
    folder: Path,
    *,
    choice: BrowserChoice,
    patience: float,
    progress: Progress = lambda _: None,
) -> Tried:
    """Walk ``route`` of a flow on recorded traffic into ``folder``, with the network out of reach.

    Raises
    ------
    InputError, BrowserError, StorageError
        As for ``walk``.
    """
    tapes: list[Tape] = []

    @contextlib.contextmanager
    def keeping(
        browser: Browser, context: BrowserContext, site: Site, clock: Callable[[], datetime]
    ) -> Iterator[Attachment]:
        if isinstance(site, Tape):
            tapes.append(site)
        with attached(browser, context, site, clock) as attachment:
            yield attachment

    failure = ""
    try:
        walk(
            browser, flow, flow.routes[route], flow.languages[0], folder,
            choice=choice, patience=patience, progress=progress, transport=Transport(keeping, FLAGS),
        )  # fmt: skip
    except WalkError as error:
        failure = str(error)
    return Tried(
        failure,
        tuple(miss for tape in tapes for miss in tape.misses if not miss.endswith("/favicon.ico")),
        tuple(overrun for tape in tapes for overrun in tape.overruns),
    )
