"""``optout redact``: a bundle that may be shown to others, without what is somebody's."""

import re
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click

from analyzer import storage
from analyzer.cli import options, plain
from analyzer.cli.sealed import files, to_tell
from analyzer.errors import InputError
from analyzer.evidence.chosen import chosen
from analyzer.evidence.deriving import Derived, derive
from analyzer.evidence.redacting import Region
from analyzer.evidence.sealing import Marks
from analyzer.model import Box, Report

_REGION = re.compile(r"(?P<place>[^:]+):(?P<screen>\d{1,6}):(?P<numbers>\d{1,6},\d{1,6},\d{1,6},\d{1,6})", re.ASCII)


@click.command(name="redact")
@click.argument("bundle", metavar="BUNDLE", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "target", required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="The new bundle; the original stays as it is.",
)  # fmt: skip
@click.option(
    "--remove", "named", multiple=True, metavar="TEXT", help="Remove this too, in every spelling; may be given again."
)
@click.option(
    "--remove-from", "listed", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE",
    help="Remove each line of FILE too, so that it stands in no shell history.",
)  # fmt: skip
@click.option(
    "--region", "regions", multiple=True, metavar="WALK:SCREEN:X,Y,W,H",
    help="Paint over a part of a screenshot, in CSS pixels, as in walks/refuse:3:1224,8,40,40; may be given again.",
)  # fmt: skip
@options.key
@options.tsa
def redact_command(
    *,
    bundle: Path,
    target: Path,
    named: tuple[str, ...],
    listed: Path | None,
    regions: tuple[str, ...],
    key: Path | None,
    tsa: str | None,
) -> None:
    """Make of BUNDLE one that may be shown to others; it names its parent's hash.

    E-mail addresses, what was typed into fields for names, telephone numbers, passwords and codes, the persons of the
    flow, session cookies, tokens and credentials are replaced in every file and every spelling by placeholders of the
    same shape; screenshots are painted over where such a value stands and where a field holds something. Everything is
    searched afterwards. Look at the screenshots yourself: what only a picture shows (a face, initials) is not found.
    """
    derived = derive(bundle, target, chosen(named, listed), [_region(one) for one in regions], Marks(key, tsa))
    for file in files(target):
        click.echo(file)
    for name, told in (*to_tell(storage.hash_of(target), key), *_told(derived)):
        click.echo(textwrap.fill(plain(told), 80, initial_indent=f"{name:<12}", subsequent_indent=" " * 12))


def _region(text: str) -> Region:
    found = _REGION.fullmatch(text)
    if found is None:
        raise InputError(f"--region {text!r}: as in walks/refuse:3:1224,8,40,40 (walk, screen, x, y, width, height)")
    x, y, width, height = map(int, found["numbers"].split(","))
    return Region(found["place"], int(found["screen"]), Box(x=x, y=y, width=width, height=height))


def _told(derived: Derived) -> Iterator[tuple[str, str]]:
    said = derived.redaction
    kinds = ", ".join(f"{kind} {count}" for kind, count in said.removed.items()) or "nothing was found to remove"
    before, after = _score(derived.before), _score(derived.after)
    score = f"score {after}, as in the parent" if before == after else f"score {after}; the parent's is {before}"
    yield "parent", said.parent
    yield "removed", f"values: {kinds}; {said.places} places of screenshots painted over"
    if derived.absent:
        numbers = ", ".join(map(str, derived.absent))
        yield "not there", f"of the values you named, number {numbers} occurs nowhere: check how it is spelled"
    yield "judged", score
    if derived.differs:
        yield "look at", f"{', '.join(derived.differs)} of the parent does not follow from its own walks"
    yield (
        "look at",
        (
            "every screenshot: what only a picture shows is not found by searching, and neither are short texts that "
            "were typed into fields which ask for nothing personal (walks/*/inputs.json)"
        ),
    )


def _score(report: Report) -> str:
    return "cannot be told" if report.score is None else f"{report.score.total:g}"
