"""Zip files from strangers: names that stay inside, no links, and never more than so many bytes."""

import io
import stat
import zipfile
import zlib
from collections import Counter
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from analyzer.errors import InputError
from analyzer.recordings.strictjson import quoted

MOST = 20_000
"""Entries."""
_FAULTS = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError, NotImplementedError)


class Archive:
    """The entries of a zip file, read into memory one by one; nothing is ever unpacked to disk.

    ``largest`` bounds what is read out of it in all, so that a small file cannot become a large one.
    """

    def __init__(self, path: Path, largest: int) -> None:
        self.path = path
        self._left = self._largest = largest
        try:
            self._zip = zipfile.ZipFile(path)
        except _FAULTS as error:
            raise InputError(f"{path}: not a whole zip file: {_said(error)}") from error
        entries = self._zip.infolist()
        if len(entries) > MOST:
            raise InputError(f"{path}: more than {MOST} entries: not a recording")
        for entry in entries:
            self._check(entry)
        twice, times = Counter(entry.filename for entry in entries).most_common(1)[0] if entries else ("", 0)
        if times > 1:
            raise InputError(f"{path}: {quoted(twice)} is in it twice")
        self.names = tuple(entry.filename for entry in entries if not entry.is_dir())

    def read(self, name: str) -> bytes:
        """Return the content of an entry.

        Raises
        ------
        InputError
            If there is none, it is damaged, or it is more than may still be read.
        """
        try:
            with self._zip.open(name) as stream:
                data = stream.read(self._left + 1)
        except KeyError as error:
            raise InputError(f"{self.path}: {quoted(name)} is not in it") from error
        except _FAULTS as error:
            raise InputError(f"{self.path}: {quoted(name)}: {_said(error)}") from error
        self._left -= len(data)
        if self._left < 0:
            raise InputError(f"{self.path}: holds more than {self._largest >> 20} MB: not a recording")
        return data

    def open(self, name: str) -> BinaryIO:
        """Return the content of an entry as a stream; raises as ``read`` does."""
        return io.BytesIO(self.read(name))

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


def _said(error: Exception) -> str:
    return " ".join(str(error).split()) or type(error).__name__
