"""Traffic as WARC 1.1 records (ISO 28500:2017), written by warcio.

Every record is a gzip member of its own, so that a viewer can read one without the others. The members are stored, not
compressed (RFC 1951, section 3.2.4): what a compressor makes of the same bytes depends on the build of zlib, and two
exports of a run have to be equal on every machine. Identifiers are made from the walk's hash, times are those of the
page clock, and neither names the machine.
"""

import io
import re
import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from importlib import import_module
from urllib.parse import quote, urldefrag, urlsplit
from uuid import NAMESPACE_URL, uuid5

from analyzer import canonical
from analyzer.errors import InputError
from analyzer.model import Exchange, Walk
from analyzer.model.traffic import Headers
from analyzer.recordings.har import Page

_VERSION = "WARC/1.1"
_VISIBLE = "".join(map(chr, range(0x21, 0x7F)))
_NO_TOKEN = re.compile(r"[^!#$%&'*+\-.^_`|~0-9A-Za-z]")
"""What no name of a method or header holds (RFC 9110, section 5.6.2)."""
_AS_SENT = frozenset({"content-encoding", "transfer-encoding"})
"""Headers that tell how a body was packed on the way, which the recorded body no longer is."""
_BLOCK = 0xFFFF


@dataclass(frozen=True)
class Capture:
    """A response as an index names it: where its record lies, and what was asked on which page.

    ``digest`` is that of the body, as the record has it. ``offset`` and ``length`` are bytes of the file.
    """

    page: str
    url: str
    moment: datetime
    method: str
    sent: bytes
    sent_as: str
    status: int
    mime: str
    digest: str
    offset: int
    length: int


@dataclass(frozen=True)
class _Head:
    """The head of an HTTP message: what its first line begins with, the rest of that line, and the headers."""

    first: str
    line: str
    headers: Headers


def write(walks: Iterable[tuple[Walk, Sequence[Page]]], file: str) -> tuple[bytes, tuple[Capture, ...]]:
    """Return the traffic of walks as a WARC file of this name, and what is in it.

    Each walk begins with a ``warcinfo`` record that its other records name, so that the routes can be told apart. What
    cannot stand in a header line (a line break, a letter beyond ASCII) is percent-encoded or a space.

    Raises
    ------
    InputError
        If the package that writes WARC is not installed.
    """
    file_of = _File(file)
    captures = [capture for walk, pages in walks for capture in _walk(file_of, walk, pages)]
    return file_of.out.getvalue(), tuple(captures)


def address(url: str) -> str:
    """Return a URL as it stands in records and indexes: without its fragment, in visible ASCII."""
    return quote(urldefrag(url).url if "#" in url else url, safe=_VISIBLE)


def iso(moment: datetime) -> str:
    """Return a time as WARC 1.1 and RFC 3339 write it: UTC, to the millisecond."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"


class _File:
    """A WARC file that grows record by record."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.out = io.BytesIO()
        try:
            self._writer = import_module("warcio.warcwriter").WARCWriter
            self._head = import_module("warcio.statusandheaders").StatusAndHeaders
        except ModuleNotFoundError as error:
            raise InputError(
                "a .wacz file is written with warcio, which is missing; in the clone: pip install -e '.[warc]'"
            ) from error

    def add(self, kind: str, url: str, head: _Head | None, body: bytes, **told: str) -> str:
        """Write one record and return the digest of its body; ``told`` are headers of the record."""
        one = io.BytesIO()
        writer = self._writer(one, gzip=False, warc_version=_VERSION)
        record = writer.create_warc_record(
            url,
            kind,
            payload=io.BytesIO(body),
            length=len(body),
            http_headers=head and self._head(head.line, list(head.headers), protocol=head.first),
            warc_headers_dict={f"WARC-{name.replace('_', '-')}": value for name, value in told.items()},
        )
        writer.write_record(record)
        self.out.write(_member(one.getvalue()))
        return str(record.rec_headers.get_header("WARC-Payload-Digest") or "")


def _walk(file: _File, walk: Walk, pages: Sequence[Page]) -> Iterator[Capture]:
    identity = f"urn:sha256:{canonical.sha256(canonical.text(walk))}"
    info = _identifier(f"{identity}#info")
    told = f"software: optout {walk.environment.tool}\r\nformat: WARC File Format 1.1\r\ndescription: {walk.route}\r\n"
    file.add("warcinfo", "", None, told.encode(), Record_ID=info, Filename=file.name, Date=iso(pages[0].clock))
    asked = ((page, one) for page in pages for one in page.exchanges)
    for number, (page, one) in enumerate(asked, 1):
        moment, url = page.clock + timedelta(milliseconds=one.at), address(one.url)
        response, request = (_identifier(f"{identity}#{number}-{kind}") for kind in ("response", "request"))
        common = {"Date": iso(moment), "Warcinfo_ID": info}
        begin = file.out.tell()
        digest = file.add("response", url, _answered(one), one.body, Record_ID=response, **common)
        length = file.out.tell() - begin
        file.add("request", url, _asked(one, url), one.sent, Record_ID=request, Concurrent_To=response, **common)
        yield Capture(
            page=page.id,
            url=url,
            moment=moment,
            method=_token(one.method).upper(),
            sent=one.sent,
            sent_as=_header(one.asked, "content-type"),
            status=one.status,
            mime=re.split(r"[;\s]", _header(one.answered, "content-type"), maxsplit=1)[0],
            digest=digest,
            offset=begin,
            length=length,
        )


def _answered(one: Exchange) -> _Head:
    told = HTTPStatus(one.status).phrase if one.status in list(HTTPStatus) else ""
    return _Head("HTTP/1.1", f"{one.status} {told}", _lines(one.answered, one.body))


def _asked(one: Exchange, url: str) -> _Head:
    host, path = _split(url)
    named = () if _header(one.asked, "host") else (("Host", host),)
    return _Head(_token(one.method), f"{path} HTTP/1.1", (*named, *_lines(one.asked, one.sent)))


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", url
    return parts.netloc.rpartition("@")[2], f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


def _lines(headers: Headers, body: bytes) -> Headers:
    """Return the headers of a message whose body is as the page got it, one line each."""
    kept = [
        (f"X-Archive-Orig-{name}" if name.lower() in _AS_SENT else name, value)
        for name, value in headers
        if name.lower() != "content-length"
    ]
    plain = ((_token(name), quote(" ".join(value.split()), safe=f"{_VISIBLE} ")) for name, value in kept)
    return (*plain, ("Content-Length", str(len(body))))


def _token(name: str) -> str:
    return _NO_TOKEN.sub("_", name) or "_"


def _header(headers: Headers, wanted: str) -> str:
    return next((value for name, value in headers if name.lower() == wanted), "")


def _identifier(name: str) -> str:
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, name)}>"


def _member(data: bytes) -> bytes:
    """Return a gzip member (RFC 1952) of unknown time and system that stores ``data`` as it is."""
    parts = [b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"]
    for begin in range(0, len(data), _BLOCK):
        block = data[begin : begin + _BLOCK]
        parts += [struct.pack("<BHH", begin + _BLOCK >= len(data), len(block), len(block) ^ _BLOCK), block]
    return b"".join((*parts, struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)))
