"""``optout verify``: what was checked in a bundle, what that proves, and what it does not."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from analyzer import canonical
from analyzer.cli import EXIT_NO, options
from analyzer.evidence.beside import Beside, Demanded, examine
from analyzer.evidence.faults import Fault
from analyzer.evidence.names import visible
from analyzer.evidence.verifying import Checked, Digest, NotHoldingError, checked
from analyzer.reports.folding import folded, row

MOST_FAULTS = 10
"""How much of what does not hold is printed for people; JSON has all of it."""

FORMAT = "optout-verification-1"

HOLDS = "unchanged since it was sealed"
WHOLE = "its bytes do agree with the hashes in it, which whoever changes a bundle can make anew"
"""What is left of the answer where a signature or a time stamp that was demanded does not hold."""

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
    help="Demand a time stamp, BUNDLE.tsr, that these certificates (PEM) vouch for, lists of revoked ones with them.",
)
@options.as_json
@click.pass_context
def verify_command(
    context: click.Context, /, *, bundle: Path, allowed_signers: Path | None, ca: Path | None, as_json: bool
) -> None:
    """Say whether BUNDLE is, byte by byte, what was sealed; no network, no browser.

    The first line on stdout is the answer, whichever it is; stderr has what stood in the way of one.

    Exit status 1: it was changed, or a demanded signature or time stamp is missing or does not hold. Exit status 2: it
    is not a bundle.

    With --json, one object whose keys the README explains: format, bundle, sha256, holds, unchanged, faults; where it
    is unchanged also identifier, title, origin, clock, parent, custody, signature, time_stamp.
    """
    demanded = Demanded.read(allowed_signers, ca)
    digest = Digest(bundle)
    try:
        with checked(bundle) as found:
            beside = examine(bundle, demanded)
            if as_json:
                _print_json(bundle, digest.result(), (), _held(found, beside))
            else:
                _tell(bundle, found, digest.result(), beside)
    except NotHoldingError as error:
        if as_json:
            _print_json(bundle, digest.result(), error.faults, {"holds": False})
        else:
            _refuse(bundle, error, digest.result(), examine(bundle, demanded))
        context.exit(EXIT_NO)
    if beside.refused:
        context.exit(EXIT_NO)


def _tell(bundle: Path, found: Checked, sha256: str, beside: Beside) -> None:
    refused = "; ".join(mark.told for mark in beside.refused)
    _give_verdict(bundle, f"{refused}; {WHOLE}" if refused else HOLDS)
    for name, told in (*_seen(found, sha256), *_beside(beside)):
        click.echo(row(name, told))
    if beside.refused:
        return
    click.echo()
    for told in _proved(beside):
        click.echo(row("Proved:", told))
    click.echo(row("Not proved:", NOT_PROVED))


def _refuse(bundle: Path, error: NotHoldingError, sha256: str, beside: Beside) -> None:
    _give_verdict(bundle, "not what was sealed")
    for fault in error.faults[:MOST_FAULTS]:
        click.echo(folded(visible(str(fault)), first="  ", hanging=4))
    if len(error.faults) > MOST_FAULTS:
        click.echo(f"  and {len(error.faults) - MOST_FAULTS} more: --json lists them")
    for name, told in (("SHA-256", sha256), *_beside(beside)):
        click.echo(row(name, told))


def _give_verdict(bundle: Path, told: str) -> None:
    """Print the line that answers the question: a result, whichever it is, so that a pipe gets it too."""
    click.echo(row("verdict", f"{bundle.name}: {told}"))


def _print_json(bundle: Path, sha256: str, faults: Sequence[Fault], more: dict[str, Any]) -> None:
    told = {
        "format": FORMAT,
        "bundle": str(bundle),
        "sha256": sha256,
        "unchanged": not faults,
        "faults": [{"place": fault.place, "told": str(fault)} for fault in faults],
    }
    click.echo(canonical.line(told | more), nl=False)


def _held(found: Checked, beside: Beside) -> dict[str, Any]:
    info = found.info
    return {
        "holds": not beside.refused,
        "identifier": info.get("External-Identifier", ""),
        "title": info.get("External-Description", ""),
        "origin": info.get("Origin", ""),
        "clock": info.get("Page-Clock", ""),
        "parent": info.get("Derived-From"),
        "custody": [{"done": line.done, "by": line.by, "at": line.at} for line in found.custody],
        "signature": {name: getattr(beside.signature, name) for name in ("state", "told", "listed_for", "key")},
        "time_stamp": {name: getattr(beside.time_stamp, name) for name in ("state", "told", "at")},
    }


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
    yield "signature", beside.signature.told
    yield "time stamp", beside.time_stamp.told


def _proved(beside: Beside) -> Iterator[str]:
    yield "nothing was changed since it was sealed, if this SHA-256 is the one you were told in another way."
    if signature := beside.signature.listed_for:
        yield f"the key listed for {signature} ({beside.signature.key}) signed exactly these bytes."
    if beside.time_stamp.at:
        yield f"these bytes existed on {beside.time_stamp.at}, if the authority is to be trusted."
