"""``optout import``: what a person's browser exported becomes a route, or the traffic on which routes are walked."""

from collections.abc import Sequence
from pathlib import Path

import click
from click.core import ParameterSource

from analyzer.cli import options
from analyzer.errors import InputError
from analyzer.model import Goal
from analyzer.recordings import recognising, taping
from analyzer.recordings.importing import import_recording
from analyzer.recordings.scripting import import_codegen
from analyzer.recordings.taping import TapeResult
from analyzer.reports.english import counted
from analyzer.reports.folding import folded

_MOST_NOTES = 100


@click.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False),
    help="Flow folder to make, or to add the route to.",
)  # fmt: skip
@click.option("--route", default="refuse", show_default=True, help="Name of the route.")
@options.lang
@click.option(
    "--files", type=click.Path(path_type=Path, file_okay=False),
    help="Folder of pages: the flow is walked on a copy of them instead of the live site.",
)  # fmt: skip
@click.option("--origin", default="", help="With --files, the reserved address (.test, .example) the copy gets.")
@click.option(
    "--experimental", is_flag=True, help="Also take what `playwright codegen --target jsonl` writes, as a script."
)
@click.option("--reached-url", default="", metavar="GLOB", help="Address that shows the route is done.")
@click.option("--reached-text", default="", metavar="TEXT", help="Visible text that shows it.")
@click.option("--reached-cookie", default="", metavar="NAME=GLOB", help="Cookie that shows it.")
@click.option("--reached-storage", default="", metavar="NAME=GLOB", help="Storage entry that shows it.")
def import_command(  # noqa: PLR0913 - one parameter an option
    *,
    file: Path,
    folder: Path,
    route: str,
    lang: str | None,
    files: Path | None,
    origin: str,
    experimental: bool,
    reached_url: str,
    reached_text: str,
    reached_cookie: str,
    reached_storage: str,
) -> None:
    """Turn the recording FILE into a route of a flow, or into the traffic on which its routes are walked.

    A Chrome DevTools Recorder export becomes a route. A HAR (also in a zip file, as Playwright writes it, or packed
    with gzip), a WARC or a WACZ becomes the flow's site: traffic.har in its folder. What FILE is, is seen from its
    content.

    What a recording cannot know is listed: look at those lines in flow.toml. Typed values that look like somebody's
    data are replaced by those of an invented person.
    """
    kind = recognising.recognise(file)
    if kind not in {"devtools", "codegen"}:
        _refuse_for_traffic(click.get_current_context())
        _tell_tape(taping.import_traffic(file, kind, folder, language=lang or ""))
        return
    given = Goal(url=reached_url, text=reached_text, cookie=reached_cookie, storage=reached_storage)
    goal = given if given != Goal() else None
    if kind == "codegen":
        if not experimental:
            raise InputError(
                f"{file}: JSON lines of playwright codegen, an undocumented format; take it with --experimental"
            )
        if files or origin:
            raise InputError("--files and --origin belong to recordings of DevTools")
        result = import_codegen(file, folder, route, goal=goal, language=lang or "")
    else:
        result = import_recording(file, folder, route, goal=goal, language=lang or "", files=files, origin=origin)
    steps = counted(result.steps, "step")
    click.echo(folded(f"{result.recording}: route {result.route}, {steps}, starts at {result.start}"))
    click.echo(f"{result.flow}: {'made' if result.created else 'route added'}")
    _tell(result.notes, result.missing)


def _tell(notes: Sequence[str], missing: Sequence[str]) -> None:
    """Say what was changed, as far as anybody reads on, and all that is missing."""
    more = (f"and {len(notes) - _MOST_NOTES} more of the kind",) if len(notes) > _MOST_NOTES else ()
    for line in (*notes[:_MOST_NOTES], *more, *missing):
        click.echo(folded(f"- {line}"))


def _refuse_for_traffic(context: click.Context) -> None:
    """Refuse options that say something of a route: traffic is none."""
    for name in ("route", "files", "origin", "reached_url", "reached_text", "reached_cookie", "reached_storage"):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise InputError(f"--{name.replace('_', '-')}: traffic is no route; import a recording for that")


def _tell_tape(result: TapeResult) -> None:
    sockets = f" and {counted(result.sockets, 'WebSocket')}" if result.sockets else ""
    click.echo(folded(f"{result.tape}: {counted(result.requests, 'request')}{sockets}, starts at {result.start}"))
    click.echo(f"{result.flow}: {'made' if result.created else 'site is the tape'}")
    _tell(result.notes, result.missing)
    if result.personal:
        click.echo(folded(f"- could be somebody's data, look before you share it: {'; '.join(result.personal)}"))
