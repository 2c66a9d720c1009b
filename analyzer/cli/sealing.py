"""``optout seal``: a finished run becomes a bundle that others can check."""

from functools import partial
from pathlib import Path

import click

from analyzer.cli import options
from analyzer.cli.sealed import files, to_tell
from analyzer.errors import InputError
from analyzer.evidence.bag import BAGIT
from analyzer.evidence.sealing import BUNDLE, Marks, seal_while
from analyzer.reports.folding import row
from analyzer.stamping import FILE


@click.command(name="seal")
@click.argument("run", metavar="OUT/FLOW-ID", type=click.Path(path_type=Path))
@options.key
@options.tsa
def seal_command(run: Path, key: Path | None, tsa: str | None) -> None:
    """Seal the finished run in OUT/FLOW-ID as bundle.zip in its folder; the same run gives the same bytes.

    The last lines are the fingerprint of the key and the SHA-256 of bundle.zip: tell them to whoever will check the
    bundle in another way than with it, over the telephone for instance.
    Exit status 2 says that it did not work, or that score and report are not what the walks give: the bundle that was
    there before is untouched.
    """
    if run.is_file():
        raise InputError(
            f"{run}: a file; give the folder of a finished run, such as {run.parent}; "
            "redact signs what it makes, with --key"
        )
    if (run / BAGIT).is_file():
        raise InputError(f"{run}: an unzipped bundle, which is sealed; its zip is what was sealed")
    sealed = seal_while(partial(_judge_again, run), run, Marks(key, tsa))
    for file in files(run / BUNDLE):
        click.echo(file)
    for name, told in to_tell(sealed.sha256, key):
        click.echo(row(name, told))


def _judge_again(run: Path) -> None:
    """Refuse a run whose score and reports are not what its walks give."""
    from analyzer.evidence.derivation import derive_again  # noqa: PLC0415 - most of a second, spent while packing

    if (run / FILE).is_file():
        for fault in derive_again(run).faults:
            raise InputError(f"{run / fault.place}: {fault.what}; run it again")
