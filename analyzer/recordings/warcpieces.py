"""A WARC cut into its records (WARC 1.1, ISO 28500:2017, section 5), each checked before anybody reads it.

A record is its version, lines of headers, an empty line, as many bytes as ``Content-Length`` says, and two empty lines.
What is not so is damaged: it is told, and reading goes on where the next record begins.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

LONGEST_HEAD = 1 << 18
"""Bytes of all headers of a record, or of the HTTP message in it; browsers take no more than that from a service."""

_LAST, _ENDS = b"\r\n\r\n", 2
"""Line ends after a record."""
_BEGIN = re.compile(rb"WARC/(?:0\.\d+|1\.[01])\r?\n")
_AFTER = re.compile(rb"(?:\r?\n){2}(?=WARC/\d)")
_EMPTY_LINE = re.compile(rb"\r?\n\r?\n")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,12})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_DIGEST = re.compile(
    rb"^warc-block-digest:[ \t]*(sha1|sha256):([A-Za-z0-9+/=]+)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE
)
_HTTP = re.compile(rb"^content-type:[ \t]*application/http\b", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """One record with its ``head`` of so many bytes, or in ``damage`` why it is none."""

    data: bytes
    damage: str = ""
    head: int = 0

    @property
    def fits(self) -> bool:
        """Whether the block has the digest its record names, in base32 as is usual, or in hexadecimal."""
        named = _DIGEST.search(self.data, 0, self.head)
        if named is None:
            return True
        block = self.data[self.head : -len(_LAST)]
        digest = hashlib.new(named[1].decode().lower(), block, usedforsecurity=False)
        told, base32 = named[2].decode().rstrip("="), base64.b32encode(digest.digest()).decode().rstrip("=")
        return told.upper() == base32 or told.lower() == digest.hexdigest()


def pieces(data: bytes) -> Iterator[Piece]:
    """Yield the records of a WARC in order, damaged ones included."""
    at = 0
    while at < len(data):
        piece, end = _piece(data, at)
        if piece is not None:
            yield piece
        if end is None:
            following = _AFTER.search(data, at + 1)
            end = following.end() if following else len(data)
        at = end


def _piece(data: bytes, at: int) -> tuple[Piece | None, int | None]:
    """Return the record that begins at ``at`` and where the next begins, null where that must be searched for."""
    begin = _BEGIN.match(data, at)
    if begin is None:
        return (Piece(b"", "it does not begin as a record does") if data[at:].strip() else None), None
    empty = _EMPTY_LINE.search(data, begin.end() - 1, at + LONGEST_HEAD)
    if empty is None:
        return Piece(b"", "its headers have no end"), None
    head = data[at : empty.end()]
    length = _LENGTH.findall(head)
    end = empty.end() + int(length[0]) if len(length) == 1 else 0
    if why := _cut(data, empty.end(), end):
        return Piece(b"", why), None
    block = data[empty.end() : end]
    if _HTTP.search(head) and len(block) > LONGEST_HEAD and not _EMPTY_LINE.search(block, 0, LONGEST_HEAD):
        return Piece(b"", "its headers of HTTP have no end"), end + _gap(data, end)
    return Piece(head + block + _LAST, head=len(head)), end + _gap(data, end)


def _cut(data: bytes, begin: int, end: int) -> str:
    """Return why a block from ``begin`` to ``end`` is not the one of a record, or ""."""
    if end < begin:
        return "it has no length"
    if end > len(data):
        return "it is cut short"
    after = data[end : end + _gap(data, end)]
    return "its length is wrong" if after.count(b"\n") < _ENDS and end + len(after) < len(data) else ""


def _gap(data: bytes, end: int) -> int:
    """Return how many bytes of line ends follow."""
    rest = data[end : end + 8]
    return len(rest) - len(rest.lstrip(b"\r\n"))
