"""Whether the walks that somebody judges are still those of the run in whose folder they lie.

A score made from a walk that was edited would look like the run's own. So whatever reads a run's folder asks here
first, as a bundle is verified before it is read; walks that belong to no finished run are taken as they are.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from analyzer import stamping
from analyzer.errors import TamperedError
from analyzer.evidence.names import visible
from analyzer.evidence.opening import unpacked
from analyzer.judging import COUNTERFACTUAL, SCORE, WALKS

REMEDY = "run it again, or get it again from whoever keeps it"


@contextmanager
def run_of(path: Path) -> Iterator[Path]:
    """Give the folder of a run: what ``path`` is or, if it is a bundle, what it holds while the block lasts.

    Raises
    ------
    AnalyzerError
        As for ``opening.unpacked`` and, where it is a folder, for ``check``.
    """
    if not path.is_file():
        check(path)
        yield path
        return
    with unpacked(path) as (_, folder):
        yield folder


def check(path: Path) -> None:
    """Refuse a run's folder, or the folder of walks inside one, of which a file is not what the run left.

    Raises
    ------
    TamperedError
        If a file was changed, removed, or put beside the walks.
    InputError
        If ``run.json`` is not one of this version, or a file cannot be read.
    """
    for change in changes(path):
        raise TamperedError(f"{visible(str(path / change.file))}: {change.how}; {REMEDY}")


def changes(path: Path) -> Iterator[stamping.Change]:
    """Yield what is no longer what the run left, by its path in ``path``; nothing of walks that belong to no run.

    Raises
    ------
    InputError
        As for ``check``.
    """
    for run, below in _runs(path.resolve()):
        if (run / stamping.FILE).is_file():
            for change in stamping.changed(run, below):
                yield stamping.Change(change.file.removeprefix(below), change.how)
            return
    if left := next((name for name in (SCORE, stamping.REPORT) if (path / name).is_file()), ""):
        yield stamping.Change(
            stamping.FILE, f"is missing: nothing says whether the walks are those of {left} beside it"
        )


def _runs(path: Path) -> Iterator[tuple[Path, str]]:
    """Yield each folder that may be the run to which a folder belongs, and where in that one it lies."""
    yield path, ""
    if path.name == COUNTERFACTUAL:
        yield path.parent, f"{COUNTERFACTUAL}/"
    if path.parent.name == WALKS:
        inside = f"{WALKS}/{path.name}/"
        yield path.parent.parent, inside
        if path.parent.parent.name == COUNTERFACTUAL:
            yield path.parent.parent.parent, f"{COUNTERFACTUAL}/{inside}"
