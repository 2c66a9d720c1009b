"""``optout sensitivity``: how much a ranking of runs owes to the weights of the policy."""

from contextlib import ExitStack
from pathlib import Path

import click

from analyzer import storage
from analyzer.cli import options
from analyzer.cli.runs import runs_in
from analyzer.evidence.runs import run_of
from analyzer.judging import ramped
from analyzer.ranking.sensitivity import DRAWS, SEED, sensitivity
from analyzer.reports import ranked
from analyzer.scoring.policy import Policy


@click.command(name="sensitivity")
@click.argument("run", nargs=-1, required=True, metavar="RUN_DIR|BUNDLE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join(ranked.FORMATS)}.",
)  # fmt: skip
@click.option(
    "--draws", type=click.IntRange(20, 100_000), default=DRAWS, show_default=True, help="How many weightings."
)
@click.option("--seed", type=int, default=SEED, show_default=True, help="Where the drawing starts.")
@options.policy
def sensitivity_command(run: tuple[Path, ...], file: Path | None, draws: int, seed: int, policy: Policy) -> None:
    """Say how far the order of runs would change under other weights, and what it takes to swap two neighbours.

    A folder of runs stands for every finished run in it; a bundle for the run in it, and is verified first. What
    cannot be refused and counterfactuals have no place, as in ``optout compare`` and ``optout site``; they are named.
    """
    written = ranked.writer(file) if file else ranked.FORMATS[".txt"]
    with ExitStack() as stack:
        flows = ramped([stack.enter_context(run_of(one)) for one in runs_in(run)], policy)
    weights = {entry.measure: entry.weight.best for entry in policy.entries}
    told = written(sensitivity(flows, weights, draws, seed), policy.version)
    if file:
        storage.write_file(file, told.encode())
        click.echo(file)
    else:
        click.echo(told, nl=False)
