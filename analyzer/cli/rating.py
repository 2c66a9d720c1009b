"""``optout ratings``: what people said of flows, beside what was measured on them."""

from contextlib import ExitStack
from pathlib import Path

import click

from analyzer import canonical
from analyzer.cli import options, plain
from analyzer.cli.runs import runs_in
from analyzer.evidence.runs import run_of
from analyzer.judging import judge
from analyzer.ranking.ratings import read_ratings
from analyzer.reports import rated
from analyzer.scoring.policy import Policy


@click.command(name="ratings")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.argument("run", nargs=-1, metavar="[RUN_DIR|BUNDLE...]", type=click.Path(path_type=Path))
@options.as_json
@options.policy
def ratings_command(file: Path, run: tuple[Path, ...], policy: Policy, *, as_json: bool) -> None:
    """Print what people rated beside the score of each RUN, and how far the raters agree.

    FILE is a TOML file of one scale (the System Darkness Scale, or your own) and the answers of several raters;
    CONTRIBUTING.md has its form. Agreement is Krippendorff's alpha. With 12 or more rated runs the rank correlation of
    people and machine is printed, with fewer none.
    """
    ratings = read_ratings(file)
    with ExitStack() as stack:
        reports = [judge(stack.enter_context(run_of(one)), policy) for one in runs_in(run)]
    rows = rated.rows(ratings, reports)
    if as_json:
        click.echo(canonical.line(rated.data(ratings, rows)), nl=False)
    else:
        for line in rated.lines(ratings, rows):
            click.echo(plain(line))
