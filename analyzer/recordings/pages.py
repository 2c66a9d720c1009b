"""Copying a folder of pages into a flow folder, so that a route can be walked on them."""

import shutil
from pathlib import Path

from analyzer.errors import InputError, StorageError

LARGEST = 64 << 20
"""Bytes in all."""
MOST = 5_000
"""Files."""


def copy_pages(source: Path, target: Path) -> None:
    """Copy the files below ``source`` to ``target``; links are not followed and hidden files are left out.

    Raises
    ------
    InputError
        If ``source`` is not a folder or holds more than somebody's pages, or ``target`` is already there.
    StorageError
        If something cannot be written.
    """
    if not source.is_dir():
        raise InputError(f"{source}: no such folder of pages")
    if target.exists():
        raise InputError(f"{target}: already there; remove it, or import without files to keep it")
    if target.resolve().is_relative_to(source.resolve()):
        raise InputError(f"{source}: holds the flow folder itself; give the folder of the pages")
    files = []
    size = 0
    for file in sorted(source.rglob("*")):
        hidden = any(part.startswith(".") for part in file.relative_to(source).parts)
        if hidden or not file.is_file() or _linked(file, source):
            continue
        files.append(file)
        size += file.stat().st_size
        if size > LARGEST or len(files) > MOST:
            raise InputError(
                f"{source}: more than {MOST} files or {LARGEST >> 20} MB: give the folder of the pages only"
            )
    try:
        target.mkdir(parents=True)
        for file in files:
            copy = target / file.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, copy)
    except OSError as error:
        raise StorageError(f"{target}: {error.strerror or error}") from error


def _linked(file: Path, source: Path) -> bool:
    return any(part.is_symlink() for part in (file, *file.parents) if part.is_relative_to(source) and part != source)
