"""What of a list was explored so far, kept beside the file that it is for until that is whole.

A line is added as soon as an answer is there, so that what ends the process at any moment ends no answer but the one
that is under way. A later run for the same file takes from it what was asked in the same way, of the same tool.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import msgspec

from analyzer import canonical, storage
from analyzer.errors import StorageError
from analyzer.model.exploration import Exploration
from analyzer.model.record import Record

SUFFIX = ".incomplete"
"""What the name of a file ends with whose end has not come: no program takes it for the whole."""


class Entry(Record, frozen=True, kw_only=True):
    """An answer, and the hash of what was asked (``Look.asked``)."""

    asked: str
    found: Exploration


def beside(path: Path) -> Path:
    """Return where what is found for ``path`` lies until it is whole."""
    return path.with_name(path.name + SUFFIX)


class Journal:
    """Keeps answers for ``path``; ``known`` are those that an earlier run has left, by what was asked."""

    def __init__(self, path: Path) -> None:
        self.path = beside(path)
        self.known: Mapping[str, Exploration] = _read(self.path)
        self._file: IO[bytes] | None = None

    def __enter__(self) -> Self:
        """Begin to keep.

        Raises
        ------
        StorageError
            If nothing can be written there.
        """
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._file = self.path.open("ab")
            if self._file.tell():
                # The last line may not have been written to its end; an empty one is passed over.
                self._file.write(b"\n")
        except OSError as error:
            raise StorageError(f"{self.path}: cannot be written: {error.strerror}") from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def keep(self, asked: str, found: Exploration) -> None:
        """Keep an answer, whatever happens to this process from now on.

        Raises
        ------
        StorageError
            If it cannot be written.
        """
        if self._file is None:
            return
        try:
            self._file.write(canonical.line(Entry(asked=asked, found=found)))
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise StorageError(f"{self.path}: cannot be written: {error.strerror}") from error

    def end(self) -> None:
        """Remove it: what it is for is whole.

        Raises
        ------
        StorageError
            If the disk refuses.
        """
        storage.remove(self.path)


def _read(path: Path) -> dict[str, Exploration]:
    """Return the answers that a file holds; what is no answer of this version is passed over."""
    known: dict[str, Exploration] = {}
    if not path.is_file():
        return known
    try:
        with path.open("rb") as file:
            while line := file.readline(_LONGEST):
                try:
                    entry = msgspec.json.decode(line, type=Entry)
                except msgspec.DecodeError:
                    continue
                known[entry.asked] = entry.found
    except OSError as error:
        raise StorageError(f"{path}: cannot be read: {error.strerror}; remove it") from error
    return known


_LONGEST = 64 << 20
"""Bytes of one answer at most."""
