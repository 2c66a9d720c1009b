"""What a finished run was made from, so that a later one knows whether it would come to the same.

``run.json`` is written into a run's folder as its last file. It names the hashes of everything that went in and of
every file that came out: a run counts as finished only where both still hold.
"""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Literal

import msgspec

from analyzer import canonical, mocks, storage
from analyzer.errors import InputError
from analyzer.flows import Flow
from analyzer.model import Report
from analyzer.model.record import Record
from analyzer.model.report import Sha256

FILE = "run.json"
REPORT = "report.json"

JUDGED = ("walks/", "counterfactual/")
"""Where in a run's folder the walks lie: a file that somebody adds there is judged, or exported, with them."""


class Browser(Record, frozen=True, kw_only=True):
    """What of this machine may move a pixel or a word: the browser, its build and driver, and the fonts."""

    version: str
    build: str
    driver: str
    fonts: str


class Part(Record, frozen=True, kw_only=True):
    """A flow that was walked: in which language, and the hashes of its folder and of its mock site's."""

    flow: str
    language: str
    folder: Sha256
    site: dict[str, Sha256]


class Stamp(Record, frozen=True, kw_only=True):
    """All that goes into a run. ``parts`` are the flow and, where it has one, its counterfactual.

    ``code`` is the hash of the tool's own files: between two versions it changes without a new number.
    """

    parts: tuple[Part, ...]
    policy: Sha256
    tool: str
    code: Sha256
    browser: Browser


class Finished(Record, frozen=True, kw_only=True):
    """The content of ``run.json``: what went in, and the hash of every other file of the run, by its path."""

    format: Literal["optout-run-1"]
    stamp: Stamp
    files: dict[str, Sha256]

    def holds(self, name: str, data: bytes) -> bool:
        """Return whether a file of the run has this content."""
        return self.files.get(name) == canonical.sha256(data)


@dataclass(frozen=True)
class Change:
    """A file of a run that is no longer what the run left, by its path in the run's folder, and in what way."""

    file: str
    how: str


LINKED = "is a link, and a run holds files only: what it leads to can change"


def stamp(parts: Iterable[tuple[Flow, str]], policy: str, browser: Browser) -> Stamp:
    """Return what a run of these flows, each in its language, is made from; ``policy`` is the hash of its file.

    Raises
    ------
    InputError
        If a file cannot be read.
    """
    return Stamp(
        parts=tuple(_part(flow, language) for flow, language in parts),
        policy=policy,
        tool=version("optout"),
        code=code(),
        browser=browser,
    )


def finish(folder: Path, made: Stamp) -> None:
    """Write ``run.json``; whatever is in ``folder`` now belongs to the run.

    Raises
    ------
    StorageError
        If it cannot be written.
    """
    finished = Finished(format="optout-run-1", stamp=made, files=contents(folder))
    storage.write_file(folder / FILE, canonical.text(finished))


def add(folder: Path, names: Iterable[str]) -> None:
    """Let files that were written since belong to the run in ``folder``, too.

    Raises
    ------
    InputError
        If ``run.json`` is missing or not one of this version, or a file cannot be read.
    StorageError
        If it cannot be written.
    """
    said = read(folder)
    files = said.files | {name: _hash(folder / name) for name in names}
    storage.write_file(folder / FILE, canonical.text(msgspec.structs.replace(said, files=files)))


def finished(folder: Path) -> Stamp | None:
    """Return what the run in ``folder`` was made from, or null where there is no finished one, unchanged since.

    Files beside those of the run, as a seal puts there, are nobody's business here.
    """
    try:
        said = read(folder)
        whole = next(changed(folder), None) is None
    except InputError:
        return None
    return said.stamp if whole and REPORT in said.files else None


def changed(folder: Path, below: str = "") -> Iterator[Change]:
    """Yield what of the run in ``folder`` is no longer what the run left: changed, missing, or put beside its walks.

    With ``below``, a path in it that ends in a slash, only what lies there.

    Raises
    ------
    InputError
        If ``run.json`` is missing or not one of this version, or a file that is there cannot be read.
    """
    said = read(folder)
    for name, sha256 in said.files.items():
        if not name.startswith(below):
            continue
        if how := _wrong(folder, name, sha256):
            yield Change(name, how)
    for place in JUDGED:
        if place.startswith(below) or below.startswith(place):
            for name in (place + file for file in _files(folder / place)):
                if name.startswith(below) and name not in said.files:
                    yield Change(name, f"was put there after the run: {FILE} does not name it")


def _wrong(folder: Path, name: str, sha256: str) -> str:
    """Return in what way a file is no longer what the run left, "" where it is."""
    if not _inside(name):
        return f"{FILE} names it, and it lies outside of the run"
    if not os.path.lexists(folder / name):
        return f"is missing: {FILE} names it"
    if is_linked(folder, name):
        return LINKED
    return "" if _hash(folder / name) == sha256 else f"is not what the run left: its SHA-256 is not the one in {FILE}"


def is_linked(folder: Path, name: str) -> bool:
    """Return whether a file of the run in ``folder`` is a link, or lies behind one: another day it is another file."""
    place = folder / name
    return any(part.is_symlink() for part in (place, *place.parents[: name.count("/")]))


def read(folder: Path) -> Finished:
    """Return what the run in ``folder`` says that it was made from and left, its files unchecked.

    Raises
    ------
    InputError
        If ``run.json`` is missing or not one of this version.
    """
    return decoded(storage.read_file(folder / FILE), str(folder / FILE))


def decoded(data: bytes, where: str) -> Finished:
    """Return what a ``run.json`` says, which was read ``where``.

    Raises
    ------
    InputError
        If it is not one of this version.
    """
    try:
        return msgspec.json.decode(data, type=Finished)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{where}: is not a run of this version: {' '.join(str(error).split())}") from error


def report(folder: Path) -> Report:
    """Return the report of a finished run.

    Raises
    ------
    InputError
        If it is not a report of this version.
    """
    return decoded_report(storage.read_file(folder / REPORT), str(folder / REPORT))


def decoded_report(data: bytes, where: str) -> Report:
    """Return the report that was read ``where``.

    Raises
    ------
    InputError
        If it is not one of this version.
    """
    try:
        return msgspec.json.decode(data, type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{where}: is not a report of this version: {' '.join(str(error).split())}") from error


def contents(folder: Path, without: Iterable[str] = ()) -> dict[str, str]:
    """Return the hash of every file below ``folder`` by its path, whatever its times and modes are.

    What begins with a dot, and what Python keeps for itself, is left out, and so are the folders named in ``without``.
    A link counts as what it leads to; one to a folder counts as where it leads, because the walk of a folder does not
    follow it.

    Raises
    ------
    InputError
        If a file cannot be read.
    """
    return {
        name: _hash(path) if _counts(path) else canonical.sha256(os.fsencode(path.readlink()))
        for name, path in _files(folder, without).items()
    }


@cache
def code() -> str:
    """Return the hash of the tool's own files, as a stamp names it."""
    return _whole(contents(Path(__file__).parent, without=("shipped",)))


def _part(flow: Flow, language: str) -> Part:
    shown = flow.site
    folders = mocks.folders_of(shown.name) if shown.kind == "mock" and shown.files is None else ()
    return Part(
        flow=flow.name,
        language=language,
        folder=_whole(contents(flow.folder)),
        site={folder.name: _whole(contents(folder)) for folder in folders},
    )


def _whole(files: Mapping[str, str]) -> str:
    return canonical.sha256(canonical.line(files))


def _named(path: Path, folder: Path) -> str:
    # A name that is no text would be no JSON either.
    return path.relative_to(folder).as_posix().encode(errors="backslashreplace").decode()


def _files(folder: Path, without: Iterable[str] = ()) -> dict[str, Path]:
    """Return every file below ``folder`` by its path there; see ``contents``."""
    found = {}
    for place, inner, files in os.walk(folder):
        inner[:] = sorted(name for name in inner if not name.startswith((".", "__")) and name not in without)
        for path in (Path(place) / name for name in (*inner, *files)):
            if _counts(path) or path.is_symlink():
                found[_named(path, folder)] = path
    return found


def _counts(path: Path) -> bool:
    return path.is_file() and not path.name.startswith(".")


def _inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and "\0" not in name


def _hash(path: Path) -> str:
    return storage.hash_of(path)
