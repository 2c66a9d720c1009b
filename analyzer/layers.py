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
        stream = zlib.decompressobj(_EITHER)
        try:
            plain = stream.decompress(data, min(most, _MOST))
        except zlib.error:
            return None
        whole = stream.eof and not stream.unconsumed_tail
        return Layer(plain, _zipped if data.startswith(_GZIP) else zlib.compress) if whole else None
    mark = data[:2]
    if mark in _WIDE:
        coding = _WIDE[mark]
        try:
            text = data[2:].decode(coding)
        except UnicodeDecodeError:
            return None
        return Layer(text.encode(), lambda told: mark + told.decode(errors="replace").encode(coding))
    return None


def _zipped(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)
