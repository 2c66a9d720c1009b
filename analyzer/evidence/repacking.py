"""A bundle that another program unzipped and zipped again: its files are packed as sealing packs them, and checked so.

The bytes of a canonical zip follow from its files alone. So what was only repacked becomes the sealed bundle again,
byte for byte, and its SHA-256 can be compared with the one that was told.
"""

import hashlib
import stat
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import BinaryIO

from analyzer.errors import InputError, StorageError
from analyzer.evidence import archive, bag, reading
from analyzer.evidence.faults import PACKING, Fault
from analyzer.evidence.names import wrong
from analyzer.evidence.reading import Bundle

_MOST_TIMES = 32
"""How many times the size of the zip its files may have; screens, stored pages and traffic stay far below."""

_UNREADABLE = (
    zipfile.BadZipFile, struct.error, zlib.error, RuntimeError, ValueError, ArithmeticError, EOFError,
)  # fmt: skip
"""What ``zipfile`` raises for files that are damaged, encrypted, or compressed in a way that it does not know."""

BESIDES = "another program zipped the files again, besides"

_SIGNS = {bag.BAGIT, bag.MANIFEST, bag.TAG_MANIFEST}

_KINDS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def faults(bundle: Bundle, check: Callable[[Bundle], tuple[Fault, ...]]) -> tuple[Fault, ...]:
    """Return what does not hold in a zip whose directory is not written as a bundle's, the most telling first.

    The folder that a file manager puts around everything is left away, and so are the files in which macOS keeps what
    its file system knows.

    Parameters
    ----------
    bundle
        The zip.
    check
        What says of a bundle that is written as one what does not hold in its files.

    Raises
    ------
    InputError
        If it is a zip of something else.
    """
    try:
        with zipfile.ZipFile(bundle.file) as opened, tempfile.TemporaryFile(prefix="optout-") as file:
            files = dict(_files(opened))
            if _SIGNS.isdisjoint(files):
                raise InputError(reading.NO_BUNDLE)
            if broken := tuple(_refused(bundle, opened)) or tuple(_packed(opened, files, file)):
                return broken
            size = file.seek(0, 2)
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            found = check(Bundle(file, size))
            return (*found, Fault(PACKING, f"repacked: {BESIDES if found else _alone(len(files), sha256)}"))
    except _UNREADABLE as error:
        return (Fault(PACKING, f"repacked: by another program, and cannot be unpacked: {error}"),)


def _alone(count: int, sha256: str) -> str:
    return (
        f"all {count} files agree with the manifests, but this is not the zip that was sealed: another program zipped "
        f"them again; zipped as sealing does it, they have SHA-256 {sha256}"
    )


def _files(opened: zipfile.ZipFile) -> Iterator[tuple[str, zipfile.ZipInfo]]:
    """Yield the files that a person put into a zip, by the name they have in a bundle."""
    files = [one for one in opened.infolist() if not (one.filename.endswith("/") or _of_macos(one.filename))]
    heads = [one.filename.partition("/") for one in files]
    at_root = not _SIGNS.isdisjoint(one.filename for one in files)
    around = "" if at_root else next((head + slash for head, slash, name in heads if name in _SIGNS), "")
    for one in files:
        yield one.filename.removeprefix(around), one


def _of_macos(name: str) -> bool:
    return name.startswith("__MACOSX/") or name.rpartition("/")[2] == ".DS_Store"


def _refused(bundle: Bundle, opened: zipfile.ZipFile) -> Iterator[Fault]:
    """Yield what forbids to unpack a zip at all."""
    names: set[str] = set()
    for one in opened.infolist():
        if why := _forbidden(one):
            yield Fault(one.filename, f"refused: {why}")
        if one.filename in names:
            yield Fault(one.filename, "there twice")
        names.add(one.filename)
    if sum(one.file_size for one in opened.infolist()) > _MOST_TIMES * bundle.size:
        yield Fault(PACKING, f"refused: compressed so far that more than {_MOST_TIMES} times its size would come of it")


def _forbidden(one: zipfile.ZipInfo) -> str:
    if why := wrong(one.filename.removesuffix("/")):
        return why
    if stat.S_ISLNK(one.external_attr >> 16):
        return reading.LINK
    return "" if one.compress_type in _KINDS else "compressed in a way that few programs know"


def _packed(opened: zipfile.ZipFile, files: dict[str, zipfile.ZipInfo], file: BinaryIO) -> Iterator[Fault]:
    """Write ``files`` to ``file`` as sealing does, and yield the one that cannot be unpacked."""
    writer = archive.Writer(file)
    for name in sorted(files, key=str.encode):
        try:
            with opened.open(files[name]) as contents:
                pieces = reading.pieces(contents, files[name].file_size)
                writer.add(name, files[name].file_size, pieces)
        except (StorageError, *_UNREADABLE):
            yield Fault(name, "changed: it cannot be unpacked, or does not have the checksum that the zip names")
            return
    writer.close()
