"""Recorded traffic as a site: the same requests in the same order get the same answers, and nothing else gets any.

A tape keeps, for each request it knows, its answers in the order in which they were recorded, and gives them out one by
one: a page that asks thrice sees three states. Matching the first recorded answer again and again, as replaying a HAR
commonly does, shows states that never existed.
"""

import fnmatch
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from msgspec.structs import replace

from analyzer import canonical
from analyzer.mocks import Request, Response
from analyzer.model import Exchange, Message, Socket, TapeRules
from analyzer.model.traffic import Headers
from analyzer.recordings import variants
from analyzer.recordings.charsets import media
from analyzer.recordings.variants import Recorded

Key = tuple[str, str, str]
"""Method, address, and the hash of the body: what tells one request from another."""

ABOUT_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding", "connection", "keep-alive"})
"""Headers that describe bytes the page never sees: a recorded body is decoded and whole."""

_BOUNDARY = "----optout-boundary"


class Tape:
    """Recorded traffic during one visit: which answers are still to come.

    ``misses`` are requests that are not on it or whose answer was lost, ``overruns`` those that were asked more often
    than recorded; both in the order in which they came. A walk with any of either is no reproduction.
    """

    def __init__(
        self, name: str, exchanges: Sequence[Exchange], rules: TapeRules | None = None, sockets: Sequence[Socket] = ()
    ) -> None:
        self.name = name
        self.misses: list[str] = []
        self.overruns: list[str] = []
        # Contents stay where they are until it is their turn: recorded traffic may be larger than memory.
        self._exchanges, self._conversations = exchanges, sockets
        self._rules = rules or TapeRules()
        self._answers: dict[Key, list[Recorded]] = defaultdict(list)
        self._next: dict[tuple[Key, int], int] = defaultdict(int)
        self._begun: datetime | None = None
        self._sockets: dict[str, list[int]] = defaultdict(list)
        for number, socket in enumerate(sockets):
            self._sockets[_address(socket.url, self._rules)].append(number)
        for number, one in enumerate(exchanges):
            key = key_of(one.method, one.url, _content_type(one.asked), one.sent, self._rules)
            self._answers[key].append(Recorded(replace(one, sent=b"", body=b""), len(one.body), number))
        heads = [one.head for answers in self._answers.values() for one in answers]
        self.origins = tuple(sorted({_origin(one.url) for one in heads}))
        self._first = min((one.at for one in heads), default=0)

    def handle(self, request: Request) -> Response | None:
        """Return the next answer to ``request``; the last one again where there is none left; None if it is unknown."""
        kind = _content_type(request.headers.items())
        key = key_of(request.method, request.url, kind, request.body, self._rules)
        self._begun = self._begun or request.at
        now = self._first + round((request.at - self._begun).total_seconds() * 1000)
        shown = f"{request.method} {request.url}"
        asked, known = tuple(request.headers.items()), self._answers.get(key, [])
        if cut := variants.part([one for one in known if not one.head.lost], asked):
            body = self._exchanges[cut.number].body[cut.begin : cut.end]
            return Response(cut.status, _about_the_page(cut.answered), body)
        answers = variants.fitting(known, asked)
        if not answers:
            # Browsers ask for an icon or not as they please; whoever carries the requests answers it.
            if urlsplit(request.url).path != "/favicon.ico":
                self.misses.append(shown)
            return None
        # Each variant has its own order: its first answer tells it from the others.
        variant = key, answers[0].number
        place, repeated = self._next[variant], False
        if any(fnmatch.fnmatchcase(request.url, glob) for glob in self._rules.latest):
            place = max((n for n, one in enumerate(answers) if one.head.at <= now), default=0)
        elif place >= len(answers):
            self.overruns.append(shown)
            place, repeated = len(answers) - 1, True
        self._next[variant] = place + 1
        answer = answers[place]
        if answer.head.lost:
            self.misses.append(shown)
            return None
        told = self._exchanges[answer.number]
        return Response(told.status, _about_the_page(told.answered), told.body, repeated)

    def open(self, url: str) -> "Conversation | None":
        """Return what is said over the next socket recorded at ``url``; None, and a miss, where there is none left."""
        waiting = self._sockets[_address(url, self._rules)]
        if not waiting:
            self.misses.append(f"WebSocket {url}")
            return None
        number = waiting.pop(0)
        return Conversation(self.socket(number), number, self._rules, self.misses)

    def socket(self, number: int) -> Socket:
        """Return a recorded socket with its messages."""
        return self._conversations[number]


class Conversation:
    """One recorded socket, replayed: what the page says gets what the service said after it, and nothing else does.

    ``url`` is where it was recorded, ``number`` its place on the tape. A message of the page that is not recorded is
    told in ``misses``.
    """

    def __init__(self, socket: Socket, number: int, rules: TapeRules, misses: list[str]) -> None:
        self.url, self.number = socket.url, number
        self._rules, self._misses = rules, misses
        self.greeting: tuple[Message, ...] = ()
        self._turns: list[tuple[bytes, list[Message]]] = []
        greeting: list[Message] = []
        for message in socket.messages:
            if message.sent:
                self._turns.append((self._plain(message), []))
            else:
                (self._turns[-1][1] if self._turns else greeting).append(message)
        self.greeting = tuple(greeting)

    def said(self, message: Message) -> tuple[Message, ...] | None:
        """Return what the service said after this message of the page; None where the page never said it (again)."""
        plain = self._plain(message)
        for place, (recorded, answers) in enumerate(self._turns):
            if recorded == plain:
                del self._turns[place]
                return tuple(answers)
        self._misses.append(f"WebSocket {self.url}: a message of {len(message.data)} bytes")
        return None

    def _plain(self, message: Message) -> bytes:
        return _plain("application/json", message.data, self._rules) if message.text else b"\0" + message.data


def _about_the_page(headers: Headers) -> Headers:
    return tuple((name, value) for name, value in headers if name.lower() not in ABOUT_THE_WIRE)


def steady(headers: Iterable[tuple[str, str]], body: bytes) -> tuple[Headers, bytes]:
    """Return a request with a fixed word between the parts of a form: the browser draws another one each time."""
    headers = tuple(headers)
    told = media(_content_type(headers))
    boundary = told.get_boundary() if told.get_content_type() == "multipart/form-data" else None
    if not boundary:
        return headers, body
    return (
        tuple((name, value.replace(boundary, _BOUNDARY)) for name, value in headers),
        body.replace(boundary.encode(errors="surrogateescape"), _BOUNDARY.encode()),
    )


def key_of(method: str, url: str, kind: str, body: bytes, rules: TapeRules) -> Key:
    """Return what tells a request from others: its method, its address, and the hash of what it sent.

    The fragment never reaches a service. Where ``rules`` declare a parameter or key, it is left out; the boundary
    between the parts of a form is drawn anew by the browser each time and counts as one word.
    """
    return method, _address(url, rules), canonical.sha256(_plain(kind, body, rules))


def _address(url: str, rules: TapeRules) -> str:
    parts = urlsplit(url)._replace(fragment="")
    if rules.parameters and parts.query:
        parts = parts._replace(query=_without(parts.query, rules.parameters))
    return parts.geturl()


def _without(query: str, names: Iterable[str]) -> str:
    pairs = parse_qsl(query, keep_blank_values=True, errors="surrogateescape")
    return urlencode([(name, value) for name, value in pairs if name not in names], errors="surrogateescape")


def _plain(kind: str, body: bytes, rules: TapeRules) -> bytes:
    """Return a body without what changes from visit to visit."""
    match media(kind).get_content_type():
        case "multipart/form-data":
            return steady([("content-type", kind)], body)[1]
        case "application/x-www-form-urlencoded" if rules.parameters:
            return _without(body.decode(errors="surrogateescape"), rules.parameters).encode()
        case media_type if rules.keys and _JSON.fullmatch(media_type):
            try:
                return canonical.line(_without_keys(json.loads(body), frozenset(rules.keys)))
            except (ValueError, RecursionError):
                return body
    return body


_JSON = re.compile(r"(application|text)/([\w.+-]+\+)?json")


def _without_keys(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, Mapping):
        return {key: _without_keys(inner, names) for key, inner in value.items() if key not in names}
    if isinstance(value, list):
        return [_without_keys(inner, names) for inner in value]
    return value


def _content_type(headers: Iterable[tuple[str, str]]) -> str:
    return next((value for name, value in headers if name.lower() == "content-type"), "")


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
