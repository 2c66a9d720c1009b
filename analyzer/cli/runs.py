"""Which runs a command is given: what each path stands for."""

from collections.abc import Iterator
from pathlib import Path

from analyzer.evidence.sealing import BUNDLE
from analyzer.judging import UNPACKED, WALKS


def runs_in(named: tuple[Path, ...]) -> list[Path]:
    """Return runs as they are, and in place of a folder of runs those in it, by name; what is unfinished is none.

    A folder with nothing but a bundle in it is a run, too, and a folder of zips stands for those: beside runs they are
    what somebody made of them. An unzipped bundle is no folder of runs: it stays as it is, for whoever reads it to say
    what to give instead.
    """
    found = []
    for folder in named:
        alone = (folder / WALKS).is_dir() or (folder / UNPACKED / WALKS).is_dir() or folder.is_file()
        inner = [] if alone else sorted(path for path in folder.glob("*") if path.suffix not in _UNFINISHED)
        runs = [run for path in inner for run in _run_in(path)]
        found += runs or [path for path in inner if path.suffix.lower() == Path(BUNDLE).suffix] or [folder]
    return found


_UNFINISHED = {".incomplete", ".former"}


def _run_in(folder: Path) -> Iterator[Path]:
    """Yield the run that a folder is, or the bundle that it holds alone."""
    if (folder / WALKS).is_dir():
        yield folder
    elif (folder / BUNDLE).is_file():
        yield folder / BUNDLE
