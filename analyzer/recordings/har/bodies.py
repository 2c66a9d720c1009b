"""The bodies of requests and answers, as they stand in a HAR.

Ours are read to the byte. What others wrote is read as a page got it: a recorder may have unpacked it, decoded it, or
neither.
"""

import base64
import re
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

from analyzer.model.traffic import Headers
from analyzer.recordings.addresses import sendable
from analyzer.recordings.charsets import decoded, encoded, is_text, served
from analyzer.recordings.har.shape import Content, Posted, Request, header_of
from analyzer.recordings.unpacking import Unpacker, unchunked

_LONGEST_NUMBER = 16


Blobs = Callable[[str], bytes]
"""Gives the content of a file that lies beside a HAR, by its name there; raises InputError."""


Answer = Callable[[Content, Headers, Blobs, str], tuple[Headers, bytes]]
"""Gives the headers and the body of an answer, from its content, headers and place in the HAR; raises ValueError."""


def sent_by(request: Request, blobs: Blobs) -> bytes:
    """Return the body of a request."""
    posted = request.post_data
    if posted is None:
        return b""
    if posted.file:
        return blobs(posted.file)
    if posted.text is None or (not posted.text and posted.params):
        return urlencode([(pair.name, pair.value) for pair in posted.params]).encode()
    data = _bytes(posted, "")
    # Browsers write a body that is no UTF-8 as a letter a byte, and do not say so: its length does.
    if len(data) != len(posted.text) == length(request) and not posted.in_base64:
        return posted.text.encode("latin-1", errors="ignore")
    return data


def length(request: Request) -> int:
    """Return the length of the body that a request said it sends, 0 if it does not."""
    said = next((pair.value.strip() for pair in request.headers if pair.name.lower() == "content-length"), "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < _LONGEST_NUMBER else 0


def as_written(content: Content, headers: Headers, blobs: Blobs, _: str) -> tuple[Headers, bytes]:
    """Return an answer as it stands in the file."""
    kind = header_of(headers, "content-type") or content.mime_type
    return headers, blobs(content.file) if content.file else _bytes(content, kind)


def as_shown(unpacker: Unpacker, content: Content, headers: Headers, blobs: Blobs, place: str) -> tuple[Headers, bytes]:
    """Return an answer that a browser reads as it read what was recorded, whatever of it the recorder had changed."""
    told = header_of(headers, "content-type")
    kind = told or (content.mime_type if is_text(content.mime_type) else "")
    if content.file or content.in_base64:
        _, packed = as_written(content, headers, blobs, place)
        if "chunked" in header_of(headers, "transfer-encoding").lower():
            packed = unchunked(packed)
        body = unpacker.unpacked(packed, header_of(headers, "content-encoding"), kind, place)
        # Playwright puts text beside a HAR in UTF-8, whatever charset it came in.
        text = decoded(body, "") if content.file and is_text(kind) else None
    elif _has_a_letter_a_byte(content, headers, kind):
        body, text = (content.text or "").encode("latin-1"), None
    else:
        body, text = b"", content.text or ""
    if text is not None:
        body, kind = served(text, kind)
    return headers if kind == told else _of_kind(headers, kind), body


def _has_a_letter_a_byte(content: Content, headers: Headers, kind: str) -> bool:
    """Return whether a content is no text, but was noted as if each of its bytes were a letter, as mitmproxy does."""
    text = content.text or ""
    if is_text(kind) or text.isascii() or max(text) > "\xff":
        return False
    length = header_of(headers, "content-length").strip()
    packed = header_of(headers, "content-encoding")
    return str(len(text)) == (length if length and not packed else f"{content.size:g}")


def _of_kind(headers: Headers, kind: str) -> Headers:
    others = tuple(pair for pair in headers if pair[0].lower() != "content-type")
    return (*others, *sendable([("content-type", kind)]))


def _bytes(body: Content | Posted, kind: str) -> bytes:
    if not body.text:
        return b""
    return from_base64(body.text) if body.in_base64 else encoded(body.text, kind)


def without_escapes(value: Any) -> Any:
    """Return what a HAR holds, with contents in base64 whose bytes a program in Python escaped as halves of pairs.

    mitmproxy writes so what is no text and looks like some. Source: PEP 383.
    """
    if isinstance(value, list):
        return [without_escapes(one) for one in value]
    if not isinstance(value, dict):
        return value
    text = value.get("text")
    if isinstance(text, str) and not value.get("encoding") and _ESCAPED.search(text):
        with suppress(UnicodeEncodeError):  # halves that are no escapes
            data = text.encode("utf-8", errors="surrogateescape")
            return {**value, "text": base64.b64encode(data).decode(), "encoding": "base64"}
    return {name: without_escapes(one) for name, one in value.items()}


_ESCAPED = re.compile("[\udc80-\udcff]")


def from_base64(text: str) -> bytes:
    """Return the bytes; some break the lines, as mail does, use the signs of addresses, or leave out what fills up.

    Source: RFC 2045, section 6.8, and RFC 4648, sections 3.2 and 5.
    """
    with suppress(ValueError):
        return base64.b64decode(text, validate=True)
    signs = "".join(text.split()).rstrip("=").translate(_FROM_URL_SAFE)
    return base64.b64decode(signs + "=" * (-len(signs) % 4), validate=True)


_FROM_URL_SAFE = str.maketrans("-_", "+/")
