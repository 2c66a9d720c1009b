"""The open network, listened to: every request goes out, is logged, and is kept with its answer.

The browser session's ``Fetch`` holds each request twice: before it leaves, where what no service may be asked is
refused and what commits is stopped, and when its answer has come, which is read before the page gets it. Nothing is
written here; whoever recorded decides what of it may be kept.
"""

import base64
import contextlib
import ipaddress
import re
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, WebSocket, WebSocketRoute
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Response as PlaywrightResponse

from analyzer.mocks import Request, Response
from analyzer.model import Exchange, Message, Socket
from analyzer.tape import ABOUT_THE_WIRE
from analyzer.walking.browsers.browser import STEADY_FLAGS
from analyzer.walking.sites import NOT_THERE, Attachment, fetching, may_be_worker, origin_of
from analyzer.walking.workers import fronted

Log = Callable[[str], None]
"""Is told of each request in one line: method and address, no header and no body."""

Passes = Callable[[Mapping[str, Any]], bool]
"""Whether a request, as the protocol describes it, may leave."""

Says = Callable[[str, bytes], bool]
"""Whether a message may leave over the WebSocket of this address."""


def _anything(*_: object) -> bool:
    return True


@dataclass(frozen=True)
class Leave:
    """What may leave: which requests, and what pages say over WebSockets.

    Where it ``overhears``, WebSockets are kept with the traffic. ``mutes`` keeps workers, whose messages cannot be held
    back, from opening any.
    """

    passes: Passes = _anything
    says: Says = _anything
    overhears: bool = False
    mutes: bool = False


LIVE_FLAGS = STEADY_FLAGS
"""Names resolve; the rest steadies the pixels."""

_INSIDE = (".localhost", ".local", ".internal", ".home.arpa")
"""Endings of names that only mean something inside a network (RFC 6761, 6762, 8375; ICANN board, 2024: internal)."""

_UNFINISHED = frozenset({"EventSource", "Media", "WebSocket", "Ping"})
"""Kinds of request whose answer never ends, or that nobody waits for: it is let through unread."""


class Live(Attachment):
    """The books of a visit to a live service.

    ``unheard`` are the origins of workers that several pages share, whose WebSockets cannot be overheard.
    """

    def __init__(
        self,
        session: CDPSession,
        context: BrowserContext,
        clock: Callable[[], datetime],
        log: Log,
        leave: Leave,
        home: str,
    ) -> None:
        super().__init__(session, context, _Network(), clock)
        self._log, self._leave, self._home = log, leave, home
        self.unheard: list[str] = []
        self._conversations: list[_Overheard] = []
        self._let_out: dict[str, Request] = {}
        self._told: list[PlaywrightResponse] = []
        context.on("response", lambda told: self._told.append(told))  # noqa: PLW0108 - the driver marks a handler, and a built-in cannot be marked

    @property
    def heard(self) -> int:
        """How many answers and records of answers there are so far: while it stays the same, so does ``traffic``."""
        return len(self._traffic) + len(self._told)

    @property
    def traffic(self) -> tuple[Exchange, ...]:
        """Requests with their answers, as in a mock; read before the context is closed.

        ``Fetch`` keeps the cookies of an answer to itself; the driver's own record of it has them.
        """
        cookies: dict[tuple[str, str], deque[list[tuple[str, str]]]] = defaultdict(deque)
        for told in self._told:
            with contextlib.suppress(PlaywrightError):
                set_here = [(one["name"], one["value"]) for one in told.headers_array()]
                key = told.request.method, told.url.partition("#")[0]
                cookies[key].append([one for one in set_here if one[0].lower() == "set-cookie"])
        whole = []
        for one in self._traffic:
            waiting = cookies[one.method, one.url]
            whole.append(replace(one, answered=(*one.answered, *(waiting.popleft() if waiting else ()))))
        return tuple(whole)

    @property
    def sockets(self) -> tuple[Socket, ...]:
        """WebSockets of pages and of their workers, in the order in which they were opened."""
        return tuple(Socket(at=one.at, url=one.url, messages=tuple(one.messages)) for one in self._conversations)

    def open(self, route: WebSocketRoute) -> None:
        """Let a page speak with a service over a WebSocket, as far as what it says may leave."""
        self._log(shown := f"WebSocket {_bare(route.url)}")
        if why := unasked(f"http{route.url.removeprefix('ws')}", self._home):
            self._refused[origin_of(route.url)] += 1
            self._log(f"not asked: {why}")
            route.close(code=NOT_THERE)
            return
        service = route.connect_to_server()

        def say(said: str | bytes) -> None:
            if self._leave.says(route.url, _message(said, sent=True).data):
                with contextlib.suppress(PlaywrightError):  # the window may be closed by now
                    service.send(said)
            else:
                self._log(f"held back: a message to {shown}")

        def hear(said: str | bytes) -> None:
            with contextlib.suppress(PlaywrightError):
                route.send(said)

        route.on_message(say)
        service.on_message(hear)

    def watch(self, page: Page) -> None:
        """Overhear each WebSocket that ``page`` or a worker of it opens to a service."""
        page.on("websocket", self._overhear)

    def _overhear(self, socket: WebSocket) -> None:
        at = max(round((self._clock() - self._began).total_seconds() * 1000), 0)
        overheard = _Overheard(socket.url, at)
        self._conversations.append(overheard)
        socket.on("framesent", lambda said: overheard.messages.append(_message(said, sent=True)))
        socket.on("framereceived", lambda said: overheard.messages.append(_message(said, sent=False)))

    def look_out(self) -> None:
        """Note workers that several pages share: what they say over WebSockets is nobody's to hear."""
        self._session.on("Target.targetCreated", self._met)
        self._session.send("Target.setDiscoverTargets", {"discover": True})

    def _met(self, told: dict[str, Any]) -> None:
        if told["targetInfo"]["type"] == "shared_worker":
            self.unheard.append(origin := origin_of(told["targetInfo"]["url"].removeprefix("blob:")))
            self._log(f"not overheard: a worker that pages share at {origin}")

    def begin(self) -> None:
        """Have every request of the browser held here, once before it leaves and once before its answer arrives."""
        self._session.on("Fetch.requestPaused", self.answer)
        stages = [{"urlPattern": "*", "requestStage": stage} for stage in ("Request", "Response")]
        self._session.send("Fetch.enable", {"patterns": stages})

    def _answer(self, paused: dict[str, Any]) -> None:
        if "responseStatusCode" in paused or "responseErrorReason" in paused:
            self._answered(paused)
        else:
            self._asked(paused)

    def _asked(self, paused: dict[str, Any]) -> None:
        asked = paused["request"]
        self._log(shown := f"{asked['method']} {_bare(asked['url'])}")
        if why := unasked(asked["url"], self._home):
            self._refused[origin_of(asked["url"])] += 1
            self._log(f"not asked: {why}")
            self._fail(paused["requestId"])
        elif not self._leave.passes(paused):
            self._log(f"held back: {shown}")
            self._fail(paused["requestId"])
        else:
            self._let_out[paused["requestId"]] = self._request(asked)
            self._session.send("Fetch.continueRequest", {"requestId": paused["requestId"]})

    def _answered(self, paused: dict[str, Any]) -> None:
        request_id = paused["requestId"]
        request = self._let_out.pop(request_id, None) or self._request(paused["request"])
        if "responseStatusCode" in paused:
            headers = tuple((one["name"], one["value"]) for one in paused.get("responseHeaders", ()))
            response = Response(paused["responseStatusCode"], headers, self._body(paused))
            self._traffic.append(self._exchange(request, response))
            if self._leave.mutes and response.status == HTTPStatus.OK and may_be_worker(paused, response):
                self._fulfil(request_id, _muted(response))
                return
        self._session.send("Fetch.continueRequest", {"requestId": request_id})

    def _body(self, paused: dict[str, Any]) -> bytes:
        redirect = 300 <= paused["responseStatusCode"] < 400  # noqa: PLR2004 - HTTP
        if redirect or paused.get("resourceType") in _UNFINISHED:
            return b""
        with contextlib.suppress(PlaywrightError):  # an answer without a body has none to read
            told = self._session.send("Fetch.getResponseBody", {"requestId": paused["requestId"]})
            return base64.b64decode(told["body"]) if told["base64Encoded"] else str(told["body"]).encode()
        return b""


@dataclass
class _Overheard:
    """A WebSocket under way."""

    url: str
    at: int
    messages: list[Message] = field(default_factory=list)


def _message(said: str | bytes, *, sent: bool) -> Message:
    data = said.encode(errors="replace") if isinstance(said, str) else said
    return Message(sent=sent, text=isinstance(said, str), data=data)


class _Network:
    """What stands behind a live visit; it is never asked, because the browser asks by itself."""

    origins: tuple[str, ...] = ()

    def handle(self, request: Request) -> Response | None:
        del request
        return None


@contextlib.contextmanager
def listening(
    browser: Browser,
    context: BrowserContext,
    clock: Callable[[], datetime],
    log: Log,
    leave: Leave,
    start: str,
) -> Iterator[Live]:
    """Let ``context`` reach the network for the duration of the block, and keep what goes over the wire.

    ``start`` is where the visit begins: a service that lies in a private network itself may be asked there.
    """
    home = urlsplit(start).hostname or ""
    live = Live(browser.new_browser_cdp_session(), context, clock, log, leave, home)
    if leave.mutes:
        context.add_init_script(fronted("quiet"))
    if leave.overhears:
        context.route_web_socket(re.compile(""), live.open)
        context.on("page", live.watch)
        live.look_out()
    with fetching(live):
        yield live


def _muted(response: Response) -> Response:
    """Return the script of a worker that has no WebSockets; anywhere else it does what it did."""
    kept = tuple(pair for pair in response.headers if pair[0].lower() not in ABOUT_THE_WIRE)
    return Response(response.status, kept, fronted("quiet").encode() + response.body)


def _bare(url: str) -> str:
    """Return an address without what may be somebody's: whoever logs in, what is searched for."""
    parts = urlsplit(url)
    return (
        f"{parts.scheme}:" if not parts.hostname else f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    )


def unasked(url: str, home: str = "") -> str:
    """Return why no page may have this address asked for, or "".

    A page must not read files of this machine, nor ask what answers only inside a network: private addresses belong to
    the machines around, link-local ones hold the secrets of cloud machines (RFC 3927; RFC 4291, section 2.5.6;
    RFC 6761, section 6.3; RFC 6762). ``home`` is the host of the visit's start, which may be one of them. Names are not
    resolved here.
    """
    parts = urlsplit(url)
    if parts.scheme in {"data", "blob", "about"}:
        return ""
    if parts.scheme not in {"http", "https"}:
        return f"{parts.scheme}: is no address of a service"
    host = (parts.hostname or "").rstrip(".")
    address = _address(host)
    if address and address.is_link_local:
        return "a link-local address belongs to this machine's network"
    inside = not address.is_global if address else host == "localhost" or host.endswith(_INSIDE)
    return "it means this machine or its network" if inside and host != home else ""


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """Return the address that a host is written as, null where it is a name."""
    with contextlib.suppress(ValueError):
        address = ipaddress.ip_address(host)
        return getattr(address, "ipv4_mapped", None) or address
    return None
