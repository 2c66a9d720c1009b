"""A gzip file (RFC 1952) read member after member; what is damaged in it is passed over and counted.

A WARC has a member a record, so that one which is damaged costs one record. Zlib reads the heads of members, in which a
name may be as long as the file.
"""

import io
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, cast

from analyzer.errors import InputError, StorageError

_GZIP = 31
"""What zlib calls a stream with the head and the end of a gzip member."""
_BEGIN = b"\x1f\x8b\x08"
_READ = 1 << 13
_IN_MEMORY = 16 << 20
"""Bytes up to which nothing is put on a disk."""
_PIECE = 1 << 20


@contextmanager
def unpacked(path: Path, largest: int) -> Iterator[BinaryIO]:
    """Give what ``path`` holds packed with gzip, as a stream that can be read again; it must be whole.

    Raises
    ------
    InputError
        If it cannot be read, is damaged or cut short, or holds more than ``largest`` bytes.
    StorageError
        If the disk refuses.
    """
    damage = Counter[str]()
    try:
        packed = path.open("rb")
    except OSError as error:
        raise InputError(f"{path}: {error.strerror or error}") from error
    with packed, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as whole:
        members = Members(packed, damage, lambda _: None, seam=b" ")
        size = 0
        while data := members.read(_PIECE):
            size += len(data)
            if size > largest:
                raise InputError(f"{path}: holds more than {largest >> 20} MB: not a recording")
            try:
                whole.write(data)
            except OSError as error:
                where = tempfile.gettempdir()
                raise StorageError(f"{where}: {error.strerror or error}; name another in TMPDIR") from error
        if damage or not members.whole:
            why = next(iter(damage), "it is cut short")
            raise InputError(f"{path}: not a whole gzip file: {why}; copy it again")
        yield cast(BinaryIO, whole)


class Members:
    """The contents of a gzip file; what is cut short ends where it was cut.

    Where a member is damaged, reading goes on where the next begins. What was passed over is counted in ``left``, in
    bytes by what is wrong, and ``seam`` stands in its place. ``begun`` gets the number of each member, and may raise.
    """

    def __init__(
        self, stream: io.BufferedIOBase, left: Counter[str], begun: Callable[[int], None], seam: bytes
    ) -> None:
        self._stream, self._left, self._told, self._seam = stream, left, begun, seam
        self._member = zlib.decompressobj(_GZIP)
        self._waiting = b""
        self._begun = 0
        self._inside = False

    def read(self, size: int) -> bytes:
        """Return at most ``size`` bytes, or the seam, and none only at the end."""
        while self._next():
            self._inside = True
            try:
                data = self._member.decompress(self._waiting, size)
            except zlib.error as error:
                self._pass_over(str(error).rpartition(": ")[2])
                return self._seam
            self._waiting = self._member.unconsumed_tail or self._member.unused_data
            if data:
                return data
        return b""

    @property
    def whole(self) -> bool:
        """Whether what was read so far ends where a member does."""
        return self._member.eof or not self._inside

    def _next(self) -> bool:
        """Have something to go on with, from another member where one has ended; say whether there is any."""
        if self._member.eof:
            self._begin()
            self._waiting = self._waiting.lstrip(b"\0")  # some fill up the last block of a disk
            while not self._waiting and (more := self._stream.read1(_READ)):
                self._waiting = more.lstrip(b"\0")
        self._waiting = self._waiting or self._stream.read1(_READ)
        return bool(self._waiting)

    def _begin(self) -> None:
        self._member = zlib.decompressobj(_GZIP)
        self._begun += 1
        self._inside = False
        self._told(self._begun)

    def _pass_over(self, why: str) -> None:
        """Be done with what is waiting up to where another member may begin."""
        self._begin()
        waiting, passed, begin = self._waiting, 0, 1
        while (at := waiting.find(_BEGIN, begin)) < 0 and (more := self._stream.read1(_READ)):
            kept = waiting[-(len(_BEGIN) - 1) :]
            passed += len(waiting) - len(kept)
            waiting, begin = kept + more, 0
        at = len(waiting) if at < 0 else at
        self._left[why] += passed + at
        self._waiting = waiting[at:]
