"""HAR 1.2 (Software is hard, "HAR 1.2 Spec", 2012): written by us for bundles, read from whoever recorded.

Chrome, Firefox and Playwright differ in what they leave out and add; what is read is what they share, and the messages
of WebSockets, which Chrome and Playwright write alike (``_webSocketMessages``). A response that never came (a cancelled
or blocked request) is not traffic, and what is not http is not the service.
"""

import base64
import binascii
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Exchange, Message, Socket, Traffic
from analyzer.recordings import strictjson
from analyzer.recordings.addresses import is_service, is_token, sendable
from analyzer.recordings.charsets import decoded, encoded

LARGEST = 256 << 20
"""Bytes of the largest HAR that is read; a long recording with videos stays below."""

DEEPEST = 64
"""Levels of nesting; a HAR needs eight, what browsers add to it a few more."""

_VERSION = "1.2"
_TEXT, _BINARY = 1, 2
"""Opcodes of WebSocket messages (RFC 6455, section 5.2)."""
_SOCKETS = {"http": "ws", "https": "wss"}
_SWITCHED, _NOT_MODIFIED = 101, 304


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
    exchanges: tuple[Exchange, ...]
    sockets: tuple[Socket, ...] = ()


def write(
    exchanges: Sequence[Exchange], *, creator: str, version: str, start: datetime, sockets: Sequence[Socket] = ()
) -> bytes:
    """Return exchanges and sockets as a HAR file; ``start`` is the page clock's when the walk began.

    The same exchanges give the same bytes: durations are unknown in a mock and written as -1, as the format says.
    """
    log = {
        "version": _VERSION,
        "creator": {"name": creator, "version": version},
        "entries": [*(_entry(one, start) for one in exchanges), *(_socket_entry(one, start) for one in sockets)],
    }
    return canonical.text({"log": log})


def write_pages(pages: Sequence[Page], *, creator: str, version: str, comment: str) -> bytes:
    """Return the traffic of several walks as one HAR file: by page, and so by walk; ``comment`` says what it is.

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
        "entries": [{"pageref": page.id, **entry} for page in pages for entry in _entries(page)],
    }
    return canonical.text({"log": log})


def _entries(page: Page) -> Iterator[dict[str, Any]]:
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
    return {
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
    name: str
    value: str


class _Posted(msgspec.Struct, frozen=True, rename="camel"):
    mime_type: str = ""
    text: str | None = None
    encoding: str = ""
    params: tuple[_Pair, ...] | None = None
    file: str = msgspec.field(name="_file", default="")


class _Request(msgspec.Struct, frozen=True, rename="camel"):
    method: str
    url: str
    headers: tuple[_Pair, ...] = ()
    post_data: _Posted | None = None


class _Content(msgspec.Struct, frozen=True, rename="camel"):
    text: str | None = None
    encoding: str | None = None
    size: float | None = 0
    mime_type: str = ""
    file: str = msgspec.field(name="_file", default="")


class _Response(msgspec.Struct, frozen=True):
    status: float
    headers: tuple[_Pair, ...] = ()
    content: _Content = _Content()
    failed: str | None = msgspec.field(name="_failureText", default=None)


class _Frame(msgspec.Struct, frozen=True):
    type: str
    opcode: int = _TEXT
    data: str = ""


class _Entry(msgspec.Struct, frozen=True):
    request: _Request
    response: _Response
    started: str = msgspec.field(name="startedDateTime", default="")
    failed: str | None = msgspec.field(name="_failureText", default=None)
    kind: str | None = msgspec.field(name="_resourceType", default=None)
    frames: tuple[_Frame, ...] | None = msgspec.field(name="_webSocketMessages", default=None)

    @property
    def is_socket(self) -> bool:
        return self.kind == "websocket" or self.frames is not None or self.request.url.startswith(("ws:", "wss:"))


class _Log(msgspec.Struct, frozen=True):
    entries: tuple[_Entry, ...]


class _Har(msgspec.Struct, frozen=True):
    log: _Log


Blobs = Callable[[str], bytes]
"""Gives the content of a file that lies beside a HAR, by its name there; raises InputError."""


@dataclass(frozen=True)
class Loaded:
    """What a HAR holds, and in ``notes`` what of it could not be taken, counted."""

    traffic: Traffic
    notes: tuple[str, ...]


def read(path: Path) -> tuple[Exchange, ...]:
    """Return the requests of a HAR file with their answers, in the order in which they were asked.

    Raises
    ------
    InputError
        If it cannot be read, is no HAR, or holds no answer to anything; the line names the entry.
    """
    return load(path).traffic.exchanges


def load(path: Path) -> Loaded:
    """Return all that a HAR file holds, and what was left out.

    Raises
    ------
    InputError
        As for ``read``.
    """
    return parse(strictjson.read_bytes(path, LARGEST), str(path), _nothing_beside)


def parse(data: bytes, file: str, blobs: Blobs) -> Loaded:
    """Return all that the HAR in ``data`` holds; ``file`` is its name in messages, ``blobs`` reads what lies beside it.

    Raises
    ------
    InputError
        As for ``read``.
    """
    value = strictjson.decode(data, file, largest=LARGEST, deepest=DEEPEST)
    try:
        entries = msgspec.convert(value, _Har, strict=False).log.entries
    except (msgspec.ValidationError, OverflowError) as error:
        raise InputError(f"{file}: not a HAR: {' '.join(str(error).split())}") from error
    begun = [_moment(entry.started, f"{file}: entry {number}") for number, entry in enumerate(entries)]
    first = min((at for at in begun if at is not None), default=None)
    exchanges, sockets, left = [], [], Counter[str]()
    for number, (entry, at) in enumerate(zip(entries, begun, strict=True)):
        since = round((at - first).total_seconds() * 1000) if at and first else 0
        place = f"{file}: entry {number}"
        why = _not_traffic(entry)
        if why:
            left[why] += 1
        elif entry.is_socket:
            sockets.append(_socket(entry, since, place, blobs))
        else:
            left["without their content: record again with it"] += _lacks_content(entry)
            exchanges.append(_exchange(entry, since, place, blobs))
    if not exchanges:
        raise InputError(f"{file}: holds no answered request; record again with contents (HAR with content)")
    traffic = Traffic(
        start=first,
        exchanges=tuple(sorted(exchanges, key=lambda one: one.at)),
        sockets=tuple(sorted(sockets, key=lambda one: one.at)),
    )
    return Loaded(traffic, tuple(f"{count} of {len(entries)} entries {why}" for why, count in sorted((+left).items())))


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
        return ""
    if entry.failed or response.failed or response.status < 200:  # noqa: PLR2004 - what comes before an answer
        return "left out: never answered"
    if response.status == _NOT_MODIFIED and response.content.text is None:
        return "left out: answered from a cache that is not in the recording (304)"
    return ""


def _lacks_content(entry: _Entry) -> bool:
    content = entry.response.content
    return (content.size or 0) > 0 and content.text is None and not content.file and entry.request.method != "HEAD"


def _exchange(entry: _Entry, at: int, place: str, blobs: Blobs) -> Exchange:
    request, response = entry.request, entry.response
    answered = sendable((pair.name, line) for pair in response.headers for line in _lines(pair))
    kind = _header(answered, "content-type") or response.content.mime_type
    try:
        return msgspec.convert(
            {
                "at": at,
                "method": request.method,
                "url": request.url,
                "asked": sendable((pair.name, pair.value) for pair in request.headers),
                "sent": _sent(request.post_data, blobs),
                # A cache's answer is whole here, and the browser that asks the tape has no cache.
                "status": 200 if response.status == _NOT_MODIFIED and response.content.text else int(response.status),
                "answered": answered,
                "body": _body(response.content, kind, blobs),
            },
            Exchange,
        )
    except (ValueError, OverflowError, binascii.Error) as error:
        raise InputError(f"{place}: {' '.join(str(error).split())}") from error


def _lines(pair: _Pair) -> list[str]:
    """Return the values of a header: Chrome joins several cookies that were set by line breaks."""
    return pair.value.split("\n") if pair.name.lower() == "set-cookie" else [pair.value]


def _sent(posted: _Posted | None, blobs: Blobs) -> bytes:
    if posted is None:
        return b""
    if posted.file:
        return blobs(posted.file)
    if posted.text is None or (not posted.text and posted.params):
        return urlencode([(pair.name, pair.value) for pair in posted.params or ()]).encode()
    return _bytes(posted.text, posted.encoding, "")


def _body(content: _Content, kind: str, blobs: Blobs) -> bytes:
    return blobs(content.file) if content.file else _bytes(content.text, content.encoding, kind)


def _bytes(text: str | None, encoding: str | None, kind: str) -> bytes:
    if not text:
        return b""
    return base64.b64decode(text, validate=True) if encoding == "base64" else encoded(text, kind)


def _socket(entry: _Entry, at: int, place: str, blobs: Blobs) -> Socket:
    """Return a socket; Playwright puts its messages into a file of one a line where contents lie beside the HAR."""
    frames: Iterable[_Frame] = entry.frames or ()
    url = entry.request.url
    scheme, _, rest = url.partition(":")
    try:
        if entry.response.content.file:
            frames = msgspec.json.Decoder(_Frame).decode_lines(blobs(entry.response.content.file))
        messages = tuple(
            Message(sent=one.type == "send", text=one.opcode == _TEXT, data=_data(one))
            for one in frames
            if one.type in {"send", "receive"} and one.opcode in {_TEXT, _BINARY}
        )
    except (ValueError, binascii.Error) as error:
        raise InputError(f"{place}: a WebSocket message: {' '.join(str(error).split())}") from error
    return Socket(at=at, url=f"{_SOCKETS.get(scheme, scheme)}:{rest}", messages=messages)


def _data(frame: _Frame) -> bytes:
    return frame.data.encode() if frame.opcode == _TEXT else base64.b64decode(frame.data, validate=True)


def _moment(text: str, place: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is not None:
            return moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise InputError(f"{place}: startedDateTime: {strictjson.quoted(text)} is no ISO 8601 time") from error
    raise InputError(f"{place}: startedDateTime: {strictjson.quoted(text)} names no time zone")
