"""``optout replay``: a run walked again from its own record, with its service gone."""

import tempfile
from pathlib import Path

import click

from analyzer import canonical, pipeline
from analyzer.cli import EXIT_NO, options
from analyzer.cli.progress import tell_again
from analyzer.evidence.runs import run_of
from analyzer.reports.agreed import text


@click.command(name="replay")
@click.argument("run", metavar="RUN_DIR|BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, file_okay=False),
    help="Folder in which the walks done again are kept; without it they are compared and dropped.",
)  # fmt: skip
@options.as_json
@options.timeout
@click.pass_context
def replay_command(context: click.Context, /, *, run: Path, out: Path | None, as_json: bool, timeout: float) -> None:
    """Walk a run again from its own record, and print screen by screen whether it agrees.

    The service is not asked: the recorded traffic answers each request once, in its order, and the network is out of
    reach. Nothing of the record is executed: actions are data. A request that is not on the tape makes the run "not
    reproduced". Exit status 1 says so, and of a bundle also that it was changed: it is verified first.
    """
    with run_of(run) as folder, tempfile.TemporaryDirectory(prefix="optout-") as place:
        # Before a browser is started: what holds no walk is told at once, and where there is no browser, too.
        gathered = pipeline.recorded(folder)
        with pipeline.machine(timeout) as machine:
            agreement = pipeline.replayed(folder, gathered, out or Path(place), machine, tell_again)
    click.echo(canonical.line(agreement) if as_json else text(agreement), nl=False)
    if not agreement.reproduced:
        context.exit(EXIT_NO)
