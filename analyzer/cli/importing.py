"""``optout import``: a recording that a person's browser exported becomes a route."""

from pathlib import Path

import click

from analyzer.cli import options, plain
from analyzer.model import Goal
from analyzer.recordings.importing import import_recording


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
    reached_url: str,
    reached_text: str,
    reached_cookie: str,
    reached_storage: str,
) -> None:
    """Turn the recording FILE, a Chrome DevTools Recorder export, into a route of a flow.

    What a recording cannot know is listed: look at those lines in flow.toml. Typed values that look like somebody's
    data are replaced by those of an invented person.
    """
    given = Goal(url=reached_url, text=reached_text, cookie=reached_cookie, storage=reached_storage)
    result = import_recording(
        file, folder, route,
        goal=given if given != Goal() else None, language=lang or "", files=files, origin=origin,
    )  # fmt: skip
    click.echo(f"{result.recording}: route {result.route}, {result.steps} steps, starts at {plain(result.start)}")
    click.echo(f"{result.flow}: {'made' if result.created else 'route added'}")
    for line in (*result.notes, *result.missing):
        click.echo(f"- {plain(line)}")
