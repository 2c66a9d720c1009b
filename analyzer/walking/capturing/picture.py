"""A screenshot as the same bytes for the same pixels.

Chromium's compressor now and then writes the same picture as another stream of the same length (measured with
headless shell 156: once in five walks of one flow), so what it packed is unpacked and packed again here. Which bytes
come out still depends on the machine's zlib; pictures are never compared across machines.
"""

import struct
import zlib

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_FAST = 1


def steady(png: bytes) -> bytes:
    """Return a picture with its data packed by one compressor; what is no PNG comes back as it is.

    PNG (Portable Network Graphics) Specification, third edition (W3C, 2025), section 5: a signature, then chunks of
    length, type, data and checksum.
    """
    if not png.startswith(_SIGNATURE):
        return png
    at, head, packed = len(_SIGNATURE), b"", []
    try:
        while at < len(png):
            (length,) = struct.unpack_from(">I", png, at)
            kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
            if kind == b"IDAT":
                packed.append(data)
            elif not packed:
                head += png[at : at + 12 + length]
            at += 12 + length
        data = zlib.compress(zlib.decompress(b"".join(packed)), _FAST)
    except (struct.error, zlib.error):
        return png
    return _SIGNATURE + head + _chunk(b"IDAT", data) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
