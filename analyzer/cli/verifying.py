"""``optout verify``: what was checked in a bundle, what that proves, and what it does not."""

import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer.cli import EXIT_NO, complain, plain
from analyzer.evidence.beside import Beside, Demanded, examine
from analyzer.evidence.names import visible
from analyzer.evidence.verifying import Checked, Digest, NotHoldingError, checked

MOST_FAULTS = 10
"""How many lines of what does not hold are printed."""

NOT_PROVED = (
    "that the site served this, or that whoever sealed it recorded honestly. Whether the score follows from the walks, "
    "optout check says; whether they can be walked again, optout replay."
)

CLOCKS = {
    "mock": "by the clock that the mock gives its pages, which is not the day of the walk",
    "tape": "by the clock of the recording",
    "live": "by the clock of the machine that walked",
}
"""What the times of a walk are, by the kind of its site; nobody outside has confirmed any of them."""


@click.command(name="verify")
@click.argument("bundle", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "--allowed-signers", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Demand a signature, BUNDLE.sig, of somebody in this file (as ssh-keygen has it).",
)  # fmt: skip
@click.option(
    "--ca",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Demand a time stamp, BUNDLE.tsr, that these certificates (PEM) vouch for.",
)
@click.pass_context
def verify_command(context: click.Context, bundle: Path, allowed_signers: Path | None, ca: Path | None) -> None:
    """Say whether BUNDLE is, byte by byte, what was sealed; no network, no browser.

    Exit status 1: it was changed, or a demanded signature or time stamp is missing or does not hold. Exit status 2: it
    is not a bundle.
    """
    demanded = Demanded.read(allowed_signers, ca)
    digest = Digest(bundle)
    try:
        with checked(bundle) as found:
            beside = examine(bundle, demanded)
            for name, told in (*_seen(found, digest.result()), *_beside(beside)):
                click.echo(_row(name, told))
    except NotHoldingError as error:
        _refuse(bundle, error, digest.result())
        context.exit(EXIT_NO)
    if beside.faults:
        for fault in beside.faults:
            complain(str(fault))
        context.exit(EXIT_NO)
    click.echo()
    for told in _proved(beside):
        click.echo(_row("Proved:", told))
    click.echo(_row("Not proved:", NOT_PROVED))


def _refuse(bundle: Path, error: NotHoldingError, sha256: str) -> None:
    complain(f"{bundle}: not what was sealed")
    for fault in error.faults[:MOST_FAULTS]:
        click.echo(f"  {visible(str(fault))}", err=True)
    if len(error.faults) > MOST_FAULTS:
        click.echo(f"  and {len(error.faults) - MOST_FAULTS} more", err=True)
    click.echo(_row("SHA-256", sha256))


def _row(name: str, told: str) -> str:
    """Return a row of the table, folded where it is long; what a bundle says of itself cannot hide text."""
    return textwrap.fill(plain(told), 80, initial_indent=f"{name:<12}", subsequent_indent=" " * 12)


def _seen(found: Checked, sha256: str) -> Iterator[tuple[str, str]]:
    info, size = found.info, found.bundle.size
    yield "SHA-256", sha256
    yield "bundle", f"{info.get('External-Identifier', '')}: {info.get('External-Description', '')}"
    origin = info.get("Origin", "")
    clock = CLOCKS.get(origin, "by the clock of the pages")
    yield "walked", f"on a site of kind {origin}; begun {info.get('Page-Clock', '')} {clock}"
    yield "bytes", f"all {size} of them are those of {len(found.bundle.members)} files and of the one zip they make"
    yield "manifests", "hold; run, report, walks and policy name one another by the hashes they have"
    if parent := info.get("Derived-From"):
        yield "redacted", f"a derivative of the bundle with SHA-256 {parent}"
    for line in found.custody:
        yield (
            "custody" if line.number == 1 else "",
            f"{line.done} by {line.by}{f', {line.at} by the same clock' if line.at else ''}",
        )


def _beside(beside: Beside) -> Iterator[tuple[str, str]]:
    yield "signature", beside.signature
    yield "time stamp", beside.time_stamp


def _proved(beside: Beside) -> Iterator[str]:
    yield "nothing was changed since it was sealed, if this SHA-256 is the one you were told in another way."
    if beside.signer:
        yield f"{beside.signer} holds the key that signed exactly these bytes."
    if beside.existed:
        yield f"these bytes existed on {beside.existed}, if the authority is to be trusted."
