"""What the browser is allowed to reach: a mock answers its declared origins, everything else is aborted and counted.

The mock stands on CDP ``Fetch`` of the *browser* session: one handler sees pages, pop-ups, cross-site frames and
workers, and redirects come back to it, where ``route.fulfill`` would let them out to the network.
"""

import base64
import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, CDPSession
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import AnalyzerError
from analyzer.mocks import Request, Response, Site
from analyzer.model import Exchange, Refused
from analyzer.tape import steady
from analyzer.walking.browsers.browser import FLAGS

NO_CONTENT = Response(status=204, headers=(), body=b"")


class Attachment:
    """A site in front of one browser context: it answers requests and keeps the books.

    ``traffic`` is what was asked and answered; what was refused is not in it.
    """

    def __init__(self, session: CDPSession, context: BrowserContext, site: Site, clock: Callable[[], datetime]) -> None:
        self.failure = ""
        self.pending = 0
        self._over = False
        self._session, self._context, self._site, self._clock = session, context, site, clock
        self._refused: Counter[str] = Counter()
        self._traffic: list[Exchange] = []
        self._began = clock()

    @property
    def traffic(self) -> tuple[Exchange, ...]:
        """Requests with their answers, in the order of the page clock; what was asked at once is in order of address.

        Which of two requests under way at once comes first is the machine's matter and must not show.
        """
        return tuple(sorted(self._traffic, key=lambda one: (one.at, one.url, one.method)))

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Origins that were asked for and not declared, with how often, in alphabetical order."""
        return tuple(Refused(origin=origin, count=count) for origin, count in sorted(self._refused.items()))

    def answer(self, paused: dict[str, Any]) -> None:
        """Answer one paused request of the browser."""
        if self._over:
            return
        self.pending += 1
        try:
            self._answer(paused)
        except PlaywrightError as error:
            # A page that left meanwhile has cancelled its request, or all has ended; there is nobody to answer.
            gone = self._over or "Fetch domain is not enabled" in error.message
            if not gone and "Invalid InterceptionId" not in error.message and "closed" not in error.message:
                raise
        finally:
            self.pending -= 1

    def begin(self) -> None:
        """Have every request of the browser paused and answered here."""
        self._session.on("Fetch.requestPaused", self.answer)
        self._session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}]})

    def end(self) -> None:
        """Answer no further request; a browser that is gone needs no more."""
        self._over = True
        with contextlib.suppress(PlaywrightError):
            self._session.send("Fetch.disable")
            self._session.detach()

    def _answer(self, paused: dict[str, Any]) -> None:
        asked, request_id = paused["request"], paused["requestId"]
        origin = origin_of(asked["url"])
        if origin not in self._site.origins:
            self._refused[origin] += 1
            self._fail(request_id)
            return
        request = self._request(asked)
        response = self._respond(request)
        if response is None:
            self._fail(request_id)
            return
        self._traffic.append(self._exchange(request, response))
        self._session.send(
            "Fetch.fulfillRequest",
            {
                "requestId": request_id,
                "responseCode": response.status,
                "responseHeaders": [{"name": name, "value": value} for name, value in response.headers],
                "body": base64.b64encode(response.body).decode(),
            },
        )

    def _fail(self, request_id: str) -> None:
        self._session.send("Fetch.failRequest", {"requestId": request_id, "errorReason": "BlockedByClient"})

    def _exchange(self, request: Request, response: Response) -> Exchange:
        headers, body = steady(sorted(request.headers.items()), request.body)
        return Exchange(
            at=max(round((request.at - self._began).total_seconds() * 1000), 0),
            method=request.method,
            url=request.url,
            asked=headers,
            sent=body,
            status=response.status,
            answered=response.headers,
            body=response.body,
        )

    def _request(self, asked: dict[str, Any]) -> Request:
        url = asked["url"].partition("#")[0]
        headers = {name.lower(): value for name, value in asked["headers"].items()}
        # At this stage the browser has not yet put the cookies into the headers.
        if cookies := self._context.cookies(url):
            headers["cookie"] = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in cookies)
        body = b"".join(base64.b64decode(entry.get("bytes", "")) for entry in asked.get("postDataEntries", ()))
        return Request(method=asked["method"], url=url, headers=headers, body=body, at=self._clock())

    def _respond(self, request: Request) -> Response | None:
        try:
            response = self._site.handle(request)
        except AnalyzerError as error:
            # Raised here it would be lost in the driver's event handler; the walk asks for it and ends.
            self.failure = str(error)
            return Response(status=500, headers=(("content-type", "text/plain"),), body=b"mock site failed")
        icon = urlsplit(request.url).path == "/favicon.ico"
        return NO_CONTENT if icon and (response is None or response.status == 404) else response  # noqa: PLR2004 - HTTP


@contextlib.contextmanager
def attached(
    browser: Browser, context: BrowserContext, site: Site, clock: Callable[[], datetime]
) -> Iterator[Attachment]:
    """Put ``site`` in front of ``context`` for the duration of the block; ``clock`` gives the time of a request.

    The browser session spans all contexts of the browser, so one site is attached at a time.
    """
    attachment = Attachment(browser.new_browser_cdp_session(), context, site, clock)
    with fetching(attachment):
        yield attachment


@contextlib.contextmanager
def fetching(attachment: Attachment) -> Iterator[None]:
    """Have the browser ask ``attachment`` about every request for the duration of the block."""
    attachment.begin()
    try:
        yield
    finally:
        attachment.end()


Attach = Callable[
    [Browser, BrowserContext, Site, Callable[[], datetime]], contextlib.AbstractContextManager[Attachment]
]
"""Puts a site in front of a context for the duration of a block, as ``attached`` does."""


@dataclass(frozen=True)
class Transport:
    """How a mock reaches the browser, and the flags with which the browser was started for it."""

    attach: Attach
    flags: tuple[str, ...]


HERMETIC = Transport(attached, FLAGS)
"""Inside the browser: no request leaves it."""


def origin_of(url: str) -> str:
    """Return ``scheme://host[:port]`` of a URL, or its scheme where there is no host."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else f"{parts.scheme}:"
