"""HAR 1.2 (Software is hard, "HAR 1.2 Spec", 2012): written by us for bundles, read from whoever recorded.

Chrome, Firefox and Playwright differ in what they leave out and add; what is read is what they share. A response that
never came (a cancelled or blocked request) is not traffic, and what is not http is not the service.
"""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Exchange
from analyzer.recordings import strictjson

LARGEST = 256 << 20
"""Bytes of the largest HAR that is read; a long recording with videos stays below."""

DEEPEST = 64
"""Levels of nesting; a HAR needs eight, what browsers add to it a few more."""

_VERSION = "1.2"


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


def write(exchanges: Sequence[Exchange], *, creator: str, version: str, start: datetime) -> bytes:
    """Return exchanges as a HAR file; ``start`` is the page clock's when the walk began.

    The same exchanges give the same bytes: durations are unknown in a mock and written as -1, as the format says.
    """
    log = {
        "version": _VERSION,
        "creator": {"name": creator, "version": version},
        "entries": [_entry(one, start) for one in exchanges],
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
        "entries": [{"pageref": page.id, **_entry(one, page.clock)} for page in pages for one in page.exchanges],
    }
    return canonical.text({"log": log})


def _entry(one: Exchange, start: datetime) -> dict[str, Any]:
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
        request["postData"] = {"mimeType": _header(one.asked, "content-type"), **_content(one.sent)}
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
            "content": {"size": len(one.body), "mimeType": _header(one.answered, "content-type"), **_content(one.body)},
            "redirectURL": _header(one.answered, "location"),
            "headersSize": -1,
            "bodySize": len(one.body),
        },
        "cache": {},
        "timings": {"send": -1, "wait": -1, "receive": -1},
    }


def _written_moment(start: datetime, milliseconds: int) -> str:
    return (start + timedelta(milliseconds=milliseconds)).isoformat(timespec="milliseconds")


def _written(headers: Sequence[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in headers]


def _header(headers: Sequence[tuple[str, str]], wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")


def _content(body: bytes) -> dict[str, str]:
    """Return a body as text where it is some, else as base64: HAR says so for answers, Playwright for requests too."""
    try:
        return {"text": body.decode()}
    except UnicodeDecodeError:
        return {"text": base64.b64encode(body).decode(), "encoding": "base64"}


class _Pair(msgspec.Struct, frozen=True):
    name: str
    value: str


class _Posted(msgspec.Struct, frozen=True, rename="camel"):
    mime_type: str = ""
    text: str | None = None
    encoding: str = ""
    params: tuple[_Pair, ...] = ()


class _Request(msgspec.Struct, frozen=True, rename="camel"):
    method: str
    url: str
    headers: tuple[_Pair, ...] = ()
    post_data: _Posted | None = None


class _Content(msgspec.Struct, frozen=True):
    text: str | None = None
    encoding: str = ""
    size: float = 0


class _Response(msgspec.Struct, frozen=True):
    status: float
    headers: tuple[_Pair, ...] = ()
    content: _Content = _Content()


class _Entry(msgspec.Struct, frozen=True):
    request: _Request
    response: _Response
    started: str = msgspec.field(name="startedDateTime", default="")
    failed: str | None = msgspec.field(name="_failureText", default=None)


class _Log(msgspec.Struct, frozen=True):
    entries: tuple[_Entry, ...]


class _Har(msgspec.Struct, frozen=True):
    log: _Log


def read(path: Path) -> tuple[Exchange, ...]:
    """Return the traffic of a HAR file in the order in which it was asked.

    Raises
    ------
    InputError
        If it cannot be read, is no HAR, or holds no answer to anything; the line names the entry.
    """
    value = strictjson.decode(strictjson.read_bytes(path, LARGEST), str(path), largest=LARGEST, deepest=DEEPEST)
    try:
        entries = msgspec.convert(value, _Har, strict=False).log.entries
    except msgspec.ValidationError as error:
        raise InputError(f"{path}: not a HAR: {error}") from error
    begun = [_moment(entry.started, f"{path}: entry {number}") for number, entry in enumerate(entries)]
    first = min((at for at in begun if at is not None), default=None)
    exchanges = []
    for number, (entry, at) in enumerate(zip(entries, begun, strict=True)):
        if entry.failed or entry.response.status < 100 or not entry.request.url.startswith(("http://", "https://")):  # noqa: PLR2004 - HTTP
            continue
        since = round((at - first).total_seconds() * 1000) if at and first else 0
        exchanges.append(_exchange(entry, since, f"{path}: entry {number}"))
    if not exchanges:
        raise InputError(f"{path}: holds no answered request; record again with contents (HAR with content)")
    return tuple(sorted(exchanges, key=lambda one: one.at))


def _exchange(entry: _Entry, at: int, place: str) -> Exchange:
    request, response = entry.request, entry.response
    headers = tuple(
        (pair.name, line) for pair in response.headers for line in _lines(pair) if not pair.name.startswith(":")
    )
    try:
        return msgspec.convert(
            {
                "at": at,
                "method": request.method,
                "url": request.url,
                "asked": [(pair.name, pair.value) for pair in request.headers if not pair.name.startswith(":")],
                "sent": _sent(request.post_data),
                "status": int(response.status),
                "answered": headers,
                "body": _bytes(response.content.text, response.content.encoding),
            },
            Exchange,
        )
    except (ValueError, binascii.Error) as error:
        raise InputError(f"{place}: {' '.join(str(error).split())}") from error


def _lines(pair: _Pair) -> list[str]:
    """Return the values of a header: Chrome joins several cookies that were set by line breaks."""
    return pair.value.split("\n") if pair.name.lower() == "set-cookie" else [pair.value]


def _sent(posted: _Posted | None) -> bytes:
    if posted is None:
        return b""
    if posted.text is None:
        return urlencode([(pair.name, pair.value) for pair in posted.params]).encode()
    return _bytes(posted.text, posted.encoding)


def _bytes(text: str | None, encoding: str) -> bytes:
    if not text:
        return b""
    return base64.b64decode(text, validate=True) if encoding == "base64" else text.encode()


def _moment(text: str, place: str) -> datetime | None:
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{place}: startedDateTime: {strictjson.quoted(text)} is no ISO 8601 time") from error
    if moment.tzinfo is None:
        raise InputError(f"{place}: startedDateTime: {strictjson.quoted(text)} names no time zone")
    return moment
