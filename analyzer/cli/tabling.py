"""``optout table``: many runs as tidy tables for research."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import click

from analyzer import storage
from analyzer.cli import options, tidy_up_seldom
from analyzer.cli.progress import counted
from analyzer.cli.runs import runs_in
from analyzer.errors import AnalyzerError, InputError
from analyzer.evidence.sealing import BUNDLE
from analyzer.evidence.stored import stored
from analyzer.reports.tidy.column import Case
from analyzer.reports.tidy.tables import KINDS, Rows, rows_of
from analyzer.reports.tidy.writing import ALL, ONE
from analyzer.scoring.policy import Policy

_AT_ONCE = 4
"""Runs that a process takes at a time."""


@click.command(name="table")
@click.argument("run", nargs=-1, required=True, metavar="OUT|RUN_DIR|BUNDLE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join((*ONE, *ALL))}.",
)  # fmt: skip
@click.option(
    "--rows", type=click.Choice(tuple(KINDS)), default="flow", show_default=True,
    help=f"What a row is, in {' and '.join(ONE)}; {' and '.join(ALL)} hold every kind.",
)  # fmt: skip
@options.policy
@options.workers
def table_command(run: tuple[Path, ...], file: Path, rows: str, policy: Policy, jobs: int) -> None:
    """Write runs as tidy tables: one row a flow, a step, a control or a finding, and a codebook of every column.

    A folder of runs stands for every finished run, or bundle, in it. All are judged with one policy, so that rows can
    be compared. One is read after the other, a bundle without unpacking it: memory does not grow with their number.
    In .csv an empty cell is no text or a missing value: the codebook says of each column which.
    .parquet needs pyarrow, .xlsx needs openpyxl: pip install -e '.[tables]' in the clone.
    """
    if file.suffix.lower() not in {*ONE, *ALL}:
        raise InputError(f"{file}: no table of kind {file.suffix!r}; there is {', '.join((*ONE, *ALL))}")
    named = _named(runs_in(run))
    names = [rows] if file.suffix.lower() in ONE else list(KINDS)
    with ExitStack() as stack:
        told = partial(_told, policy=policy, names=names)
        each: Iterable[Rows | _Failed] = map(told, named)
        if min(jobs, len(named)) > 1:
            # Started anew, not forked: a forked child would inherit what the parent has open.
            pool = stack.enter_context(get_context("spawn").Pool(min(jobs, len(named)), tidy_up_seldom))
            each = pool.imap(told, named, chunksize=_AT_ONCE)
        rows_of_runs = _whole(stack.enter_context(counted(len(named))).told(each))
        unfinished = stack.enter_context(storage.writing(file))
        if file.suffix.lower() in ONE:
            ONE[file.suffix.lower()](unfinished, KINDS[rows], rows_of_runs)
        else:
            ALL[file.suffix.lower()](unfinished, rows_of_runs)
    click.echo(file)


@dataclass(frozen=True)
class _Failed:
    """What stands in the way of the rows of a run."""

    error: AnalyzerError


def _told(named: tuple[str, Path], policy: Policy, names: Collection[str]) -> Rows | _Failed:
    name, path = named
    try:
        run = stored(path)
        walks = {route: gathered.walk for route, gathered in run.walks.items()}
        return rows_of(Case(name, run.judged(policy), walks), names)
    except AnalyzerError as error:
        return _Failed(error)


def _whole(each: Iterable[Rows | _Failed]) -> Iterator[Rows]:
    for one in each:
        if isinstance(one, _Failed):
            raise one.error
        yield one


def _named(runs: Iterable[Path]) -> list[tuple[str, Path]]:
    """Return each run with its name."""
    found: dict[str, Path] = {}
    for run in runs:
        name = name_of(run)
        if name in found:
            raise InputError(f"{run}: a second run called {name!r}; rename one, or give the folder of both")
        found[name] = run
    return list(found.items())


def name_of(run: Path) -> str:
    """Return what a run is called in tables: its folder's name, or that of a bundle that was given one of its own."""
    place = run.resolve()
    if not place.is_file():
        return place.name
    return place.parent.name if place.name == BUNDLE else place.stem
