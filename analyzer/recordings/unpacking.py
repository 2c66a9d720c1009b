"""Bodies that were recorded as they came over the wire, still compressed: unpacked, within bounds.

Browsers record what a page got. Proxies record what came, and leave ``content-encoding`` (RFC 9110, section 8.4) in the
headers as browsers do, so that the bytes must tell which of the two it is.
"""

import re
import zlib

from analyzer.errors import InputError
from analyzer.recordings.charsets import is_text
from analyzer.recordings.strictjson import quoted

LARGEST_BODY = 64 << 20
"""Bytes of one body once it is decoded."""

_GZIP, _ZLIB, _RAW = 31, 15, -15
"""What zlib calls the three wrappings of a deflated stream."""
_GZIP_MAGIC, _ZSTD_MAGIC = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_WINDOW = 8 << 20
"""Bytes of the largest window a browser has to unpack zstd with (RFC 9659, section 3)."""
_REMEDY = "cannot be unpacked here; pip install brotli zstandard, beside optout, unpacks it"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = bytes({*range(32)} - set(b"\t\n\f\r\x1b"))
_PIECE, _MORSEL = 4 << 20, 1 << 10
_MOST_CODINGS = 3
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\r\n]{0,200})?\r\n")
_SHOWN = 40
_LOOKED_AT, _ONE_IN = 1024, 50
"""A byte in nine of what is compressed is a control character; in text hardly any is."""


class Unpacker:
    """Unpacks the bodies of one recording; ``largest`` bounds what comes out of it in all, damaged bodies included."""

    def __init__(self, largest: int) -> None:
        self._left = self._largest = largest

    def unpacked(self, body: bytes, codings: str, kind: str, place: str) -> bytes:
        """Return ``body`` as a page gets it, whether or not it still is as ``codings`` says.

        Parameters
        ----------
        body
            The bytes that were recorded.
        codings
            The value of ``content-encoding``: names in the order in which they were applied.
        kind
            The content type, which tells whether a body that cannot be unpacked is text already.
        place
            File and entry, for the message.

        Raises
        ------
        ValueError
            If it is damaged, or compressed in a way that cannot be unpacked here.
        InputError
            If it is more than ``LARGEST_BODY`` once it is unpacked, or more than may still come out of the recording.
        """
        names = [name for name in (said.strip().lower() for said in codings.split(",")) if name not in {"", "identity"}]
        for name in reversed(names[-_MOST_CODINGS:]):
            if name in {"gzip", "x-gzip"} and body.startswith(_GZIP_MAGIC):
                body, _ = self._inflated(body, _GZIP, place)
            elif name == "deflate":
                body = self._undeflated(body, place)
            elif name == "br" and not (is_text(kind) and _reads_as_text(body)):
                body = self._brotli(body, place) if is_text(kind) else self._perhaps_brotli(body, place)
            elif name == "zstd" and body.startswith(_ZSTD_MAGIC):
                body = self._zstd(body, place)
        if names and is_text(kind) and not _reads_as_text(body):
            said = quoted(", ".join(names)[:_SHOWN])
            raise ValueError(f"still compressed with {said}, which cannot be unpacked here")
        return body

    def _undeflated(self, body: bytes, place: str) -> bytes:
        """Return a body inflated, wrapped as the standard says or bare as some send it; itself if it is neither."""
        for wrapping in (_ZLIB, _RAW):
            try:
                data, rest = self._inflated(body, wrapping, place)
            except ValueError:
                continue
            if not rest:
                return data
        return body

    def _inflated(self, body: bytes, wrapping: int, place: str) -> tuple[bytes, bytes]:
        """Return the first stream in ``body``, which is all that browsers read, and what comes after it."""
        stream, data = zlib.decompressobj(wrapping), bytearray()
        while not stream.eof:
            try:
                piece = stream.decompress(body, _PIECE)
            except zlib.error as error:
                raise ValueError(f"a compressed body is damaged: {error}") from error
            if not piece and not stream.eof:
                raise ValueError("a compressed body is cut short")
            data += piece
            body = stream.unconsumed_tail
            self._count(len(piece), len(data), place)
        return bytes(data), stream.unused_data

    def _perhaps_brotli(self, body: bytes, place: str) -> bytes:
        """Return a body unpacked, itself where it is nothing packed: there is no mark by which brotli is known."""
        try:
            return self._brotli(body, place)
        except ValueError:
            return body

    def _brotli(self, body: bytes, place: str) -> bytes:
        try:
            import brotli  # noqa: PLC0415 - an extra that few need
        except ImportError as error:
            raise ValueError(f"still compressed with 'br', which {_REMEDY}") from error
        stream, data = brotli.Decompressor(), bytearray()
        while not stream.is_finished():
            try:
                piece = stream.process(body, output_buffer_limit=_PIECE)
            except brotli.error as error:
                raise ValueError("a compressed body is damaged: no brotli") from error
            if not piece and stream.can_accept_more_data() and not stream.is_finished():
                raise ValueError("a compressed body is cut short")
            data += piece
            body = b""
            self._count(len(piece), len(data), place)
        return bytes(data)

    def _zstd(self, body: bytes, place: str) -> bytes:
        try:
            import zstandard  # noqa: PLC0415 - as above
        except ImportError as error:
            raise ValueError(f"still compressed with zstd, which {_REMEDY}") from error
        stream, data = zstandard.ZstdDecompressor(max_window_size=_WINDOW).decompressobj(), bytearray()
        try:
            # What comes out cannot be bounded, so little goes in: four bytes give 128 kB at most (RFC 8878, 3.1.1.2).
            for begin in range(0, len(body), _MORSEL):
                piece = stream.decompress(body[begin : begin + _MORSEL])
                data += piece
                self._count(len(piece), len(data), place)
                if stream.eof:
                    return bytes(data)
        except zstandard.ZstdError as error:
            raise ValueError(f"a compressed body is damaged: {error}") from error
        raise ValueError("a compressed body is cut short")

    def _count(self, more: int, size: int, place: str) -> None:
        self._left -= more
        if size > LARGEST_BODY:
            raise InputError(f"{place}: a body of more than {_mb(LARGEST_BODY)} once it is unpacked: not a recording")
        if self._left < 0:
            raise InputError(f"{place}: with it more than {_mb(self._largest)} are unpacked: not a recording")


def unchunked(body: bytes) -> bytes:
    """Return ``body`` without what frames its chunks (RFC 9112, section 7.1), itself where it is not wholly so framed.

    Some proxies keep the frames, most keep the header and not the frames.
    """
    data, at = bytearray(), 0
    while head := _CHUNK.match(body, at):
        end = head.end() + int(head[1], 16)
        if end == head.end():
            return bytes(data) if body.endswith(b"\r\n") else body
        if body[end : end + 2] != b"\r\n":
            return body
        data += body[head.end() : end]
        at = end + 2
    return body


def _mb(size: int) -> str:
    return f"{size >> 20} MB"


def _reads_as_text(body: bytes) -> bool:
    start = body[:_LOOKED_AT]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    return start.startswith(_WIDE) or controls * _ONE_IN <= len(start)
