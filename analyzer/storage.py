"""A walk on disk: ``walk.json`` and, beside it, a screenshot and a stored DOM a screen, the traffic, what was put in.

Writing is atomic a file: a reader sees the old file or the new one, never half of it.
"""

import errno
import fcntl
import hashlib
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, islice
from pathlib import Path, PurePosixPath

import msgspec

from analyzer import canonical
from analyzer.errors import InputError, StorageError
from analyzer.model import Exhibit, Input, Inputs, Walk
from analyzer.validating import validate

WALK_FILE = "walk.json"
TRAFFIC_FILE = "traffic.har"
INPUTS_FILE = "inputs.json"
REQUESTS_FILE = "requests.log"
REDACTION_FILE = "redaction.json"
LARGEST = 512 << 20
"""Bytes of the largest file that is read at once; traffic has at most half of it."""


@dataclass(frozen=True)
class Gathered:
    """A walk with the stored DOMs of its screens (screen number -> HTML), and the folder it was read from."""

    walk: Walk
    doms: Mapping[int, str]
    folder: Path | None = None


def write_file(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` whole or not at all, making its folder.

    Raises
    ------
    StorageError
        If the disk is full, read-only or otherwise refuses; what was there before is untouched.
    """
    with writing(path) as unfinished:
        unfinished.write_bytes(data)


def write_chunks(path: Path, chunks: Iterable[bytes]) -> None:
    """Write ``chunks`` one after another to ``path``, whole or not at all, making its folder.

    Raises
    ------
    StorageError
        As for ``write_file``; what the chunks raise comes through, and what was there before is untouched.
    """
    with writing(path) as unfinished, unfinished.open("wb") as out:
        out.writelines(chunks)


@contextmanager
def writing(path: Path) -> Iterator[Path]:
    """Give a file to write that takes the place of ``path``, whose folder is made, only when the block ends well.

    Raises
    ------
    StorageError
        As for ``write_file``.
    """
    unfinished = path.with_name(f"{path.name}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        yield unfinished
        unfinished.replace(path)
    except OSError as error:
        raise StorageError(f"{path}: cannot be written: {_why(path, error)}") from error
    finally:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)


def remove(path: Path) -> None:
    """Remove a file that nothing names any more.

    Raises
    ------
    StorageError
        If the disk refuses.
    """
    with _storing(path):
        path.unlink()


def read_file(path: Path, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file that has at most ``largest`` of them.

    Raises
    ------
    InputError
        If it cannot be read, is no ordinary file (a pipe or a device may have no end), or larger than any that is read.
    """
    try:
        seen = path.stat()
        if not stat.S_ISREG(seen.st_mode):
            raise InputError(f"{path}: cannot be read: it is no ordinary file")
        if seen.st_size > largest:
            raise InputError(f"{path}: larger than {largest >> 20} MB: not the file that is expected")
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error
    except ValueError as error:  # a name with a NUL
        raise InputError(f"{str(path)!r}: cannot be read: {error}") from error


def hash_of(path: Path) -> str:
    """Return the SHA-256 of a file that may be larger than what is read at once, as a bundle may.

    Raises
    ------
    InputError
        If it cannot be read, or is no ordinary file.
    """
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise InputError(f"{path}: cannot be read: it is no ordinary file")
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}") from error


def write_exhibit(folder: Path, name: str, data: bytes) -> Exhibit:
    """Write ``data`` as ``folder / name`` and return its path relative to ``folder`` with its hash.

    Raises
    ------
    StorageError
        As for ``write_file``.
    """
    write_file(folder / name, data)
    return Exhibit(file=name, sha256=canonical.sha256(data))


def write_walk(walk: Walk, folder: Path) -> None:
    """Write ``folder/walk.json`` in canonical form.

    Raises
    ------
    StorageError
        As for ``write_file``.
    """
    write_file(folder / WALK_FILE, canonical.text(walk))


def write_inputs(inputs: Inputs, folder: Path) -> None:
    """Write ``folder/inputs.json``, what the walk put in.

    Raises
    ------
    StorageError
        As for ``write_file``.
    """
    write_file(folder / INPUTS_FILE, canonical.text(inputs))


def read_inputs(folder: Path) -> Mapping[int, Input]:
    """Return what the walk in ``folder`` put in, by the number of the transition.

    Raises
    ------
    InputError
        If the file is missing or not what it must be.
    """
    path = folder / INPUTS_FILE
    try:
        inputs = msgspec.json.decode(read_file(path), type=Inputs).inputs
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{path}: is not what a walk puts in: {' '.join(str(error).split())}") from error
    return {one.number: one for one in inputs}


def read_walk(folder: Path) -> Gathered:
    """Read a walk back and check every exhibit against its hash.

    Raises
    ------
    InputError
        If ``walk.json`` is missing, is not a walk of this format, does not hang together, or an exhibit is missing or
        was changed.
    """
    return gathered(read_file(folder / WALK_FILE), partial(read_exhibit, folder), folder)


def gathered(data: bytes, exhibit_of: Callable[[Exhibit], bytes], folder: Path) -> Gathered:
    """Return the walk of a ``walk.json``, with its exhibits from wherever they are kept; it lies in ``folder``.

    Raises
    ------
    InputError
        If it is not a walk of this format, or does not hang together; what ``exhibit_of`` raises comes through.
    """
    path = folder / WALK_FILE
    try:
        walk = msgspec.json.decode(data, type=Walk)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = " ".join(str(error).split())
        raise InputError(f"{path}: is not a walk of this version: {why}") from error
    validate(walk, str(path))
    doms = {}
    for screen in walk.screens:
        for exhibit in (screen.screenshot, screen.dom):
            if exhibit is not None:
                content = exhibit_of(exhibit)
                if exhibit is screen.dom:
                    doms[screen.number] = content.decode(errors="replace")
    return Gathered(walk=walk, doms=doms, folder=folder)


def read_exhibit(folder: Path, exhibit: Exhibit) -> bytes:
    """Return the bytes of an exhibit after checking its hash.

    Raises
    ------
    InputError
        If it is not named by a relative path, lies outside the walk's folder, is missing, or does not have the hash
        the walk names.
    """
    name = PurePosixPath(exhibit.file)
    if not exhibit.file.isprintable():
        raise InputError(f"{folder / WALK_FILE}: exhibit {exhibit.file!r} has a name that no file can have")
    path = folder / name
    if name.is_absolute() or ".." in name.parts or not _leads_inside(folder, name):
        raise InputError(f"{folder / WALK_FILE}: exhibit {exhibit.file!r} lies outside the walk's folder")
    data = read_file(path)
    if canonical.sha256(data) != exhibit.sha256:
        raise InputError(f"{path}: was changed after the walk: its SHA-256 is not the one in {WALK_FILE}")
    return data


def _leads_inside(folder: Path, name: PurePosixPath) -> bool:
    """Tell whether a name without ".." stays in the folder.

    It does where no part of it is a link; only else is the way walked to its end, past every folder above.
    """
    ways = islice(accumulate(name.parts, os.path.join, initial=str(folder)), 1, None)
    if not any(map(os.path.islink, ways)):
        return True
    return Path(os.path.realpath(folder / name)).is_relative_to(os.path.realpath(folder))


@contextmanager
def replacing(folder: Path, *, keep: bool = True) -> Iterator[Path]:
    """Fill a fresh ``<folder>.incomplete`` that takes the place of ``folder`` only when the block ends well.

    If the block raises, the unfinished folder stays where it is, so that what was gathered is kept and nobody takes it
    for whole, or goes where ``keep`` is false; an earlier complete ``folder`` stays untouched. Meanwhile nobody else
    fills it: a lock that ends with the process sees to that.

    Raises
    ------
    StorageError
        If the folders cannot be made or moved, or another process is filling it.
    """
    unfinished = unfinished_of(folder)
    former = folder.with_name(f"{folder.name}.former")
    with _storing(unfinished), ExitStack() as held:
        if unfinished.is_dir():
            held.enter_context(_held(unfinished))
        _remove(unfinished)
        unfinished.mkdir(parents=True)
    with _held(unfinished):
        try:
            yield unfinished
        except BaseException:
            if not keep:
                _remove(unfinished)
            raise
        with _storing(folder):
            _remove(former)
            if folder.exists():
                folder.rename(former)
            unfinished.rename(folder)
            _remove(former)


def unfinished_of(folder: Path) -> Path:
    """Return where ``replacing`` fills what is to become ``folder``."""
    return folder.with_name(f"{folder.name}.incomplete")


def is_gathered(folder: Path) -> bool:
    """Return whether anything was kept of what was to become ``folder`` and failed."""
    return any(file.is_file() for file in unfinished_of(folder).rglob("*"))


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    opened = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(opened)
        raise StorageError(f"{folder}: another run is writing here; wait for it, or choose another -o") from error
    try:
        yield
    finally:
        os.close(opened)


@contextmanager
def _storing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(f"{path}: cannot be written: {_why(path, error)}") from error


def _why(path: Path, error: OSError) -> str:
    """Return what stands against writing ``path``, and the remedy."""
    blocked = next((parent for parent in path.parents if os.path.isfile(parent)), None)  # noqa: PTH113 - raises nothing
    if blocked:
        return f"{blocked} is a file, not a folder; choose another -o"
    full = error.errno in {errno.ENOSPC, errno.EDQUOT}
    return f"{error.strerror}; {'free space or ' if full else ''}choose another -o"


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
