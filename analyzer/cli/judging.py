"""``optout score`` and ``report``: judging stored walks again, without a browser."""

from pathlib import Path

import click

from analyzer.cli.running import policy_option
from analyzer.errors import InputError


@click.command(name="score")
@click.argument("path", nargs=-1, required=True, metavar="WALK_DIR...", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print canonical JSON, one object a line.")
@policy_option
def score_command(path: tuple[Path, ...], policy: str | None, *, as_json: bool) -> None:
    """Score stored walks: the folder of a run, or of a single walk. The same walk gives the same bytes."""
    from analyzer import canonical
    from analyzer.judging import judge, scored
    from analyzer.reports import terminal
    from analyzer.scoring import policy as policies

    chosen = policies.newest() if policy is None else policies.load(policy)
    for folder in path:
        report = judge(folder, chosen)
        if as_json:
            click.echo(canonical.line(scored(report)), nl=False)
        else:
            click.echo(terminal.table(report))


@click.command(name="report")
@click.argument("run", metavar="RUN_DIR", type=click.Path(path_type=Path))
@click.option("-o", "--out", "file", required=True, type=click.Path(path_type=Path, dir_okay=False), help="File.")
@policy_option
def report_command(run: Path, file: Path, policy: str | None) -> None:
    """Write the report of a run's stored walks to a file; its suffix, .html or .json, says which kind."""
    from analyzer import canonical, pipeline, storage
    from analyzer.judging import judge
    from analyzer.scoring import policy as policies

    writers = {
        ".json": canonical.text,
        ".html": lambda report: pipeline.render_html(report, run).encode(),
    }
    if file.suffix not in writers:
        raise InputError(f"{file}: no report of kind {file.suffix!r}; there is {', '.join(writers)}")
    chosen = policies.newest() if policy is None else policies.load(policy)
    storage.write_file(file, writers[file.suffix](judge(run, chosen)))
    click.echo(file)
