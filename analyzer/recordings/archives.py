"""Zip files from strangers: names that stay inside, no links, and never more than so many bytes."""

import io
import re
import stat
import struct
import weakref
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import IO, Any, cast

from analyzer.errors import InputError
from analyzer.recordings.mending import mended
from analyzer.recordings.strictjson import quoted

MOST = 20_000
"""Entries."""
MOST_DIRECTORY = MOST * 512
"""Bytes of the list of entries that is read at all: it takes a hundred times as many in memory."""
_TAIL = (1 << 16) + 22 + 20 + 56
"""Bytes of the longest comment, and of the records before it that end a zip file."""
_ELSEWHERE = 0xFFFFFFFF
_FINDER = re.compile(r"(^|/)(__MACOSX/|\._[^/]*$|\.DS_Store$)")
"""What macOS adds to a zip file that somebody makes there (Apple, AppleDouble)."""
_FAULTS = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError,
    IndexError, OverflowError,
)  # fmt: skip


class DamagedError(InputError):
    """An entry of a zip file cannot be read, or not to its end; others may well be."""


class Archive:
    """The entries of a zip file, read one by one; nothing is ever unpacked to disk.

    ``largest`` bounds what is read out of it in all, so that a small file cannot become a large one. Where its list of
    entries is cut off or damaged, they are found without: ``damage`` says so.
    """

    def __init__(self, path: Path, largest: int) -> None:
        self.path = path
        self._left = self._largest = largest
        self.damage = ""
        """How its list of entries is damaged, and what of it was found without; what lies in it may be cut short."""
        try:
            if _directory(path) > MOST_DIRECTORY:
                raise InputError(f"{path}: more than {MOST} entries: not a recording")
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as error:
            self._zip, self.damage = self._mended(f"{path}: not a whole zip file: {_said(error)}")
        entries = self._zip.infolist()
        if len(entries) > MOST:
            raise InputError(f"{path}: more than {MOST} entries: not a recording")
        for entry in entries:
            self._check(entry)
        twice, times = Counter(entry.filename for entry in entries).most_common(1)[0] if entries else ("", 0)
        if times > 1:
            raise InputError(f"{path}: {quoted(twice)} is in it twice")
        self.names = tuple(
            entry.filename
            for entry in entries
            if entry.filename and not entry.is_dir() and not _FINDER.search(entry.filename)
        )

    def read(self, name: str) -> bytes:
        """Return the content of an entry.

        Raises
        ------
        DamagedError
            If it is damaged.
        InputError
            If there is none, or it is more than may still be read.
        """
        with self.open(name) as stream:
            return stream.read()

    def open(self, name: str) -> io.BufferedReader:
        """Return the content of an entry as a stream that can be read again; it, too, raises as ``read`` does."""
        try:
            # What comes out of an entry is never more than it says of itself.
            self._left -= self._zip.getinfo(name).file_size
            if self._left < 0:
                raise InputError(f"{self.path}: holds more than {self._largest >> 20} MB: not a recording")
            stream = self._zip.open(name)
        except KeyError as error:
            raise InputError(f"{self.path}: {quoted(name)} is not in it") from error
        except _FAULTS as error:
            raise DamagedError(f"{self.path}: {quoted(name)}: {_said(error)}") from error
        return io.BufferedReader(_Entry(cast(zipfile.ZipExtFile, stream), f"{self.path}: {quoted(name)}"))

    def _mended(self, why: str) -> tuple[zipfile.ZipFile, str]:
        try:
            found = mended(self.path, MOST, MOST_DIRECTORY, self._largest)
            if found is None:
                raise InputError(why)
            weakref.finalize(self, found.close)  # a zip file closes by itself only what it opened
            return zipfile.ZipFile(cast(IO[bytes], found)), found.damage
        except _FAULTS as error:
            raise InputError(why) from error

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        # What zipfile gives out is cut at a NUL and has slashes; the original tells what somebody wanted.
        given = entry.orig_filename
        if given.startswith("/") or ".." in PurePosixPath(name).parts or {"\\", "\0", ":"} & set(given):
            raise InputError(f"{self.path}: {quoted(given)} leads out of the zip file: not a recording")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise InputError(f"{self.path}: {quoted(given)} is a link: not a recording")
        if entry.flag_bits & 1:
            raise InputError(f"{self.path}: {quoted(given)} is encrypted")


class _Entry(io.RawIOBase):
    """An entry as it is read; what is wrong with it is told in our words."""

    def __init__(self, stream: zipfile.ZipExtFile, place: str) -> None:
        self._stream, self._place = stream, place

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            # What comes before damage is given out, and not lost with it.
            data = self._stream.read1(len(buffer))
        except _FAULTS as error:
            raise DamagedError(f"{self._place}: {_said(error)}") from error
        buffer[: len(data)] = data
        return len(data)

    def seek(self, offset: int, whence: int = 0) -> int:
        try:
            return self._stream.seek(offset, whence)
        except _FAULTS as error:
            raise DamagedError(f"{self._place}: {_said(error)}") from error


def _directory(path: Path) -> int:
    """Return how long a zip file says its list of entries is, in bytes; 0 where it does not say so.

    Source: APPNOTE.TXT, the .ZIP File Format Specification, PKWARE, 4.3.14 (ZIP64) and 4.3.16.
    """
    with path.open("rb") as file:
        file.seek(max(0, file.seek(0, 2) - _TAIL))
        tail = file.read(_TAIL)
    sizes = [_number(tail, tail.rfind(b"PK\5\6"), 12, 4), _number(tail, tail.rfind(b"PK\6\6"), 40, 8)]
    return max(0 if size == _ELSEWHERE else size for size in sizes)


def _number(data: bytes, begin: int, at: int, length: int) -> int:
    return int.from_bytes(data[begin + at : begin + at + length], "little") if begin >= 0 else 0


def _said(error: Exception) -> str:
    said = " ".join(str(error).split()) or ("it ends too early" if isinstance(error, EOFError) else "it is damaged")
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}..."


_LONGEST = 200
"""Letters of what is told of an error, which may repeat a name as long as 65,535 bytes."""
