"""``optout site``: a static index of a corpus."""

from pathlib import Path

import click

from analyzer import flows, shipped
from analyzer.cli import options
from analyzer.cli.runs import runs_in
from analyzer.cli.tabling import name_of
from analyzer.errors import InputError
from analyzer.evidence.publishing import INDEX, publish
from analyzer.evidence.sealing import BUNDLE


@click.command(name="site")
@click.argument("run", nargs=-1, required=True, metavar="OUT|RUN_DIR|BUNDLE...", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Folder to write: new, empty, or an earlier index, which is replaced.",
)  # fmt: skip
@click.option(
    "--flows", "known", type=click.Path(path_type=Path, file_okay=False), metavar="FOLDER",
    help="Folder of flows whose first level names the operators; the shipped ones if not given.",
)  # fmt: skip
@options.reader
def site_command(run: tuple[Path, ...], folder: Path, known: Path | None, reader: str) -> None:
    """Write a static index of runs: one row a flow, sorted, searched and filtered in any browser, no server needed.

    A folder of runs stands for every finished run in it. What is published of a run is its bundle, verified first, and
    the report that is sealed in it, both as copies below FOLDER/runs: the folder can be put on a file share as it is.
    Give a bundle that `optout redact` made where a run must not be shown whole.
    """
    bundles: dict[str, Path] = {}
    for one in runs_in(run):
        bundle = one if one.is_file() else one / BUNDLE
        if not bundle.is_file():
            remedy = f"optout seal {one} makes one" if one.is_dir() else "optout run FLOW -o OUT makes a run"
            raise InputError(f"{one}: {'holds no ' + BUNDLE if one.is_dir() else 'no such file or folder'}; {remedy}")
        named = name_of(one)
        if named in bundles:
            raise InputError(f"{one}: a second run called {named!r}; rename one, or give the folder of both")
        bundles[named] = bundle
    publish(bundles, flows.operators_below(known or shipped.flows_folder()), folder, reader)
    click.echo(folder / INDEX)
