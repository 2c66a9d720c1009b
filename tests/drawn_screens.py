"""Screenshots drawn by code, for reports that no browser walked."""

import hashlib
import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 1280, 800


@cache
def png(seed: str) -> bytes:
    """A picture that looks like a page from far away: bars of text on white, in an order of its own."""
    tint = 200 + int(_hex(seed)[:2], 16) % 40
    head = bytes((30, 60, 140)) * WIDTH
    blank = bytes((255, 255, 255)) * WIDTH
    rows = []
    for y in range(HEIGHT):
        if y < 60:
            row = head
        elif 120 < y < 720 and y % 28 < 12:
            length = 200 + int(_hex(f"{seed}{y // 28}")[:3], 16) % 500
            row = bytes((255, 255, 255)) * 300 + bytes((tint, tint, tint)) * length
            row += bytes((255, 255, 255)) * (WIDTH - 300 - length)
        else:
            row = blank
        rows.append(b"\0" + row)
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(b"".join(rows), 1))
        + _chunk(b"IEND", b"")
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _hex(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
