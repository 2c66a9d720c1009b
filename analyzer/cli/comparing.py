"""``optout compare``: services side by side, and versions of one form step by step."""

from contextlib import ExitStack
from functools import partial
from pathlib import Path

import click

from analyzer import flows, shipped, storage
from analyzer.cli import options
from analyzer.cli.runs import runs_in
from analyzer.cli.screen import narrow
from analyzer.evidence.runs import run_of
from analyzer.judging import compare_runs
from analyzer.reports import compared
from analyzer.reports.compared.tables import KINDS
from analyzer.reports.compared.text import text
from analyzer.scoring.policy import Policy

PAIR = 2
"""Runs that are always compared screen by screen."""


@click.command(name="compare")
@click.argument("run", nargs=-1, required=True, metavar="RUN_DIR|BUNDLE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join(compared.FORMATS)}.",
)  # fmt: skip
@click.option(
    "--steps", is_flag=True,
    help="Tell everything in text, too, where there are more than two runs: versions screen by screen, every measure.",
)  # fmt: skip
@click.option(
    "--rows", type=click.Choice(tuple(KINDS)), default="value", show_default=True,
    help="What a row is, in .csv: a measure of a procedure, or a change between two versions.",
)  # fmt: skip
@options.reader
@options.policy
def compare_command(
    run: tuple[Path, ...], file: Path | None, rows: str, reader: str, *, steps: bool, policy: Policy
) -> None:
    """Compare runs, each a folder that `optout run` made: what refusing takes, what became easier, what stayed.

    A folder of runs stands for every finished run in it. A bundle stands for the run in it, and is verified first.

    Two runs are compared screen by screen, the one with the earlier date as the version before. Of more, those that a
    registered hypothesis is about are. Where more than the date differs (service, right, country, language, device), a
    warning says so. What was expected beforehand is printed beside the result.
    """
    written = compared.writer(file, reader) if file else partial(text, width=narrow())
    with ExitStack() as stack:
        given = runs_in(run)
        runs = [stack.enter_context(run_of(one)) for one in given]
        hypotheses = flows.hypotheses_below(shipped.flows_folder())
        result = compare_runs(runs, hypotheses, policy, [str(one) for one in given])
    table = file is not None and file.suffix.lower() == ".csv"
    told = KINDS[rows](result) if table else written(result, reader, steps=steps or len(runs) <= PAIR)
    if file:
        storage.write_file(file, told.encode())
        click.echo(file)
    else:
        click.echo(told, nl=False)
