"""The annex of a sealed run: verified, judged again with the policy sealed in it, and drawn for its reader."""

from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from analyzer import storage
from analyzer.evidence import runs
from analyzer.evidence.beside import standing
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.inputs import POLICY
from analyzer.evidence.opening import unpacked
from analyzer.evidence.sealing import BUNDLE
from analyzer.evidence.verifying import Checked, Digest
from analyzer.judging import judge, walks_of
from analyzer.reports import annex
from analyzer.reports.annex import Addressee, Cover
from analyzer.reports.annex.sealed import Act, Sealed, Signature, TimeStamp
from analyzer.reports.redacted import redacted
from analyzer.scoring import policy as policies


@dataclass(frozen=True)
class Drawn:
    """An annex to be printed: its page, and the moment that stands in it, that of the refusal on the page's clock.

    ``unchecked`` are the lines of what nobody can vouch for in the bundle; the annex itself is judged anew.
    """

    html: str
    made: datetime
    unchecked: tuple[str, ...] = ()


def drawn(path: Path, addressee: Addressee, cover: Cover) -> Drawn:
    """Draw the annex of a bundle, or of a run's folder; the bundle in the folder is taken where there is one.

    What stands beside the bundle is told, and only if it is about these bytes.

    Raises
    ------
    InputError
        If there is no walk, or one is damaged.
    TamperedError
        If the bundle was changed, its score or report are not what its walks give, or what stands beside it is about
        other bytes.
    """
    path = path / BUNDLE if (path / BUNDLE).is_file() else path
    with ExitStack() as stack:
        folder, sealed = path, Sealed()
        unchecked: tuple[str, ...] = ()
        if path.is_file():
            found, folder = stack.enter_context(unpacked(path))
            sealed = _sealed(path, found)
            derivation = derive_again(folder)
            derivation.check(path)
            unchecked = tuple(f"{path}: {line}" for line in derivation.unchecked)
        else:
            runs.check(path)
        kept = folder / POLICY
        report = judge(folder, policies.load(kept) if kept.is_file() else policies.newest())
        walks = {name: one.walk for name, one in walks_of(folder).items()}
        html = annex.render(
            report, walks, lambda file: storage.read_file(folder / file), sealed, addressee,
            cover=cover, redacted=redacted(folder),
        )  # fmt: skip
    first = walks.get("refuse") or next(iter(walks.values()))
    return Drawn(html, datetime.fromisoformat(first.environment.clock), unchecked)


def _sealed(path: Path, found: Checked) -> Sealed:
    acts = tuple(Act(line.number, line.done, line.by, line.at or "", line.previous) for line in found.custody)
    beside = standing(path)
    return Sealed(
        path.name,
        Digest(path).result(),
        acts,
        Signature(beside.signature.fingerprint, beside.signature.public) if beside.signature else None,
        TimeStamp(beside.time_stamp.at, beside.time_stamp.authority) if beside.time_stamp else None,
    )
