"""A watched page in front of a small mock: what the tests of the walker stand on."""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from analyzer.mocks import MockSite, Request, Response
from analyzer.model import Transition
from analyzer.walking.browsers.browser import Setting, new_context, process_id
from analyzer.walking.capturing import observer
from analyzer.walking.pacing import Pace
from analyzer.walking.sites import attached
from analyzer.walking.watchdog import Watchdog
from analyzer.walking.watching.recorder import Recorder
from analyzer.walking.watching.wrapping import watched

ORIGINS = ("https://shop.test", "https://elsewhere.test")
START = f"{ORIGINS[0]}/"


@dataclass(frozen=True)
class Stage:
    """A page that is watched, and what was made of what happened on it."""

    page: Page
    recorder: Recorder
    folder: Path

    @property
    def transitions(self) -> list[Transition]:
        return self.recorder.diary.transitions


Staged = Callable[..., contextlib.AbstractContextManager[Stage]]


@pytest.fixture(scope="session")
def staged(living: Callable[[], Browser], tmp_path_factory: pytest.TempPathFactory) -> Staged:
    """Return a context manager: pages by their path on either origin, opened at the root and watched.

    ``takes`` is how many real seconds the site needs for every page but the root.
    """

    @contextlib.contextmanager
    def stage(
        pages: Mapping[str, str], *, touch: bool = False, patience: float = 5.0, takes: float = 0.0
    ) -> Iterator[Stage]:
        start = datetime(2025, 5, 20, 7, tzinfo=UTC)
        setting = Setting("en-GB", "Europe/Paris", 800, 600, 1.0, touch=touch, clock=start)
        folder = tmp_path_factory.mktemp("walk")
        browser = living()
        context = new_context(browser, setting)
        context.set_default_timeout(patience * 1000)
        context.add_init_script(observer.script())
        pace = Pace(context, start)

        def answer(pages: Mapping[str, str], request: Request) -> tuple[Mapping[str, str], Response]:
            if urlsplit(request.url).path != "/":
                time.sleep(takes)
            return _answer(pages, request)

        site = MockSite("pages", ORIGINS, pages, answer)
        with (
            contextlib.closing(context),
            Watchdog(process_id(browser), 60) as watchdog,
            attached(browser, context, site, pace.now) as attachment,
        ):
            recorder = Recorder(
                context, pace, folder, watchdog,
                language="en", patience=patience, pending=lambda: attachment.pending, progress=lambda _: None,
            )  # fmt: skip
            try:
                page = recorder.open(START)
                with watched(recorder):
                    yield Stage(page, recorder, folder)
            finally:
                recorder.unanswered.forget()

    return stage


def _answer(pages: Mapping[str, str], request: Request) -> tuple[Mapping[str, str], Response]:
    body = pages.get(urlsplit(request.url).path)
    if body is None:
        return pages, Response(404, (("content-type", "text/html"),), b"<title>Not here</title><p>Not here</p>")
    return pages, Response(200, (("content-type", "text/html; charset=utf-8"),), body.encode())
