"""Bundles published together: an index, and beside it the report and the bundle of every run.

What stands in the index is read from the bundles, each verified first, and not from the files beside them: so a row,
the report that it leads to, and the bundle are of one piece.
"""

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from analyzer import canonical, storage
from analyzer.errors import InputError, StorageError
from analyzer.evidence import bag, redaction
from analyzer.evidence.names import folded, visible, wrong
from analyzer.evidence.sealing import BUNDLE, SIGNATURE, TIME_STAMP
from analyzer.evidence.verifying import Digest, checked
from analyzer.model import Report
from analyzer.reports import site
from analyzer.reports.site import Published
from analyzer.reports.writing import page

INDEX, DATA, SUMS, RUNS = "index.html", "site.json", "SHA256SUMS", "runs"
"""The files of a published folder, and the folder in it with one folder a run."""

FORMAT = "optout-site-1"

_JSON = "report.json"


def publish(runs: Mapping[str, Path], operators: Mapping[str, str], folder: Path, reader: str = "en") -> None:
    """Write the index of runs into ``folder``, whole or not at all, in place of an earlier one.

    Parameters
    ----------
    runs
        Name of a run -> its bundle.
    operators
        Id of a flow -> who operates its service; of others it is not known.
    folder
        New, empty, or one that was published before.
    reader
        Language of the index, an ISO 639-1 code; a run's page is in it where its bundle holds one.

    Raises
    ------
    InputError
        If ``folder`` holds what no index has, a file is no bundle, or two names would be one folder.
    TamperedError
        If a bundle was changed since it was sealed.
    StorageError
        If the disk refuses.
    """
    place = folder.resolve()
    _check_ours(place, folder)
    _check_names(runs)
    with storage.replacing(place, keep=False) as fresh:  # what is copied can be copied again
        published = [_published(name, bundle, operators, fresh, reader) for name, bundle in sorted(runs.items())]
        rows = site.rows(published)
        storage.write_file(fresh / INDEX, site.page(rows, reader).encode())
        storage.write_file(fresh / DATA, canonical.text({"format": FORMAT, "rows": rows}))
        sums = "".join(f"{Digest(fresh / name).result()}  {name}\n" for name in _files(fresh))
        storage.write_file(fresh / SUMS, sums.encode())


def _published(name: str, bundle: Path, operators: Mapping[str, str], fresh: Path, reader: str) -> Published:
    there = fresh / RUNS / name
    with checked(bundle) as found:
        shown = page(reader) if bag.PAYLOAD + page(reader) in found.bundle.members else page("en")
        members = {one: bag.PAYLOAD + one for one in (shown, _JSON)}
        if lacking := [one for one, member in members.items() if member not in found.bundle.members]:
            raise InputError(f"{bundle}: holds no {lacking[0]}; only the bundle of a finished run has one")
        for one, member in members.items():
            storage.write_file(there / one, b"".join(found.bundle.chunks(member)))
        redacted = bag.PAYLOAD + redaction.FILE in found.bundle.members
    report = _report(there / _JSON, bundle)
    beside = [(BUNDLE, bundle)]
    beside += [
        (mark, bundle.with_name(f"{bundle.name}{mark.removeprefix(BUNDLE)}")) for mark in (SIGNATURE, TIME_STAMP)
    ]
    copied = [(mark, file) for mark, file in beside if file.is_file()]
    for mark, file in copied:
        _copy(file, there / mark)
    return Published(
        run=name,
        operator=operators.get(report.flow.id, ""),
        report=report,
        files=tuple(f"{RUNS}/{name}/{one}" for one in (shown, _JSON, *(mark for mark, _ in copied))),
        sha256=Digest(there / BUNDLE).result(),
        redacted=redacted,
    )


def _report(file: Path, bundle: Path) -> Report:
    try:
        return msgspec.json.decode(storage.read_file(file), type=Report)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        why = visible(" ".join(str(error).split()))
        raise InputError(f"{bundle}: its report is not one of this version: {why}; run the flow again") from error


def _copy(source: Path, target: Path) -> None:
    try:
        shutil.copyfile(source, target)
    except OSError as error:
        raise StorageError(f"{target}: cannot be written: {error.strerror}") from error


def _files(folder: Path) -> Iterator[str]:
    """Yield the files below a folder by their paths, in order."""
    yield from sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir())


def _check_names(runs: Mapping[str, Path]) -> None:
    known: dict[str, str] = {}
    for name, bundle in runs.items():
        if why := wrong(name) or ("its name holds a folder" if "/" in name else ""):
            raise InputError(f"{visible(str(bundle))}: cannot be published: {why}; rename it")
        if (other := known.setdefault(folded(name), name)) != name:
            raise InputError(f"{name!r} and {other!r}: one folder where case does not count; rename one")


def _check_ours(place: Path, named: Path) -> None:
    """Refuse to replace what no index put there: a new one would delete it."""
    if not place.exists():
        return
    if not place.is_dir():
        raise InputError(f"{named}: is a file, not a folder; choose another -o")
    there = set(_files(place))
    if there and not _is_index(place):
        raise InputError(f"{named}: holds files, and no index that optout made; choose another -o, or empty it")
    listed = {line[66:] for line in _text(place / SUMS).splitlines()} | {SUMS}
    if foreign := sorted(there - listed):
        raise InputError(f"{named}: holds {foreign[0]!r}, which is not the index's; move it, or choose another -o")


def _is_index(place: Path) -> bool:
    try:
        read: Any = msgspec.json.decode(storage.read_file(place / DATA))
    except (InputError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    return isinstance(read, dict) and read.get("format") == FORMAT


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="replace") if file.is_file() else ""
