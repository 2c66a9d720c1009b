"""A screenshot with the same pixels in fewer bytes.

Chromium writes screenshots quickly: each row as its difference from the row above, hardly looked through for what
repeats. Letters and flat areas repeat as they are and their differences do not, so that rows without a filter take
about two thirds of the bytes. What depends on the build of zlib is decided here, once, when evidence was gathered: who
judges or reports takes the file as it is. That costs some 25 ms of processor time a picture, a tenth of a walk, and is
done where a report would be too large else.
"""

import struct
import zlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path, PurePosixPath

from msgspec.structs import replace

from analyzer import storage
from analyzer.model import Exhibit, Walk

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_COLOURS = {2: 3, 6: 4}
"""Bytes a pixel by colour type, without a palette and at eight bits a channel (PNG specification, 11.2.1)."""

_DEPTH = 8
"""Bits a channel."""

_PLAIN, _ABOVE = 0, 2
"""The filters of a row as it is, and of one as its difference from the row above (PNG specification, 9.2)."""

_EFFORT = 4
"""Of zlib's 9, the first that looks ahead before it settles for a repetition."""

SMALL = 128_000
"""Bytes up to which a picture is left as it is: packing those gains little."""

ROOM = 1_800_000
"""Bytes of the pictures of a run up to which they are left as they are: a report, which writes three bytes as four
letters and holds its own half megabyte at most, has less than 3 MB then."""


def fit(walks: Mapping[Path, Walk]) -> None:
    """Pack the screenshots of the finished walks of one run where all of them together are larger than ``ROOM``.

    A packed one lies beside the one it was made of until ``walk.json`` names it, so that at every moment what the walk
    names is there as it names it.

    Parameters
    ----------
    walks
        By the folder of each, where ``walk.json`` is written anew.

    Raises
    ------
    InputError
        If a screenshot is not what the walk names.
    StorageError
        If the disk refuses.
    """
    shown = [(folder, one) for folder, walk in walks.items() for one in _screenshots(walk)]
    if sum((folder / one.file).stat().st_size for folder, one in shown) <= ROOM:
        return
    for folder, walk in walks.items():
        smaller = {one: _smaller(folder, one) for one in _screenshots(walk)}
        screens = tuple(
            replace(screen, screenshot=smaller[screen.screenshot]) if screen.screenshot else screen
            for screen in walk.screens
        )
        storage.write_walk(replace(walk, screens=screens), folder)
        for name in {one.file for one in smaller} - {one.file for one in smaller.values()}:
            storage.remove(folder / name)


def _smaller(folder: Path, one: Exhibit) -> Exhibit:
    png = storage.read_exhibit(folder, one)
    data = packed(png)
    if data == png:
        return one
    return storage.write_exhibit(folder, str(PurePosixPath(one.file).with_suffix(".packed.png")), data)


def _screenshots(walk: Walk) -> list[Exhibit]:
    return [screen.screenshot for screen in walk.screens if screen.screenshot is not None]


def packed(png: bytes) -> bytes:
    """Return a PNG of the same pixels that is no larger; the very one where it is small, or written in another way."""
    if len(png) <= SMALL:
        return png
    try:
        chunks = tuple(_chunks(png))
        rows = b"".join(_plain(chunks))
    except (ValueError, LookupError, struct.error, zlib.error):
        return png
    packer = zlib.compressobj(_EFFORT, memLevel=9)
    data = packer.compress(rows) + packer.flush()
    at = [name for name, _ in chunks].index(b"IDAT")
    kept = [each for each in chunks if each[0] != b"IDAT"]
    smaller = _SIGNATURE + b"".join(_written(*each) for each in (*kept[:at], (b"IDAT", data), *kept[at:]))
    return min(png, smaller, key=len)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_SIGNATURE)
    if png[:at] != _SIGNATURE:
        raise ValueError
    while at < len(png):
        size, name = struct.unpack_from(">I4s", png, at)
        yield name, png[at + 8 : at + 8 + size]
        at += size + 12


def _written(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _plain(chunks: Iterable[tuple[bytes, bytes]]) -> Iterator[bytes]:
    """Yield the rows as they are, each after the byte that says so.

    Bytes are added a row at a time, modulo 256: the seven lower bits of all of them as one number, where no carry
    leaves its byte, and then the highest bits.
    """
    parts = dict(chunks)
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", parts[b"IHDR"])
    size = width * _COLOURS[colour]
    filtered = zlib.decompress(b"".join(data for name, data in chunks if name == b"IDAT"))
    if depth != _DEPTH or interlaced or len(filtered) != height * (size + 1):
        raise ValueError
    lower, highest, same = int.from_bytes(b"\x7f" * size), int.from_bytes(b"\x80" * size), bytes(size)
    number, row = 0, same
    for at in range(0, len(filtered), size + 1):
        kind, told = filtered[at], filtered[at + 1 : at + 1 + size]
        if kind == _PLAIN:
            number, row = int.from_bytes(told), told
        elif kind != _ABOVE:
            raise ValueError
        elif told != same:
            more = int.from_bytes(told)
            number = ((number & lower) + (more & lower)) ^ ((number ^ more) & highest)
            row = number.to_bytes(size)
        yield b"\0"
        yield row
