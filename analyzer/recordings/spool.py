"""What a recording holds, put aside while the rest of it is read: in memory is the one that is looked at.

Small recordings stay in memory. What is larger goes to a file without a name, gone with the last that needs it.
"""

import tempfile
import weakref
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from analyzer.errors import StorageError
from analyzer.model import Exchange
from analyzer.recordings.reel import Reel

T = TypeVar("T")
_IN_MEMORY = 16 << 20
"""Bytes up to which nothing is put on a disk."""


class Spool:
    """Bytes put aside, each known by a mark: its place and its length, as text."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - read as long as this is there
        self._end = 0
        weakref.finalize(self, self._file.close)

    def keep(self, data: bytes) -> bytes:
        """Put ``data`` aside and return its mark, which is empty where it is.

        Raises
        ------
        StorageError
            If the disk refuses.
        """
        if not data:
            return b""
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as error:
            raise StorageError(f"{tempfile.gettempdir()}: {error.strerror or error}; name another in TMPDIR") from error
        mark = b"%d %d" % (self._end, len(data))
        self._end += len(data)
        return mark

    def read(self, mark: bytes) -> bytes:
        """Return what was put aside for ``mark``."""
        if not mark:
            return b""
        begin, length = map(int, mark.split())
        self._file.seek(begin)
        return self._file.read(length)

    def shortened(self, one: Exchange) -> Exchange:
        """Return an exchange with the marks of its contents in their place."""
        return replace(one, sent=self.keep(one.sent), body=self.keep(one.body))

    def whole(self, heads: Sequence[Exchange]) -> Reel[Exchange]:
        """Return the exchanges of which ``heads`` hold the marks, each read when it is its turn."""

        def exchange(number: int) -> Exchange:
            head = heads[number]
            return replace(head, sent=self.read(head.sent), body=self.read(head.body))

        return Reel(exchange, range(len(heads)))


def each(change: Callable[[T], T], reel: Sequence[T]) -> Reel[T]:
    """Return what ``change`` makes of each of ``reel``, made when it is its turn."""
    return Reel(lambda number: change(reel[number]), range(len(reel)))
