"""``optout score`` and ``report``: judging stored walks again, without a browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from analyzer import canonical, storage
from analyzer.cli import EXIT_NO, complain, complained, options
from analyzer.evidence.derivation import derive_again
from analyzer.evidence.inputs import POLICY
from analyzer.evidence.opening import run_of
from analyzer.judging import judge, rendering, scored
from analyzer.reports import terminal
from analyzer.reports.writing import EXPORTS, FORMATS
from analyzer.scoring import policy as policies
from analyzer.scoring.limit import above
from analyzer.scoring.policy import Policy


@click.command(name="score")
@click.argument("path", nargs=-1, required=True, metavar="WALK_DIR|BUNDLE...", type=click.Path(path_type=Path))
@options.as_json
@options.own_policy
@options.fail_above
@click.pass_context
def score_command(
    context: click.Context,
    /,
    *,
    path: tuple[Path, ...],
    policy: Policy | None,
    as_json: bool,
    fail_above: float | None,
) -> None:
    """Score stored walks: a bundle, the folder of a run, or of a single walk. The same walk gives the same bytes.

    A bundle is verified first and judged with the policy sealed in it. One that was changed is refused with exit status
    1; so is one whose sealed score or report is not what its walks give, after its walks' own score was printed. What
    of it could not be checked is told on stderr; only `optout check` has an exit status for that.
    """
    reasons = []
    for one in path:
        with _stored(one, policy) as (folder, chosen):
            report = judge(folder, chosen)
        if fail_above is not None:
            reasons.append(above(report, fail_above))
        if as_json:
            click.echo(canonical.line(scored(report)), nl=False)
        else:
            click.echo(terminal.table(report))
    if complained(reasons):
        context.exit(EXIT_NO)


@click.command(name="report")
@click.argument("run", metavar="RUN_DIR|BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join((*FORMATS, *EXPORTS))}.",
)  # fmt: skip
@options.own_policy
def report_command(run: Path, file: Path, policy: Policy | None) -> None:
    """Write the report of a run, or an export of its walks, to a file; a bundle is verified and keeps its policy."""
    rendered = rendering(file)
    with _stored(run, policy) as (folder, chosen):
        storage.write_file(file, rendered(folder, chosen))
    click.echo(file)


@contextmanager
def _stored(path: Path, given: Policy | None) -> Iterator[tuple[Path, Policy]]:
    """Give the folder of stored walks that ``path`` is or, verified and unpacked, holds, and what judges them."""
    with run_of(path) as folder:
        if not path.is_file():
            yield folder, given or policies.newest()
            return
        yield folder, given or policies.load(folder / POLICY)
        derivation = derive_again(folder)
        derivation.check(path)
        for line in derivation.unchecked:
            complain(f"{path}: {line}")
