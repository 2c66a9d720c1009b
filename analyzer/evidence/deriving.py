"""A bundle without what is somebody's: redacted, judged anew, and sealed as a derivative that names its parent."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from analyzer import canonical, stamping, storage
from analyzer.errors import InputError, StorageError
from analyzer.evidence import custody, redaction
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.inputs import POLICY
from analyzer.evidence.opening import unpacked
from analyzer.evidence.redacting import Region, redact
from analyzer.evidence.redaction import Painted, Redaction
from analyzer.evidence.sealing import Marks, seal
from analyzer.judging import Scored, judge
from analyzer.model import Report
from analyzer.reports.writing import REPORTS
from analyzer.scoring import policy as policies


@dataclass(frozen=True)
class Derived:
    """What came of redacting: what the new bundle says of itself, and its report beside that of its parent.

    ``absent`` are the numbers of the chosen values that occur nowhere, ``differs`` the files of the parent that do not
    follow from its own walks.
    """

    redaction: Redaction
    before: Report
    after: Report
    absent: tuple[int, ...]
    differs: tuple[str, ...]


def derive(bundle: Path, target: Path, chosen: Sequence[str], regions: Sequence[Region], marks: Marks) -> Derived:
    """Write to ``target`` the bundle ``bundle`` without what is somebody's; see ``redact``.

    Raises
    ------
    InputError
        If it is not a bundle, or something cannot be removed.
    TamperedError
        If the bundle was changed since it was sealed.
    StorageError
        If the new one cannot be written.
    """
    if target.resolve() == bundle.resolve():
        raise InputError(f"{target}: is the original; it is kept as it is, choose another -o")
    marks.check()
    with unpacked(bundle) as (_, parent), tempfile.TemporaryDirectory(prefix="optout-") as place:
        if target.suffix.lower() != ".zip":
            raise InputError(f"{target}: a bundle is a .zip file; name it so")
        if (parent / redaction.FILE).is_file():
            raise InputError(f"{bundle}: is redacted already; redact its parent, with what else is to go")
        folder = Path(place) / "run"
        made = stamping.read(parent).stamp
        policy = policies.load(str(parent / POLICY))
        removed = redact(parent, folder, chosen, regions)
        said = Redaction(
            format="optout-redaction-1",
            parent=storage.hash_of(bundle),
            removed={str(kind): count for kind, count in removed.values.items()},
            places=removed.places,
            absent=len(removed.absent),
            chosen=tuple(_painted(one) for one in regions),
        )
        again = derive_again(parent)
        before, after = stamping.report(parent), judge(folder, policy)
        storage.write_file(folder / POLICY, storage.read_file(parent / POLICY))
        storage.write_file(folder / redaction.FILE, canonical.text(said))
        storage.write_file(folder / redaction.PARENT_CUSTODY, storage.read_file(parent / custody.FILE))
        storage.write_file(folder / "score.json", canonical.line(Scored.of(after).printed()))
        for name, written in REPORTS.items():
            if (parent / name).is_file():
                storage.write_file(folder / name, written(after, folder))
        stamping.finish(folder, made)
        made_bundle = seal(folder, marks)
        if target.exists() and storage.hash_of(target) != storage.hash_of(made_bundle):
            raise InputError(f"{target}: is there already; remove it, or choose another -o")
        _deliver([one for one in (made_bundle, *_beside(made_bundle)) if one.is_file()], made_bundle, target)
    return Derived(said, before, after, removed.absent, tuple(fault.place for fault in again.faults))


def _painted(region: Region) -> Painted:
    box = region.box
    return Painted(place=region.place, screen=region.screen, x=box.x, y=box.y, width=box.width, height=box.height)


def _beside(bundle: Path) -> tuple[Path, ...]:
    return tuple(bundle.with_name(f"{bundle.name}{end}") for end in (".sig", ".tsr"))


def _deliver(files: Sequence[Path], bundle: Path, target: Path) -> None:
    """Put the bundle at ``target``, and what stands beside it beside that; each whole or not at all."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        # What stands beside an earlier bundle of this name is about other bytes.
        for stale in _beside(target):
            stale.unlink(missing_ok=True)
        for file in files:
            there = target.with_name(target.name + file.name.removeprefix(bundle.name))
            partial = there.with_name(f"{there.name}.partial")
            shutil.copyfile(file, partial)
            partial.replace(there)
    except OSError as error:
        for file in files:
            partial = target.with_name(f"{target.name}{file.name.removeprefix(bundle.name)}.partial")
            partial.unlink(missing_ok=True)
        raise StorageError(f"{target}: cannot be written: {error.strerror}; free space or choose another -o") from error
