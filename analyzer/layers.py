"""What compressed bytes hold inside, and how it is put back."""

import bz2
import gzip
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from analyzer.spelling import UNREADABLE

_MOST = 64 << 20
"""Bytes of what is unpacked, as the largest body of a recording."""
_TIMES = 100
"""How much longer than it is packed what stands in a text is at most; text shrinks to a tenth, what fills a memory to a
thousandth."""
_PIECE = 1 << 13
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_ZLIB = tuple(
    bytes((method, level))
    for method in range(0x08, 0x88, 0x10)
    for level in range(256)
    if (method * 256 + level) % 31 == 0
)
"""How a stream of zlib begins, by the window it needs and how hard was tried (RFC 1950, 2.2)."""
_EITHER, _BARE = 47, -15
"""What zlib calls a stream of which it sees whether it is gzip or its own, and one without a head."""
_EMBEDDED = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]|(?:(?<=stream\n)|(?<=stream\r\n))\x78[\x01\x5e\x9c\xda]")
"""Where a stream begins in other bytes: gzip anywhere, zlib as PDF has it."""
_MARKS = (b"\x1f\x8b\x08", b"stream\n", b"stream\r\n")
"""What stands wherever one begins: bytes are found sooner than a pattern."""
_SHORTEST = 8
"""Bytes of the shortest bare stream that holds anything to look for."""


@dataclass(frozen=True)
class Layer:
    """What stands inside, and what makes of another such thing what it stood in."""

    plain: bytes
    around: Callable[[bytes], bytes]


def inside_text(data: bytes) -> Layer | None:
    """Return what is inside ``data``, of which a text may hold many, as ``inside`` does it, and no bombs."""
    return inside(data, _TIMES * len(data))


def inside(data: bytes, most: int = _MOST) -> Layer | None:
    """Return what is inside ``data``; null where nothing is, or it is damaged or larger than anybody unpacks.

    The files in a zip cannot be put back: it is emptied once anything in it is told otherwise.
    """
    most = min(most, _MOST)
    try:
        if data.startswith((_GZIP, *_ZLIB)):
            plain, end = _streams(data, most)
            again = _zipped if data.startswith(_GZIP) else zlib.compress
            return Layer(plain, lambda told: again(told) + data[end:])
        for mark, stream, pack in _OTHERS:
            if data.startswith(mark):
                return Layer(_whole(stream(), data, most), pack)
        if data.startswith(_ZIP):
            return Layer(_files(data, most), lambda _: b"")
        plain = _whole(zlib.decompressobj(_BARE), data, most) if _may_be_bare(data) else b""
        return Layer(plain, _bare) if plain and not UNREADABLE.search(plain) else None
    except (ValueError, OSError, EOFError, zlib.error, lzma.LZMAError, zipfile.BadZipFile, NotImplementedError):
        return None


def embedded(data: bytes) -> Iterator[tuple[int, int, Layer]]:
    """Yield what is compressed somewhere behind the beginning of ``data``: from where to where, and what it is."""
    done = 1
    for found in _EMBEDDED.finditer(data) if any(mark in data for mark in _MARKS) else ():
        begin = found.start()
        if begin < done:
            continue
        try:
            plain, length = _streams(data[begin:], _MOST)
        except zlib.error:
            continue
        done = begin + length
        yield begin, done, Layer(plain, _zipped if data.startswith(_GZIP, begin) else zlib.compress)


def _streams(data: bytes, most: int) -> tuple[bytes, int]:
    """Return what the compressed streams at the beginning hold, one after another as gzip reads them, and their end.

    Raises
    ------
    zlib.error
        If one is damaged or cut short, or they hold more than ``most``.
    """
    plain, at = bytearray(), 0
    while data.startswith(_GZIP, at) or (not at and data):
        stream = zlib.decompressobj(_EITHER)
        while not stream.eof:
            piece = data[at : at + _PIECE]
            plain += stream.decompress(piece, max(1, most + 1 - len(plain)))
            if not piece or len(plain) > most:
                raise zlib.error("cut short, or larger than anybody unpacks")
            at += len(piece) - len(stream.unconsumed_tail) - len(stream.unused_data)
    return bytes(plain), at


def _whole(stream: Any, data: bytes, most: int) -> bytes:
    plain: bytes = stream.decompress(data, most + 1)
    if len(plain) > most or not plain or not stream.eof or stream.unused_data:
        raise ValueError("cut short, or larger than anybody unpacks")
    return plain


_OTHERS: tuple[tuple[bytes, Callable[[], Any], Callable[[bytes], bytes]], ...] = (
    (b"BZh", bz2.BZ2Decompressor, bz2.compress),
    (b"\xfd7zXZ\x00", lambda: lzma.LZMADecompressor(memlimit=_MOST), lzma.compress),
)
"""What begins so, what unpacks it, and what packs it."""


def _may_be_bare(data: bytes) -> bool:
    return len(data) >= _SHORTEST and UNREADABLE.search(data) is not None


def _files(data: bytes, most: int) -> bytes:
    """Return the names and the files of a zip, one after another."""
    plain = bytearray()
    with zipfile.ZipFile(io.BytesIO(data)) as files:
        for one in files.infolist():
            with files.open(one) as file:
                plain += (
                    one.filename.encode("utf-8", "surrogatepass") + b"\n" + file.read(most + 1 - len(plain)) + b"\n"
                )
            if len(plain) > most:
                raise ValueError("larger than anybody unpacks")
    return bytes(plain)


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


def _bare(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=_BARE)
    return stream.compress(data) + stream.flush()
