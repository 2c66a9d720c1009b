"""``optout score`` and ``report``: judging stored walks again, without a browser."""

from pathlib import Path

import click

from analyzer import canonical, storage
from analyzer.cli import options
from analyzer.judging import judge, scored
from analyzer.reports import terminal
from analyzer.reports.writing import FORMATS, writer
from analyzer.scoring.policy import Policy


@click.command(name="score")
@click.argument("path", nargs=-1, required=True, metavar="WALK_DIR...", type=click.Path(path_type=Path))
@options.as_json
@options.policy
def score_command(path: tuple[Path, ...], policy: Policy, *, as_json: bool) -> None:
    """Score stored walks: the folder of a run, or of a single walk. The same walk gives the same bytes."""
    for folder in path:
        report = judge(folder, policy)
        if as_json:
            click.echo(canonical.line(scored(report)), nl=False)
        else:
            click.echo(terminal.table(report))


@click.command(name="report")
@click.argument("run", metavar="RUN_DIR", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join(FORMATS)}.",
)  # fmt: skip
@options.policy
def report_command(run: Path, file: Path, policy: Policy) -> None:
    """Write the report of a run's stored walks to a file."""
    written = writer(file)
    storage.write_file(file, written(judge(run, policy), run))
    click.echo(file)
