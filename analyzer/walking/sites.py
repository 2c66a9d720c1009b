"""What the browser is allowed to reach: a mock answers its declared origins, everything else is aborted and counted.

The mock stands on CDP ``Fetch`` of the *browser* session: one handler sees pages, pop-ups, cross-site frames and
workers, and redirects come back to it, where ``route.fulfill`` would let them out to the network.
"""

import base64
import contextlib
import gc
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, WebSocketRoute
from playwright.sync_api import Error as PlaywrightError

from analyzer.errors import AnalyzerError, StorageError
from analyzer.mocks import Request, Response, Site
from analyzer.model import Exchange, Message, Refused, Repeated, Socket
from analyzer.recordings.reel import Reel
from analyzer.recordings.spool import Spool
from analyzer.tape import Conversation, Tape, steady
from analyzer.walking.browsers.browser import FLAGS
from analyzer.walking.workers import fronted

NOT_THERE = 4404
"""A close code of ours: RFC 6455, section 7.4.2, leaves those from 4000 to private use."""

_WORKER_SOCKET = "/.well-known/optout-socket"
"""Where ``workers/speaking.js`` asks; no service is."""

_TIDY_UP_AFTER = 16 << 20
"""Bytes of bodies that are given out before what is left of them is looked for; it takes a tenth of a second."""

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
        self._repeated: Counter[str] = Counter()
        self._spool = Spool()
        self._traffic: list[Exchange] = []
        self._sockets: list[tuple[int, int]] = []
        self._given: dict[str, Exchange] = {}
        self._spoken: dict[str, Conversation] = {}
        self._sent = 0
        self._began = clock()

    @property
    def traffic(self) -> Sequence[Exchange]:
        """Requests with their answers, in the order of the page clock; what was asked at once is in order of address.

        Which of two requests under way at once comes first is the machine's matter and must not show. Each is read when
        it is its turn: together they may be larger than memory.
        """
        return self._spool.whole(sorted(self._traffic, key=lambda one: (one.at, one.url, one.method)))

    @property
    def sockets(self) -> Sequence[Socket]:
        """WebSockets that a tape answered, as they were recorded, in the order in which they were opened."""
        return Reel(self._socket, tuple(range(len(self._sockets))))

    def _socket(self, place: int) -> Socket:
        assert isinstance(self._site, Tape)  # noqa: S101 - as below
        at, number = self._sockets[place]
        return msgspec.structs.replace(self._site.socket(number), at=at)

    @property
    def refused(self) -> tuple[Refused, ...]:
        """Origins that were asked for and had no answer, with how often, in alphabetical order."""
        return tuple(Refused(origin=origin, count=count) for origin, count in sorted(self._refused.items()))

    @property
    def repeated(self) -> tuple[Repeated, ...]:
        """Origins of a tape that were asked more often than recorded, with how often, in alphabetical order."""
        return tuple(Repeated(origin=origin, count=count) for origin, count in sorted((+self._repeated).items()))

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

    def open(self, route: WebSocketRoute) -> None:
        """Let the tape speak over a WebSocket that a page opens; one that is not on it is closed at once."""
        conversation = self._opened(route.url)
        if conversation is None:
            route.close(code=NOT_THERE)
            return
        route.on_message(lambda said: self._say(route, conversation, said))
        self._speak(route, conversation.greeting)

    def watch(self, page: Page) -> None:
        """Count each WebSocket of ``page`` that reaches out: one of a worker does that cannot ask the tape."""
        page.on("websocket", lambda socket: self._refused.update((origin_of(socket.url),)))

    def _say(self, route: WebSocketRoute, conversation: Conversation, said: str | bytes) -> None:
        text = isinstance(said, str)
        data = said.encode(errors="replace") if isinstance(said, str) else said
        self._speak(route, self._answers(conversation, Message(sent=True, text=text, data=data)))

    def _opened(self, url: str) -> Conversation | None:
        assert isinstance(self._site, Tape)  # noqa: S101 - only a tape has sockets routed here
        try:
            conversation = self._site.open(url)
        except AnalyzerError as error:
            self.failure = str(error)  # as below, the walk asks for it
            return None
        if conversation is None:
            self._refused[origin_of(url)] += 1
            return None
        at = max(round((self._clock() - self._began).total_seconds() * 1000), 0)
        self._sockets.append((at, conversation.number))
        return conversation

    def _answers(self, conversation: Conversation, said: Message) -> tuple[Message, ...]:
        answers = conversation.said(said)
        if answers is None:
            self._refused[origin_of(conversation.url)] += 1
        return answers or ()

    def _spoken_by_worker(self, asked: dict[str, Any]) -> Response:
        """Return what is said to a worker that opens a WebSocket or speaks over it, as ``workers/speaking.js`` asks."""
        body = b"".join(base64.b64decode(entry.get("bytes", "")) for entry in asked.get("postDataEntries", ()))
        try:
            said = msgspec.json.decode(body, type=_Asked)
        except msgspec.DecodeError:
            return Response(status=400, headers=(), body=b"")
        messages: tuple[Message, ...] | None = None
        if said.open and (opened := self._opened(said.open)):
            self._spoken[said.id] = opened
            messages = opened.greeting
        elif not said.open and said.id in self._spoken:
            messages = self._answers(self._spoken[said.id], Message(sent=True, text=said.text, data=said.data))
        told = None if messages is None else [{"text": one.text, "data": one.data} for one in messages]
        return Response(200, (("content-type", "application/json"),), msgspec.json.encode(told))

    def _speak(self, route: WebSocketRoute, messages: Sequence[Message]) -> None:
        """Say what the tape says, and wait until the page has heard it.

        Sending returns before that; what the page answers after it says that it has.
        """
        self.pending += 1
        try:
            for message in messages:
                _send(route, message)
            for page in self._context.pages if messages else ():
                with contextlib.suppress(PlaywrightError):
                    page.evaluate("0")
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
        if _by_inspector(paused) and (given := self._given.get(asked["url"])):
            self._fulfil(request_id, Response(given.status, given.answered, self._spool.read(given.body)))
            return
        speaks = isinstance(self._site, Tape)
        if speaks and urlsplit(asked["url"]).path == _WORKER_SOCKET:
            self._fulfil(request_id, self._spoken_by_worker(asked))
            return
        request = self._request(asked)
        response = self._respond(request)
        if response is None:
            self._refused[origin] += 1
            self._fail(request_id)
            return
        self._repeated[origin] += response.repeated
        self._keep(asked["url"], self._exchange(request, response))
        if speaks and may_be_worker(paused, response):
            response = Response(response.status, response.headers, fronted("speaking").encode() + response.body)
        self._fulfil(request_id, response)

    def _keep(self, url: str, exchange: Exchange) -> None:
        try:
            kept = self._spool.shortened(exchange)
        except StorageError as error:
            self.failure = str(error)  # as above, the walk asks for it
            return
        self._traffic.append(kept)
        self._given[url] = kept

    def _fulfil(self, request_id: str, response: Response) -> None:
        self._session.send(
            "Fetch.fulfillRequest",
            {
                "requestId": request_id,
                "responseCode": response.status,
                "responsePhrase": _phrase(response.status),
                "responseHeaders": [{"name": name, "value": value} for name, value in response.headers],
                "body": base64.b64encode(response.body).decode(),
            },
        )
        self._sent += len(response.body)
        if self._sent > _TIDY_UP_AFTER:
            self._sent = 0
            # The driver keeps the frames of each call, and with them its body, in circles that only this finds.
            gc.collect()

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
    if isinstance(site, Tape):
        # Fetch does not see WebSockets. A mock has none, and routing them changes the page.
        context.route_web_socket(re.compile(""), attachment.open)
        context.add_init_script(fronted("speaking"))
        context.on("page", attachment.watch)
    with fetching(attachment):
        yield attachment


class _Asked(msgspec.Struct, frozen=True):
    """What a worker asks: to open a WebSocket, or to pass on a message."""

    id: str
    open: str = ""
    text: bool = True
    data: bytes = b""


def may_be_worker(paused: Mapping[str, Any], response: Response) -> bool:
    """Return whether an answer may be the script of a worker, for which the protocol has no kind of its own."""
    if paused.get("resourceType") != "Other":
        return False
    kind = next((value for name, value in response.headers if name.lower() == "content-type"), "")
    return "javascript" in kind or "ecmascript" in kind


def _by_inspector(paused: dict[str, Any]) -> bool:
    """Return whether the browser's own inspector looks at a page and its styles again, as it does for a screenshot.

    No service is asked by that, and a tape's next answer is not for it. Such a request is none of the page's: it has no
    number in its network, unlike the script of a worker, which is of no kind either.
    """
    asked = paused["request"]
    return (
        "networkId" not in paused
        and paused.get("resourceType") in {"Other", "Stylesheet"}
        and asked["method"] == "GET"
        and not {name.lower() for name in asked["headers"]} & {"origin", "purpose", "sec-purpose"}
    )


def _phrase(status: int) -> str:
    """Return the words beside a status; the browser takes none it does not know without some."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Unknown"


def _send(route: WebSocketRoute, message: Message) -> None:
    route.send(message.data.decode() if message.text else message.data)


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
