"""Traffic as a HAR file of ours: the same exchanges give the same bytes."""

import base64
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from analyzer.model import Exchange, Socket
from analyzer.recordings import laidout
from analyzer.recordings.charsets import decoded
from analyzer.recordings.har.shape import BINARY, LOST, TEXT, header_of

_VERSION = "1.2"
SWITCHED = 101


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
    kind = header_of(one.answered, "content-type")
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
        request["postData"] = {"mimeType": header_of(one.asked, "content-type"), **_content(one.sent, "")}
    return ({LOST: True} if one.lost else {}) | {
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
            "redirectURL": header_of(one.answered, "location"),
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
        at=one.at, method="GET", url=one.url, asked=(), sent=b"", status=SWITCHED, answered=(), body=b""
    )  # fmt: skip
    return _entry(opened, start) | {
        "_resourceType": "websocket",
        "_webSocketMessages": [
            {
                "type": "send" if message.sent else "receive",
                "time": -1,
                "opcode": TEXT if message.text else BINARY,
                "data": message.data.decode() if message.text else base64.b64encode(message.data).decode(),
            }
            for message in one.messages
        ],
    }


def _written(headers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _content(body: bytes, kind: str) -> dict[str, str]:
    """Return a body as text where it is some, else as base64: HAR says so for answers, Playwright for requests too.

    Text is decoded as its content type says, because whoever reads it encodes it so.
    """
    text = decoded(body, kind)
    return {"text": base64.b64encode(body).decode(), "encoding": "base64"} if text is None else {"text": text}
