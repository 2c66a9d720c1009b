"""A WARC cut into its records (WARC 1.1, ISO 28500:2017, section 5), each checked before anybody reads it.

A record is its version, lines of headers, an empty line, as many bytes as ``Content-Length`` says, and two empty lines.
What is not so is damaged: it is told, and reading goes on where the next record begins.
"""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from analyzer.recordings.archives import DamagedError

LONGEST_HEAD = 1 << 18
"""Bytes of all headers of a record, or of the HTTP message in it; browsers take no more than that from a service."""

_LAST, _ENDS = b"\r\n\r\n", 2
"""Line ends after a record."""
_MOST_ENDS = 8
"""Bytes of line ends that are passed over between two records."""
_READ = 1 << 18
_OVERLAP = 16
"""Bytes of the longest thing that is searched for where a record is damaged."""
_BEGIN = re.compile(rb"WARC/(?:0\.\d+|1\.[01])\r?\n")
_AFTER = re.compile(rb"\n\r?\n(?=WARC/\d)")
"""The end of a record; that it begins with one certain byte makes the search ten times as fast."""
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


def pieces(stream: io.BufferedIOBase) -> Iterator[Piece]:
    """Yield the records of a WARC in order, damaged ones included; in memory is one of them at a time.

    Raises
    ------
    DamagedError
        If the stream does, once all is told that it gave before.
    """
    ahead = _Ahead(stream)
    while ahead.reach(1):
        piece, end = _piece(ahead)
        if piece is not None:
            yield piece
        if end is None:
            ahead.find(_AFTER)
        else:
            ahead.drop(end)
    if ahead.damage:
        raise ahead.damage


class _Ahead:
    """A stream with the bytes that are not done with yet, as many as somebody reached for."""

    def __init__(self, stream: io.BufferedIOBase) -> None:
        self._stream = stream
        self.data = bytearray()
        self.damage: DamagedError | None = None
        """What ended the stream too early."""

    def reach(self, size: int) -> bool:
        """Have ``size`` bytes in ``data``, or all that are left; say whether there are so many."""
        # In parts: what a record says of its length may be any number.
        while len(self.data) < size and (part := self._part()):
            self.data += part
        return len(self.data) >= size

    def _part(self) -> bytes:
        # One read at a time: what came before the damage would be lost with what came after it.
        try:
            return b"" if self.damage else self._stream.read1(_READ)
        except DamagedError as error:
            self.damage = error
            return b""

    def drop(self, size: int) -> None:
        """Be done with the first ``size`` bytes."""
        del self.data[:size]

    def blank(self) -> bool:
        """Be done with white space; tell whether nothing else is left."""
        while self.reach(1):
            self.data = self.data.lstrip()
            if self.data:
                return False
        return True

    def find(self, pattern: re.Pattern[bytes]) -> None:
        """Be done with all up to the end of the next match behind the first byte, or with all there is."""
        begin = 1
        while True:
            more = self.reach(_READ)
            if found := pattern.search(self.data, begin):
                self.drop(found.end())
                return
            if not more:
                self.data.clear()
                return
            self.drop(len(self.data) - _OVERLAP)
            begin = 0


def _piece(ahead: _Ahead) -> tuple[Piece | None, int | None]:
    """Return the record that comes first and where the next begins, null where that must be searched for."""
    ahead.reach(LONGEST_HEAD)
    begin = _BEGIN.match(ahead.data)
    if begin is None:
        if ahead.blank():
            return None, None
        ahead.reach(LONGEST_HEAD)
        begin = _BEGIN.match(ahead.data)
    if begin is None:
        return Piece(b"", "it does not begin as a record does"), None
    empty = _EMPTY_LINE.search(ahead.data, begin.end() - 1, LONGEST_HEAD)
    if empty is None:
        return Piece(b"", "its headers have no end"), None
    head = bytes(ahead.data[: empty.end()])
    length = _LENGTH.findall(head)
    end = empty.end() + int(length[0]) if len(length) == 1 else 0
    if why := _cut(ahead, empty.end(), end):
        return Piece(b"", why), None
    gap = _gap(ahead.data, end)
    if _HTTP.search(head) and end - empty.end() > LONGEST_HEAD:
        first = bytes(ahead.data[empty.end() : empty.end() + LONGEST_HEAD])
        if not _EMPTY_LINE.search(first):
            return Piece(b"", "its headers of HTTP have no end"), end + gap
    with memoryview(ahead.data) as held:  # a slice would be one more copy of what may be large
        return Piece(b"".join((held[:end], _LAST)), head=len(head)), end + gap


def _cut(ahead: _Ahead, begin: int, end: int) -> str:
    """Return why a block from ``begin`` to ``end`` is not the one of a record, or ""."""
    if end < begin:
        return "it has no length"
    if not ahead.reach(end):
        return "it is cut short"
    ahead.reach(end + _MOST_ENDS + 1)
    gap = _gap(ahead.data, end)
    after = ahead.data[end : end + gap]
    return "its length is wrong" if after.count(b"\n") < _ENDS and end + gap < len(ahead.data) else ""


def _gap(data: bytearray, end: int) -> int:
    """Return how many bytes of line ends follow."""
    rest = data[end : end + _MOST_ENDS]
    return len(rest) - len(rest.lstrip(b"\r\n"))
