"""``optout reproduce``: the mocks of published procedures, walked and counted against what was printed."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer import canonical, flows, pipeline, shipped, storage
from analyzer.cli import EXIT_BAD, EXIT_NO, complain, options, plain
from analyzer.errors import AnalyzerError, InputError
from analyzer.flows import Flow
from analyzer.judging import WALKS
from analyzer.model import Reproduction
from analyzer.reports import reproduced as table
from analyzer.reproducing import collected, reproduced
from analyzer.storage import Gathered


@click.command(name="reproduce")
@click.argument("flow", nargs=-1, metavar="[FLOW...]")
@click.option(
    "-o", "--out", "file", type=click.Path(path_type=Path, dir_okay=False),
    help=f"File to write; its suffix says which kind: {', '.join(table.FORMATS)}.",
)  # fmt: skip
@options.as_json
@options.timeout
@click.pass_context
def reproduce_command(
    context: click.Context, /, *, flow: tuple[str, ...], file: Path | None, as_json: bool, timeout: float
) -> None:
    """Walk procedures whose counts somebody published, and print published against measured, row by row.

    FLOW is an id or a folder; without one, every shipped flow that has published counts. A row that was counted here on
    the steps that a source lists can agree, but reproduces nothing. Exit status 1 says that a row of either kind does
    not hold, 2 that a route could not be walked.
    """
    written = table.writer(file) if file else table.text
    found = _published(flow)
    rows: list[Reproduction] = []
    broken = False
    for number, one in enumerate(found, start=1):
        click.echo(plain(f"{one.name} ({number} of {len(found)})"), err=True)
        walks = _walked(one, timeout)
        broken = broken or any(isinstance(walk, AnalyzerError) for walk in walks.values())
        rows += reproduced(one, walks)
        if as_json:
            for row in rows[len(rows) - len(one.published) :]:
                click.echo(canonical.line(row), nl=False)
    result = collected(tuple(rows))
    if file:
        storage.write_file(file, written(result).encode())
        click.echo(file, err=as_json)
    elif not as_json:
        click.echo(written(result), nl=False)
    if broken:
        context.exit(EXIT_BAD)
    if not all(row.reproduced for row in rows):
        context.exit(EXIT_NO)


def _published(named: tuple[str, ...]) -> list[Flow]:
    """Return the flows that have published counts, and say of one that was named and has none that it is left out."""
    asked = list(_flows(named))
    found = [one for one in asked if one.published]
    if not found:
        raise InputError("no flow with published counts: a flow.toml names them as [[published]]")
    for one in asked if named else ():
        if not one.published:
            click.echo(plain(f"{one.name}: no published counts, not walked"), err=True)
    return found


def _flows(named: tuple[str, ...]) -> Iterator[Flow]:
    if not named:
        yield from flows.discover(shipped.flows_folder())
    for one in named:
        yield from flows.discover(Path(one)) if Path(one).is_dir() else (flows.load(one),)


def _walked(flow: Flow, timeout: float) -> dict[str, Gathered | AnalyzerError]:
    """Walk the routes that the flow's rows name; one that fails leaves the others their rows."""
    walks: dict[str, Gathered | AnalyzerError] = {}
    with tempfile.TemporaryDirectory(prefix="optout-") as place:
        for route in dict.fromkeys(row.route for row in flow.published):
            try:
                # A browser for each route: one that hung or crashed must not take the others with it.
                with pipeline.machine(timeout) as machine:
                    pipeline.gather(flow, flow.languages[0], Path(place), machine, lambda *_: None, (route,))
                walks[route] = storage.read_walk(Path(place) / WALKS / route)
            except AnalyzerError as error:
                complain(f"{flow.name}: {error}")
                walks[route] = error
    return walks
