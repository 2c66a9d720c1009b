r"""The canonical zip: the same names and contents are the same bytes, whoever writes them, wherever, whenever.

Entries are stored without compression (the output of a compressor depends on its build), sorted by the bytes of their
names, dated 1980-01-01 00:00, mode 0644, made by Unix, without comments, data descriptors or extra fields; the one
extra field is that of ZIP64, and only where a number does not fit without it. Names are UTF-8, and say so where they
are not ASCII. So a zip of this kind follows from names, sizes, checksums and contents alone, and whoever checks one
computes what every other byte must be.

Source: APPNOTE.TXT, the .ZIP File Format Specification, PKWARE, version 6.3.10, sections 4.3 (layout), 4.4 (fields),
4.5.3 (ZIP64).
"""

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from struct import Struct, pack
from typing import BinaryIO, NamedTuple

from analyzer.errors import InputError, StorageError
from analyzer.evidence.names import visible, wrong

MOST_ENTRIES = 100_000
"""How many files a bundle may hold; a run has some hundred."""

CHUNK = 1 << 20

LOCAL, CENTRAL, END = b"PK\3\4", b"PK\1\2", b"PK\5\6"
END64, LOCATOR = b"PK\6\6", b"PK\6\7"

LOCAL_HEADER = Struct("<4s5H3L2H")
"""Signature, version needed, flags, method, time, date, CRC, packed size, size, lengths of name and extra."""
CENTRAL_HEADER = Struct("<4s6H3L5H2L")
"""The same after "made by", then lengths of name, extra and comment, disk, two kinds of attributes, offset."""
END_RECORD = Struct("<4s4H2LH")
"""Signature, two disks, two counts, size and offset of the directory, length of the comment."""
END64_RECORD = Struct("<4sQ2H2L4Q")
LOCATOR_RECORD = Struct("<4sLQL")

FULL16, FULL32 = 0xFFFF, 0xFFFFFFFF
"""What stands in a field whose number is in the ZIP64 extra field or record."""

_UNIX, _PLAIN, _WIDE = 3 << 8, 20, 45
_DATE = (1 << 5) | 1
_ATTRIBUTES = 0o100644 << 16


class Entry(NamedTuple):
    """One file of the zip, without its bytes."""

    name: str
    size: int
    crc: int


def local_header(entry: Entry) -> bytes:
    """Return what stands before the contents of ``entry``."""
    name, flags = _named(entry.name)
    wide = entry.size >= FULL32
    size = FULL32 if wide else entry.size
    extra = pack("<2H2Q", 1, 16, entry.size, entry.size) if wide else b""
    version = _WIDE if wide else _PLAIN
    fields = (version, flags, 0, 0, _DATE, entry.crc, size, size, len(name), len(extra))
    return LOCAL_HEADER.pack(LOCAL, *fields) + name + extra


def offsets(entries: Iterable[Entry]) -> Iterator[int]:
    """Yield where each local header begins, and at last where the directory does."""
    at = 0
    for entry in entries:
        yield at
        at += LOCAL_HEADER.size + len(entry.name.encode()) + (20 if entry.size >= FULL32 else 0) + entry.size
    yield at


def directory(entries: Sequence[Entry]) -> bytes:
    """Return the central directory of a zip with these entries in this order."""
    return b"".join(central(entry, at) for entry, at in zip(entries, offsets(entries), strict=False))


def end(count: int, size: int, at: int) -> bytes:
    """Return what follows a directory of ``count`` entries and ``size`` bytes that begins at ``at``."""
    wide = b""
    if count >= FULL16 or size >= FULL32 or at >= FULL32:
        record = (END64_RECORD.size - 12, _UNIX | _WIDE, _WIDE, 0, 0, count, count, size, at)
        wide = END64_RECORD.pack(END64, *record) + LOCATOR_RECORD.pack(LOCATOR, 0, at + size, 1)
    count, size, at = min(count, FULL16), min(size, FULL32), min(at, FULL32)
    return wide + END_RECORD.pack(END, 0, 0, count, count, size, at, 0)


class Writer:
    """Writes a canonical zip to ``file`` in one pass; names must come sorted.

    Nothing is kept in memory but names and checksums; ``close`` writes the directory.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._entries: list[Entry] = []

    @property
    def entries(self) -> tuple[Entry, ...]:
        """What was written so far, in its order."""
        return tuple(self._entries)

    def add(self, name: str, size: int, chunks: Iterable[bytes]) -> str:
        """Write one file of ``size`` bytes and return its SHA-256 in hex.

        Raises
        ------
        InputError
            If the name is not one a bundle may hold, or there are too many files.
        StorageError
            If there are not ``size`` bytes.
        """
        if why := wrong(name):
            raise InputError(f"{visible(name)}: cannot be sealed: {why}; rename it")
        if len(self._entries) >= MOST_ENTRIES:
            raise InputError(f"{name}: a bundle holds at most {MOST_ENTRIES} files")
        if self._entries and self._entries[-1].name.encode() >= name.encode():
            raise ValueError(f"{name!r} does not sort after {self._entries[-1].name!r}")
        begun = self._file.tell()
        self._file.write(local_header(Entry(name, size, 0)))
        digest, crc, written = hashlib.sha256(), 0, 0
        for chunk in chunks:
            digest.update(chunk)
            crc = zlib.crc32(chunk, crc)
            written += self._file.write(chunk)
        if written != size:
            raise StorageError(f"{name}: has {written} bytes, and had {size} a moment ago; seal it when nothing writes")
        entry = Entry(name, size, crc)
        self._entries.append(entry)
        self._file.seek(begun)
        self._file.write(local_header(entry))
        self._file.seek(0, 2)
        return digest.hexdigest()

    def close(self) -> None:
        """Write the directory; the zip is whole then."""
        at, listed = self._file.tell(), directory(self._entries)
        self._file.write(listed + end(len(self._entries), len(listed), at))


def central(entry: Entry, at: int) -> bytes:
    """Return what the directory says of ``entry``, whose local header begins at ``at``."""
    name, flags = _named(entry.name)
    wide = [entry.size, entry.size] if entry.size >= FULL32 else []
    wide += [at] if at >= FULL32 else []
    extra = pack(f"<2H{len(wide)}Q", 1, 8 * len(wide), *wide) if wide else b""
    version = _WIDE if wide else _PLAIN
    size = min(entry.size, FULL32)
    fields = (_UNIX | version, version, flags, 0, 0, _DATE, entry.crc, size, size, len(name), len(extra), 0, 0, 0)
    return CENTRAL_HEADER.pack(CENTRAL, *fields, _ATTRIBUTES, min(at, FULL32)) + name + extra


def _named(name: str) -> tuple[bytes, int]:
    return name.encode(), 0 if name.isascii() else 0x800
