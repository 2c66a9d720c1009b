"""``optout pool``: repeated walks of one flow, scored as one."""

from contextlib import ExitStack
from pathlib import Path

import click

from analyzer import canonical
from analyzer.cli import options
from analyzer.cli.runs import runs_in
from analyzer.evidence.runs import run_of
from analyzer.judging import pool
from analyzer.reports import pooled
from analyzer.scoring.policy import Policy


@click.command(name="pool")
@click.argument("run", nargs=-1, required=True, metavar="RUN_DIR|BUNDLE...", type=click.Path(path_type=Path))
@options.as_json
@options.policy
def pool_command(run: tuple[Path, ...], policy: Policy, *, as_json: bool) -> None:
    """Score repeated walks of one flow as one: the interval holds how they differ.

    A service may ask one visitor more than another, and the same visitor more tomorrow. Each measure is the median of
    the walks with their least and most; the date alone may differ between them. A folder of runs stands for every
    finished run in it; a bundle for the run in it, and is verified first.
    """
    with ExitStack() as stack:
        found = pool([stack.enter_context(run_of(one)) for one in runs_in(run)], policy)
    click.echo(canonical.line(found).decode() if as_json else pooled.table(found), nl=False)
