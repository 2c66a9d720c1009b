"""``optout flows``, ``check`` and ``explain``: looking without walking or judging."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer import explaining, flows, storage
from analyzer.cli import EXIT_BAD, complain, options
from analyzer.errors import AnalyzerError
from analyzer.recordings import devtools


@click.command(name="flows")
@click.argument("word", nargs=-1, metavar="[WORD|ID|FOLDER...]")
@options.as_json
def flows_command(word: tuple[str, ...], *, as_json: bool) -> None:
    """List the shipped flows: what is refused, where, when, and in which languages.

    A WORD keeps the flows whose id, title, service, country or operator holds it, and several narrow each other down:
    `optout flows meta whatsapp`. An ID or a FOLDER says where to look instead of in all shipped flows.
    """
    for flow in flows.matching(word):
        identity = flow.identity(flow.languages[0])
        if as_json:
            row = {
                "id": flow.name, "title": identity.title, "service": identity.service, "right": identity.right,
                "country": identity.country, "device": identity.device, "date": identity.date,
                "languages": flow.languages, "routes": sorted(flow.routes), "site": identity.site.kind,
            }  # fmt: skip
            click.echo(json.dumps(row, ensure_ascii=False))
        else:
            click.echo(f"{flow.name}\n    {identity.title}")
            click.echo(
                f"    {identity.service}, {identity.country}, {identity.date}, {identity.device}, "
                f"{identity.site.kind}; {', '.join(flow.languages)}; routes {', '.join(sorted(flow.routes))}"
            )


@click.command(name="check")
@click.argument("path", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.pass_context
def check_command(context: click.Context, path: tuple[Path, ...]) -> None:
    """Say whether flow folders, recordings and stored walks are valid, or why not. Nothing in them is executed."""
    failed = False
    for one in path:
        try:
            for line in _checked(one):
                click.echo(line)
        except AnalyzerError as error:
            complain(str(error))
            failed = True
    if failed:
        context.exit(EXIT_BAD)


@click.command(name="explain")
@click.argument("name", metavar="MEASURE|RULE", required=False)
def explain_command(name: str | None) -> None:
    """Print the manual of a measure or a wording rule, with its ramp, weight and sources; without a name, list all."""
    click.echo(explaining.overview() if name is None else explaining.manual(name))


def _checked(path: Path) -> Iterator[str]:
    if path.is_file():
        recording = devtools.load(path)
        yield f"{path}: recording, {len(recording.steps)} steps"
        return
    walks = sorted(path.glob(f"**/{storage.WALK_FILE}"))
    for file in walks:
        walk = storage.read_walk(file.parent).walk
        yield f"{file.parent}: walk of {walk.flow.id}, route {walk.route}: {walk.outcome}"
    for hypothesis in () if walks else flows.hypotheses_below(path):
        yield f"{path}: hypothesis {hypothesis.id} about {len(hypothesis.flows)} flows"
    for place in () if walks else flows.folders_below(path):
        yield from (f"{flow.folder}: flow {flow.name}, {', '.join(flow.routes)}" for flow in flows.discover(place))
