"""HAR 1.2 (Software is hard, "HAR 1.2 Spec", 2012): written by us for bundles, read from whoever recorded.

Chrome, Firefox and Playwright differ in what they leave out and add; what is read is what they share, and the messages
of WebSockets, which Chrome and Playwright write alike (``_webSocketMessages``). A response that never came (a cancelled
or blocked request) is not traffic, and what is not http is not the service.

What we wrote is read to the byte (``load``). What others wrote (``parse``) is read as a page got it.
"""

import base64
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from analyzer.errors import InputError
from analyzer.model import Exchange, Message, Socket, Traffic
from analyzer.model.traffic import Headers
from analyzer.model.walk import Milliseconds
from analyzer.recordings import laidout, strictjson
from analyzer.recordings.addresses import is_service, is_token, sendable
from analyzer.recordings.charsets import decoded, encoded, is_text, served
from analyzer.recordings.recovering import Heard, recovered
from analyzer.recordings.unpacking import Unpacker, unchunked

T = TypeVar("T")

LARGEST = 256 << 20
"""Bytes of the largest HAR that is read; a long recording with videos stays below."""

MOST_ENTRIES = 50_000
"""Requests of the longest HAR that is read; an hour of clicking makes a few thousand."""

DEEPEST = 64
"""Levels of nesting; a HAR needs eight, what browsers add to it a few more."""

_ABOVE = 3
"""Levels above an entry, which lies in a list in two objects."""
_VERSION = "1.2"
_TEXT, _BINARY = 1, 2
"""Opcodes of WebSocket messages (RFC 6455, section 5.2)."""
_BASE64 = "base64"
_SOCKETS = {"http": "ws", "https": "wss"}
_SWITCHED, _NOT_MODIFIED = 101, 304
_WITHOUT_BODY = frozenset({204, 205, *range(300, 400)} - {_NOT_MODIFIED})
_UNREAD = frozenset({"ping", "preflight", "csp-violation-report", "cspviolationreport"})
"""What Chrome and Playwright call requests whose answers no page reads."""
_LOST = "_lost"
"""Says in our own files that the body of an answer was not kept."""


@dataclass(frozen=True)
class Page:
    """One document, and what was asked while it came and was looked at.

    ``clock`` is the page clock's time when its walk began, ``at`` the milliseconds from then to the document.
    """

    id: str
    title: str
    url: str
    clock: datetime
    at: int
    exchanges: Iterable[Exchange]
    sockets: Iterable[Socket] = ()


def write(
    exchanges: Sequence[Exchange], *, creator: str, version: str, start: datetime, sockets: Sequence[Socket] = ()
) -> bytes:
    """Return exchanges and sockets as a HAR file; ``start`` is the page clock's when the walk began.

    The same exchanges give the same bytes: durations are unknown in a mock and written as -1, as the format says.
    """
    return b"".join(written(exchanges, creator=creator, version=version, start=start, sockets=sockets))


def written(
    exchanges: Iterable[Exchange], *, creator: str, version: str, start: datetime, sockets: Iterable[Socket] = ()
) -> Iterator[bytes]:
    """Yield what ``write`` returns, an exchange at a time."""
    entries = chain((_entry(one, start) for one in exchanges), (_socket_entry(one, start) for one in sockets))
    yield from laidout.written({"version": _VERSION, "creator": {"name": creator, "version": version}}, entries)


def write_pages(pages: Sequence[Page], *, creator: str, version: str, comment: str) -> Iterator[bytes]:
    """Yield the traffic of several walks as one HAR file: by page, and so by walk; ``comment`` says what it is.

    Walks of one flow begin at the same moment of the page clock, so that the entries are not in the order of time.
    """
    log = {
        "version": _VERSION,
        "creator": {"name": creator, "version": version},
        "comment": comment,
        "pages": [
            {
                "id": page.id,
                "title": page.title,
                "startedDateTime": _written_moment(page.clock, page.at),
                "pageTimings": {"onContentLoad": -1, "onLoad": -1},
            }
            for page in pages
        ],
    }
    yield from laidout.written(log, ({"pageref": page.id, **entry} for page in pages for entry in _page_entries(page)))


def _page_entries(page: Page) -> Iterator[dict[str, Any]]:
    yield from (_entry(one, page.clock) for one in page.exchanges)
    yield from (_socket_entry(one, page.clock) for one in page.sockets)


def _entry(one: Exchange, start: datetime) -> dict[str, Any]:
    kind = _header(one.answered, "content-type")
    request: dict[str, Any] = {
        "method": one.method,
        "url": one.url,
        "httpVersion": "HTTP/1.1",
        "cookies": [],
        "headers": _written(one.asked),
        "queryString": [{"name": n, "value": v} for n, v in parse_qsl(urlsplit(one.url).query, keep_blank_values=True)],
        "headersSize": -1,
        "bodySize": len(one.sent),
    }
    if one.sent:
        request["postData"] = {"mimeType": _header(one.asked, "content-type"), **_content(one.sent, "")}
    return ({_LOST: True} if one.lost else {}) | {
        "startedDateTime": _written_moment(start, one.at),
        "time": -1,
        "request": request,
        "response": {
            "status": one.status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": _written(one.answered),
            "content": {"size": len(one.body), "mimeType": kind, **_content(one.body, kind)},
            "redirectURL": _header(one.answered, "location"),
            "headersSize": -1,
            "bodySize": len(one.body),
        },
        "cache": {},
        "timings": {"send": -1, "wait": -1, "receive": -1},
    }


def _written_moment(start: datetime, milliseconds: int) -> str:
    return (start + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


def _socket_entry(one: Socket, start: datetime) -> dict[str, Any]:
    opened = Exchange(
        at=one.at, method="GET", url=one.url, asked=(), sent=b"", status=_SWITCHED, answered=(), body=b""
    )  # fmt: skip
    return _entry(opened, start) | {
        "_resourceType": "websocket",
        "_webSocketMessages": [
            {
                "type": "send" if message.sent else "receive",
                "time": -1,
                "opcode": _TEXT if message.text else _BINARY,
                "data": message.data.decode() if message.text else base64.b64encode(message.data).decode(),
            }
            for message in one.messages
        ],
    }


def _written(headers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _header(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")


def _content(body: bytes, kind: str) -> dict[str, str]:
    """Return a body as text where it is some, else as base64: HAR says so for answers, Playwright for requests too.

    Text is decoded as its content type says, because whoever reads it encodes it so.
    """
    text = decoded(body, kind)
    return {"text": base64.b64encode(body).decode(), "encoding": "base64"} if text is None else {"text": text}


class _Pair(msgspec.Struct, frozen=True):
    name: str = ""
    told: str | int | float | bool = msgspec.field(name="value", default="")

    @property
    def value(self) -> str:
        # Some write the length of a content as a number.
        return self.told if isinstance(self.told, str) else json.dumps(self.told).removesuffix(".0")


class _Posted(msgspec.Struct, frozen=True, rename="camel"):
    mime_type: str = ""
    text: str | None = None
    encoding: str = ""
    params: tuple[_Pair, ...] = ()
    file: str = msgspec.field(name="_file", default="")


class _Request(msgspec.Struct, frozen=True, rename="camel"):
    method: str
    url: str
    headers: tuple[_Pair, ...] = ()
    post_data: _Posted | None = None


class _Content(msgspec.Struct, frozen=True, rename="camel"):
    text: str | None = None
    encoding: str = ""
    size: float = 0
    mime_type: str = ""
    file: str = msgspec.field(name="_file", default="")


class _Response(msgspec.Struct, frozen=True):
    status: float = 0
    headers: tuple[_Pair, ...] = ()
    content: _Content = _Content()
    failed: str | None = msgspec.field(name="_failureText", default=None)


class _Frame(msgspec.Struct, frozen=True):
    type: str
    opcode: int = _TEXT
    data: str = ""


class _Entry(msgspec.Struct, frozen=True):
    request: _Request
    response: _Response = _Response()
    started: str = msgspec.field(name="startedDateTime", default="")
    failed: str | None = msgspec.field(name="_failureText", default=None)
    kind: str | None = msgspec.field(name="_resourceType", default=None)
    frames: tuple[_Frame, ...] | None = msgspec.field(name="_webSocketMessages", default=None)
    lost: bool = msgspec.field(name=_LOST, default=False)

    @property
    def is_socket(self) -> bool:
        # Chrome has called plain requests so too, after a socket was open (seen in version 93).
        called = self.kind == "websocket" and self.response.status < 200  # noqa: PLR2004 - a socket is never answered
        return called or self.frames is not None or self.request.url.startswith(("ws:", "wss:"))


class _Head(msgspec.Struct, Generic[T], frozen=True):
    entries: tuple[T, ...]
    creator: Any = None


class _Har(msgspec.Struct, Generic[T], frozen=True):
    log: _Head[T]


Blobs = Callable[[str], bytes]
"""Gives the content of a file that lies beside a HAR, by its name there; raises InputError."""

_Answer = Callable[[_Content, Headers, Blobs, str], tuple[Headers, bytes]]
"""Gives the headers and the body of an answer, from its content, headers and place in the HAR; raises ValueError."""

_Lost = Callable[[_Entry], bool]
"""Says whether an answer had a body that is not in the HAR."""


@dataclass(frozen=True)
class Loaded:
    """What a recording holds, and in ``notes`` what of it could not be taken, counted.

    ``broken`` is the first of the entries that are not what they must be, and why; "" if there is none.
    ``creator`` is the program that says it wrote the file.
    """

    traffic: Traffic
    notes: tuple[str, ...]
    broken: str = ""
    creator: str = ""


def read(path: Path) -> tuple[Exchange, ...]:
    """Return the requests of a HAR file of ours with their answers, in the order in which they were asked.

    Raises
    ------
    InputError
        If it cannot be read, is no HAR, an entry is broken, or none is an answer to anything; the line names the entry.
    """
    return load(path).traffic.exchanges


def load(path: Path) -> Loaded:
    """Return all that a HAR file of ours holds, and what was left out.

    Raises
    ------
    InputError
        As for ``read``.
    """
    told = strictjson.decode(strictjson.read_bytes(path, LARGEST), str(path), largest=LARGEST, deepest=DEEPEST)
    loaded = _loaded(_log(told, str(path)), str(path), _nothing_beside, _as_written, lambda entry: entry.lost)
    if loaded.broken:
        raise InputError(loaded.broken)
    return loaded


@dataclass(frozen=True)
class Reel(Generic[T]):
    """Some of what a recording holds, read one at a time and as often as it is gone through."""

    read: Callable[[int], T]
    numbers: Sequence[int]

    def __iter__(self) -> Iterator[T]:
        return map(self.read, self.numbers)


@dataclass(frozen=True)
class _Log:
    """The log of a HAR, of which an entry is read when it is its turn."""

    entries: Reel[Any]
    creator: Any


@dataclass(frozen=True)
class Stored:
    """A recording that stays in its file: ``heads`` and ``openings`` are its requests and sockets without contents.

    ``exchange`` and ``socket`` read the one of that number whole.
    """

    heads: tuple[Exchange, ...]
    openings: tuple[Socket, ...]
    exchange: Callable[[int], Exchange]
    socket: Callable[[int], Socket]

    @property
    def exchanges(self) -> Reel[Exchange]:
        """All requests with their answers, in order."""
        return Reel(self.exchange, range(len(self.heads)))

    @property
    def sockets(self) -> Reel[Socket]:
        """All sockets with their messages, in order."""
        return Reel(self.socket, range(len(self.openings)))


def stored(path: Path) -> Stored:
    """Return what ``load`` returns of a HAR file of ours, an exchange at a time where it lies as we write it.

    The file must not change meanwhile.

    Raises
    ------
    InputError
        As for ``load``; also while one is read.
    """
    spans = laidout.spans(path)
    if spans is None or len(spans) > MOST_ENTRIES or path.stat().st_size > LARGEST:
        traffic = load(path).traffic
        return Stored(traffic.exchanges, traffic.sockets, traffic.exchanges.__getitem__, traffic.sockets.__getitem__)
    return _Spread(path, spans).stored()


@dataclass(frozen=True)
class _Spread:
    """A HAR file of ours and where its entries lie."""

    path: Path
    spans: Sequence[laidout.Span]

    def stored(self) -> Stored:
        """Look at every entry once, and keep of it what is no content; a body is the number of its entry instead."""
        moments: dict[int, datetime] = {}
        heard: dict[int, Heard] = {}
        opened: dict[int, Socket] = {}
        size = 0
        for number in range(len(self.spans)):
            entry = self._entry(number)
            with self._told(number):
                if (moment := _moment(entry.started)) is not None:
                    moments[number] = moment
                if _not_traffic(entry):
                    continue
                if entry.is_socket:
                    opened[number] = msgspec.structs.replace(_socket(entry, 0, _nothing_beside), messages=())
                    continue
                one = self._whole(entry)
                size += len(one.body)
                _check_size(size, str(self.path))
                bare = msgspec.structs.replace(one, sent=b"", body=str(number).encode(), lost=entry.lost)
                heard[number] = Heard(bare, entry.response.content.size, entry.response.status == _NOT_MODIFIED)
        if all(one.exchange.lost for one in heard.values()):
            raise InputError(f"{self.path}: {_NOTHING}")
        first = min(moments.values(), default=None)
        at = {}
        for number in (*heard, *opened):
            since = round((moments[number] - first).total_seconds() * 1000) if number in moments and first else 0
            with self._told(number):
                at[number] = msgspec.convert(since, Milliseconds)
        asked, spoken = (sorted(some, key=lambda number: at[number]) for some in (heard, opened))
        found, _ = recovered(
            [replace(heard[n], exchange=msgspec.structs.replace(heard[n].exchange, at=at[n])) for n in asked]
        )
        heads = tuple(msgspec.structs.replace(one, body=b"") for one in found)
        bodies = tuple(int(one.body) for one in found)
        openings = tuple(msgspec.structs.replace(opened[number], at=at[number]) for number in spoken)

        def exchange(place: int) -> Exchange:
            own = self._whole(self._entry(asked[place]))
            body = own.body if bodies[place] == asked[place] else self._whole(self._entry(bodies[place])).body
            return msgspec.structs.replace(heads[place], sent=own.sent, body=body)

        def socket(place: int) -> Socket:
            return _socket(self._entry(spoken[place]), openings[place].at, _nothing_beside)

        return Stored(heads, openings, exchange, socket)

    def _entry(self, number: int) -> _Entry:
        deepest = DEEPEST - _ABOVE
        data = self.spans[number].read(self.path)
        value = strictjson.decode(data, f"{self.path}: entry {number}", largest=LARGEST, deepest=deepest)
        with self._told(number):
            return msgspec.convert(_without_nulls(value), _Entry, strict=False)

    def _whole(self, entry: _Entry) -> Exchange:
        return _exchange(entry, 0, str(self.path), _nothing_beside, _as_written)

    @contextmanager
    def _told(self, number: int) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise InputError(f"{self.path}: entry {number}: {_said(error)}") from error


def parse(data: bytes, file: str, blobs: Blobs) -> Loaded:
    """Return all that somebody's HAR in ``data`` holds, so that a browser shows of it what it showed when it came.

    A broken entry is left out and counted.

    Parameters
    ----------
    data, file
        The HAR, and its name in messages.
    blobs
        Reads what lies beside it.

    Raises
    ------
    InputError
        If it is no HAR, is too large, or no entry is an answer to anything.
    """
    decided = Counter[str]()
    log = _told(data, file, decided)
    loaded = _loaded(log, file, blobs, partial(_as_shown, Unpacker(LARGEST)), _lacks_content)
    notes = (f"{count} {what}" for what, count in sorted(decided.items()))
    return replace(loaded, notes=(*notes, *loaded.notes, *_about_the_producer(loaded)))


def _about_the_producer(loaded: Loaded) -> Iterator[str]:
    if loaded.creator and loaded.creator not in _TESTED:
        yield f"written by {strictjson.quoted(loaded.creator[:_SHOWN])}: files of that program are untested here"
    if loaded.creator == _CHROME and not any(_header(one.answered, "set-cookie") for one in loaded.traffic.exchanges):
        yield "no answer sets a cookie: Chrome leaves them out unless it exports the HAR with sensitive data"


def _told(data: bytes, file: str, decided: Counter[str]) -> _Log:
    """Return the log of somebody's HAR, each entry read when it is its turn where the file is plain JSON.

    What programs add to a HAR is then passed over unread, and of what they add to an entry no more is in memory than
    that of one.
    """
    try:
        head = msgspec.json.decode(data, type=_Har[msgspec.Raw]).log
    except (msgspec.DecodeError, RecursionError):
        return _log(strictjson.decode_as_browsers(data, file, decided, largest=LARGEST, deepest=DEEPEST), file)

    def entry(number: int) -> Any:
        told, place = bytes(head.entries[number]), f"{file}: entry {number}"
        return strictjson.decode_as_browsers(told, place, decided, largest=LARGEST, deepest=DEEPEST - _ABOVE)

    return _Log(Reel(entry, range(len(head.entries))), head.creator)


def _log(value: Any, file: str) -> _Log:
    try:
        head = msgspec.convert(value, _Har[Any]).log
    except msgspec.ValidationError as error:
        raise InputError(f"{file}: not a HAR: {_said(error)}") from error
    return _Log(Reel(head.entries.__getitem__, range(len(head.entries))), head.creator)


def _loaded(log: _Log, file: str, blobs: Blobs, answer: _Answer, lost: _Lost) -> Loaded:
    count = len(log.entries.numbers)
    if count > MOST_ENTRIES:
        raise InputError(f"{file}: {count} entries: not a recording of one procedure")
    broken: list[str] = []
    moments: list[datetime] = []
    heard: list[tuple[str, datetime | None, Heard]] = []
    spoken: list[tuple[str, datetime | None, Socket]] = []
    left, size = Counter[str](), 0
    for place, entry, at in _entries(log.entries, file, broken):
        moments += [at] if at else []
        why = _not_traffic(entry)
        left["name no time zone, and their time was taken for UTC"] += _lacks_zone(entry)
        try:
            if why:
                left[why] += 1
            elif entry.is_socket:
                spoken.append((place, at, _socket(entry, 0, blobs)))
            else:
                one = _exchange(entry, 0, place, blobs, answer)
                one = msgspec.structs.replace(one, lost=lost(entry))
                unchanged = entry.response.status == _NOT_MODIFIED
                heard.append((place, at, Heard(one, entry.response.content.size, unchanged)))
                left["answered, and their status was lost: taken for 200"] += not entry.response.status
                left["sent a body that is not in the recording: whoever sends it has no answer"] += _lacks_sent(
                    entry, one
                )
                size += len(one.body)
                _check_size(size, file)
        except _BROKEN as error:
            broken.append(f"{place}: {_said(error)}")
    if all(one.exchange.lost for *_, one in heard):
        raise InputError(broken[0] if broken else f"{file}: {_NOTHING}")
    first = min(moments, default=None)
    since = partial(_since, first=first, broken=broken)
    exchanges, told_of = recovered(
        [
            replace(one, exchange=msgspec.structs.replace(one.exchange, at=ms))
            for place, at, one in heard
            if (ms := since(place, at)) is not None
        ]
    )
    left += told_of
    sockets = [msgspec.structs.replace(one, at=ms) for place, at, one in spoken if (ms := since(place, at)) is not None]
    traffic = Traffic(start=first, exchanges=exchanges, sockets=tuple(sorted(sockets, key=lambda one: one.at)))
    if broken:
        left[f"left out: broken, the first of them {broken[0].removeprefix(f'{file}: ')}"] = len(broken)
    notes = tuple(f"{some} of {count} entries {why}" for why, some in sorted((+left).items()))
    name = log.creator.get("name") if isinstance(log.creator, dict) else ""
    return Loaded(traffic, notes, next(iter(broken), ""), name if isinstance(name, str) else "")


def _since(place: str, at: datetime | None, *, first: datetime | None, broken: list[str]) -> int | None:
    """Return the milliseconds since the first request; null where they are more than any recording has."""
    try:
        return msgspec.convert(round((at - first).total_seconds() * 1000) if at and first else 0, Milliseconds)
    except _BROKEN as error:
        broken.append(f"{place}: {_said(error)}")
        return None


_CHROME = "WebInspector"
_TESTED = frozenset({_CHROME, "Firefox", "Playwright", "optout"})
"""What Chrome, Firefox, Playwright and we call ourselves in what we write."""
_SHOWN, _LONGEST_NUMBER = 60, 16
_NOTHING = "holds no answered request; record again with contents (HAR with content)"
_BROKEN = (ValueError, OverflowError)
"""What an entry raises that is not what it must be; msgspec's and base64's errors are ValueErrors."""


def _entries(told: Iterable[Any], file: str, broken: list[str]) -> Iterator[tuple[str, _Entry, datetime | None]]:
    """Give the place, the entry and its moment of each that is one; what is none is added to ``broken``."""
    for number, value in enumerate(told):
        place = f"{file}: entry {number}"
        try:
            entry = msgspec.convert(_without_nulls(value), _Entry, strict=False)
            yield place, entry, _moment(entry.started)
        except _BROKEN as error:
            broken.append(f"{place}: {_said(error)}")


def _without_nulls(value: Any) -> Any:
    """Return a JSON value without members that are null, which some write where others write nothing."""
    if isinstance(value, dict):
        return {name: _without_nulls(member) for name, member in value.items() if member is not None}
    return [_without_nulls(one) for one in value] if isinstance(value, list) else value


def _said(error: Exception) -> str:
    return " ".join(str(error).split())


def _check_size(size: int, file: str) -> None:
    if size > LARGEST:
        raise InputError(f"{file}: holds more than {LARGEST >> 20} MB of contents: not a recording of one procedure")


def _nothing_beside(name: str) -> bytes:
    raise InputError(
        f"{strictjson.quoted(name)} holds a content and is not in the HAR; record again with embedded content"
    )


def _not_traffic(entry: _Entry) -> str:
    """Return why an entry is left out, "" if it is not."""
    request, response = entry.request, entry.response
    if not is_service(request.url) or not is_token(request.method):
        return "left out: no address or method of a service on the web"
    if entry.is_socket:
        kept = entry.frames is not None or response.content.file
        return "" if kept else "left out: WebSockets without their messages, which Firefox does not keep"
    if entry.failed or response.failed or (response.status < 200 and not _lacks_status(response)):  # noqa: PLR2004 - what comes before an answer
        return "left out: never answered"
    return ""


def _lacks_status(response: _Response) -> bool:
    """Return whether an answer came and its status was not noted: Firefox does so where a page was left at once."""
    return response.status == 0 and bool(response.headers and response.content.text)


def _lacks_content(entry: _Entry) -> bool:
    content, status = entry.response.content, entry.response.status
    # Firefox fills with zeros what it lost of a text of more than a megabyte.
    if content.text and is_text(content.mime_type) and content.text.endswith("\0"):
        return True
    if content.text or content.file or entry.request.method in {"HEAD", "OPTIONS"} or entry.kind in _UNREAD:
        return False
    return status == _NOT_MODIFIED or (content.size > 0 and status not in _WITHOUT_BODY)


def _lacks_sent(entry: _Entry, read: Exchange) -> bool:
    return not read.sent and read.method not in {"GET", "HEAD"} and _length(entry.request) > 0


def _exchange(entry: _Entry, at: int, place: str, blobs: Blobs, answer: _Answer) -> Exchange:
    request, response = entry.request, entry.response
    headers = sendable((pair.name, line) for pair in response.headers for line in _lines(pair))
    answered, body = answer(response.content, headers, blobs, place)
    return msgspec.convert(
        {
            "at": at,
            "method": request.method,
            "url": request.url,
            "asked": sendable((pair.name, pair.value) for pair in request.headers),
            "sent": _sent(request, blobs),
            "status": _status(response),
            "answered": answered,
            "body": body,
        },
        Exchange,
    )


def _status(response: _Response) -> int:
    # A cache's answer is whole here, and the browser that asks the tape has no cache.
    whole = response.status == _NOT_MODIFIED and response.content.text
    return 200 if whole or _lacks_status(response) else int(response.status)


def _lines(pair: _Pair) -> list[str]:
    """Return the values of a header: Chrome joins several cookies that were set by line breaks."""
    return pair.value.split("\n") if pair.name.lower() == "set-cookie" else [pair.value]


def _sent(request: _Request, blobs: Blobs) -> bytes:
    posted = request.post_data
    if posted is None:
        return b""
    if posted.file:
        return blobs(posted.file)
    if posted.text is None or (not posted.text and posted.params):
        return urlencode([(pair.name, pair.value) for pair in posted.params]).encode()
    data = _bytes(posted.text, posted.encoding, "")
    # Browsers write a body that is no UTF-8 as a letter a byte, and do not say so: its length does.
    if len(data) != len(posted.text) == _length(request) and posted.encoding != _BASE64:
        return posted.text.encode("latin-1", errors="ignore")
    return data


def _length(request: _Request) -> int:
    """Return the length of the body that a request said it sends, 0 if it does not."""
    said = next((pair.value.strip() for pair in request.headers if pair.name.lower() == "content-length"), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_NUMBER else 0


def _as_written(content: _Content, headers: Headers, blobs: Blobs, _: str) -> tuple[Headers, bytes]:
    kind = _header(headers, "content-type") or content.mime_type
    return headers, blobs(content.file) if content.file else _bytes(content.text, content.encoding, kind)


def _as_shown(
    unpacker: Unpacker, content: _Content, headers: Headers, blobs: Blobs, place: str
) -> tuple[Headers, bytes]:
    """Return an answer that a browser reads as it read what was recorded, whatever of it the recorder had changed."""
    told = _header(headers, "content-type")
    kind = told or (content.mime_type if is_text(content.mime_type) else "")
    if content.file or content.encoding == _BASE64:
        _, packed = _as_written(content, headers, blobs, place)
        if "chunked" in _header(headers, "transfer-encoding").lower():
            packed = unchunked(packed)
        body = unpacker.unpacked(packed, _header(headers, "content-encoding"), kind, place)
        # Playwright puts text beside a HAR in UTF-8, whatever charset it came in.
        text = decoded(body, "") if content.file and is_text(kind) else None
    else:
        body, text = b"", content.text or ""
    if text is not None:
        body, kind = served(text, kind)
    return headers if kind == told else _of_kind(headers, kind), body


def _of_kind(headers: Headers, kind: str) -> Headers:
    others = tuple(pair for pair in headers if pair[0].lower() != "content-type")
    return (*others, *sendable([("content-type", kind)]))


def _bytes(text: str | None, encoding: str, kind: str) -> bytes:
    if not text:
        return b""
    return _from_base64(text) if encoding == _BASE64 else encoded(text, kind)


def _from_base64(text: str) -> bytes:
    """Return the bytes; some break the lines, as mail does (RFC 2045, section 6.8)."""
    return base64.b64decode("".join(text.split()), validate=True)


def _socket(entry: _Entry, at: int, blobs: Blobs) -> Socket:
    """Return a socket; Playwright puts its messages into a file of one a line where contents lie beside the HAR."""
    frames: Iterable[_Frame] = entry.frames or ()
    scheme, _, rest = entry.request.url.partition(":")
    try:
        if entry.response.content.file:
            frames = msgspec.json.Decoder(_Frame).decode_lines(blobs(entry.response.content.file))
        messages = tuple(
            Message(sent=one.type == "send", text=one.opcode == _TEXT, data=_data(one))
            for one in frames
            if one.type in {"send", "receive"} and one.opcode in {_TEXT, _BINARY}
        )
    except ValueError as error:
        raise ValueError(f"a WebSocket message: {error}") from error
    return Socket(at=at, url=f"{_SOCKETS.get(scheme, scheme)}:{rest}", messages=messages)


def _data(frame: _Frame) -> bytes:
    return frame.data.encode() if frame.opcode == _TEXT else _from_base64(frame.data)


def _lacks_zone(entry: _Entry) -> bool:
    return bool(entry.started) and datetime.fromisoformat(entry.started).tzinfo is None


def _moment(text: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise ValueError(f"startedDateTime: {strictjson.quoted(text)} is no ISO 8601 time") from error
