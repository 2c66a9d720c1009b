"""A finished run's folder becomes ``bundle.zip``, and what may stand beside it.

What goes in is what ``run.json`` names, each file compared with the hash it has there while it is copied, and what
sealing adds: the environment of the walks, the custody log, and the bag's own five files. No time of now, no name of
this machine: the same run sealed by the same version is the same bytes.
"""

import contextlib
import filecmp
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

import msgspec

from analyzer import canonical, stamping, storage
from analyzer.errors import AnalyzerError, InputError, StorageError
from analyzer.evidence import bag, claims, custody, redaction, signing, stamps
from analyzer.evidence.archive import CHUNK, Writer
from analyzer.evidence.reading import written
from analyzer.evidence.readme import README
from analyzer.model import Walk

BUNDLE = "bundle.zip"
SIGNATURE, TIME_STAMP = f"{BUNDLE}.sig", f"{BUNDLE}.tsr"
FILES = frozenset(name + end for name in (BUNDLE, SIGNATURE, TIME_STAMP) for end in ("", ".partial"))
"""What sealing may leave in a run's folder; an interrupted one leaves what ends in ``.partial``."""

_TURN = 0.0002
"""Seconds that a thread waits for its turn while another judges; 0.005 unless said."""


@dataclass(frozen=True)
class Marks:
    """What is to stand beside a bundle: a signature with the key in this file, a time stamp from this address."""

    key: Path | None = None
    tsa: str | None = None

    def __bool__(self) -> bool:
        return self.key is not None or self.tsa is not None

    def check(self) -> None:
        """Refuse what cannot work, before a run takes minutes.

        Raises
        ------
        InputError
            If the key cannot be used, or the address is none.
        """
        if self.key is not None:
            signing.load(self.key)
        if self.tsa is not None:
            stamps.check(self.tsa)


@dataclass(frozen=True)
class Sealed:
    """A bundle that was written, and the SHA-256 of its bytes."""

    bundle: Path
    sha256: str


def seal(folder: Path, marks: Marks | None = None) -> Path:
    """Seal the finished run in ``folder`` and return the path of the bundle; see ``seal_while``."""
    return seal_while(_nothing, folder, marks or Marks()).bundle


def seal_while(judging: Callable[[], None], folder: Path, marks: Marks) -> Sealed:
    """Seal the finished run in ``folder``; while it is packed, do ``judging``, and seal nothing if that raises.

    A signature or time stamp that stands there already is kept where the bundle's bytes come out the same, and removed
    where they do not: it would be one of another bundle.

    Raises
    ------
    InputError
        If there is no finished run, a file of it was changed since, or the key or the authority are of no use; the
        bundle that was there before is untouched.
    StorageError
        If something could not be written.
    """
    marks.check()
    bundle = folder / BUNDLE
    made = {name: folder / f"{name}.partial" for name in (BUNDLE, SIGNATURE, TIME_STAMP)}
    try:
        with _working(partial(_pack, folder, made[BUNDLE])) as packed:
            contradicted = _raised(judging)
        # What was changed comes before what does not follow from it: who is told of the latter looks in another file.
        sha256 = packed.result()
        if contradicted:
            raise contradicted
        if marks.key is not None:
            made[SIGNATURE].write_bytes(signing.signature(made[BUNDLE], signing.load(marks.key)))
        if marks.tsa is not None:
            made[TIME_STAMP].write_bytes(stamps.fetch(made[BUNDLE], marks.tsa))
        stale = [mark for mark in (folder / SIGNATURE, folder / TIME_STAMP) if mark.exists()]
        if stale and not (bundle.is_file() and filecmp.cmp(made[BUNDLE], bundle, shallow=False)):
            for mark in stale:
                mark.unlink()
        for name, unfinished in made.items():
            if unfinished.exists():
                unfinished.replace(folder / name)
    except OSError as error:
        raise StorageError(f"{bundle}: cannot be written: {error.strerror}; free space, then seal again") from error
    finally:
        for unfinished in made.values():
            with contextlib.suppress(OSError):
                unfinished.unlink(missing_ok=True)
    return Sealed(bundle, sha256)


def _nothing() -> None: ...


def _raised(judging: Callable[[], None]) -> AnalyzerError | None:
    try:
        judging()
    except AnalyzerError as error:
        return error
    return None


@contextlib.contextmanager
def _working(work: Callable[[], str]) -> Iterator[Future[str]]:
    """Do ``work`` in a thread of its own while the block lasts; it has ended when the block has."""
    interval = sys.getswitchinterval()
    try:
        # Who reads, hashes and writes lets the interpreter go at each step, and would wait this long to get it back.
        sys.setswitchinterval(_TURN)
        with ThreadPoolExecutor(1) as beside:
            yield beside.submit(work)
    finally:
        sys.setswitchinterval(interval)


def labels(folder: Path, sizes: Mapping[str, int], by: str) -> dict[str, bytes]:
    """Return the files of a bundle that describe the run in ``folder``, by their names there, as ``by`` sealed it.

    ``sizes`` are those of the files of the payload, by their path in it.

    Raises
    ------
    InputError
        If the run is not whole enough to be described.
    """
    run, _ = _run(folder)
    walks = _walks(folder, run)
    return {
        bag.INFO: _info(folder, run, walks, sizes, by),
        bag.README: README,
        bag.PAYLOAD + claims.ENVIRONMENT: _environment(run, walks),
    }


def _pack(folder: Path, file: Path) -> str:
    """Write the bundle of the run in ``folder`` to ``file`` and return its SHA-256."""
    run, raw = _run(folder)
    walks = _walks(folder, run)
    added = _added(folder, run, raw, walks)
    sizes = {name: len(data) for name, data in added.items()} | {name: _size(folder / name) for name in run.files}
    names = sorted(sizes, key=str.encode)
    hashes: dict[str, str] = {}
    info = _info(folder, run, walks, sizes, agent())
    tags = {bag.README: README, bag.INFO: info, bag.BAGIT: bag.DECLARATION}
    with file.open("wb") as out:
        zipped = Writer(out)
        tagged = {name: zipped.add(name, len(data), [data]) for name, data in sorted(tags.items())}
        for name in names:
            chunks = [added[name]] if name in added else _chunks(folder / name)
            hashes[bag.PAYLOAD + name] = zipped.add(bag.PAYLOAD + name, sizes[name], chunks)
            if name in run.files and hashes[bag.PAYLOAD + name] != run.files[name]:
                raise _changed(folder / name)
        for name, listed in ((bag.MANIFEST, hashes), (bag.TAG_MANIFEST, tagged)):
            data = bag.manifest(listed)
            tagged[name] = zipped.add(name, len(data), [data])
        zipped.close()
        out.flush()
        os.fsync(out.fileno())
    _agree(folder, file, zipped, hashes | tagged)
    return storage.hash_of(file)


def _changed(file: Path) -> InputError:
    return InputError(f"{file}: was changed after the run: its SHA-256 is not the one in {stamping.FILE}")


def _agree(folder: Path, file: Path, zipped: Writer, hashes: Mapping[str, str]) -> None:
    """Refuse to seal what would not hold: files of a run that contradict one another."""
    with file.open("rb") as packed:
        bundle = written(packed, zipped.entries, hashes)
        for fault in claims.faults(bundle):
            raise InputError(f"{folder}: would not hold: {fault}; run it again")


def _run(folder: Path) -> tuple[stamping.Finished, bytes]:
    """Return the run in ``folder`` and the bytes of its ``run.json``."""
    file = folder / stamping.FILE
    if not file.is_file():
        what = "holds no finished run" if folder.is_dir() else "no such folder"
        raise InputError(f"{folder}: {what}; optout run FLOW -o OUT makes one")
    raw = storage.read_file(file)
    try:
        run = msgspec.json.decode(raw, type=stamping.Finished)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputError(f"{file}: is not a run of this version: {' '.join(str(error).split())}") from error
    for needed in (claims.REPORT, claims.POLICY):
        if needed not in run.files:
            raise InputError(
                f"{file}: names no {needed}: the run is unfinished, or of an earlier version; run it again"
            )
    if not run.stamp.parts:
        raise InputError(f"{file}: stamp.parts: at least one flow is expected")
    for name in run.files:
        if stamping.is_linked(folder, name):
            raise InputError(f"{folder / name}: {stamping.LINKED}; put the file itself there, or run it again")
        if name in claims.ADDED or not (folder / name).resolve().is_relative_to(folder.resolve()):
            raise InputError(f"{file}: names {name!r}, which is no file of a run")
    return run, raw


def _walks(folder: Path, run: stamping.Finished) -> dict[str, Walk]:
    """Return the walks of a run by the folder they lie in, the run's own first and its refusal before others."""
    walks = {}
    for name in run.files:
        place, _, file = name.rpartition("/")
        if file == storage.WALK_FILE:
            # Before it is read: an edited walk names other exhibits, and they would be blamed.
            if storage.hash_of(folder / name) != run.files[name]:
                raise _changed(folder / name)
            walks[place] = storage.read_walk(folder / place).walk
    if not walks:
        raise InputError(f"{folder / stamping.FILE}: names no walk")
    return dict(sorted(walks.items(), key=lambda one: (one[0].count("/"), one[1].route != "refuse", one[0])))


def _added(folder: Path, run: stamping.Finished, raw: bytes, walks: Mapping[str, Walk]) -> dict[str, bytes]:
    """Return what the payload holds beside the files that ``run.json`` names."""
    environment = _environment(run, walks)
    clock = _first(walks).environment.clock
    log = custody.appended(b"", "recorded", f"optout {run.stamp.tool}", clock, {claims.RUN: canonical.sha256(raw)})
    if redaction.FILE in run.files:
        log = redaction.custody(folder, {claims.RUN: canonical.sha256(raw), **_named(run, redaction.FILES)})
    log = custody.appended(log, "sealed", agent(), None, {claims.ENVIRONMENT: canonical.sha256(environment)})
    return {stamping.FILE: raw, claims.ENVIRONMENT: environment, custody.FILE: log}


def _environment(run: stamping.Finished, walks: Mapping[str, Walk]) -> bytes:
    return canonical.text(
        {
            "format": "optout-environment-1",
            "tool": run.stamp.tool,
            "browser": run.stamp.browser,
            "walks": {place: walk.environment for place, walk in walks.items()},
        }
    )


def _named(run: stamping.Finished, names: Iterable[str]) -> dict[str, str]:
    return {name: run.files[name] for name in names if name in run.files}


def _info(folder: Path, run: stamping.Finished, walks: Mapping[str, Walk], sizes: Mapping[str, int], by: str) -> bytes:
    walk, part = _first(walks), run.stamp.parts[0]
    derived = [("Derived-From", redaction.parent(folder))] if redaction.FILE in run.files else []
    return bag.info(
        [
            ("External-Identifier", f"{part.flow} {part.language}"),
            ("External-Description", walk.flow.title),
            ("Page-Clock", walk.environment.clock),
            (bag.AGENT, by),
            ("Origin", walk.flow.site.kind),
            *derived,
            ("Payload-Oxum", f"{sum(sizes.values())}.{len(sizes)}"),
        ]
    )


def _first(walks: Mapping[str, Walk]) -> Walk:
    return next(iter(walks.values()))


def agent() -> str:
    """Return what seals, as a bundle names it."""
    return f"optout {version('optout')}"


def _size(path: Path) -> int:
    try:
        seen = path.stat()
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror}; {stamping.FILE} names it") from error
    if not stat.S_ISREG(seen.st_mode):
        raise InputError(f"{path}: is no ordinary file; {stamping.FILE} names it")
    return seen.st_size


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk
