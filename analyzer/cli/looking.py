"""``optout flows``, ``check`` and ``explain``: looking without walking or judging."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from analyzer import explaining, flows, stamping, storage
from analyzer.cli import EXIT_BAD, EXIT_NO, EXIT_UNCHECKED, complain, options
from analyzer.errors import AnalyzerError, InputError, TamperedError
from analyzer.evidence import bag, runs, sealing
from analyzer.evidence.derivation import Derivation, derive_again
from analyzer.evidence.labels import describe_again
from analyzer.evidence.opening import unpacked
from analyzer.evidence.verifying import checked
from analyzer.recordings import codegen, devtools, taping
from analyzer.recordings.recognising import Kind, recognise
from analyzer.reports.english import counted
from analyzer.reports.folding import folded, reflowed
from analyzer.reports.spoken import LANGUAGES

_TRAFFIC = {
    "har": "HAR",
    "har in a zip": "HAR in a zip",
    "har in a gzip": "HAR in a gzip",
    "warc": "WARC",
    "wacz": "WACZ",
}


_BADNESS = (0, EXIT_UNCHECKED, EXIT_NO, EXIT_BAD)


class Told(NamedTuple):
    """One line of what a check found; not ``sure`` where it says what could not be checked."""

    line: str
    sure: bool = True


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
            where = f"{identity.service}, {identity.country}, {identity.date}, {identity.device}, {identity.site.kind}"
            walked = f"{', '.join(flow.languages)}; routes {', '.join(sorted(flow.routes))}"
            click.echo(flow.name)
            for told in (identity.title, f"{where}; {walked}"):
                click.echo(folded(told, first="    ", hanging=6))


@click.command(name="check")
@click.argument("path", nargs=-1, required=True, metavar="PATH...", type=click.Path(path_type=Path))
@click.pass_context
def check_command(context: click.Context, path: tuple[Path, ...]) -> None:
    """Say whether flow folders, recordings, stored walks and bundles are valid, or why not. Nothing is executed.

    Recordings are all that `optout import` reads, recorded traffic (HAR, WARC, WACZ) among it.

    Of a run and of a bundle, score and reports are made again from the walks. Exit status: 0 all of it was checked and
    holds; 1 something was changed, or does not follow; 2 something is no valid file; 3 nothing speaks against it, and
    something could not be checked, as a report that another version laid out, or the rest of a recording that is cut
    short: a line says what. Of several paths, and of all runs, bundles, flows and walks below a folder, the worst
    counts: 2, then 1, then 3.
    """
    found = {0}
    for one in (part for given in path for part in _parts(given)):
        try:
            for told in _checked(one):
                click.echo(folded(told.line, hanging=4))
                found.add(0 if told.sure else EXIT_UNCHECKED)
        except AnalyzerError as error:
            complain(str(error))
            found.add(EXIT_NO if isinstance(error, TamperedError) else EXIT_BAD)
    context.exit(max(found, key=_BADNESS.index))


@click.command(name="explain")
@click.argument("name", metavar="MEASURE|RULE", nargs=-1)
@click.option(
    "--lang",
    "reader",
    type=click.Choice(LANGUAGES),
    default="en",
    show_default=True,
    help="Language of titles; manuals are in English.",
)
def explain_command(name: tuple[str, ...], reader: str) -> None:
    """Print the manual of a measure or a wording rule, with its ramp, weight and sources; without a name, list all.

    A title as a report has it does for a name.
    """
    click.echo(reflowed(explaining.manual(" ".join(name), reader)) if name else explaining.overview(reader))


def _checked(path: Path) -> Iterator[Told]:
    if path.is_file():
        kind = _kind(path)
        yield from _bundle(path) if kind is None else _recording(path, kind)
        return
    if not path.exists():
        raise InputError(f"{path}: no such file or folder; is it spelled as it is called?")
    if (path / bag.BAGIT).is_file():
        yield Told(f"{path}: an unzipped bundle: whether it was changed, its zip says; its run:", sure=False)
        yield from _checked(path / bag.PAYLOAD)
        return
    if (path / stamping.FILE).is_file():
        yield from _run(path)
        return
    runs.check(path)
    walks = tuple(_walks(path))
    yield from (Told(f"{path / line}") for line in walks)
    for hypothesis in () if walks else flows.hypotheses_below(path):
        yield Told(f"{path}: hypothesis {hypothesis.id} about {len(hypothesis.flows)} flows")
    for place in () if walks else flows.folders_below(path):
        yield from (
            Told(f"{flow.folder}: flow {flow.name}, {', '.join(flow.routes)}") for flow in flows.discover(place)
        )


def _parts(path: Path) -> Iterator[Path]:
    """Yield what of a path is checked by itself: below a folder each run and bundle, and what else is there.

    A run that was changed hides no other then, and nothing passes because something else lies beside it.
    """
    runs = [file.parent for file in sorted(path.glob(f"**/{stamping.FILE}"))]
    bags = [file.parent for file in sorted(path.glob(f"**/{bag.BAGIT}"))]
    flow_folders = [file.parent for file in sorted(path.glob(f"**/{flows.FILE}"))]
    own = list(_outermost([*runs, *bags]))
    written = [*own, *(place for place in flow_folders if not _within(place, own))]
    bundles = [file for file in sorted(path.glob("**/*.zip")) if not _within(file, written)]
    if path in own or not (own or bundles):
        yield path
        return
    yield from own
    yield from bundles
    yield from written[len(own) :]
    walks = [file.parent for file in sorted(path.glob(f"**/{storage.WALK_FILE}"))]
    yield from (place for place in walks if not _within(place, written))


def _outermost(places: list[Path]) -> Iterator[Path]:
    return (place for place in sorted(set(places)) if not _within(place.parent, places))


def _within(place: Path, folders: list[Path]) -> bool:
    return any(place.is_relative_to(folder) for folder in folders)


def _run(path: Path) -> Iterator[Told]:
    """Yield what a run holds, and that it follows from its walks, once no file of it is another than the run left."""
    runs.check(path)
    yield from (Told(f"{path / line}") for line in _walks(path))
    yield from _derived(derive_again(path), path)
    bundle = path / sealing.BUNDLE
    if bundle.is_file():
        with checked(bundle):
            yield Told(f"{bundle}: unchanged since it was sealed")


def _walks(folder: Path) -> Iterator[str]:
    """Yield a line for each valid walk below ``folder``, beginning with its path there."""
    for file in sorted(folder.glob(f"**/{storage.WALK_FILE}")):
        walk = storage.read_walk(file.parent).walk
        place = file.parent.relative_to(folder).as_posix()
        yield f"{place}: walk of {walk.flow.id}, route {walk.route}: {walk.outcome}"


def _derived(derivation: Derivation, path: Path) -> Iterator[Told]:
    """Yield what making something of a run again tells, and refuse what does not follow."""
    derivation.check(path)
    if derivation.same:
        yield Told(f"{path}: {', '.join(derivation.same)}: follow from the walks and the policy, byte for byte")
    yield from (Told(f"{path}: {line}", sure=False) for line in derivation.unchecked)


def _kind(path: Path) -> Kind | None:
    """Return what kind of recording a file is; null where it is a zip of something else, a bundle if it is anything."""
    try:
        kind = recognise(path)
    except InputError:
        if path.suffix.lower() == ".wacz" or not _is_zip(path):
            raise
        return None
    return None if kind == "devtools" and _is_zip(path) else kind


def _is_zip(path: Path) -> bool:
    """Return whether a file begins or ends as a zip does."""
    with path.open("rb") as file:
        return file.read(2) == b"PK" or path.suffix.lower() == ".zip"


def _bundle(path: Path) -> Iterator[Told]:
    with unpacked(path) as (bundle, folder):
        yield Told(f"{path}: bundle of {bundle.info.get('External-Identifier', '')}: unchanged since it was sealed")
        yield from (Told(f"{path}: {line}") for line in _walks(folder))
        yield from _derived(derive_again(folder), path)
        yield from _derived(describe_again(bundle.bundle, folder), path)


def _recording(path: Path, kind: Kind) -> Iterator[Told]:
    """Yield what a valid recording holds, and what of it an import would leave out; where that is damage, not sure."""
    if kind == "devtools":
        yield Told(f"{path}: recording, {counted(len(devtools.load(path).steps), 'step')}")
    elif kind == "codegen":
        codegen.load(path, "refuse", {})
        told = "JSON lines of playwright codegen, a format that is not documented: importing takes --experimental"
        yield Told(f"{path}: {told}")
    else:
        loaded = taping.load(path, kind)
        traffic = loaded.traffic
        sockets = f" and {counted(len(traffic.sockets), 'WebSocket')}" if traffic.sockets else ""
        yield Told(f"{path}: {_TRAFFIC[kind]}, {counted(len(traffic.exchanges), 'request')}{sockets}")
        yield from (Told(f"{path}: {note}", sure=note not in loaded.unsure) for note in loaded.notes)
