"""A zip file whose list of entries is cut off or damaged: its entries, found by the headers that stand before them.

The list is at the end, so that whatever is cut short has lost it first. Where an entry ends is known from its own
header; where that leaves it open, a deflated one ends by itself, and a stored one where the descriptor behind it gives
the length and the checksum of just what lies before. From the first entry of which neither holds, nothing is guessed.

Source: APPNOTE.TXT, the .ZIP File Format Specification, PKWARE, 4.3.7 (local file header), 4.3.9 (data descriptor),
4.3.12 (central directory), 4.3.16 (its end), 4.5.3 (ZIP64).
"""

import io
import os
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO
from zlib import crc32

_HEADER, _ENTRY, _END = struct.Struct("<4s5H3L2H"), struct.Struct("<4s6H3L5H2L"), struct.Struct("<4s4H2LH")
_LOCAL, _LISTED, _DESCRIPTOR, _LAST = b"PK\3\4", b"PK\1\2", b"PK\7\x08", b"PK\5\6"
_LIST = (_LISTED, _LAST, b"PK\6\6", b"PK\6\x08")
"""How what follows the entries begins: the list, where it is there, or what ends it."""
_STORED, _DEFLATED = 0, 8
_OPEN = 1 << 3
"""The flag of an entry whose lengths stand behind it."""
_ELSEWHERE = 0xFFFFFFFF
_WIDE = 0x0001
_KIND = struct.Struct("<2H")
"""Of a part of an extra field: what it is of, and how long."""
_RAW = -15
_READ = 1 << 18
_APART = 1 << 20
"""Bytes between what is there of the file and the list that is put behind it: an entry that is cut short ends there."""


class Mended(io.RawIOBase):
    """A zip file with a list of the entries that were found; what it lacked is told in ``damage``.

    It is read as if it were whole: an entry that is cut short ends too early, and whoever reads it is told.
    """

    def __init__(self, file: BinaryIO, listed: bytes, entries: int, damage: str) -> None:
        self._file, self.damage = file, damage
        self._size = file.seek(0, os.SEEK_END)
        self._begin = self._size + _APART
        end = _END.pack(_LAST, 0, 0, entries, entries, len(listed), self._begin, 0)
        self._listed = listed + end
        self._at = 0

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def seekable(self) -> bool:
        """Say that it can be read anywhere."""
        return True

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Go on reading at another place."""
        whole = self._begin + len(self._listed)
        self._at = max(0, {os.SEEK_SET: 0, os.SEEK_CUR: self._at, os.SEEK_END: whole}[whence] + offset)
        return self._at

    def tell(self) -> int:
        """Return where reading goes on."""
        return self._at

    def readinto(self, buffer: Any) -> int:
        """Read on; nothing where the file was cut off."""
        if self._at >= self._begin:
            data = self._listed[self._at - self._begin :][: len(buffer)]
        else:
            self._file.seek(self._at)
            data = self._file.read(len(buffer))
        buffer[: len(data)] = data
        self._at += len(data)
        return len(data)

    def close(self) -> None:
        """Close the file."""
        self._file.close()
        super().close()


@dataclass(frozen=True)
class _Found:
    """An entry: its header, name, and how long it is; ``end`` is where the next begins, null where it is cut short."""

    header: tuple[Any, ...]
    name: bytes
    begin: int
    checksum: int
    packed: int
    size: int
    end: int | None


def mended(path: Path, most: int, directory: int, largest: int) -> Mended | None:
    """Return a zip file with its entries listed anew; null where it does not begin with one.

    Parameters
    ----------
    path
        The file.
    most
        Of how many entries it is told at most.
    directory
        How many bytes the list of them may take; what comes later is not looked for.
    largest
        How many bytes are unpacked at most to find where entries end; what comes later is not looked for.

    Raises
    ------
    OSError
        If it cannot be read.
    """
    file = path.open("rb")
    size = file.seek(0, os.SEEK_END)
    found: list[_Found] = []
    at: int | None = 0
    left = largest
    room = directory
    while at is not None and len(found) <= most and min(left, room) >= 0 and size < _ELSEWHERE - _APART:
        one = _entry(file, at, size, left)
        if one is None:
            break
        found.append(one)
        left -= one.size
        room -= _ENTRY.size + len(one.name)
        at = one.end
    if not found:
        file.close()
        return None
    listed = b"".join(map(_listed, found))
    return Mended(file, listed, min(len(found), 0xFFFF), _damage(file, found, at))


def _damage(file: BinaryIO, found: list[_Found], at: int | None) -> str:
    count = f"{len(found)} {'entry' if len(found) == 1 else 'entries'}"
    if at is None:
        return f"the zip is cut off or damaged in the last of the {count} found: what followed is lost"
    file.seek(at)
    if file.read(len(_LISTED)).startswith(_LIST):
        return f"the zip's list of entries is damaged: {count} found without it, by the headers before each"
    return f"the zip is cut off or damaged at byte {at}: it has {count} before that, and what followed is lost"


def _entry(file: BinaryIO, at: int, size: int, most: int) -> _Found | None:
    file.seek(at)
    raw = file.read(_HEADER.size)
    if len(raw) < _HEADER.size or not raw.startswith(_LOCAL):
        return None
    header = _HEADER.unpack(raw)
    _, _, flags, method, _, _, checksum, packed, whole, long, more = header
    name, extra = file.read(long), file.read(more)
    begin = at + _HEADER.size + long + more
    if begin > size:
        return None
    if flags & _OPEN:
        ends = {_DEFLATED: _inflated, _STORED: _stored}.get(method)
        return ends(file, header, name, begin, size, most) if ends else None
    if _ELSEWHERE in (packed, whole):
        packed, whole = _wide(extra, packed, whole)
    if packed >= _ELSEWHERE or whole >= _ELSEWHERE:
        return None
    end = begin + packed
    return _Found(header, name, at, checksum, packed, whole, end if end <= size else None)


def _wide(extra: bytes, packed: int, whole: int) -> tuple[int, int]:
    """Return the lengths that stand in an extra field, as long as they are."""
    at = 0
    while at + _KIND.size <= len(extra):
        kind, length = _KIND.unpack_from(extra, at)
        told = extra[at + _KIND.size : at + _KIND.size + length]
        at += _KIND.size + length
        if kind == _WIDE:
            numbers = iter(struct.unpack(f"<{len(told) // 8}Q", told[: len(told) // 8 * 8]))
            whole = next(numbers, whole) if whole == _ELSEWHERE else whole
            packed = next(numbers, packed) if packed == _ELSEWHERE else packed
    return packed, whole


def _inflated(file: BinaryIO, header: tuple[Any, ...], name: bytes, begin: int, size: int, most: int) -> _Found:
    """Return a deflated entry that says nothing of its lengths: it ends where its stream does."""
    at = begin - _HEADER.size - header[-2] - header[-1]
    stream, whole, checksum = zlib.decompressobj(_RAW), 0, 0
    file.seek(begin)
    try:
        while not stream.eof and whole <= most and (piece := stream.unconsumed_tail or file.read(_READ)):
            data = stream.decompress(piece, _READ)
            whole += len(data)
            checksum = crc32(data, checksum)
    except zlib.error:
        return _cut(header, name, at, size - begin, whole)
    if not stream.eof:
        return _cut(header, name, at, size - begin, whole)
    packed = file.tell() - len(stream.unused_data) - begin
    file.seek(begin + packed)
    behind = _descriptor(file.read(_LONGEST), checksum, packed, whole)
    return _Found(header, name, at, checksum, packed, whole, begin + packed + behind if behind else None)


def _stored(file: BinaryIO, header: tuple[Any, ...], name: bytes, begin: int, size: int, most: int) -> _Found:
    """Return a stored entry that says nothing of its lengths: what stands behind it has them, and its checksum."""
    at = begin - _HEADER.size - header[-2] - header[-1]
    held, start, checksum, summed = b"", begin, 0, 0
    file.seek(begin)
    while True:
        more = file.read(_READ)
        held += more
        sure = len(held) - _LONGEST if more else len(held)
        place = held.find(_DESCRIPTOR)
        while 0 <= place <= sure:
            length = start + place - begin
            if length in _lengths(held[place : place + _LONGEST]):
                # Going on from the last one, for there may be one every few bytes.
                checksum, summed = crc32(held[summed:place], checksum), place
                if behind := _descriptor(held[place : place + _LONGEST], checksum, length, length):
                    return _Found(header, name, at, checksum, length, length, start + place + behind)
            place = held.find(_DESCRIPTOR, place + 1)
        if not more or start - begin > most:
            return _cut(header, name, at, size - begin, size - begin)
        kept = max(0, sure)
        checksum = crc32(held[summed:kept], checksum)
        held, start, summed = held[kept:], start + kept, 0


_NARROW_END, _WIDE_END = struct.Struct("<3L"), struct.Struct("<L2Q")
_LONGEST = len(_DESCRIPTOR) + _WIDE_END.size


def _lengths(descriptor: bytes) -> tuple[int, ...]:
    """Return what the length may be that stands in a descriptor: there are short ones and, since ZIP64, long ones."""
    told = descriptor.removeprefix(_DESCRIPTOR)
    return tuple(form.unpack_from(told)[1] for form in (_NARROW_END, _WIDE_END) if len(told) >= form.size)


def _descriptor(data: bytes, checksum: int, packed: int, whole: int) -> int:
    """Return how many bytes of ``data`` describe an entry of which this is known; 0 where they do not."""
    told = data.removeprefix(_DESCRIPTOR)
    for form in (_NARROW_END, _WIDE_END):
        if len(told) >= form.size and form.unpack_from(told) == (checksum, packed, whole):
            return len(data) - len(told) + form.size
    return 0


def _cut(header: tuple[Any, ...], name: bytes, at: int, there: int, whole: int) -> _Found:
    """Return an entry that is cut short: said to be longer than it is, so that whoever reads it comes to know."""
    return _Found(header, name, at, 0, there + 1, whole + 1, None)


def _listed(one: _Found) -> bytes:
    _, needed, flags, method, time, date, *_ = one.header
    numbers = (needed, needed, flags & ~_OPEN, method, time, date, one.checksum, one.packed, one.size)
    return _ENTRY.pack(_LISTED, *numbers, len(one.name), 0, 0, 0, 0, 0, one.begin) + one.name
