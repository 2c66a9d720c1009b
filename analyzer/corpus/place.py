"""Where runs are put and found by many machines: a folder that they share, or an address that ``fsspec`` knows.

A run is there as a whole or not at all. A folder is moved into place; where nothing can be moved, as in an object
store, ``run.json`` is written last and taken away first: it names the hash of every file, and without it there is no
run. Two workers that put the same run there at once write the same bytes.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analyzer import pipeline, stamping, storage
from analyzer.errors import AnalyzerError, InputError, StorageError
from analyzer.model import Report
from analyzer.stamping import Stamp

_TRIED = ".optout"
"""An empty file that is put and taken away, to see whether that works."""


def is_address(named: str) -> bool:
    """Return whether something is named by an address, such as ``s3://bucket/flows``, and not by a path."""
    return "://" in named


@dataclass(frozen=True)
class Place:
    """A folder that holds one folder a run; ``url`` is a path, the same on every machine, or an address."""

    url: str

    def kept(self, name: str, stamp: Stamp, pages: Iterable[str] = ()) -> Report | None:
        """Return the report of a run, if it is there, with these pages, and was made from the same.

        Raises
        ------
        StorageError
            If the place cannot be reached.
        """
        if not is_address(self.url):
            folder = Path(self.url, name)
            same = stamping.finished(folder) == stamp and stamping.read(folder).files.keys() >= set(pages)
            return stamping.report(folder) if same else None
        with _reaching(self.url) as (files, root):
            try:
                told = {file: files.cat_file(f"{root}/{name}/{file}") for file in (stamping.FILE, stamping.REPORT)}
            except FileNotFoundError:
                return None
        try:
            made = stamping.decoded(told[stamping.FILE], f"{self.url}/{name}/{stamping.FILE}")
            there = made.files.keys() >= set(pages)
            whole = there and made.stamp == stamp and made.holds(stamping.REPORT, told[stamping.REPORT])
            return stamping.decoded_report(told[stamping.REPORT], f"{self.url}/{name}") if whole else None
        except InputError:
            return None  # of another version: walking it replaces it

    def put(self, folder: Path, name: str) -> frozenset[str]:
        """Put a run's folder here, in the place of an earlier one of that name.

        Returns
        -------
        frozenset[str]
            The files, relative to the folder, that lay there and do no more.

        Raises
        ------
        InputError
            If something lies there that no run put there: it would be deleted.
        StorageError
            If that does not work.
        """
        if not is_address(self.url):
            lies = Path(self.url, name)
            pipeline.unforeign(lies, [path.name for path in lies.iterdir()] if lies.is_dir() else [])
            former = _files_of(lies)
            with storage.replacing(lies) as fresh:
                _copied(folder, fresh)
            return former - _files_of(lies)
        with _reaching(self.url) as (files, root):
            target = f"{root}/{name}"
            before = {path.removeprefix(f"{target}/") for path in files.find(target)}
            pipeline.unforeign(f"{self.url}/{name}", {path.partition("/")[0] for path in before})
            if stamping.FILE in before:
                files.rm_file(f"{target}/{stamping.FILE}")
            now = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
            first = [path for path in now if path != stamping.FILE]
            files.put([str(folder / path) for path in first], [f"{target}/{path}" for path in first])
            if gone := sorted(before - set(now) - {stamping.FILE}):
                files.rm([f"{target}/{path}" for path in gone])
            if len(first) < len(now):
                files.put_file(str(folder / stamping.FILE), f"{target}/{stamping.FILE}")
            return frozenset(gone)

    def check(self) -> None:
        """Make sure that something can be put here, before somebody walks for hours.

        Raises
        ------
        StorageError
            If it cannot.
        """
        if not is_address(self.url):
            return  # a worker makes the folder, and says at once if it cannot
        with _reaching(self.url) as (files, root):
            files.pipe_file(f"{root}/{_TRIED}", b"")
            files.rm_file(f"{root}/{_TRIED}")

    def holds(self, name: str) -> bool:
        """Return whether a folder of this name is here.

        Raises
        ------
        StorageError
            If the place cannot be reached.
        """
        if not is_address(self.url):
            return Path(self.url, name).is_dir()
        with _reaching(self.url) as (files, root):
            return bool(files.find(f"{root}/{name}", maxdepth=None))


def bring(url: str, folder: Path) -> None:
    """Copy what is below an address into a folder that does not exist yet.

    Raises
    ------
    InputError
        If there is nothing.
    StorageError
        If it cannot be reached.
    """
    with _reaching(url) as (files, root):
        found = files.find(root)
        inside = {path: folder / path.removeprefix(root).lstrip("/") for path in found if path != root}
        if not inside:
            raise InputError(f"{url}: nothing is there")
        for target in inside.values():
            if not target.resolve().is_relative_to(folder.resolve()):
                raise InputError(f"{url}: holds a name that leads out of it")
            target.parent.mkdir(parents=True, exist_ok=True)
        files.get(list(inside), [str(target) for target in inside.values()])


@contextmanager
def brought(named: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Mapping[Path, str]]]:
    """Give names of flows with what lies at an address brought here while the block lasts, and where it came from.

    Raises
    ------
    AnalyzerError
        As for ``bring``.
    """
    with TemporaryDirectory(prefix="optout-") as place:
        # What is brought keeps the last part of its name: a flow's id is that of its folder.
        folders = {
            name: Path(place, str(number), name.rstrip("/").rpartition("/")[2])
            for number, name in enumerate(named)
            if is_address(name)
        }
        for name, folder in folders.items():
            bring(name, folder)
        yield (
            tuple(str(folders.get(name, name)) for name in named),
            {folder: name.rstrip("/") for name, folder in folders.items()},
        )


def _files_of(folder: Path) -> frozenset[str]:
    return frozenset(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _copied(folder: Path, target: Path) -> None:
    try:
        shutil.copytree(folder, target, dirs_exist_ok=True)
    except (OSError, shutil.Error) as error:
        raise StorageError(f"{target}: cannot be written: {' '.join(str(error).split())}") from error


@contextmanager
def _reaching(url: str) -> Iterator[tuple[Any, str]]:
    """Give what reaches the files at an address, and the path that they have there."""
    try:
        fsspec = import_module("fsspec.core")
        # A listing that was kept would not know of what other machines put there.
        files, root = fsspec.url_to_fs(url, use_listings_cache=False)
        yield files, root.rstrip("/")
    except AnalyzerError:
        raise
    except ImportError as error:
        if error.name == "fsspec":
            raise InputError(f"{url}: fsspec is missing; in the clone: pip install -e '.[cluster]'") from error
        raise InputError(f"{url}: {error}; it is what reaches such addresses") from error
    except Exception as error:  # every store has errors of its own
        why = " ".join(str(error).split()) or type(error).__name__
        raise StorageError(f"{url}: cannot be reached: {why}") from error
