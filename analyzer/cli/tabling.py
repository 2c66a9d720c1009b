"""``optout table``: many runs as tidy tables for research."""

from contextlib import ExitStack
from pathlib import Path

import click

from analyzer import storage
from analyzer.cli import options
from analyzer.cli.comparing import runs_in
from analyzer.errors import InputError
from analyzer.evidence.opening import run_of
from analyzer.evidence.sealing import BUNDLE
from analyzer.judging import judge, walks_of
from analyzer.reports.tidy.column import Case
from analyzer.reports.tidy.tables import KINDS
from analyzer.reports.tidy.writing import ALL, ONE
from analyzer.scoring.policy import Policy


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
def table_command(run: tuple[Path, ...], file: Path, rows: str, policy: Policy) -> None:
    """Write runs as tidy tables: one row a flow, a step, a control or a finding, and a codebook of every column.

    A folder of runs stands for every finished run in it. All are judged with one policy, so that rows can be compared.
    .parquet needs pyarrow, .xlsx needs openpyxl: pip install '.[tables]' in the clone.
    """
    if file.suffix not in {*ONE, *ALL}:
        raise InputError(f"{file}: no table of kind {file.suffix!r}; there is {', '.join((*ONE, *ALL))}")
    cases: list[Case] = []
    with ExitStack() as stack:
        for one in runs_in(run):
            folder = stack.enter_context(run_of(one))
            named = name_of(one)
            if any(case.run == named for case in cases):
                raise InputError(f"{one}: a second run called {named!r}; rename one, or give the folder of both")
            walks = {name: gathered.walk for name, gathered in walks_of(folder).items()}
            cases.append(Case(named, judge(folder, policy), walks))
    told = tuple(cases)
    storage.write_file(file, ONE[file.suffix](KINDS[rows](told)) if file.suffix in ONE else ALL[file.suffix](told))
    click.echo(file)


def name_of(run: Path) -> str:
    """Return what a run is called in tables: its folder's name, or that of a bundle that was given one of its own."""
    place = run.resolve()
    if not place.is_file():
        return place.name
    return place.parent.name if place.name == BUNDLE else place.stem
