"""``optout seal``: a finished run becomes a bundle that others can check."""

from pathlib import Path

import click

from analyzer.cli import options
from analyzer.evidence.sealing import BUNDLE, SIGNATURE, TIME_STAMP, Marks, seal


@click.command(name="seal")
@click.argument("run", metavar="OUT/FLOW-ID", type=click.Path(path_type=Path))
@options.key
@options.tsa
def seal_command(run: Path, key: Path | None, tsa: str | None) -> None:
    """Seal the finished run in OUT/FLOW-ID as bundle.zip in its folder; the same run gives the same bytes.

    Exit status 2 says that it did not work: the bundle that was there before is untouched.
    """
    seal(run, Marks(key, tsa))
    for name in (BUNDLE, SIGNATURE, TIME_STAMP):
        if (run / name).is_file():
            click.echo(run / name)
