"""What bytes hold inside: compressed, or text in UTF-16; how it reads, and how it is put back."""

import gzip
import zlib
from collections.abc import Callable
from dataclasses import dataclass

_MOST = 64 << 20
"""Bytes of what is unpacked, as the largest body of a recording."""
_TIMES = 100
"""How much longer than it is packed what stands in a text is at most; text shrinks to a tenth, what fills a memory to a
thousandth."""
_PIECE = 1 << 13
_GZIP, _ZLIB = b"\x1f\x8b", (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_EITHER = 47
"""What zlib calls a stream of which it sees whether it is gzip or its own."""
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}


@dataclass(frozen=True)
class Layer:
    """What stands inside, and what makes of another such thing what it stood in."""

    plain: bytes
    around: Callable[[bytes], bytes]


def inside_text(data: bytes) -> Layer | None:
    """Return what is inside ``data``, of which a text may hold many, as ``inside`` does it, and no bombs."""
    return inside(data, _TIMES * len(data))


def inside(data: bytes, most: int = _MOST) -> Layer | None:
    """Return what is inside ``data``; null where nothing is, or it is damaged or larger than anybody unpacks."""
    if data.startswith((_GZIP, *_ZLIB)):
        try:
            plain, end = _streams(data, min(most, _MOST))
        except zlib.error:
            return None
        again = _zipped if data.startswith(_GZIP) else zlib.compress
        return Layer(plain, lambda told: again(told) + data[end:])
    mark = data[:2]
    if mark in _WIDE:
        coding = _WIDE[mark]
        try:
            text = data[2:].decode(coding)
        except UnicodeDecodeError:
            return None
        return Layer(text.encode(), lambda told: mark + told.decode(errors="replace").encode(coding))
    return None


def _streams(data: bytes, most: int) -> tuple[bytes, int]:
    """Return what the compressed streams at the beginning hold, one after another as gzip reads them, and their end.

    Raises
    ------
    zlib.error
        If one is damaged or cut short, or they hold more than ``most``.
    """
    plain, at = bytearray(), 0
    while data.startswith((_GZIP, *_ZLIB), at):
        stream = zlib.decompressobj(_EITHER)
        while not stream.eof:
            piece = data[at : at + _PIECE]
            plain += stream.decompress(piece, max(1, most + 1 - len(plain)))
            if not piece or len(plain) > most:
                raise zlib.error("cut short, or larger than anybody unpacks")
            at += len(piece) - len(stream.unconsumed_tail) - len(stream.unused_data)
    return bytes(plain), at


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
